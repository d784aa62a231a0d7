"""Dated shocks: word goes round, supply changes, the price overshoots and settles; by good and place.

       peak   ____
             /    '-._
   heard   /          '--..____ what stays
__________/
 rumour  from  onset holds  half of the rest is gone every `decay`
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.evidence import Cited
from engine.scene import Spot


@dataclass(frozen=True, slots=True)
class Shock:
    """Something that happened and moved prices."""

    id: str
    name: str
    starts: int
    """Ordinal of the day on which supply changes."""
    rumour: int
    """Days before it on which word goes round; demand moves then, supply does not."""
    heard: float
    """Part of the peak that the word alone brings."""
    onset: int
    """Days from its start to the peak."""
    holds: int
    """Days for which the peak lasts."""
    decay: int
    """Days in which half of what does not stay is gone."""
    stays: float
    """Part of the peak that is left for good."""
    moves: Mapping[tuple[str, str], float]
    """(good or currency, place) -> move at the peak, in logs."""
    supply: Mapping[tuple[str, str], float]
    """(good or currency, place) -> change, at the peak, of what is to be had; -0.3 is three tenths less."""
    cited: Cited = Cited()
    spot: Spot = Spot()

    def felt(self, day: int) -> float:
        """Return the part of the peak that prices feel on a day."""
        after = day - self.starts
        if after >= self.onset:
            return self._settling(after)
        if after >= 0:
            return self.heard + (1 - self.heard) * (after + 1) / (self.onset + 1)
        return self.heard * max(0, after + self.rumour + 1) / (self.rumour + 1) if self.rumour else 0.0

    def lacking(self, day: int) -> float:
        """Return the part of the change of supply that holds on a day; nothing before it starts."""
        after = day - self.starts
        if after >= self.onset:
            return self._settling(after)
        return (after + 1) / (self.onset + 1) if after >= 0 else 0.0

    def _settling(self, after: int) -> float:
        left: float = 0.5 ** (max(0, after - self.onset - self.holds) / self.decay)
        return self.stays + (1 - self.stays) * left
