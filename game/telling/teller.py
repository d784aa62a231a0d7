"""The teller: what has been heard and not told yet, and how sums, people and places are named."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from engine import events as ev
from engine.said import booked
from engine.session import Session
from engine.turn import Turn
from game import words
from game.memos import booked_as
from game.tongue import tr

Kind = Literal["prose", "consequence", "change", "day", "warning", "heading", "codex", "ending"]


@dataclass(frozen=True, slots=True)
class Told:
    """One paragraph or line of the telling, and what sort it is."""

    kind: Kind
    text: str


@dataclass
class Stretch:
    """Days in a row, summed."""

    closed: list[ev.DayClosed] = field(default_factory=list)
    stalls: dict[str, list[ev.StallTraded]] = field(default_factory=dict)
    trades: dict[tuple[str, bool], tuple[int, int, str]] = field(default_factory=dict)
    """(good, whether bought) -> amount, sum, currency."""
    spoiled: dict[str, int] = field(default_factory=dict)
    frozen: dict[str, int] = field(default_factory=dict)
    stood: int = 0
    """Days on the road on which nothing moved."""
    paid: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    """(due, currency) -> how often it was paid, and the sum."""
    unpaid: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    wages: dict[tuple[str, str], int] = field(default_factory=dict)
    rations: dict[tuple[str, str], int] = field(default_factory=dict)
    shares: dict[tuple[str, str], int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    """Creditor -> instalments that were paid by their day."""
    noticed: dict[tuple[str, str], int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether anything was heard."""
        return any(getattr(self, name) for name in self.__dataclass_fields__)


class Teller:
    """Hears events in order and keeps what becomes sentences."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.scenario = session.scenario
        self.turn: Turn = session.view()
        self.told: list[Told] = []
        self.changes: list[Told] = []
        """What changed by the deed; told after its consequences and before the days that followed."""
        self.days = Stretch()
        self.moved: dict[tuple[str, str, str, bool], int] = {}
        """(money or goods, which, why, whether in) -> how much."""
        self.numbers: dict[str, tuple[int, int]] = {}
        self.on_road = self.turn.journey is not None
        """Whether days that went by were days of a journey."""
        self.entered = False
        self.codex: list[Told] = []
        self.passes = False
        """Whether days go by, so that what comes every day is summed."""

    def say(self, kind: Kind, text: str) -> None:
        """Add a sentence."""
        (self.changes if kind == "change" else self.told).append(Told(kind, words.sentence(text)))

    def close_changes(self) -> None:
        """Tell what changed so far."""
        for (sort, of, why, came), amount in self.moved.items():
            what = self.sum(abs(amount), of) if sort == "money" else self.goods(of, abs(amount))
            told = tr("In: {what}", what=what) if came else tr("Out: {what}", what=what)
            self.say("change", told + (f", {booked_as(self.scenario, why)}" if why else ""))
        self.told += self.changes
        self.moved.clear()
        self.changes.clear()

    # how things are named

    def sum(self, amount: int, currency: str) -> str:
        """Return a sum with its worth in rice."""
        return words.sum_and_rice(self.turn, amount, self.scenario.currencies[currency])

    def money(self, amount: int, currency: str) -> str:
        """Return a sum without its worth in rice."""
        return words.money(amount, self.scenario.currencies[currency])

    def goods(self, good: str, amount: int) -> str:
        """Return an amount of a good, or a sum where a currency is meant."""
        if good in self.scenario.currencies:
            return self.money(amount, good)
        if good in self.scenario.coupons:
            return words.count(amount, self.scenario.coupons[good].name)
        return words.goods(amount, self.scenario.goods[good])

    def creditor(self, creditor: str) -> str:
        """Return a creditor's name."""
        return self.scenario.creditors[creditor].name

    def searcher(self, name: str) -> str:
        """Return the name of a patrol or checkpoint."""
        found = self.scenario.patrols.get(name) or self.scenario.checkpoints[name]
        return found.name

    def traveller(self) -> str:
        """Return who goes on journeys."""
        who = self.scenario.people.get(self.scenario.road.traveller)
        return who.name if who is not None else tr("you")

    def place(self, place: str) -> str:
        """Return the name of a place."""
        return self.scenario.places[place].name

    def date(self, day: int) -> str:
        """Return the date of a day."""
        return words.date(self.session, day)


Hear = Callable[[Teller, "ev.Event"], None]
"""Takes one event in."""


def does(who: str, verb: str, plural: str) -> str:
    """Return who does something: `you turn back`, `your husband turns back`; each verb a pattern with `{who}`."""
    return tr(plural if booked(who) == "you" else verb, who=who)
