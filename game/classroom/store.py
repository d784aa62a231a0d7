"""Store: where the records of classes lie, an SQLite file or a PostgreSQL database, behind the same few calls.

Statements are plain SQL that both know, with `?` for a value; what differs stands in the two files beside this one.
SQLAlchemy was weighed: its core would translate placeholders, identities and errors, a tenth of these files, and bring
a dependency larger than the game; neither a pool nor a mapper is of use where each process has one writer.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from game.tongue import later

Row = Sequence[object]
Run = Callable[..., list[Row]]
"""Carries out a statement with its values within what is kept wholly or not at all, and returns the rows it gives."""

ELSEWHERE = later("This seat has been played on elsewhere. Load the page anew.")
AWAY = later("This could not be kept, so it was not done: {why}. Try again.")


class NotKept(Exception):
    """Something could not be kept, and nothing of it was; carries the sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Taken(NotKept):
    """Another server was first: it has done this action, or taken this seat."""


class Store(ABC):
    """A place for records; safe to use from several threads, and by several processes at once."""

    far = False
    """Whether servers on other machines may use it too."""
    where: str
    """What to call it in a sentence; no password in it."""

    @abstractmethod
    def rows(self, query: str, *values: object) -> list[Row]:
        """Return what a query finds; raise `NotKept` where the store does not answer."""

    @abstractmethod
    def whole(self, of: int = 0) -> AbstractContextManager[Run]:
        """Keep all of what is written within, or nothing of it (`NotKept`); tell other servers of that class."""

    @abstractmethod
    def swept(self) -> None:
        """See to it that what was erased does not lie about."""

    @abstractmethod
    def changed(self, of: int, seconds: float) -> bool:
        """Wait until another server has written something about a class, at most so long; return whether one has."""

    @abstractmethod
    def now(self) -> int:
        """Return the seconds since 1970 by the one clock that all servers of these records share."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""


def store_at(named: str, otherwise: Path) -> Store:
    """Open the store that was named: a file, `sqlite:///FILE` or `postgresql://…`; raise `NotKept` with the reason."""
    if named.startswith(("postgresql://", "postgres://")):
        try:
            from game.classroom.store_postgres import PostgresStore
        except ImportError as missing:
            raise NotKept(
                f"PostgreSQL needs more than is installed ({missing.name}): pip install '.[classroom,district]'"
            ) from missing
        return PostgresStore(named)
    if "://" in named and not named.startswith("sqlite:///"):
        kind = named.partition("://")[0]
        raise NotKept(f"Records are kept in a file or at postgresql://…; {kind}:// is neither.")
    from game.classroom.store_sqlite import SqliteStore

    return SqliteStore(Path(named.removeprefix("sqlite:///")) if named else otherwise)
