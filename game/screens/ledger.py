"""The ledger: what is owned and owed, what came in and went out, and the cash book."""

from collections.abc import Iterable

from game.commands import HELP, SCROLL, Command, bindings
from game.debrief import debrief
from game.play import Play
from game.screens.base import PageScreen
from game.tongue import tr
from game.widgets.books import cash_book, in_money, statement, titled, worth
from game.widgets.typeset import Block, Text

BACK = Command("close", "escape,q,l", "Back", "Back to the story", "back")
NEXT = Command("part", "tab", "Next part", "To the next part of the books", "next part")


class LedgerScreen(PageScreen):
    """The books."""

    commands = (NEXT, BACK, *SCROLL, HELP)
    BINDINGS = bindings(NEXT, BACK)

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play

    def heading(self) -> tuple[Text, Text]:
        return tr("The books"), self.play.status.date

    def parts(self) -> list[list[Block]]:
        """Return the parts of the books."""
        found = debrief(self.play.session)
        several = len(found.statements) > 1
        parts = [
            titled(tr("Statement, {money}", money=one.money) if several else tr("Statement"), statement(one))
            for one in found.statements
        ]
        moneys = list(dict.fromkeys(line.money for line in found.cash_book))
        books = [
            titled(tr("Cash book") + (f", {money}" if len(moneys) > 1 else ""), cash_book(in_money(found, money)))
            for money in moneys
        ]
        return [*parts, titled(tr("Worth"), worth(found)), *(books or [titled(tr("Cash book"), cash_book(()))])]

    def blocks(self) -> Iterable[Block]:
        return [block for part in self.parts() for block in part]

    def action_part(self) -> None:
        lines, at = [], 0
        for part in self.parts():
            lines.append(at)
            at += sum(len(block(self.page.room)) for block in part)
        here = round(self.page.scroll_y)
        self.page.go(next((line for line in lines if line > here), 0))
