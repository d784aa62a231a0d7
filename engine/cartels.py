"""Cartels: sellers of one good hold it back together, and one after another dares to sell."""

from dataclasses import dataclass
from math import log
from typing import NamedTuple

from engine.evidence import Cited
from engine.luck import Luck
from engine.scene import Spot

OVER = 0.002
"""A rise smaller than this, once nothing is held back any more, is no longer felt."""
LONGEST = 400
"""Days after which a cartel is over at the latest."""


class Held(NamedTuple):
    """A day of a cartel: the rise of the price in logs, and the share of supply held back."""

    rise: float
    share: float


@dataclass(frozen=True, slots=True)
class Cartel:
    """An agreement among sellers not to sell for a while."""

    id: str
    name: str
    good: str
    places: tuple[str, ...]
    starts: int
    gathers: int
    """Days until all have joined."""
    members: int
    keeps: float
    """Share of the supply that all of them together hold back."""
    raises: float
    """Rise of the price, in logs, when all hold back."""
    defects: tuple[float, float]
    """Chance a day that one who still holds begins to sell: while all hold, and when nearly all have sold."""
    eases: int
    """Days in which half of the rise is gone, once stock comes back."""
    cited: Cited = Cited()
    spot: Spot = Spot()

    def course(self, luck: Luck, place: str) -> list[Held]:
        """Return its days at a place from the first on; how long each member holds out is luck, once a play."""
        stream = f"price.cartel.{self.id}.{place}"
        patience = sorted(-log(1 - luck.share(stream, member)) for member in range(self.members))
        fades = 0.5 ** (1 / self.eases)
        first, last = self.defects
        days: list[Held] = []
        rise, pressed, sold = 0.0, 0.0, 0
        while len(days) < LONGEST and (len(days) <= self.gathers or rise > OVER or sold < self.members):
            joined = min(1.0, (len(days) + 1) / self.gathers)
            if joined == 1:
                pressed += first + (last - first) * sold / self.members
                while sold < self.members and patience[sold] <= pressed:
                    sold += 1
            holding = joined * (1 - sold / self.members)
            rise = max(self.raises * holding, rise * fades)
            days.append(Held(rise, self.keeps * holding))
        return days
