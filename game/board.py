"""The board: what a market asks and gives today for goods, notes and coupons, and how prices have gone."""

import re
from dataclasses import dataclass

from engine import coupons, deals, hidden, rates
from engine.market import Price
from engine.offers import Cost, Offer
from engine.scenario import Market, Quote
from engine.session import Session
from engine.turn import Turn
from game import words
from game.tongue import later, tongue, tr

DAYS = 60
"""How many days of prices are shown at most."""
SCARCE = 50
"""Percent of the usual supply below which a thing is called scarce."""
GOODS, NOTES, COUPONS = "goods", "notes", "coupons"
GROUPS = {GOODS: later("goods"), NOTES: later("notes of foreign money"), COUPONS: later("coupons")}
"""Sort of row -> what a group of them is called."""


@dataclass(frozen=True, slots=True)
class Row:
    """A good, notes or a coupon at a market today, and what is held of it."""

    of: str
    sort: str
    name: str
    unit: str
    money: str
    """The currency it is priced in; empty where that is the chapter's."""
    ask: str
    """What a unit costs, digits only."""
    bid: str
    """What a unit fetches; empty where nobody buys it back."""
    rice: str
    """What a unit costs in rice."""
    history: tuple[int, ...]
    """Middle prices, oldest first, today last; empty where nobody can say."""
    change: int
    """Percent since a week ago, or since the first day."""
    held: str
    """In the store that the market deals with; empty where none."""
    average: str
    """What a unit held has cost, empty where none is held or nobody noted it."""
    seized: bool
    scarce: str
    """`scarce` or `none today`; empty where there is enough."""
    hidden: str
    """What is asked behind the stalls; empty where no ceiling bites."""


def rows(session: Session) -> tuple[Row, ...]:
    """Return what the scene's market deals in: goods, then notes, then coupons, each in its order."""
    turn = session.view()
    place = session.scenario.markets.get(session.scene.market)
    return tuple(_row(turn, place, name) for name in names(place)) if place is not None else ()


def names(place: Market) -> tuple[str, ...]:
    """Return all that a market deals in."""
    return (*place.quotes, *place.notes, *place.coupons)


def sort_of(place: Market, name: str) -> str:
    """Return whether something dealt in is a good, notes or a coupon."""
    return NOTES if name in place.notes else COUPONS if name in place.coupons else GOODS


def name_of(turn: Turn, place: Market, name: str) -> str:
    """Return what something is called: `rice`, `dollars`, `petrol coupon`."""
    sort = sort_of(place, name)
    if sort == NOTES:
        return turn.scenario.currencies[name].plural
    return turn.scenario.coupons[name].name if sort == COUPONS else turn.scenario.goods[name].name


def parts_of(turn: Turn, place: Market, name: str) -> int:
    """Return smallest parts in a unit."""
    sort = sort_of(place, name)
    if sort == NOTES:
        return turn.scenario.currencies[name].minor
    return 1 if sort == COUPONS else turn.scenario.goods[name].parts


def unit_of(turn: Turn, place: Market, name: str) -> str:
    """Return what one of it is called: `kg`, `dollar`, `coupon`."""
    sort = sort_of(place, name)
    if sort == NOTES:
        return turn.scenario.currencies[name].name
    return tongue().unit(tr("coupon") if sort == COUPONS else turn.scenario.goods[name].counted)


def units_of(turn: Turn, place: Market, name: str) -> str:
    """Return in what it is counted: `kg`, `packs`, `dollars`, `coupons`."""
    sort = sort_of(place, name)
    if sort == NOTES:
        return turn.scenario.currencies[name].plural
    unit = "coupon" if sort == COUPONS else turn.scenario.goods[name].counted
    return unit if parts_of(turn, place, name) > 1 else words.plural(unit)


def held(turn: Turn, place: Market, name: str) -> int:
    """Return how much can be sold here, smallest parts: in the market's store, in the purse, or of coupons."""
    sort = sort_of(place, name)
    if sort == NOTES:
        return turn.cash(name)
    return coupons.held(turn, name) if sort == COUPONS else turn.held(name, place.store)


def cost(turn: Turn, place: Market, name: str) -> int:
    """Return what the amount held has cost, smallest parts of the money it is priced in; 0 where nobody noted it."""
    sort = sort_of(place, name)
    if sort == NOTES:
        return 0
    if sort == COUPONS:
        return turn.balances.get(coupons.account(turn.scenario.coupons[name]), 0)
    lot = turn.stock.get(f"{place.store}/{name}")
    money = place.quotes[name].currency or turn.scenario.money
    return (rates.converted(turn, lot.cost, turn.scenario.money, money, place) or 0) if lot is not None else 0


def quantity(turn: Turn, place: Market, name: str, amount: int) -> str:
    """Return an amount as `2.5 kg`, `40 dollars` or `3 coupons`."""
    sort = sort_of(place, name)
    if sort == NOTES:
        return words.money(amount, turn.scenario.currencies[name])
    return (
        words.count(amount, later("coupon")) if sort == COUPONS else words.quantity(amount, turn.scenario.goods[name])
    )


