"""Affairs: the journey, papers, parcels, boxes, posts and who looks away, in words; what a trader must keep in mind."""

from dataclasses import dataclass

from engine import inspection, permits, shares, travel
from engine.routes import LOAD
from engine.scenario import Scenario
from engine.turn import Turn
from game import words
from game.tongue import later, tr

SOON = 5
"""Days left of a paper from which on it is shown as pressing."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that is held: for how many more days, or why it is no use."""

    id: str
    name: str
    text: str
    pressing: bool


@dataclass(frozen=True, slots=True)
class PostLine:
    """Work for the state: whether absence is excused today; how full the attendance is, where no number tells it."""

    id: str
    name: str
    attendance: int
    text: str


@dataclass(frozen=True, slots=True)
class Affairs:
    """What is under way."""

    way: str = ""
    """Where the journey leads and which day of it this is; empty where nobody is on the road."""
    load: str = ""
    """What is carried weighs; empty where there are no roads, or nothing is carried."""
    papers: tuple[PaperLine, ...] = ()
    posts: tuple[PostLine, ...] = ()
    boxes: tuple[tuple[str, str, str], ...] = ()
    """(fund, what is in its box, in rice)."""
    parcels: tuple[tuple[str, str, str], ...] = ()
    """(what, with whom, when it is heard of)."""
    retained: tuple[tuple[str, str], ...] = ()
    """(who looks away, for how long)."""


NOTHING = Affairs()


def affairs(turn: Turn) -> Affairs:
    """Return what is under way."""
    return Affairs(_way(turn), _load(turn), _papers(turn), _posts(turn), _boxes(turn), _parcels(turn), _retained(turn))


def _way(turn: Turn) -> str:
    journey = turn.journey
    if journey is None:
        return ""
    day, place = turn.day - journey.started + 1, turn.scenario.places[journey.target].name
    back = journey.target == journey.source
    pattern = (
        later("back to {place}, day {day} of {days}") if back else later("on the way to {place}, day {day} of {days}")
    )
    return tr(pattern, place=place, day=day, days=max(day, journey.days))


def _load(turn: Turn) -> str:
    if not turn.scenario.road.routes or not any(key.startswith(f"{LOAD}/") for key in turn.stock):
        return ""
    return words.mass(travel.load_mass(turn))


def _papers(turn: Turn) -> tuple[PaperLine, ...]:
    found = []
    for paper in turn.scenario.papers.values():
        left = permits.valid(turn, paper.id)
        if left <= 0:
            continue
        frozen = permits.frozen(turn, paper.id)
        text = (
            tr("not honoured now")
            if frozen
            else tr("last day")
            if left == 1
            else tr("{days} left", days=words.days(left))
        )
        found.append(PaperLine(paper.id, paper.name, text, frozen or left <= SOON))
    return tuple(found)


def _posts(turn: Turn) -> tuple[PostLine, ...]:
    found = []
    for post in turn.scenario.posts.values():
        value = turn.values.get(post.attendance, 0)
        number = turn.scenario.numbers.get(post.attendance)
        excused = post.excused is not None and bool(post.excused.run(turn))
        if not excused and number is not None and number.public:
            # It is told among the numbers already.
            continue
        found.append(
            PostLine(
                post.id, post.name, value, tr("excused") if excused else tr("attendance {value} of 100", value=value)
            )
        )
    return tuple(found)


def _boxes(turn: Turn) -> tuple[tuple[str, str, str], ...]:
    money = turn.scenario.currencies[turn.scenario.money]
    kept = [(share.name, shares.box(turn, share.id)) for share in turn.scenario.shares.values() if share.kept]
    return tuple(
        (name, words.money(amount, money), words.in_rice(turn, amount) if amount else "") for name, amount in kept
    )


def _parcels(turn: Turn) -> tuple[tuple[str, str, str], ...]:
    found = []
    for parcel in turn.parcels:
        left = parcel.due - turn.day
        when = tr("heard of in {days}", days=words.days(left)) if left > 0 else tr("heard of today")
        found.append(
            (thing(turn.scenario, parcel.of, parcel.amount), turn.scenario.couriers[parcel.courier].name, when)
        )
    return tuple(found)


def _retained(turn: Turn) -> tuple[tuple[str, str], ...]:
    found = []
    names = {patrol.id: patrol.name for patrol in turn.scenario.patrols.values()}
    names |= {post.id: post.name for post in turn.scenario.checkpoints.values()}
    for who, name in names.items():
        if f"retained.{who}" in turn.values and inspection.retained(turn, who):
            left = turn.values[f"retained.{who}"] - turn.day
            found.append((name, tr("for {days} more", days=words.days(left)) if left > 0 else tr("today still")))
    return tuple(found)


def thing(scenario: Scenario, of: str, amount: int) -> str:
    """Return an amount of a good, a sum of a currency, or a number of coupons."""
    if of in scenario.currencies:
        return words.money(amount, scenario.currencies[of])
    if of in scenario.coupons:
        return words.count(amount, scenario.coupons[of].name)
    return words.goods(amount, scenario.goods[of])


def store_name(scenario: Scenario, store: str) -> str:
    """Return where a store is, in words."""
    named = {"home": tr("at home"), "stall": tr("at the stall"), LOAD: tr("in the load")}
    if store in named:
        return named[store]
    place = next((place for place in scenario.places.values() if place.store == store), None)
    return tr("in {place}", place=place.name) if place is not None else store.replace("_", " ")


def lines(now: Affairs) -> list[str]:
    """Return affairs as sentences, one a line; where one is on the way is said with the day."""
    told = [tr("The load weighs {load}.", load=now.load)] if now.load else []
    told += [f"{words.capital(paper.name)}: {paper.text}." for paper in now.papers]
    told += [f"{words.capital(post.name)}: {post.text}." for post in now.posts]
    told += [
        tr("{name}: {text}{f} in the box.", name=words.capital(name), text=text, f=f" ({rice})" if rice else "")
        for name, text, rice in now.boxes
    ]
    told += [
        tr("On its way with {who}: {what}, {when}.", who=who, what=what, when=when) for what, who, when in now.parcels
    ]
    return told + [
        tr("{who}: paid to look away {long}.", who=words.capital(who), long=long) for who, long in now.retained
    ]
