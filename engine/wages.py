"""Wages: what a month of work for the state pays, to hold a price against."""

from dataclasses import dataclass

from engine.evidence import Cited
from engine.scene import Spot


@dataclass(frozen=True, slots=True)
class Wage:
    """A monthly wage, smallest parts of a currency."""

    id: str
    name: str
    month: int
    currency: str
    cited: Cited = Cited()
    spot: Spot = Spot()

    def months(self, price: int) -> float:
        """Return how many months of it a price takes."""
        return price / self.month
