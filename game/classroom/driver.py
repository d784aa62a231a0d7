"""The driver: how one of many apps in this process writes to a browser, and every private part of Textual it leans on.

Textual 8.2.8 expects one app a process. What ties several together is cut here: input comes in the app's own context,
nothing is a thread, a signal or stdin, prints are not captured, no cache of a method keeps a closed app alive.
"""

import asyncio
import contextvars
import json
import sys
from functools import lru_cache
from typing import Any

from rich.color import ColorSystem
from textual import events
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.cache import LRUCache
from textual.color import Color
from textual.constants import ESCAPE_DELAY
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.style import Style

SMALLEST, LARGEST = Size(40, 12), Size(240, 90)
"""Cells of a screen that is drawn; a page that says it is larger is not believed."""
BEHIND = 2_000_000
"""Characters that may wait for a slow browser; one that falls further behind is let go, and comes back anew."""
START = (
    "\x1b[?1049h"  # the other screen
    "\x1b[?1000h\x1b[?1002h\x1b[?1006h"  # clicks, drags and the wheel; not every movement, which nothing here shows
    "\x1b[?25l\x1b[?2004h"  # no cursor; what is pasted comes in brackets
)


class Wire:
    """What an app has written and a browser has not had yet."""

    def __init__(self) -> None:
        self.open = True
        self._written: list[str] = []
        self._messages: list[str] = []
        self._waiting = 0
        self._some = asyncio.Event()

    def write(self, text: str) -> None:
        """Take what is to be sent; with too much waiting, close."""
        self._written.append(text)
        self._waiting += len(text)
        if self._waiting > BEHIND:
            self.close()
        self._some.set()

    def tell(self, kind: str, what: object) -> None:
        """Take a message for the page itself."""
        self._messages.append(json.dumps([kind, what]))
        self._some.set()

    def messages(self) -> list[str]:
        """Return the messages for the page since the last time."""
        messages, self._messages = self._messages, []
        return messages

    def close(self) -> None:
        """Send what is written and no more."""
        self.open = False
        self._some.set()

    async def next(self) -> bytes:
        """Return all that was written since the last time, once there is something; nothing when closed."""
        await self._some.wait()
        # Whatever is written in the same turn of the loop belongs to the same frame.
        await asyncio.sleep(0)
        self._some.clear()
        text, self._written, self._waiting = "".join(self._written), [], 0
        return text.encode("utf-8", "replace")


class _Parser(XTermParser):
    """Textual's parser of keys without the cache that keeps each parser for ever."""

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]
        return XTermParser._parse_extended_key.__wrapped__(self, sequence)


class SocketDriver(Driver):
    """Writes to a wire, and is fed what comes from a browser."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.wire: Wire = app.wire  # type: ignore[attr-defined]  # apps that have this driver have a wire
        self._parser = _Parser()
        self._inside: contextvars.Context | None = None

    @property
    def is_web(self) -> bool:
        """Whether a browser shows it, so that links and files go there."""
        return True

    def write(self, data: str) -> None:
        self.wire.write(data)

    def start_application_mode(self) -> None:
        """Begin to draw; called within the app, whose context is kept for all that comes from outside."""
        self._inside = contextvars.copy_context()
        self.write(START)
        self.resized(*(self._size or (80, 24)))

    def disable_input(self) -> None:
        self._inside = None

    def stop_application_mode(self) -> None:
        self._inside = None
        self.wire.close()

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Have the browser open an address."""
        self.wire.tell("open_url", {"url": url, "new_tab": new_tab})

    def send_message(self, message: Message) -> None:
        """Hand a message to the app; all of this runs in the loop, so that no other thread need be told."""
        self._app.post_message(message)

    # ---- what comes from the browser

    def typed(self, text: str) -> None:
        """Take keys, clicks and pasted text as a terminal sends them."""
        if self._inside is not None:
            self._inside.run(self._feed, text)

    def resized(self, width: int, height: int) -> None:
        """Take a new size in cells."""
        if self._inside is not None:
            self._inside.run(self._resize, width, height)

    def _feed(self, text: str) -> None:
        for event in self._parser.feed(text):
            self.process_message(event)
        # A lone escape is a key only when nothing follows it.
        self._loop.call_later(ESCAPE_DELAY + 0.01, self._rest)

    def _rest(self) -> None:
        if self._inside is not None:
            self._inside.run(self._tick)

    def _tick(self) -> None:
        for event in self._parser.tick():
            self.process_message(event)

    def _resize(self, width: int, height: int) -> None:
        size = Size(min(max(width, SMALLEST.width), LARGEST.width), min(max(height, SMALLEST.height), LARGEST.height))
        self._size = (size.width, size.height)
        self.send_message(events.Resize(size, size))


class _SharedRules(LRUCache[tuple[Any, ...], list[RuleSet]]):
    """Parsed style rules, which refer to no app, for all sheets that have the same variables."""

    parsed: LRUCache[tuple[Any, ...], list[RuleSet]] = LRUCache(1024)

    def __init__(self, sheet: Stylesheet) -> None:
        super().__init__(1)
        self.sheet = sheet
        self.clear()

    def clear(self) -> None:
        """Take the variables as they are now; other sheets keep theirs."""
        self.variables = hash(frozenset(self.sheet._variables.items()))

    def __getitem__(self, key: tuple[Any, ...]) -> list[RuleSet]:
        return self.parsed[(self.variables, *key)]

    def __setitem__(self, key: tuple[Any, ...], rules: list[RuleSet]) -> None:
        self.parsed[(self.variables, *key)] = rules


class _SharedSheet(Stylesheet):
    """A sheet of styles that is parsed once for all apps, and again only for other variables."""

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = _SharedRules(self)

    def reparse(self) -> None:
        """Take the rules anew; Textual parses all of them for each screen that is opened first."""
        self.parse()


@lru_cache(1024)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    return Style(background=base_background + background), Style(background=base_background)


def _inner_outer_of(_: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
    return _inner_outer(base_background, background)


# Textual's own cache of this has the widget's drawn lines for a part of its key: a thousand widgets of apps that have
# gone stayed in memory with all they ever drew, 2 to 3 MB a seat.
StylesCache.get_inner_outer = _inner_outer_of  # type: ignore[assignment]


def cut_ties(app: App[Any]) -> None:
    """Make a new app one of many in this process; to be called before it runs."""
    # Redirections of apps that overlap nest wrongly; one to what is there already does nothing in any order.
    app._capture_stdout = sys.stdout  # type: ignore[assignment]
    app._capture_stderr = sys.stderr  # type: ignore[assignment]
    # The teacher's terminal may know few colours, or none; the pupils' browsers know all of them.
    app.console._color_system = ColorSystem.TRUECOLOR
    app.stylesheet = _SharedSheet(app.stylesheet._variables)
