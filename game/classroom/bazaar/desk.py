"""The teacher's desk of a market: the book, what was paid, who holds back, what may befall; begin, rest, end."""

import asyncio
import contextlib
import json
from collections.abc import Callable

from aiohttp import web

from engine.bazaar.actions import Action, Call, Cap, Pace, Pass, Strike
from engine.errors import Refused
from game.classroom.bazaar import looking_back, sheets
from game.classroom.bazaar.chart import DESK, WALL, Size, chart
from game.classroom.bazaar.news import News
from game.classroom.bazaar.site import whole
from game.classroom.bazaar.square import Square
from game.classroom.bazaar.views import common, supply
from game.classroom.gate import Gate
from game.classroom.pages import page, qr_drawing, written
from game.classroom.records import NotKept
from game.classroom.reflections import read_page
from game.classroom.room import Seat, State

DEEDS = {"start": State.RUNNING, "pause": State.PAUSED, "resume": State.RUNNING, "stop": State.STOPPED}
PARTS = ("now", "market", "levers", "seats")
CSV = "text/csv"


class MarketDesk(Gate):
    """What is asked for by the teacher's browser."""

    def __init__(self, square: Square, news: News, password: str, address: str) -> None:
        super().__init__(square, password)
        self.square = square
        self.news = news
        self.address = address

    def add_to(self, app: web.Application) -> None:
        """Add the routes of the teacher."""
        app.add_routes(
            [
                web.get("/teacher", self.desk),
                web.post("/teacher/in", self.come_in),
                web.post("/teacher/do", self.do),
                web.get("/teacher/stream", self.stream),
                web.get("/teacher/wall", self.wall),
                web.get("/teacher/wall/stream", self.wall_stream),
                web.get("/teacher/together", self.together),
                web.get("/teacher/words", self.words),
                web.get("/teacher/sheets/{name}", self.sheet),
            ]
        )

    # ---- what is shown

    def values(self, size: Size = DESK) -> dict[str, object]:
        """Return what the desk shows, with a chart of some size."""
        square = self.square
        return {
            "title": square.rules.title, "all": common(square), "supply": supply(square), "rules": square.rules,
            "chart": chart(square, size), "pace": self.news.left(), "taken": len(square.seats),
            "seats": square.record.seats, "rows": [row(square, seat) for seat in square.seats.values()],
            "shocks": square.market.state.shocks, "set_pace": square.market.state.pace, "closed": square.chronicle.days,
        }  # fmt: skip

    def parts(self) -> dict[str, str]:
        """Return the pieces of the desk that change, written."""
        values = self.values()
        return {name: written(f"market_desk_{name}", **values) for name in PARTS}

    async def desk(self, request: web.Request, word: str = "", status: int = 200) -> web.Response:
        """Show the desk, or ask for the password."""
        if not self.known(request):
            return page("teacher_in", status, title=self.square.rules.title, word=word)
        return page(
            "market_desk", status, address=self.address, code=self.square.record.code, word=word,
            words=[(seat.nickname, seat.record.word) for seat in self.square.seats.values()], **self.values(),
        )  # fmt: skip

    async def do(self, request: web.Request) -> web.StreamResponse:
        """Begin, rest, go on, end; let time pass; let something befall the market; say something."""
        self._must_know(request)
        form = {name: str(value) for name, value in (await request.post()).items()}
        what, word = form.get("what", ""), ""
        try:
            if what in DEEDS:
                self.square.set_state(DEEDS[what])
            elif what == "say" and (text := " ".join(form.get("text", "").split())):
                self.square.tell(text)
            elif what == "night":
                await asyncio.to_thread(self.square.night, stood(form))
            elif (action := lever(what, form)) is not None:
                await asyncio.to_thread(self.square.do, action, None, stood(form) if what == "pass" else None)
        except (Refused, NotKept) as no:
            word = str(no)
        if "by_script" in form:
            return web.json_response({"word": word, "parts": self.parts()}, status=409 if word else 200)
        if word:
            return await self.desk(request, word, 409)
        raise web.HTTPSeeOther("/teacher")

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send the pieces of the desk that have changed."""
        self._must_know(request)
        return await self._stream(request, self.parts)

    async def wall(self, request: web.Request) -> web.Response:
        """Show what the class is to see on the projector; no nicknames."""
        self._must_know(request)
        code = self.square.record.code
        return page(
            "market_wall", address=self.address, code=code, qr=qr_drawing(f"{self.address}/?code={code}"),
            **self.values(WALL),
        )  # fmt: skip

    async def wall_stream(self, request: web.Request) -> web.StreamResponse:
        """Send what changes on the projector."""
        self._must_know(request)
        return await self._stream(request, lambda: {"wall": written("market_wall_now", **self.values(WALL))})

    async def _stream(self, request: web.Request, parts: Callable[[], dict[str, str]]) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await answer.prepare(request)
        before: dict[str, str] = {}
        with contextlib.suppress(ConnectionError):
            async for _ in self.news.follow():
                now = parts()
                new = {name: text for name, text in now.items() if before.get(name) != text}
                before = now
                await answer.write(f"data: {json.dumps({'parts': new})}\n\n".encode())
        return answer

    async def together(self, request: web.Request) -> web.Response:
        """Show what became of the market, for the projector; no nicknames."""
        self._must_know(request)
        text = await asyncio.to_thread(looking_back.page_of, self.square)
        return web.Response(text=text, content_type="text/html")

    async def words(self, request: web.Request) -> web.Response:
        """Show what pupils wrote in their own words."""
        self._must_know(request)
        return await asyncio.to_thread(read_page, self.square, self.square.rules.title)

    async def sheet(self, request: web.Request) -> web.Response:
        """Give what the market left, to be kept."""
        self._must_know(request)
        name = request.match_info["name"]
        if name not in sheets.MADE:
            raise web.HTTPNotFound
        make, kind = sheets.MADE[name]
        content = await asyncio.to_thread(make, self.square)
        stem = f"{self.square.rules.id}-{self.square.record.id}"
        return web.Response(
            body=content.encode("utf-8-sig" if kind == CSV else "utf-8"), content_type=kind,
            headers={"Content-Disposition": f'attachment; filename="{stem}-{name}"'},
        )  # fmt: skip


def stood(form: dict[str, str]) -> tuple[int, int] | None:
    """Return the day and hour that the page showed when time was to pass; None where a form does not say."""
    day, _, hour = form.get("stood", "").partition(".")
    return (int(day), int(hour)) if day.isdecimal() and hour.isdecimal() and len(day + hour) < 8 else None


def lever(what: str, form: dict[str, str]) -> Action | None:
    """Return what the teacher lets happen; None where a form asks for nothing."""
    match what:
        case "pass":
            return Pass()
        case "cap":
            return Cap(whole(form.get("price", ""), "The ceiling"))
        case "lift":
            return Cap(0)
        case "call":
            return Call(whole(form.get("price", ""), "The price"))
        case "uncall":
            return Call(0)
        case "pace":
            return Pace(whole(form.get("seconds", ""), "The pace"))
        case "strike" | "unstrike":
            return Strike(form.get("shock", "")[:40], what == "strike")
    return None


def row(square: Square, seat: Seat) -> dict[str, object]:
    """Return a seat as the teacher's table shows it."""
    state = square.market.state
    has, tied, trader = state.has(seat.number), state.tied(seat.number), state.traders.get(seat.number)
    return {
        "number": seat.number, "nickname": seat.nickname, "here": seat.here or seat.there,
        "role": square.rules.role_of(seat.number).name, "cash": has.cash, "grain": has.grain, "offered": tied.grain,
        "sold": trader.sold if trader else 0, "bought": trader.bought if trader else 0,
        "short": trader.short if trader else 0, "placed": square.chronicle.placed.get(seat.number, 0),
    }  # fmt: skip
