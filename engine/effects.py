"""Effects: the verbs of the story format, compiled; each changes a turn, or refuses before it has changed anything."""

from dataclasses import dataclass

from engine import household, inspection, stall
from engine.dealings import Borrow, Extend, Forgive, HandBack, Owe, Repay, Seize, SellFor, Trade
from engine.errands import Depart, Draw, Issue, Retain, Send, TurnBack, Withdraw
from engine.events import CodexOpened, FlagSet, Said
from engine.kinds import Expr
from engine.prose import Prose, settle, write
from engine.turn import Turn
from engine.verb import Effect, amount_of, require


def run(effects: tuple[Effect, ...], turn: Turn) -> None:
    """Do each verb in order."""
    for effect in effects:
        effect.apply(turn)


MOST_DAYS = 60
"""Most days that may pass at a time, however an author works them out."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay money for something; needs it."""

    amount: Expr
    currency: str
    purpose: str

    def apply(self, turn: Turn) -> None:
        turn.pay(amount_of(self.amount, turn), self.currency, "expenses", self.purpose, self.purpose)


@dataclass(frozen=True, slots=True)
class Receive:
    """Take money in."""

    amount: Expr
    currency: str
    source: str
    kind: str = "income"
    """The account's kind: `equity` for what was there at the opening."""

    def apply(self, turn: Turn) -> None:
        turn.receive(amount_of(self.amount, turn), self.currency, self.kind, self.source, self.source)


@dataclass(frozen=True, slots=True)
class LoseMoney:
    """Lose as much of a sum as there is."""

    amount: Expr
    currency: str
    to: str

    def apply(self, turn: Turn) -> None:
        amount = min(amount_of(self.amount, turn), turn.cash(self.currency))
        turn.pay(amount, self.currency, "expenses", self.to, self.to)


@dataclass(frozen=True, slots=True)
class LoseGoods:
    """Lose as much of an amount of goods as there is; no amount: all of it."""

    good: str
    amount: Expr | None
    store: str
    to: str

    def apply(self, turn: Turn) -> None:
        amount = turn.held(self.good, self.store) if self.amount is None else amount_of(self.amount, turn)
        turn.use(self.good, amount, self.to, self.to, self.store)


@dataclass(frozen=True, slots=True)
class Gain:
    """Goods come in, at a worth."""

    good: str
    amount: Expr
    worth: Expr | None
    source: str
    store: str
    kind: str = "income"

    def apply(self, turn: Turn) -> None:
        amount = amount_of(self.amount, turn)
        worth = amount_of(self.worth, turn) if self.worth is not None else 0
        turn.gain(self.good, amount, worth, self.kind, self.source, self.source, self.store)


@dataclass(frozen=True, slots=True)
class Give:
    """Hand goods over; needs them."""

    good: str
    amount: Expr | None
    to: str
    store: str

    def apply(self, turn: Turn) -> None:
        amount = turn.held(self.good, self.store) if self.amount is None else amount_of(self.amount, turn)
        require(turn, self.good, amount, self.store)
        turn.use(self.good, amount, self.to, self.to, self.store)


@dataclass(frozen=True, slots=True)
class Add:
    """Change numbers, kept in their ranges."""

    changes: tuple[tuple[str, Expr], ...]

    def apply(self, turn: Turn) -> None:
        for name, change in self.changes:
            turn.add(name, int(change.run(turn)))


@dataclass(frozen=True, slots=True)
class Set:
    """Set numbers, flags and dials, kept in their ranges."""

    values: tuple[tuple[str, Expr], ...]

    def apply(self, turn: Turn) -> None:
        for name, expr in self.values:
            value = int(expr.run(turn))
            if name in turn.scenario.flags:
                if turn.values.get(name, 0) != value:
                    turn.values[name] = value
                    turn.events.append(FlagSet(name, bool(value)))
            else:
                turn.add(name, value - turn.values.get(name, 0))


@dataclass(frozen=True, slots=True)
class AssignDuty:
    """Give people duties."""

    plan: tuple[tuple[str, str], ...]

    def apply(self, turn: Turn) -> None:
        for person, duty in self.plan:
            household.assign(turn, person, duty)


