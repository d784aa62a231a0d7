"""Lines: a market as it is kept in the class's records: what it is made of, then each action in order."""

import json

from engine.bazaar import actions, plain
from engine.bazaar.actions import Action
from engine.bazaar.rules import Rules
from engine.errors import BadSnapshot
from game.classroom.records import Records

TABLE = """
CREATE TABLE IF NOT EXISTS market (
    class BIGINT NOT NULL REFERENCES class ON DELETE CASCADE, number BIGINT NOT NULL, line TEXT NOT NULL,
    at BIGINT NOT NULL, PRIMARY KEY (class, number)
)
"""
"""Line 0 holds rules and seed, line N the Nth action; the key decides where two servers would add the same."""
INSERT = "INSERT INTO market (class, number, line, at) VALUES (?,?,?,?)"


def prepare(records: Records) -> None:
    """Make the table where it is not there yet."""
    records.write(TABLE)


def begin(records: Records, of: int, rules: Rules, seed: int) -> None:
    """Keep what a market is made of."""
    records.write(INSERT, of, 0, _line({"rules": plain.written(rules), "seed": seed}), records.now(), of=of)


def keep(records: Records, of: int, number: int, action: Action) -> int:
    """Keep an action, from 1, and return when it was done; raise `NotKept` where that fails, with nothing written."""
    at = records.now()
    records.write(INSERT, of, number, _line(actions.written(action)), at, of=of)
    return at


def made_of(records: Records, of: int) -> tuple[Rules, int] | None:
    """Return a market's rules and seed; None where the class has none."""
    found = records.rows("SELECT line FROM market WHERE class=? AND number=0", of)
    if not found:
        return None
    first = json.loads(str(found[0][0]))
    return plain.read(first["rules"]), int(first["seed"])


def read(records: Records, of: int, after: int = 0) -> list[tuple[Action, int]]:
    """Return the actions of a market after the Nth, with times; raise `BadSnapshot` where one is missing or is none."""
    rows = records.rows("SELECT number, line, at FROM market WHERE class=? AND number>? ORDER BY number", of, after)
    if [row[0] for row in rows] != list(range(after + 1, after + len(rows) + 1)):
        raise BadSnapshot("Actions of the market are missing from the records.")
    return [(actions.read(json.loads(str(line))), int(str(at))) for _, line, at in rows]


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
