"""Coupons: paper that fixes the price of a good on the day it is issued, and is worth more as the good grows dear."""

from dataclasses import dataclass

from engine.evidence import Cited
from engine.scene import Spot


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon for an amount of one good, issued and resold in one currency; prices in its smallest parts."""

    id: str
    name: str
    good: str
    amount: int
    """Smallest parts of the good."""
    currency: str
    issue: int
    """What it costs at its issuer; it is good for its amount ever after."""
    dealer: int
    """Percent of what the holder would save that a dealer asks on top of the issue price."""
    cited: Cited = Cited()
    spot: Spot = Spot()

    def resale(self, pump: int) -> int:
        """Return what a dealer asks while the pump asks so much for the same amount; never more than the pump."""
        return self.issue + (pump - self.issue) * self.dealer // 100 if pump > self.issue else pump

    def saving(self, pump: int) -> int:
        """Return what a buyer saves who takes it from a dealer."""
        return pump - self.resale(pump)
