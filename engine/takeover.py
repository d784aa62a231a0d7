"""Taking over: how a chapter begins with what the one before it left, its books balanced from the first line."""

from typing import TYPE_CHECKING

from engine import rates
from engine.goods import HOME, Lot
from engine.ledger import transactions
from engine.legacy import CONTINUED, ENDED, Kept, Legacy, Owed, Sum
from engine.world import Debt

if TYPE_CHECKING:
    from engine.scenario import Scenario
    from engine.turn import Turn

TAKEN_OVER = "carried over"
"""The name under which it stands in the books."""


def follows(scenario: "Scenario", legacy: Legacy | None) -> bool:
    """Return whether a chapter takes over from the one that left a legacy."""
    return legacy is not None and legacy.chapter in scenario.carries.chapters


def first_scene(scenario: "Scenario", legacy: Legacy | None) -> str:
    """Return the scene in which a play begins."""
    return (scenario.carries.first if follows(scenario, legacy) else "") or scenario.first


def mark(turn: "Turn", legacy: Legacy) -> None:
    """Note that the chapter goes on from another and how that ended, for conditions to ask."""
    carries = turn.scenario.carries
    if follows(turn.scenario, legacy):
        turn.values[CONTINUED] = 1
        if legacy.ending in carries.endings:
            turn.values[ENDED + legacy.ending] = 1


def take_over(turn: "Turn", legacy: Legacy) -> None:
    """Put what a chapter left in the place of what this one would begin with, as far as it takes it over.

    What is not named in the chapter's `carries` stays as the chapter's own beginning has it.
    """
    carries = turn.scenario.carries
    if not follows(turn.scenario, legacy):
        return
    _forget(turn)
    for currency in carries.cash:
        minor = turn.scenario.currencies[currency].minor
        _balance(turn, f"assets:cash:{currency}", max(0, legacy.cash.get(currency, Sum(0, 1)).of(minor)))
    for good, there in carries.goods.items():
        _goods(turn, good, legacy.goods.get(there))
    for creditor, there in carries.debts.items():
        _debt(turn, creditor, legacy.debts.get(there))
        _number(turn, f"trust.{creditor}", legacy, f"trust.{there}")
    for name, there in carries.values.items():
        _number(turn, name, legacy, there)


def _forget(turn: "Turn") -> None:
    """Take out of the books what the chapter's beginning did to accounts that are taken over, and to no others.

    So the first page tells what was brought, and not what somebody who begins in the middle would have had.
    """
    carries = turn.scenario.carries
    carried = {f"assets:cash:{currency}" for currency in carries.cash}
    carried |= {turn.stock_account(good) for good in carries.goods}
    carried |= {_account(creditor, currency) for creditor in carries.debts for currency in turn.scenario.currencies}
    opening, turn.book = transactions(turn.book), None
    for booked in opening:
        own = [name for name, _ in booked.postings if name.startswith(("assets:", "liabilities:"))]
        if own and carried.issuperset(own):
            for name, amount in booked.postings:
                turn.balances[name] -= amount
                if not turn.balances[name]:
                    del turn.balances[name]
        else:
            turn.book = booked._replace(before=turn.book)


def _balance(turn: "Turn", account: str, wanted: int) -> None:
    more = wanted - turn.balances.get(account, 0)
    turn.post(TAKEN_OVER, (account, more), (f"equity:{TAKEN_OVER}:{account.rpartition(':')[2]}", -more))


def _goods(turn: "Turn", good: str, kept: Kept | None) -> None:
    for key in [key for key in turn.stock if key.endswith(f"/{good}")]:
        del turn.stock[key]
    rule, minor = turn.scenario.goods[good], turn.scenario.currencies[turn.scenario.money].minor
    lot = Lot(kept.amount * rule.parts // kept.parts, max(0, kept.cost.of(minor))) if kept is not None else Lot(0, 0)
    if lot.amount > 0:
        turn.put(good, lot, HOME)
    _balance(turn, turn.stock_account(good), lot.cost if lot.amount > 0 else 0)


def _debt(turn: "Turn", creditor: str, owed: Owed | None) -> None:
    """Put a debt as it was left in the place of what the chapter begins with.

    What was late falls due tomorrow, of a debt in instalments its next one, and the rest goes on in the same parts.
    """
    currencies = turn.scenario.currencies
    turn.debts.pop(creditor, None)
    for currency in currencies:
        _balance(turn, _account(creditor, currency), 0)
    if owed is None or owed.currency not in currencies:
        return
    minor = currencies[owed.currency].minor
    amount, part = owed.owed.of(minor), Sum(owed.part, owed.owed.minor).of(minor) if owed.every > 0 else 0
    if amount <= 0:
        return
    _balance(turn, _account(creditor, owed.currency), -amount)
    money = turn.scenario.creditors[creditor].money or turn.scenario.money
    worth = rates.converted(turn, amount, owed.currency, money)
    if worth is None:
        # Nobody knows a rate: `check` says so to the author, and whoever plays owes what was owed.
        worth, money = amount, owed.currency
    elif money != owed.currency:
        rates.swap(turn, TAKEN_OVER, _account(creditor, owed.currency), amount, _account(creditor, money), worth)
        part = -(-part * worth // amount)
    if worth > 0:
        due, every = turn.day + max(1, owed.due_in), owed.every if part > 0 else 0
        turn.debts[creditor] = Debt(money, worth, worth, turn.day, due, 0, part if every else 0, every)


def _account(creditor: str, currency: str) -> str:
    return f"liabilities:{creditor}:{currency}"


def _number(turn: "Turn", name: str, legacy: Legacy, there: str) -> None:
    """Set a number, kept in its range, or a flag to what another was left at; where none was, it stays."""
    if there not in legacy.values:
        return
    if name in turn.scenario.flags:
        turn.values[name] = int(bool(legacy.values[there]))
    else:
        turn.add(name, legacy.values[there] - turn.values.get(name, 0))
