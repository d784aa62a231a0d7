"""Shares: what of each sale belongs to others: partners who are paid at once, a joint fund that is kept in a box."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.evidence import Cited
from engine.scene import Spot

if TYPE_CHECKING:
    from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Share:
    """A part (percent) of what sales bring."""

    id: str
    name: str
    part: int
    of: tuple[str, ...] = ()
    """Goods whose sales are shared; none: all."""
    flag: str = ""
    """The flag while which it is taken; empty: always."""
    kept: bool = False
    """Whether it is kept in a box that may be drawn on."""
    cited: Cited = Cited()
    spot: Spot = Spot()


def take(turn: "Turn", good: str, takings: int, currency: str) -> None:
    """Pay out of what a sale of a good has just brought what belongs to others, or lay it in its box."""
    raise NotImplementedError


def draw(turn: "Turn", share: str, amount: int) -> None:
    """Take money out of a share's box into the purse; refuse where there is less."""
    raise NotImplementedError


def box(turn: "Turn", share: str) -> int:
    """Return what is in a share's box, smallest parts of the chapter's money."""
    raise NotImplementedError
