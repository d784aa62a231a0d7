"""Debts: taken on, due, paid, missed, put off, let go; and what a creditor takes instead."""

from engine import events as ev
from game import words
from game.telling.days import close_days
from game.telling.teller import Teller
from game.tongue import tr


def _borrowed(teller: Teller, event: ev.Borrowed) -> None:
    more = teller.sum(event.owed, event.currency)
    teller.say(
        "change",
        tr(
            "Owed to {creditor}: {more} more, due on {date}",
            creditor=teller.creditor(event.creditor),
            more=more,
            date=teller.date(event.due),
        ),
    )


def _repaid(teller: Teller, event: ev.Repaid) -> None:
    left = (
        tr("{sum} still owed", sum=teller.sum(event.left, event.currency)) if event.left else tr("nothing more is owed")
    )
    paid = teller.sum(event.amount, event.currency)
    teller.say(
        "change",
        tr("Paid to {creditor}: {paid}; {left}", creditor=teller.creditor(event.creditor), paid=paid, left=left),
    )


def _changed(teller: Teller, event: ev.DebtChanged) -> None:
    who = teller.creditor(event.creditor)
    if not event.left:
        teller.say("change", tr("Nothing more is owed to {who}", who=who))
        return
    left = teller.sum(event.left, event.currency)
    teller.say(
        "change", tr("Owed to {who}: {left}, now due on {date}", who=who, left=left, date=teller.date(event.due))
    )


def _fell_due(teller: Teller, event: ev.DebtFellDue) -> None:
    close_days(teller)
    teller.close_changes()
    when = tr("{days} late", days=words.days(event.days_late)) if event.days_late > 0 else tr("due today")
    who, left = teller.creditor(event.creditor), teller.sum(event.left, event.currency)
    teller.say("warning", tr("{who} comes for {left}, {when}", who=who, left=left, when=when))


def _kept(teller: Teller, event: ev.InstalmentKept) -> None:
    teller.days.kept[event.creditor] = teller.days.kept.get(event.creditor, 0) + 1


def _missed(teller: Teller, event: ev.InstalmentMissed) -> None:
    close_days(teller)
    who, called = teller.creditor(event.creditor), teller.sum(event.called, event.currency)
    teller.say("warning", tr("Not paid in time: {called} to {who}", called=called, who=who))


def _seized(teller: Teller, event: ev.Seized) -> None:
    what, total = teller.goods(event.good, event.amount), teller.money(event.sum, event.currency)
    teller.say(
        "change",
        tr(
            "Taken by {creditor}: {what}, for {total} of the debt",
            creditor=teller.creditor(event.creditor),
            what=what,
            total=total,
        ),
    )


HEARS = {
    ev.Borrowed: _borrowed,
    ev.Repaid: _repaid,
    ev.DebtChanged: _changed,
    ev.DebtFellDue: _fell_due,
    ev.InstalmentKept: _kept,
    ev.InstalmentMissed: _missed,
    ev.Seized: _seized,
}
