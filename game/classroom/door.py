"""The door: what pupils read before they take a seat, taking one with the code, and coming back to it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from engine.errors import Refused
from game.classroom import codes
from game.classroom.guard import LOOKS, Tries
from game.classroom.pages import page
from game.classroom.records import NotKept
from game.classroom.room import Hall, Seat, State
from game.tongue import later

COOKIE = "seat"
DAYS_30 = 30 * 24 * 3600
CODE_TRIES = (20, 120)
"""Wrong codes and seat words that one address, and all together, may try in a minute."""


@dataclass(frozen=True, slots=True)
class About:
    """What pupils are told before they take a seat."""

    title: str
    subtitle: str
    blurb: str
    note: str
    minutes: int
    ages: str
    terminal: bool = True
    """Whether it is played in a terminal within the page, which not every network lets through."""


class Door:
    """How pupils come in."""

    lands = "/seat"
    """Where somebody who has a seat is sent."""

    def __init__(self, hall: Hall, keep_days: int, about: About) -> None:
        self.hall = hall
        self.keep_days = keep_days
        self.about = about
        self.tries = Tries(*CODE_TRIES)
        self.looks = Tries(LOOKS, LOOKS)

    def add_door_to(self, app: web.Application) -> None:
        """Add the routes by which pupils come in."""
        app.middlewares.append(self.looked)
        app.add_routes([web.get("/", self.welcome), web.post("/join", self.join), web.post("/back", self.back)])

    async def left(self, seat: Seat) -> None:
        """Close what a seat has open on the device before."""

    def seat_of(self, request: web.Request) -> Seat | None:
        """Return the seat that the browser's cookie opens."""
        secret = request.cookies.get(COOKIE, "")
        return self.hall.seat_of(secret) if secret else None

    @web.middleware
    async def looked(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Look whether another server has given the browser the seat that its cookie names, where none here has."""
        if request.cookies.get(COOKIE) and self.seat_of(request) is None and not self.looks.too_many(""):
            # A cookie of another class or a made-up one costs a look; so many and no more.
            self.looks.wrong("")
            with suppress(NotKept):
                await asyncio.to_thread(self.hall.look)
        return await handler(request)

    async def welcome(self, request: web.Request, word: str = "", status: int = 200) -> web.Response:
        """Say what this is and what is kept; no seat is taken by looking."""
        return page(
            "welcome", status,
            about=self.about, keep=self.keep_days, word=word, seat=self.seat_of(request), lands=self.lands,
            nickname=self.hall.nickname(), code=codes.typed(request.query.get("code", "")),
            over=self.hall.state is State.STOPPED,
        )  # fmt: skip

    async def join(self, request: web.Request) -> web.StreamResponse:
        """Take a seat with the class's code."""
        form = await request.post()
        if refused := self._refused(request, str(form.get("code", ""))):
            return await self.welcome(request, *refused)
        try:
            _, secret = self.hall.take_seat(str(form.get("nickname", "")), pair="pair" in form)
        except Refused as no:
            return await self.welcome(request, no.sentence, 409)
        return self._seated(secret)

    async def back(self, request: web.Request) -> web.StreamResponse:
        """Come back to a seat from another device, with the class's code and the seat word."""
        form = await request.post()
        if refused := self._refused(request, str(form.get("code", ""))):
            return await self.welcome(request, *refused)
        try:
            if (found := self.hall.seat_by_word(str(form.get("word", "")))) is None:
                await asyncio.to_thread(self.hall.look)
                found = self.hall.seat_by_word(str(form.get("word", "")))
        except NotKept as no:
            return await self.welcome(request, no.sentence, 503)
        if found is None:
            self.tries.wrong(request.remote or "")
            return await self.welcome(request, later("No seat has these three words. They are joined by hyphens."), 403)
        await self.left(found[0])
        return self._seated(found[1])

    def _refused(self, request: web.Request, code: str) -> tuple[str, int] | None:
        who = request.remote or ""
        if self.tries.too_many(who):
            return later("Too many wrong codes were tried. Wait a minute."), 429
        if codes.same(codes.typed(code), self.hall.record.code):
            return None
        self.tries.wrong(who)
        return later("That is not the code of this class. It stands on the board."), 403

    def _seated(self, secret: str) -> web.Response:
        answer = web.Response(status=303, headers={"Location": self.lands})
        answer.set_cookie(COOKIE, secret, max_age=DAYS_30, httponly=True, samesite="Lax")
        return answer
