"""The guard: who may ask what of the server: tries that are counted, pages of our own, and headers for all answers."""

import time
from collections import deque

from aiohttp import web
from aiohttp.typedefs import Handler

from game.tongue import tr

MINUTE = 60.0
LOOKS = 60
"""Cookies in a minute for which the records are asked whether another server gave them."""
HEADERS = {
    # Textual's terminal puts its styles in by script, and only styles; no script but our files is run.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self' ws: wss:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Tries:
    """Counts wrong tries in memory for a minute, of each address and of all, and keeps nothing of them."""

    def __init__(self, each: int, together: int) -> None:
        self.each = each
        self.together = together
        self._wrong: dict[str, deque[float]] = {}
        self._all: deque[float] = deque()

    def too_many(self, who: str) -> bool:
        """Return whether somebody, or everybody together, has tried too often."""
        self._forget()
        return len(self._wrong.get(who, ())) >= self.each or len(self._all) >= self.together

    def wrong(self, who: str) -> None:
        """Count a wrong try."""
        now = time.monotonic()
        self._wrong.setdefault(who, deque()).append(now)
        self._all.append(now)

    def _forget(self) -> None:
        before = time.monotonic() - MINUTE
        while self._all and self._all[0] < before:
            self._all.popleft()
        for who, tries in list(self._wrong.items()):
            while tries and tries[0] < before:
                tries.popleft()
            if not tries:
                del self._wrong[who]


class Bucket:
    """Lets so many of something through at once and so many a second after, for each who asks."""

    def __init__(self, at_once: float, a_second: float) -> None:
        self.at_once = at_once
        self.a_second = a_second
        self._left: dict[int, tuple[float, float]] = {}

    def lets(self, who: int) -> bool:
        """Return whether one more of somebody's is let through now."""
        now = time.monotonic()
        left, at = self._left.get(who, (self.at_once, now))
        left = min(self.at_once, left + (now - at) * self.a_second)
        self._left[who] = (left - 1 if left >= 1 else left), now
        return left >= 1


def number(text: str | None, otherwise: int = 0) -> int:
    """Return the whole number of at most five digits that a page sent, or what is to stand for anything else."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else otherwise


def own_origin(request: web.Request) -> bool:
    """Return whether a request comes from a page of ours; browsers say so with every form and socket."""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    return origin.partition("://")[2] == request.headers.get("Host", "")


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site's page sends; put the headers on every answer."""
    if request.method not in ("GET", "HEAD") and not own_origin(request):
        return web.Response(status=403, text=tr("This did not come from a page of this class."))
    try:
        response = await handler(request)
    except web.HTTPException as answer:
        answer.headers.update(HEADERS)
        raise
    except ConnectionError:
        # Whoever asked went away in the middle of it; no fault of ours that the terminal should tell of.
        return web.Response(status=400)
    if not response.prepared:
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
    return response
