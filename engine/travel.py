"""Travel: setting out, the days on the road, the posts that stop the traveller, arriving; and what a trip may bring."""

from dataclasses import dataclass

from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Stop:
    """A checkpoint on a trip: how likely it stops the traveller, and that it finds what it wants (0-1)."""

    checkpoint: str
    stops: float
    finds: float
    wants: tuple[str, ...]
    """Goods of the load that it would take."""
    papers: bool
    """Whether what it asks to see is there."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What setting out on a route would mean now; sums in smallest parts of the chapter's money."""

    route: str
    target: str
    days: tuple[int, int]
    """Usual days, and as many as nine journeys in ten take at most."""
    mass: int
    """Grams that would be carried."""
    limit: int
    fare: int
    """Fare and freight, paid at the start."""
    keep: int
    """What the usual days cost in food and lodging."""
    coldest: tuple[int, int] | None
    """Degrees at the top: the usual, and the coldest that the month has; None where the road is not open to them."""
    stops: tuple[Stop, ...]
    perish: tuple[str, ...]
    """Goods of the load that the cold may take."""
    smells: bool
    """Whether more smelling goods are carried than pass unnoticed."""
    refused: str
    """Why nobody can set out on it now; empty where one can."""


def routes(turn: Turn) -> tuple[str, ...]:
    """Return the routes that lead away from where the traveller is, in the order declared."""
    raise NotImplementedError


def trip(turn: Turn, route: str) -> Trip:
    """Return what a route would mean now."""
    raise NotImplementedError


def depart(turn: Turn, route: str) -> None:
    """Set out: pay the fare and begin the journey; refuse what a trip refuses."""
    raise NotImplementedError


def turn_back(turn: Turn) -> None:
    """Make the journey lead back to where it began, in as many days as were spent on it."""
    raise NotImplementedError


def go_on(turn: Turn) -> str | None:
    """Let the journey go on; return the scene that interrupts it, or None once it has arrived."""
    raise NotImplementedError


def load_mass(turn: Turn) -> int:
    """Return the grams the traveller carries."""
    raise NotImplementedError


def carry(turn: Turn, good: str, amount: int) -> None:
    """Load goods from the store here (amount above 0) or lay them down in it (below); refuse where it cannot be."""
    raise NotImplementedError
