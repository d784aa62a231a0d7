"""Loading: how much of each good goes into the load, what it weighs, and what each way from here allows."""

import asyncio
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from engine.errors import Refused
from game import freights, words
from game.commands import Command, bindings
from game.freights import Loading
from game.play import Beat, Play
from game.styles import style
from game.tongue import told, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, Line, Run, fit, gap, pair, para, rule

DONE = Command("done", "enter", "Do it", "Load and lay down as it stands", "do it")
MORE = Command("step(1)", "right,plus", "More", "A unit more into the load", "more")
LESS = Command("step(-1)", "left,minus", "Less", "A unit less", "less")
TEN_MORE = Command("step(10)", "pageup,shift+right", "Ten more", "Ten units more", "ten more")
TEN_LESS = Command("step(-10)", "pagedown,shift+left", "Ten less", "Ten units less")
ALL = Command("all", "a", "All", "All of it", "all")
NONE = Command("none", "n,delete", "None", "None of it", "none")
CANCEL = Command("cancel", "escape,q", "Cancel", "Leave the load as it was", "cancel")


class Pieces(Menu):
    """A line for each good: here, loaded, what that weighs, what matters of it on the road."""

    cargo: Loading

    def set_lines(self, width: int) -> list[Line]:
        """Return the lines."""
        self.owner = list(range(len(self.items)))
        return [self.piece(item.id, width) for item in self.items] or [()]

    def piece(self, name: str, width: int) -> Line:
        """Return one line."""
        good = self.cargo.session.scenario.goods[name]
        whole, taken = self.cargo.all[name], self.cargo.wanted[name]
        lies = words.quantity(whole - taken, good) if whole > taken else "·"
        there = words.quantity(taken, good) if taken else "·"
        room = max(14, width - 47)
        return (
            Run(" " + fit(good.name, room)),
            Run(fit(lies, 10, right=True), "quiet"),
            Run(" ‹ " if taken else "   ", "ember"),
            Run(fit(there, 10, right=True), "strong" if taken else "rule"),
            Run(" › " if taken < whole else "   ", "ember"),
            Run(" " + fit(freights.signs(good), 19).rstrip(), "warm"),
        )

    def number_of(self, key: str, character: str | None) -> int:
        """Return nothing: digits choose no line here."""
        return -1

    def clicked(self, number: int, left: bool) -> None:
        """Change what is clicked: its left half less, its right half more."""
        self.move(number)
        if isinstance(self.screen, LoadScreen):
            self.screen.action_step(-1 if left else 1)


class LoadScreen(ModalScreen[None]):
    """A dialog in which a load is put together; nothing is moved before it is done."""

    CSS = style("pages")
    SCOPED_CSS = False
    commands = (DONE, MORE, LESS, TEN_MORE, TEN_LESS, ALL, NONE, CANCEL)
    BINDINGS = bindings(DONE, MORE, LESS, TEN_MORE, TEN_LESS, ALL, NONE, CANCEL)
    AUTO_FOCUS = "Pieces"

    def __init__(self, play: Play, cargo: Loading, moved: Callable[[list[Beat]], None]) -> None:
        super().__init__()
        self.play = play
        self.cargo = cargo
        self.moved = moved
        self.busy = False

    def compose(self) -> ComposeResult:
        goods = self.play.session.scenario.goods
        with Vertical(id="load"):
            yield Sheet([self.head], id="load-head")
            menu = Pieces([Item(good, goods[good].name) for good in self.cargo.all], numbered=False, id="pieces")
            menu.cargo = self.cargo
            yield menu
            yield Sheet(self.foot(), id="load-foot")
            yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Give the limits the lines they need, and the goods the rest."""
        self.query_one("#load-foot").styles.height = min(8, len(self.cargo.limits()) + 3)

    def head(self, width: int) -> list[Line]:
        """Return the title and the names of the columns."""
        room = max(14, width - 47)
        names = (Run(" " * (room + 1)), Run(fit(tr("here"), 10, right=True), "quiet"), Run("   "))
        return [(Run(tr("The load"), "title"),), (), (*names, Run(fit(tr("loaded"), 10, right=True), "quiet"))]

    def foot(self) -> list[Block]:
        """Return what the load weighs, and what each way from here allows."""
        mass = words.mass(self.cargo.mass) if self.cargo.mass else tr("nothing")
        blocks: list[Block] = [rule(), pair([Run(tr(" it weighs"), "quiet")], [Run(mass + " ", "strong")])]
        for limit in self.cargo.limits():
            word = tr(" · too much") if limit.over else tr(" · it can be smelled") if limit.smells else ""
            role = "bad" if word else "good"
            blocks.append(pair([Run(" " + words.going(limit.way), "quiet")], [Run(limit.text + word + " ", role)]))
        return [*blocks, gap()]

    @property
    def good(self) -> str:
        """The good under the cursor."""
        return self.query_one(Pieces).items[self.query_one(Pieces).cursor].id

    def put(self, amount: int) -> None:
        """Want so much of the good under the cursor."""
        self.cargo.put(self.good, amount)
        self.query_one(Pieces).set_anew()
        self.query_one("#load-foot", Sheet).show(self.foot())

    def action_step(self, by: int) -> None:
        self.put(self.cargo.wanted[self.good] + by * self.play.session.scenario.goods[self.good].parts)

    def action_all(self) -> None:
        self.put(self.cargo.all[self.good])

    def action_none(self) -> None:
        self.put(0)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog cancels."""
        if event.widget is self:
            self.dismiss()

    async def on_menu_taken(self, message: Menu.Taken) -> None:
        """Enter does it."""
        await self.action_done()

    async def action_done(self) -> None:
        if self.busy:
            return
        self.busy = True
        beats: list[Beat] = []
        try:
            for action in self.cargo.actions():
                beats.append(await asyncio.to_thread(self.play.do, action))
        except Refused as refused:
            self.busy = False
            self.query_one("#load-foot", Sheet).show([rule(), para(told(refused.sentence), "bad")])
            return
        self.dismiss()
        self.moved(beats)

    def action_cancel(self) -> None:
        self.dismiss()
