"""Couriers: people who carry money or goods for others, and parcels on their way with them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from engine.evidence import Cited
from engine.scene import Spot

if TYPE_CHECKING:
    from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Courier:
    """Somebody who carries; shares in percent."""

    id: str
    name: str
    days: int
    honest: int
    """Chance that a parcel whose whole worth was declared arrives."""
    undeclared: int
    """The same where less was declared."""
    pays: int
    """Part of the declared sum that is made good when a parcel is lost."""
    trust: int
    cited: Cited = Cited()
    spot: Spot = Spot()


class Parcel(NamedTuple):
    """Something on its way."""

    courier: str
    of: str
    """A currency or a good."""
    amount: int
    declared: int
    """Smallest parts of the money it was declared in."""
    currency: str
    """The money it was declared in."""
    due: int
    """Day on which it is heard of."""
    arrives: str
    """Scene that tells of its arrival."""
    lost: str
    """Scene that tells of its loss."""


def send(
    turn: "Turn", courier: str, of: str, amount: int, declared: int, currency: str, arrives: str, lost: str
) -> None:
    """Give money or goods (from what is at hand) to a courier; refuse where there is less."""
    raise NotImplementedError


def who_arrives(turn: "Turn") -> str | None:
    """Return the scene of a parcel that is heard of this morning, and settle what became of it."""
    if turn.parcels:
        raise NotImplementedError
    return None
