"""Sheets: what a class leaves: a row a seat, a row an action, and journals that `replay` reads."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.resources import files

from markupsafe import Markup

from engine import actions
from engine.errors import BadSnapshot, Refused
from engine.session import Session
from game import aloud, saves, words
from game.acts import deed
from game.classroom import drawings
from game.classroom.pages import written
from game.classroom.records import Kept, SeatRecord
from game.classroom.reflections import Reflection
from game.classroom.reflections import kept as written_words
from game.classroom.room import Room
from game.classroom.together import said, together
from game.status import status
from game.tongue import tr

WIDE = (
    "seat", "nickname", "scenario", "digest", "seed", "joined_at", "first_action_at", "last_action_at", "actions",
    "ended", "ending", "scene", "day", "date", "worth", "worth_in_rice", "debts", "lowest_health", "pair",
    "actions_by_others", "reflected_at", "reflection",
)  # fmt: skip
"""Columns of the sheet with a row a seat; docs/teachers.md says what each holds."""
LONG = (
    "seat", "nickname", "number", "at", "day_before", "scene_before", "action", "what", "amount", "said", "day_after",
    "scene_after", "worth_after", "worth_in_rice_after", "by",
)  # fmt: skip
"""Columns of the sheet with a row an action."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def wide(room: Room) -> str:
    """Return a CSV with one row a seat."""
    wrote, none = written_words(room.records, room.record.id), Reflection("", 0)
    return as_csv(WIDE, (_seat_row(room, seat.record, wrote.get(seat.number, none)) for seat in room.seats.values()))


def long(room: Room) -> str:
    """Return a CSV with one row an action."""
    return as_csv(LONG, (row for seat in room.seats.values() for row in _action_rows(room, seat.record)))


def journals(room: Room) -> bytes:
    """Return a zip of one saved game a seat, each of which `replay` plays again to the same digest."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for seat in room.seats.values():
            session = Session(room.story, seat.record.seed)
            for one in _kept(room, seat.record):
                session.act(one.action)
            pack.writestr(f"seat-{seat.number:02}.json", saves.content(session))
    return out.getvalue()


def looking_back(room: Room) -> str:
    """Return the class's debrief as one HTML file that needs nothing else, for the projector, paper or keeping."""
    found, scenario = together(room), room.story.scenario
    return written(
        "together",
        title=scenario.title,
        subtitle=scenario.subtitle,
        found=found,
        courses=drawings.courses(found.courses, found.parts, found.yardstick),
        spread=drawings.spread(found.courses, found.luck, found.parts, found.yardstick),
        yardstick=found.yardstick,
        pulled=words.listed(tr("{name} (day {day})", name=name, day=day) for name, day in found.pulled),
        source_said=aloud.source,
        prices=[said(room, dealt) for dealt in found.dealt],
        style=Markup((files("assets") / "styles" / "together.css").read_text("utf-8")),
    )


def _kept(room: Room, seat: SeatRecord) -> list[Kept]:
    return room.records.actions(room.record.id, seat.number)


def _seat_row(room: Room, seat: SeatRecord, wrote: Reflection) -> list[object]:
    words = [time_of(wrote.at) if wrote.text else "", wrote.text]
    session, kept = Session(room.story, seat.seed), _kept(room, seat)
    try:
        for one in kept:
            session.act(one.action)
    except (Refused, BadSnapshot):
        known = [seat.number, seat.nickname, room.record.scenario, room.record.digest, seat.seed]
        return [*known, time_of(seat.joined_at), *[""] * (len(WIDE) - len(known) - 1 - len(words)), *words]
    found, ending = status(session), session.scene.ending
    return [
        seat.number, seat.nickname, room.record.scenario, room.record.digest, seat.seed, time_of(seat.joined_at),
        time_of(kept[0].at) if kept else "", time_of(kept[-1].at) if kept else "", len(kept),
        int(session.ended), ending.name if ending is not None else "", session.world.scene, found.day, found.date,
        found.worth.amount, found.worth.rice, sum(debt.sum.amount for debt in found.debts),
        min((person.health for person in found.people), default=""), int(seat.pair), sum(bool(one.by) for one in kept),
        *words,
    ]  # fmt: skip


def _action_rows(room: Room, seat: SeatRecord) -> Iterator[list[object]]:
    session = Session(room.story, seat.seed)
    for number, one in enumerate(_kept(room, seat), 1):
        before, said = session.world, deed(session, one.action)
        try:
            session.act(one.action)
        except Refused:
            return
        kind, what, *amount = actions.written(one.action)
        worth = status(session).worth
        yield [
            seat.number, seat.nickname, number, time_of(one.at), before.day, before.scene, kind, what,
            *(amount or [""]), said, session.world.day, session.world.scene, worth.amount, worth.rice,
            one.by or "pupil",
        ]  # fmt: skip


def time_of(at: int) -> str:
    """Return seconds since 1970 as a time in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table as CSV of which no spreadsheet takes a cell for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
