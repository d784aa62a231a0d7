"""Permits: the papers a traveller needs, until when they hold, and when none are issued or honoured."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import Refused
from engine.events import PaperIssued, PaperWithdrawn
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
    if frozen(turn, paper):
        raise Refused("No {paper} is issued now.", paper=turn.scenario.papers[paper].name)
    until = turn.day + days - 1
    if days > 0 and until > turn.values.get(_held(paper), 0):
        turn.values[_held(paper)] = until
        turn.events.append(PaperIssued(paper, until))


def withdraw(turn: "Turn", paper: str) -> None:
    """Take a paper away."""
    if turn.values.pop(_held(paper), 0) >= turn.day:
        turn.events.append(PaperWithdrawn(paper))


def holds(turn: "Turn", paper: str) -> bool:
    """Return whether a paper is held, holds today, and is honoured."""
    return valid(turn, paper) > 0 and not frozen(turn, paper)


def frozen(turn: "Turn", paper: str) -> bool:
    """Return whether a paper is neither issued nor honoured today."""
    today = turn.scenario.ordinal(turn.day)
    return any(first <= today <= last for first, last in turn.scenario.papers[paper].frozen)


def valid(turn: "Turn", paper: str) -> int:
    """Return for how many days from today on a paper holds, today with them; 0 where none is held."""
    return max(0, turn.values.get(_held(paper), 0) - turn.day + 1)


def _held(paper: str) -> str:
    return f"paper.{paper}"
