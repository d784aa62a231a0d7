"""Trips: what setting out on a route would mean now, and why one cannot."""

from dataclasses import dataclass
from fractions import Fraction
from math import comb, exp

from engine import inspection, levers, loads, permits
from engine.errors import Refused
from engine.routes import Mode, Route
from engine.said import Sentence
from engine.turn import Turn, plain

LONGEST = 60
"""Days after which a journey no longer stands still, however badly the trains run. Ours."""
METRES, TENTHS = 700, 6
"""From so many metres up it is so many tenths of a degree colder each 100 m. The usual lapse of mountain air."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A checkpoint on a trip: how likely it stops the traveller, and that it finds what it wants (0-1)."""

    checkpoint: str
    stops: float
    finds: float
    wants: tuple[str, ...]
    """Goods of the load that it would take."""
    papers: bool
    """Whether what it asks to see is there."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What setting out on a route would mean now; sums in smallest parts of the chapter's money."""

    route: str
    target: str
    days: tuple[int, int]
    """As many as half of all journeys take at most, and as many as nine in ten do."""
    mass: int
    """Grams that would be carried."""
    limit: int
    fare: int
    """Fare and freight, paid at the start."""
    keep: int
    """What the usual days cost in food and lodging."""
    coldest: tuple[int, int] | None
    """Degrees at the top: the usual, and the coldest that the month has; None where the road is not open to them."""
    stops: tuple[Stop, ...]
    perish: tuple[str, ...]
    """Goods of the load that the cold may take."""
    smells: bool
    """Whether more smelling goods are carried than pass unnoticed."""
    refused: str
    """Why nobody can set out on it now; empty where one can."""
    bulk: int = 0
    """Millilitres that what is carried takes up."""
    room: int | None = None
    """Millilitres that it may take up; None: there is no such limit."""


def routes(turn: Turn) -> tuple[str, ...]:
    """Return the routes that lead away from where the traveller is, in the order declared."""
    if turn.journey is not None:
        return ()
    return tuple(route.id for route in turn.scenario.road.routes.values() if route.other_end(turn.where))


def route_of(turn: Turn, name: str) -> Route:
    """Return a route; refuse where there is none of that name."""
    route = turn.scenario.road.routes.get(name)
    if route is None:
        raise Refused("There is no such way.")
    return route


def trip(turn: Turn, name: str) -> Trip:
    """Return what a route would mean now; refuse where there is no such route."""
    route = route_of(turn, name)
    mode = turn.scenario.road.modes[route.mode]
    days = usual, most = _days(route.days, route.stalls, 2), _days(route.days, route.stalls, 10)
    cold = _coldest(turn, route, mode, most)
    stops = tuple(_stop(turn, checkpoint, mode) for checkpoint in route.posts(turn.where))
    perish = tuple(
        good.id
        for good, _ in loads.carried(turn)
        if cold is not None and usual and good.freezes_below is not None and cold[1] < good.freezes_below
    )
    return Trip(
        name, route.other_end(turn.where) or route.target, days, loads.load_mass(turn), mode.load, fare(turn, route),
        usual * turn.scenario.road.keep if turn.scenario.road.traveller else 0, cold, stops, perish,
        inspection.smells(turn, mode), refusal(turn, route), loads.load_bulk(turn), mode.bulk,
    )  # fmt: skip


def _stop(turn: Turn, name: str, mode: Mode) -> Stop:
    post = turn.scenario.checkpoints[name]
    wants = tuple(good.id for good, _ in inspection.wanted(turn, post))
    papers = not post.papers or any(permits.holds(turn, paper) for paper in post.papers)
    return Stop(name, inspection.stops(turn, post, mode), inspection.finds(turn, post), wants, papers)


