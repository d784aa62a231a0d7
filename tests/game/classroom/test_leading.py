"""Leading a class: levers on one day of the story for all, seats that are moved on or handed over, rosters."""

import csv
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.actions import Pull
from engine.errors import Refused
from engine.levers import Lever
from engine.prose import Line
from engine.session import Session, Story
from game.classroom.leading import Leading
from game.classroom.records import Pulled, Records
from game.classroom.room import Room, Seat, State
from game.classroom.roster import NoRoster, take_seats

PASSWORD = "linen-mountain-onion-cabbage-ivory"
Serve = Callable[[Room], AbstractAsyncContextManager[Any]]  # of conftest.py


@pytest.fixture
def story(tiny: Story) -> Story:
    dear = Lever("dear", "Rice is dear", 3, "It costs more.", prices={"rice": 40})
    counter = tiny.scenario.scenes["counter"]
    take = replace(counter.choices["take"], note=Line(("it is a risk",)))
    scenes = {**tiny.scenario.scenes, "counter": replace(counter, choices={**counter.choices, "take": take})}
    return Story.of(replace(tiny.scenario, levers={"dear": dear}, scenes=scenes))


@pytest.fixture
def led(records: Records, story: Story) -> Leading:
    room = Room.opened(records, story, 7, 40)
    room.set_state(State.RUNNING)
    return Leading(room)


def seat_on(led: Leading, day: int) -> Seat:
    """Return a new seat that its pupil has played to a day."""
    seat, _ = led.room.take_seat("")
    play = led.room.play_of(seat)
    play.choose("take")
    while play.session.world.day < day:
        play.choose("one_day")
    return seat


def pulls(led: Leading, seat: Seat) -> list[Pull]:
    return [action for action in led.room.play_of(seat).session.journal if isinstance(action, Pull)]


def test_a_lever_comes_to_all_seats_on_a_day_that_none_has_reached(led: Leading) -> None:
    seats = [seat_on(led, 2), seat_on(led, 4), led.room.take_seat("")[0]]
    assert led.earliest() == 5
    with pytest.raises(Refused, match=r"Somebody is on day 4 already\. Choose day 5 or a later one"):
        led.pull("dear", 4)
    led.pull("dear", 6)
    assert [pulls(led, seat) for seat in seats] == [[Pull("dear", 6)]] * 3


def test_who_joins_later_and_whoever_is_taken_up_from_the_records_has_it_too(
    led: Leading, records: Records, story: Story
) -> None:
    seat = seat_on(led, 2)
    led.pull("dear", 5)
    late, _ = led.room.take_seat("")
    assert pulls(led, late) == [Pull("dear", 5)]
    again = Room.opened(records, story, 99, 40)
    assert again.pulled == [Pulled("dear", 5)]
    play = again.play_of(again.seats[seat.number])
    assert play.session.digest() == led.room.play_of(seat).session.digest()
    assert [action for action in play.session.journal if isinstance(action, Pull)] == [Pull("dear", 5)]


def test_a_lever_that_was_kept_and_not_yet_felt_when_the_server_was_killed_is_felt_later(
    led: Leading, records: Records, story: Story
) -> None:
    seat = seat_on(led, 2)
    records.pull(led.room.record.id, "dear", 5)
    again = Leading(Room.opened(records, story, 99, 40))
    assert pulls(again, again.room.seats[seat.number]) == [Pull("dear", 5)]


def test_the_same_lever_twice_for_one_day_is_pulled_once(led: Leading) -> None:
    seat = seat_on(led, 2)
    led.pull("dear", 5)
    led.pull("dear", 5)
    assert pulls(led, seat) == [Pull("dear", 5)]


