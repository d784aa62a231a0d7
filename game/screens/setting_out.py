"""Setting out: the whole of a way once more, and the question whether to go."""

import asyncio
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from engine.actions import Depart
from engine.errors import Refused
from game.commands import SCROLL, Command, bindings
from game.play import Beat, Play
from game.screens.base import scroll
from game.styles import style
from game.tongue import told, tr
from game.trips import Way
from game.widgets.keybar import KeyBar
from game.widgets.sheet import Sheet
from game.widgets.typeset import gap, para

GO = Command("go", "enter,y", "Set out", "Set out now", "set out now")
STAY = Command("stay", "escape,q,n", "Stay", "Stay here", "stay")


class SettingOutScreen(ModalScreen[None]):
    """A dialog that asks before a journey begins."""

    CSS = style("pages")
    SCOPED_CSS = False
    commands = (GO, STAY, *SCROLL)
    BINDINGS = bindings(GO, STAY, *SCROLL)

    def __init__(self, play: Play, way: Way, action: Depart, gone: Callable[[Beat], None]) -> None:
        super().__init__()
        self.play = play
        self.way = way
        self.action = action
        self.gone = gone
        self.busy = False

    def compose(self) -> ComposeResult:
        from game.screens.road import way_blocks

        with Vertical(id="setting-out"):
            yield Sheet([*way_blocks(self.way), gap(), para(tr("Set out now?"), "strong")], id="whole")
            yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Make the dialog as high as what it says, or as the screen allows."""
        self.call_after_refresh(self.fit)

    def fit(self) -> None:
        """Fit the dialog to its lines."""
        lines = len(self.query_one("#whole", Sheet).lines)
        self.query_one("#setting-out").styles.height = min(lines + 5, self.app.size.height - 2)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog stays."""
        if event.widget is self:
            self.dismiss()

    async def action_go(self) -> None:
        if self.busy:
            return
        self.busy = True
        try:
            beat = await asyncio.to_thread(self.play.do, self.action)
        except Refused as refused:
            self.busy = False
            self.query_one("#whole", Sheet).show([para(told(refused.sentence), "bad")])
            return
        self.dismiss()
        self.gone(beat)

    def action_scroll(self, how: str) -> None:
        scroll(self.query_one("#whole", Sheet), how)

    def action_stay(self) -> None:
        self.dismiss()
