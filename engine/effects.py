"""Effects: the verbs of the story format, compiled; each changes a turn, or refuses before it has changed anything."""

from dataclasses import dataclass
from typing import Protocol

from engine import credit, household, inspection, market, stall
from engine.errors import Refused
from engine.events import CodexOpened, FlagSet, GoodsMoved, MoneyMoved, Said
from engine.goods import HOME, said
from engine.kinds import Expr
from engine.prose import Prose, settle, write
from engine.turn import Turn


class Effect(Protocol):
    """A verb with its amounts."""

    def apply(self, turn: Turn) -> None:
        """Do it; a verb that needs something refuses with `Refused`."""


def run(effects: tuple[Effect, ...], turn: Turn) -> None:
    """Do each verb in order."""
    for effect in effects:
        effect.apply(turn)


MOST_DAYS = 60
"""Most days that may pass at a time, however an author works them out."""


def _amount(expr: Expr, turn: Turn) -> int:
    return max(0, int(expr.run(turn)))


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay money for something; needs it."""

    amount: Expr
    currency: str
    purpose: str

    def apply(self, turn: Turn) -> None:
        turn.pay(_amount(self.amount, turn), self.currency, "expenses", self.purpose, self.purpose)


@dataclass(frozen=True, slots=True)
class Receive:
    """Take money in."""

    amount: Expr
    currency: str
    source: str
    kind: str = "income"
    """The account's kind: `equity` for what was there at the opening."""

    def apply(self, turn: Turn) -> None:
        turn.receive(_amount(self.amount, turn), self.currency, self.kind, self.source, self.source)


@dataclass(frozen=True, slots=True)
class LoseMoney:
    """Lose as much of a sum as there is."""

    amount: Expr
    currency: str
    to: str

    def apply(self, turn: Turn) -> None:
        amount = min(_amount(self.amount, turn), turn.cash(self.currency))
        turn.pay(amount, self.currency, "expenses", self.to, self.to)


@dataclass(frozen=True, slots=True)
class LoseGoods:
    """Lose as much of an amount of goods as there is; no amount: all of it."""

    good: str
    amount: Expr | None
    store: str
    to: str

    def apply(self, turn: Turn) -> None:
        amount = turn.held(self.good, self.store) if self.amount is None else _amount(self.amount, turn)
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
        amount = _amount(self.amount, turn)
        worth = _amount(self.worth, turn) if self.worth is not None else 0
        turn.gain(self.good, amount, worth, self.kind, self.source, self.source, self.store)


@dataclass(frozen=True, slots=True)
class Give:
    """Hand goods over; needs them."""

    good: str
    amount: Expr | None
    to: str
    store: str

    def apply(self, turn: Turn) -> None:
        amount = turn.held(self.good, self.store) if self.amount is None else _amount(self.amount, turn)
        _needs(turn, self.good, amount, self.store)
        turn.use(self.good, amount, self.to, self.to, self.store)


@dataclass(frozen=True, slots=True)
class Trade:
    """Buy (sign 1) or sell (sign -1) at a market's ask or bid; no amount: all there is."""

    good: str
    amount: Expr | None
    sign: int
    market: str

    def apply(self, turn: Turn) -> None:
        place = turn.scenario.markets.get(self.market) or market.market_of(turn)
        if place is None:
            raise Refused("There is no market here.")
        amount = turn.held(self.good, HOME) if self.amount is None else _amount(self.amount, turn)
        market.trade(turn, place, self.good, self.sign * amount)


@dataclass(frozen=True, slots=True)
class SellFor:
    """Sell goods for a sum agreed; needs the goods."""

    good: str
    amount: Expr | None
    total: Expr
    store: str

    def apply(self, turn: Turn) -> None:
        amount = turn.held(self.good, self.store) if self.amount is None else _amount(self.amount, turn)
        _needs(turn, self.good, amount, self.store)
        total = _amount(self.total, turn)
        market.sell_lot(turn, self.good, amount, total, f"sold {turn.scenario.goods[self.good].name}", self.store)
        turn.events.append(GoodsMoved(self.good, -amount, "sold"))
        turn.events.append(MoneyMoved(total, turn.scenario.money, f"sale of {turn.scenario.goods[self.good].name}"))


