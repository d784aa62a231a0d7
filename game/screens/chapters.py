"""The chapters on a timeline; those that are not there yet stand dim with their years."""

import asyncio
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from game.commands import CLOSE, HELP, Command, bindings
from game.screens.base import GameScreen
from game.shelf import TIMELINE, Chapter, there, timeline, translated
from game.styles import style
from game.tongue import tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import EMPTY, Line, Run, fit, gap, para

if TYPE_CHECKING:
    from game.saves import Slot

GO_ON = Command("go_on", "c", "Go on", "Go on with a saved game of this chapter", "go on with a saved game")


class Timeline(Menu):
    """Chapters below each other along a line of years."""

    chapters: tuple[Chapter, ...] = TIMELINE

    def set_lines(self, width: int) -> list[Line]:
        """Return a line for each chapter, and one for each part of the timeline."""
        lines: list[Line] = []
        self.owner = []
        part = ""
        for number, item in enumerate(self.items):
            chapter = self.chapters[number]
            if chapter.part != part:
                if part:
                    lines.append(EMPTY)
                    self.owner.append(-1)
                part = chapter.part
                lines.append((Run(" " * 14), Run(tr(part), "quiet")))
                self.owner.append(-1)
            lines.append(self.chapter(chapter, item, width))
            self.owner.append(number)
        return lines

    def chapter(self, chapter: Chapter, item: Item, width: int) -> Line:
        """Return a chapter's line."""
        open_ = not item.barred
        note = item.barred or (item.note if isinstance(item.note, str) else "")
        return (
            Run(fit(tr(chapter.years), 12, right=True), "frost" if open_ else "rule"),
            Run(" ● " if open_ else " ○ ", "ember" if open_ else "rule"),
            Run(f"{chapter.number or '':>2} ", "key" if open_ else "past"),
            Run(fit(tr(chapter.title), 30), "strong" if open_ else "past"),
            Run(fit(note, max(0, width - 49)).rstrip(), "quiet" if open_ else "rule"),
        )

    def number_of(self, key: str, character: str | None) -> int:
        """Return the chapter of a digit, as its number stands there."""
        return int(character) - 1 if character and character in "123456789" else -1


class ChaptersScreen(GameScreen):
    """The timeline."""

    CSS = style("pages")
    commands = (GO_ON, CLOSE, HELP)
    BINDINGS = bindings(GO_ON, CLOSE)

    def __init__(self) -> None:
        super().__init__()
        self.chapters = timeline()
        self.slots: dict[str, list[Slot]] = {}
        """Chapter -> its unfinished games, the latest first."""
        self.after: dict[str, str] = {}
        """Chapter -> the title of one before it of which a game has ended."""

    def compose(self) -> ComposeResult:
        yield self.headline(tr("Chapters"), tr("1993 to 2020"))
        lead = tr("Enter opens a chapter. Those with an empty ring are still being written.")
        yield Sheet([gap(), para(lead, "quiet", indent=1), gap()], measure=78, centre=True, id="lead")
        menu = Timeline(self.items(), measure=78, centre=True, id="timeline")
        menu.chapters = self.chapters
        yield menu
        yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Put the cursor on the first chapter that can be played, and look for saved games."""
        menu = self.query_one(Timeline)
        menu.cursor = next((n for n, item in enumerate(self.items()) if not item.barred), 0)
        self.run_worker(self.look())

    async def look(self) -> None:
        """Find the unfinished games of each chapter."""

        def look() -> "tuple[list[Slot], dict[str, str]]":
            from game import campaign, saves

            found = saves.slots()
            return found, campaign.can_follow(found)

        found, self.after = await asyncio.to_thread(look)
        for slot in found:
            if slot.playable:
                self.slots.setdefault(slot.scenario, []).append(slot)
        menu = self.query_one(Timeline)
        menu.offer(self.items(), menu.cursor)
        self.query_one(KeyBar).refresh()

    def items(self) -> list[Item]:
        """Return the chapters as items."""
        playable = set(there())
        found = []
        for chapter in self.chapters:
            slots = self.slots.get(chapter.slug, [])
            more = tr(" · {slots} games", slots=len(slots)) if len(slots) > 1 else ""
            after = tr(" · after {after}", after=tr(self.after[chapter.slug])) if chapter.slug in self.after else ""
            note = (
                tr("day {day} of {of_days}{more}", day=slots[0].day, of_days=slots[0].of_days, more=more)
                if slots
                else tr("ready{after}", after=after)
            )
            if chapter.slug in playable and not translated(chapter.slug):
                note += tr(" · in English")
            found.append(
                Item(chapter.slug, tr(chapter.title), note, "" if chapter.slug in playable else tr("not there yet"))
            )
        return found

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Open a chapter, or say that it is not there."""
        if message.item.barred:
            self.game.say_once(tr("{say}: this chapter is still being written.", say=message.item.say), timeout=4)
        else:
            self.game.begin(message.item.id)

    def action_go_on(self) -> None:
        item = self.query_one(Timeline).current
        slots = self.slots.get(item.id, []) if item else []
        if not slots:
            self.game.say_once(tr("There is no saved game of this chapter."), timeout=4)
        elif len(slots) == 1:
            self.game.resume(slots[0].path, slots[0].scenario)
        else:
            from game.screens.games import GamesScreen

            self.app.push_screen(GamesScreen(slots))

    def action_close(self) -> None:
        self.dismiss()
