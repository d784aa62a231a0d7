"""A market on this machine, and pupils who are plain clients."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from engine.bazaar.rules import Rules
from game.classroom import peers
from game.classroom.bazaar.command import application
from game.classroom.bazaar.square import Square
from game.classroom.room import State
from story import bazaar

PASSWORD = "linen-mountain-onion-cabbage-ivory"


@pytest.fixture
def mode() -> tuple[str, ...]:
    return ("--market",)


@pytest.fixture(scope="session")
def rules() -> Rules:
    found = bazaar.load(bazaar.find("hyesan_rice")).rules
    assert found is not None
    return found


@pytest.fixture
def square(records: Any, rules: Rules) -> Square:
    return Square.opened(records, rules, 7, 40)


@pytest.fixture
def market_on(square: Square) -> Square:
    square.set_state(State.RUNNING)
    return square


class Stall:
    """A market that is served, with pupils and a teacher."""

    def __init__(self, square: Square, address: str, client: Any) -> None:
        self.square = square
        self.address = address
        self.client = client
        self.clients: list[Any] = []

    async def stranger(self) -> Any:
        self.clients.append(self.client(self.address))
        return self.clients[-1]

    async def pupil(self) -> Any:
        pupil = await self.stranger()
        status, text = await pupil.post("/join", code=self.square.record.code, nickname="")
        assert status == 200, text
        return pupil

    async def teacher(self) -> Any:
        teacher = await self.stranger()
        status, text = await teacher.post("/teacher/in", password=PASSWORD)
        assert status == 200, text
        return teacher


@pytest.fixture
def stall(client: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what serves a market."""

    # A market waits for the look of its server at its end; what is promised is tried in test_market_peers.py.
    monkeypatch.setattr(peers, "HEARD", 0.2)

    @asynccontextmanager
    async def serve(square: Square) -> AsyncIterator[Stall]:
        server = TestServer(application(square, 30, PASSWORD, "http://laptop"))
        await server.start_server(shutdown_timeout=1)
        made = Stall(square, str(server.make_url("")).rstrip("/"), client)
        try:
            yield made
        finally:
            for one in made.clients:
                await one.http.close()
            await server.close()

    return serve


@pytest.fixture
async def market(market_on: Square, stall: Any) -> AsyncIterator[Stall]:
    async with stall(market_on) as found:
        yield found
