"""The teacher's desk: who is there, how it stands with each, what the class chose; begin, rest, end, say something."""

import asyncio
import contextlib
import json
from dataclasses import asdict

from aiohttp import web

from engine.errors import BadSnapshot, Refused
from game import pack
from game.classroom import sheets
from game.classroom.gate import Gate
from game.classroom.guard import number
from game.classroom.leading import Leading
from game.classroom.monitor import Monitor
from game.classroom.pages import page, qr_drawing
from game.classroom.reading import shown
from game.classroom.records import NotKept
from game.classroom.reflections import read_page
from game.classroom.room import Room, Seat, State
from game.classroom.serving import Serving
from game.tongue import tr

PACED = 3.0
"""Seconds between two times that seats which were handed over are played on."""
LOOKED = 1.0
"""Seconds between two looks at the seats."""
DEEDS = {"start": State.RUNNING, "pause": State.PAUSED, "resume": State.RUNNING, "stop": State.STOPPED}
SEATS = ("move", "hand", "back")
"""What is done with one seat."""
CSV = "text/csv"


class Desk(Gate):
    """What is asked for by the teacher's browser."""

    def __init__(self, room: Room, serving: Serving, password: str, address: str) -> None:
        super().__init__(room, password)
        self.room = room
        self.serving = serving
        self.address = address
        self.monitor = Monitor(room)
        self.leading = Leading(room)
        self._over = asyncio.Event()

    def add_to(self, app: web.Application) -> None:
        """Add the routes of the teacher."""
        app.middlewares.append(self.looked)
        app.add_routes(
            [
                web.get("/teacher", self.desk),
                web.post("/teacher/in", self.come_in),
                web.post("/teacher/do", self.do),
                web.get("/teacher/stream", self.stream),
                web.get("/teacher/wall", self.wall),
                web.get("/teacher/pack", self.pack),
                web.get("/teacher/together", self.together),
                web.get("/teacher/words", self.words),
                web.get("/teacher/sheets/{name}", self.sheet),
            ]
        )
        app.on_startup.append(self._begin)
        app.on_shutdown.append(self._end)

    async def _begin(self, _: web.Application) -> None:
        self._pacing = asyncio.create_task(self._pace())

    async def _pace(self) -> None:
        """Play the seats that were handed over to where the others are, again and again."""
        while not self._over.is_set():
            for seat in await asyncio.to_thread(self.leading.keep_pace):
                self.serving.show_anew(seat)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), PACED)

    async def _end(self, _: web.Application) -> None:
        self._over.set()
        await self._pacing

    async def desk(self, request: web.Request, word: str = "", status: int = 200) -> web.Response:
        """Show the desk, or ask for the password."""
        title = self.room.story.scenario.title
        if not self.known(request):
            return page("teacher_in", status, title=title, word=word)
        return page(
            "teacher", status, title=title, address=self.address, code=self.room.record.code, room=self.room, word=word,
            levers=list(self.room.story.scenario.levers.values()), lasts=self.room.story.scenario.lasts,
        )  # fmt: skip

    async def do(self, request: web.Request) -> web.StreamResponse:
        """Begin, rest, go on, end; say something; let something happen; play on for a seat."""
        self._must_know(request)
        form = {name: str(value) for name, value in (await request.post()).items()}
        what = form.get("what", "")
        try:
            if what in DEEDS:
                self.room.set_state(DEEDS[what])
            elif what == "say" and (text := " ".join(form.get("text", "").split())):
                self.room.tell(text, number(form.get("to")))
            elif what == "pull":
                await asyncio.to_thread(self.leading.pull, form.get("lever", ""), number(form.get("day")))
            elif what in SEATS and (seat := self.room.seats.get(number(form.get("seat")))) is not None:
                await self._with(seat, what, number(form.get("day")))
        except (Refused, NotKept, BadSnapshot) as no:
            return await self.desk(request, _said(no), 409)
        raise web.HTTPSeeOther("/teacher")

    async def _with(self, seat: Seat, what: str, day: int) -> None:
        """Do something with one seat."""
        if what == "hand":
            await asyncio.to_thread(self.leading.hand_over, seat)
        elif what == "back":
            self.room.hand(seat, "")
        else:
            came = await asyncio.to_thread(self.leading.move_on, seat, day)
            self.room.tell(tr("You were moved on: it is day {day} now.", day=came), seat.number)
            self.serving.show_anew(seat)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send how things stand whenever they have changed, as server-sent events."""
        self._must_know(request)
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await answer.prepare(request)
        before = ""
        with contextlib.suppress(ConnectionError):
            for beat in range(10**9):
                text = await asyncio.to_thread(self._news)
                # Something now and then, so that a browser that has gone is noticed.
                if text != before or beat % 15 == 0:
                    await answer.write(f"data: {text}\n\n".encode())
                    before = text
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._over.wait(), LOOKED)
                    break
        return answer

    def _news(self) -> str:
        return json.dumps(
            {
                "state": self.room.state.value,
                "taken": len(self.room.seats),
                "seats": self.room.record.seats,
                "earliest": self.leading.earliest(),
                "pulled": [[self._lever(one.lever), one.day] for one in self.room.pulled],
                "rows": [asdict(row) for row in self.monitor.rows()],
                "decisions": [asdict(one) for one in self.monitor.decisions()],
            }
        )

    def _lever(self, name: str) -> str:
        lever = self.room.story.scenario.levers.get(name)
        return lever.name if lever is not None else name

    async def wall(self, request: web.Request) -> web.Response:
        """Show what the class is to see on the projector: how to come in, and what was chosen; no nicknames."""
        self._must_know(request)
        code, title = self.room.record.code, self.room.story.scenario.title
        return page("wall", title=title, address=self.address, code=code, qr=qr_drawing(f"{self.address}/?code={code}"))

    async def together(self, request: web.Request) -> web.Response:
        """Show what the class's own plays show, for the projector; no nicknames."""
        self._must_know(request)
        return web.Response(text=await asyncio.to_thread(sheets.looking_back, self.room), content_type="text/html")

    async def words(self, request: web.Request) -> web.Response:
        """Show what pupils wrote in their own words."""
        self._must_know(request)
        return await asyncio.to_thread(read_page, self.room, self.room.story.scenario.title)

    async def pack(self, request: web.Request) -> web.Response:
        """Show the chapter's lesson as a page to print."""
        self._must_know(request)
        text = await asyncio.to_thread(pack.html, self.room.story.scenario)
        return web.Response(text=text, content_type="text/html")

    async def sheet(self, request: web.Request) -> web.Response:
        """Give what the class left, to be kept."""
        self._must_know(request)
        made = {
            "seats.csv": (sheets.wide, CSV),
            "actions.csv": (sheets.long, CSV),
            "journals.zip": (sheets.journals, "application/zip"),
            "debrief.html": (sheets.looking_back, "text/html"),
        }
        name = request.match_info["name"]
        if name not in made:
            raise web.HTTPNotFound
        make, kind = made[name]
        content = await asyncio.to_thread(make, self.room)
        body = content.encode("utf-8-sig") if isinstance(content, str) else content
        stem = f"{self.room.record.scenario}-{self.room.record.id}"
        return web.Response(
            body=body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{stem}-{name}"'}
        )


def _said(no: Refused | NotKept | BadSnapshot) -> str:
    return shown(no.sentence if isinstance(no, Refused | NotKept) else str(no))
