"""A verb: what every effect promises, and what most of them need."""

from typing import Protocol

from engine.errors import Refused
from engine.goods import said, there_is
from engine.kinds import Expr
from engine.turn import Turn


class Effect(Protocol):
    """A verb with its amounts."""

    def apply(self, turn: Turn) -> None:
        """Do it; a verb that needs something refuses with `Refused`."""


def amount_of(expr: Expr, turn: Turn) -> int:
    """Return an amount now, never below nothing."""
    return max(0, int(expr.run(turn)))


def require(turn: Turn, good: str, amount: int, store: str) -> None:
    """Refuse where a store has less of a good than an amount."""
    held = turn.held(good, store)
    if held < amount or amount <= 0:
        rule = turn.scenario.goods[good]
        if amount <= 0:
            raise Refused("There is no {good}.", good=rule.name)
        raise Refused("This takes {wanted}; there is {there}.", wanted=said(amount, rule), there=there_is(held, rule))
