"""Schedules: values that change with the date, evenly from one named date to the next."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """A value by date: straight from knot to knot, and level before the first and after the last."""

    knots: tuple[tuple[int, float], ...]
    """(day, value) in order of days; days are proleptic ordinals."""

    def at(self, day: int) -> float:
        """Return the value on a day."""
        after = bisect_right(self.knots, (day, float("inf")))
        if after == 0:
            return self.knots[0][1]
        start, value = self.knots[after - 1]
        if after == len(self.knots):
            return value
        end, goal = self.knots[after]
        return value + (goal - value) * (day - start) / (end - start)

    def over(self, first: int, count: int) -> list[float]:
        """Return the values of `count` days from a day on."""
        if first >= self.knots[-1][0] or first + count <= self.knots[0][0]:
            return [self.at(first)] * count
        return [self.at(day) for day in range(first, first + count)]


def always(value: float) -> Schedule:
    """Return the schedule of a value that never changes."""
    return Schedule(((0, value),))