@dataclass(frozen=True, slots=True)
class Move:
    """Move goods between stores, as much as there is."""

    good: str
    amount: Expr | None
    source: str
    target: str

    def apply(self, turn: Turn) -> None:
        amount = turn.held(self.good, self.source) if self.amount is None else amount_of(self.amount, turn)
        turn.put(self.good, turn.take(self.good, amount, self.source), self.target)


@dataclass(frozen=True, slots=True)
class Confiscate:
    """Let a patrol or a checkpoint take what it wants of the goods in a store."""

    patrol: str
    store: str

    def apply(self, turn: Turn) -> None:
        inspection.confiscate(turn, inspection.searcher(turn.scenario, self.patrol), self.store)


@dataclass(frozen=True, slots=True)
class LoseTakings:
    """Lose a share of the day's takings."""

    percent: int

    def apply(self, turn: Turn) -> None:
        inspection.lose_takings(turn, self.percent)


@dataclass(frozen=True, slots=True)
class SellPortions:
    """Serve more of what was cooked today."""

    stall: str
    count: Expr

    def apply(self, turn: Turn) -> None:
        stall.serve(turn, turn.scenario.stalls[self.stall], amount_of(self.count, turn))


@dataclass(frozen=True, slots=True)
class Open:
    """Open codex entries."""

    entries: tuple[str, ...]

    def apply(self, turn: Turn) -> None:
        for entry in self.entries:
            if entry not in turn.known:
                turn.known += (entry,)
                turn.events.append(CodexOpened(entry))


@dataclass(frozen=True, slots=True)
class Say:
    """Say a line of consequence."""

    text: Prose

    def apply(self, turn: Turn) -> None:
        settle(self.text, turn)
        turn.events.extend(Said(text) for text in write(self.text, turn))


@dataclass(frozen=True, slots=True)
class If:
    """Do one list of verbs or the other."""

    when: Expr
    then: tuple[Effect, ...]
    otherwise: tuple[Effect, ...]

    def apply(self, turn: Turn) -> None:
        run(self.then if self.when.run(turn) else self.otherwise, turn)


@dataclass(frozen=True, slots=True)
class Pass:
    """Let days go by once the deed is done; `until` something happens, or all of them."""

    days: Expr
    until: bool

    def apply(self, turn: Turn) -> None:
        turn.pass_days = min(amount_of(self.days, turn), MOST_DAYS)
        turn.until = self.until


NEEDS = (Pay, Give, Repay, Trade, SellFor, Depart, Send, Draw, HandBack)
"""Verbs that need money or goods: they have no place where nobody chooses."""
COSTS = (*NEEDS, Borrow, Owe, Issue)
"""Verbs that may be refused: a choice that has one is tried before it is offered."""


def needs(effects: tuple[Effect, ...]) -> bool:
    """Return whether any verb of a list needs money or goods."""
    return _any_of(NEEDS, effects)


def costs(effects: tuple[Effect, ...]) -> bool:
    """Return whether any verb of a list may be refused."""
    return _any_of(COSTS, effects)


def passes(effects: tuple[Effect, ...]) -> bool:
    """Return whether any verb of a list lets days go by."""
    return _any_of((Pass, Depart, TurnBack), effects)


def travels(effects: tuple[Effect, ...]) -> bool:
    """Return whether any verb of a list begins a journey or turns it back."""
    return _any_of((Depart, TurnBack), effects)


def _any_of(kinds: tuple[type, ...], effects: tuple[Effect, ...]) -> bool:
    for effect in effects:
        if isinstance(effect, kinds):
            return True
        if isinstance(effect, If) and (_any_of(kinds, effect.then) or _any_of(kinds, effect.otherwise)):
            return True
    return False


__all__ = [
    "Add", "AssignDuty", "Borrow", "Confiscate", "Depart", "Draw", "Effect", "Extend", "Forgive", "Gain", "Give",
    "HandBack", "If", "Issue", "LoseGoods", "LoseMoney", "LoseTakings", "Move", "Open", "Owe", "Pass", "Pay", "Receive",
    "Repay", "Retain", "Say", "Seize", "SellFor", "SellPortions", "Send", "Set", "Trade", "TurnBack", "Withdraw",
    "costs", "needs", "passes", "run", "travels",
]  # fmt: skip
