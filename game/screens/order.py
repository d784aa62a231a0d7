"""An order: how much to buy or sell, and what it would do before it is given."""

import asyncio
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from engine.errors import Refused
from game import board, orders
from game.commands import Command, bindings
from game.play import Beat, Play
from game.styles import style
from game.tongue import told, tongue, tr
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

    def __init__(self, play: Play, of: str, how: str, traded: Callable[[Beat], None]) -> None:
        super().__init__()
        self.play = play
        self.of = of
        self.how = how
        self.traded = traded
        self.place = orders.market_here(play.session)
        self.parts = board.parts_of(play.session.view(), self.place, of)

    def compose(self) -> ComposeResult:
        with Vertical(id="order"):
            yield Sheet(self.title_blocks(), id="order-head")
            yield Amount(
                orders.written(self.first(), self.parts),
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
        most = orders.most(self.play.session, self.of, self.how)
        return min(orders.step(self.play.session, self.of), most) if most else 0

    @property
    def amount(self) -> int:
        """The amount as it stands; raise `Refused` where it is none."""
        return orders.parsed(self.query_one(Amount).value, self.parts)

    def title_blocks(self) -> list[Block]:
        """Return what is dealt in, at what price, and in what unit."""
        turn = self.play.session.view()
        name = board.name_of(turn, self.place, self.of)
        lead = pair([Run(tr(orders.VERBS[self.how], thing=name), "title")], [Run(self.price(), "quiet")])
        return [
            lead,
            gap(),
            para(tr("How much, in {units_of}?", units_of=board.units_of(turn, self.place, self.of)), "quiet"),
        ]

    def price(self) -> str:
        """Return what a unit costs or fetches before the order; empty where coupons are handed in."""
        turn = self.play.session.view()
        now = orders.price(turn, self.place, self.of, self.how)
        if now is None or self.how == orders.REDEEM:
            return ""
        money = turn.scenario.currencies[now.currency]
        each = now.ask if self.how in orders.BUYING else now.bid
        unit = board.unit_of(turn, self.place, self.of)
        price = tongue().sum(board.fixed(each, money.minor), money.plural)
        return tr("{money} a {unit}", money=price, unit=unit) if each else ""

    def ticket_blocks(self) -> list[Block]:
        """Return what the order would do."""
        try:
            amount = self.amount if self.is_mounted else self.first()
        except Refused as refused:
            return [rule(), para(told(refused.sentence), "bad")]
        if not amount:
            # Nothing of it can be dealt in: a whole unit is refused with the reason why.
            amount = self.parts
        ticket = orders.ticket(self.play.session, self.of, amount, self.how)
        if ticket.refused:
            return [rule(), para(ticket.refused, "bad")]
        verb = (
            tr("it costs")
            if self.how in orders.BUYING
            else tr("you get")
            if self.how == orders.REDEEM
            else tr("it brings")
        )
        rows = [(verb, ticket.sum, "strong"), (tr("in rice"), ticket.rice, ""), (tr("that is"), ticket.each, "quiet")]
        rows += [(tr("to {who}", who=who), part, "warm") for who, part in ticket.shares]
        rows += [
            (tr("left of it"), ticket.left, "strong"),
            (tr("gain on what it cost"), ticket.gain, "bad" if ticket.gain.startswith("-") else "good"),
            (tr("then you have"), ticket.held, ""),
            (tr("and in the box"), ticket.cash, ""),
            (tr("the price goes"), ticket.price, "quiet"),
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
        field.value = orders.written(amount, self.parts)
        field.select_all()

    def action_step(self, by: int) -> None:
        try:
            now = self.amount
        except Refused:
            now = 0
        self.put(max(0, now + by * orders.step(self.play.session, self.of)))

    def action_most(self) -> None:
        self.put(orders.most(self.play.session, self.of, self.how))

    def action_turn(self) -> None:
        self.how = orders.TURNED[self.how]
        self.query_one("#order-head", Sheet).show(self.title_blocks())
        self.show()

    async def action_give(self) -> None:
        try:
            amount = self.amount
            beat = await asyncio.to_thread(self.play.do, orders.ACTIONS[self.how](self.of, amount))
        except Refused as refused:
            self.query_one("#ticket", Sheet).show([rule(), para(told(refused.sentence), "bad")])
            return
        self.dismiss()
        self.traded(beat)

    def action_cancel(self) -> None:
        self.dismiss()
