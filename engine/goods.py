"""Goods: what is traded, eaten and taken, in whole grams, millilitres or pieces."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from engine.said import Amount, Sentence

if TYPE_CHECKING:
    from engine.scene import Spot

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
    mass: int | None = None
    """Grams of a unit; None: as much as its unit says, and nothing where that is a word."""
    bulk: int | None = None
    """Millilitres a unit takes up; None: as many as it weighs grams."""
    metal: bool = False
    smell: bool = False
    hides: int = 0
    """Percent by which it is less likely to be found than a thing that lies open."""
    covers: int = 0
    """Percent by which an equal mass of it lowers what a search finds of other goods."""
    freezes_below: int | None = None
    """Degrees; colder days on the road take a share of it."""
    freezes_share: int = 0
    grain: bool = False
    toxic: int = 0
    """Health a day it costs those who live on it, unless it is boiled hard."""
    boil: tuple[str, int] | None = None
    """(fuel, its smallest parts) that boiling a unit hard takes."""
    spot: "Spot | None" = None
    counter: str = ""
    """What one is called in the language it is shown in; empty: as its unit."""

    @property
    def counted(self) -> str:
        """What one is called where it is shown."""
        return self.counter or self.unit

    @property
    def parts(self) -> int:
        """Smallest parts (grams, millilitres, pieces) in one unit."""
        return 1000 if self.unit in (MASS, VOLUME) else 1

    def grams(self, amount: int) -> int:
        """Return what an amount (smallest parts) weighs, rounded up."""
        a_unit = self.mass if self.mass is not None else (1000 if self.parts > 1 else 0)
        return -(-amount * a_unit // self.parts)

    def room(self, amount: int) -> int:
        """Return the millilitres an amount (smallest parts) takes up, rounded up."""
        return self.grams(amount) if self.bulk is None else -(-amount * self.bulk // self.parts)


def plural(unit: str) -> str:
    """Return the plural under which authors may write a counted unit: packs, boxes, dishes."""
    return unit + ("es" if unit.endswith(("s", "x", "ch", "sh")) else "s")


def said(amount: int, good: Good, bare: bool = False) -> str:
    """Return an amount as a refusal says it: `2.5 kg of rice`, `3 packs of cigarettes`; `bare`: without the name."""
    whole, rest = divmod(amount, good.parts)
    number = f"{whole:,}" + (f".{rest:03d}".rstrip("0") if rest else "")
    unit = good.unit if good.parts > 1 or amount == 1 else plural(good.unit)
    if bare or (good.parts == 1 and good.name.endswith((good.unit, plural(good.unit)))):
        return Amount(f"{number} {unit}", amount, good.counted, good.parts, "" if bare else good.name)
    return Amount(f"{number} {unit} of {good.name}", amount, good.counted, good.parts, good.name)


class Lot(NamedTuple):
    """An amount of one good in one store, with what it cost in the chapter's money."""

    amount: int
    """Smallest parts of the good's unit."""
    cost: int
    """Smallest parts of the money."""


NOTHING = Lot(0, 0)


def there_is(amount: int, good: Good) -> str:
    """Return how much there is of a good that was named already: `2 kg`, `none`."""
    return said(amount, good, bare=True) if amount else Sentence("none")


def split(lot: Lot, amount: int) -> tuple[Lot, Lot]:
    """Return (taken, left) of a lot, cost shared by amount (weighted average cost)."""
    if amount >= lot.amount:
        return lot, NOTHING
    cost = lot.cost * amount // lot.amount
    return Lot(amount, cost), Lot(lot.amount - amount, lot.cost - cost)