@pytest.mark.parametrize(("lever", "day", "why"), [("sweep", 5, "no lever 'sweep'"), ("dear", 999, "ends on day")])
def test_what_cannot_be_pulled_is_said(led: Leading, lever: str, day: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        led.pull(lever, day)
    assert led.room.pulled == []


def test_a_straggler_is_moved_on_to_a_day_and_it_stands_in_the_records_who_did_it(
    led: Leading, records: Records, story: Story
) -> None:
    seat = seat_on(led, 2)
    mine = len(led.room.play_of(seat).session.journal)
    assert led.move_on(seat, 5) == 5
    kept = records.actions(led.room.record.id, seat.number)
    assert [one.by for one in kept[:mine]] == [""] * mine
    assert {one.by for one in kept[mine:]} == {"random"}
    again = Room.opened(records, story, 99, 40)
    taken_up = again.play_of(again.seats[seat.number]).session
    assert taken_up.digest() == led.room.play_of(seat).session.digest()
    assert again.seats[seat.number].chosen == seat.chosen


def test_while_a_class_rests_a_seat_can_be_moved_on_and_when_it_is_over_not(led: Leading) -> None:
    seat = seat_on(led, 2)
    led.room.set_state(State.PAUSED)
    assert led.move_on(seat, 3) == 3
    led.room.set_state(State.STOPPED)
    with pytest.raises(Refused, match="over"):
        led.move_on(seat, 4)


def test_a_seat_that_is_handed_over_keeps_pace_until_its_pupil_is_back(led: Leading, records: Records) -> None:
    away, there = seat_on(led, 2), seat_on(led, 2)
    led.hand_over(away)
    assert records.seats(led.room.record.id)[0].hand == "random"
    assert led.keep_pace() == []
    while led.room.play_of(there).session.world.day < 4:
        led.room.play_of(there).choose("one_day")
    assert led.keep_pace() == [away]
    assert led.room.play_of(away).session.world.day >= 4
    led.room.came_back(away)
    assert away.record.hand == ""
    assert "your seat was played for you" in away.notes[-1]
    led.room.play_of(there).choose("one_day")
    assert led.keep_pace() == []


async def test_the_teacher_does_all_of_it_on_the_page_and_nobody_else_can(serve: Serve, led: Leading) -> None:
    async with serve(led.room) as served:
        pupil = await served.pupil()
        status, _ = await pupil.post("/teacher/do", what="pull", lever="dear", day="5")
        assert status == 403
        assert led.room.pulled == []
        teacher = await served.stranger()
        await teacher.post("/teacher/in", password=PASSWORD)
        status, text = await teacher.get("/teacher")
        assert "Rice is dear" in text
        status, _ = await teacher.post("/teacher/do", what="pull", lever="dear", day="5")
        assert (status, led.room.pulled) == (200, [Pulled("dear", 5)])
        status, text = await teacher.post("/teacher/do", what="pull", lever="dear", day="1")
        assert status == 409
        assert "Choose day 2 or a later one" in text
        seat = led.room.seats[1]
        led.room.play_of(seat).choose("take")
        await teacher.post("/teacher/do", what="move", seat="1", day="3")
        assert led.room.play_of(seat).session.world.day == 3
        await teacher.post("/teacher/do", what="hand", seat="1")
        assert seat.record.hand == "random"
        await pupil.open()
        await pupil.until("played for you")
        assert seat.record.hand == ""


async def test_an_open_page_shows_where_it_was_moved_to(serve: Serve, led: Leading) -> None:
    async with serve(led.room) as served:
        pupil = await served.pupil()
        led.room.play_of(led.room.seats[1]).choose("take")
        await pupil.open()
        await pupil.until("day 1 of")
        teacher = await served.stranger()
        await teacher.post("/teacher/in", password=PASSWORD)
        await teacher.post("/teacher/do", what="move", seat="1", day="3")
        # What is drawn of it comes in as many pieces as the machine has turns for.
        await pupil.until("day 3 now")
        assert list(led.room.seats[1].notes) == ["You were moved on: it is day 3 now."]


async def test_two_at_one_screen_are_asked_to_speak_before_a_choice_with_a_price(serve: Serve, led: Leading) -> None:
    async with serve(led.room) as served:
        two = await served.stranger()
        await two.post("/join", code=led.room.record.code, nickname="", pair="yes")
        seat = led.room.seats[1]
        assert seat.record.pair
        _, text = await two.get("/plain")
        assert "say to each other" in text
        await two.open()
        await two.until("day 1 of")
        await two.press("1")
        await two.until("Speak first")
        assert led.room.play_of(seat).session.journal == []
        await two.press("\r")
        await two.until("› ")
        assert len(led.room.play_of(seat).session.journal) == 1


def test_a_roster_takes_a_seat_for_each_name_and_keeps_the_names_out_of_the_records(
    led: Leading, tmp_path: Path
) -> None:
    roster = tmp_path / "class.txt"
    roster.write_text("Ana Lima\nBo Chen\n\n", "utf-8")
    sheet = take_seats(led.room, roster)
    rows = list(csv.DictReader(sheet.read_text("utf-8-sig").splitlines()))
    assert [row["name"] for row in rows] == ["Ana Lima", "Bo Chen"]
    found = led.room.seat_by_word(rows[1]["words"])
    assert found is not None
    assert found[0].nickname == rows[1]["nickname"]
    roster.write_text("Ana Lima\nBo Chen\nCleo Diaz\n", "utf-8")
    take_seats(led.room, roster)
    again = list(csv.DictReader(sheet.read_text("utf-8-sig").splitlines()))
    assert again[:2] == rows
    assert len(led.room.seats) == 3
    assert b"Ana" not in b"".join(one.read_bytes() for one in tmp_path.glob("classes.sqlite*"))


@pytest.mark.parametrize(
    ("text", "why"), [("", "no names"), ("Ana\nAna\n", "'Ana' twice"), ("\n".join(map(str, range(41))), "41 names")]
)
def test_a_roster_that_cannot_be_used_takes_no_seat(led: Leading, tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "class.txt").write_text(text, "utf-8")
    with pytest.raises(NoRoster, match=why):
        take_seats(led.room, tmp_path / "class.txt")
    assert led.room.seats == {}


def test_records_of_the_format_before_are_read_and_gain_what_they_lack(tmp_path: Path, story: Story) -> None:
    import sqlite3

    file = sqlite3.connect(tmp_path / "old.sqlite")
    file.executescript("""
        CREATE TABLE class (id INTEGER PRIMARY KEY, scenario TEXT NOT NULL, digest TEXT NOT NULL, seed INTEGER NOT NULL,
            code TEXT NOT NULL, seats INTEGER NOT NULL, state TEXT NOT NULL, made_at INTEGER NOT NULL);
        CREATE TABLE seat (class INTEGER NOT NULL, number INTEGER NOT NULL, nickname TEXT NOT NULL, word TEXT NOT NULL,
            token TEXT NOT NULL, seed INTEGER NOT NULL, joined_at INTEGER NOT NULL, PRIMARY KEY (class, number));
        CREATE TABLE action (class INTEGER NOT NULL, seat INTEGER NOT NULL, number INTEGER NOT NULL,
            action TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (class, seat, number));
        CREATE TABLE teacher (class INTEGER NOT NULL, token TEXT NOT NULL);
        INSERT INTO class VALUES (1, 'tiny', 'tiny-1', 7, 'abc', 5, 'running', 1);
        INSERT INTO seat VALUES (1, 1, 'a b', 'x-y-z', 't', 7, 1);
        INSERT INTO action VALUES (1, 1, 0, '["choose","take"]', 2);
        PRAGMA user_version=1;
    """)
    file.close()
    records = Records(tmp_path / "old.sqlite")
    room = Room.opened(records, story, 7, 5)
    assert len(room.play_of(room.seats[1]).session.journal) == 1
    Leading(room).pull("dear", 9)
    assert records.pulled(1) == [Pulled("dear", 9)]
    records.close()


def test_a_session_alone_knows_the_lever(story: Story) -> None:
    session = Session(story, 3)
    session.act(Pull("dear", 3))
    assert session.journal == [Pull("dear", 3)]
