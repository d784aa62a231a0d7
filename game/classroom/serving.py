"""Serving: the apps of all seats in one loop, each behind a websocket in the protocol of Textual's web page."""

import asyncio
import contextlib
import ctypes
import gc
import json
import sys
import time

from aiohttp import WSMsgType, web

from game.classroom.driver import SocketDriver, Wire
from game.classroom.records import NotKept
from game.classroom.room import Room, Seat
from game.classroom.seat_app import SeatApp
from game.play import Play

TAKEN_OVER, AGAIN, FULL = 4001, 4002, 4003
"""Why a socket was closed: the seat was opened elsewhere; the page should come back; too many are open."""
LONGEST = 16_384
"""Bytes of one message of a page."""
PASTED = 2_000
"""Characters taken from one message; nothing in the game asks for more."""
AT_ONCE, A_SECOND = 120.0, 40.0
"""Messages that a page may send at once, and in each second after; then it waits, and nobody else does."""
SETTLED = 8.0
"""Seconds after the last seat was opened or closed before the collector looks at everything, or at nothing."""


def give_back() -> None:
    """Give the system back what apps that have gone had; the C library of Linux keeps it for later unless told."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)


class Collector:
    """When Python looks for what is no longer used: with thirty apps alive a full look stalls all for half a second.

    Live apps are set aside (frozen) once they are built; only after seats have closed is everything looked at.
    """

    def __init__(self) -> None:
        self._before = gc.get_threshold()
        self._due: asyncio.TimerHandle | None = None
        self._closed = 0
        gc.collect()
        gc.freeze()
        gc.set_threshold(2_000, 20, 1_000_000)

    def opened(self) -> None:
        """A seat was opened."""
        self._later()

    def closed(self) -> None:
        """A seat was closed."""
        self._closed += 1
        self._later()

    def _later(self) -> None:
        if self._due is not None:
            self._due.cancel()
        self._due = asyncio.get_running_loop().call_later(SETTLED, self._settle)

    def _settle(self) -> None:
        self._due = None
        if self._closed:
            self._closed = 0
            gc.unfreeze()
            gc.collect()
            give_back()
        gc.freeze()

    def end(self) -> None:
        """Leave the collector as it was found."""
        if self._due is not None:
            self._due.cancel()
        gc.unfreeze()
        gc.set_threshold(*self._before)


class Pace:
    """Lets so many messages through at once and so many a second."""

    def __init__(self) -> None:
        self._left = AT_ONCE
        self._at = time.monotonic()

    async def wait(self) -> None:
        """Wait until one more is let through."""
        now = time.monotonic()
        self._left = min(AT_ONCE, self._left + (now - self._at) * A_SECOND)
        self._at = now
        self._left -= 1
        if self._left < 0:
            await asyncio.sleep(-self._left / A_SECOND)


class Link:
    """One page of a seat, open now: its app and its socket."""

    def __init__(self, seat: Seat, app: SeatApp, socket: web.WebSocketResponse) -> None:
        self.seat = seat
        self.app = app
        self.socket = socket
        self.ended = asyncio.Event()
        self.why = AGAIN
        self.token = seat.record.token

    async def run(self, size: tuple[int, int]) -> None:
        """Run the app until the page goes or the app ends."""
        running = asyncio.create_task(self.app.run_async(size=size))
        tasks = {running, asyncio.create_task(self._write()), asyncio.create_task(self._read())}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.app.leave()
            _, late = await asyncio.wait({running}, timeout=5)
            for task in (tasks - {running}) | late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if self.app._exception is not None and not self.app.leaving:
                # What its play held may be amiss; the records are not.
                self.app.room.drop(self.seat)
            self.ended.set()
            with contextlib.suppress(ConnectionError):
                await self.socket.close(code=self.why)

    async def _write(self) -> None:
        wire = self.app.wire
        with contextlib.suppress(ConnectionError):
            while wire.open:
                await self.socket.send_bytes(await wire.next())
                for message in wire.messages():
                    await self.socket.send_str(message)

    async def _read(self) -> None:
        pace = Pace()
        async for message in self.socket:
            if message.type != WSMsgType.TEXT:
                continue
            await pace.wait()
            try:
                kind, *rest = json.loads(message.data)
                await self._take(kind, rest)
            except (ValueError, TypeError, KeyError, IndexError, RecursionError):
                continue

    async def _take(self, kind: str, rest: list[object]) -> None:
        driver = self.app._driver
        if kind == "ping":
            await self.socket.send_json(["pong", str(rest[0])[:40]])
        elif isinstance(driver, SocketDriver):
            if kind == "stdin":
                driver.typed(str(rest[0])[:PASTED])
            elif kind == "resize" and isinstance(size := rest[0], dict):
                driver.resized(int(size["width"]), int(size["height"]))


class Serving:
    """All pages that are open."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.links: dict[int, Link] = {}
        self.collector = Collector()
        self._doors: dict[int, asyncio.Lock] = {}
        self._last: dict[int, web.WebSocketResponse] = {}
        """Seat -> the socket that was opened last for it."""
        self._loop: asyncio.AbstractEventLoop | None = None
        room.listeners.append(self.follow)
        room.movers.append(self.follow_move)

    def follow(self) -> None:
        """Have every app take in what the teacher did, each in its own turn; close those opened elsewhere since."""
        for link in self.links.values():
            if link.seat.there or link.seat.record.token != link.token:
                link.why = TAKEN_OVER
                link.app.leave()
            else:
                link.app.call_later(link.app.follow)

    def follow_move(self, seat: Seat) -> None:
        """Show a seat anew from whichever thread it was played on in."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.show_anew, seat)

    def show_anew(self, seat: Seat) -> None:
        """Have the page of a seat, where one is open, show where its play stands."""
        link = self.links.get(seat.number)
        if link is not None:
            link.app.call_later(link.app.follow)

    async def close(self, seat: Seat, why: int = TAKEN_OVER) -> None:
        """Close the page of a seat where one is open, and wait until its app has ended."""
        link = self.links.get(seat.number)
        if link is not None:
            link.why = why
            link.app.leave()
            await link.ended.wait()

    async def page(self, seat: Seat, socket: web.WebSocketResponse, size: tuple[int, int]) -> None:
        """Show a seat on a page until it goes; a page that had it before is closed."""
        self._last[seat.number] = socket
        async with self._doors.setdefault(seat.number, asyncio.Lock()):
            if self._last.get(seat.number) is not socket:
                # One browser that opens fifty at once is to cost everybody one app, not fifty.
                await socket.close(code=TAKEN_OVER)
                return
            await self.close(seat)
            self._loop = asyncio.get_running_loop()
            play: Play = await asyncio.to_thread(self._taken_up, seat)
            app = SeatApp(self.room, seat, play, Wire())
            link = self.links[seat.number] = Link(seat, app, socket)
        seat.here = True
        seat.version += 1
        self.collector.opened()
        try:
            await link.run(size)
        finally:
            if self.links.get(seat.number) is link:
                del self.links[seat.number]
                seat.here = False
            if self._last.get(seat.number) is socket:
                del self._last[seat.number]
            seat.version += 1
            self.collector.closed()
            if not seat.here:
                with contextlib.suppress(NotKept):
                    await asyncio.to_thread(self.room.shut_here, seat)

    def _taken_up(self, seat: Seat) -> Play:
        """Return the play of a seat as the records have it, now open here."""
        self.room.take_up(seat)
        self.room.came_back(seat)
        with contextlib.suppress(NotKept):
            # Said again with the next beat where the records are away.
            self.room.opened_here(seat)
        return self.room.play_of(seat)

    async def end(self) -> None:
        """Close all pages."""
        await asyncio.gather(*(self.close(link.seat, AGAIN) for link in list(self.links.values())))
        self.collector.end()
