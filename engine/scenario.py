"""The compiled story: what authors wrote, as frozen values that sessions share and never change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from engine.checkpoints import Checkpoint
from engine.couriers import Courier
from engine.evidence import Background, Cited, Claim, CodexEntry, Document, Lesson
from engine.goods import Good
from engine.kinds import Expr, Scope
from engine.legacy import Carries
from engine.money import Currency
from engine.permits import Paper
from engine.routes import Road
from engine.scene import Scene, Spot
from engine.shares import Share

if TYPE_CHECKING:
    from engine.coupons import Coupon
    from engine.dues import Due
    from engine.effects import Effect
    from engine.era import Era
    from engine.levers import Lever
    from engine.posts import Post, Ration
    from engine.wages import Wage

FORMAT = 1
"""The story format this engine plays."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place, with where it stands on the map."""

    id: str
    name: str
    map: tuple[int, int] = (0, 0)
    scene: str = ""
    """Where one arrives."""
    store: str = ""
    """Where goods may be laid down; empty: nowhere."""


@dataclass(frozen=True, slots=True)
class Quote:
    """How one good's price behaves at one market; shares are in percent."""

    good: str
    mid: int
    """Smallest parts of the money for one unit; 0 where the era says what it costs at the market's place."""
    spread: int
    swing: float
    lasts: int
    common: int
    depth: int
    """Smallest parts of the good that, traded in a day, move the price by 10 %."""
    drift: tuple[tuple[int, int], ...] = ()
    """(day, percent) level changes, reached over ten days."""
    cited: Cited = Cited()
    spot: Spot = Spot()
    currency: str = ""
    """The money it is priced in; empty: the chapter's."""
    fakes: int = 0
    """Of notes: percent chance that a purchase has bad ones in it."""
    issuer: bool = False
    """Of coupons: whether they are sold at the pump's price here and redeemed, or dealt in at what they save."""
    buys: bool = True
    """Whether the market takes it off people too; of what it only sells there is no bid."""


@dataclass(frozen=True, slots=True)
class Caught:
    """What follows when a hidden sale is caught."""

    effects: tuple["Effect", ...] = ()
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Market:
    """A market place and what is traded there."""

    id: str
    place: str
    quotes: Mapping[str, Quote]
    store: str = "home"
    """Where what is bought goes, and what is sold comes from."""
    notes: Mapping[str, Quote] = field(default_factory=dict)
    """Currencies that are dealt in against the chapter's money."""
    coupons: Mapping[str, Quote] = field(default_factory=dict)
    caught: Caught = Caught()


