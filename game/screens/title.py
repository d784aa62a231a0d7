"""The title: the picture, and where to go from here."""

import asyncio
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from game.commands import TITLE, bindings
from game.screens.base import GameScreen
from game.tongue import tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, Line, Run, fit, gap, para

if TYPE_CHECKING:
    from game.campaign import Next
    from game.saves import Slot

ROLES = {"r": "rule", "q": "quiet", "w": "", "e": "ember", "l": "warm", "n": "quiet", "f": "frost"}
"""Letter in the picture's plan of roles -> role."""
FIRST = "pork_soup"
"""The chapter to begin with where nothing was played yet."""


def picture() -> Block:
    """Return the title's picture."""
    art = files("assets") / "art"
    lines = (art / "title.txt").read_text("utf-8").splitlines()
    plan = (art / "title.roles.txt").read_text("utf-8").splitlines()
    made = [_inked(line, roles) for line, roles in zip(lines, plan, strict=True)]
    return lambda _: list(made)


def _inked(line: str, plan: str) -> Line:
    runs: list[Run] = []
    for letter, sign in zip(line, plan.ljust(len(line)), strict=False):
        role = ROLES.get(sign, "")
        if runs and (runs[-1].role == role or letter == " "):
            runs[-1] = Run(runs[-1].text + letter, runs[-1].role)
        else:
            runs.append(Run(letter, role))
    return tuple(runs)


class TitleScreen(GameScreen):
    """The title and its menu."""

    commands = TITLE
    BINDINGS = bindings(*TITLE)

    def __init__(self) -> None:
        super().__init__()
        self.slot: Slot | None = None
        self.ended: Slot | None = None
        """The latest game, where it has ended; `onward` is the chapter that may follow it."""
        self.onward: Next | None = None
        self.looked: asyncio.Task[None] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="title"):
            yield Sheet([picture()], measure=78, centre=True, id="picture")
            yield Sheet(
                [para(tr("Market ground. How people lived by it in North Korea, 1993 to 2020."), "quiet"), gap(2)],
                measure=70, centre=True, id="motto",
            )  # fmt: skip
            yield Menu(self.items(), numbered=True, measure=70, centre=True, id="menu")
        yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Look for saved games once the title is to be seen."""
        self.call_after_refresh(self.look)

    def on_screen_resume(self) -> None:
        """Look again: what was just left can be gone on with."""
        if self.looked is not None:
            self.look()

    def look(self) -> None:
        """Look for saved games, on another thread."""
        self.looked = asyncio.create_task(self._look())

    async def _look(self) -> None:
        def slots() -> "list[Slot]":
            from game import saves

            return saves.slots()

        found = await asyncio.to_thread(slots)
        self.slot = next((slot for slot in found if slot.playable), None)
        self.ended = found[0] if found and found[0].ended else None
        self.onward = await asyncio.to_thread(_next, self.ended) if self.ended is not None else None
        if self.is_mounted:
            menu = self.query_one(Menu)
            menu.offer(self.items(), menu.cursor)
            menu.styles.height = len(menu.items)

    def items(self) -> list[Item]:
        """Return what may be done from here."""
        slot = self.slot
        where = (
            fit(
                tr("{title}, day {day} of {of_days}", title=slot.title, day=slot.day, of_days=slot.of_days), 40
            ).rstrip()
            if slot
            else tr("a winter, a pig on credit, a stove")
        )
        onward = (
            [
                Item(
                    "onward",
                    tr("On to {title}", title=tr(self.onward.title)),
                    tr("after {title}, with what you have", title=tr(self.ended.title)),
                )
            ]
            if self.onward is not None and self.ended is not None
            else []
        )
        return [
            *onward,
            Item("go", tr("Go on") if slot else tr("Begin"), where),
            Item("chapters", tr("Chapters"), tr("1993 to 2020")),
            Item("settings", tr("Settings"), tr("light or dark, text speed, motion")),
            Item("help", tr("Help"), tr("keys, and what the figures stand on")),
            Item("quit", tr("Quit"), ""),
        ]

    async def on_menu_taken(self, message: Menu.Taken) -> None:
        """Go where the player wants."""
        where = message.item.id
        if where == "go":
            if self.looked is not None:
                await self.looked
            if self.slot is not None:
                self.game.resume(self.slot.path, self.slot.scenario)
            else:
                self.game.begin(FIRST)
        elif where == "onward" and self.onward is not None:
            self.game.begin(self.onward.name)
        elif where == "chapters":
            from game.screens.chapters import ChaptersScreen

            self.app.push_screen(ChaptersScreen())
        elif where == "quit":
            self.action_leave()
        else:
            await self.run_action(f"app.{where}")

    def action_leave(self) -> None:
        self.app.exit()


def _next(slot: "Slot") -> "Next | None":
    from game import campaign

    found = campaign.next_after(Path(slot.scenario).name)
    return found[0] if found else None
