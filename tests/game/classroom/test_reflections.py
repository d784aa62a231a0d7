"""In their own words: what pupils write is kept with their seat, read by the teacher, and by nobody else."""

import csv
import io
from typing import Any

import pytest

from game.classroom import sheets
from game.classroom.records import NotKept, Records
from game.classroom.reflections import LONGEST, cleaned, keep, kept
from game.classroom.room import Room

Served = Any  # of conftest.py
PASSWORD = "linen-mountain-onion-cabbage-ivory"
EVIL = "=HYPERLINK(1)\n<script>alert('x')</script> & \"they\""


async def teacher_of(served: Served) -> Any:
    teacher = await served.stranger()
    await teacher.post("/teacher/in", password=PASSWORD)
    return teacher


async def test_what_is_written_stands_there_again_and_reaches_the_teacher(served: Served) -> None:
    pupil, other, teacher = await served.pupil(), await served.pupil(), await teacher_of(served)
    assert (await pupil.get("/words"))[0] == 200
    status, text = await pupil.post("/words", text="I would not sign again.\r\nNot for 50 kg.")
    assert (status, "It is kept." in text) == (200, True)
    assert "I would not sign again.\nNot for 50 kg." in (await pupil.get("/words"))[1]
    assert "I would not sign again." in (await pupil.get("/debrief"))[1]
    assert "I would not sign" not in (await other.get("/words"))[1] + (await other.get("/debrief"))[1]
    assert "I would not sign again." in (await teacher.get("/teacher/words"))[1]
    for page in ("/teacher/wall", "/teacher/together"):
        assert "I would not sign" not in (await teacher.get(page))[1]


async def test_only_the_teacher_reads_them_all_and_only_who_has_a_seat_writes(served: Served) -> None:
    pupil, stranger = await served.pupil(), await served.stranger()
    assert (await pupil.get("/teacher/words"))[0] == 403
    await stranger.post("/words", text="Let me in.")
    assert kept(served.room.records, served.room.record.id) == {}


async def test_html_and_formulas_in_it_are_letters(served: Served) -> None:
    pupil, teacher = await served.pupil(), await teacher_of(served)
    await pupil.post("/words", text=EVIL)
    for who, path in ((pupil, "/words"), (pupil, "/debrief"), (teacher, "/teacher/words")):
        assert "<script>alert" not in (await who.get(path))[1]
    row = next(csv.DictReader(io.StringIO(sheets.wide(served.room), newline="")))
    assert row["reflection"] == f"'{EVIL}"
    assert row["reflected_at"].endswith("Z")


async def test_what_is_too_long_is_kept_in_the_page_and_nothing_is_changed(served: Served) -> None:
    pupil = await served.pupil()
    await pupil.post("/words", text="Short.")
    status, text = await pupil.post("/words", text="장" * LONGEST)
    assert status == 200
    status, text = await pupil.post("/words", text="o" * (LONGEST + 1))
    assert (status, "o" * (LONGEST + 1) in text) == (409, True)
    assert kept(served.room.records, served.room.record.id)[1].text == "장" * LONGEST


async def test_what_cannot_be_kept_stands_in_the_page_still(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    pupil = await served.pupil()

    def full(*_: object, **__: object) -> None:
        raise NotKept("The disk is full.")

    monkeypatch.setattr(served.room.records, "write", full)
    status, text = await pupil.post("/words", text="It was cold.")
    assert (status, "The disk is full." in text, "It was cold." in text) == (503, True, True)


async def test_many_at_once_wait(served: Served) -> None:
    pupil = await served.pupil()
    found = [(await pupil.post("/words", text=f"Try {number}."))[0] for number in range(14)]
    assert found[:10] == [200] * 10
    assert 409 in found


def test_it_is_taken_back_by_sending_nothing_and_erased_with_the_class(on: Room) -> None:
    seat, _ = on.take_seat("")
    of = on.record.id
    keep(on.records, of, seat.number, "First.")
    keep(on.records, of, seat.number, "Second.")
    assert kept(on.records, of)[seat.number].text == "Second."
    keep(on.records, of, seat.number, "")
    assert kept(on.records, of) == {}
    keep(on.records, of, seat.number, "Third.")
    on.records.erase(of)
    assert kept(on.records, of) == {}


@pytest.mark.parametrize("backend", ["sqlite", "postgres"], indirect=True)
def test_every_store_keeps_them(records: Records, on: Room) -> None:
    seat, _ = on.take_seat("")
    keep(records, on.record.id, seat.number, cleaned("One\0\r\ntwo 장마당 \x1b[31m"))
    keep(records, on.record.id, seat.number, cleaned("One\0\r\nthree 장마당\t"))
    assert kept(records, on.record.id)[seat.number].text == "One\nthree 장마당"
