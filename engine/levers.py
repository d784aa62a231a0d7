"""Levers: what whoever leads a class may let happen from a day on: a sweep, dear grain, a shut road.

A lever is pulled by an action, so that a journal replays it; nothing of it is felt before the dawn of its first day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.errors import Refused
from engine.evidence import Cited
from engine.scene import Spot

if TYPE_CHECKING:
    from engine.effects import Effect
    from engine.turn import Turn

FROM = "~lever."
"""Values: the first day of a lever that was pulled last."""


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that may be let happen."""

    id: str
    name: str
    """What whoever pulls it reads."""
    lasts: int
    """Days it is in force, its first counted; at least 1."""
    about: str = ""
    """What will come of it, for whoever pulls it."""
    effects: tuple["Effect", ...] = ()
    """Done on that morning."""
    prices: Mapping[str, int] = field(default_factory=dict)
    """Good -> percent by which it is dearer (below 0: cheaper) at every market while it is in force."""
    watch: Mapping[str, int] = field(default_factory=dict)
    """Patrol or checkpoint -> percent chance that it comes, or stops somebody, while it is in force."""
    shut: frozenset[str] = frozenset()
    """Routes on which nobody can set out while it is in force."""
    cited: Cited = Cited()
    spot: Spot = Spot()


def pull(turn: "Turn", name: str, day: int) -> None:
    """Let something happen from the morning of a day on; refuse a day that has come already."""
    if name not in turn.scenario.levers:
        raise Refused("There is no {lever} to let happen in this story.", lever=repr(name))
    if day <= turn.day:
        raise Refused("Day {day} has come already; it is day {today}.", day=day, today=turn.day)
    turn.values[f"{FROM}{name}"] = day


def dawn(turn: "Turn") -> None:
    """Do what levers do on the morning of their first day."""
    for lever in turn.scenario.levers.values():
        if turn.values.get(f"{FROM}{lever.id}") == turn.day:
            for effect in lever.effects:
                effect.apply(turn)


def in_force(turn: "Turn", lever: Lever, day: int) -> bool:
    """Return whether a lever that was pulled is in force on a day."""
    first = turn.values.get(f"{FROM}{lever.id}")
    return first is not None and first <= day < first + lever.lasts


def dearer(turn: "Turn", good: str, mid: int) -> int:
    """Return a middle price as the levers in force today move it; at least 1."""
    for lever in turn.scenario.levers.values():
        if good in lever.prices and in_force(turn, lever, turn.day):
            mid = max(1, mid * (100 + lever.prices[good]) // 100)
    return mid


def watched(turn: "Turn", who: str, day: int) -> int | None:
    """Return the percent chance that a lever gives a patrol or checkpoint on a day; None where none does."""
    given = [
        lever.watch[who] for lever in turn.scenario.levers.values() if who in lever.watch and in_force(turn, lever, day)
    ]
    return max(given, default=None)


def shuts(turn: "Turn", route: str) -> str:
    """Return the name of the lever that shuts a route today; empty where none does."""
    levers = turn.scenario.levers.values()
    return next((lever.name for lever in levers if route in lever.shut and in_force(turn, lever, turn.day)), "")
