"""Posts: work for the state, what it pays and demands, and the rations that hang on it."""

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.evidence import Cited
from engine.kinds import Expr
from engine.scene import Spot

if TYPE_CHECKING:
    from engine.turn import Turn
from engine.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Post:
    """A post at a works or an office; attendance is a number 0-100."""

    id: str
    name: str
    attendance: str
    rises: int
    falls: int
    excused: Expr | None
    wage: int
    """Smallest parts of the chapter's money, each `every` days, for full attendance."""
    every: int
    paid: Schedule
    """Part of the wage that is paid out, by date (0-1)."""
    cited: Cited = Cited()
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Ration:
    """What the state hands out."""

    id: str
    name: str
    good: str
    adult: int
    """Smallest parts of the good a day."""
    child: int
    every: int
    share: Schedule
    """Part of it that comes, by date (0-1)."""
    when: Expr | None
    cited: Cited = Cited()
    spot: Spot = Spot()


def attend(turn: "Turn", attended: Set[str]) -> None:
    """Let attendance at each post rise or fall by whether anybody was there today."""
    raise NotImplementedError


def pay(turn: "Turn") -> None:
    """Pay the wages and hand out the rations that fall due this morning."""
    if turn.scenario.posts or turn.scenario.rations:
        raise NotImplementedError
