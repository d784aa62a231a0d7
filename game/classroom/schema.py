"""The tables of a class's records, and what records of earlier formats lack; SQLite and PostgreSQL know all of it."""

FORMAT = 5
TABLES = ("class", "seat", "action", "teacher", "pulled", "note", "server", "market", "reflection")

FIRST = """
CREATE TABLE class (
    id {identity}, scenario TEXT NOT NULL, digest TEXT NOT NULL, seed BIGINT NOT NULL, code TEXT NOT NULL,
    seats BIGINT NOT NULL, state TEXT NOT NULL, made_at BIGINT NOT NULL
);
CREATE TABLE seat (
    class BIGINT NOT NULL REFERENCES class ON DELETE CASCADE, number BIGINT NOT NULL, nickname TEXT NOT NULL,
    word TEXT NOT NULL, token TEXT NOT NULL, seed BIGINT NOT NULL, joined_at BIGINT NOT NULL,
    PRIMARY KEY (class, number), UNIQUE (class, nickname), UNIQUE (class, word)
);
CREATE TABLE action (
    class BIGINT NOT NULL, seat BIGINT NOT NULL, number BIGINT NOT NULL, action TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (class, seat, number), FOREIGN KEY (class, seat) REFERENCES seat ON DELETE CASCADE
);
CREATE TABLE teacher (class BIGINT NOT NULL REFERENCES class ON DELETE CASCADE, token TEXT NOT NULL)
"""
SINCE_1 = """
ALTER TABLE seat ADD COLUMN pair BIGINT NOT NULL DEFAULT 0;
ALTER TABLE seat ADD COLUMN hand TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN done_by TEXT NOT NULL DEFAULT '';
CREATE TABLE pulled (
    class BIGINT NOT NULL REFERENCES class ON DELETE CASCADE, lever TEXT NOT NULL, day BIGINT NOT NULL,
    at BIGINT NOT NULL, PRIMARY KEY (class, lever, day)
)
"""
SINCE_2 = """
ALTER TABLE class ADD COLUMN password TEXT NOT NULL DEFAULT '';
ALTER TABLE class ADD COLUMN keep BIGINT NOT NULL DEFAULT 0;
ALTER TABLE seat ADD COLUMN server TEXT NOT NULL DEFAULT '';
CREATE TABLE note (
    class BIGINT NOT NULL REFERENCES class ON DELETE CASCADE, number BIGINT NOT NULL, seat BIGINT NOT NULL,
    text TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (class, number)
);
CREATE TABLE server (
    class BIGINT NOT NULL REFERENCES class ON DELETE CASCADE, name TEXT NOT NULL, seen_at BIGINT NOT NULL,
    PRIMARY KEY (class, name)
)
"""
SINCE_3 = """
CREATE TABLE IF NOT EXISTS market (
    class BIGINT NOT NULL REFERENCES class ON DELETE CASCADE, number BIGINT NOT NULL, line TEXT NOT NULL,
    at BIGINT NOT NULL, PRIMARY KEY (class, number)
)
"""
"""A market in which a class trades: line 0 holds rules and seed, line N the Nth action in the market's own order.

Programs of format 3 made this table where they first had a market.
"""
SINCE_4 = """
CREATE TABLE reflection (
    class BIGINT NOT NULL, seat BIGINT NOT NULL, text TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (class, seat), FOREIGN KEY (class, seat) REFERENCES seat ON DELETE CASCADE
)
"""


def missing(found: int, identity: str) -> list[str]:
    """Return the statements that bring records of a format (0: none yet) to this one; `identity` makes a class's id."""
    text = ";".join((FIRST, SINCE_1, SINCE_2, SINCE_3, SINCE_4)[found:])
    return [one.format(identity=identity) for one in text.split(";") if one.strip()]
