"""Permits: the papers a traveller needs, until when they hold, and when none are issued or honoured."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.evidence import Cited
from engine.scene import Spot

if TYPE_CHECKING:
    from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper; whoever holds one holds it until a day."""

    id: str
    name: str
    issuer: str = ""
    use: str = ""
    """What it is good for, in words."""
    frozen: tuple[tuple[int, int], ...] = ()
    """(first, last) ordinals of the days on which it is neither issued nor honoured."""
    cited: Cited = Cited()
    spot: Spot = Spot()


def issue(turn: "Turn", paper: str, days: int) -> None:
    """Give the traveller a paper that holds from today for so many days; refuse while it is frozen."""
    raise NotImplementedError


def withdraw(turn: "Turn", paper: str) -> None:
    """Take a paper away."""
    raise NotImplementedError


def holds(turn: "Turn", paper: str) -> bool:
    """Return whether a paper is held, holds today, and is honoured."""
    raise NotImplementedError


def frozen(turn: "Turn", paper: str) -> bool:
    """Return whether a paper is neither issued nor honoured today."""
    raise NotImplementedError


def valid(turn: "Turn", paper: str) -> int:
    """Return for how many days from today on a paper holds; 0 where none is held."""
    raise NotImplementedError
