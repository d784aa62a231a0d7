"""The settings: language, theme, text speed, motion."""

from dataclasses import replace
from typing import Any

from textual.app import ComposeResult

from game import tongue
from game.commands import HELP, Command, bindings
from game.screens.base import GameScreen
from game.settings import AUTO, CHOICES
from game.styles import style
from game.tongue import later, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import gap, para

CHANGE = Command("change(1)", "right,enter,space", "Change", "The next value of the line under the cursor", "change")
BEFORE = Command("change(-1)", "left", "Change back", "The value before")
BACK = Command("close", "escape,q,comma", "Done", "Close the settings; they are kept", "done")

NAMES: dict[str, tuple[str, dict[Any, str]]] = {
    "theme": (
        later("Theme"),
        {
            "lamp": later("lamp light (dark)"), "snow": later("snow (light)"), "contrast": later("high contrast"),
        },
    ),
    "text_speed": (
        later("Text appears"),
        {
            "off": later("at once"), "fast": later("line by line"), "slow": later("line by line, slowly"),
        },
    ),
    "motion": (later("Motion"), {False: later("nothing moves"), True: later("waiting is shown by a moving sign")}),
    "language": (later("Language"), {AUTO: later("as the system has it"), **tongue.NAMES}),
}  # fmt: skip


class SettingsScreen(GameScreen):
    """A line for each setting; each change counts, and is kept, at once."""

    CSS = style("pages")
    commands = (CHANGE, BEFORE, BACK, HELP)
    BINDINGS = bindings(CHANGE, BEFORE, BACK)

    def compose(self) -> ComposeResult:
        yield self.headline(tr("Settings"))
        yield Sheet([gap()], id="space")
        yield Menu(self.items(), numbered=False, measure=66, centre=True, id="menu")
        yield Sheet(
            [gap(), para(tr("Colours: NO_COLOR in the environment turns all of them off."), "quiet")],
            measure=66,
            centre=True,
            id="foot",
        )
        yield KeyBar(self.commands)

    def items(self) -> list[Item]:
        """Return the settings with their values."""
        now = self.game.settings
        return [
            Item(field, tr(name), f"‹ {tr(values[getattr(now, field)])} ›") for field, (name, values) in NAMES.items()
        ]

    def action_change(self, by: int) -> None:
        menu = self.query_one(Menu)
        field = menu.items[menu.cursor].id
        values = CHOICES[field]
        wanted = values[(values.index(getattr(self.game.settings, field)) + by) % len(values)]
        self.game.change(replace(self.game.settings, **{field: wanted}))
        menu.offer(self.items(), menu.cursor)

    async def read_anew(self) -> None:
        """Show the settings in the language that is read now, the cursor where it stood."""
        cursor = self.query_one(Menu).cursor
        await super().read_anew()
        self.call_after_refresh(self.stand_at, cursor)

    def stand_at(self, line: int) -> None:
        """Put the cursor on a line, once the menu has been laid out."""
        menu = self.query_one(Menu)
        menu.offer(self.items(), line)
        menu.focus()

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Enter or a click changes."""
        self.action_change(1)

    def action_close(self) -> None:
        self.dismiss()