def fare(turn: Turn, route: Route) -> int:
    """Return fare and freight of the load, smallest parts of the chapter's money, rounded up once.

    What goes with the price of fuel goes by its steps too: nobody asks for 4,375.51 won.
    """
    sum_ = Fraction(1000 * route.fare + route.freight * loads.load_mass(turn), 1000) * _fuel(turn, route)
    era = turn.scenario.era
    step = era.processes[route.fuel].tick if era is not None and route.fuel in era.processes else 1
    return step * -(-sum_.numerator // (sum_.denominator * step))


def _fuel(turn: Turn, route: Route) -> Fraction:
    """Return the price of a route's fuel today as a part of its level in the era; 1 where it goes with none."""
    era = turn.scenario.era
    if era is None or route.fuel not in era.processes:
        return Fraction(1)
    process = era.processes[route.fuel]
    place = turn.where if turn.where in process.places else next(iter(process.places))
    quoted = turn.paths.quotation(route.fuel, place, turn.day)
    level = round(exp(process.level.at(turn.scenario.ordinal(turn.day))))
    return Fraction(quoted.mid, max(1, level)) if quoted is not None else Fraction(1)


def refusal(turn: Turn, route: Route) -> str:
    """Return why nobody can set out on a route now, as a sentence; empty where one can."""
    if turn.journey is not None:
        return Sentence("You are on the road already.")
    if not route.other_end(turn.where):
        return Sentence("That way does not begin here.")
    if route.when is not None and not route.when.run(turn):
        return route.otherwise.write(turn) if route.otherwise is not None else Sentence("The way is shut.")
    if by := levers.shuts(turn, route.id):
        return Sentence("The way is shut: {by}.", by=by)
    if route.papers and not any(permits.holds(turn, paper) for paper in route.papers):
        return _needs(turn, route.papers)
    mode, mass = turn.scenario.road.modes[route.mode], loads.load_mass(turn)
    if mass > mode.load:
        carried, most = (plain(grams, 1000) for grams in (mass, mode.load))
        carried, most = (text.rstrip("0").rstrip(".") if "." in text else text for text in (carried, most))
        return Sentence(
            "You carry {load} kg; no more than {most} kg can be taken on this way.", load=carried, most=most
        )
    if mode.bulk is not None and (bulk := loads.load_bulk(turn)) > mode.bulk:
        return Sentence(
            "What you carry takes up {bulk} litres; there is room for {most} on this way.",
            bulk=f"{bulk // 1000:,}", most=f"{mode.bulk // 1000:,}",
        )  # fmt: skip
    costs, held = fare(turn, route), turn.cash()
    if costs > held:
        money = turn.scenario.currencies[turn.scenario.money]
        return Sentence(
            "The fare is {amount} {money}; you have {held}.",
            amount=plain(costs, money.minor), money=money.plural, held=plain(held, money.minor),
        )  # fmt: skip
    return ""


def _needs(turn: Turn, names: tuple[str, ...]) -> str:
    papers = [turn.scenario.papers[name] for name in names]
    if all(permits.frozen(turn, name) for name in names):
        return Sentence("No {papers} is honoured now.", papers=_alternatives([paper.name for paper in papers]))
    if len(papers) > 1:
        listed = "; ".join(paper.name + (f" ({paper.issuer})" if paper.issuer else "") for paper in papers)
        return Sentence("To set out you need one of these papers: {papers}.", papers=listed)
    paper = papers[0]
    article = "an" if paper.name[:1] in "aeiou" else "a"
    if paper.issuer:
        return Sentence(
            "To set out you need {article} {paper} from {issuer}.",
            article=article, paper=paper.name, issuer=paper.issuer,
        )  # fmt: skip
    return Sentence("To set out you need {article} {paper}.", article=article, paper=paper.name)


def _alternatives(names: list[str]) -> str:
    """Return names as one or the other, so that a language may have its own word between them."""
    first, *rest = names
    for other in rest:
        first = Sentence("{one} or {other}", one=first, other=other)
    return first


def degrees_at(degrees: int, top: int) -> int:
    """Return what it is at a height (metres; 0: nowhere high) when it is so many degrees below."""
    return degrees - (TENTHS * max(0, top - METRES) + 500) // 1000


def _coldest(turn: Turn, route: Route, mode: Mode, days: int) -> tuple[int, int] | None:
    weather = turn.scenario.weather
    today = weather.degrees.get(turn.paths.weather(turn.day))
    if not mode.open or today is None:
        return None
    months = {turn.scenario.date_of(turn.day + later).month for later in range(days + 1)}
    coldest = [today] + [
        weather.degrees[kind]
        for month in sorted(months)
        for kind, weight in weather.months.get(month, ())
        if weight > 0 and kind in weather.degrees
    ]
    kinds = [(kind, weight) for kind, weight in weather.months.get(turn.scenario.date_of(turn.day).month, ())]
    usual = max(kinds, key=lambda one: one[1], default=("", 0))[0]
    return degrees_at(weather.degrees.get(usual, today), route.top), degrees_at(min(coldest), route.top)


def _days(moves: int, stalls: int, among: int) -> int:
    """Return in how many days all but one in so many journeys come to their end, stalls in percent each day."""
    if not moves or not stalls:
        return moves
    days, goes = moves, 100 - stalls
    while days < moves + LONGEST:
        # So many days bring at least the moves: one less what brings too few.
        few = sum(comb(days, n) * goes**n * stalls ** (days - n) for n in range(moves))
        if among * few <= 100**days:
            break
        days += 1
    return days
