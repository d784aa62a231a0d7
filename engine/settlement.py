"""Settlement: goods that pay a debt, handed back by whoever had them on consignment or seized by the creditor."""

from typing import NamedTuple

from engine import credit, market, rates
from engine.errors import Refused
from engine.events import GoodsMoved, Repaid, Seized
from engine.goods import HOME, Lot, said, there_is
from engine.routes import LOAD
from engine.said import booked
from engine.turn import Turn
from engine.world import Debt


def hand_back(turn: Turn, creditor: str, good: str, amount: int | None, total: int, currency: str = "") -> None:
    """Give goods had on consignment back, from home, then the load (no amount: all); the debt falls by the sum.

    It never falls below nothing. Refuse where nothing is owed, or not in the sum's currency, or there are fewer goods.
    """
    debt = turn.debts.get(creditor)
    name, rule = turn.scenario.creditors[creditor].name, turn.scenario.goods[good]
    if debt is None:
        raise Refused("Nothing is owed to {name}.", name=name)
    if currency not in ("", debt.currency):
        raise Refused(
            "What is owed to {name} is owed in {money}.",
            name=name,
            money=turn.scenario.currencies[debt.currency].plural,
        )
    held = turn.held(good, HOME) + turn.held(good, LOAD)
    wanted = held if amount is None else amount
    if wanted <= 0:
        raise Refused("There is no {good}.", good=rule.name)
    if wanted > held:
        raise Refused("This takes {wanted}; there is {there}.", wanted=said(wanted, rule), there=there_is(held, rule))
    near = turn.take(good, wanted, HOME)
    far = turn.take(good, wanted - near.amount, LOAD)
    paid = min(total, debt.owed)
    _book(turn, creditor, debt, good, near.cost + far.cost, paid, f"handed back to {booked(name)}")
    turn.events.append(GoodsMoved(good, -wanted, f"handed back to {booked(name)}"))
    turn.events.append(Repaid(creditor, paid, debt.owed - paid, debt.currency))
    credit.paid_off(turn, creditor, debt, paid)


def seize(turn: Turn, creditor: str, store: str) -> None:
    """Let a creditor take goods of a store, the dearest lot first, at today's bid (what they cost where there is none).

    They take whole lots and of the last no more than covers what is called; the debt falls by as much. Goods whose
    price is in another money than the debt are left where nothing says what the one is worth in the other.
    """
    debt = turn.debts.get(creditor)
    if debt is None:
        return
    wanted = credit.called(debt, turn.day)
    name = booked(turn.scenario.creditors[creditor].name)
    for good, worth in _dearest_first(turn, store, debt.currency):
        if wanted <= 0:
            break
        lot = turn.take(good, -(-wanted * worth.parts // worth.sum), store)
        fetched = min(worth.of(lot.amount), debt.owed)
        _book(turn, creditor, debt, good, lot.cost, fetched, f"taken by {name}")
        turn.events.append(Seized(creditor, good, lot.amount, fetched, debt.currency))
        credit.lower(turn, creditor, debt, fetched)
        if (debt := turn.debts.get(creditor)) is None:
            break
        wanted -= fetched


class _Worth(NamedTuple):
    """A sum for so many smallest parts of a good."""

    sum: int
    parts: int

    def of(self, amount: int) -> int:
        return self.sum * amount // self.parts


def _dearest_first(turn: Turn, store: str, currency: str) -> list[tuple[str, _Worth]]:
    """Return the goods of a store that are worth anything, with their worth in a currency."""
    found = []
    for good in turn.scenario.goods:
        lot = turn.stock.get(f"{store}/{good}")
        worth = _worth(turn, good, lot, currency) if lot is not None else None
        if lot is not None and worth is not None and worth.of(lot.amount) > 0:
            found.append((-worth.of(lot.amount), good, worth))
    found.sort(key=lambda one: one[0])
    return [(good, worth) for _, good, worth in found]


def _worth(turn: Turn, good: str, lot: Lot, currency: str) -> _Worth | None:
    here = market.market_of(turn)
    money = turn.scenario.money
    worth = _Worth(lot.cost, lot.amount)
    if here is not None and good in here.quotes:
        money = here.quotes[good].currency or money
        worth = _Worth(market.price(turn, here, good).bid, turn.scenario.goods[good].parts)
    if money == currency:
        return worth
    got, owed = rates.rate(turn, money, here), rates.rate(turn, currency, here)
    if not got or not owed:
        return None
    minor = {name: turn.scenario.currencies[name].minor for name in (money, currency)}
    return _Worth(worth.sum * got * minor[currency], worth.parts * owed * minor[money])


def _book(turn: Turn, creditor: str, debt: Debt, good: str, cost: int, paid: int, memo: str) -> None:
    """Book goods that pay a debt: their cost goes out, the debt falls, and the difference is gained or lost."""
    money = turn.scenario.money
    liability = credit.liability(creditor, debt.currency)
    if debt.currency == money:
        gained = paid - cost
        account = f"income:goods for debts:{money}" if gained > 0 else f"expenses:goods for debts:{money}"
        turn.post(memo, (liability, paid), (turn.stock_account(good), -cost), (account, -gained))
        return
    # Goods cost the chapter's money and the debt is in another: each side balances by itself.
    turn.post(
        memo,
        (liability, paid),
        (f"income:goods for debts:{debt.currency}", -paid),
        (f"expenses:goods for debts:{money}", cost),
        (turn.stock_account(good), -cost),
    )
