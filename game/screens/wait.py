"""Shown while something takes longer than a moment."""

from textual.app import ComposeResult
from textual.screen import ModalScreen

from game.styles import style
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, gap, para

SIGNS = ("·    ", "··   ", "···  ", "···· ", "·····")


class WaitScreen(ModalScreen[None]):
    """Says what is going on; where motion is off nothing moves but the count of seconds."""

    CSS = style("pages")
    SCOPED_CSS = False

    def __init__(self, what: str, moving: bool) -> None:
        super().__init__()
        self.what = what
        self.moving = moving
        self.ticks = 0

    def compose(self) -> ComposeResult:
        yield Sheet(self.blocks(), id="wait")

    def blocks(self) -> list[Block]:
        """Return what is going on."""
        moving = SIGNS[self.ticks % len(SIGNS)] if self.moving else f"{self.ticks // 4} s" if self.ticks >= 4 else ""
        return [gap(), para(f"{self.what}.", ""), para(moving, "ember")]

    def on_mount(self) -> None:
        """Count."""
        self.set_interval(0.25, self.tick)

    def tick(self) -> None:
        """Count on."""
        self.ticks += 1
        self.query_one(Sheet).show(self.blocks())
