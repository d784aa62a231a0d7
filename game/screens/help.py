"""The help: the keys of the screen it was opened from, and how the game works."""

from collections.abc import Iterable
from importlib.resources import files

from textual.screen import Screen

from game.commands import CLOSE, EVERYWHERE, SCROLL, Command, bindings, shown_keys
from game.screens.base import PageScreen
from game.tongue import tongue, tr
from game.widgets.typeset import MEASURE, Block, Line, Run, Text, fit, gap, head, paras, rule, wrap

KEYS = 14
"""Cells for a command's keys."""


class HelpScreen(PageScreen):
    """Keys and explanations."""

    commands = (Command("close", "escape,q,question_mark", "Back", CLOSE.tip, "back"), *SCROLL)
    BINDINGS = bindings(commands[0])
    measure = MEASURE

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self.below = below

    def heading(self) -> tuple[Text, Text]:
        return tr("Help"), ""

    def blocks(self) -> Iterable[Block]:
        yield gap()
        own = tuple(getattr(self.below, "commands", ()))
        if own:
            yield head(tr("Keys of the screen you came from"))
            yield gap()
            yield _keys(own)
            yield gap()
        yield head(tr("Keys everywhere"))
        yield gap()
        yield _keys(tuple(command for command in EVERYWHERE if command not in own))
        yield gap()
        yield rule()
        for part in _help().strip().split("\n\n"):
            yield gap()
            if part.startswith("# "):
                yield head(part[2:])
            else:
                yield from paras(part)


def _help() -> str:
    """Return the help in the reader's language, in English where it has none."""
    own = (files("assets") / "tongues").joinpath(f"help.{tongue().code}.txt")
    return (own if own.is_file() else files("assets") / "help.txt").read_text("utf-8")


def _keys(commands: tuple[Command, ...]) -> Block:
    def made(width: int) -> list[Line]:
        lines: list[Line] = []
        for command in commands:
            tip = wrap(tr(command.tip), width - KEYS)
            lines += [
                (Run(fit(shown_keys(command) if n == 0 else "", KEYS), "key"), *line) for n, line in enumerate(tip)
            ]
        return lines

    return made
