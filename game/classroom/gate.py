"""The gate: the teacher's password, which stands where the class was started, and the cookie it gives."""

import asyncio
from contextlib import suppress

from aiohttp import web
from aiohttp.typedefs import Handler

from game.classroom import codes
from game.classroom.guard import LOOKS, Tries
from game.classroom.records import NotKept
from game.classroom.room import Hall
from game.tongue import later, tr

COOKIE = "teacher"
DAY = 24 * 3600
PASSWORD_TRIES = (6, 20)
"""Wrong passwords that one address, and all together, may try in a minute."""


class Gate:
    """What stands before the teacher's pages."""

    def __init__(self, hall: Hall, password: str) -> None:
        self.hall = hall
        self.tries = Tries(*PASSWORD_TRIES)
        self.looks = Tries(LOOKS, LOOKS)
        if password:
            hall.records.set_password(hall.record.id, codes.sealed(codes.typed(password)))
            hall.look()
        self._known = hall.records.teachers(hall.record.id)

    def known(self, request: web.Request) -> bool:
        """Return whether this browser gave the password."""
        secret = request.cookies.get(COOKIE, "")
        return bool(secret) and codes.hashed(secret) in self._known

    @web.middleware
    async def looked(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Look whether this browser gave the password to another server of the class."""
        if request.cookies.get(COOKIE) and not self.known(request) and not self.looks.too_many(""):
            self.looks.wrong("")
            with suppress(NotKept):
                self._known = await asyncio.to_thread(self.hall.records.teachers, self.hall.record.id)
        return await handler(request)

    def _must_know(self, request: web.Request) -> None:
        if not self.known(request):
            raise web.HTTPForbidden(text=tr("This is the teacher's page. Open /teacher and give the password."))

    async def desk(self, request: web.Request, word: str = "", status: int = 200) -> web.Response:
        """Show the desk, or ask for the password."""
        raise NotImplementedError

    async def come_in(self, request: web.Request) -> web.StreamResponse:
        """Take the password."""
        who = request.remote or ""
        if self.tries.too_many(who):
            return await self.desk(request, later("Too many wrong passwords were tried. Wait a minute."), 429)
        form = await request.post()
        said = codes.typed(str(form.get("password", "")))
        if not await asyncio.to_thread(codes.opens, said, self.hall.record.password):
            self.tries.wrong(who)
            return await self.desk(
                request, later("That is not the password. It stands where the class was started."), 403
            )
        secret = codes.token()
        try:
            self.hall.records.let_in(self.hall.record.id, codes.hashed(secret))
        except NotKept as no:
            return await self.desk(request, no.sentence, 503)
        self._known.add(codes.hashed(secret))
        answer = web.Response(status=303, headers={"Location": "/teacher"})
        answer.set_cookie(COOKIE, secret, max_age=DAY, httponly=True, samesite="Strict", path="/teacher")
        return answer
