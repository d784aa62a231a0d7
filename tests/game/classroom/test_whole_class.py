"""Whole classes of chapters, played by bots over real sockets from joining to the debrief and the tables to keep.

Each bot plays a mirror of its seat beside it, by itself: what the class kept must come to the mirror's digest, so that
nothing any other seat did has reached it.
"""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from engine.actions import Pull
from engine.session import Story
from game import cli, saves
from game.classroom.records import Records
from game.classroom.room import Room, State
from game.shelf import from_library
from tests.game.classroom.bots import Bot, Greatest, Least, Middling, Served, Teacher

PASSWORD = "linen-mountain-onion-cabbage-ivory"
pytestmark = pytest.mark.slow


@pytest.fixture(params=["pork_soup", "ducklings"])
def chapter(request: pytest.FixtureRequest) -> Story:
    return from_library(str(request.param))


@pytest.fixture
async def whole(records: Records, chapter: Story, serve: Any) -> AsyncIterator[Served]:
    async with serve(Room.opened(records, chapter, 7, 40)) as found:
        yield found


async def coming_in(served: Served, kind: type[Bot], policy: str, **form: str) -> Any:
    """Have a bot take a seat."""
    pupil = await served.stranger()
    status, text = await pupil.post("/join", code=served.room.record.code, **form)
    assert status == 200, text
    return kind(pupil, served, policy)


async def a_teacher(served: Served) -> Teacher:
    client = await served.stranger()
    status, _ = await client.post("/teacher/in", password=PASSWORD)
    assert status == 200
    return Teacher(client)


