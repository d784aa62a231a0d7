"""Debts: taken on, due, paid, missed, put off, let go; and what a creditor takes instead."""

from engine import events as ev
from game import words
from game.telling.days import close_days
from game.telling.teller import Teller


def _borrowed(teller: Teller, event: ev.Borrowed) -> None:
    more = teller.sum(event.owed, event.currency)
    teller.say("change", f"Owed to {teller.creditor(event.creditor)}: {more} more, due on {teller.date(event.due)}")


def _repaid(teller: Teller, event: ev.Repaid) -> None:
    left = f"{teller.sum(event.left, event.currency)} still owed" if event.left else "nothing more is owed"
    paid = teller.sum(event.amount, event.currency)
    teller.say("change", f"Paid to {teller.creditor(event.creditor)}: {paid}; {left}")


def _changed(teller: Teller, event: ev.DebtChanged) -> None:
    who = teller.creditor(event.creditor)
    if not event.left:
        teller.say("change", f"Nothing more is owed to {who}")
        return
    left = teller.sum(event.left, event.currency)
    teller.say("change", f"Owed to {who}: {left}, now due on {teller.date(event.due)}")


def _fell_due(teller: Teller, event: ev.DebtFellDue) -> None:
    close_days(teller)
    teller.close_changes()
    when = f"{words.days(event.days_late)} late" if event.days_late > 0 else "due today"
    who, left = teller.creditor(event.creditor), teller.sum(event.left, event.currency)
    teller.say("warning", f"{who} comes for {left}, {when}")


def _kept(teller: Teller, event: ev.InstalmentKept) -> None:
    teller.days.kept[event.creditor] = teller.days.kept.get(event.creditor, 0) + 1


def _missed(teller: Teller, event: ev.InstalmentMissed) -> None:
    close_days(teller)
    who, called = teller.creditor(event.creditor), teller.sum(event.called, event.currency)
    teller.say("warning", f"Not paid in time: {called} to {who}")


def _seized(teller: Teller, event: ev.Seized) -> None:
    what, total = teller.goods(event.good, event.amount), teller.money(event.sum, event.currency)
    teller.say("change", f"Taken by {teller.creditor(event.creditor)}: {what}, for {total} of the debt")


HEARS = {
    ev.Borrowed: _borrowed,
    ev.Repaid: _repaid,
    ev.DebtChanged: _changed,
    ev.DebtFellDue: _fell_due,
    ev.InstalmentKept: _kept,
    ev.InstalmentMissed: _missed,
    ev.Seized: _seized,
}
