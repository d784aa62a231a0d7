"""Several servers of one class: what happens at one is known at the other, and each can take up any seat."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from engine.actions import Choose
from engine.errors import Refused
from engine.session import Story
from game.classroom.leading import Leading
from game.classroom.records import Pulled, Records
from game.classroom.room import AFTER_ALL, ELSEWHERE, Room, State
from game.classroom.serving import TAKEN_OVER
from game.classroom.store import NotKept

Served = Any  # of conftest.py
Opened = Callable[[], Records]
SOON = 15.0
"""Seconds: one that is promised, and the others for a busy machine."""


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def rooms(opened: Opened, tiny: Story) -> tuple[Room, Room]:
    first = Room.opened(opened(), tiny, 7, 40)
    first.set_state(State.RUNNING)
    return first, Room(opened(), first.record, tiny)


@pytest.fixture
async def two(rooms: tuple[Room, Room], serve: Any) -> AsyncIterator[tuple[Served, Served]]:
    async with AsyncExitStack() as stack:
        first, second = [await stack.enter_async_context(serve(room)) for room in rooms]
        await until(lambda: all(len(room.servers) == 2 for room in rooms), 10)
        yield first, second


async def until(holds: Callable[[], object], seconds: float = SOON) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


def moved_to(pupil: Any, other: Served) -> None:
    """Have a pupil's browser speak to another server: behind one address, the cookies go along."""
    jar = {cookie.key: cookie.value for cookie in pupil.http.cookie_jar}
    pupil.address = other.address
    pupil.http._base_url = pupil.http._base_url_origin = type(pupil.http._base_url)(other.address)
    pupil.http.cookie_jar.update_cookies(jar, pupil.http._base_url)


# ---- rooms alone: what the records decide


def test_a_seat_that_moves_to_another_server_is_where_it_was_and_back_again(rooms: tuple[Room, Room]) -> None:
    first, second = rooms
    seat, secret = first.take_seat("")
    first.play_of(seat).choose("take")
    second.look()
    there = second.seat_of(secret)
    assert there is not None
    second.take_up(there)
    second.play_of(there).choose("one_day")
    first.take_up(seat)
    assert first.play_of(seat).session.digest() == second.play_of(there).session.digest()
    assert seat.chosen == there.chosen == {"counter": "take", "hub": "one_day"}
    assert seat.last_deed == there.last_deed


def test_of_two_servers_that_act_for_one_seat_the_later_is_refused_and_takes_the_play_up_anew(
    rooms: tuple[Room, Room],
) -> None:
    first, second = rooms
    seat, _ = first.take_seat("")
    second.look()
    there = second.seats[1]
    ours, theirs = first.play_of(seat), second.play_of(there)
    ours.choose("take")
    shown: list[int] = []
    second.movers.append(lambda moved: shown.append(moved.number))
    with pytest.raises(Refused, match=ELSEWHERE):
        theirs.choose("leave")
    assert [one.action for one in second.records.actions(1, 1)] == [Choose("take")]
    assert theirs.session.digest() == ours.session.digest()
    assert shown == [1]
    theirs.choose("one_day")
    assert len(first.records.actions(1, 1)) == 2


def test_two_servers_never_give_one_seat_away_twice_nor_more_seats_than_there_are(opened: Opened, tiny: Story) -> None:
    first = Room.opened(opened(), tiny, 7, 3)
    second = Room(opened(), first.record, tiny)
    taken = [room.take_seat("") for room in (first, second, first)]
    assert [seat.number for seat, _ in taken] == [1, 2, 3]
    assert len({seat.nickname for seat, _ in taken}) == 3
    with pytest.raises(Refused, match="Every seat"):
        second.take_seat("")


