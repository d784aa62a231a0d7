"""An order: how much to buy or sell, and what it would do before it is given."""

import asyncio
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from engine.errors import Refused
from game import board, words
from game.commands import Command, bindings
from game.play import Beat, Play
from game.styles import style
from game.widgets.keybar import KeyBar
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, Run, gap, pair, para, rule

GIVE = Command("give", "enter", "Do it", "Give the order as it stands", "do it")
MORE = Command("step(1)", "up,plus", "More", "A step more", "more")
LESS = Command("step(-1)", "down,minus", "Less", "A step less", "less")
MOST = Command("most", "a", "All", "As much as can be", "all")
TURN = Command("turn", "tab", "Buy or sell", "Turn a purchase into a sale, or back", "turn")
CANCEL = Command("cancel", "escape,q", "Cancel", "Back without an order", "cancel")


class Amount(Input):
    """The amount; keys that are no part of a number are the dialog's."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take digits and a point only."""
        return character is not None and character in "0123456789.,"

    def on_key(self, event: events.Key) -> None:
        """Leave the other keys to the dialog: an `Input` would swallow every letter."""
        if event.is_printable and not self.check_consume_key(event.key, event.character):
            event.prevent_default()


class OrderScreen(ModalScreen[None]):
    """A dialog for one order."""

    CSS = style("pages")
    SCOPED_CSS = False
    commands = (GIVE, MORE, LESS, MOST, TURN, CANCEL)
    BINDINGS = bindings(GIVE, MORE, LESS, MOST, TURN, CANCEL)
    AUTO_FOCUS = "Amount"

    def __init__(self, play: Play, good: str, buying: bool, traded: Callable[[Beat], None]) -> None:
        super().__init__()
        self.play = play
        self.good = good
        self.buying = buying
        self.traded = traded

    def compose(self) -> ComposeResult:
        with Vertical(id="order"):
            yield Sheet(self.title_blocks(), id="order-head")
            yield Amount(
                board.written(self.play.session, self.good, self.first()),
                compact=True,
                id="amount",
                restrict=r"[0-9.,]*",
            )
            yield Sheet(self.ticket_blocks(), id="ticket")
            yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Mark the amount, so that typing replaces it."""
        self.query_one(Amount).select_all()

    def first(self) -> int:
        """Return the amount to begin with: a step, or as much as can be."""
        most = board.most(self.play.session, self.good, self.buying)
        return min(board.step(self.play.session, self.good), most) if most else 0

    @property
    def amount(self) -> int:
        """The amount as it stands; raise `Refused` where it is none."""
        return board.amount_of(self.play.session, self.good, self.query_one(Amount).value)

    def title_blocks(self) -> list[Block]:
        """Return what is bought or sold, and in what unit."""
        good = self.play.session.scenario.goods[self.good]
        verb = "Buy" if self.buying else "Sell"
        row = next(row for row in board.rows(self.play.session) if row.good == self.good)
        price = row.ask if self.buying else row.bid
        money = self.play.session.scenario.currencies[self.play.session.scenario.money].plural
        unit = words.plural(good.unit) if good.parts == 1 else good.unit
        lead = pair([Run(f"{verb} {good.name}", "title")], [Run(f"{price} {money} a {good.unit}", "quiet")])
        return [lead, gap(), para(f"How much, in {unit}?", "quiet")]

    def ticket_blocks(self) -> list[Block]:
        """Return what the order would do."""
        try:
            amount = self.amount if self.is_mounted else self.first()
        except Refused as refused:
            return [rule(), para(refused.sentence, "bad")]
        ticket = board.ticket(self.play.session, self.good, amount, self.buying)
        if ticket.refused:
            return [rule(), para(ticket.refused, "bad")]
        rows = [
            ("it costs" if self.buying else "it brings", ticket.sum, "strong"),
            ("in rice", ticket.rice, ""),
            ("that is", ticket.each, "quiet"),
            ("gain on what it cost", ticket.gain, "bad" if ticket.gain.startswith("-") else "good"),
            ("then you have", ticket.held, ""),
            ("and in the box", ticket.cash, ""),
            ("the price goes", ticket.price, "quiet"),
        ]
        blocks: list[Block] = [rule()]
        blocks += [pair([Run(name, "quiet")], [Run(text, role)]) for name, text, role in rows if text]
        return blocks + ([para(ticket.risk, "warm")] if ticket.risk else [])

    def show(self) -> None:
        """Show the order as it stands."""
        self.query_one("#ticket", Sheet).show(self.ticket_blocks())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Work the order out anew."""
        self.show()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the order."""
        await self.action_give()

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog cancels."""
        if event.widget is self:
            self.dismiss()

    def put(self, amount: int) -> None:
        """Put an amount in."""
        field = self.query_one(Amount)
        field.value = board.written(self.play.session, self.good, amount)
        field.select_all()

    def action_step(self, by: int) -> None:
        try:
            now = self.amount
        except Refused:
            now = 0
        self.put(max(0, now + by * board.step(self.play.session, self.good)))

    def action_most(self) -> None:
        self.put(board.most(self.play.session, self.good, self.buying))

    def action_turn(self) -> None:
        self.buying = not self.buying
        self.query_one("#order-head", Sheet).show(self.title_blocks())
        self.show()

    async def action_give(self) -> None:
        try:
            amount = self.amount
            beat = await asyncio.to_thread(self.play.trade, self.good, amount if self.buying else -amount)
        except Refused as refused:
            self.query_one("#ticket", Sheet).show([rule(), para(refused.sentence, "bad")])
            return
        self.dismiss()
        self.traded(beat)

    def action_cancel(self) -> None:
        self.dismiss()
