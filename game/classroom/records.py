"""Records: what a class keeps, in one SQLite file: classes, seats and every action; nothing of who somebody is.

An action is on the disk before its result is shown. A seat is its scenario, seed and journal, so that any server that
has the records can take it up; two that take up the same one are told apart by the number of the action.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock

from engine import actions
from engine.actions import Action
from engine.errors import BadSnapshot

FORMAT = 2
SCHEMA = """
CREATE TABLE class (
    id INTEGER PRIMARY KEY, scenario TEXT NOT NULL, digest TEXT NOT NULL, seed INTEGER NOT NULL, code TEXT NOT NULL,
    seats INTEGER NOT NULL, state TEXT NOT NULL, made_at INTEGER NOT NULL
);
CREATE TABLE seat (
    class INTEGER NOT NULL REFERENCES class ON DELETE CASCADE, number INTEGER NOT NULL, nickname TEXT NOT NULL,
    word TEXT NOT NULL, token TEXT NOT NULL, seed INTEGER NOT NULL, joined_at INTEGER NOT NULL,
    pair INTEGER NOT NULL DEFAULT 0, hand TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (class, number), UNIQUE (class, nickname), UNIQUE (class, word)
);
CREATE TABLE action (
    class INTEGER NOT NULL, seat INTEGER NOT NULL, number INTEGER NOT NULL, action TEXT NOT NULL, at INTEGER NOT NULL,
    done_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (class, seat, number), FOREIGN KEY (class, seat) REFERENCES seat ON DELETE CASCADE
);
CREATE TABLE teacher (class INTEGER NOT NULL REFERENCES class ON DELETE CASCADE, token TEXT NOT NULL);
CREATE TABLE pulled (
    class INTEGER NOT NULL REFERENCES class ON DELETE CASCADE, lever TEXT NOT NULL, day INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (class, lever, day)
);
"""
SINCE_1 = """
ALTER TABLE seat ADD COLUMN pair INTEGER NOT NULL DEFAULT 0;
ALTER TABLE seat ADD COLUMN hand TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN done_by TEXT NOT NULL DEFAULT '';
CREATE TABLE pulled (
    class INTEGER NOT NULL REFERENCES class ON DELETE CASCADE, lever TEXT NOT NULL, day INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (class, lever, day)
)
"""
"""What records of format 1 lack."""
TEACHER = "teacher"
"""Who did an action, where it was no pupil: the teacher, or else the name of a policy."""


class NotKept(Exception):
    """Something could not be kept, and nothing of it was; carries the sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


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


@dataclass(frozen=True, slots=True)
class Kept:
    """An action as it is kept, with when it was done in seconds since 1970 by the server's clock, and by whom."""

    action: Action
    at: int
    by: str = ""
    """Empty: the pupil; else `teacher` or the name of a policy."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """A lever that was pulled for a day of the story."""

    lever: str
    day: int


def now() -> int:
    """Return the seconds since 1970, by the clock of the server: clocks of pupils' devices are never asked."""
    return int(time.time())


