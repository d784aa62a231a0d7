"""Routes: the places a traveller goes between, by what, how far, and what a journey is while it lasts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.evidence import Cited
from engine.kinds import Expr
from engine.prose import Line
from engine.scene import Spot

LOAD = "load"
"""The store of what the traveller carries."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of going: a train, a lorry, one's feet."""

    id: str
    name: str
    load: int
    """Grams a traveller may bring."""
    smell: int | None = None
    """Grams of smelling goods that pass unnoticed; None: nobody minds."""
    energy: int = 0
    """Strength a day takes (below 0)."""
    open: bool = False
    """Whether the cold of the road is felt by people and goods."""
    spot: Spot = Spot()
    cited: Cited = Cited()
    bulk: int | None = None
    """Millilitres a traveller's things may take up; None: as much as can be lifted."""


@dataclass(frozen=True, slots=True)
class Route:
    """A line between two places; days and chances are for one way."""

    id: str
    source: str
    target: str
    mode: str
    oneway: bool
    km: int
    days: int
    stalls: int
    """Percent chance, each day on the road, that nothing moves that day."""
    fare: int
    """Smallest parts of the chapter's money."""
    freight: int
    """The same, for a kilogram of load."""
    fuel: str = ""
    """The good of the era with whose price fare and freight go."""
    top: int = 0
    """Metres of the highest point; 0 where it does not matter."""
    papers: tuple[str, ...] = ()
    """One of these is needed to set out; none: nobody asks at the start."""
    checkpoints: tuple[str, ...] = ()
    """In the order in which they are met from `source` to `target`."""
    when: Expr | None = None
    otherwise: Line | None = None
    cited: Cited = Cited()
    spot: Spot = Spot()

    def other_end(self, place: str) -> str:
        """Return where it leads from a place; empty where it does not lead away from there."""
        if place == self.source:
            return self.target
        return self.source if place == self.target and not self.oneway else ""

    def posts(self, place: str) -> tuple[str, ...]:
        """Return the checkpoints in the order in which they are met from a place."""
        return self.checkpoints if place == self.source else self.checkpoints[::-1]


@dataclass(frozen=True, slots=True)
class Road:
    """Who travels, from where, and all the lines there are."""

    traveller: str = ""
    home: str = ""
    keep: int = 0
    """What a day away from home costs in food and a place to sleep, smallest parts."""
    modes: Mapping[str, Mode] = field(default_factory=dict)
    routes: Mapping[str, Route] = field(default_factory=dict)


class Journey(NamedTuple):
    """A journey under way."""

    route: str
    source: str
    target: str
    """Where it leads now: `source` again once the traveller has turned back."""
    started: int
    """Day it began."""
    days: int
    """Days it takes in all, as far as is known: a train that stands still adds to them."""
    passed: int = 0
    """Checkpoints that lie behind."""
