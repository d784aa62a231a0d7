"""Markets: bid and ask by place and date, the price a trade itself moves, and what is to be had in a day."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from engine import levers, rates, shares
from engine.errors import Refused
from engine.events import Traded
from engine.goods import HOME, Lot, said
from engine.money import around, cost_down, cost_up
from engine.said import booked
from engine.scenario import Market, Quote
from engine.turn import Turn, plain

MILLION = 1_000_000
DEPTH_MOVES = 100_000
"""Millionths by which a day's depth, traded, moves the middle price."""
RECOVERS = 70
"""Percent of such a move that is still there the next day. Both are ours: the documents give no figure."""
MOST_DEPTHS = 2
"""How many times the depth may be traded in a day; beyond that nobody sells or buys."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a good, notes or coupons are dealt in today, before the player's own orders press on the price."""

    of: str
    key: str
    """What the marks of orders are kept under: `market.good`."""
    currency: str
    mid: int
    half: float
    """Part of the middle by which the bid lies below it, and the ask above it unless `above` says otherwise."""
    parts: int
    depth: int
    say: Callable[[int], str]
    """Tells an amount."""
    tick: int = 1
    supply: int = 100
    most: int = MOST_DEPTHS
    above: float | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """Prices of a unit today, smallest parts, and what may still be traded (smallest parts of the good)."""

    good: str
    bid: int
    ask: int
    mid: int
    available: int
    offered: int
    """What of it sellers have; less than may be traded where supply is short."""
    currency: str = ""
    """The money it is priced in."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a deal would do: sum, amount, prices before and after, and what may come of it."""

    good: str
    """A good, a currency or a coupon."""
    amount: int
    """Above 0: bought; below: sold, or handed in."""
    sum: int
    price: Price
    after: Price
    currency: str
    """The money of the sum."""
    risk: float = 0.0
    """Chance (0-1) that the deal is caught: the sum of a purchase, or the goods of a sale, are lost then."""
    fakes: float = 0.0
    """Chance (0-1) that some of the notes bought, a tenth to all of them, are bad."""
    shares: tuple[tuple[str, int], ...] = ()
    """(share, what it takes of the sum), for a sale of goods."""
    goods: int = 0
    """Smallest parts of the goods that coupons are handed in for."""


def price(turn: Turn, market: Market, good: str) -> Price:
    """Return a good's prices at a market now."""
    quote = market.quotes[good]
    now = priced(turn, _terms(turn, market, quote))
    return now if quote.buys else replace(now, bid=0)


def _terms(turn: Turn, market: Market, quote: Quote) -> Terms:
    rule = turn.scenario.goods[quote.good]
    currency = quote.currency or turn.scenario.money
    return terms(turn, market, quote, currency, rule.parts, lambda amount: said(amount, rule))


def terms(turn: Turn, market: Market, quote: Quote, currency: str, parts: int, say: Callable[[int], str]) -> Terms:
    """Return the terms of a quote of goods or notes: the era's at the market's place, or its own."""
    name = quote.good
    mid = levers.dearer(turn, name, turn.paths.mid(market.id, name, turn.day))
    half, tick, supply = quote.spread / 200, 1, 100
    if (prices := turn.paths.prices) is not None and not quote.mid:
        day = turn.scenario.ordinal(turn.day)
        half, tick = prices.spread(name, market.place, day), prices.era.processes[name].tick
        supply = prices.supply(name, market.place, day)
    return Terms(name, f"{market.id}.{name}", currency, mid, half, parts, quote.depth, say, tick, supply)


def priced(turn: Turn, on: Terms) -> Price:
    """Return the prices that the player's own orders have left of some terms."""
    return _pressed(turn, on, 0, turn.values.get(f"traded.{on.key}", 0))


