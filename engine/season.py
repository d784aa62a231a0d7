"""The season: how the time of the year moves a price, dear before the harvest and cheap after it."""

from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MIDDLE = 15
"""The day of the month on which a month's own figure holds; between two of them it moves evenly."""


@dataclass(frozen=True, slots=True)
class Season:
    """A yearly wave, in logs."""

    months: tuple[float, ...]
    """January to December, each at its middle."""

    def at(self, day: int) -> float:
        """Return the wave on a day (an ordinal)."""
        when = date.fromordinal(day)
        this = date(when.year, when.month, MIDDLE)
        if when.day >= MIDDLE:
            start, index = this, when.month - 1
            end = date(when.year + when.month // 12, when.month % 12 + 1, MIDDLE)
        else:
            end, index = this, when.month - 2
            start = date(when.year - (when.month == 1), (when.month - 2) % 12 + 1, MIDDLE)
        before, after = self.months[index], self.months[(index + 1) % 12]
        return before + (after - before) * (when - start).days / (end - start).days
