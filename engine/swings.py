"""Swings: chance moves of a price that revert, as AR(1) paths keyed by seed, stream and date."""

from dataclasses import dataclass
from math import ceil

from engine.luck import BLOCK, Luck
from engine.schedule import Schedule

FORGETS = 8
"""Half-lives after which a shock no longer counts (0.4 % of it is left)."""


@dataclass(frozen=True, slots=True)
class Swing:
    """How far luck moves a price, and for how long."""

    size: Schedule
    """Standard deviation of a day's shock, in logs, by date."""
    lasts: int
    """Days after which half of a shock is gone."""


class Swings:
    """The paths of one play, in shocks of size 1, worked out by blocks of days.

    A block begins FORGETS half-lives before its first day, wherever a play began: so it is the same in every chapter.
    """

    __slots__ = ("_drawn", "_known", "luck")

    def __init__(self, luck: Luck) -> None:
        self.luck = luck
        self._drawn: dict[tuple[str, int], list[float]] = {}
        self._known: dict[tuple[str, int, int], list[float]] = {}

    def block(self, stream: str, lasts: int, block: int) -> list[float]:
        """Return a path's BLOCK values from day `block * BLOCK` on."""
        key = (stream, lasts, block)
        path = self._known.get(key)
        if path is None:
            path = self._known[key] = self._path(stream, lasts, block)
        return path

    def _path(self, stream: str, lasts: int, block: int) -> list[float]:
        keeps = 0.5 ** (1 / lasts)
        before = FORGETS * lasts
        blocks = ceil(before / BLOCK)
        shocks: list[float] = []
        for number in range(block - blocks, block + 1):
            shocks += self._normals(stream, number)
        level, path = 0.0, []
        for shock in shocks[blocks * BLOCK - before : blocks * BLOCK]:
            level = keeps * level + shock
        for shock in shocks[blocks * BLOCK :]:
            level = keeps * level + shock
            path.append(level)
        return path

    def _normals(self, stream: str, block: int) -> list[float]:
        drawn = self._drawn.get((stream, block))
        if drawn is None:
            drawn = self._drawn[stream, block] = self.luck.normals(stream, block)
        return drawn
