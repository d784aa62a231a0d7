"""Seats: how a class stands, and what is known of each of its seats."""

from dataclasses import dataclass, field
from enum import StrEnum
from threading import RLock

from engine.actions import Choose
from game.classroom.records import Kept, SeatRecord
from game.play import Play
from game.tongue import later


class State(StrEnum):
    """How a class stands."""

    WAITING = "waiting"
    """Pupils take their seats; nobody plays."""
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    """Over: everything can still be read, nothing done."""


SHUT = {
    State.WAITING: later("The class has not begun yet."),
    State.PAUSED: later("The teacher has paused the class."),
    State.STOPPED: later("The class is over."),
}


@dataclass(eq=False, slots=True)
class Seat:
    """A seat: what is kept of it, its play once it is taken up, and what the teacher sees of it."""

    record: SeatRecord
    play: Play | None = None
    here: bool = False
    """Whether a page has it open now, at this server."""
    there: bool = False
    """Whether a page has it open at another server."""
    looked_at: int = 0
    """When its plain page was last asked for, in seconds since 1970; 0 where it never was."""
    last_at: int = 0
    """When it was last acted on, in seconds since 1970; 0 where it never was."""
    last_deed: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    """Scene -> the choice that was taken when it was first stood in."""
    notes: list[str] = field(default_factory=list)
    """What the teacher has said to it."""
    heard: int = 0
    """How many of the notes have been shown."""
    kept: int = 0
    """How many actions the records were last seen to have of it."""
    unsure: bool = False
    """Whether the last action may have been kept though nobody could say so."""
    version: int = 0
    """Goes up whenever anything about it changes."""
    lock: RLock = field(default_factory=RLock)
    trouble: str = ""
    """Why its play cannot be taken up; empty where it can."""
    moves: int = 0
    """Goes up when somebody else has played on for the pupil, so that an open page shows it."""

    @property
    def number(self) -> int:
        """The seat's number, from 1."""
        return self.record.number

    @property
    def nickname(self) -> str:
        """The nickname, drawn and not written."""
        return self.record.nickname

    def took(self, scene: str, said: str, one: Kept) -> None:
        """Take in what was done in a scene."""
        self.version += 1
        if one.by:
            return
        self.last_at, self.last_deed = one.at, said
        if isinstance(one.action, Choose):
            self.chosen.setdefault(scene, one.action.choice)
