"""Two at one screen: before a choice that takes or risks something, both say what they would do, and why."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from game.commands import Command, bindings
from game.play import Option, Play
from game.screens.play import PlayScreen
from game.styles import style
from game.tongue import later, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item
from game.widgets.sheet import Sheet
from game.widgets.typeset import gap, head, para

TALKED = Command("talked", "enter,y", "We have talked", "Take this choice", "we have talked")
AGAIN = Command("again", "escape,q,n", "Look again", "Go back to the choices", "look again")
ASKED = later("Two at this screen: say to each other what you would take, and what it may cost. Then choose.")


def big(play: Play) -> bool:
    """Return whether what may be chosen now is to be talked about: two ways at least, and one has its price."""
    options = [option for option in play.options() if not option.barred]
    priced = any(option.cost or option.risk or option.note for option in options)
    return not play.ended and not play.session.scene.hub and len(options) > 1 and priced


class TalkScreen(ModalScreen[None]):
    """Asks two who share a screen to speak before they choose."""

    CSS = style("pages")
    SCOPED_CSS = False
    commands = (TALKED, AGAIN)
    BINDINGS = bindings(TALKED, AGAIN)

    def __init__(self, option: Option, go_on: Callable[[], None]) -> None:
        super().__init__()
        self.option = option
        self.go_on = go_on

    def compose(self) -> ComposeResult:
        told = [head(tr("Speak first")), gap(), para(self.option.say, "strong")]
        told += [para(text, "quiet") for text in (self.option.note, self.option.cost, self.option.risk) if text]
        asked = tr(
            "Each of you: would you take this? Say why, and what it costs whom. Who disagrees, names the other way."
        )
        with Vertical(id="setting-out"):
            yield Sheet([*told, gap(), para(asked)], id="whole")
            yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Make the dialog as high as what it says."""
        self.call_after_refresh(self.fit)

    def fit(self) -> None:
        """Fit the dialog to its lines."""
        lines = len(self.query_one("#whole", Sheet).lines)
        self.query_one("#setting-out").styles.height = min(lines + 5, self.app.size.height - 2)

    def action_talked(self) -> None:
        self.dismiss()
        self.go_on()

    def action_again(self) -> None:
        self.dismiss()


class PairScreen(PlayScreen):
    """A play that two share."""

    async def taken(self, chosen: Item) -> None:
        """Ask them to speak first where a choice has its price."""
        option = (
            next((one for one in self.play.options() if one.id == chosen.id), None) if not self.play.ended else None
        )
        if option is None or option.barred or not big(self.play):
            await super().taken(chosen)
            return

        def go_on() -> None:
            self.run_worker(self.do(lambda: self.play.choose(chosen.id)))

        self.app.push_screen(TalkScreen(option, go_on))
