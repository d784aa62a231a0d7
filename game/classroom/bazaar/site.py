"""The pupils' pages of a market: ordinary forms, which a script makes quicker where there is one."""

import asyncio
import contextlib
import json

from aiohttp import web

from engine.bazaar.actions import Action, Ask, Bid, Cancel, Pledge
from engine.errors import Refused
from game.classroom.bazaar import looking_back
from game.classroom.bazaar.chart import PHONE, chart, marks
from game.classroom.bazaar.news import News
from game.classroom.bazaar.peers import MarketPeers
from game.classroom.bazaar.square import Square
from game.classroom.bazaar.views import common, mine
from game.classroom.door import About, Door
from game.classroom.guard import Bucket, guarded
from game.classroom.pages import page, written
from game.classroom.reading import read_in
from game.classroom.records import NotKept
from game.classroom.reflections import OwnWords
from game.classroom.room import Seat, State
from game.classroom.site import app_assets

PARTS = ("now", "mine", "orders", "book", "chart", "told")
"""Pieces of the page that are sent anew when they have changed; the form one writes in is none of them."""


AT_ONCE, A_SECOND = 40, 4
"""Forms that one seat may send at once, and in each second after."""


class MarketSite(Door):
    """What is asked for by pupils' browsers."""

    lands = "/market"

    def __init__(self, square: Square, keep_days: int, news: News) -> None:
        rules = square.rules
        about = About(
            rules.title, rules.subtitle, rules.about, rules.content_note, rules.minutes, rules.ages, terminal=False
        )
        super().__init__(square, keep_days, about)
        self.square = square
        self.news = news
        self.bucket = Bucket(AT_ONCE, A_SECOND)
        self.streams = 0
        self._open: dict[int, int] = {}
        """Seat -> its pages that are kept fresh here."""
        self._chart = (-1, "")

    def make(self) -> web.Application:
        """Return the application with all the routes of pupils."""
        app = web.Application(middlewares=[read_in(self.square.language), guarded], client_max_size=16_384)
        app.add_routes(
            [
                web.get("/market", self.market),
                web.post("/market", self.deed),
                web.get("/market/effect", self.effect),
                web.get("/market/stream", self.stream),
                web.get("/market/debrief", self.debrief),
                web.static("/files", app_assets()),
            ]
        )
        self.add_door_to(app)
        OwnWords(self, lambda: self.square.rules.questions, "/market/debrief").add_to(app)
        self.news.add_to(app)
        MarketPeers(self.square).add_to(app)
        return app

    def _seat(self, request: web.Request) -> Seat:
        seat = self.seat_of(request)
        if seat is None:
            raise web.HTTPSeeOther("/")
        return seat

    def chart(self) -> str:
        """Return the small chart, drawn once for all after each change."""
        if self._chart[0] != self.square.version:
            self._chart = self.square.version, chart(self.square, PHONE)
        return self._chart[1]

    def values(self, seat: Seat) -> dict[str, object]:
        """Return what the page shows."""
        return {
            "title": self.square.rules.title, "seat": seat, "all": common(self.square, seat.number),
            "own": mine(self.square, seat), "chart": self.chart(), "marks": marks(self.square),
            "pace": self.news.left(),
        }  # fmt: skip

    async def market(self, request: web.Request) -> web.Response:
        """Show the market as it is now."""
        seat = self._seat(request)
        await asyncio.to_thread(self.square.enter, seat.number)
        form: dict[str, object] = {name: request.query.get(name, "")[:12] for name in ("side", "amount", "price")}
        form["hidden"] = "hidden" in request.query
        return page("market", form=form, word="", effect="", **self.values(seat))

    # ---- orders

    async def deed(self, request: web.Request) -> web.StreamResponse:
        """Do what a form asks; a script is answered in a few words, a browser with the page."""
        seat = self._seat(request)
        form = {name: str(value) for name, value in (await request.post()).items()}
        word, effect = "", ""
        try:
            if not self.bucket.lets(seat.number):
                raise Refused("That was very many at once. Wait a moment.")
            action = asked(form, seat.number)
            if form.get("what") == "look":
                effect = self.square.expected(action)
            else:
                at = whole(form.get("at", ""), "The number of the form") if isinstance(action, Bid | Ask) else None
                await asyncio.to_thread(self.square.do, action, at)
        except Refused as no:
            word = no.sentence
        if "by_script" in form:
            said = json.dumps({"word": word, "placed": self.placed(seat), "parts": self.parts(seat)})
            return web.Response(text=said, content_type="application/json", status=409 if word else 200)
        if not word and not effect:
            raise web.HTTPSeeOther("/market")
        kept = {name: form.get(name, "")[:12] for name in ("side", "amount", "price")}
        return page(
            "market", 409 if word else 200, form={**kept, "hidden": "hidden" in form}, word=word, effect=effect,
            **self.values(seat),
        )  # fmt: skip

    async def effect(self, request: web.Request) -> web.Response:
        """Say what an order would do, and do nothing."""
        seat = self._seat(request)
        try:
            said, may = self.square.expected(asked({**request.query, "what": "order"}, seat.number)), True
        except Refused as no:
            said, may = no.sentence, False
        return web.json_response({"said": said, "may": may})

    # ---- what is new

    def placed(self, seat: Seat) -> int:
        """Return how many orders a seat has placed."""
        return self.square.chronicle.placed.get(seat.number, 0)

    def parts(self, seat: Seat) -> dict[str, str]:
        """Return the pieces of the page that change, written."""
        values = self.values(seat)
        return {name: written(f"market_{name}", **values) for name in PARTS}

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send the pieces that have changed, as server-sent events."""
        seat = self._seat(request)
        if self.streams >= 2 * self.square.record.seats + 20:
            raise web.HTTPServiceUnavailable(text="Too many pages are open. Close those you do not need.")
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await answer.prepare(request)
        before: dict[str, str] = {}
        self.streams += 1
        await self._came(seat)
        try:
            with contextlib.suppress(ConnectionError):
                async for _ in self.news.follow():
                    now = self.parts(seat)
                    new = {name: text for name, text in now.items() if before.get(name) != text}
                    before = now
                    told = json.dumps({"placed": self.placed(seat), "parts": new})
                    await answer.write(f"data: {told}\n\n".encode())
        finally:
            self.streams -= 1
            await self._went(seat)
        return answer

    async def _came(self, seat: Seat) -> None:
        """Take in that a page of a seat is open, and let other servers know."""
        self._open[seat.number] = self._open.get(seat.number, 0) + 1
        if not seat.here:
            seat.here = True
            self.square.changed()
            # Said again with the next beat where the records are away.
            with contextlib.suppress(NotKept):
                await asyncio.to_thread(self.square.opened_here, seat)

    async def _went(self, seat: Seat) -> None:
        """Take in that a page of a seat was shut; it is gone with the last one."""
        self._open[seat.number] -= 1
        if not self._open[seat.number]:
            seat.here = False
            self.square.changed()
            with contextlib.suppress(NotKept):
                await asyncio.to_thread(self.square.shut_here, seat)

    async def debrief(self, request: web.Request) -> web.Response:
        """Show what became of the market, once it is over."""
        seat = self._seat(request)
        if not (self.square.market.state.over or self.square.state is State.STOPPED):
            raise web.HTTPSeeOther("/market")
        text = await asyncio.to_thread(looking_back.page_of, self.square, seat.number)
        return web.Response(text=text, content_type="text/html")


def asked(form: dict[str, str], seat: int) -> Action:
    """Return the action that a form asks for; raise `Refused` with the sentence where it asks for none."""
    what = form.get("what", "")
    if what == "cancel":
        return Cancel(seat, whole(form.get("order", ""), "The order"))
    if what == "join":
        return Pledge(seat)
    if what not in ("order", "look") or form.get("side") not in ("buy", "sell"):
        raise Refused("Say whether you buy or sell.")
    amount, price = whole(form.get("amount", ""), "The amount"), whole(form.get("price", ""), "The price")
    kind = Bid if form["side"] == "buy" else Ask
    return kind(seat, price, amount, "hidden" in form)


def whole(text: str, what: str) -> int:
    """Return a whole number that somebody typed; raise `Refused` where it is none."""
    digits = text.strip().replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9:
        raise Refused(f"{what} is a whole number, such as 5.")
    return int(digits)
