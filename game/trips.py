"""Trips: the ways from here in words: days, cost, load, cold, papers, posts, and what the far end cost last time."""

from dataclasses import dataclass

from engine import permits, travel
from engine.session import Session
from engine.travel import Stop, Trip
from engine.turn import Turn
from game import words
from game.hearsay import days_ago, last_seen
from game.tongue import told, tongue, tr

Row = tuple[str, str, str]
"""(what, how it is, role: empty, `warm` or `bad`)."""


@dataclass(frozen=True, slots=True)
class Way:
    """A route from here, in a line and whole."""

    route: str
    target: str
    place: str
    mode: str
    days: str
    cost: str
    refused: str
    rows: tuple[Row, ...]
    """What it takes."""
    posts: tuple[tuple[str, tuple[Row, ...]], ...]
    """(checkpoint, what it does)."""
    prices: tuple[Row, ...]
    """What things cost at the far end when one was there; the role is empty."""
    seen: str
    """When that was: `six days ago`; empty where one has never been there, or there is no market."""
    market: bool
    """Whether there is a market at the far end."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map of roads."""

    id: str
    name: str
    x: int
    y: int
    here: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The places that roads join, as far as the chapter says where they lie, and the roads between them."""

    spots: tuple[Spot, ...]
    roads: tuple[tuple[str, str], ...]
    """(place, place), each pair once."""


def ways(session: Session) -> tuple[Way, ...]:
    """Return the ways from here, in the order declared; none where no journey begins."""
    turn = session.view()
    if not session.scene.roads or session.ended:
        return ()
    return tuple(way(session, name) for name in travel.routes(turn))


def chart(session: Session) -> Chart:
    """Return the map of roads."""
    road, places, where = session.scenario.road, session.scenario.places, session.world.where
    pairs = {(min(r.source, r.target), max(r.source, r.target)): None for r in road.routes.values()}
    ends = dict.fromkeys(end for pair in pairs for end in pair if places[end].map != (0, 0))
    spots = tuple(Spot(end, places[end].name, *places[end].map, end == where) for end in ends)
    return Chart(spots, tuple(pair for pair in pairs if pair[0] in ends and pair[1] in ends))


def way(session: Session, name: str) -> Way:
    """Return one way from here."""
    turn = session.view()
    trip, route = travel.trip(turn, name), session.scenario.road.routes[name]
    place = session.scenario.places[trip.target].name
    money = session.scenario.currencies[session.scenario.money]
    seen, prices = _prices(turn, trip.target)
    return Way(
        name,
        trip.target,
        place,
        session.scenario.road.modes[route.mode].name,
        _days(trip),
        words.about(trip.fare + trip.keep, money),
        told(trip.refused),
        tuple(_rows(turn, trip)),
        tuple((turn.scenario.checkpoints[stop.checkpoint].name, tuple(_post(turn, stop))) for stop in trip.stops),
        prices,
        seen,
        any(market.place == trip.target for market in session.scenario.markets.values()),
    )


def _days(trip: Trip) -> str:
    usual, most = trip.days
    if not most:
        return tr("the same day")
    return (
        words.days(usual)
        if usual == most
        else tr("{days}, at most {most} as a rule", days=words.days(usual), most=most)
    )


def _rows(turn: Turn, trip: Trip) -> list[Row]:
    scenario, route = turn.scenario, turn.scenario.road.routes[trip.route]
    money = scenario.currencies[scenario.money]
    said: list[Row] = [(tr("days"), _days(trip), "")]
    if route.km:
        said.append((tr("far"), tr("{km} km", km=route.km), ""))
    if trip.fare:
        said.append((tr("fare, freight"), words.sum_and_rice(turn, trip.fare, money), ""))
    if trip.keep:
        said.append((tr("food and bed"), words.money(trip.keep, money), ""))
    load = tr(
        "{load} of {most}", load=words.mass(trip.mass) if trip.mass else tr("nothing"), most=words.mass(trip.limit)
    )
    said.append((tr("load"), load, "bad" if trip.mass > trip.limit else ""))
    if trip.room is not None:
        room = tr("{bulk} of {room} litres", bulk=f"{trip.bulk // 1000:,}", room=f"{trip.room // 1000:,}")
        said.append((tr("room"), room, "bad" if trip.bulk > trip.room else ""))
    if trip.smells:
        said.append((tr("smell"), tr("more of it than passes unnoticed"), "bad"))
    if trip.coldest is not None:
        usual, coldest = trip.coldest
        said.append(
            (
                tr("cold"),
                tr("{usual} degrees as a rule, {coldest} at worst", usual=usual, coldest=coldest),
                "warm" if coldest < -15 else "",
            )
        )
    if trip.perish:
        said.append((tr("cold may take"), words.listed(scenario.goods[good].name for good in trip.perish), "bad"))
    said += _papers(turn, route.papers, tr("papers"))
    return said


def _papers(turn: Turn, papers: tuple[str, ...], what: str) -> list[Row]:
    """Say which papers are asked for, whether one of them is held, and who issues them."""
    if not papers:
        return []
    rules = [turn.scenario.papers[name] for name in papers]
    held = next((rule for rule in rules if permits.holds(turn, rule.id)), None)
    if held is not None:
        left = permits.valid(turn, held.id)
        return [
            (
                what,
                tr(
                    "{held}, held, {left}",
                    held=held.name,
                    left=tr("last day") if left == 1 else tr("{days} left", days=words.days(left)),
                ),
                "",
            )
        ]
    names = words.listed((rule.name for rule in rules), "or")
    if all(permits.frozen(turn, name) for name in papers):
        return [(what, tr("{names}: neither issued nor honoured now", names=names), "bad")]
    issuers = words.listed(dict.fromkeys(rule.issuer for rule in rules if rule.issuer), "or")
    return [
        (
            what,
            tr("{names}: missing", names=names) + (tr("; issued by {issuers}", issuers=issuers) if issuers else ""),
            "bad",
        )
    ]


def _post(turn: Turn, stop: Stop) -> list[Row]:
    """Say what a checkpoint is likely to do."""
    rule = turn.scenario.checkpoints[stop.checkpoint]
    money = turn.scenario.currencies[turn.scenario.money]
    said: list[Row] = [(tr("stops you"), words.chance(stop.stops), "warm" if stop.stops >= 0.5 else "")]
    if rule.papers:
        said += _papers(turn, rule.papers, tr("wants to see"))
    if stop.wants:
        part = "" if rule.part == 100 else tr(" ({part} % of it)", part=rule.part)
        wants = words.listed(turn.scenario.goods[good].name for good in stop.wants)
        said.append(
            (
                tr("a search finds"),
                tr("what it wants, {chance}", chance=words.chance(stop.finds)),
                "bad" if stop.finds >= 0.3 else "warm",
            )
        )
        said.append((tr("would take"), wants + part, "warm"))
    if rule.asks:
        said.append((tr("looks away for"), words.sum_and_rice(turn, rule.asks, money), ""))
    if f"retained.{rule.id}" in turn.values and turn.values[f"retained.{rule.id}"] >= turn.day:
        said.append((tr("is paid"), tr("to look away now"), ""))
    return said


def _prices(turn: Turn, place: str) -> tuple[str, tuple[Row, ...]]:
    """Return what things cost at a place when one was last there, and when that was; nothing of a place unseen."""
    markets = [market for market in turn.scenario.markets.values() if market.place == place]
    seen = [(last_seen(turn, market.id), market) for market in markets]
    seen = [(day, market) for day, market in seen if day]
    if not seen:
        return "", ()
    day, market = max(seen, key=lambda one: one[0])
    found: list[Row] = []
    for name, quote in (*market.quotes.items(), *market.notes.items()):
        money = turn.scenario.currencies[quote.currency or turn.scenario.money]
        price = words.about(turn.paths.mid(market.id, name, day), money)
        if name in market.notes:
            of, unit = turn.scenario.currencies[name].plural, turn.scenario.currencies[name].name
        else:
            of, unit = turn.scenario.goods[name].name, tongue().unit(turn.scenario.goods[name].counted)
        found.append((of, tr("{money} a {unit}", money=price, unit=unit), ""))
    return days_ago(turn.day - day), tuple(found)


def sentences(way: Way) -> list[str]:
    """Return a way as sentences, one a line."""
    told = [tr("To {place}, {going}.", place=way.place, going=words.going(way.mode))]
    told += [f"{words.capital(what)}: {how}." for what, how, _ in way.rows]
    for post, rows in way.posts:
        told.append(f"{words.capital(post)}: {'; '.join(f'{what}: {how}' for what, how, _ in rows)}.")
    if way.prices:
        told.append(
            tr(
                "Prices there {seen}: {join}.",
                seen=way.seen,
                join="; ".join(f"{what} {how}" for what, how, _ in way.prices),
            )
        )
    elif way.market:
        told.append(tr("You have not seen the prices there."))
    return told + ([tr("Not possible now: {refused}", refused=way.refused)] if way.refused else [])
