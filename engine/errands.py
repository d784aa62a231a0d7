"""Errands: the verbs of roads, papers, couriers and shares, compiled; `engine.effects` has all the others."""

from dataclasses import dataclass

from engine import couriers, inspection, permits, shares, travel
from engine.kinds import Expr
from engine.turn import Turn
from engine.verb import amount_of


@dataclass(frozen=True, slots=True)
class Depart:
    """Set out on a route."""

    route: str

    def apply(self, turn: Turn) -> None:
        travel.depart(turn, self.route)


@dataclass(frozen=True, slots=True)
class TurnBack:
    """Go back to where the journey began."""

    def apply(self, turn: Turn) -> None:
        travel.turn_back(turn)


@dataclass(frozen=True, slots=True)
class Issue:
    """Have a paper from today on, for so many days."""

    paper: str
    days: Expr

    def apply(self, turn: Turn) -> None:
        permits.issue(turn, self.paper, amount_of(self.days, turn))


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Lose a paper."""

    paper: str

    def apply(self, turn: Turn) -> None:
        permits.withdraw(turn, self.paper)


@dataclass(frozen=True, slots=True)
class Retain:
    """Have a patrol or a checkpoint look away for so many days."""

    who: str
    days: Expr

    def apply(self, turn: Turn) -> None:
        inspection.retain(turn, self.who, amount_of(self.days, turn))


@dataclass(frozen=True, slots=True)
class Send:
    """Give money or goods to a courier; needs them."""

    courier: str
    of: str
    """A currency or a good."""
    amount: Expr
    declared: Expr
    currency: str
    """The money of what is declared."""
    arrives: str
    lost: str

    def apply(self, turn: Turn) -> None:
        amount, declared = amount_of(self.amount, turn), amount_of(self.declared, turn)
        couriers.send(turn, self.courier, self.of, amount, declared, self.currency, self.arrives, self.lost)


@dataclass(frozen=True, slots=True)
class Draw:
    """Take money out of the box of a share; needs it to be there."""

    share: str
    amount: Expr

    def apply(self, turn: Turn) -> None:
        shares.draw(turn, self.share, amount_of(self.amount, turn))
