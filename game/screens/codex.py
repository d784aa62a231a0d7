"""The codex: what was met so far, each entry with what it stands on."""

from textual.app import ComposeResult
from textual.containers import Container

from game import words
from game.commands import HELP, SCROLL, Command, bindings
from game.play import Play
from game.screens.base import GameScreen, scroll
from game.sources import codex, codex_size
from game.styles import style
from game.tongue import tr
from game.widgets.cited import cited
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import MEASURE, Block, gap, head, para, rule

BACK = Command("close", "escape,q,x", "Back", "Back to the story", "back")


class Entries(Menu):
    """The titles; the entry under the cursor is open beside or below them."""

    def move(self, to: int) -> None:
        """Open the entry that the cursor comes to."""
        super().move(to)
        if self.is_mounted and isinstance(self.screen, CodexScreen):
            self.screen.open(self.cursor)


class CodexScreen(GameScreen):
    """Entries and their text."""

    CSS = style("pages")
    commands = (BACK, *SCROLL, HELP)
    BINDINGS = bindings(BACK, *SCROLL)

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play
        self.entries = codex(play.session)
        self.of = codex_size(play.session)

    def look_again(self) -> None:
        self.entries = codex(self.play.session)

    def compose(self) -> ComposeResult:
        yield self.headline(tr("Codex"), tr("{entries} of {of} met", entries=len(self.entries), of=self.of))
        menu = Entries([Item(entry.id, entry.title) for entry in self.entries], measure=78, centre=True, id="entries")
        menu.cursor = max(0, len(self.entries) - 1)
        with Container(id="codex"):
            yield menu
            yield Sheet(self.entry(len(self.entries) - 1), measure=MEASURE, centre=True, id="entry")
        yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Give the titles the lines they need, up to a third of the screen; beside the text they have all."""
        self.query_one(Entries).styles.max_height = (
            max(3, (self.app.size.height - 4) // 3) if self.app.size.width < 100 else 999
        )

    def entry(self, number: int) -> list[Block]:
        """Return an entry's blocks."""
        if not 0 <= number < len(self.entries):
            return [gap(), para(tr("Nothing has been met yet. Entries open as the story comes to them."), "quiet")]
        entry = self.entries[number]
        blocks: list[Block] = [rule(), gap(), head(entry.title), gap()]
        for text in words.paragraphs(entry.text):
            blocks += [para(text), gap()]
        blocks += [rule(tr("what it stands on")), gap()]
        for source in cited(entry.sources):
            blocks += [source, gap()]
        return blocks if entry.sources else [*blocks, para(tr("Nothing is cited. Take it as invented."), "warm")]

    def open(self, number: int) -> None:
        """Show an entry."""
        self.query_one("#entry", Sheet).show(self.entry(number))

    def action_scroll(self, how: str) -> None:
        scroll(self.query_one("#entry", Sheet), how)

    def action_close(self) -> None:
        self.dismiss()
