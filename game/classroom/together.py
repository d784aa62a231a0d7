"""Together: what a class's own plays show: where lives parted, how far apart they ended, what was paid for what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median, median_low

from engine.errors import BadSnapshot, Refused
from engine.events import Traded
from engine.session import Session
from game import words
from game.books import worth_by_day
from game.classroom.room import Room, Seat
from game.debrief import Lived, witness
from game.published import SAID, SHOWN, odds
from game.tongue import later, tr
from story import library
from story.cards import card_of

MOST_PARTINGS = 6


@dataclass(frozen=True, slots=True)
class Branch:
    """One way that some of a class went: what the choice says, how many took it, and how they stand now."""

    say: str
    seats: int
    worth: int
    """Median net worth in smallest parts of the yardstick."""
    ends: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """A scene in which the class went different ways; the branches in the scene's order."""

    scene: str
    title: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Dealt:
    """What the class paid and got for a unit of a good: how often, and the lowest, middle and highest price."""

    good: str
    bought: bool
    deals: int
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Course:
    """One seat's net worth by day, in smallest parts of the yardstick, and the ending it came to."""

    days: tuple[tuple[int, int], ...]
    ending: str


@dataclass(frozen=True, slots=True)
class Luck:
    """How far luck alone spreads one plain policy: percentiles of kilograms of the yardstick at the end."""

    policy: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Together:
    """A class's debrief."""

    seats: int
    ended: int
    choices: int
    endings: tuple[tuple[str, int], ...]
    expected: tuple[str, ...]
    """What was published before of how plays end."""
    courses: tuple[Course, ...]
    luck: tuple[Luck, ...]
    partings: tuple[Parting, ...]
    dealt: tuple[Dealt, ...]
    pulled: tuple[tuple[str, int], ...]
    """What the teacher let happen, and on which day."""
    witness: tuple[Lived, ...]
    concepts: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]
    yardstick: str
    parts: int


def together(room: Room) -> Together:
    """Return the debrief of a class as it stands; seats that cannot be opened or were never played are left out."""
    scenario = room.story.scenario
    played = [(seat, session) for seat in room.seats.values() if (session := _session(room, seat)) is not None]
    courses = [_course(session) for _, session in played]
    good = scenario.goods.get(scenario.yardstick)
    endings = Counter(course.ending for course in courses if course.ending)
    return Together(
        seats=len(played),
        ended=sum(bool(course.ending) for course in courses),
        choices=sum(len(session.journal) for _, session in played),
        endings=tuple(endings.most_common()),
        expected=odds(scenario),
        courses=tuple(courses),
        luck=tuple(_luck(room)),
        partings=tuple(_partings(room, [seat for seat, _ in played], courses)),
        dealt=tuple(_dealt([session for _, session in played])),
        pulled=tuple((scenario.levers[one.lever].name, one.day) for one in room.pulled if one.lever in scenario.levers),
        witness=witness(scenario),
        concepts=tuple((concept.name, concept.means) for concept in scenario.lesson.concepts),
        questions=scenario.lesson.questions,
        yardstick=tr("{amount} of {good}", amount=good.unit, good=good.name)
        if good is not None
        else scenario.currencies[scenario.money].plural,
        parts=good.parts if good is not None else scenario.currencies[scenario.money].minor,
    )


def _session(room: Room, seat: Seat) -> Session | None:
    try:
        session = room.play_of(seat).session
    except (Refused, BadSnapshot):
        return None
    return session if session.journal else None


def _course(session: Session) -> Course:
    days = tuple((day.day, day.rice if day.rice is not None else day.money) for day in worth_by_day(session))
    ending = session.scene.ending if session.ended else None
    return Course(days, ending.name if ending is not None else "")


def _luck(room: Room) -> Iterable[Luck]:
    scenario = room.story.scenario
    try:
        card = card_of(library.find(scenario.folder or scenario.slug))
    except library.NoSuchScenario:
        return
    for policy in SHOWN:
        if card is not None and len(worth := card.worth.get(policy, ())) == 3:
            yield Luck(tr(SAID[policy]), *worth)


# ---- where lives parted ---------------------------------------------------------------------------------------------


def _partings(room: Room, seats: Sequence[Seat], courses: Sequence[Course]) -> list[Parting]:
    """Return the decisions after which those who went one way and another stand furthest apart, the furthest first.

    It says that they differ, not why: whoever chooses alike at one point may be alike in others.
    """
    scenario = room.story.scenario
    taken: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, seat in enumerate(seats):
        for scene, name in seat.chosen.items():
            if not scenario.scenes[scene].hub:
                taken[scene][name].append(number)
    worths = [course.days[-1][1] if course.days else 0 for course in courses]
    split = {scene: ways for scene, ways in taken.items() if len(ways) > 1}
    order = sorted(split, key=lambda scene: (-_apart(list(split[scene].values()), worths), scene))
    reader = Session(room.story, room.record.seed).view()
    found = []
    for scene in order[:MOST_PARTINGS]:
        branches = []
        for name, choice in scenario.scenes[scene].choices.items():
            if there := split[scene].get(name):
                ends = Counter(courses[number].ending or later("still under way") for number in there)
                middle = median_low([worths[number] for number in there])
                branches.append(Branch(choice.say.write(reader), len(there), middle, tuple(ends.most_common())))
        found.append(Parting(scene, scenario.scenes[scene].title, tuple(branches)))
    return found


def _apart(ways: Sequence[Sequence[int]], worths: Sequence[int]) -> float:
    """Return the part of the spread of worths that lies between the groups (0-1), shrunk where few went there."""
    there = [number for way in ways for number in way]
    middle = mean(worths[number] for number in there)
    whole = sum((worths[number] - middle) ** 2 for number in there)
    between = sum(len(way) * (mean(worths[number] for number in way) - middle) ** 2 for way in ways)
    return between / whole * len(there) / (len(there) + len(ways)) if whole else 0.0


# ---- prices ---------------------------------------------------------------------------------------------------------


def _dealt(sessions: Sequence[Session]) -> list[Dealt]:
    """Return what was paid and got a unit for each good in the chapter's money, those dealt in most first."""
    if not sessions:
        return []
    scenario, prices = sessions[0].scenario, defaultdict[tuple[str, bool], list[int]](list)
    for session in sessions:
        past = session.anew()
        for event in (event for action in session.journal for event in past.act(action)):
            if isinstance(event, Traded) and event.good in scenario.goods and event.currency == scenario.money:
                price = abs(event.sum) * scenario.goods[event.good].parts // abs(event.amount)
                prices[event.good, event.amount > 0].append(price)
    order = sorted(prices, key=lambda key: (-len(prices[key]), key))
    return [
        Dealt(good, bought, len(found), min(found), round(median(found)), max(found))
        for good, bought in order
        if (found := prices[good, bought])
    ]


def said(room: Room, dealt: Dealt) -> tuple[str, str, str, str]:
    """Return a line of prices in words: the good, the lowest, the middle and the highest."""
    scenario = room.story.scenario
    good, money = scenario.goods[dealt.good], scenario.currencies[scenario.money]
    values = {"good": words.capital(good.name), "times": words.count(dealt.deals, "time"), "unit": good.unit}
    bought = tr("{good}, bought {times} (a {unit})", **values)
    name = bought if dealt.bought else tr("{good}, sold {times} (a {unit})", **values)
    low, middle, high = (words.money(price, money) for price in (dealt.low, dealt.middle, dealt.high))
    return name, low, middle, high
