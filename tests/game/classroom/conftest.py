"""A room over the tiny scenario, a site that serves it on this machine, and pupils that are plain clients."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_hex

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from engine.session import Story
from game.classroom.desk import Desk
from game.classroom.records import Records
from game.classroom.room import Room, State
from game.classroom.site import Site
from game.classroom.store import store_at
from tests.game.browsing import browser as browser

ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "linen-mountain-onion-cabbage-ivory"


@pytest.fixture
def backend() -> str:
    """Return where records are kept; what is to hold for PostgreSQL too has this fixture with two params."""
    return "sqlite"


@pytest.fixture
def address(backend: str, tmp_path: Path) -> Iterator[str]:
    """Return the address of records that nobody else has; PostgreSQL is skipped where there is none, not in CI."""
    if backend == "sqlite":
        yield str(tmp_path / "classes.sqlite")
        return
    server = os.environ.get("JANGMADANG_POSTGRES", "")
    if not server:
        assert not os.environ.get("CI"), "CI is to start a PostgreSQL: see .ci/run"
        pytest.skip("no PostgreSQL: JANGMADANG_POSTGRES=$(.ci/postgres start /tmp/pg) starts one")
    import psycopg

    schema = f"test_{token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as made:
        made.execute(f"CREATE SCHEMA {schema}")
        try:
            yield f"{server}?options=-csearch_path%3D{schema}"
        finally:
            made.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def opened(address: str) -> Iterator[Callable[[], Records]]:
    """Return what opens the same records again, as another server does."""
    made: list[Records] = []

    def another() -> Records:
        made.append(Records(store_at(address, Path(address))))
        return made[-1]

    yield another
    for one in made:
        one.close()


@pytest.fixture
def records(opened: Callable[[], Records]) -> Records:
    return opened()


@pytest.fixture
def room(records: Records, tiny: Story) -> Room:
    return Room.opened(records, tiny, 7, 40)


@pytest.fixture
def on(room: Room) -> Room:
    room.set_state(State.RUNNING)
    return room


class Pupil:
    """A browser as the server sees it: a jar of cookies, forms, and a socket whose screen is kept as bytes."""

    def __init__(self, address: str) -> None:
        self.http = aiohttp.ClientSession(address, cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.address = address
        self.socket: aiohttp.ClientWebSocketResponse | None = None

    async def post(self, path: str, **form: str) -> tuple[int, str]:
        async with self.http.post(path, data=form, headers={"Origin": self.address}) as answer:
            return answer.status, await answer.text()

    async def get(self, path: str) -> tuple[int, str]:
        async with self.http.get(path) as answer:
            return answer.status, await answer.text()

    async def open(self, width: int = 120, height: int = 40) -> None:
        self.socket = await self.http.ws_connect(
            f"/ws?width={width}&height={height}", headers={"Origin": self.address}, max_msg_size=0
        )

    async def press(self, keys: str) -> None:
        assert self.socket is not None
        await self.socket.send_str(json.dumps(["stdin", keys]))

    async def until(self, text: str, seconds: float = 60) -> str:
        """Return what was drawn until a text has been; fail after so many seconds."""
        assert self.socket is not None
        drawn = ""
        async with asyncio.timeout(seconds):
            while text not in plain(drawn):
                message = await self.socket.receive()
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (
                    message,
                    plain(drawn)[-400:],
                )
                drawn += message.data.decode() if message.type is aiohttp.WSMsgType.BINARY else message.data
        return plain(drawn)

    async def closed(self, seconds: float = 60) -> int:
        """Return the code with which the server closed the socket."""
        assert self.socket is not None
        async with asyncio.timeout(seconds):
            while (message := await self.socket.receive()).type is not aiohttp.WSMsgType.CLOSE:
                assert message.type is not aiohttp.WSMsgType.CLOSED
        return int(message.data)


def plain(drawn: str) -> str:
    """Return what was drawn without colours; a move of the cursor is a line's end."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", re.sub(r"\x1b\[[0-9;]*H", "\n", drawn))


class Served:
    """A site that is served."""

    def __init__(self, room: Room, site: Site, address: str) -> None:
        self.room = room
        self.site = site
        self.address = address
        self._pupils: list[Pupil] = []

    async def pupil(self) -> Pupil:
        """Return a pupil who has a seat."""
        pupil = await self.stranger()
        status, text = await pupil.post("/join", code=self.room.record.code, nickname="")
        assert status == 200, text
        return pupil

    async def stranger(self) -> Pupil:
        self._pupils.append(Pupil(self.address))
        return self._pupils[-1]

    async def end(self) -> None:
        for pupil in self._pupils:
            if pupil.socket is not None:
                await pupil.socket.close()
            await pupil.http.close()


@asynccontextmanager
async def serve(room: Room) -> AsyncIterator[Served]:
    site = Site(room, 30)
    app: web.Application = site.make()
    Desk(room, site.serving, PASSWORD, "http://laptop").add_to(app)
    server = TestServer(app)
    await server.start_server(shutdown_timeout=2)
    served = Served(room, site, str(server.make_url("")).rstrip("/"))
    try:
        yield served
    finally:
        await served.end()
        await server.close()


@pytest.fixture
async def served(on: Room) -> AsyncIterator[Served]:
    async with serve(on) as found:
        yield found


@pytest.fixture(name="serve")
def serving() -> object:
    """Return what serves a room, for tests that make their own."""
    return serve


@pytest.fixture
def client() -> type[Pupil]:
    """Return what a pupil's browser is made of."""
    return Pupil


# ---- a class in a process of its own


@pytest.fixture
def mode() -> tuple[str, ...]:
    """Return which class is begun where none is joined."""
    return ("--scenario", "pork_soup")


@pytest.fixture
def started(mode: tuple[str, ...]) -> Callable[..., tuple[subprocess.Popen[str], str, str, str]]:
    """Return what begins a class in a process of its own, and returns its address, code and password as printed."""

    def begin(home: Path, *more: str) -> tuple[subprocess.Popen[str], str, str, str]:
        which = () if "--join" in more else mode
        command = [sys.executable, "main.py", "classroom", *which, "--bind", "127.0.0.1", "--port", "0", *more]
        child = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "JANGMADANG_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        told = ""
        assert child.stdout is not None
        while "Ctrl-C stops" not in told:
            line = child.stdout.readline()
            assert line, told
            told += line
        found = re.search(r"On the board: +(\S+) +code: (\w+)", told)
        password = re.search(r"password: (\S+)", told)
        assert found is not None
        assert password is not None
        return child, found[1], found[2], password[1]

    return begin


@pytest.fixture
def ended() -> Callable[[subprocess.Popen[str], signal.Signals], None]:
    """Return what ends such a process by a signal, and waits until it has gone."""

    def end(child: subprocess.Popen[str], how: signal.Signals) -> None:
        child.send_signal(how)
        child.wait(60)
        assert child.stdout is not None
        child.stdout.close()

    return end
