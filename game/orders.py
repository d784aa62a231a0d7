"""Orders: how a player may deal, in the open, behind the stalls or by coupons handed in, and what would come of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from engine import deals, hidden, inspection, rates
from engine.actions import Buy, BuyHidden, Redeem, Sell, SellHidden
from engine.errors import Refused
from engine.market import Order, Price
from engine.money import Currency
from engine.scenario import Market
from engine.session import Session
from engine.turn import Turn
from game import board, words
from game.affairs import thing
from game.tongue import later, told, tr

MOST_WRITTEN = 10**9
"""An amount from which on it is not worked out."""
BUY, SELL, BUY_HIDDEN, SELL_HIDDEN, REDEEM = "buy", "sell", "buy_hidden", "sell_hidden", "redeem"
ACTIONS: dict[str, Callable[[str, int], deals.Deal]] = {
    BUY: Buy, SELL: Sell, BUY_HIDDEN: BuyHidden, SELL_HIDDEN: SellHidden, REDEEM: Redeem,
}  # fmt: skip
"""How -> the action of it."""
VERBS = {
    BUY: later("Buy {thing}"), SELL: later("Sell {thing}"), BUY_HIDDEN: later("Buy behind the stalls: {thing}"),
    SELL_HIDDEN: later("Sell behind the stalls: {thing}"), REDEEM: later("Hand in {thing}"),
}  # fmt: skip
TURNED = {BUY: SELL, SELL: BUY, BUY_HIDDEN: SELL_HIDDEN, SELL_HIDDEN: BUY_HIDDEN, REDEEM: REDEEM}
"""How -> the other way round."""
BUYING = (BUY, BUY_HIDDEN)


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
    shares: tuple[tuple[str, str], ...] = ()
    """(who, what they take of a sale)."""
    left: str = ""
    """What is left of a sale after that; empty where nobody takes anything."""
    risk: str = ""


def how_of(action: deals.Deal) -> str:
    """Return how a deal is done."""
    return next(how for how, kind in ACTIONS.items() if kind is type(action))


def market_here(session: Session) -> Market:
    """Return the market of the scene; raise `Refused` where there is none."""
    return deals.market_here(session.view(), session.scene)


def price(turn: Turn, place: Market, name: str, how: str) -> Price | None:
    """Return the prices a deal would be at, before the order; None where there are none."""
    if how in (BUY_HIDDEN, SELL_HIDDEN):
        return hidden.price(turn, place, name)
    return board.price(turn, place, name)


def amount_of(session: Session, name: str, text: str) -> int:
    """Return what a player wrote as an amount, in smallest parts; raise `Refused` where it is none."""
    parts = board.parts_of(session.view(), market_here(session), name)
    return parsed(text, parts)


def parsed(text: str, parts: int) -> int:
    """Return a written amount in smallest parts; raise `Refused` where it is none above nothing."""
    text = text.strip()
    if re.search(r"\d,\d{3}(?!\d)", text):
        raise Refused(tr("Write 2.5 with a point, and thousands without a comma."))
    try:
        value = Decimal(text.replace(",", ".") or "0")
    except InvalidOperation:
        raise Refused(tr("Write the amount in digits.")) from None
    if value >= MOST_WRITTEN:
        raise Refused(tr("That is more than any market holds."))
    amount = round(value * parts)
    if amount <= 0:
        raise Refused(tr("Write an amount above nothing."))
    if parts == 1 and value != amount:
        raise Refused(tr("This is counted in whole pieces."))
    return amount


def written(amount: int, parts: int) -> str:
    """Return an amount as it would be typed."""
    return words.digits(amount, parts).replace(",", "")


def step(session: Session, name: str) -> int:
    """Return by how much a key moves an amount: a unit, or a tenth of the day's depth where that is more."""
    place = market_here(session)
    parts = board.parts_of(session.view(), place, name)
    tenth = board.quote_of(place, name).depth // 10
    return max(parts, tenth - tenth % parts)


