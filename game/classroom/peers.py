"""Peers: several servers of one class kept in step: each looks when another has written, and says that it is there."""

import asyncio
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from aiohttp import web

from engine.errors import BadSnapshot, Refused
from game.classroom.records import NotKept
from game.classroom.room import Hall, Room, Seat

HEARD = 1.0
"""Seconds after which a server looks though it heard nothing: a word may be lost, and some poolers carry none."""
BEAT = 4.0
"""Seconds between two times that a server says it is there; a third of what it is waited for."""
REST = 0.1
"""Seconds from a look to the next, however much is written: a class of hundreds writes all the time."""


class Peers:
    """What keeps this server in step with the others of its class."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.away = ""
        """Why the records do not answer; empty where they do."""
        self._over = False
        self._pool = ThreadPoolExecutor(1, "peers")
        self._beaten = 0.0

    def add_to(self, app: web.Application) -> None:
        """Begin and end with the application."""
        app.on_startup.append(self._begin)
        app.on_cleanup.append(self._end)

    async def _begin(self, _: web.Application) -> None:
        self._task = asyncio.create_task(self._run())

    async def _end(self, _: web.Application) -> None:
        self._over = True
        await self._task
        with suppress(NotKept):
            self.hall.records.leave(self.hall.record.id, self.hall.server)
        self._pool.shutdown()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._over:
            try:
                news = await loop.run_in_executor(self._pool, self._hear)
                moved = await loop.run_in_executor(self._pool, self._catch_up)
                self._answers()
            except NotKept as no:
                self._away(no.sentence)
                await asyncio.sleep(HEARD)
                continue
            for seat in moved:
                self.hall.moved(seat)
            if news:
                self.hall.changed()
            await asyncio.sleep(REST)

    def _hear(self) -> bool:
        """Wait for others, and take in what they kept; return whether open pages must be told."""
        hall = self.hall
        if time.monotonic() - self._beaten >= BEAT:
            hall.records.beat(hall.record.id, hall.server)
            self._beaten = time.monotonic()
            for seat in list(hall.seats.values()):
                # The records were away when it was opened.
                if seat.here and not seat.record.server:
                    hall.opened_here(seat)
        store = hall.records.store
        heard = store.changed(hall.record.id, HEARD)
        return (heard or store.far or bool(self.away)) and hall.look()

    def _catch_up(self) -> list[Seat]:
        """Bring the plays that are open here to where others have brought them; return those that moved."""
        hall, moved = self.hall, []
        if isinstance(hall, Room):
            for seat in hall.behind():
                try:
                    if hall.catch_up(seat):
                        moved.append(seat)
                    hall.feel(seat)
                except (Refused, BadSnapshot) as no:
                    seat.trouble = str(no)
        return moved

    def _away(self, why: str) -> None:
        if not self.away:
            print(f"The records do not answer: {why} Play goes on as soon as they do.", file=sys.stderr, flush=True)
        self.away = why

    def _answers(self) -> None:
        if self.away:
            print("The records answer again.", file=sys.stderr, flush=True)
        self.away = ""
