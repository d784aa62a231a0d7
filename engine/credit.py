"""Credit: debts to named people, when they fall due, how they press, and what is paid, put off or let go."""

from engine.errors import Refused
from engine.events import Borrowed, DebtChanged, DebtFellDue, InstalmentKept, InstalmentMissed, MoneyMoved, Repaid
from engine.instalments import called as called
from engine.instalments import falls_due, last_due, only_the_last_is_left, part_of, put_off
from engine.instalments import late as late
from engine.instalments import next_due as next_due
from engine.said import booked
from engine.scenario import Creditor
from engine.turn import Turn
from engine.world import Debt


def liability(creditor: str, currency: str) -> str:
    """Return the account in which what is owed to a creditor is kept."""
    return f"liabilities:{creditor}:{currency}"


def borrow(turn: Turn, creditor: str, owe: int, currency: str, days: int, instalments: int = 1, every: int = 0) -> None:
    """Take a debt on; a second from the same creditor is added to the first, due on the later day.

    What is paid in instalments stands alone: while it runs there is no second debt to the same creditor.
    """
    _may_lend(turn, creditor, currency, instalments)
    if owe <= 0:
        return
    due = turn.day + days
    before = turn.debts.get(creditor)
    if before is None:
        part = part_of(owe, instalments)
        turn.debts[creditor] = Debt(currency, owe, owe, turn.day, due, 0, part, max(1, every) if part else 0)
    else:
        due = max(due, before.due)
        turn.debts[creditor] = before._replace(owed=before.owed + owe, principal=before.principal + owe, due=due)
    turn.events.append(Borrowed(creditor, owe, currency, due))


def _may_lend(turn: Turn, creditor: str, currency: str, instalments: int) -> None:
    debt = turn.debts.get(creditor)
    if debt is None:
        return
    _one_money(debt, currency)
    if debt.part:
        raise Refused(
            "First what is owed to {creditor} in instalments must be paid.",
            creditor=turn.scenario.creditors[creditor].name,
        )
    if instalments > 1:
        raise Refused(
            "First what is owed to {creditor} already must be paid.", creditor=turn.scenario.creditors[creditor].name
        )


def _one_money(debt: Debt, currency: str) -> None:
    if debt.currency != currency:
        raise Refused("That creditor is owed in another money already.")


def supply(
    turn: Turn, creditor: str, good: str, amount: int, owe: int, currency: str, days: int, instalments: int = 1,
    every: int = 0,
) -> None:  # fmt: skip
    """Take goods on credit; without goods nothing is owed."""
    if not amount:
        return
    _may_lend(turn, creditor, currency, instalments)
    memo = f"on credit from {booked(turn.scenario.creditors[creditor].name)}"
    if currency == turn.scenario.money:
        turn.gain(good, amount, owe, "liabilities", creditor, memo)
    else:
        # What goods cost is kept in the chapter's money only; what is owed in another is an expense in that one.
        turn.gain(good, amount, 0, "liabilities", creditor, memo)
        turn.post(memo, (f"expenses:goods on credit:{currency}", owe), (liability(creditor, currency), -owe))
    borrow(turn, creditor, owe, currency, days, instalments, every)


def lend(
    turn: Turn, creditor: str, amount: int, owe: int, currency: str, days: int, instalments: int = 1, every: int = 0
) -> None:
    """Take money on credit; without money nothing is owed. What is owed above it is interest."""
    if not amount:
        return
    _may_lend(turn, creditor, currency, instalments)
    memo = f"lent by {booked(turn.scenario.creditors[creditor].name)}"
    turn.post(
        memo,
        (f"assets:cash:{currency}", amount),
        (f"expenses:interest:{currency}", owe - amount),
        (liability(creditor, currency), -owe),
    )
    turn.events.append(MoneyMoved(amount, currency, memo))
    borrow(turn, creditor, owe, currency, days, instalments, every)


def charge(turn: Turn, creditor: str, amount: int, currency: str, days: int, purpose: str) -> None:
    """Let a debt grow by a charge, due when it was, in instalments after the last; or begin, due after so many days."""
    debt = turn.debts.get(creditor)
    if debt is not None:
        _one_money(debt, currency)
    if amount <= 0:
        return
    turn.post(purpose, (f"expenses:{purpose}:{currency}", amount), (liability(creditor, currency), -amount))
    if debt is None:
        borrow(turn, creditor, amount, currency, days)
        return
    turn.debts[creditor] = debt._replace(owed=debt.owed + amount, principal=debt.principal + amount)
    turn.events.append(Borrowed(creditor, amount, currency, debt.due))


