"""Dues: what must be paid on its day: market tax, stall rent, the street sellers' part of it, gifts of loyalty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.events import DuePaid
from engine.evidence import Cited
from engine.kinds import Expr
from engine.posts import comes
from engine.said import booked
from engine.scene import Spot
from engine.verb import amount_of

if TYPE_CHECKING:
    from engine.effects import Effect
    from engine.turn import Turn

WAITS, CAME = "~due.", "~due"
"""Values: the day on which a due fell due whose scene has not been opened, and the last day one was opened."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due; it comes each `every` days or on named days, while its condition holds."""

    id: str
    name: str
    amount: Expr
    """Money of the chapter."""
    every: int
    """Days; 0 where only named days count."""
    on: tuple[int, ...]
    """Days of the play."""
    when: Expr | None
    unpaid: tuple["Effect", ...]
    """Done where it is not paid for want of cash."""
    scene: str
    """The scene that does the paying; empty: it is paid by itself."""
    cited: Cited = Cited()
    spot: Spot = Spot()


def collect(turn: "Turn") -> None:
    """Pay what falls due this morning and is paid by itself; keep in mind what has a scene, until that is opened."""
    for due in turn.scenario.dues.values():
        if not _falls(turn, due):
            continue
        if due.scene:
            turn.values[f"{WAITS}{due.id}.{turn.day}"] = turn.day
        else:
            _pay(turn, due)


def who_comes(turn: "Turn") -> str | None:
    """Return the scene of the due that has waited longest, the first declared of those of one day; none on the road."""
    if turn.journey is not None or not turn.scenario.dues:
        return None
    places = {name: place for place, name in enumerate(turn.scenario.dues)}
    waiting = []
    for key, day in turn.values.items():
        if not key.startswith(WAITS):
            continue
        name = key.removeprefix(WAITS).rpartition(".")[0]
        if name in places:
            waiting.append((day, places[name], key, name))
    if not waiting:
        return None
    _, _, key, name = min(waiting)
    del turn.values[key]
    turn.values[CAME] = turn.day
    return turn.scenario.dues[name].scene


def came_yesterday(turn: "Turn") -> bool:
    """Return whether the scene of a due was opened on the day before."""
    return turn.values.get(CAME) == turn.day - 1


def _falls(turn: "Turn", due: Due) -> bool:
    return (turn.day in due.on or comes(turn.day, due.every)) and (due.when is None or bool(due.when.run(turn)))


def _pay(turn: "Turn", due: Due) -> None:
    money = turn.scenario.money
    wanted = amount_of(due.amount, turn)
    if not wanted:
        return
    paid = turn.cash() >= wanted
    if paid:
        turn.post(booked(due.name), (f"expenses:{booked(due.name)}:{money}", wanted), (turn.cash_account, -wanted))
    turn.events.append(DuePaid(due.id, wanted, money, paid))
    if not paid:
        for effect in due.unpaid:
            effect.apply(turn)
