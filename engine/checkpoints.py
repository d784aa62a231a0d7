"""Checkpoints: posts and guards that stop travellers, what they ask to see, search for and take."""

from dataclasses import dataclass

from engine.evidence import Cited
from engine.scene import Spot


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A post on the road; shares are in percent."""

    id: str
    name: str
    place: str
    stops: int
    """Chance that a traveller with a usual load is stopped."""
    usual: int
    """Grams of a load that draws no eye."""
    heat: str
    times: tuple[tuple[int, int, int], ...]
    """(first day, last day, percent): seasons in which it stops more or fewer."""
    papers: tuple[str, ...]
    takes: tuple[str, ...]
    """Goods it wants; none: those that are `seized`."""
    part: int
    finds: int
    """Chance that a search finds what is not hidden."""
    detector: int
    """Chance that metal is found, whatever hides it."""
    asks: int
    """What buys it off, smallest parts of the chapter's money."""
    scene: str
    cited: Cited = Cited()
    spot: Spot = Spot()