def test_an_action_that_was_kept_though_nobody_could_say_so_is_shown_and_not_done_twice(
    rooms: tuple[Room, Room], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = rooms
    seat, _ = first.take_seat("")
    play = first.play_of(seat)
    keep = first.records.keep

    def cut_off(*given: Any) -> int:
        keep(*given)
        raise NotKept("The database does not answer.")

    monkeypatch.setattr(first.records, "keep", cut_off)
    with pytest.raises(Refused, match="does not answer"):
        play.choose("take")
    assert play.session.journal == []
    monkeypatch.undo()
    with pytest.raises(Refused, match=AFTER_ALL):
        play.choose("take")
    assert play.session.journal == [Choose("take")]
    play.choose("one_day")


def test_only_one_of_the_servers_plays_for_seats_that_were_handed_over(rooms: tuple[Room, Room]) -> None:
    for room in rooms:
        room.records.beat(1, room.server)
    for room in rooms:
        room.look()
    assert sorted(room.leads() for room in rooms) == [False, True]


def test_a_room_that_was_erased_by_another_server_is_over(rooms: tuple[Room, Room]) -> None:
    first, second = rooms
    seat, _ = first.take_seat("")
    play = first.play_of(seat)
    second.records.erase(1)
    with pytest.raises(Refused):
        play.choose("take")
    assert first.look()
    assert first.state is State.STOPPED


# ---- served: what pupils and teachers see


async def test_what_the_teacher_does_at_one_server_reaches_pupils_of_the_other(two: tuple[Served, Served]) -> None:
    first, second = two
    pupil = await second.pupil()
    await pupil.open()
    await pupil.until("Take the pig.")
    first.room.tell("Talk with your neighbour.")
    await pupil.until("Talk with", SOON + 5)
    first.room.set_state(State.PAUSED)
    await until(lambda: second.room.state is State.PAUSED)
    await pupil.until("paused the class")
    first.room.set_state(State.RUNNING)
    await pupil.until("Take the pig.")
    await until(lambda: first.room.seats[1].there)
    Leading(first.room).room.records.pull(1, "none_such", 9)
    await until(lambda: second.room.pulled == [Pulled("none_such", 9)])


async def test_a_pupil_goes_on_at_the_other_server_and_the_page_before_is_closed(two: tuple[Served, Served]) -> None:
    first, second = two
    pupil = await first.pupil()
    await pupil.open()
    await pupil.until("Take the pig.")
    await pupil.press("\r")
    await pupil.until("The stove stands by the kiln wall.")
    before = pupil.socket
    moved_to(pupil, second)
    await pupil.open()
    await pupil.until("The stove stands by the kiln wall.")
    after, pupil.socket = pupil.socket, before
    assert await pupil.closed() == TAKEN_OVER
    pupil.socket = after
    await until(lambda: first.room.seats[1].there and not first.room.seats[1].here)
    assert second.room.seats[1].here


async def test_a_seat_that_was_just_taken_is_known_at_the_other_server_at_once(two: tuple[Served, Served]) -> None:
    first, second = two
    pupil = await first.pupil()
    moved_to(pupil, second)
    status, text = await pupil.get("/plain")
    assert status == 200
    assert "Take the pig." in text
    await pupil.post("/plain", line="take", at="0")
    moved_to(pupil, first)
    status, text = await pupil.get("/plain")
    assert 'name="at" value="1"' in text


async def test_the_teachers_page_of_any_server_shows_all_seats(two: tuple[Served, Served]) -> None:
    first, second = two
    here, there = await first.pupil(), await second.pupil()
    for pupil in (here, there):
        await pupil.open()
        await pupil.until("Take the pig.")
    await there.press("\r")
    await there.until("The stove stands by the kiln wall.")
    teacher = await first.stranger()
    await teacher.post("/teacher/in", password="linen mountain onion cabbage ivory")

    async def rows() -> list[tuple[str, int]]:
        async with teacher.http.get("/teacher/stream") as answer:
            line = await answer.content.readline()
        import json

        return [(row["presence"], row["actions"]) for row in json.loads(line.decode().removeprefix("data: "))["rows"]]

    async with asyncio.timeout(10):
        while await rows() != [("here", 0), ("here", 1)]:
            await asyncio.sleep(0.1)
    moved_to(teacher, second)
    assert (await teacher.get("/teacher/wall"))[0] == 200


async def test_a_password_that_a_server_was_given_holds_at_all_of_them(two: tuple[Served, Served]) -> None:
    first, second = two
    await until(lambda: first.room.record.password == second.room.record.password)
    for served in two:
        teacher = await served.stranger()
        assert (await teacher.post("/teacher/in", password="wrong"))[0] == 403
        assert (await teacher.post("/teacher/in", password="linen-mountain-onion-cabbage-ivory"))[0] == 200
    assert "linen" not in str(first.room.records.rows("SELECT * FROM class"))


async def test_while_the_records_are_away_nothing_is_done_and_it_comes_back_by_itself(
    two: tuple[Served, Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = two
    pupil = await first.pupil()
    await pupil.open()
    await pupil.until("Take the pig.")

    def away(*_: Any, **__: Any) -> Any:
        raise NotKept("This could not be kept, so it was not done: the database does not answer. Try again.")

    for name in ("rows", "whole"):
        monkeypatch.setattr(first.room.records.store, name, away)
    await pupil.press("\r")
    await pupil.until("database")
    assert first.room.seats[1].play.session.journal == []
    other = await first.stranger()
    assert (await other.post("/join", code=first.room.record.code, nickname=""))[0] == 409
    monkeypatch.undo()
    await asyncio.sleep(1.2)
    await pupil.press("\x1b\r")
    await pupil.until("The stove stands by the kiln wall.")
