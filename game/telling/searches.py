"""Searches: patrols and checkpoints, what they take, and what they are paid not to see."""

from engine import events as ev
from game.telling.days import close_days
from game.telling.teller import Teller
from game.tongue import tr


def _patrol(teller: Teller, event: ev.PatrolCame) -> None:
    close_days(teller)
    teller.close_changes()
    teller.say("warning", tr("{searcher} come to the stall", searcher=teller.searcher(event.patrol)))


def _stopped(teller: Teller, event: ev.Stopped) -> None:
    close_days(teller)
    teller.close_changes()
    teller.say("warning", tr("Stopped by {searcher}", searcher=teller.searcher(event.checkpoint)))


def _confiscated(teller: Teller, event: ev.Confiscated) -> None:
    teller.say(
        "change",
        tr(
            "Taken by {searcher}: {goods}",
            searcher=teller.searcher(event.patrol),
            goods=teller.goods(event.good, event.amount),
        ),
    )


def _takings_lost(teller: Teller, event: ev.TakingsLost) -> None:
    teller.say("change", tr("Lost of the day's takings: {sum}", sum=teller.sum(event.amount, event.currency)))


def _retained(teller: Teller, event: ev.Retained) -> None:
    teller.say(
        "change",
        tr(
            "Paid to look away until {date}: {searcher}",
            date=teller.date(event.until),
            searcher=teller.searcher(event.who),
        ),
    )


HEARS = {
    ev.PatrolCame: _patrol,
    ev.Stopped: _stopped,
    ev.Confiscated: _confiscated,
    ev.TakingsLost: _takings_lost,
    ev.Retained: _retained,
}
