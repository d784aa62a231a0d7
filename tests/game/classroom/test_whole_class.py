"""Whole classes of chapters, played by bots over real sockets from joining to the debrief and the tables to keep.

Each bot plays a mirror of its seat beside it, by itself: what the class kept must come to the mirror's digest, so that
nothing any other seat did has reached it.
"""

import asyncio
import csv
import io
import re
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from engine.actions import Action, Buy, Choose, Depart, Pull, Sell, SetDial
from engine.luck import Luck
from engine.session import Session, Story
from game import cli, saves, typed
from game.classroom.records import Records
from game.classroom.room import Room, State
from game.shelf import from_library
from game.screens.play import PlayScreen
from game.watching import policy_of
from game.widgets.menu import Menu
from game.widgets.transcript import Transcript

PASSWORD = "linen-mountain-onion-cabbage-ivory"
Served = Any  # of conftest.py
pytestmark = pytest.mark.slow
SMALL = {"kg": "g", "l": "ml"}
"""What is measured -> the unit of its smallest parts, as it is typed."""


class Bot:
    """A pupil that plays by a policy, and keeps all it was shown."""

    def __init__(self, pupil: Any, served: Served, policy: str) -> None:
        self.pupil = pupil
        self.served = served
        self.room: Room = served.room
        self.number = number = max(self.room.seats)
        self.mirror = Session(self.room.story, self.room.record.seed)
        for one in self.room.pulled:
            self.mirror.act(Pull(one.lever, one.day))
        self.policy = policy_of(self.mirror, policy)
        self.shown: list[str] = []
        self._luck = Luck(number)
        self._planned = self._done = 0

    @property
    def seat(self) -> Any:
        return self.room.seats[self.number]

    def next(self) -> Action:
        """Return what the policy does now, on the mirror too."""
        action = self.policy.next(self.mirror, self._luck, self._done, self._planned)
        self._planned = 0 if isinstance(action, Choose | Depart) else self._planned + 1
        self._done += 1
        return action

    async def play(self, until: int) -> None:
        """Play until so many actions were done or the story has ended."""
        while self._done < until and not self.mirror.ended:
            action = self.next()
            await self.act(action)
            self.mirror.act(action)

    async def act(self, action: Action) -> None:
        raise NotImplementedError

    def holds(self) -> None:
        """The seat stands where the mirror stands."""
        play = self.seat.play
        assert play is not None
        assert play.session.digest() == self.mirror.digest()


class Least(Bot):
    """Looks at the page and does what must be done: the first button that is open, and no more."""

    async def act(self, action: Action) -> None:
        _, text = await self.pupil.get("/plain")
        await self.send(text, action)

    async def send(self, text: str, action: Action) -> None:
        at = re.search(r'name="at" value="(\d+)"', text)
        assert at is not None
        line = self.line(action, text)
        status, text = await self.pupil.post("/plain", line=line, at=at[1])
        assert status == 200
        self.shown.append(text)
        assert self.seat.play.session.journal[-1] == action, (line, text[-3000:])

    def line(self, action: Action, text: str) -> str:
        """Return what is sent for an action: a button of the page, else what somebody types."""
        if isinstance(action, Choose):
            offers = self.mirror.offered().choices
            said = next(one.say for one in offers if one.id == action.choice)
            buttons = re.findall(r'<button name="line" value="(\w+)"( disabled)?><span>(.*?)</span>', text)
            assert len(buttons) == len(offers)
            (value,) = {value for value, off, what in buttons if unescape(what) == str(said) and not off}
            return str(value)
        if isinstance(action, SetDial):
            kind = self.mirror.scenario.dials[action.dial].kind
            minor = self.mirror.scenario.currencies[kind.of].minor if kind.what == "money" else 1
            return f"set {action.dial} {action.value // minor} {SMALL.get(kind.of, '')}"
        assert isinstance(action, Buy | Sell), action
        parts = typed.things(self.mirror)[action.good].parts
        return f"{type(action).__name__.lower()} {action.good} {action.amount / parts:g}"


