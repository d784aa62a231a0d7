import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp
import pytest

from game.classroom.guard import HEADERS
from game.classroom.room import State

PASSWORD = "linen-mountain-onion-cabbage-ivory"
Served = Any  # of conftest.py, which --import-mode=importlib lets nobody import
Serve = Callable[[Any], AbstractAsyncContextManager[Any]]


async def test_looking_at_the_welcome_page_takes_no_seat(served: Served) -> None:
    stranger = await served.stranger()
    status, text = await stranger.get("/")
    assert status == 200
    assert "Take a seat" in text
    assert "What is kept" in text
    assert "People are hungry" in text
    assert served.room.seats == {}


async def test_a_seat_needs_the_code_and_is_the_browsers_from_then_on(served: Served) -> None:
    pupil = await served.stranger()
    status, text = await pupil.post("/join", code="bakeno", nickname="")
    assert status == 403
    assert "not the code" in text
    status, text = await pupil.post("/join", code=served.room.record.code.upper(), nickname="")
    assert status == 200
    assert 'id="terminal"' in text
    _, text = await pupil.get("/")
    assert served.room.seats[1].nickname in text
    assert len(served.room.seats) == 1


async def test_another_device_takes_the_seat_up_with_its_word(served: Served) -> None:
    first = await served.pupil()
    word = served.room.seats[1].record.word
    other = await served.stranger()
    status, text = await other.post("/back", code=served.room.record.code, word=word.replace("-", " ").title())
    assert status == 200
    assert 'id="terminal"' in text
    _, text = await first.get("/plain")
    assert "Take a seat" in text  # the cookie before opens nothing
    status, _ = await other.post("/back", code=served.room.record.code, word="maple-maple-maple")
    assert status == 403


async def test_codes_cannot_be_guessed_for_long(served: Served) -> None:
    guesser = await served.stranger()
    found = [(await guesser.post("/join", code="bakeno", nickname=""))[0] for _ in range(25)]
    assert found[:20] == [403] * 20
    assert set(found[20:]) == {429}
    status, _ = await guesser.post("/join", code=served.room.record.code, nickname="")
    assert status == 429


async def test_another_sites_page_can_neither_post_nor_open_a_socket(served: Served) -> None:
    pupil = await served.pupil()
    bad = {"Origin": "http://elsewhere.example"}
    async with pupil.http.post("/plain", data={"line": "hub"}, headers=bad) as answer:
        assert answer.status == 403
    for headers in (bad, {}):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await pupil.http.ws_connect("/ws", headers=headers)
    stranger = await served.stranger()
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await stranger.http.ws_connect("/ws", headers={"Origin": served.address})


async def test_every_answer_has_strict_headers_and_no_page_asks_the_internet_for_anything(served: Served) -> None:
    pupil = await served.pupil()
    for path in ("/", "/check", "/seat", "/plain", "/teacher", "/files/class.css", "/nowhere", "/debrief"):
        async with pupil.http.get(path) as answer:
            text = await answer.text()
            assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"], path
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text), path


async def test_where_sockets_are_blocked_the_same_game_is_played_by_hand(served: Served) -> None:
    pupil = await served.pupil()
    _, text = await pupil.get("/plain")
    assert "Take the pig." in text
    _, text = await pupil.post("/plain", line="take", at="0")
    assert "It takes two to carry it." in text
    assert 'name="at" value="1"' in text
    _, text = await pupil.post("/plain", line="take", at="0")
    assert "nothing was done" in text
    assert len(served.room.seats[1].play.session.journal) == 1
    _, text = await pupil.post("/plain", line="status", at="1")
    assert "1,500 won" in text
    for line in ("export /tmp", "saves", "quit"):
        _, text = await pupil.post("/plain", line=line, at="1")
        assert "I do not understand" in text


async def test_what_is_typed_is_shown_as_text(served: Served) -> None:
    pupil = await served.pupil()
    _, text = await pupil.post("/plain", line="<script>alert(1)</script>", at="0")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


async def test_what_is_too_long_is_refused(served: Served) -> None:
    pupil = await served.pupil()
    status, _ = await pupil.post("/plain", line="x" * 100_000, at="0")
    assert status == 413


async def test_one_seat_opens_nothing_of_another_and_nothing_of_the_teachers(served: Served) -> None:
    pupil, other = await served.pupil(), await served.pupil()
    _, text = await pupil.get("/plain")
    assert served.room.seats[1].nickname in text
    assert served.room.seats[2].record.word not in text
    _, text = await other.get("/plain")
    assert served.room.seats[1].record.word not in text
    for path in ("/teacher/stream", "/teacher/wall", "/teacher/sheets/seats.csv"):
        status, _ = await pupil.get(path)
        assert status == 403
    status, _ = await pupil.post("/teacher/do", what="stop")
    assert status == 403
    assert served.room.state is State.RUNNING


async def test_the_teacher_comes_in_with_the_password_and_runs_the_class(served: Served) -> None:
    teacher = await served.stranger()
    status, _ = await teacher.post("/teacher/in", password="wrong")
    assert status == 403
    status, text = await teacher.post("/teacher/in", password=PASSWORD)
    assert status == 200
    assert served.room.record.code in text
    for what, state in (("pause", State.PAUSED), ("resume", State.RUNNING)):
        await teacher.post("/teacher/do", what=what)
        assert served.room.state is state
    await served.pupil()
    async with teacher.http.get("/teacher/stream") as stream:
        line = (await stream.content.readline()).decode()
    assert '"taken": 1' in line
    status, text = await teacher.get("/teacher/wall")
    assert "<svg" in text
    assert served.room.seats[1].nickname not in text
    status, text = await teacher.get("/teacher/sheets/seats.csv")
    assert served.room.seats[1].nickname in text


async def test_the_teachers_password_cannot_be_guessed_for_long(served: Served) -> None:
    guesser = await served.stranger()
    found = [(await guesser.post("/teacher/in", password=f"guess-{n}"))[0] for n in range(8)]
    assert found == [403] * 6 + [429] * 2
