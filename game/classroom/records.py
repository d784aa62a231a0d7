"""Records: what a class keeps, in SQLite or PostgreSQL: classes, seats and every action; nothing of who somebody is.

An action is on the disk before its result is shown. A seat is its scenario, seed and journal, so that any server that
has the records can take it up; two that take up the same one are told apart by the number of the action.
"""

import json
import time
from dataclasses import dataclass, replace
from pathlib import Path

from engine import actions
from engine.actions import Action
from engine.errors import BadSnapshot
from game.classroom.store import NotKept, Row, Store, Taken, store_at

TEACHER = "teacher"
"""Who did an action, where it was no pupil: the teacher, or else the name of a policy."""
SEEN = 12
"""Seconds since it was last seen after which a server is taken to have gone."""
SEAT = "number, nickname, word, token, seed, joined_at, pair, hand, server"
CLASS = "id, scenario, digest, seed, code, seats, state, made_at, password, keep"


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A class as it is kept; `made_at` in seconds since 1970."""

    id: int
    scenario: str
    digest: str
    seed: int
    code: str
    seats: int
    state: str
    made_at: int
    password: str = ""
    """Of the teacher's password only what is needed to know it again; the same for all servers of the class."""
    keep: int = 0
    """Days after which it is erased by whichever server comes by; 0: by the command of the laptop alone."""


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """A seat as it is kept; of the secret in its cookie only a digest."""

    number: int
    nickname: str
    word: str
    token: str
    seed: int
    joined_at: int
    pair: bool = False
    """Whether two sit at it."""
    hand: str = ""
    """The policy that plays it meanwhile; empty where nobody but the pupil does."""
    server: str = ""
    """The server on which a page has it open; empty where none has."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An action as it is kept, with when it was done in seconds since 1970 by the server's clock, and by whom."""

    action: Action
    at: int
    by: str = ""
    """Empty: the pupil; else `teacher` or the name of a policy."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the teacher said, in the order of numbers from 1; to one seat, or to all (0)."""

    number: int
    seat: int
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a class stands in its records: what a server looks at to learn what others did."""

    record: ClassRecord
    seats: tuple[tuple[SeatRecord, int], ...]
    """Each seat, with how many actions are kept of it."""
    pulled: tuple["Pulled", ...]
    notes: tuple[Note, ...]
    """Those after the one that was known."""
    servers: frozenset[str]
    """Those that were seen lately."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """A lever that was pulled for a day of the story."""

    lever: str
    day: int


def now() -> int:
    """Return the seconds since 1970, by the clock of the server: clocks of pupils' devices are never asked."""
    return int(time.time())