class Middling(Least):
    """Plays by the chapter's own policy through the plain pages, and reads on from the page it was given."""

    async def act(self, action: Action) -> None:
        if not self.shown:
            self.shown.append((await self.pupil.get("/plain"))[1])
        await self.send(self.shown[-1], action)


class Greatest(Bot):
    """Plays in the browser's terminal, opens every screen on the way, and comes back after each part."""

    def next(self) -> Action:
        self._done += 1
        return replace(self.policy, plans=False).next(self.mirror, self._luck, self._done, 9)

    async def play(self, until: int) -> None:
        await self.pupil.open()
        await super().play(until)
        # What each screen shows is the screens' own tests' business; here they must leave the play as it is.
        for key in "lxp?":
            await self.pupil.press(key)
            await self.drawn()
            await self.pupil.press("\x1b")
            await self.drawn()
        await self.pupil.socket.close()

    async def act(self, action: Action) -> None:
        assert isinstance(action, Choose)
        ids = [one.id for one in self.mirror.offered().choices]
        async with asyncio.timeout(60):
            while not self.reads(ids):
                await self.drawn()
            before = len(self.seat.play.session.journal)
            await self.pupil.press("1234567890"[ids.index(action.choice)])
            while len(self.seat.play.session.journal) == before:
                await self.drawn()
        assert self.seat.play.session.journal[-1] == action

    def reads(self, ids: list[str]) -> bool:
        """Return whether the choices stand there, and nothing is still appearing that would take the next key."""
        link = self.served.site.serving.links.get(self.number)
        screen = link.app.screen if link is not None else None
        if not isinstance(screen, PlayScreen) or not screen.query(Menu):
            return False
        if screen.query_one(Transcript).appearing:
            link.app.change(replace(link.app.settings, motion=False, text_speed="at once"))
        items = screen.query_one(Menu).items
        return [one.id for one in items] == ids and not screen.query_one(Transcript).appearing

    async def drawn(self) -> None:
        """Take what has been drawn meanwhile."""
        try:
            message = await self.pupil.socket.receive(timeout=0.02)
        except TimeoutError:
            return
        if isinstance(message.data, bytes):
            self.shown.append(message.data.decode())


class Teacher:
    """The teacher's browser, by its forms."""

    def __init__(self, client: Any) -> None:
        self.client = client

    async def do(self, what: str, **form: str) -> str:
        status, text = await self.client.post("/teacher/do", what=what, **form)
        assert status == 200, text
        return str(text)

    async def refused(self, what: str, **form: str) -> str:
        status, text = await self.client.post("/teacher/do", what=what, **form)
        assert status == 409
        return str(text)

    async def sheet(self, name: str) -> bytes:
        async with self.client.http.get(f"/teacher/sheets/{name}") as answer:
            assert answer.status == 200
            return bytes(await answer.read())

    async def table(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((await self.sheet(name)).decode("utf-8-sig"))))


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

    # To the end.
    playing = [middling, greatest, late]
    await asyncio.gather(*(bot.play(400) for bot in playing))
    for bot in [least, *playing]:
        bot.holds()
    assert all(room.seats[bot.number].play.ended for bot in playing)
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
    assert [int(row["ended"]) for row in rows if int(row["seat"]) in {bot.number for bot in playing}] == [1, 1, 1]
    assert len(deeds) == sum(int(row["actions"]) for row in rows)
    assert {row["by"] for row in deeds} >= {"pupil", "sensible", "teacher"}
    assert not [cell for row in (*rows, *deeds) for cell in row.values() if cell.startswith(("=", "+", "@"))]

    # Journals play again to the same digests, and for the bots to what they played by themselves.
    with zipfile.ZipFile(io.BytesIO(await teacher.sheet("journals.zip"))) as pack:
        pack.extractall(tmp_path)
    for bot in everybody:
        file = tmp_path / f"seat-{bot.number:02}.json"
        assert cli.main(["replay", str(file)]) == 0
        assert "It is the same digest" in capsys.readouterr().out
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
