"""The saved games of a chapter, to choose which to go on with."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from game.commands import CLOSE, HELP, bindings
from game.screens.base import GameScreen
from game.styles import style
from game.tongue import tongue, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import gap, para

if TYPE_CHECKING:
    from game.saves import Slot


class GamesScreen(GameScreen):
    """A line for each saved game, the latest first."""

    CSS = style("pages")
    commands = (CLOSE, HELP)
    BINDINGS = bindings(CLOSE)

    def __init__(self, slots: "list[Slot]") -> None:
        super().__init__()
        self.slots = slots

    def compose(self) -> ComposeResult:
        yield self.headline(tr("Saved games"), self.slots[0].title if self.slots else "")
        lead = tr("Enter goes on with a game. All of them are kept.")
        yield Sheet([gap(), para(lead, "quiet", indent=1), gap()], measure=78, centre=True, id="lead")
        yield Menu(self.items(), measure=78, centre=True, id="timeline")
        yield KeyBar(self.commands)

    def items(self) -> list[Item]:
        """Return the games as items: how far they are, where they stand, when they were left."""
        return [
            Item(
                str(number),
                tr("day {day} of {of_days}, {scene}", day=slot.day, of_days=slot.of_days, scene=slot.scene),
                _left(slot),
            )
            for number, slot in enumerate(self.slots)
        ]

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Go on with a game."""
        slot = self.slots[int(message.item.id)]
        self.game.resume(slot.path, slot.scenario)

    def action_close(self) -> None:
        self.dismiss()


def _left(slot: "Slot") -> str:
    when = tr("nobody knows when")
    if slot.saved_at is not None:
        at = slot.saved_at.astimezone()
        when = tr("left {date}, {time}", date=tongue().date(at.date()), time=f"{at:%H:%M}")
    return tr("{when} · seed {seed}", when=when, seed=slot.seed) + (tr(" · from its copy") if slot.damaged else "")
