"""The board: what a market asks and gives today, how its prices have gone, and what an order would do."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from engine import inspection, market
from engine.actions import Buy, Sell
from engine.errors import Refused
from engine.offers import Cost, Offer
from engine.scenario import Market
from engine.session import Session
from engine.turn import Turn
from game import words

DAYS = 30
"""How many days of prices are shown."""
MOST_WRITTEN = 10**9
"""An amount from which on it is not worked out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A good at a market today, and what is held of it."""

    good: str
    name: str
    unit: str
    ask: str
    """What a unit costs, digits only."""
    bid: str
    """What a unit fetches."""
    rice: str
    """What a unit costs in rice."""
    history: tuple[int, ...]
    """Middle prices, oldest first, today last."""
    change: int
    """Percent since a week ago, or since the first day."""
    held: str
    """Empty where none."""
    average: str
    """What a unit held has cost, empty where none is held."""
    seized: bool


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an order would do, in words; `refused` says why it cannot be given, and then the rest is empty."""

    refused: str = ""
    sum: str = ""
    rice: str = ""
    each: str = ""
    """What a unit comes to on average."""
    cash: str = ""
    """Cash afterwards."""
    held: str = ""
    """What is held afterwards."""
    price: str = ""
    """What the order does to the price."""
    gain: str = ""
    """Of a sale: the sum less what the goods have cost."""
    risk: str = ""


def rows(session: Session) -> tuple[Row, ...]:
    """Return the goods of the scene's market in its order."""
    turn = session.view()
    place = session.scenario.markets.get(session.scene.market)
    return tuple(_row(turn, place, good) for good in place.quotes) if place is not None else ()


def _row(turn: Turn, place: Market, good_id: str) -> Row:
    good = turn.scenario.goods[good_id]
    minor = turn.scenario.currencies[turn.scenario.money].minor
    now = market.price(turn, place, good_id)
    past = tuple(turn.paths.mid(place.id, good_id, day) for day in range(max(1, turn.day - DAYS + 1), turn.day + 1))
    week = past[max(0, len(past) - 8)]
    lots = [lot for key, lot in turn.stock.items() if key.endswith("/" + good_id)]
    amount, cost = sum(lot.amount for lot in lots), sum(lot.cost for lot in lots)
    return Row(
        good_id,
        good.name,
        good.unit,
        fixed(now.ask, minor),
        fixed(now.bid, minor),
        words.in_rice(turn, now.mid),
        (*past[:-1], now.mid),
        round(100 * (now.mid - week) / week) if week else 0,
        words.quantity(amount, good) if amount else "",
        fixed(cost * good.parts // amount, minor) if amount else "",
        good.seized,
    )


def fixed(amount: int, minor: int) -> str:
    """Return a sum in digits with all its places, so that a column of them can be compared."""
    whole, rest = divmod(abs(amount), minor)
    places = len(str(minor)) - 1
    return f"{'-' if amount < 0 else ''}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def amount_of(session: Session, good: str, text: str) -> int:
    """Return what a player wrote as an amount, in smallest parts; raise `Refused` where it is none."""
    parts = session.scenario.goods[good].parts
    text = text.strip()
    if re.search(r"\d,\d{3}(?!\d)", text):
        raise Refused("Write 2.5 with a point, and thousands without a comma.")
    try:
        value = Decimal(text.replace(",", ".") or "0")
    except InvalidOperation:
        raise Refused("Write the amount in digits.") from None
    if value >= MOST_WRITTEN:
        raise Refused("That is more than any market holds.")
    amount = round(value * parts)
    if amount <= 0:
        raise Refused("Write an amount above nothing.")
    if parts == 1 and value != amount:
        raise Refused("This is sold in whole pieces.")
    return amount


def written(session: Session, good: str, amount: int) -> str:
    """Return an amount as it would be typed."""
    return words.digits(amount, session.scenario.goods[good].parts).replace(",", "")


def step(session: Session, good: str) -> int:
    """Return by how much a key moves an amount: a unit, or a tenth of the day's depth where that is more."""
    rule = session.scenario.goods[good]
    place = session.scenario.markets[session.scene.market]
    tenth = place.quotes[good].depth // 10
    return max(rule.parts, tenth - tenth % rule.parts)


def most(session: Session, good: str, buying: bool) -> int:
    """Return the most that can be bought with the cash there is, or sold of what lies at home."""
    turn = session.view()
    place = session.scenario.markets[session.scene.market]
    now = market.price(turn, place, good)
    limit = now.offered if buying else min(now.available, turn.held(good, "home"))
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        try:
            session.preview(Buy(good, middle) if buying else Sell(good, middle))
            low = middle
        except Refused:
            high = middle - 1
    parts = session.scenario.goods[good].parts
    return low - low % max(1, parts // 10) if buying else low


def ticket(session: Session, good: str, amount: int, buying: bool) -> Ticket:
    """Return what an order would do."""
    try:
        order = session.preview(Buy(good, amount) if buying else Sell(good, amount))
    except Refused as refused:
        return Ticket(refused=refused.sentence)
    turn = session.view()
    rule = session.scenario.goods[good]
    money = session.scenario.currencies[session.scenario.money]
    side = 1 if buying else -1
    before, after = (order.price.ask, order.after.ask) if buying else (order.price.bid, order.after.bid)
    held = turn.held(good) + side * amount
    return Ticket(
        sum=words.money(order.sum, money),
        rice=words.in_rice(turn, order.sum),
        each=words.price(order.sum * rule.parts // amount, money, rule),
        cash=words.sum_and_rice(turn, turn.cash() - side * order.sum, money),
        held=words.goods(held, rule) if held else f"no {rule.name}",
        price="unchanged"
        if before == after
        else f"{fixed(before, money.minor)} to {fixed(after, money.minor)} {money.plural} a {rule.unit}",
        gain="" if buying else words.signed(order.sum - _cost(turn, good, amount), money),
        risk=risk(session, good),
    )


def _cost(turn: Turn, good: str, amount: int) -> int:
    lot = turn.stock.get(f"home/{good}")
    return lot.cost * amount // lot.amount if lot is not None and lot.amount else 0


def risk(session: Session, good: str) -> str:
    """Return how likely those who seize a good are today; empty where nobody wants it."""
    if not session.scenario.goods[good].seized:
        return ""
    turn = session.view()
    said = [
        f"{patrol.name} come on {words.chance(inspection.chance(turn, patrol))} trading days and take it"
        for patrol in session.scenario.patrols.values()
    ]
    return words.sentence("; ".join(said)) if said else ""


def cost_text(session: Session, cost: Cost) -> str:
    """Return what a choice surely takes, with its worth in rice."""
    if cost.money:
        return words.sum_and_rice(session.view(), cost.amount, session.scenario.currencies[cost.of])
    return words.goods(cost.amount, session.scenario.goods[cost.of])


def noted(session: Session, offer: Offer) -> tuple[str, tuple[str, ...]]:
    """Return the author's note, with rice put to the sum it names, and the costs that it does not name."""
    note, others = offer.note, []
    for cost in offer.costs:
        full = cost_text(session, cost)
        short = full.partition(" (")[0] if cost.money else full.partition(" of ")[0]
        if short not in note:
            others.append(full)
        elif cost.money:
            note = note.replace(short, full, 1)
    return note, tuple(others)
