"""A stall's day: what is carried up, cooked, asked for, sold, left over, and bought for the next day.

The memoir gives 2-3 bowls on a bad day and more than 10 on a good one; how price, portion and weather move the
number is ours, and each figure stands in the world's YAML.
"""

from math import exp

from engine import market as markets
from engine.errors import Refused
from engine.events import Noticed, PortionsServed, StallTraded
from engine.goods import HOME, Lot
from engine.goods import STALL as UP
from engine.said import booked
from engine.scenario import Stall
from engine.turn import Turn
from engine.world import StallDay

REGULARS_STEP = 3
"""Most points by which one day moves the custom of those who come again."""


def takings_account(turn: Turn) -> str:
    """Return the account of the day's takings, not yet in the box."""
    return f"assets:takings:{turn.scenario.money}"


def takings(turn: Turn) -> int:
    """Return the day's takings, smallest parts."""
    return turn.balances.get(takings_account(turn), 0)


def open_up(turn: Turn, stall: Stall) -> None:
    """Carry up, cook, and sell to those who come."""
    if stall.carry_dial:
        carried = turn.take(stall.portion_good, turn.values[stall.carry_dial])
        turn.put(stall.portion_good, carried, UP)
    cooked = _cook(turn, stall)
    came = customers(turn, stall)
    sold = min(cooked, came)
    turn.stalls[stall.id] = StallDay(cooked, came, sold)
    money = sold * turn.values[stall.price]
    if money:
        turn.post(
            booked(stall.name),
            (takings_account(turn), money),
            (f"income:{booked(stall.name)}:{turn.scenario.money}", -money),
        )
    turn.events.append(StallTraded(stall.id, turn.day, cooked, came, sold, money))
    if cooked:
        _remember(turn, stall.id, sold)
        _regulars(turn, stall, came > sold)


def _remember(turn: Turn, stall: str, sold: int) -> None:
    """Keep the run's figures: portions sold in all, on the best day and on the worst."""
    values = turn.values
    values[f"sold_in_all.{stall}"] = values.get(f"sold_in_all.{stall}", 0) + sold
    values[f"most_sold.{stall}"] = max(values.get(f"most_sold.{stall}", 0), sold)
    values[f"least_sold.{stall}"] = min(values.get(f"least_sold.{stall}", sold), sold)


def _cook(turn: Turn, stall: Stall) -> int:
    """Cook up to the dial, as far as everything is there; note the first thing that is short."""
    wanted = turn.values[stall.cooks]
    portion = turn.values[stall.portion_dial] if stall.portion_dial else stall.portion_usual
    cooked, short = wanted, ""
    meat = turn.held(stall.portion_good, UP if stall.carry_dial else HOME)
    if portion and meat // portion < cooked:
        cooked, short = meat // portion, stall.portion_good
    for good, amount in stall.recipe:
        if amount and turn.held(good, HOME) // amount < cooked:
            cooked, short = turn.held(good, HOME) // amount, good
    for good, amount in stall.fuel:
        if cooked and turn.held(good, HOME) < amount:
            cooked, short = 0, good
    if short and wanted:
        turn.events.append(Noticed("missing", short))
        turn.stop = True
    if cooked <= 0:
        return 0
    turn.use(
        stall.portion_good,
        cooked * portion,
        booked(stall.name),
        "into the pot",
        UP if stall.carry_dial else HOME,
        False,
    )
    for good, amount in stall.recipe:
        turn.use(good, cooked * amount, booked(stall.name), "into the pot", HOME, False)
    for good, amount in stall.fuel:
        turn.use(good, amount, booked(stall.name), "under the pot", HOME, False)
    return cooked


def customers(turn: Turn, stall: Stall) -> int:
    """Return how many come today: the usual number, moved by weather, price, portion, regulars and the day's luck."""
    mean = stall.mean * stall.weather.get(turn.paths.weather(turn.day), 100) / 100
    price = max(1, turn.values[stall.price])
    mean *= (stall.fair / price) ** (stall.price_effect / 100)
    if stall.portion_dial:
        portion = max(1, turn.values[stall.portion_dial])
        mean *= (portion / stall.portion_usual) ** (stall.portion_effect / 100)
    if stall.regulars:
        mean *= 0.6 + 0.8 * turn.values[stall.regulars] / 100
    spread = stall.spread / 100
    luck = exp(spread * turn.luck.normal(f"customers.{stall.id}", turn.day) - spread * spread / 2)
    return max(0, min(stall.most, int(mean * luck + 0.5)))


def _regulars(turn: Turn, stall: Stall, turned_away: bool) -> None:
    """People who were served well come again; thin bowls, high prices and an empty pot are remembered."""
    if not stall.regulars:
        return
    portion = turn.values[stall.portion_dial] if stall.portion_dial else stall.portion_usual
    fairness = 100 * portion * stall.fair // (stall.portion_usual * max(1, turn.values[stall.price]))
    goal = min(90, max(10, fairness // 2 - (5 if turned_away else 0)))
    gap = goal - turn.values[stall.regulars]
    if gap:
        turn.add(stall.regulars, max(-REGULARS_STEP, min(REGULARS_STEP, gap // 4 or (1 if gap > 0 else -1))))


def serve(turn: Turn, stall: Stall, portions: int) -> None:
    """Sell more of what was cooked, as far as it goes."""
    today = turn.stall(stall.id)
    more = min(portions, today.cooked - today.sold)
    if more > 0:
        money = more * turn.values[stall.price]
        turn.stalls[stall.id] = today._replace(sold=today.sold + more, customers=today.customers + more)
        turn.post(
            booked(stall.name),
            (takings_account(turn), money),
            (f"income:{booked(stall.name)}:{turn.scenario.money}", -money),
        )
        turn.events.append(PortionsServed(stall.id, more, money))


def pack_up(turn: Turn, stall: Stall) -> None:
    """Put the takings in the box, carry everything home, and buy what the dials say for tomorrow."""
    opened = turn.stalls.pop(stall.id, None)
    today = opened or StallDay()
    money = takings(turn)
    if money:
        turn.post("takings put away", (turn.cash_account, money), (takings_account(turn), -money))
    for key in [k for k in turn.stock if k.startswith(UP + "/")]:
        lot = turn.stock.pop(key)
        turn.put(key.partition("/")[2], lot)
    left = today.cooked - today.sold
    if left > 0 and stall.leftovers:
        turn.put(stall.leftovers, Lot(left, 0))
    if opened is not None:
        shop(turn, stall)


def shop(turn: Turn, stall: Stall) -> None:
    """Buy each good up to its dial at the day's ask, as far as money and the market go."""
    market = turn.scenario.markets[stall.market]
    for good, dial in stall.keep:
        short = turn.values[dial] - turn.held(good, HOME)
        if short <= 0:
            continue
        parts = turn.scenario.goods[good].parts
        now = markets.price(turn, market, good)
        afford = turn.cash(now.currency) * parts // (now.ask * 11 // 10 + 1)
        amount = min(short, now.offered, afford)
        # Nobody weighs out less than a tenth of a unit.
        amount -= amount % max(1, parts // 10)
        if amount > 0:
            try:
                markets.trade(turn, market, good, amount)
            except Refused:
                continue