async def test_a_class_is_played_from_joining_to_the_debrief_and_its_tables(
    whole: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = whole.room
    teacher = await a_teacher(whole)
    scenario = room.story.scenario
    bots = [
        await coming_in(whole, Least, "random", nickname="=HYPERLINK(1)"),
        await coming_in(whole, Middling, "sensible", nickname="<b>Otter</b>"),
        await coming_in(whole, Greatest, "random", nickname=""),
        await coming_in(whole, Middling, "cautious", nickname="", pair="yes"),
    ]
    least, middling, greatest, _ = bots
    straggler, absent = [await coming_in(whole, Least, "sensible", nickname="") for _ in range(2)]
    everybody = [*bots, straggler, absent]
    assert not {seat.nickname for seat in room.seats.values()} & {"=HYPERLINK(1)", "<b>Otter</b>"}

    # Before it begins nothing can be done; what is typed all the same is answered with the reason.
    _, text = await least.pupil.post("/plain", line="1", at="0")
    assert "not begun" in text
    await teacher.do("start")
    await asyncio.gather(least.play(1), middling.play(12), greatest.play(9), bots[3].play(9))
    for bot in bots:
        bot.holds()

    # Paused, nobody acts; what the teacher says is heard by whom it was said to.
    await teacher.do("pause")
    _, text = await middling.pupil.post("/plain", line="1", at="12")
    assert "paused the class" in text
    await teacher.do("say", text="=SUM(A1) <script>alert(1)</script>", to=str(middling.number))
    await teacher.do("resume")
    assert "=SUM(A1) &lt;script&gt;alert(1)" in (await middling.pupil.get("/plain"))[1]
    assert "=SUM(A1)" not in (await least.pupil.get("/plain"))[1]
    middling.holds()

    # Every lever is pulled, on the first day that nobody has come to; one that joins late has them too.
    earliest = max(seat.play.session.world.day for seat in room.seats.values() if seat.play) + 1
    for lever in scenario.levers:
        assert "already" in await teacher.refused("pull", lever=lever, day=str(earliest - 1))
        await teacher.do("pull", lever=lever, day=str(earliest))
        for bot in everybody:
            bot.mirror.act(Pull(lever, earliest))
    late = await coming_in(whole, Middling, "sensible", nickname="")
    everybody.append(late)
    for bot in everybody:
        await bot.pupil.get("/plain")
        bot.holds()

    # A straggler is moved on, an absent seat is handed over and taken back.
    await teacher.do("move", seat=str(straggler.number), day="6")
    assert room.seats[straggler.number].play.session.world.day >= 6
    await teacher.do("hand", seat=str(absent.number))
    assert room.seats[absent.number].record.hand == "sensible"
    await absent.pupil.get("/plain")
    assert room.seats[absent.number].record.hand == ""

    # To the end: two by themselves, one as far as its keys take it, and on from there by the policy.
    playing = [middling, late]
    await asyncio.gather(greatest.play(36), *(bot.play(400) for bot in playing))
    for bot in [least, greatest, *playing]:
        bot.holds()
    await teacher.do("move", seat=str(greatest.number), day=str(scenario.lasts))
    assert all(room.seats[bot.number].play.ended for bot in [greatest, *playing])
    _, text = await middling.pupil.post("/plain", line="1", at=str(middling._done))
    assert "There is nothing to choose here." in text
    middling.holds()
    await teacher.do("stop")
    assert room.state is State.STOPPED
    for bot in everybody:
        status, text = await bot.pupil.get("/debrief")
        assert status == 200
        bot.shown.append(text)
        assert "The class is over." in (await bot.pupil.get("/plain"))[1]

    # Looking back and the tables.
    status, text = await teacher.client.get("/teacher/together")
    assert status == 200
    for seat in room.seats.values():
        assert seat.nickname not in text
    assert (await teacher.sheet("debrief.html")).decode("utf-8-sig") == text
    rows, deeds = await teacher.table("seats.csv"), await teacher.table("actions.csv")
    assert [int(row["seat"]) for row in rows] == sorted(room.seats)
    assert [int(row["ended"]) for row in rows if int(row["seat"]) in {bot.number for bot in playing}] == [1, 1]
    assert len(deeds) == sum(int(row["actions"]) for row in rows)
    assert {row["by"] for row in deeds} >= {"pupil", "sensible", "teacher"}
    assert not [cell for row in (*rows, *deeds) for cell in row.values() if cell.startswith(("=", "+", "@"))]

    # Journals play again to the same digests, and for the bots to what they played by themselves.
    with zipfile.ZipFile(io.BytesIO(await teacher.sheet("journals.zip"))) as pack:
        pack.extractall(tmp_path)
    for bot in everybody:
        file = tmp_path / f"seat-{bot.number:02}.json"
        assert cli.main(["replay", str(file)]) == 0
        assert "has the same digest" in capsys.readouterr().out
        if bot in (least, *playing):
            assert saves.read(file).journal == bot.mirror.journal
    nothing_of_others(everybody)


def nothing_of_others(bots: list[Any]) -> None:
    """No page of a seat has another's three words, secret or nickname on it."""
    for bot in bots:
        shown = "".join(bot.shown)
        for other in bots:
            if other is not bot:
                (secret,) = [cookie.value for cookie in other.pupil.http.cookie_jar if cookie.key == "seat"]
                for private in (other.seat.record.word, other.seat.record.token, secret, other.seat.nickname):
                    assert private not in shown


# ---- forbidden inputs, while others play


async def raw(address: str, *parts: bytes, answered: bool = True) -> bytes:
    """Send bytes as no browser does, and return what is answered until the server has had enough."""
    host, port = address.removeprefix("http://").split(":")
    reading, writing = await asyncio.open_connection(host, int(port))
    found = b""
    try:
        for part in parts:
            writing.write(part)
            await writing.drain()
            if answered and part is not parts[-1]:
                found += await asyncio.wait_for(reading.readuntil(b"\r\n\r\n"), 20)
        if answered:
            async with asyncio.timeout(20):
                while more := await reading.read(65_536):
                    found += more
    except ConnectionError:
        pass
    finally:
        # Cut off, without a word.
        writing.transport.abort()
    return found


def handshake(served: Served, bot: Any, **more: str) -> bytes:
    (cookie,) = [one.value for one in bot.pupil.http.cookie_jar if one.key == "seat"]
    host = served.address.removeprefix("http://")
    head = {
        "Host": host, "Origin": served.address, "Cookie": f"seat={cookie}", "Upgrade": "websocket",
        "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", **more,
    }  # fmt: skip
    return ("GET /ws HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in head.items()) + "\r\n").encode()


FRAMES = {
    "of no known kind": b"\x83\x80\0\0\0\0",
    "with reserved bits": b"\xf1\x80\0\0\0\0",
    "longer than there is memory": b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0",
    "no UTF-8": b"\x81\x82\0\0\0\0\xc3\x28",
    "going on with nothing": b"\x80\x80\0\0\0\0",
    "a ping in parts": b"\x09\x80\0\0\0\0",
}


async def mischief(served: Served, bad: Any, victim: Any) -> None:
    """Do all that is forbidden, at once with what is not."""
    pupil, code = bad.pupil, served.room.record.code
    # Frames that no browser sends, and sockets that are gone before or in the handshake.
    for what, frame in FRAMES.items():
        answer = await raw(served.address, handshake(served, bad), frame)
        assert answer.startswith(b"HTTP/1.1 101"), what
        assert answer[-4:-2] == b"\x88\x02", what  # closed, with a code that says why
    for cut in (40, 200, None):
        await raw(served.address, handshake(served, bad)[:cut], answered=False)
    # Fifty sockets of one seat: the last has it.
    opened = await asyncio.gather(
        *(pupil.http.ws_connect("/ws", headers={"Origin": served.address}) for _ in range(50)), return_exceptions=True
    )
    assert len([one for one in opened if not isinstance(one, Exception)]) == 50
    assert len(served.site.serving.links) <= len(served.room.seats)
    for one in opened:
        if not isinstance(one, BaseException):
            await one.close()
    # Ten megabytes pasted, in the terminal and in the page; a flood of keys.
    await pupil.open()
    await pupil.socket.send_str('["stdin", "' + "x" * 10_000_000 + '"]')
    assert await pupil.closed() == 1009
    pasted, kind = io.BytesIO(b"line=" + b"x" * 10_000_000), "application/x-www-form-urlencoded"
    head = {"Origin": served.address, "Content-Type": kind}
    async with pupil.http.post("/plain", data=pasted, headers=head) as no:
        assert no.status == 413
    await pupil.open()
    for _ in range(400):
        await pupil.press("\x1b[A\x1b[B")
    await pupil.socket.close()
    # Another's seat, by a cookie that was made up and by words that were.
    forged = await served.stranger()
    for made in ("0", victim.seat.record.token, victim.seat.nickname, "%00", "a" * 4000):
        async with forged.http.get("/plain", headers={"Cookie": f"seat={made}"}, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/")
    # The teacher's address, with everything that is asked for there.
    for path in ("stream", "wall", "pack", "together", "sheets/journals.zip", "sheets/..%2f..%2fetc%2fpasswd"):
        assert (await pupil.get(f"/teacher/{path}"))[0] == 403
    for what in ("start", "pause", "stop", "say", "pull", "move", "hand"):
        status, _ = await pupil.post(
            "/teacher/do", what=what, text="x", lever="sweep", day="9", seat=str(victim.number)
        )
        assert status == 403
    # Lines of a table and of a page.
    for line in ("=CSV()", "<img src=x onerror=alert(1)>", "\x00\x1b[2J", "{{ 7*7 }}", "%s" * 90, "../../etc/passwd"):
        _, text = await pupil.post("/plain", line=line, at=str(bad._done))
        bad.shown.append(text)
        assert "<img src=x" not in text
        assert "\x1b" not in text
    # Codes are guessed last: from this address nobody comes in for a minute.
    found = [(await forged.post("/join", code=f"guess{n}", nickname=""))[0] for n in range(22)]
    assert (found[0], found[-1]) == (403, 429)
    assert (await forged.post("/back", code=code, word=victim.seat.record.word))[0] == 429


@pytest.mark.parametrize("chapter", ["pork_soup"], indirect=True)
async def test_others_play_on_undisturbed_while_one_does_all_that_is_forbidden(
    whole: Served, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    room = whole.room
    bad = await coming_in(whole, Middling, "sensible", nickname="=1+1")
    bots = [await coming_in(whole, kind, "sensible", nickname="") for kind in (Least, Middling, Middling, Greatest)]
    room.set_state(State.RUNNING)
    await bad.play(3)
    over = asyncio.Event()

    async def goes_on(bot: Any) -> None:
        # At least so much, and for as long as the other is at it.
        await bot.play(8)
        while not over.is_set() and bot._done < 30 and not isinstance(bot, Greatest):
            await bot.play(bot._done + 2)

    playing = asyncio.gather(*(goes_on(bot) for bot in bots))
    await mischief(whole, bad, bots[0])
    over.set()
    await playing
    for bot in [bad, *bots]:
        bot.holds()
    assert room.state is State.RUNNING
    assert len(room.seats) == 5
    nothing_of_others([bad, *bots])
    async with asyncio.timeout(20):
        while whole.site.sockets:
            await asyncio.sleep(0.05)
    assert not whole.site.serving.links
    # Nothing of it is a fault of ours: the teacher's terminal has nothing to tell.
    assert capsys.readouterr().err == ""
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []
