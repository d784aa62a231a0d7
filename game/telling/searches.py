"""Searches: patrols and checkpoints, what they take, and what they are paid not to see."""

from engine import events as ev
from game.telling.days import close_days
from game.telling.teller import Teller


def _patrol(teller: Teller, event: ev.PatrolCame) -> None:
    close_days(teller)
    teller.close_changes()
    teller.say("warning", f"{teller.searcher(event.patrol)} come to the stall")


def _stopped(teller: Teller, event: ev.Stopped) -> None:
    close_days(teller)
    teller.close_changes()
    teller.say("warning", f"Stopped by {teller.searcher(event.checkpoint)}")


def _confiscated(teller: Teller, event: ev.Confiscated) -> None:
    teller.say("change", f"Taken by {teller.searcher(event.patrol)}: {teller.goods(event.good, event.amount)}")


def _takings_lost(teller: Teller, event: ev.TakingsLost) -> None:
    teller.say("change", f"Lost of the day's takings: {teller.sum(event.amount, event.currency)}")


def _retained(teller: Teller, event: ev.Retained) -> None:
    teller.say("change", f"Paid to look away until {teller.date(event.until)}: {teller.searcher(event.who)}")


HEARS = {
    ev.PatrolCame: _patrol,
    ev.Stopped: _stopped,
    ev.Confiscated: _confiscated,
    ev.TakingsLost: _takings_lost,
    ev.Retained: _retained,
}
