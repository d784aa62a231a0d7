"""A store in one SQLite file: for one laptop, with any number of processes on it."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from engine.said import Sentence
from game.classroom import schema
from game.classroom.store import AWAY, ELSEWHERE, NotKept, Row, Run, Store, Taken

LOOK = 0.2
"""Seconds between two looks at whether another process has written."""


class SqliteStore(Store):
    """One file, which only its user can read."""

    def __init__(self, path: Path) -> None:
        """Open or make the file; raise `NotKept` where that cannot be."""
        self.path = path
        self.where = str(path)
        self._lock = RLock()
        self._closed = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Made by us first, so that nobody else on the machine can read it.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=5)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                self._file.execute(f"PRAGMA {pragma}")
            self._make()
            self._seen = self._version()
        except (sqlite3.Error, OSError) as error:
            raise NotKept(f"The records of classes in {path} cannot be used: {error}.") from error

    def _make(self) -> None:
        if self._file.execute("PRAGMA user_version").fetchone() == (schema.FORMAT,):
            return
        with self.whole() as run:
            (found,) = self._file.execute("PRAGMA user_version").fetchone()
            if found > schema.FORMAT:
                raise NotKept(
                    f"The records in {self.where} have format {found}; this program reads format {schema.FORMAT}."
                )
            for statement in schema.missing(found, "INTEGER PRIMARY KEY"):
                run(statement)
            run(f"PRAGMA user_version={schema.FORMAT}")

    @contextmanager
    def whole(self, of: int = 0) -> Iterator[Run]:
        with self._lock:
            try:
                self._file.execute("BEGIN IMMEDIATE")
                yield self._run
                self._file.execute("COMMIT")
            except BaseException as error:
                if not self._closed and self._file.in_transaction:
                    self._file.execute("ROLLBACK")
                if isinstance(error, sqlite3.IntegrityError):
                    raise Taken(ELSEWHERE) from error
                if isinstance(error, sqlite3.Error):
                    raise _sentence(error) from error
                raise

    def _run(self, statement: str, *values: object) -> list[Row]:
        return self._file.execute(statement, values).fetchall()

    def rows(self, query: str, *values: object) -> list[Row]:
        with self._lock:
            try:
                return self._run(query, *values)
            except sqlite3.Error as error:
                raise _sentence(error) from error

    def swept(self) -> None:
        with self._lock:
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                self._file.execute(statement)

    def changed(self, of: int, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not self._closed:
            if self._written():
                return True
            if time.monotonic() >= until:
                break
            time.sleep(LOOK)
        return False

    def _written(self) -> bool:
        with self._lock:
            if self._closed:
                return False
            # The version as this connection sees it changes only by what others commit.
            before, self._seen = self._seen, self._version()
            return before != self._seen

    def _version(self) -> int:
        return int(self._file.execute("PRAGMA data_version").fetchone()[0])

    def now(self) -> int:
        return int(time.time())

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._file.close()


def _sentence(error: sqlite3.Error) -> NotKept:
    full = isinstance(error, sqlite3.OperationalError) and "full" in str(error)
    return NotKept(Sentence(AWAY, why=Sentence("the disk of the teacher's computer is full") if full else str(error)))
