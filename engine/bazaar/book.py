"""The book: orders meet by price, then by time, at the price of the one that lay there first."""

from collections.abc import Callable

from engine.bazaar.events import Seized, Traded
from engine.bazaar.floor import Floor
from engine.bazaar.state import CARRIERS, SEIZED, Order
from engine.errors import Refused

MOST_ORDERS = 12
"""Orders that one seat may have in the book."""
MOST = 9_999
"""Kilograms of one order."""


def bid(floor: Floor, seat: int, price: int, amount: int, hidden: bool) -> None:
    """Buy what is offered at a price or below, and let the rest wait; raise `Refused` where that cannot be."""
    _checked(floor, seat, price, amount, hidden, True)
    free = floor.frozen().free(seat).cash
    if price * amount > free:
        most = free // price
        more = f"It is enough for {most:,} kg at that price." if most else "That is not enough for one kilogram."
        raise Refused(f"You have {free:,} {floor.rules.money} that no order ties up. {more}")
    left = take(floor, seat, price, amount, lambda _: True)
    if left:
        floor.place(seat, True, price, left)


def ask(floor: Floor, seat: int, price: int, amount: int, hidden: bool) -> None:
    """Sell to those who bid a price or more, and let the rest wait; raise `Refused` where that cannot be."""
    _checked(floor, seat, price, amount, hidden, False)
    free = floor.frozen().free(seat).grain
    if amount > free:
        raise Refused(f"You have {free:,} kg that no order offers already.")
    floor.keeps(seat, price)
    left = amount
    while left and floor.bids and (best := floor.bids[0]).price >= price:
        at = _capped(floor, best.price, price)
        part = min(left, best.amount)
        if _found(floor, at):
            _seize(floor, seat, left, 0)
            return
        _trade(floor, best, best.seat, seat, at, part, 0)
        left -= part
    if left:
        floor.place(seat, False, price, left)


def take(floor: Floor, buyer: int, limit: int, amount: int, willing: Callable[[Order], bool], worth: int = 0) -> int:
    """Buy from the asks in the book up to a price, and return what was not to be had."""
    for best in list(floor.asks):
        if not amount or best.price > limit:
            break
        if not willing(best):
            continue
        part = min(amount, best.amount)
        if best.seat != CARRIERS and _found(floor, best.price):
            _seize(floor, best.seat, best.amount, best.number)
            floor.shrink(best, best.amount)
            continue
        _trade(floor, best, buyer, best.seat, best.price, part, worth)
        amount -= part
    return amount


def sell_to(floor: Floor, best: Order, seller: int, price: int, amount: int) -> None:
    """Sell to the best bid at its price, but no dearer than is ordered where the seller stands in the open."""
    _trade(floor, best, best.seat, seller, _capped(floor, best.price, price), amount, 0)


def cancel(floor: Floor, seat: int, number: int) -> None:
    """Take one's own order back; raise `Refused` where it is not there or another's."""
    for order in (*floor.asks, *floor.bids):
        if order.number == number and order.seat == seat and seat != CARRIERS:
            floor.withdraw(order, "own")
            return
    raise Refused("That order is no longer in the book.")


def _checked(floor: Floor, seat: int, price: int, amount: int, hidden: bool, buys: bool) -> None:
    rules, state = floor.rules, floor.state
    if seat not in floor.traders:
        raise Refused("This seat is not at the market.")
    if not 1 <= amount <= MOST:
        raise Refused(f"An order is for 1 to {MOST:,} kg.")
    if not rules.tick <= price <= rules.highest:
        raise Refused(f"A price lies between {rules.tick:,} and {rules.highest:,} {rules.money} a kilogram.")
    if price % rules.tick:
        raise Refused(f"Prices go by {rules.tick:,} {rules.money}: {price // rules.tick * rules.tick:,}, for instance.")
    if state.ceiling and price > state.ceiling and not hidden:
        ordered = f"The price is ordered: no more than {state.ceiling:,} {rules.money}."
        raise Refused(f"{ordered} Above it one trades behind the stalls only.")
    across = floor.asks if buys else floor.bids
    if any(one.seat == seat and (one.price <= price if buys else one.price >= price) for one in across):
        raise Refused("That would be trading with yourself. Take your other order back first.")
    if sum(one.seat == seat for one in (*floor.asks, *floor.bids)) >= MOST_ORDERS:
        raise Refused(f"You have {MOST_ORDERS} orders in the book. Take one back first.")


def _capped(floor: Floor, resting: int, price: int) -> int:
    """Return a trade's price: that of the order that lay there, but no more than is ordered to a seller in the open."""
    ceiling = floor.state.ceiling
    return ceiling if ceiling and price <= ceiling < resting else resting


def _found(floor: Floor, price: int) -> bool:
    """Return whether a sale behind the stalls is found: luck, keyed by the number of the trade."""
    state = floor.state
    if not state.ceiling or price <= state.ceiling:
        return False
    return floor.luck.share("bazaar.found", state.trades + 1) * 100 < floor.rules.ceiling.risk


def _seize(floor: Floor, seller: int, amount: int, order: int) -> None:
    number = floor.state.trades + 1
    floor.change(trades=number)
    floor.move(seller, SEIZED, grain=amount)
    floor.events.append(Seized(number, seller, order, amount))


def _trade(floor: Floor, resting: Order, buyer: int, seller: int, price: int, amount: int, worth: int) -> None:
    state = floor.state
    hidden = bool(state.ceiling and price > state.ceiling)
    floor.move(buyer, seller, cash=price * amount)
    floor.move(seller, buyer, grain=amount)
    floor.shrink(resting, amount)
    floor.note(seller, sold=amount)
    floor.note(buyer, bought=amount)
    floor.change(
        trades=state.trades + 1, last=price, volume=state.volume + amount, turnover=state.turnover + price * amount,
        hidden=state.hidden + amount * hidden,
    )  # fmt: skip
    floor.events.append(Traded(state.trades + 1, buyer, seller, price, amount, hidden, resting.number, worth))
    floor.keeps(seller, price)
