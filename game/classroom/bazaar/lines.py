"""Lines: a market as it is kept in the class's records: what it is made of, then each action in order.

Whoever adds an action holds the class meanwhile and reads first what others have added: so the records alone say which
came first, however many servers the class has.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from engine.bazaar import actions, plain
from engine.bazaar.actions import Action
from engine.bazaar.rules import Rules
from engine.errors import BadSnapshot
from game.classroom.records import NotKept, Records
from game.classroom.store import Row, Run

INSERT = "INSERT INTO market (class, number, line, at) VALUES (?,?,?,?)"
AFTER = "SELECT number, line, at FROM market WHERE class=? AND number>? ORDER BY number"
HELD = "UPDATE class SET state=state WHERE id=? RETURNING state"
"""Locks a class's row until what is written with it is kept; both stores know it, and it says how the class stands."""


def begin(records: Records, of: int, rules: Rules, seed: int) -> None:
    """Keep what a market is made of."""
    first = _line({"rules": plain.written(rules), "seed": seed})
    records.write(INSERT + " ON CONFLICT DO NOTHING", of, 0, first, records.now(), of=of)


def made_of(records: Records, of: int) -> tuple[Rules, int] | None:
    """Return a market's rules and seed; None where the class has none."""
    found = records.rows("SELECT line FROM market WHERE class=? AND number=0", of)
    if not found:
        return None
    first = json.loads(str(found[0][0]))
    return plain.read(first["rules"]), int(first["seed"])


def read(records: Records, of: int, after: int = 0) -> list[tuple[Action, int]]:
    """Return the actions of a market after the Nth, with times; raise `BadSnapshot` where one is missing or is none."""
    return _read(records.rows(AFTER, of, after), after)


class Turn:
    """The one moment in which an action may be added: nobody else adds one."""

    def __init__(self, run: Run, of: int, state: str, now: int) -> None:
        self.state = state
        """How the class stands, whichever server it was told."""
        self.now = now
        self._run = run
        self._of = of

    def others(self, after: int) -> list[tuple[Action, int]]:
        """Return what was added after the Nth, as `read` does."""
        return _read(self._run(AFTER, self._of, after), after)

    def keep(self, number: int, action: Action) -> int:
        """Add an action, from 1, and return when it was done; it is kept once the turn has ended without an error."""
        self._run(INSERT, self._of, number, _line(actions.written(action)), self.now)
        return self.now


@contextmanager
def turn(records: Records, of: int) -> Iterator[Turn]:
    """Wait for the turn to add an action; raise `NotKept` where it cannot be had, or what was added cannot be kept."""
    with records.store.whole(of) as run:
        found = run(HELD, of)
        if not found:
            raise NotKept("This class was erased.")
        yield Turn(run, of, str(found[0][0]), records.now())


def _read(rows: list[Row], after: int) -> list[tuple[Action, int]]:
    if [row[0] for row in rows] != list(range(after + 1, after + len(rows) + 1)):
        raise BadSnapshot("Actions of the market are missing from the records.")
    return [(actions.read(json.loads(str(line))), int(str(at))) for _, line, at in rows]


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
