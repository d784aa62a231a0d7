"""Credit: debts to named people, when they fall due, how they press, and what is paid, put off or let go."""

from engine.errors import Refused
from engine.events import Borrowed, DebtChanged, DebtFellDue, Repaid
from engine.turn import Turn, plain
from engine.world import Debt


def liability(creditor: str, currency: str) -> str:
    """Return the account in which what is owed to a creditor is kept."""
    return f"liabilities:{creditor}:{currency}"


def borrow(turn: Turn, creditor: str, owe: int, currency: str, days: int) -> None:
    """Take a debt on; a second from the same creditor is added to the first, due on the later day."""
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


def repay(turn: Turn, creditor: str, amount: int, everything: bool = False) -> None:
    """Pay a creditor; refuse where there is no such debt or not enough cash. Never more than is owed."""
    debt = turn.debts.get(creditor)
    name = turn.scenario.creditors[creditor].name
    if debt is None:
        raise Refused(f"Nothing is owed to {name}.")
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


def forgive(turn: Turn, creditor: str, amount: int | None) -> None:
    """Strike out part or all of a debt; nothing happens where none is owed."""
    debt = turn.debts.get(creditor)
    if debt is None:
        return
    let_go = debt.owed if amount is None else min(amount, debt.owed)
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
