"""Goods: what is traded, eaten and taken, in whole grams, millilitres or pieces."""

from dataclasses import dataclass
from typing import NamedTuple

MASS, VOLUME = "kg", "l"
SUBUNITS = {"kg": ("kg", 1000), "g": ("kg", 1), "l": ("l", 1000), "ml": ("l", 1)}
"""Written unit -> (unit of the good, how many smallest parts it is)."""

HOME, STALL = "home", "stall"


@dataclass(frozen=True, slots=True)
class Good:
    """A good: its unit, what it feeds, whether patrols want it, and when it spoils."""

    id: str
    name: str
    unit: str
    food: int = 0
    """Kilocalories a unit."""
    seized: bool = False
    spoils_above: int | None = None
    """Degrees; warmer days spoil a share of what is held."""
    spoils_share: int = 0
    """Percent a warm day."""
    evidence: tuple[str, ...] = ()

    @property
    def parts(self) -> int:
        """Smallest parts (grams, millilitres, pieces) in one unit."""
        return 1000 if self.unit in (MASS, VOLUME) else 1


def plural(unit: str) -> str:
    """Return the plural under which authors may write a counted unit: packs, boxes, dishes."""
    return unit + ("es" if unit.endswith(("s", "x", "ch", "sh")) else "s")


def said(amount: int, good: Good, bare: bool = False) -> str:
    """Return an amount as a refusal says it: `2.5 kg of rice`, `3 packs of cigarettes`; `bare`: without the name."""
    whole, rest = divmod(amount, good.parts)
    number = f"{whole:,}" + (f".{rest:03d}".rstrip("0") if rest else "")
    unit = good.unit if good.parts > 1 or amount == 1 else plural(good.unit)
    return f"{number} {unit}" if bare else f"{number} {unit} of {good.name}"


class Lot(NamedTuple):
    """An amount of one good in one store, with what it cost in the chapter's money."""

    amount: int
    """Smallest parts of the good's unit."""
    cost: int
    """Smallest parts of the money."""


NOTHING = Lot(0, 0)


def split(lot: Lot, amount: int) -> tuple[Lot, Lot]:
    """Return (taken, left) of a lot, cost shared by amount (weighted average cost)."""
    if amount >= lot.amount:
        return lot, NOTHING
    cost = lot.cost * amount // lot.amount
    return Lot(amount, cost), Lot(lot.amount - amount, lot.cost - cost)