@dataclass(frozen=True, slots=True)
class Weather:
    """The kinds of weather by month (weights), their degrees, and how they last."""

    persistence: int = 0
    months: Mapping[int, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    degrees: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the household; `needs` is kilocalories a day."""

    id: str
    name: str
    adult: bool
    needs: int
    health: int
    energy: int
    cited: Cited = Cited()
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Duty:
    """What an adult may do with a day."""

    id: str
    name: str
    who: tuple[str, ...]
    energy: int
    tends: str
    effects: tuple["Effect", ...] = ()
    when: Expr | None = None
    spot: Spot = Spot()
    post: str = ""
    """The post at which a day of it counts as attended."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the story, kept in its range; goods and money in smallest parts."""

    id: str
    start: int
    low: int
    high: int
    means: str = ""
    public: bool = True
    spot: Spot = Spot()
    fades: int = 0
    """By so much a day it goes back towards its start."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A fact that holds or not."""

    id: str
    means: str = ""
    start: bool = False
    spot: Spot = Spot()


class DialKind(NamedTuple):
    """What a dial counts: number, money, goods or share; `of` the currency or the good's unit."""

    what: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Dial:
    """A number the player sets, in steps within a range, smallest parts."""

    id: str
    name: str
    kind: DialKind
    start: int
    low: int
    high: int
    step: int
    help: str = ""

    def allows(self, value: int) -> bool:
        """Return whether the dial can stand at a value."""
        return self.low <= value <= self.high and (value - self.low) % self.step == 0

    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Eating:
    """What the household eats, in order, and the dial that rations it (percent)."""

    goods: tuple[str, ...] = ()
    rationing: str = ""
    boiling: str = ""
    """The dial (percent) that says whether greens are boiled hard (100) or not."""


@dataclass(frozen=True, slots=True)
class Stall:
    """A stall: what it cooks, for whom, and how its customers behave; shares in percent."""

    id: str
    name: str
    market: str
    dish: str
    cooks: str
    price: str
    portion_good: str
    portion_dial: str
    portion_usual: int
    recipe: tuple[tuple[str, int], ...]
    fuel: tuple[tuple[str, int], ...]
    carry_dial: str
    leftovers: str
    fair: int
    mean: float
    spread: int
    price_effect: int
    portion_effect: int
    most: int
    weather: Mapping[str, int]
    regulars: str
    keep: tuple[tuple[str, str], ...]
    """(good, dial): bought after trading up to the dial."""
    cited: Cited = Cited()
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Patrol:
    """Who searches a stall, how often, and the scene that follows; shares in percent."""

    id: str
    name: str
    comes: int
    heat: str
    watches: str
    times: tuple[tuple[int, int, int], ...]
    """(first day, last day, percent): seasons in which they come more or less often."""
    scene: str
    takings: int
    cited: Cited = Cited()
    spot: Spot = Spot()
    takes: tuple[str, ...] = ()
    """Goods they want; none: those that are `seized`."""
    part: int = 100
    """Percent of them that they take."""
    asks: int = 0
    """What buys them off, smallest parts of the chapter's money."""


@dataclass(frozen=True, slots=True)
class Creditor:
    """Whoever lends: the scene in which they come, and how often they press once a debt is late."""

    id: str
    name: str
    trust: int
    scene: str
    presses: int
    spot: Spot = Spot()
    kept: int = 0
    """Trust gained by an instalment paid when it is due."""
    missed: int = 0
    """Trust (below 0) lost by one that is not."""
    place: str = ""
    """Where they come; empty: wherever the household lives."""
    money: str = ""
    """The currency they are owed in; empty: the chapter's."""
    cited: Cited = Cited()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A compiled scenario: everything the rules need to play it."""

    slug: str
    title: str
    subtitle: str
    blurb: str
    chapter: int
    starts: date
    lasts: int
    minutes: int
    ages: str
    content_note: str
    money: str
    yardstick: str
    first: str
    begin: tuple["Effect", ...]
    currencies: Mapping[str, Currency]
    goods: Mapping[str, Good]
    places: Mapping[str, Place]
    markets: Mapping[str, Market]
    weather: Weather
    people: Mapping[str, Person]
    duties: Mapping[str, Duty]
    eating: Eating
    plan: Mapping[str, str]
    numbers: Mapping[str, Number]
    flags: Mapping[str, Flag]
    dials: Mapping[str, Dial]
    stalls: Mapping[str, Stall]
    patrols: Mapping[str, Patrol]
    creditors: Mapping[str, Creditor]
    calm: int
    chance: int
    scenes: Mapping[str, Scene]
    codex: Mapping[str, CodexEntry]
    digest: str
    """Of the files it plays by, so that a save knows its story."""
    background: Background = field(default_factory=Background)
    scope: Scope = field(default_factory=Scope)
    folder: str = ""
    """Where it was read; for saves and whoever asks, never for a rule. Empty where it came from no folder."""
    era: "Era | None" = None
    """The prices of the chapter's years, where a world declares them."""
    coupons: "Mapping[str, Coupon]" = field(default_factory=dict)
    wages: "Mapping[str, Wage]" = field(default_factory=dict)
    road: Road = field(default_factory=Road)
    papers: Mapping[str, Paper] = field(default_factory=dict)
    checkpoints: Mapping[str, Checkpoint] = field(default_factory=dict)
    couriers: Mapping[str, Courier] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    posts: "Mapping[str, Post]" = field(default_factory=dict)
    rations: "Mapping[str, Ration]" = field(default_factory=dict)
    dues: "Mapping[str, Due]" = field(default_factory=dict)
    carries: Carries = field(default_factory=Carries)
    """What it takes over from the chapter before it, where the two are played in a row."""
    language: str = ""
    """The language its texts were put into; empty: the author's own."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The author's names and words of the books, as they are called in that language; for whoever shows them."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Scene that was renamed or taken out -> where a save that stands in it goes on."""
    levers: "Mapping[str, Lever]" = field(default_factory=dict)
    """What a teacher may let happen on a day."""
    events: Mapping[str, tuple[Scene, ...]] = field(init=False)
    """`trade` and `morning` -> the scenes a day may bring then by chance."""
    urgent: Mapping[str, tuple[Scene, ...]] = field(init=False)
    """The same for those with a priority, which do not wait for chance."""

    def __post_init__(self) -> None:
        """Sort the events by the part of the day that brings them."""
        sorts = {}
        for name, urgent in (("events", False), ("urgent", True)):
            rules = [(scene, rule) for scene in self.scenes.values() if (rule := scene.event) is not None]
            sorts[name] = {
                at: tuple(scene for scene, rule in rules if rule.at == at and (rule.priority > 0) == urgent)
                for at in ("trade", "morning", "road")
            }
        for name, events in sorts.items():
            object.__setattr__(self, name, events)

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims it may cite."""
        return self.background.sources.claims

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents the claims come from."""
        return self.background.sources.documents

    @property
    def lesson(self) -> Lesson:
        """The lesson that belongs to it."""
        return self.background.sources.lesson

    def date_of(self, day: int) -> date:
        """Return the date of a day; day 1 is the first."""
        return self.starts + timedelta(days=day - 1)

    def ordinal(self, day: int) -> int:
        """Return the ordinal of a day's date."""
        return self.starts.toordinal() + day - 1

    @property
    def entries(self) -> tuple[str, ...]:
        """The scenes a play may begin in: the first, and that of a play which follows another chapter's."""
        return tuple(dict.fromkeys(name for name in (self.first, self.carries.first) if name))

    @property
    def home_market(self) -> str:
        """The market whose prices count where a scene names none: the first declared."""
        return next(iter(self.markets), "")
