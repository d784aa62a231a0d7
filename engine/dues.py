"""Dues: what must be paid on its day: market tax, stall rent, the street sellers' part of it, gifts of loyalty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.evidence import Cited
from engine.kinds import Expr
from engine.scene import Spot

if TYPE_CHECKING:
    from engine.effects import Effect
    from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Due:
    """A due; it comes each `every` days or on named days, while its condition holds."""

    id: str
    name: str
    amount: Expr
    """Money of the chapter."""
    every: int
    """Days; 0 where only named days count."""
    on: tuple[int, ...]
    """Days of the play."""
    when: Expr | None
    unpaid: tuple["Effect", ...]
    """Done where it is not paid for want of cash."""
    scene: str
    """The scene that does the paying; empty: it is paid by itself."""
    cited: Cited = Cited()
    spot: Spot = Spot()


def collect(turn: "Turn") -> str | None:
    """Pay the dues of this morning; return the scene of one that is not paid by itself."""
    if turn.scenario.dues:
        raise NotImplementedError
    return None
