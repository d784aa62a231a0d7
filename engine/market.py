"""Markets: bid and ask by place and date, the price a trade itself moves, and what is to be had in a day."""

from dataclasses import dataclass

from engine.errors import Refused
from engine.events import Traded
from engine.goods import Lot, said
from engine.money import around, cost_down, cost_up
from engine.scenario import Market
from engine.turn import Turn, plain

MILLION = 1_000_000
DEPTH_MOVES = 100_000
"""Millionths by which a day's depth, traded, moves the middle price."""
RECOVERS = 70
"""Percent of such a move that is still there the next day. Both are ours: the documents give no figure."""
MOST_DEPTHS = 2
"""How many times the depth may be traded in a day; beyond that nobody sells or buys."""


@dataclass(frozen=True, slots=True)
class Price:
    """A good's prices of a unit today, smallest parts, and what may still be traded (smallest parts of the good)."""

    good: str
    bid: int
    ask: int
    mid: int
    available: int
    offered: int
    """What of it sellers have; less than may be traded where supply is short."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a trade would do: sum, amount, prices before and after."""

    good: str
    amount: int
    """Above 0: bought; below: sold."""
    sum: int
    price: Price
    after: Price


def price(turn: Turn, market: Market, good: str) -> Price:
    """Return a good's prices at a market now."""
    return _pressed(turn, market, good, 0, turn.values.get(f"traded.{market.id}.{good}", 0))


def _pressed(turn: Turn, market: Market, good: str, halves: int, traded: int) -> Price:
    """Prices once half as many smallest parts as `halves` more have been bought (below 0: sold).

    What presses on a price is kept as an amount of the good, so that many small orders move it as far as one large one.
    """
    quote = market.quotes[good]
    pressure = 2 * turn.values.get(f"impact.{market.id}.{good}", 0) + halves
    whole = 2 * quote.depth * MILLION
    mid = max(1, turn.paths.mid(market.id, good, turn.day) * (whole + DEPTH_MOVES * pressure) // whole)
    half, tick, supply = quote.spread / 200, 1, 100
    if (prices := turn.paths.prices) is not None and not quote.mid:
        day = turn.scenario.ordinal(turn.day)
        half, tick = prices.spread(good, market.place, day), prices.era.processes[good].tick
        supply = prices.supply(good, market.place, day)
    bid, ask = around(mid, half, tick)
    most = MOST_DEPTHS * quote.depth
    return Price(good, bid, ask, mid, max(0, most - traded), max(0, most * min(supply, 100) // 100 - traded))


def order(turn: Turn, market: Market, good: str, amount: int) -> Order:
    """Return what buying (amount above 0) or selling (below) would do; refuse what cannot be done."""
    quote = market.quotes.get(good)
    name = turn.scenario.goods[good].name if good in turn.scenario.goods else good
    if quote is None:
        raise Refused(f"Nobody deals in {name} here.")
    if amount == 0:
        raise Refused("Say how much.")
    now = price(turn, market, good)
    size = abs(amount)
    limit = now.offered if amount > 0 else now.available
    if size > limit:
        side = "to be had" if amount > 0 else "wanted"
        most = said(limit, turn.scenario.goods[good])
        raise Refused(f"No more than {most} is {side} today.")
    traded = turn.values.get(f"traded.{market.id}.{good}", 0) + size
    # The order pays, on average, half of the move it makes, so that a round trip never gains by it.
    half_way = _pressed(turn, market, good, amount, traded)
    if amount > 0:
        total = cost_up(half_way.ask, size, turn.scenario.goods[good])
        held = turn.cash()
        if total > held:
            money = turn.scenario.currencies[turn.scenario.money]
            raise Refused(
                f"That costs {plain(total, money.minor)} {money.plural}; you have {plain(held, money.minor)}."
            )
    else:
        total = cost_down(half_way.bid, size, turn.scenario.goods[good])
        there = turn.held(good, "home")
        if size > there:
            raise Refused(f"You have {said(there, turn.scenario.goods[good])} to sell.")
    return Order(good, amount, total, now, _pressed(turn, market, good, 2 * amount, traded))


def trade(turn: Turn, market: Market, good: str, amount: int) -> Order:
    """Buy (amount above 0) or sell (below) at the day's prices, book it, and let the price feel it."""
    done = order(turn, market, good, amount)
    money = turn.scenario.money
    key = f"{market.id}.{good}"
    size = abs(amount)
    name = turn.scenario.goods[good].name
    if amount > 0:
        turn.put(good, Lot(size, done.sum))
        turn.post(f"bought {name}", (turn.stock_account(good), done.sum), (turn.cash_account, -done.sum))
    else:
        sell_lot(turn, good, size, done.sum, f"sold {name}")
    turn.values[f"impact.{key}"] = turn.values.get(f"impact.{key}", 0) + amount
    turn.values[f"traded.{key}"] = turn.values.get(f"traded.{key}", 0) + size
    turn.events.append(Traded(good, amount, done.sum, money))
    return done


def sell_lot(turn: Turn, good: str, amount: int, total: int, memo: str, store: str = "home") -> None:
    """Book a sale: takings as income, the cost of what was sold as its expense."""
    lot = turn.take(good, amount, store)
    money = turn.scenario.money
    turn.post(memo, (turn.cash_account, total), (f"income:sale of {turn.scenario.goods[good].name}:{money}", -total))
    turn.post(
        f"cost of {turn.scenario.goods[good].name} sold",
        (f"expenses:cost of {turn.scenario.goods[good].name} sold:{money}", lot.cost),
        (turn.stock_account(good), -lot.cost),
    )


def next_day(turn: Turn) -> None:
    """Let the player's own marks on prices fade, and the day's trade begin anew."""
    values = turn.values
    for key in [k for k in values if k.startswith(("impact.", "traded."))]:
        if key.startswith("traded."):
            del values[key]
        else:
            left = abs(values[key]) * RECOVERS // 100 * (1 if values[key] > 0 else -1)
            if left:
                values[key] = left
            else:
                del values[key]


def market_of(turn: Turn) -> Market | None:
    """Return the market whose prices count now: the scene's, else the first declared."""
    scene = turn.scenario.scenes.get(turn.scene)
    name = (scene.market if scene is not None else "") or turn.scenario.home_market
    return turn.scenario.markets.get(name)
