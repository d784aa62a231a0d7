"""The crowd: households that come to buy, carriers that come to sell; declared for ten sellers, drawn anew each day."""

from itertools import pairwise

from engine.bazaar import book
from engine.bazaar.events import Came
from engine.bazaar.floor import Floor
from engine.bazaar.rules import PER, Rules
from engine.bazaar.state import CARRIERS, HOUSEHOLDS, Household, Order, State
from engine.luck import Luck


def part(rules: Rules, state: State, what: str, day: int = 0) -> float:
    """Return what the shocks that are known leave of something today, or on a later day; 1 where nothing befalls it."""
    found = 1.0
    for name, last in sorted(state.shocks.items()):
        if (shock := rules.shock(name)) is not None and (not last or last >= day):
            found *= getattr(shock, what) / 100
    return found


def wanted(rules: Rules, price: float, sellers: int, demand: float) -> float:
    """Return how many kilograms households outside would buy in a day at a price."""
    points = rules.wants
    if price <= points[0][0]:
        amount: float = points[0][1]
    else:
        amount = 0.0
        for (low, many), (high, few) in pairwise(points):
            if low < price <= high:
                amount = many + (few - many) * (price - low) / (high - low)
    return amount * sellers / PER * demand


def limit(rules: Rules, amount: float) -> float:
    """Return the price at which ten sellers' households would buy so much in a day: `wanted` read backwards."""
    for (low, many), (high, few) in pairwise(rules.wants):
        if few <= amount <= many:
            return low + (high - low) * (many - amount) / (many - few)
    return float(rules.wants[0][0])


def households(rules: Rules, luck: Luck, state: State, sellers: int) -> list[Household]:
    """Return the households that come in the hour that begins now, in the order in which they come."""
    demand = part(rules, state, "demand")
    scale = sellers / PER * demand
    number = round(rules.wants[0][1] * scale / rules.each)
    found: list[tuple[float, Household]] = []
    for one in range(number):
        stream = f"bazaar.household.{one}"
        if int(luck.share(f"{stream}.hour", state.day) * len(rules.waves)) != state.wave:
            continue
        would = limit(rules, (one + 0.5) * rules.each / scale)
        would *= 1 + rules.varies / 100 * (2 * luck.share(stream, state.day) - 1)
        dares = luck.share(f"{stream}.dares", state.day) * 100 < rules.ceiling.dares
        household = Household(round(would / rules.tick) * rules.tick, rules.each, dares)
        found.append((luck.share(f"{stream}.turn", state.day), household))
    return [household for _, household in sorted(found)]


def carriers(floor: Floor) -> None:
    """Let the carriers come with the first hour: they ask what rice cost yesterday, or what the way is worth.

    Yesterday's average and not the last price: two who trade a kilogram between them at any price move the one little.
    """
    rules, state = floor.rules, floor.state
    scale = len(floor.sellers) / PER * part(rules, state, "carriers")
    for least, amount in rules.carriers:
        price = max(least, state.before)
        kilograms = round(amount * scale)
        if kilograms and not (state.ceiling and price > state.ceiling):
            _offer(floor, price, kilograms)


def _offer(floor: Floor, price: int, amount: int) -> None:
    """Sell a carrier's grain to the bids that stand at its price, and let the rest wait."""
    while amount and floor.bids and (best := floor.bids[0]).price >= price:
        part_ = min(amount, best.amount)
        book.sell_to(floor, best, CARRIERS, price, part_)
        amount -= part_
    if amount:
        floor.place(CARRIERS, False, price, amount)


def come(floor: Floor) -> None:
    """Let the next households come: those of this hour, and those who have not got what they came for."""
    state = floor.state
    if state.wave == 0:
        carriers(floor)
    new = households(floor.rules, floor.luck, state, len(floor.sellers))
    ceiling, left, wanted_, got = state.ceiling, [], 0, 0
    for one in (*floor.waiting, *new):

        def willing(order: Order, dares: bool = one.dares) -> bool:
            return dares or not ceiling or order.price <= ceiling

        rest = book.take(floor, HOUSEHOLDS, one.limit, one.amount, willing, one.limit)
        wanted_ += one.amount
        got += one.amount - rest
        if rest:
            left.append(one._replace(amount=rest))
    floor.waiting[:] = left
    floor.events.append(Came(state.day, state.wave, wanted_, got, sum(one.amount for one in left)))
    floor.change(wave=state.wave + 1)
