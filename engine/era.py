"""The era: the price processes of a world between two dates, with all that moves them, as its files declare it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.cartels import Cartel
from engine.ceilings import Ceiling
from engine.evidence import Cited
from engine.scene import Spot
from engine.schedule import Schedule, always
from engine.season import Season
from engine.shocks import Shock
from engine.swings import Swing

if TYPE_CHECKING:
    from engine.outline import Outline

GOOD, CURRENCY = "good", "currency"


@dataclass(frozen=True, slots=True)
class Process:
    """How the price of one good or currency behaves at every place that quotes it; logs of smallest parts a unit."""

    id: str
    kind: str
    """GOOD or CURRENCY."""
    level: Schedule
    places: Mapping[str, Schedule]
    """Place -> premium over the level, in logs, by date."""
    common: Swing
    """What luck does to the price at all places at once."""
    local: Swing
    """What it does at each place by itself: gaps between places open by it and close again."""
    spread: Schedule
    """Ask over bid, as a part of the middle price."""
    season: Season | None = None
    fuel: str = ""
    """The good whose price freight follows."""
    freight: float = 0.0
    """Part of a place's premium that is fuel."""
    follows: tuple[tuple[str, Schedule], ...] = ()
    """(good or currency, elasticity by date): its departures from its level are taken over in this part."""
    tick: int = 1
    """Smallest step of a posted price, smallest parts of the money."""
    supply: Schedule = always(1)
    """Part of what is usually to be had, by date: goods, or notes of a currency."""
    empties: float = 0.0
    """Chance that nothing at all is to be had on a day on which supply is all but gone."""
    cited: Cited = Cited()
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Era:
    """The prices of a world from its first day to its last, in one money."""

    first: int
    """Ordinal of the first day."""
    last: int
    money: str
    processes: Mapping[str, Process]
    shocks: tuple[Shock, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    cartels: tuple[Cartel, ...] = ()
    outlines: dict[tuple[str, str, int], "Outline"] = field(init=False, compare=False, repr=False, default_factory=dict)
    """What of the prices no luck touches, as far as worked out: every play of the era shares it."""

    def quotes(self, name: str, place: str) -> bool:
        """Return whether a good or currency has a price at a place."""
        return name in self.processes and place in self.processes[name].places
