"""Price ceilings: what is posted, what is withheld as the gap grows, and what is asked behind the stalls."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from engine.evidence import Cited
from engine.scene import Spot
from engine.schedule import Schedule

GAP = log(1.1)
"""The gap for which an author says how much is withheld: a posted price 10 % below what people would pay."""


class Bite(NamedTuple):
    """What a ceiling does to a price on a day; nothing, unless it lies below what people would pay."""

    gap: float = 0.0
    """Logs by which the posted price is held below what people would pay."""
    withheld: float = 0.0
    """Share of the usual supply that is not brought to the stalls."""
    over: float = 0.0
    """Logs by which a hidden sale is dearer than an open one would be."""
    risk: float = 0.0
    """Chance that a hidden sale is caught."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """An order that a good may cost no more."""

    id: str
    name: str
    good: str
    price: float
    """Log of the price, smallest parts."""
    enforced: Mapping[str, Schedule]
    """Place -> part of the gap that enforcement closes, by date: 1 is full obedience, 0 none."""
    withheld: float
    """Share of supply withheld when the gap is 10 %."""
    over: float
    risk: float
    cited: Cited = Cited()
    spot: Spot = Spot()

    def bite(self, price: float, enforced: float) -> Bite:
        """Return what the ceiling does to a price (a log) at an enforcement."""
        if enforced <= 0 or price <= self.price:
            return NO_BITE
        gap = enforced * (price - self.price)
        return Bite(gap, 1 - (1 - self.withheld) ** (gap / GAP), self.over, self.risk * enforced)


NO_BITE = Bite()
