"""Commands: one record each; keys, the bar at the foot, the help and the command palette are made from it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """Something a player may ask for: the action that does it, its keys, its name and what it is for."""

    action: str
    keys: str
    name: str
    tip: str
    bar: str = ""
    """The word in the bar of keys; empty: not shown there."""


HELP = Command("app.help", "question_mark,f1", "Help", "What every key does, and how the game works", "help")
SETTINGS = Command("app.settings", "comma,f2", "Settings", "Language, theme, text speed, motion", "settings")
QUIT = Command("app.quit", "ctrl+q,ctrl+c", "Quit", "Leave the game; everything is kept")
PALETTE = Command("app.command_palette", "ctrl+p", "Commands", "Find any command by its name")
CLOSE = Command("close", "escape,q", "Back", "Close this and go back", "back")

EVERYWHERE = (HELP, SETTINGS, PALETTE, QUIT)

TITLE = (
    Command("leave", "q,escape", "Quit", "Leave the game", "quit"),
    SETTINGS,
    HELP,
)

PLAY = (
    Command("evidence", "e", "Evidence", "What this scene stands on: documented, derived, invented", "evidence"),
    Command("market", "m", "Market", "Prices, what you hold, and buying and selling", "market"),
    Command(
        "road", "t", "Travel", "Load, and set out: ways from here, what they take and who stands on them", "travel"
    ),
    Command("plan", "p", "Plan", "Who does what tomorrow, and how much of it", "plan"),
    Command("ledger", "l", "Ledger", "Cash book, what came in and went out, what you own and owe", "ledger"),
    Command("codex", "x", "Codex", "What you have met so far, with its evidence", "codex"),
    Command("log", "w", "Told so far", "Everything told and done, from the beginning"),
    Command("status", "s", "Status", "How things stand, whole, with what each number means", "status"),
    Command("leave", "q", "Leave", "Go back to the title; your place is kept", "leave"),
    HELP,
)

SCROLL = (
    Command("scroll('page_down')", "space,pagedown", "Page down", "On in the text", "read on"),
    Command("scroll('page_up')", "pageup", "Page up", "Back in the text"),
)

_SIGNS = {
    "question_mark": "?", "comma": ",", "escape": "esc", "ctrl+q": "^q", "ctrl+c": "^c", "ctrl+p": "^p",
    "pageup": "pgup", "pagedown": "pgdn", "left": "←", "right": "→", "up": "↑", "down": "↓", "plus": "+", "minus": "-",
}  # fmt: skip


def shown_key(command: Command) -> str:
    """Return a command's first key as players know it."""
    first = command.keys.split(",")[0]
    return _SIGNS.get(first, first)


def shown_keys(command: Command) -> str:
    """Return all keys of a command as players know them."""
    return " ".join(_SIGNS.get(key, key) for key in command.keys.split(","))


def bindings(*commands: Command) -> "list[BindingType]":
    """Return Textual's bindings of commands."""
    from textual.binding import Binding

    return [Binding(c.keys, c.action, c.name, tooltip=c.tip, show=bool(c.bar)) for c in commands]
