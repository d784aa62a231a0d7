"""The settings: theme, text speed, motion."""

from dataclasses import replace
from typing import Any

from textual.app import ComposeResult

from game.commands import HELP, Command, bindings
from game.screens.base import GameScreen
from game.settings import CHOICES
from game.styles import style
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import gap, para

CHANGE = Command("change(1)", "right,enter,space", "Change", "The next value of the line under the cursor", "change")
BEFORE = Command("change(-1)", "left", "Change back", "The value before")
BACK = Command("close", "escape,q,comma", "Done", "Close the settings; they are kept", "done")

NAMES: dict[str, tuple[str, dict[Any, str]]] = {
    "theme": ("Theme", {"lamp": "lamp light (dark)", "snow": "snow (light)", "contrast": "high contrast"}),
    "text_speed": ("Text appears", {"off": "at once", "fast": "line by line", "slow": "line by line, slowly"}),
    "motion": ("Motion", {False: "nothing moves", True: "waiting is shown by a moving sign"}),
}


class SettingsScreen(GameScreen):
    """A line for each setting; each change counts, and is kept, at once."""

    CSS = style("pages")
    commands = (CHANGE, BEFORE, BACK, HELP)
    BINDINGS = bindings(CHANGE, BEFORE, BACK)

    def compose(self) -> ComposeResult:
        yield self.headline("Settings")
        yield Sheet([gap()], id="space")
        yield Menu(self.items(), numbered=False, measure=66, centre=True, id="menu")
        yield Sheet(
            [gap(), para("Colours: NO_COLOR in the environment turns all of them off.", "quiet")],
            measure=66,
            centre=True,
            id="foot",
        )
        yield KeyBar(self.commands)

    def items(self) -> list[Item]:
        """Return the settings with their values."""
        now = self.game.settings
        return [Item(field, name, f"‹ {values[getattr(now, field)]} ›") for field, (name, values) in NAMES.items()]

    def action_change(self, by: int) -> None:
        menu = self.query_one(Menu)
        field = menu.items[menu.cursor].id
        values = CHOICES[field]
        wanted = values[(values.index(getattr(self.game.settings, field)) + by) % len(values)]
        self.game.change(replace(self.game.settings, **{field: wanted}))
        menu.offer(self.items(), menu.cursor)

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Enter or a click changes."""
        self.action_change(1)

    def action_close(self) -> None:
        self.dismiss()
