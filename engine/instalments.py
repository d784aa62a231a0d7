"""Instalments: the days on which parts of a debt fall due, what of it is called by a day, and since when.

A debt without instalments is one sum with one day; all that is asked here is answered for it as well.
"""

from engine.world import Debt


def part_of(owe: int, instalments: int) -> int:
    """Return what an instalment is, so that so many of them pay it all; 0 where all falls due at once."""
    return -(-owe // instalments) if instalments > 1 else 0


def called(debt: Debt, day: int) -> int:
    """Return what of a debt is due by a day and not yet paid."""
    if day < debt.due:
        return 0
    if not debt.part:
        return debt.owed
    fallen = min(debt.principal, (_since(debt, day) // debt.every + 1) * debt.part)
    return max(0, fallen - (debt.principal - debt.owed))


def next_due(debt: Debt, day: int) -> int:
    """Return the day, from a day on, on which the next unpaid sum falls due; the last one's where none is ahead."""
    return _day_of(debt, min(max(_settled(debt), _over(debt, day)), _count(debt) - 1))


def late(debt: Debt, day: int) -> int:
    """Return the days since the oldest sum that is due and unpaid; 0 where none is."""
    return max(0, day - _day_of(debt, _settled(debt)))


def last_due(debt: Debt, day: int) -> int:
    """Return the latest day on which anything fell due, a day or before it; the first one's where none has."""
    return _day_of(debt, min(_since(debt, day) // debt.every, _count(debt) - 1)) if debt.part else debt.due


def falls_due(debt: Debt, day: int) -> bool:
    """Return whether a day is an instalment's, paid or not; a debt without instalments has none."""
    return bool(debt.part) and day >= debt.due and last_due(debt, day) == day


def only_the_last_is_left(debt: Debt, day: int) -> bool:
    """Return whether all days of instalments but the last one's are over."""
    return bool(debt.part) and _over(debt, day) == _count(debt) - 1


def put_off(debt: Debt, day: int, days: int) -> Debt:
    """Return the debt with its oldest unpaid day, and all that follow, so much later than it was or than today."""
    oldest = _day_of(debt, _settled(debt))
    later = max(oldest, day) + days - oldest
    # Instalments that are paid and whose day is over stay behind: a day that is put off comes once.
    behind = min(_settled(debt), _over(debt, day))
    return debt._replace(principal=debt.principal - behind * debt.part, due=_day_of(debt, behind) + later)


def _since(debt: Debt, day: int) -> int:
    """Return the days since the first sum fell due; 0 before."""
    return max(0, day - debt.due)


def _count(debt: Debt) -> int:
    return -(-debt.principal // debt.part) if debt.part else 1


def _settled(debt: Debt) -> int:
    """How many instalments are wholly paid."""
    return (debt.principal - debt.owed) // debt.part if debt.part else 0


def _over(debt: Debt, day: int) -> int:
    """How many instalments had their day before a day."""
    if not debt.part:
        return int(day > debt.due)
    return min(-(-_since(debt, day) // debt.every), _count(debt))


def _day_of(debt: Debt, number: int) -> int:
    """The day of an instalment, counted from 0."""
    return debt.due + number * debt.every
