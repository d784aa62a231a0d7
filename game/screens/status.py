"""The whole status on a page, with what each number means; for screens too narrow for a column."""

from collections.abc import Iterable

from game.commands import HELP, SCROLL, Command, bindings
from game.play import Play
from game.screens.base import PageScreen
from game.tongue import tr
from game.widgets.standing import whole
from game.widgets.typeset import Block, Text

BACK = Command("close", "escape,q,s", "Back", "Back to the story", "back")


class StatusScreen(PageScreen):
    """How things stand."""

    commands = (BACK, *SCROLL, HELP)
    BINDINGS = bindings(BACK)
    measure = 60

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play

    def heading(self) -> tuple[Text, Text]:
        return tr("How things stand"), self.play.status.date

    def blocks(self) -> Iterable[Block]:
        return whole(self.play.status)
