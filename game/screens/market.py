"""The market: what it asks and gives, how prices have gone, what is held, and the way to buy and sell."""

from collections.abc import Callable

from textual.app import ComposeResult

from game import board, orders, words
from game.commands import HELP, Command, bindings
from game.hearsay import Word, heard
from game.play import Beat, Play
from game.screens.base import GameScreen
from game.styles import style
from game.tongue import tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.prices import chart, head, line
from game.widgets.sheet import Sheet
from game.widgets.typeset import EMPTY, Block, Line, Run, gap, para, rule, set_blocks

BUY = Command("order('buy')", "b,enter", "Buy", "Buy what is under the cursor", "buy")
SELL = Command("order('sell')", "s", "Sell", "Sell what is under the cursor", "sell")
HIDDEN = Command("hidden", "h", "Hidden", "Buy or sell behind the stalls, where a ceiling bites", "hidden")
REDEEM = Command("redeem", "r", "Hand in", "Hand coupons in for their goods", "hand in")
BACK = Command("close", "escape,q,m", "Back", "Back to the story", "back")
MEASURE = 100
FOOT = 9
"""Lines that are left below the table at least."""
CHART = 12
"""Lines of the chart where there is room for it."""
ROLES = {"plain": "quiet", "risk": "warm", "elsewhere": "frost"}
"""Sort of word -> role of the palette."""


class Dealt(Menu):
    """The market's table."""

    rows: tuple[board.Row, ...] = ()

    def set_lines(self, width: int) -> list[Line]:
        """Return a line for each thing dealt in, groups parted by their names."""
        self.owner = []
        lines: list[Line] = []
        sort = board.GOODS
        for number, row in enumerate(self.rows):
            if row.sort != sort:
                sort = row.sort
                lines.append((Run(" "), Run(tr(board.GROUPS[sort]), "quiet")))
                self.owner.append(-1)
            lines.append((Run(" "), *line(row, width)))
            self.owner.append(number)
        return lines or [EMPTY]

    def number_of(self, key: str, character: str | None) -> int:
        """Return the line of a digit."""
        return int(character) - 1 if character and character in "123456789" else -1

    def mark(self, number: int) -> None:
        """Tell of what the cursor comes to."""
        before = self.cursor
        super().mark(number)
        if before != self.cursor and self.is_mounted and isinstance(self.screen, MarketScreen):
            self.screen.tell()


class MarketScreen(GameScreen):
    """Prices and orders."""

    CSS = style("pages")
    commands = (BUY, SELL, HIDDEN, REDEEM, BACK, HELP)
    BINDINGS = bindings(SELL, HIDDEN, REDEEM, BACK, BUY)

    def __init__(self, play: Play, did: Callable[[Beat], None]) -> None:
        super().__init__()
        self.play = play
        self.did = did
        self.rows = board.rows(play.session)

    def look_again(self) -> None:
        self.rows = board.rows(self.play.session)

    def compose(self) -> ComposeResult:
        now = self.play.status
        yield self.headline(words.capital(now.place) or tr("The market"), now.date)
        yield Sheet([lambda width: [EMPTY, (Run(" "), *head(width))]], measure=MEASURE, centre=True, id="head")
        dealt = Dealt(self.items(), measure=MEASURE, centre=True, id="goods")
        dealt.rows = self.rows
        yield dealt
        yield Sheet(measure=MEASURE, centre=True, id="foot")
        yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Tell of the first line, once it is known how much room there is."""
        self.fit_table()
        self.call_after_refresh(self.tell)

    def on_resize(self) -> None:
        """Give the table and what is told below it their shares."""
        self.fit_table()
        self.call_after_refresh(self.tell)

    def fit_table(self) -> None:
        """Give the table the lines it needs, but leave room to tell of one of them."""
        groups = len({row.sort for row in self.rows} - {board.GOODS})
        most = max(4, self.app.size.height - 5 - FOOT)
        self.query_one(Dealt).styles.height = max(1, min(len(self.rows) + groups, most))

    def items(self) -> list[Item]:
        """Return what is dealt in as items."""
        return [Item(row.of, row.name) for row in self.rows]

    @property
    def row(self) -> board.Row | None:
        """The row under the cursor."""
        at = self.query_one(Dealt).cursor
        return self.rows[at] if at < len(self.rows) else None

    def tell(self) -> None:
        """Tell below the table what is known of the line under the cursor."""
        foot = self.query_one("#foot", Sheet)
        foot.show(self.foot())
        self.query_one(KeyBar).refresh()

    def foot(self) -> list[Block]:
        """Return what stands below the table: the purse, what is known of one line, and its chart if there is room."""
        now, row = self.play.status, self.row
        purse = [Run(tr("You have "), "quiet")]
        for number, cash in enumerate(now.cash):
            purse += [Run(", ", "quiet")] * (number > 0)
            purse += [Run(cash.text, "strong"), Run(f" ({cash.rice})" if cash.rice and not number else "", "quiet")]
        if now.affairs.load:
            purse += [Run(tr(" · the load weighs "), "quiet"), Run(now.affairs.load)]
        blocks: list[Block] = [gap(), para(purse, indent=1, hang=1)]
        if row is None:
            return blocks
        blocks.append(rule(row.name))
        blocks += [para(_runs(word), indent=1, hang=1) for word in heard(self.play.session, row.of)]
        sheet = self.query_one("#foot", Sheet)
        left = sheet.size.height - len(set_blocks(blocks, max(20, sheet.room or 78))) - 2
        scenario = self.play.session.scenario
        minor = scenario.currencies[row.money or scenario.money].minor
        drawn = chart(row, minor, min(CHART, left))
        return [*blocks, gap(), *drawn] if drawn else blocks

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what cannot be done with the line under the cursor."""
        if action in ("hidden", "redeem") and self.is_mounted and (row := self.row) is not None:
            return bool(row.hidden) if action == "hidden" else self.redeemable(row)
        return True

    def redeemable(self, row: board.Row) -> bool:
        """Return whether coupons are handed in for their goods here."""
        place = self.play.session.scenario.markets[self.play.session.scene.market]
        return row.sort == board.COUPONS and place.coupons[row.of].issuer

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Open an order for a line."""
        self.action_order(orders.BUY)

    def action_order(self, how: str) -> None:
        from game.screens.order import OrderScreen

        if (row := self.row) is not None:
            self.app.push_screen(OrderScreen(self.play, row.of, how, self.traded))

    def action_hidden(self) -> None:
        self.action_order(orders.BUY_HIDDEN)

    def action_redeem(self) -> None:
        self.action_order(orders.REDEEM)

    def traded(self, beat: Beat) -> None:
        """Show what a deal changed, here and below; leave where it led away from the market."""
        self.did(beat)
        if self.play.ended or not self.play.market or any(told.kind == "heading" for told in beat.told):
            self.dismiss()
            return
        dealt = self.query_one(Dealt)
        self.rows = dealt.rows = board.rows(self.play.session)
        dealt.set_anew()
        self.tell()

    def action_close(self) -> None:
        self.dismiss()


def _runs(word: Word) -> list[Run]:
    return [Run(word.text, ROLES[word.sort])]
