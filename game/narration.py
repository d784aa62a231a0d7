"""Narration: what has happened, told in sentences; days that went by are summed into one."""

from collections.abc import Sequence
from typing import Any

from engine import events as ev
from engine.session import Session
from game import words
from game.telling import days, debts, deeds, roads, searches, trade
from game.telling.teller import Teller
from game.telling.teller import Told as Told
from game.tongue import tr

HEARS: dict[type[ev.Event], Any] = {
    **deeds.HEARS, **trade.HEARS, **debts.HEARS, **searches.HEARS, **roads.HEARS, **days.HEARS,
}  # fmt: skip
"""Sort of event -> what takes it in."""


def narrate(events: Sequence[ev.Event], session: Session) -> tuple[Told, ...]:
    """Tell what happened, in the order in which it did; last, the scene that now stands open."""
    teller = Teller(session)
    for event in events:
        HEARS[type(event)](teller, event)
    days.close_days(teller)
    deeds.close_numbers(teller)
    teller.close_changes()
    if teller.entered:
        teller.told += standing(session)
    return (*teller.told, *teller.codex)


def opening(session: Session) -> tuple[Told, ...]:
    """Tell how a play begins."""
    return narrate(session.opening, session)


def standing(session: Session) -> tuple[Told, ...]:
    """Tell the scene that stands open, as at the end of `narrate`: for a loaded game, or to read it again."""
    told = [Told("heading", session.scene.title)]
    told += [Told("prose", line) for text in session.prose() for line in words.paragraphs(text)]
    if session.scene.ending is not None:
        told.append(Told("ending", tr("The end: {name}.", name=session.scene.ending.name)))
    return tuple(told)