class Records:
    """The records in one file; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open or make the file; raise `NotKept` where that cannot be."""
        self.path = path
        self._lock = RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Made by us first, so that nobody else on the machine can read it.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=5)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                self._file.execute(f"PRAGMA {pragma}")
            self._make()
        except (sqlite3.Error, OSError) as error:
            raise NotKept(f"The records of classes in {path} cannot be used: {error}.") from error

    def _make(self) -> None:
        (found,) = self._file.execute("PRAGMA user_version").fetchone()
        if found == FORMAT:
            return
        if found > FORMAT:
            raise NotKept(f"The records in {self.path} have format {found}; this program reads format {FORMAT}.")
        with self._whole():
            for statement in (SINCE_1 if found else SCHEMA).split(";"):
                self._file.execute(statement)
            self._file.execute(f"PRAGMA user_version={FORMAT}")

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Keep all of what is written within, or nothing of it."""
        with self._lock:
            try:
                self._file.execute("BEGIN IMMEDIATE")
                yield
                self._file.execute("COMMIT")
            except BaseException as error:
                if self._file.in_transaction:
                    self._file.execute("ROLLBACK")
                if isinstance(error, sqlite3.IntegrityError):
                    raise NotKept("This seat has been played on elsewhere. Load the page anew.") from error
                if isinstance(error, sqlite3.Error):
                    full = isinstance(error, sqlite3.OperationalError) and "full" in str(error)
                    why = "the disk of the teacher's computer is full" if full else str(error)
                    raise NotKept(f"This could not be kept, so it was not done: {why}. Try again.") from error
                raise

    def _all(self, query: str, *values: object) -> list[Sequence[object]]:
        with self._lock:
            return self._file.execute(query, values).fetchall()

    def rows(self, query: str, *values: object) -> list[Sequence[object]]:
        """Return what a query finds, for what other files of the class keep in tables of their own."""
        return self._all(query, *values)

    def write(self, statement: str, *values: object, of: int = 0) -> None:
        """Carry a statement about a class out, wholly or not at all; raise `NotKept` where that fails."""
        with self._whole():
            self._file.execute(statement, values)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()

    # ---- classes

    def classes(self) -> list[ClassRecord]:
        """Return all classes, the latest first."""
        rows = self._all("SELECT * FROM class ORDER BY id DESC")
        return [ClassRecord(*row) for row in rows]  # type: ignore[arg-type]  # as SCHEMA declares them

    def open_class(self, scenario: str, digest: str, seed: int, code: str, seats: int) -> ClassRecord:
        """Keep a new class, in which nobody plays yet."""
        values = (scenario, digest, seed, code, seats, "waiting", now())
        with self._whole():
            made = self._file.execute(
                "INSERT INTO class (scenario, digest, seed, code, seats, state, made_at) VALUES (?,?,?,?,?,?,?)", values
            )
        return ClassRecord(made.lastrowid or 0, *values)

    def set_state(self, of: int, state: str) -> None:
        """Keep how a class stands."""
        with self._whole():
            self._file.execute("UPDATE class SET state=? WHERE id=?", (state, of))

    def erase(self, of: int) -> None:
        """Erase a class with all its seats and actions, from the file's free pages too."""
        with self._whole():
            self._file.execute("DELETE FROM class WHERE id=?", (of,))
        with self._lock:
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._file.execute("VACUUM")
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def erase_older(self, seconds: int, but: int = 0) -> int:
        """Erase the classes made longer ago than so many seconds, but one, and return how many they were."""
        old = [one.id for one in self.classes() if one.made_at < now() - seconds and one.id != but]
        for of in old:
            self.erase(of)
        return len(old)

    def let_in(self, of: int, token: str) -> None:
        """Keep the digest of a teacher's cookie."""
        with self._whole():
            self._file.execute("INSERT INTO teacher VALUES (?,?)", (of, token))

    def teachers(self, of: int) -> set[str]:
        """Return the digests of the teacher's cookies."""
        return {str(token) for (token,) in self._all("SELECT token FROM teacher WHERE class=?", of)}

    # ---- seats and actions

    def seats(self, of: int) -> list[SeatRecord]:
        """Return the seats of a class in the order in which they were taken."""
        columns = "number, nickname, word, token, seed, joined_at, pair, hand"
        rows = self._all(f"SELECT {columns} FROM seat WHERE class=? ORDER BY number", of)
        made = [SeatRecord(*row) for row in rows]  # type: ignore[arg-type]  # as SCHEMA declares them
        return [replace(one, pair=bool(one.pair)) for one in made]

    def take_seat(self, of: int, seat: SeatRecord) -> None:
        """Keep a seat that was taken."""
        with self._whole():
            row = (
                of, seat.number, seat.nickname, seat.word, seat.token, seat.seed, seat.joined_at, int(seat.pair),
                seat.hand,
            )  # fmt: skip
            self._file.execute(f"INSERT INTO seat VALUES ({','.join('?' * len(row))})", row)

    def new_cookie(self, of: int, number: int, token: str) -> None:
        """Keep the digest of a seat's new cookie; the one before no longer opens the seat."""
        with self._whole():
            self._file.execute("UPDATE seat SET token=? WHERE class=? AND number=?", (token, of, number))

    def hand_over(self, of: int, number: int, policy: str) -> None:
        """Keep which policy plays a seat meanwhile; empty: none does."""
        with self._whole():
            self._file.execute("UPDATE seat SET hand=? WHERE class=? AND number=?", (policy, of, number))

    def pull(self, of: int, lever: str, day: int) -> None:
        """Keep a lever that was pulled for a day."""
        with self._whole():
            self._file.execute("INSERT OR IGNORE INTO pulled VALUES (?,?,?,?)", (of, lever, day, now()))

    def pulled(self, of: int) -> list[Pulled]:
        """Return the levers that were pulled, in order."""
        rows = self._all("SELECT lever, day FROM pulled WHERE class=? ORDER BY rowid", of)
        return [Pulled(str(lever), int(str(day))) for lever, day in rows]

    def keep(self, of: int, seat: int, number: int, action: Action, by: str = "") -> int:
        """Keep an action and return when it was done; raise `NotKept` where that fails, with nothing written."""
        at = now()
        with self._whole():
            line = json.dumps(actions.written(action), separators=(",", ":"))
            self._file.execute("INSERT INTO action VALUES (?,?,?,?,?,?)", (of, seat, number, line, at, by))
        return at

    def actions(self, of: int, seat: int) -> list[Kept]:
        """Return the actions of a seat in order; raise `BadSnapshot` where one is missing or is no action."""
        query = "SELECT number, action, at, done_by FROM action WHERE class=? AND seat=? ORDER BY number"
        rows = self._all(query, of, seat)
        if [row[0] for row in rows] != list(range(len(rows))):
            raise BadSnapshot(f"Actions of seat {seat} are missing from the records.")
        return [Kept(actions.read(json.loads(str(line))), int(str(at)), str(by)) for _, line, at, by in rows]