def repay(turn: Turn, creditor: str, amount: int, currency: str = "", everything: bool = False) -> None:
    """Pay a creditor; refuse where there is no such debt or not enough cash. Never more than is owed."""
    debt = turn.debts.get(creditor)
    name = turn.scenario.creditors[creditor].name
    if debt is None:
        raise Refused("Nothing is owed to {name}.", name=name)
    if currency not in ("", debt.currency):
        raise Refused(
            "What is owed to {name} is owed in {money}.",
            name=name,
            money=turn.scenario.currencies[debt.currency].plural,
        )
    paid = debt.owed if everything else min(amount, debt.owed)
    if paid <= 0:
        raise Refused("There is nothing to pay with.")
    turn.need(paid, debt.currency)
    turn.post(
        f"paid {booked(name)}", (liability(creditor, debt.currency), paid), (f"assets:cash:{debt.currency}", -paid)
    )
    turn.events.append(Repaid(creditor, paid, debt.owed - paid, debt.currency))
    paid_off(turn, creditor, debt, paid)


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
        f"{booked(name)} lets it go",
        (liability(creditor, debt.currency), let_go),
        (f"income:debt forgiven:{debt.currency}", -let_go),
    )
    lower(turn, creditor, debt, let_go)
    left = turn.debts.get(creditor)
    due = next_due(left, turn.day) if left is not None else debt.due
    turn.events.append(DebtChanged(creditor, debt.owed - let_go, due, debt.currency))


def extend(turn: Turn, creditor: str, days: int) -> None:
    """Put a debt's day off, and all later ones with it, from its due day or from today, whichever is later."""
    debt = turn.debts.get(creditor)
    if debt is not None:
        debt = turn.debts[creditor] = put_off(debt, turn.day, days)
        turn.events.append(DebtChanged(creditor, debt.owed, next_due(debt, turn.day), debt.currency))


def who_comes(turn: Turn) -> str | None:
    """Return the scene of a creditor who comes this morning, and note that they came.

    They come on the day on which something falls due, and while it is called again every so many days; of several the
    one who has not come for the longest. Who comes to a place comes only when the player is there.
    """
    waiting = [creditor for creditor, debt in turn.debts.items() if _may_come(turn, creditor, debt)]
    if not waiting:
        return None
    creditor = min(waiting, key=lambda name: turn.debts[name].pressed)
    debt = turn.debts[creditor]
    turn.debts[creditor] = debt._replace(pressed=turn.day)
    turn.events.append(DebtFellDue(creditor, called(debt, turn.day), late(debt, turn.day), debt.currency))
    return turn.scenario.creditors[creditor].scene


def _may_come(turn: Turn, creditor: str, debt: Debt) -> bool:
    rule = turn.scenario.creditors[creditor]
    if not rule.scene or not called(debt, turn.day) or not _there(turn, rule):
        return False
    return debt.pressed < last_due(debt, turn.day) or turn.day >= debt.pressed + rule.presses


def _there(turn: Turn, rule: Creditor) -> bool:
    home = turn.scenario.road.home
    return not home or (turn.journey is None and turn.where == (rule.place or home))


def end_day(turn: Turn) -> None:
    """Hold against each creditor's called sum what has been paid, where today is an instalment's day."""
    for creditor, debt in turn.debts.items():
        if falls_due(debt, turn.day):
            unpaid = called(debt, turn.day)
            _judge(turn, creditor, debt.currency, unpaid)


def _judge(turn: Turn, creditor: str, currency: str, unpaid: int) -> None:
    """Remember an instalment as kept or missed; trust follows."""
    rule = turn.scenario.creditors[creditor]
    key = f"{'missed' if unpaid else 'kept'}.{creditor}"
    turn.values[key] = turn.values.get(key, 0) + 1
    if unpaid:
        turn.events.append(InstalmentMissed(creditor, unpaid, currency))
    else:
        turn.events.append(InstalmentKept(creditor))
    turn.add(f"trust.{creditor}", rule.missed if unpaid else rule.kept)


def paid_off(turn: Turn, creditor: str, debt: Debt, amount: int) -> None:
    """Let a debt fall by what has been paid; whoever pays the last instalment by its day has kept it."""
    if debt.owed <= amount and (falls_due(debt, turn.day) or only_the_last_is_left(debt, turn.day)):
        _judge(turn, creditor, debt.currency, 0)
    lower(turn, creditor, debt, amount)


def lower(turn: Turn, creditor: str, debt: Debt, amount: int) -> None:
    """Let a debt fall by an amount; the caller books it."""
    if debt.owed - amount <= 0:
        del turn.debts[creditor]
    else:
        turn.debts[creditor] = debt._replace(owed=debt.owed - amount)
