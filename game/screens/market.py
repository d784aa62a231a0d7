"""The market: what it asks and gives, how prices have gone, what is held, and the way to buy and sell."""

from collections.abc import Callable

from textual.app import ComposeResult

from game import board
from game.commands import HELP, Command, bindings
from game.play import Beat, Play
from game.screens.base import GameScreen
from game.styles import style
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.prices import head, line
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, Line, Run, fit, gap, para

BUY = Command("order(True)", "b,enter", "Buy", "Buy the good under the cursor", "buy")
SELL = Command("order(False)", "s", "Sell", "Sell the good under the cursor", "sell")
BACK = Command("close", "escape,q,m", "Back", "Back to the story", "back")
NARROW = 80


class Goods(Menu):
    """The market's table."""

    play: Play

    def set_lines(self, width: int) -> list[Line]:
        """Return a line a good."""
        rows = board.rows(self.play.session)
        self.owner = list(range(len(rows)))
        spark = max(6, min(30, width - 70))
        return [(Run(" "), *line(row, spark)) for row in rows]

    def number_of(self, key: str, character: str | None) -> int:
        """Return the good of a digit."""
        return int(character) - 1 if character and character in "123456789" else -1


class MarketScreen(GameScreen):
    """Prices and orders."""

    CSS = style("pages")
    commands = (BUY, SELL, BACK, HELP)
    BINDINGS = bindings(SELL, BACK, BUY)

    def __init__(self, play: Play, did: Callable[[Beat], None]) -> None:
        super().__init__()
        self.play = play
        self.did = did

    def compose(self) -> ComposeResult:
        now = self.play.status
        yield self.headline(now.place or "The market", now.date)
        yield Sheet([self.head], measure=100, centre=True, id="head")
        goods = Goods(self.items(), measure=100, centre=True, id="goods")
        goods.play = self.play
        yield goods
        yield Sheet(self.foot(), measure=100, centre=True, id="foot")
        yield KeyBar(self.commands)

    def head(self, width: int) -> list[Line]:
        """Return the head of the table."""
        return [
            (),
            (
                Run(" "),
                *head(),
                Run(
                    "  " + fit("so far" if width < 90 else "how it went", max(6, min(30, width - 70)), right=True),
                    "quiet",
                ),
            ),
        ]

    def items(self) -> list[Item]:
        """Return the goods as items."""
        return [Item(row.good, row.name) for row in board.rows(self.play.session)]

    def foot(self) -> list[Block]:
        """Return what stands below the table."""
        now = self.play.status
        cash = now.cash[0]
        text = [
            Run("You have ", "quiet"),
            Run(cash.text, "strong"),
            Run(f", {cash.rice}" if cash.rice else "", "quiet"),
        ]
        wanted = [row.name for row in board.rows(self.play.session) if row.seized]
        risk = next(
            (said for row in board.rows(self.play.session) if (said := board.risk(self.play.session, row.good))), ""
        )
        named = [Run(f"{', '.join(wanted)}: ", "warm"), Run(risk, "quiet")] if wanted and risk else []
        return [gap(), para(text, indent=1), para(named, indent=1, hang=1) if named else gap()]

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Open an order for a good."""
        self.action_order(True)

    def action_order(self, buying: bool) -> None:
        from game.screens.order import OrderScreen

        item = self.query_one(Goods).current
        if item is not None:
            self.app.push_screen(OrderScreen(self.play, item.id, buying, self.traded))

    def traded(self, beat: Beat) -> None:
        """Show what a trade changed, here and below."""
        self.query_one(Goods).set_anew()
        self.query_one("#foot", Sheet).show(self.foot())
        self.did(beat)

    def action_close(self) -> None:
        self.dismiss()
