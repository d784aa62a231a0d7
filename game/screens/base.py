"""What all screens share: their commands, how much room they have, and the page that most of them are."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from game.commands import CLOSE, HELP, SCROLL, Command, bindings
from game.styles import style
from game.widgets.keybar import KeyBar
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, Text, pair, rule

if TYPE_CHECKING:
    from game.app import JangmadangApp

PAGE = 78
"""Characters of a page's line, tables included."""


def scroll(sheet: Sheet, how: str) -> None:
    """Scroll a sheet: up, down, page_up, page_down, home or end."""
    page = max(1, sheet.size.height - 2)
    by = {"up": -1, "down": 1, "page_up": -page, "page_down": page, "home": -len(sheet.lines), "end": len(sheet.lines)}
    sheet.go_by(by[how])


class GameScreen(Screen[None]):
    """A screen with commands; classes on it say how wide it is."""

    SCOPED_CSS = False  # its rules speak of classes on the screen itself
    commands: ClassVar[tuple[Command, ...]] = ()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-column"), (140, "-wide")]
    AUTO_FOCUS = "Menu"

    @property
    def game(self) -> "JangmadangApp":
        """The application, by its own type."""
        return cast("JangmadangApp", self.app)

    async def read_anew(self) -> None:
        """Show everything again in the language that is read now."""
        self.look_again()
        await self.recompose()

    def look_again(self) -> None:
        """Work out again what was worked out in words when the screen was opened."""

    def headline(self, left: Text, right: Text = "") -> Sheet:
        """Return the line at the top, with a rule below it."""
        return Sheet([pair(left, right, "title"), rule()], classes="headline")


class PageScreen(GameScreen):
    """A page of text that scrolls."""

    CSS = style("pages")
    commands: ClassVar[tuple[Command, ...]] = (CLOSE, *SCROLL, HELP)
    BINDINGS = [
        *bindings(CLOSE, *SCROLL),
        *bindings(
            Command("scroll('up')", "up,k", "Up", "A line back"),
            Command("scroll('down')", "down,j,enter", "Down", "A line on"),
            Command("scroll('home')", "home", "Beginning", "To the beginning"),
            Command("scroll('end')", "end", "End", "To the end"),
        ),
    ]
    measure: ClassVar[int] = PAGE

    def heading(self) -> tuple[Text, Text]:
        """Return what stands at the left and the right of the top."""
        return "", ""

    def blocks(self) -> Iterable[Block]:
        """Return what the page shows."""
        return ()

    def compose(self) -> ComposeResult:
        yield self.headline(*self.heading())
        yield Sheet(self.blocks(), measure=self.measure, centre=True, id="page")
        yield KeyBar(self.commands)

    @property
    def page(self) -> Sheet:
        """The page."""
        return self.query_one("#page", Sheet)

    def action_scroll(self, how: str) -> None:
        scroll(self.page, how)

    def action_close(self) -> None:
        self.dismiss()
