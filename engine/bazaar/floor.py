"""The floor: a market while one action is carried out, changed in place and frozen again when that is done."""

from dataclasses import replace
from types import MappingProxyType

from engine.bazaar.events import Broke, Event, Placed, Withdrawn
from engine.bazaar.rules import Rules
from engine.bazaar.state import CARRIERS, Holding, Household, Order, State, Trader
from engine.luck import Luck


class Floor:
    """A state that may be changed; every sum that moves comes from one account and goes to another."""

    def __init__(self, rules: Rules, seed: int, state: State) -> None:
        self.rules = rules
        self.luck = Luck(seed)
        self.state = state
        """Everything that is not below, as it stands."""
        self.holdings: dict[int, Holding] = dict(state.holdings)
        self.traders: dict[int, Trader] = dict(state.traders)
        self.asks: list[Order] = list(state.asks)
        self.bids: list[Order] = list(state.bids)
        self.waiting: list[Household] = list(state.waiting)
        self.events: list[Event] = []

    def change(self, **values: object) -> None:
        """Change what is plain."""
        self.state = replace(self.state, **values)  # type: ignore[arg-type]  # names and kinds are those of State

    def frozen(self) -> State:
        """Return the state as it is now."""
        return replace(
            self.state,
            holdings=MappingProxyType(self.holdings),
            traders=MappingProxyType(self.traders),
            asks=tuple(self.asks),
            bids=tuple(self.bids),
            waiting=tuple(self.waiting),
        )

    # ---- accounts

    def move(self, giver: int, taker: int, cash: int = 0, grain: int = 0) -> None:
        """Move won and kilograms from one account to another."""
        if giver == taker:
            return
        gave, took = self.holdings.get(giver, Holding()), self.holdings.get(taker, Holding())
        self.holdings[giver] = Holding(gave.cash - cash, gave.grain - grain)
        self.holdings[taker] = Holding(took.cash + cash, took.grain + grain)

    def note(self, seat: int, sold: int = 0, bought: int = 0) -> None:
        """Count what a seat traded today."""
        if (trader := self.traders.get(seat)) is not None:
            self.traders[seat] = replace(trader, sold=trader.sold + sold, bought=trader.bought + bought)

    @property
    def sellers(self) -> list[int]:
        """The seats that live by selling."""
        return [seat for seat, trader in self.traders.items() if self.rules.role(trader.role).sells]

    # ---- the book

    def place(self, seat: int, buys: bool, price: int, amount: int) -> None:
        """Lay an order into the book, behind those of its price that came before."""
        number = self.state.orders + 1
        self.change(orders=number)
        order, side = Order(number, seat, buys, price, amount), self.bids if buys else self.asks
        sign = -1 if buys else 1
        at = next((i for i, one in enumerate(side) if sign * one.price > sign * price), len(side))
        side.insert(at, order)
        self.events.append(Placed(number, seat, buys, price, amount))

    def shrink(self, order: Order, by: int) -> None:
        """Take an amount off an order in the book; one that is done leaves it."""
        side = self.bids if order.buys else self.asks
        at = next(i for i, one in enumerate(side) if one.number == order.number)
        if by == order.amount:
            del side[at]
        else:
            side[at] = replace(order, amount=order.amount - by)

    def withdraw(self, order: Order, why: str) -> None:
        """Take an order out of the book; a carrier takes the grain home again."""
        (self.bids if order.buys else self.asks).remove(order)
        self.events.append(Withdrawn(order.number, order.seat, order.amount, why))

    def clear(self, why: str, above: int = 0) -> None:
        """Take the orders above a price out of the book, with 0 all of them."""
        for order in [one for one in (*self.asks, *self.bids) if one.price > above]:
            self.withdraw(order, why)

    # ---- the agreement

    def keeps(self, seat: int, price: int) -> None:
        """Note that a seat asked or took a price, which may break what it agreed to."""
        state = self.state
        if seat != CARRIERS and seat in state.pledged and seat not in state.broken and price < state.agreement:
            self.change(broken=state.broken | {seat})
            self.events.append(Broke(seat, price))
