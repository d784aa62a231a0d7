"""News: lets open pages know that the market has changed, and lets time pass by itself where the teacher wishes it."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

from aiohttp import web

from engine.bazaar.actions import Pass
from engine.errors import Refused
from game.classroom.bazaar.square import Square
from game.classroom.room import State

GATHERED = 0.25
"""Seconds in which changes are gathered before they are sent: thirty orders in a moment make one piece of news."""
BEAT = 15.0
"""Seconds after which something is sent all the same, so that a browser that has gone is noticed."""


class News:
    """Follows a square."""

    def __init__(self, square: Square) -> None:
        self.square = square
        self._loop: asyncio.AbstractEventLoop | None = None
        self._new = asyncio.Event()
        self._over = False
        self._due = 0.0
        """When time passes next, by the monotonic clock; 0: not by itself."""
        self._stood = (-1, -1, -1)
        square.listeners.append(self._changed)

    def add_to(self, app: web.Application) -> None:
        """Begin and end with the application."""
        app.on_startup.append(self._begin)
        app.on_shutdown.append(self._end)

    async def _begin(self, _: web.Application) -> None:
        self._loop = asyncio.get_running_loop()
        self._passing = asyncio.create_task(self._pass())

    async def _end(self, _: web.Application) -> None:
        self._over = True
        self._passing.cancel()
        self._wake()

    def _changed(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._new.set()
        self._new = asyncio.Event()

    async def follow(self) -> AsyncIterator[None]:
        """Yield at once, then whenever something has changed, and now and then."""
        while not self._over:
            new = self._new
            yield
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(new.wait(), BEAT)
                await asyncio.sleep(GATHERED)

    # ---- time

    def left(self) -> int:
        """Return the seconds until time passes by itself; 0 where it does not."""
        return max(1, round(self._due - time.monotonic())) if self._due else 0

    async def _pass(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            state = self.square.market.state
            stands = (state.day, state.wave, state.pace)
            running = self.square.state is State.RUNNING and state.pace and not state.over
            if not running:
                self._due = 0.0
            elif stands != self._stood or not self._due:
                self._due = time.monotonic() + state.pace
                self._changed()
            elif time.monotonic() >= self._due:
                # Where a class has several servers each tries, and the first one's word counts: none is waited for.
                with contextlib.suppress(Refused):
                    await asyncio.to_thread(self.square.do, Pass(), None, stands[:2])
            self._stood = stands
