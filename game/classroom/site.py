"""The site that pupils open: welcome, check, coming back, the game in the browser, and the game by hand."""

import asyncio
import contextlib
import json
from importlib.resources import as_file, files

from aiohttp import WSMsgType, web

from engine.errors import BadSnapshot, Refused
from game import export
from game.classroom.by_hand import ByHand
from game.classroom.door import About, Door
from game.classroom.guard import guarded, number, own_origin
from game.classroom.pages import front_end, page
from game.classroom.pair import ASKED, big
from game.classroom.peers import Peers
from game.classroom.reading import read_in, shown
from game.classroom.records import NotKept
from game.classroom.reflections import OwnWords, kept
from game.classroom.room import Away, Room, Seat
from game.classroom.serving import AGAIN, FULL, Serving
from game.debrief import debrief
from game.tongue import tr


class Site(Door):
    """What is asked for by pupils' browsers."""

    def __init__(self, room: Room, keep_days: int) -> None:
        told = room.story.scenario
        about = About(told.title, told.subtitle, told.blurb, told.content_note, told.minutes, told.ages)
        super().__init__(room, keep_days, about)
        self.room = room
        self.serving = Serving(room)
        self.by_hand = ByHand(room)
        self.sockets = 0

    def make(self) -> web.Application:
        """Return the application with all the routes of pupils."""
        app = web.Application(middlewares=[read_in(self.room.language), guarded], client_max_size=16_384)
        assets = app_assets()
        app.add_routes(
            [
                web.get("/seat", self.seat),
                web.get("/ws", self.socket),
                web.get("/plain", self.plain),
                web.post("/plain", self.plain_deed),
                web.get("/debrief", self.debrief),
                web.get("/check", self.check),
                web.get("/check/ws", self.check_socket),
                web.get("/alive", self.alive),
                web.static("/serve", front_end()),
                web.static("/files", assets),
            ]
        )
        self.add_door_to(app)
        OwnWords(self, lambda: self.room.story.scenario.lesson.questions, "/debrief").add_to(app)
        Peers(self.room).add_to(app)
        app.on_shutdown.append(self._end)
        return app

    async def _end(self, _: web.Application) -> None:
        await self.serving.end()

    async def left(self, seat: Seat) -> None:
        """Close the game that a seat has open."""
        await self.serving.close(seat)

    # ---- the game in the browser

    async def seat(self, request: web.Request) -> web.Response:
        """Show the game in Textual's own terminal for browsers."""
        seat = self.seat_of(request)
        if seat is None:
            raise web.HTTPSeeOther("/")
        return page("seat", title=self.room.story.scenario.title, seat=seat)

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """Play a seat over a websocket, opened by our own page only."""
        seat = self.seat_of(request)
        if seat is None or not own_origin(request) or "Origin" not in request.headers:
            raise web.HTTPForbidden(text=tr("There is no seat for this browser."))
        socket = web.WebSocketResponse(heartbeat=20, timeout=2, max_msg_size=16_384, compress=False)
        await socket.prepare(request)
        if self.sockets >= 2 * self.room.record.seats + 20:
            await socket.close(code=FULL)
            return socket
        self.sockets += 1
        try:
            size = number(request.query.get("width"), 80), number(request.query.get("height"), 24)
            await self.serving.page(seat, socket, size)
        except (Away, NotKept):
            # The page asks again until the records are back.
            await socket.close(code=AGAIN)
        except (Refused, BadSnapshot) as no:
            seat.trouble = no.sentence if isinstance(no, Refused) else str(no)
            await socket.close(code=FULL)
        finally:
            self.sockets -= 1
        return socket

    async def debrief(self, request: web.Request) -> web.Response:
        """Show the debrief of one's own play as a page to read, print or keep."""
        seat = self.seat_of(request)
        if seat is None:
            raise web.HTTPSeeOther("/")

        def made(of: Seat) -> str:
            wrote = None
            with contextlib.suppress(NotKept):
                wrote = kept(self.room.records, self.room.record.id).get(of.number)
            return export.html(debrief(self.room.play_of(of).session), wrote.text if wrote is not None else "")

        return web.Response(text=await asyncio.to_thread(made, seat), content_type="text/html")

    # ---- the game by hand

    async def plain(self, request: web.Request) -> web.Response:
        """Show the play as a page of forms."""
        seat = self.seat_of(request)
        if seat is None:
            raise web.HTTPSeeOther("/")
        await self.serving.close(seat)
        try:
            await asyncio.to_thread(self.room.take_up, seat)
            await asyncio.to_thread(self.room.came_back, seat)
            player = await asyncio.to_thread(self.by_hand.player, seat)
        except (Away, NotKept) as no:
            raise web.HTTPServiceUnavailable(text=shown(str(no))) from no
        except (Refused, BadSnapshot) as no:
            seat.trouble = str(no)
            raise web.HTTPConflict(text=tr("This seat cannot be taken up: the chapter has been changed.")) from no
        return page(
            "plain", title=self.room.story.scenario.title, seat=seat, lines=list(player.lines),
            options=self.by_hand.options(seat), at=self.by_hand.at(seat), asked=self._asked(seat),
            status=player.play.status, state=self.room.state.value, ended=player.play.ended,
        )  # fmt: skip

    def _asked(self, seat: Seat) -> str:
        """Return what two at one screen are asked to do before they choose; empty where nothing is."""
        return ASKED if seat.record.pair and big(self.room.play_of(seat)) else ""

    async def plain_deed(self, request: web.Request) -> web.Response:
        """Do what a form of the plain page asks, and show the page anew."""
        seat = self.seat_of(request)
        if seat is None:
            raise web.HTTPSeeOther("/")
        form = await request.post()
        await self.serving.close(seat)
        line, at = str(form.get("line", "")), number(str(form.get("at", "")), -1)
        if line.strip():
            await asyncio.to_thread(self.by_hand.hear, seat, line, at)
        raise web.HTTPSeeOther("/plain#end")

    # ---- whether it will work here

    async def check(self, request: web.Request) -> web.Response:
        """Show whether this browser and this network can play, and how."""
        return page("check")

    async def check_socket(self, request: web.Request) -> web.WebSocketResponse:
        """Answer one message of the check page."""
        if not own_origin(request):
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(max_msg_size=200)
        await socket.prepare(request)
        with contextlib.suppress(asyncio.TimeoutError):
            message = await asyncio.wait_for(socket.receive(), 5)
            if message.type is WSMsgType.TEXT:
                await socket.send_str(message.data)
        await socket.close()
        return socket

    async def alive(self, request: web.Request) -> web.Response:
        """Answer, so that a page that was cut off knows when to come back."""
        seat = self.seat_of(request)
        trouble = seat.trouble if seat is not None else ""
        return web.Response(text=json.dumps({"seat": seat is not None, "trouble": trouble}), content_type="text/json")


def app_assets() -> str:
    """Return the folder of scripts and styles of the class."""
    with as_file(files("assets") / "classroom" / "files") as folder:
        return str(folder)