def price(turn: Turn, place: Market, name: str) -> Price | None:
    """Return the open prices of something dealt in; None where nobody can say them today."""
    if name in place.coupons and coupons.pump(turn, place, turn.scenario.coupons[name]) is None:
        return None
    return deals.price(turn, place, name)


def _row(turn: Turn, place: Market, name: str) -> Row:
    scenario, sort = turn.scenario, sort_of(place, name)
    now = price(turn, place, name)
    amount, parts = held(turn, place, name), parts_of(turn, place, name)
    paid = cost(turn, place, name)
    past = history(turn, place, name) if sort != COUPONS else ()
    week = past[max(0, len(past) - 8)] if past else 0
    behind = hidden.price(turn, place, name) if sort == GOODS else None
    if now is None:
        return Row(
            name, sort, name_of(turn, place, name), "", "", "", "", "", (), 0, "", "", False, tr("none today"), ""
        )
    currency = scenario.currencies[now.currency]
    return Row(
        name,
        sort,
        name_of(turn, place, name),
        unit_of(turn, place, name),
        "" if now.currency == scenario.money else currency.id,
        column(now.ask, currency.minor),
        column(now.bid, currency.minor) if now.bid else "",
        words.in_rice(turn, rates.value(turn, now.mid, now.currency, place)),
        (*past[:-1], now.mid) if past else (),
        round(100 * (now.mid - week) / week) if week else 0,
        quantity(turn, place, name, amount).removesuffix(f" {name_of(turn, place, name)}") if amount else "",
        column(paid * parts // amount, currency.minor) if amount and paid else "",
        sort == GOODS and scenario.goods[name].seized,
        scarcity(turn, place, now),
        column(behind.ask, scenario.currencies[behind.currency].minor) if behind is not None else "",
    )


def scarcity(turn: Turn, place: Market, now: Price) -> str:
    """Return `none today`, `scarce`, or nothing where what is usual is to be had."""
    if now.offered <= 0:
        return tr("none today")
    return tr("scarce") if 100 * now.offered < SCARCE * now.available else ""


def history(turn: Turn, place: Market, name: str) -> tuple[int, ...]:
    """Return the middle prices of a good or of notes over the last days, oldest first, today's last.

    Where a world has prices by date they reach back before the play; nothing here knows of tomorrow.
    """
    first = turn.day - DAYS + 1
    before: list[int] = []
    prices, quote = turn.paths.prices, place.quotes.get(name) or place.notes[name]
    if first < 1 and prices is not None and not quote.mid:
        days = (turn.scenario.ordinal(day) for day in range(first, 1))
        before = [prices.mid(name, place.place, day) for day in days if day >= prices.era.first]
    since = (turn.paths.mid(place.id, name, day) for day in range(max(1, first), turn.day + 1))
    return (*before, *since)


def quote_of(place: Market, name: str) -> Quote:
    """Return the quote of something dealt in."""
    return place.quotes.get(name) or place.notes.get(name) or place.coupons[name]


def fixed(amount: int, minor: int) -> str:
    """Return a sum in digits with all its places, so that a column of them can be compared."""
    whole, rest = divmod(abs(amount), minor)
    places = len(str(minor)) - 1
    return f"{'-' if amount < 0 else ''}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def column(amount: int, minor: int) -> str:
    """Return a price for a narrow column: with all its places below a thousand, rounded from there on."""
    return fixed(amount, minor) if abs(amount) < 1000 * minor else f"{(amount + minor // 2) // minor:,}"


# ---- what choices take ----------------------------------------------------------------------------------------------


def cost_text(session: Session, cost: Cost) -> str:
    """Return what a choice surely takes, with its worth in rice."""
    if cost.money:
        return words.sum_and_rice(session.view(), cost.amount, session.scenario.currencies[cost.of])
    return words.goods(cost.amount, session.scenario.goods[cost.of])


def noted(session: Session, offer: Offer) -> tuple[str, tuple[str, ...]]:
    """Return the author's note, rice put to the sum it names, and what it does not name, each money and good once."""
    note = offer.note
    others: dict[tuple[str, bool], int] = {}
    for cost in offer.costs:
        full = cost_text(session, cost)
        short = full.partition(" (")[0] if cost.money else full.partition(" of ")[0]
        # The sum itself: 200 yuan is not named by "3,200 yuan".
        named = re.search(rf"(?<![\d,.]){re.escape(short)}", note)
        if named is None:
            others[cost.of, cost.money] = others.get((cost.of, cost.money), 0) + cost.amount
        elif cost.money:
            note = f"{note[: named.start()]}{full}{note[named.end() :]}"
    return note, tuple(cost_text(session, Cost(of, amount, money)) for (of, money), amount in others.items())
