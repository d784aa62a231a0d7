"""Dealings: the verbs of trade and credit, compiled; `engine.effects` has all the others."""

from dataclasses import dataclass

from engine import credit, deals, market, settlement, shares
from engine.errors import Refused
from engine.events import GoodsMoved, MoneyMoved
from engine.kinds import Expr
from engine.said import booked
from engine.turn import Turn
from engine.verb import amount_of, require


@dataclass(frozen=True, slots=True)
class Trade:
    """Buy (sign 1) or sell (sign -1) at a market's ask or bid; no amount: all there is."""

    good: str
    """A good, a currency or a coupon."""
    amount: Expr | None
    sign: int
    market: str

    def apply(self, turn: Turn) -> None:
        place = turn.scenario.markets.get(self.market) or market.market_of(turn)
        if place is None:
            raise Refused("There is no market here.")
        amount = deals.held(turn, place, self.good) if self.amount is None else amount_of(self.amount, turn)
        # A choice is tried before it is offered, and must go as it was tried: bad notes are for its outcomes to say.
        deals.trade(turn, place, self.good, self.sign * amount, by_verb=True)


@dataclass(frozen=True, slots=True)
class SellFor:
    """Sell goods for a sum agreed; needs the goods."""

    good: str
    amount: Expr | None
    total: Expr
    store: str

    def apply(self, turn: Turn) -> None:
        amount = turn.held(self.good, self.store) if self.amount is None else amount_of(self.amount, turn)
        require(turn, self.good, amount, self.store)
        total = amount_of(self.total, turn)
        market.sell_lot(
            turn, self.good, amount, total, f"sold {booked(turn.scenario.goods[self.good].name)}", self.store
        )
        turn.events.append(GoodsMoved(self.good, -amount, "sold"))
        turn.events.append(
            MoneyMoved(total, turn.scenario.money, f"sale of {booked(turn.scenario.goods[self.good].name)}")
        )
        shares.take(turn, self.good, total, turn.scenario.money)


@dataclass(frozen=True, slots=True)
class Borrow:
    """Take goods or money now, and a debt."""

    creditor: str
    good: str
    amount: Expr
    currency: str
    owe: Expr
    days: Expr
    instalments: int = 1
    every: int = 0
    """Days between instalments."""

    def apply(self, turn: Turn) -> None:
        owe, amount, days = (amount_of(expr, turn) for expr in (self.owe, self.amount, self.days))
        if self.good:
            credit.supply(
                turn, self.creditor, self.good, amount, owe, self.currency, days, self.instalments, self.every
            )
        else:
            credit.lend(turn, self.creditor, amount, owe, self.currency, days, self.instalments, self.every)


@dataclass(frozen=True, slots=True)
class Owe:
    """Let a debt grow, or begin, by a charge."""

    creditor: str
    currency: str
    amount: Expr
    days: Expr
    purpose: str

    def apply(self, turn: Turn) -> None:
        amount, days = amount_of(self.amount, turn), amount_of(self.days, turn)
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
            credit.repay(turn, self.creditor, amount_of(self.amount, turn), self.currency)


@dataclass(frozen=True, slots=True)
class Extend:
    """Put a debt's day off."""

    creditor: str
    days: Expr

    def apply(self, turn: Turn) -> None:
        credit.extend(turn, self.creditor, amount_of(self.days, turn))


@dataclass(frozen=True, slots=True)
class Forgive:
    """Strike out part or all of a debt."""

    creditor: str
    amount: Expr | None
    currency: str = ""
    """Of the amount; empty: whatever is owed."""

    def apply(self, turn: Turn) -> None:
        amount = None if self.amount is None else amount_of(self.amount, turn)
        credit.forgive(turn, self.creditor, amount, self.currency)


@dataclass(frozen=True, slots=True)
class HandBack:
    """Give goods had on consignment back to whom they belong; needs them."""

    creditor: str
    good: str
    amount: Expr | None
    total: Expr
    currency: str = ""
    """Of the sum; empty: whatever is owed."""

    def apply(self, turn: Turn) -> None:
        amount = None if self.amount is None else amount_of(self.amount, turn)
        total = amount_of(self.total, turn)
        settlement.hand_back(turn, self.creditor, self.good, amount, total, self.currency)


@dataclass(frozen=True, slots=True)
class Seize:
    """Let a creditor take goods for what is called."""

    creditor: str
    store: str

    def apply(self, turn: Turn) -> None:
        settlement.seize(turn, self.creditor, self.store)