@dataclass(frozen=True, slots=True)
class Borrow:
    """Take goods or money now, and a debt."""

    creditor: str
    good: str
    amount: Expr
    currency: str
    owe: Expr
    days: Expr

    def apply(self, turn: Turn) -> None:
        owe, amount, days = (_amount(expr, turn) for expr in (self.owe, self.amount, self.days))
        if self.good:
            credit.supply(turn, self.creditor, self.good, amount, owe, self.currency, days)
        else:
            credit.lend(turn, self.creditor, amount, owe, self.currency, days)


@dataclass(frozen=True, slots=True)
class Owe:
    """Let a debt grow, or begin, by a charge."""

    creditor: str
    currency: str
    amount: Expr
    days: Expr
    purpose: str

    def apply(self, turn: Turn) -> None:
        amount, days = _amount(self.amount, turn), _amount(self.days, turn)
        credit.charge(turn, self.creditor, amount, self.currency, days, self.purpose)


@dataclass(frozen=True, slots=True)
class Repay:
    """Pay a creditor; no amount: all of it."""

    creditor: str
    amount: Expr | None
    currency: str = ""
    """Of the amount; empty: whatever is owed."""

    def apply(self, turn: Turn) -> None:
        if self.amount is None:
            credit.repay(turn, self.creditor, 0, everything=True)
        else:
            credit.repay(turn, self.creditor, _amount(self.amount, turn), self.currency)


@dataclass(frozen=True, slots=True)
class Extend:
    """Put a debt's day off."""

    creditor: str
    days: Expr

    def apply(self, turn: Turn) -> None:
        credit.extend(turn, self.creditor, _amount(self.days, turn))


@dataclass(frozen=True, slots=True)
class Forgive:
    """Strike out part or all of a debt."""

    creditor: str
    amount: Expr | None
    currency: str = ""
    """Of the amount; empty: whatever is owed."""

    def apply(self, turn: Turn) -> None:
        amount = None if self.amount is None else _amount(self.amount, turn)
        credit.forgive(turn, self.creditor, amount, self.currency)


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
        amount = turn.held(self.good, self.source) if self.amount is None else _amount(self.amount, turn)
        turn.put(self.good, turn.take(self.good, amount, self.source), self.target)


@dataclass(frozen=True, slots=True)
class Confiscate:
    """Let a patrol take what it wants of the goods in a store."""

    patrol: str
    store: str

    def apply(self, turn: Turn) -> None:
        inspection.confiscate(turn, turn.scenario.patrols[self.patrol], self.store)


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
        stall.serve(turn, turn.scenario.stalls[self.stall], _amount(self.count, turn))


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
        turn.pass_days = min(_amount(self.days, turn), MOST_DAYS)
        turn.until = self.until


NEEDS = (Pay, Give, Repay, Trade, SellFor)
"""Verbs that need money or goods: they have no place where nobody chooses."""
COSTS = (*NEEDS, Borrow, Owe)
"""Verbs that may be refused: a choice that has one is tried before it is offered."""


def needs(effects: tuple[Effect, ...]) -> bool:
    """Return whether any verb of a list needs money or goods."""
    return _any_of(NEEDS, effects)


def costs(effects: tuple[Effect, ...]) -> bool:
    """Return whether any verb of a list may be refused."""
    return _any_of(COSTS, effects)


def passes(effects: tuple[Effect, ...]) -> bool:
    """Return whether any verb of a list lets days go by."""
    return _any_of((Pass,), effects)


def _any_of(kinds: tuple[type, ...], effects: tuple[Effect, ...]) -> bool:
    for effect in effects:
        if isinstance(effect, kinds):
            return True
        if isinstance(effect, If) and (_any_of(kinds, effect.then) or _any_of(kinds, effect.otherwise)):
            return True
    return False


def _needs(turn: Turn, good: str, amount: int, store: str) -> None:
    held = turn.held(good, store)
    if held < amount or amount <= 0:
        rule = turn.scenario.goods[good]
        if amount <= 0:
            raise Refused(f"There is no {rule.name}.")
        there = said(held, rule, bare=True) if held else "none"
        raise Refused(f"This takes {said(amount, rule)}; there is {there}.")