class Records:
    """The records in one store; safe to use from several threads."""

    def __init__(self, at: Path | Store) -> None:
        """Open or make a file, or use a store that is open; raise `NotKept` where that cannot be."""
        self.store = store_at(f"sqlite:///{at}", at) if isinstance(at, Path) else at

    def rows(self, query: str, *values: object) -> list[Row]:
        """Return what a query finds, for what other files of the class keep in tables of their own."""
        return self.store.rows(query, *values)

    def write(self, statement: str, *values: object, of: int = 0) -> None:
        """Carry a statement out, wholly or not at all, and tell other servers of a class; raises `NotKept`."""
        self._write(of, statement, *values)

    def _write(self, of: int, statement: str, *values: object) -> list[Row]:
        with self.store.whole(of) as run:
            return run(statement, *values)

    def now(self) -> int:
        """Return the seconds since 1970 by the clock that all servers of these records share."""
        return self.store.now()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    # ---- classes

    def classes(self) -> list[ClassRecord]:
        """Return all classes, the latest first."""
        rows = self.rows(f"SELECT {CLASS} FROM class ORDER BY id DESC")
        return [ClassRecord(*row) for row in rows]  # type: ignore[arg-type]  # as the tables declare them

    def open_class(self, scenario: str, digest: str, seed: int, code: str, seats: int, keep: int = 0) -> ClassRecord:
        """Keep a new class, in which nobody plays yet."""
        values = (scenario, digest, seed, code, seats, "waiting", self.now(), "", keep)
        columns = CLASS.removeprefix("id, ")
        query = f"INSERT INTO class ({columns}) VALUES ({','.join('?' * len(values))}) RETURNING id"
        ((made,),) = self._write(0, query, *values)
        return ClassRecord(int(str(made)), *values)

    def set_state(self, of: int, state: str) -> None:
        """Keep how a class stands; one that is over stays so."""
        self._write(of, "UPDATE class SET state=? WHERE id=? AND state<>'stopped'", state, of)

    def set_password(self, of: int, password: str) -> None:
        """Keep what is needed to know the teacher's password again."""
        self._write(of, "UPDATE class SET password=? WHERE id=?", password, of)

    def set_seats(self, of: int, seats: int) -> None:
        """Keep how many seats a class has."""
        self._write(of, "UPDATE class SET seats=? WHERE id=?", seats, of)

    def erase(self, of: int) -> None:
        """Erase a class with all its seats and actions, from the file's free pages too."""
        self._write(of, "DELETE FROM class WHERE id=?", of)
        self.store.swept()

    def erase_older(self, seconds: int, but: int = 0) -> int:
        """Erase the classes made longer ago than so many seconds, but one, and return how many they were.

        A class that says how long it is to be kept is erased by that: a district's servers have other classes by them.
        """
        old = [
            one.id
            for one in self.classes()
            if one.made_at < self.now() - (one.keep * 24 * 3600 or seconds) and one.id != but
        ]
        for of in old:
            self.erase(of)
        return len(old)

    def let_in(self, of: int, token: str) -> None:
        """Keep the digest of a teacher's cookie."""
        self._write(of, "INSERT INTO teacher VALUES (?,?)", of, token)

    def teachers(self, of: int) -> set[str]:
        """Return the digests of the teacher's cookies."""
        return {str(token) for (token,) in self.rows("SELECT token FROM teacher WHERE class=?", of)}

    # ---- seats

    def seats(self, of: int) -> list[SeatRecord]:
        """Return the seats of a class in the order in which they were taken."""
        return [_seat(row) for row in self.rows(f"SELECT {SEAT} FROM seat WHERE class=? ORDER BY number", of)]

    def take_seat(self, of: int, seat: SeatRecord) -> None:
        """Keep a seat that was taken; raise `Taken` where another server gave that number, nickname or word away."""
        values = (
            of, seat.number, seat.nickname, seat.word, seat.token, seat.seed, seat.joined_at, int(seat.pair), seat.hand,
            seat.server,
        )  # fmt: skip
        self._write(of, f"INSERT INTO seat (class, {SEAT}) VALUES ({','.join('?' * len(values))})", *values)

    def new_cookie(self, of: int, number: int, token: str) -> None:
        """Keep the digest of a seat's new cookie; the one before no longer opens the seat."""
        self._write(of, "UPDATE seat SET token=? WHERE class=? AND number=?", token, of, number)

    def hand_over(self, of: int, number: int, policy: str) -> None:
        """Keep which policy plays a seat meanwhile; empty: none does."""
        self._write(of, "UPDATE seat SET hand=? WHERE class=? AND number=?", policy, of, number)

    def opened(self, of: int, number: int, server: str) -> None:
        """Keep on which server a seat is open; whichever had it before learns that it has not."""
        self._write(of, "UPDATE seat SET server=? WHERE class=? AND number=?", server, of, number)

    def shut(self, of: int, number: int, server: str) -> None:
        """Keep that a seat is open no more on a server, where it was."""
        self._write(of, "UPDATE seat SET server='' WHERE class=? AND number=? AND server=?", of, number, server)

    # ---- what the teacher does

    def pull(self, of: int, lever: str, day: int) -> None:
        """Keep a lever that was pulled for a day."""
        self._write(of, "INSERT INTO pulled VALUES (?,?,?,?) ON CONFLICT DO NOTHING", of, lever, day, self.now())

    def pulled(self, of: int) -> list[Pulled]:
        """Return the levers that were pulled, in order."""
        rows = self.rows("SELECT lever, day FROM pulled WHERE class=? ORDER BY at, day, lever", of)
        return [Pulled(str(lever), int(str(day))) for lever, day in rows]

    def tell(self, of: int, text: str, to: int = 0) -> None:
        """Keep what the teacher says to a seat, or to all (0)."""
        with self.store.whole(of) as run:
            # Who writes a note holds the class until it is kept: numbers have no gaps, in the order in which they show.
            run("UPDATE class SET state=state WHERE id=?", of)
            query = "INSERT INTO note SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM note WHERE class=?"
            run(query, of, to, text.replace("\0", ""), self.now(), of)

    def notes(self, of: int, after: int = 0) -> list[Note]:
        """Return what the teacher said after a note."""
        query = "SELECT number, seat, text, at FROM note WHERE class=? AND number>? ORDER BY number"
        return [Note(*row) for row in self.rows(query, of, after)]  # type: ignore[arg-type]  # as the tables declare them

    # ---- servers

    def beat(self, of: int, server: str) -> None:
        """Keep that a server is there, and forget those that have long gone."""
        with self.store.whole() as run:
            run("DELETE FROM server WHERE class=? AND seen_at<?", of, self.now() - 10 * SEEN)
            query = "INSERT INTO server VALUES (?,?,?) ON CONFLICT (class, name) DO UPDATE SET seen_at=excluded.seen_at"
            run(query, of, server, self.now())

    def leave(self, of: int, server: str) -> None:
        """Keep that a server has gone, and that no seat is open there."""
        with self.store.whole(of) as run:
            run("DELETE FROM server WHERE class=? AND name=?", of, server)
            run("UPDATE seat SET server='' WHERE class=? AND server=?", of, server)

    def standing(self, of: int, after: int = 0) -> Standing | None:
        """Return how a class stands, with the notes after one; None where it was erased."""
        found = self.rows(f"SELECT {CLASS} FROM class WHERE id=?", of)
        if not found:
            return None
        last = "(SELECT max(number) FROM action a WHERE a.class=seat.class AND a.seat=seat.number)"
        seats = self.rows(f"SELECT {SEAT}, coalesce({last}, -1) + 1 FROM seat WHERE class=? ORDER BY number", of)
        servers = self.rows("SELECT name FROM server WHERE class=? AND seen_at>=?", of, self.now() - SEEN)
        return Standing(
            ClassRecord(*found[0]),  # type: ignore[arg-type]  # as the tables declare them
            tuple((_seat(row[:-1]), int(str(row[-1]))) for row in seats),
            tuple(self.pulled(of)), tuple(self.notes(of, after)), frozenset(str(name) for (name,) in servers),
        )  # fmt: skip

    # ---- actions

    def keep(self, of: int, seat: int, number: int, action: Action, by: str = "") -> int:
        """Keep an action and return when it was done; raise `NotKept` where that fails, with nothing written.

        Raises `Taken` where an action of this number is kept already: another server plays the seat too.
        """
        at = self.now()
        line = json.dumps(actions.written(action), separators=(",", ":"))
        self._write(of, "INSERT INTO action VALUES (?,?,?,?,?,?)", of, seat, number, line, at, by)
        return at

    def actions(self, of: int, seat: int, since: int = 0) -> list[Kept]:
        """Return the actions of a seat in order; raise `BadSnapshot` where one is missing or is no action."""
        query = "SELECT number, action, at, done_by FROM action WHERE class=? AND seat=? AND number>=? ORDER BY number"
        rows = self.rows(query, of, seat, since)
        if [row[0] for row in rows] != list(range(since, since + len(rows))):
            raise BadSnapshot(f"Actions of seat {seat} are missing from the records.")
        return [Kept(actions.read(json.loads(str(line))), int(str(at)), str(by)) for _, line, at, by in rows]


def _seat(row: Row) -> SeatRecord:
    made = SeatRecord(*row)  # type: ignore[arg-type]  # as the tables declare them
    return replace(made, pair=bool(made.pair))


__all__ = ["TEACHER", "ClassRecord", "Kept", "NotKept", "Note", "Pulled", "Records", "SeatRecord", "Standing", "Taken"]
