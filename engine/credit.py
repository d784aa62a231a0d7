"""Credit: debts to named people, when they fall due, how they press, and what is paid, put off or let go."""

from engine.errors import Refused
from engine.events import Borrowed, DebtChanged, DebtFellDue, MoneyMoved, Repaid
from engine.turn import Turn, plain
from engine.world import Debt


def liability(creditor: str, currency: str) -> str:
    """Return the account in which what is owed to a creditor is kept."""
    return f"liabilities:{creditor}:{currency}"


def borrow(turn: Turn, creditor: str, owe: int, currency: str, days: int) -> None:
    """Take a debt on; a second from the same creditor is added to the first, due on the later day."""
    if owe <= 0:
        return
    due = turn.day + days
    before = turn.debts.get(creditor)
    if before is None:
        turn.debts[creditor] = Debt(currency, owe, owe, turn.day, due, 0)
    elif before.currency != currency:
        raise Refused("That creditor is owed in another money already.")
    else:
        turn.debts[creditor] = before._replace(
            owed=before.owed + owe, principal=before.principal + owe, due=max(due, before.due)
        )
    turn.events.append(Borrowed(creditor, owe, currency, due))


def supply(turn: Turn, creditor: str, good: str, amount: int, owe: int, currency: str, days: int) -> None:
    """Take goods on credit; without goods nothing is owed."""
    if not amount:
        return
    memo = f"on credit from {turn.scenario.creditors[creditor].name}"
    if currency == turn.scenario.money:
        turn.gain(good, amount, owe, "liabilities", creditor, memo)
    else:
        # What goods cost is kept in the chapter's money only; what is owed in another is an expense in that one.
        turn.gain(good, amount, 0, "liabilities", creditor, memo)
        turn.post(memo, (f"expenses:goods on credit:{currency}", owe), (liability(creditor, currency), -owe))
    borrow(turn, creditor, owe, currency, days)


def lend(turn: Turn, creditor: str, amount: int, owe: int, currency: str, days: int) -> None:
    """Take money on credit; without money nothing is owed. What is owed above it is interest."""
    if not amount:
        return
    memo = f"lent by {turn.scenario.creditors[creditor].name}"
    turn.post(
        memo,
        (f"assets:cash:{currency}", amount),
        (f"expenses:interest:{currency}", owe - amount),
        (liability(creditor, currency), -owe),
    )
    turn.events.append(MoneyMoved(amount, currency, memo))
    borrow(turn, creditor, owe, currency, days)


def charge(turn: Turn, creditor: str, amount: int, currency: str, days: int, purpose: str) -> None:
    """Let a debt grow by a charge, due when it was; or begin, due after so many days."""
    if (debt := turn.debts.get(creditor)) is not None:
        days = debt.due - turn.day
    turn.post(purpose, (f"expenses:{purpose}:{currency}", amount), (liability(creditor, currency), -amount))
    borrow(turn, creditor, amount, currency, days)


def repay(turn: Turn, creditor: str, amount: int, currency: str = "", everything: bool = False) -> None:
    """Pay a creditor; refuse where there is no such debt or not enough cash. Never more than is owed."""
    debt = turn.debts.get(creditor)
    name = turn.scenario.creditors[creditor].name
    if debt is None:
        raise Refused(f"Nothing is owed to {name}.")
    if currency not in ("", debt.currency):
        raise Refused(f"What is owed to {name} is owed in {turn.scenario.currencies[debt.currency].plural}.")
    paid = debt.owed if everything else min(amount, debt.owed)
    if paid <= 0:
        raise Refused("There is nothing to pay with.")
    held = turn.cash(debt.currency)
    if paid > held:
        money = turn.scenario.currencies[debt.currency]
        raise Refused(f"This takes {plain(paid, money.minor)} {money.plural}; you have {plain(held, money.minor)}.")
    turn.post(f"paid {name}", (liability(creditor, debt.currency), paid), (f"assets:cash:{debt.currency}", -paid))
    _reduce(turn, creditor, debt, paid)
    turn.events.append(Repaid(creditor, paid, debt.owed - paid, debt.currency))


def forgive(turn: Turn, creditor: str, amount: int | None, currency: str = "") -> None:
    """Strike out part or all of a debt; nothing happens where none is owed, or none in that currency."""
    debt = turn.debts.get(creditor)
    if debt is None or currency not in ("", debt.currency):
        return
    let_go = debt.owed if amount is None else min(amount, debt.owed)
    if let_go <= 0:
        return
    name = turn.scenario.creditors[creditor].name
    turn.post(
        f"{name} lets it go",
        (liability(creditor, debt.currency), let_go),
        (f"income:debt forgiven:{debt.currency}", -let_go),
    )
    _reduce(turn, creditor, debt, let_go)
    turn.events.append(DebtChanged(creditor, debt.owed - let_go, debt.due, debt.currency))


def extend(turn: Turn, creditor: str, days: int) -> None:
    """Put a debt's day off, from its due day or from today, whichever is later."""
    debt = turn.debts.get(creditor)
    if debt is not None:
        due = max(debt.due, turn.day) + days
        turn.debts[creditor] = debt._replace(due=due)
        turn.events.append(DebtChanged(creditor, debt.owed, due, debt.currency))


def who_comes(turn: Turn) -> str | None:
    """Return the scene of a creditor who comes this morning, and note that they came."""
    for creditor, debt in turn.debts.items():
        rule = turn.scenario.creditors[creditor]
        if turn.day < debt.due or not rule.scene:
            continue
        if debt.pressed >= debt.due and turn.day < debt.pressed + rule.presses:
            continue
        turn.debts[creditor] = debt._replace(pressed=turn.day)
        turn.events.append(DebtFellDue(creditor, debt.owed, turn.day - debt.due, debt.currency))
        return rule.scene
    return None


def _reduce(turn: Turn, creditor: str, debt: Debt, amount: int) -> None:
    if debt.owed - amount <= 0:
        del turn.debts[creditor]
    else:
        turn.debts[creditor] = debt._replace(owed=debt.owed - amount)


def called(debt: Debt, day: int) -> int:
    """Return what of a debt is due by a day and not yet paid."""
    raise NotImplementedError


def next_due(debt: Debt, day: int) -> int:
    """Return the day on which the next sum falls due that is not paid yet."""
    raise NotImplementedError


def late(debt: Debt, day: int) -> int:
    """Return the days since the oldest sum that is due and unpaid; 0 where none is."""
    raise NotImplementedError


def hand_back(turn: Turn, creditor: str, good: str, amount: int, total: int) -> None:
    """Give goods had on consignment back, from home or the load; what is owed falls by the sum, never below nothing."""
    raise NotImplementedError


def seize(turn: Turn, creditor: str, store: str) -> None:
    """Let a creditor take goods of a store, at today's bid, up to what is called; what is owed falls by as much."""
    raise NotImplementedError
