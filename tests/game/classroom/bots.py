"""Bots that play in a class as pupils and teacher do, over sockets; each pupil plays a mirror of its seat beside it."""

import asyncio
import csv
import io
import re
from dataclasses import replace
from html import unescape
from typing import Any

from engine.actions import Action, Buy, Choose, Depart, Pull, Sell, SetDial
from engine.luck import Luck
from engine.session import Session
from game import typed
from game.classroom.room import Room
from game.screens.play import PlayScreen
from game.watching import policy_of
from game.widgets.menu import Menu

Served = Any  # of conftest.py
SMALL = {"kg": "g", "l": "ml"}
"""What is measured -> the unit of its smallest parts, as it is typed."""


def reads(served: Any, number: int, ids: list[str]) -> bool:
    """Return whether a seat's screen offers these choices."""
    link = served.site.serving.links.get(number)
    screen = link.app.screen_stack[-1] if link is not None and link.app.screen_stack else None
    if not isinstance(screen, PlayScreen) or not screen.query(Menu):
        return False
    return [one.id for one in screen.query_one(Menu).items] == ids


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
            while not reads(self.served, self.number, ids):
                await self.drawn()
            before = len(self.seat.play.session.journal)
            await self.pupil.press("1234567890"[ids.index(action.choice)])
            while len(self.seat.play.session.journal) == before:
                await self.drawn()
        assert self.seat.play.session.journal[-1] == action

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