def most(session: Session, name: str, how: str) -> int:
    """Return the most that can be dealt in: with the cash there is, of what is held, of what is to be had."""
    turn, place = session.view(), market_here(session)
    limit = board.held(turn, place, name)
    if how != REDEEM:
        now = price(turn, place, name, how)
        if now is None:
            return 0
        limit = now.offered if how in BUYING else min(now.available, limit)
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        try:
            session.preview(ACTIONS[how](name, middle))
            low = middle
        except Refused:
            high = middle - 1
    parts = board.parts_of(turn, place, name)
    return low - low % max(1, parts // 10) if how in BUYING else low


def ticket(session: Session, name: str, amount: int, how: str) -> Ticket:
    """Return what an order would do."""
    try:
        order = session.preview(ACTIONS[how](name, amount))
    except Refused as refused:
        return Ticket(refused=told(refused.sentence))
    turn, place = session.view(), market_here(session)
    if how == REDEEM:
        return _redeemed(turn, place, order)
    money = session.scenario.currencies[order.currency]
    parts, side = board.parts_of(turn, place, name), 1 if how in BUYING else -1
    before, after = (order.price.ask, order.after.ask) if how in BUYING else (order.price.bid, order.after.bid)
    taken = sum(part for _, part in order.shares)
    left = board.held(turn, place, name) + side * amount
    unit = board.unit_of(turn, place, name)
    return Ticket(
        sum=words.money(order.sum, money),
        rice=words.in_rice(turn, rates.value(turn, order.sum, order.currency, place)),
        each=tr("{money} a {unit}", money=words.money(order.sum * parts // amount, money), unit=unit),
        cash=words.sum_and_rice(turn, turn.cash(order.currency) - side * order.sum - taken, money),
        held=thing(session.scenario, name, left) if left else tr("no {good}", good=board.name_of(turn, place, name)),
        price=tr("unchanged") if before == after else _moved(before, after, money, unit),
        gain=_gain(turn, place, order) if how not in BUYING else "",
        shares=tuple((session.scenario.shares[who].name, words.money(part, money)) for who, part in order.shares),
        left=words.money(order.sum - taken, money) if taken else "",
        risk=_risks(session, order, how),
    )


def _redeemed(turn: Turn, place: Market, order: Order) -> Ticket:
    good = turn.scenario.goods[turn.scenario.coupons[order.good].good]
    left = board.held(turn, place, order.good) + order.amount
    return Ticket(
        sum=words.goods(order.goods, good),
        held=thing(turn.scenario, order.good, left) if left else tr("no more of them"),
    )


def _moved(before: int, after: int, money: Currency, unit: str) -> str:
    return tr(
        "{before} to {after} {money} a {unit}",
        before=board.fixed(before, money.minor), after=board.fixed(after, money.minor), money=money.plural, unit=unit,
    )  # fmt: skip


def _gain(turn: Turn, place: Market, order: Order) -> str:
    """Return what a sale brings above what the goods have cost."""
    held, paid = board.held(turn, place, order.good), board.cost(turn, place, order.good)
    if order.good in place.notes or not held:
        return ""
    money = turn.scenario.currencies[order.currency]
    taken = sum(part for _, part in order.shares)
    return words.signed(order.sum - taken - paid * -order.amount // held, money)


def _risks(session: Session, order: Order, how: str) -> str:
    said = []
    if order.risk:
        pattern = later("{cases} such a deal is caught, and the goods are lost.")
        if how in BUYING:
            pattern = later("{cases} such a deal is caught, and the money is lost.")
        said.append(tr(pattern, cases=words.capital(words.in_cases(order.risk))))
    if order.fakes:
        said.append(
            tr("{cases} there are bad notes in such a purchase.", cases=words.capital(words.in_cases(order.fakes)))
        )
    if order.good in session.scenario.goods and (text := risk(session, order.good)):
        said.append(text)
    return " ".join(said)


def risk(session: Session, good: str) -> str:
    """Return how likely those who seize a good are today; empty where nobody wants it."""
    turn = session.view()
    said = [
        tr(
            "{patrol} come on {chance} trading days and take it",
            patrol=patrol.name,
            chance=words.chance(inspection.chance(turn, patrol)),
        )
        for patrol in session.scenario.patrols.values()
        if (good in patrol.takes if patrol.takes else session.scenario.goods[good].seized)
    ]
    return words.sentence("; ".join(said)) if said else ""
