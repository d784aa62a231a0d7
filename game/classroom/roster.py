"""Roster: seats taken beforehand for a list of pupils; the names stay in the teacher's own files."""

import csv
import io
from pathlib import Path

from engine.errors import Refused
from game.classroom.records import NotKept
from game.classroom.room import Hall

MOST = 500
COLUMNS = ("name", "seat", "nickname", "words")


class NoRoster(Exception):
    """A roster cannot be used; carries the sentence that says why."""


def take_seats(room: Hall, roster: Path) -> Path:
    """Take a seat for each name that has none yet, and return the file that says who has which words.

    The roster is a text file with a name a line (of a table, its first column). Raises `NoRoster`.
    """
    names = _names(roster)
    sheet = roster.with_name(f"{roster.stem}-seats-{room.record.id}.csv")
    known = _known(sheet)
    if missing := len([name for name in names if name not in known]):
        free = room.record.seats - len(room.seats)
        if missing > free:
            raise NoRoster(f"{roster.name} has {missing} names without a seat, and {free} seats are free: say --seats.")
    for name in names:
        if name not in known:
            try:
                seat, _ = room.take_seat("")
            except (Refused, NotKept) as no:
                raise NoRoster(no.sentence) from no
            known[name] = {
                "name": name, "seat": str(seat.number), "nickname": seat.nickname, "words": seat.record.word
            }  # fmt: skip
            # After each: a seat whose words were lost could not be opened.
            _write(sheet, list(known.values()))
    return sheet


def _names(roster: Path) -> list[str]:
    try:
        text = roster.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NoRoster(f"The roster {roster} cannot be read: {error}.") from error
    rows = csv.reader(io.StringIO(text))
    names = [" ".join(row[0].split()) for row in rows if row and row[0].strip()]
    if not names:
        raise NoRoster(f"The roster {roster.name} has no names: write one a line.")
    if len(names) > MOST:
        raise NoRoster(f"The roster {roster.name} has {len(names)} lines; {MOST} is the most.")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise NoRoster(f"The roster {roster.name} has {twice[0]!r} twice. Tell the two apart.")
    return names


def _known(sheet: Path) -> dict[str, dict[str, str]]:
    if not sheet.is_file():
        return {}
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file) if row.get("name")}


def _write(sheet: Path, rows: list[dict[str, str]]) -> None:
    try:
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
    except OSError as error:
        raise NoRoster(f"{sheet} cannot be written: {error.strerror or error}.") from error
