"""Scenes: what authors wrote of them, as frozen values: text, choices, outcomes, events and endings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from engine.evidence import Cited
from engine.kinds import Expr
from engine.prose import Line, Prose

if TYPE_CHECKING:
    from engine.effects import Effect


class Spot(NamedTuple):
    """Where in an author's files something stands; lines and columns count from 1."""

    file: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a choice leads: `scene`, `visit` (comes back), `back`, or `here`."""

    how: str = "here"
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way a choice may turn out, drawn by weight."""

    id: str
    weight: Expr
    when: Expr | None
    risk: str
    text: Prose
    effects: tuple["Effect", ...]
    go: Target
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Choice:
    """A deed the player may choose."""

    id: str
    say: Line
    note: Line | None
    when: Expr | None
    otherwise: Line | None
    once: bool
    effects: tuple["Effect", ...]
    then: Prose
    outcomes: tuple[Outcome, ...]
    go: Target
    costs: bool = False
    """Whether any verb of it needs money or goods, so that it must be tried before it is offered."""
    passes: bool = False
    """Whether days go by, so that something may interrupt."""
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class EventRule:
    """When a day may bring a scene."""

    when: Expr | None
    weight: Expr
    at: str
    """`trade`, `morning` or `road`."""
    cooldown: int | None
    """Days before it may come again; None: once a game."""
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """What an ending is called and its tone: nothing, loss, ahead or stopped."""

    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene of the story."""

    id: str
    title: str
    place: str
    text: Prose
    choices: Mapping[str, Choice]
    enter: tuple["Effect", ...] = ()
    hub: bool = False
    market: str = ""
    plan: bool = False
    roads: bool = False
    """Whether goods may be loaded here and journeys begun."""
    stall: str = ""
    art: str = ""
    codex: tuple[str, ...] = ()
    event: EventRule | None = None
    ending: Ending | None = None
    cited: Cited = Cited()
    shows: tuple[str, ...] = ()
    spot: Spot = Spot()
