"""The log: everything told and done since the beginning."""

from collections.abc import Iterable

from game.commands import HELP, SCROLL, Command, bindings
from game.play import Play
from game.screens.base import PageScreen, scroll
from game.tongue import tr
from game.widgets.told import beat_blocks
from game.widgets.typeset import MEASURE, Block, Text, gap, rule

BACK = Command("close", "escape,q,w", "Back", "Back to the story", "back")


class LogScreen(PageScreen):
    """The whole story so far, its end in sight first."""

    commands = (BACK, *SCROLL, HELP)
    BINDINGS = bindings(BACK)
    measure = MEASURE

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play

    def heading(self) -> tuple[Text, Text]:
        return tr("Told so far"), self.play.session.scenario.title

    def blocks(self) -> Iterable[Block]:
        for beat in self.play.history():
            if beat.told or beat.deed:
                yield from beat_blocks(beat)
        yield gap()
        yield rule(tr("here you are"))

    def on_mount(self) -> None:
        """Begin at the end."""
        self.call_after_refresh(scroll, self.page, "end")
