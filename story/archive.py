"""The archive: points of plays worth going on from, one a cell; each is a seed and actions, and can be replayed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from engine.actions import Action
from engine.session import Session, Story
from engine.world import World

Score = tuple[float, ...]
"""What of two points in a cell the better one has less of."""


@dataclass(frozen=True, slots=True)
class Point:
    """A play up to a moment, and the world then, so that nobody need replay it."""

    seed: int
    actions: tuple[Action, ...]
    world: World
    """Without its book: no rule reads it, and it is long."""
    chosen: int
    """Choices and journeys among the actions."""

    @classmethod
    def of(cls, session: Session, chosen: int) -> "Point":
        """Return where a session stands."""
        world = session.world
        return cls(world.seed, tuple(session.journal), replace(world, book=None), chosen)

    def session(self, story: Story) -> Session:
        """Return a session that goes on from here."""
        return Session.resume(story, self.world, list(self.actions))


class Cell(NamedTuple):
    """The best point of its kind so far."""

    score: Score
    point: Point


@dataclass(slots=True)
class Archive:
    """Cells by name; which were gained or bettered since it was opened, and how often each was gone on from."""

    cells: dict[str, Cell] = field(default_factory=dict)
    picks: dict[str, int] = field(default_factory=dict)
    gained: dict[str, None] = field(default_factory=dict)

    def offer(self, name: str, score: Score, point: Callable[[], Point]) -> bool:
        """Keep a point in a cell if it is better than what is there."""
        there = self.cells.get(name)
        if there is not None and there.score <= score:
            return False
        self.cells[name] = Cell(score, point())
        self.gained[name] = None
        return True

    def take(self, name: str, cell: Cell) -> None:
        """Keep a cell of another archive if it is better than what is there."""
        self.offer(name, cell.score, lambda: cell.point)

    def pick(self, names: Iterable[str], share: float, weight: Callable[[str], float]) -> str:
        """Return one of some cells, the likelier the heavier, and count that it was picked."""
        heaps, total = [], 0.0
        for name in names:
            total += weight(name)
            heaps.append((total, name))
        chosen = next((name for height, name in heaps if share * total < height), heaps[-1][1])
        self.picks[chosen] = self.picks.get(chosen, 0) + 1
        return chosen