def _pressed(turn: Turn, on: Terms, halves: int, traded: int) -> Price:
    """Prices once half as many smallest parts as `halves` more have been bought (below 0: sold).

    What presses on a price is kept as an amount of the good, so that many small orders move it as far as one large one.
    """
    pressure = 2 * turn.values.get(f"impact.{on.key}", 0) + halves
    whole = 2 * on.depth * MILLION
    mid = max(1, on.mid * (whole + DEPTH_MOVES * pressure) // whole)
    bid, ask = around(mid, on.half, on.tick, on.above)
    most = on.most * on.depth
    offered = max(0, most * min(on.supply, 100) // 100 - traded)
    return Price(on.of, bid, ask, mid, max(0, most - traded), offered, on.currency)


def order(turn: Turn, market: Market, good: str, amount: int) -> Order:
    """Return what buying (amount above 0) or selling (below) would do; refuse what cannot be done."""
    quote = market.quotes.get(good)
    if quote is None:
        name = turn.scenario.goods[good].name if good in turn.scenario.goods else good
        raise Refused("Nobody deals in {name} here.", name=name)
    if amount < 0 and not quote.buys:
        raise Refused("Nobody here takes {good} off people; it is only sold.", good=turn.scenario.goods[good].name)
    return shared(turn, weigh(turn, _terms(turn, market, quote), amount, turn.held(good, market.store)))


def shared(turn: Turn, done: Order) -> Order:
    """Return an order for goods with what others take of a sale."""
    return done if done.amount > 0 else replace(done, shares=shares.parts(turn, done.good, done.sum))


def weigh(turn: Turn, on: Terms, amount: int, held: int) -> Order:
    """Return what buying (amount above 0) or selling (below; `held` is there) on some terms would do, or refuse it."""
    if amount == 0:
        raise Refused("Say how much.")
    now = priced(turn, on)
    size = abs(amount)
    limit = now.offered if amount > 0 else now.available
    if size > limit:
        raise Refused(
            "No more than {amount} is to be had today." if amount > 0 else "No more than {amount} is wanted today.",
            amount=on.say(limit),
        )
    traded = turn.values.get(f"traded.{on.key}", 0) + size
    # The order pays, on average, half of the move it makes, so that a round trip never gains by it.
    half_way = _pressed(turn, on, amount, traded)
    if amount > 0:
        total = cost_up(half_way.ask, size, on)
        afford(turn, total, on.currency)
    else:
        total = cost_down(half_way.bid, size, on)
        if size > held:
            raise Refused("You have {amount} to sell.", amount=on.say(held))
    return Order(on.of, amount, total, now, _pressed(turn, on, 2 * amount, traded), on.currency)


def afford(turn: Turn, total: int, currency: str) -> None:
    """Refuse a sum that is more than the cash there is."""
    held = turn.cash(currency)
    if total > held:
        money = turn.scenario.currencies[currency]
        raise Refused(
            "That costs {amount} {money}; you have {held}.",
            amount=plain(total, money.minor), money=money.plural, held=plain(held, money.minor),
        )  # fmt: skip


def trade(turn: Turn, market: Market, good: str, amount: int) -> Order:
    """Buy (amount above 0) or sell (below) at the day's prices, book it, and let the price feel it."""
    done = order(turn, market, good, amount)
    settle(turn, market, done)
    mark(turn, f"{market.id}.{good}", amount)
    return done


def settle(turn: Turn, market: Market, done: Order) -> None:
    """Book a deal in goods: what is bought into the market's store, what is sold out of it, and what others take."""
    name = booked(turn.scenario.goods[done.good].name)
    if done.amount > 0:
        # What goods cost is kept in the chapter's money; what was paid in another, at the day's middle rate.
        cost = rates.value(turn, done.sum, done.currency, market)
        turn.put(done.good, Lot(done.amount, cost), market.store)
        cash = f"assets:cash:{done.currency}"
        rates.swap(turn, f"bought {name}", turn.stock_account(done.good), cost, cash, done.sum)
    else:
        sell_lot(turn, done.good, -done.amount, done.sum, f"sold {name}", market.store, done.currency)
    turn.events.append(Traded(done.good, done.amount, done.sum, done.currency))
    if done.amount < 0:
        shares.take(turn, done.good, done.sum, done.currency)


def mark(turn: Turn, key: str, amount: int) -> None:
    """Keep what an order does to a price and to what may still be traded today."""
    turn.values[f"impact.{key}"] = turn.values.get(f"impact.{key}", 0) + amount
    turn.values[f"traded.{key}"] = turn.values.get(f"traded.{key}", 0) + abs(amount)


def sell_lot(turn: Turn, good: str, amount: int, total: int, memo: str, store: str = HOME, currency: str = "") -> None:
    """Book a sale: takings as income, the cost of what was sold as its expense."""
    lot = turn.take(good, amount, store)
    money = currency or turn.scenario.money
    name = booked(turn.scenario.goods[good].name)
    turn.post(memo, (f"assets:cash:{money}", total), (f"income:sale of {name}:{money}", -total))
    turn.post(
        f"cost of {name} sold",
        (f"expenses:cost of {name} sold:{turn.scenario.money}", lot.cost),
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
