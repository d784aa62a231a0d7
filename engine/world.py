"""The world: all that is saved of a play, frozen; rules make the next one and never change this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engine.couriers import Parcel
from engine.goods import Lot
from engine.ledger import Transaction
from engine.routes import Journey

DAWN, MORNING, EVENING = "dawn", "morning", "evening"


class Debt(NamedTuple):
    """What is owed to one creditor, in smallest parts of a currency."""

    currency: str
    owed: int
    principal: int
    taken: int
    """Day it was taken."""
    due: int
    """Day it falls due."""
    pressed: int
    """Day the creditor last came for it; 0: never."""
    part: int = 0
    """What an instalment is; 0: all falls due at once."""
    every: int = 0
    """Days between instalments, from `due` on."""


class StallDay(NamedTuple):
    """How a stall stands today."""

    cooked: int = 0
    customers: int = 0
    sold: int = 0


@dataclass(frozen=True, slots=True)
class World:
    """The facts of a play now. Mappings are never written once a world is made."""

    seed: int
    day: int
    phase: str
    scene: str
    back: tuple[str, ...]
    """Scenes to come back to, the nearest last."""
    values: Mapping[str, int]
    """Numbers, flags (0 or 1) and dials by id; `trust.x`, `health.x`, `energy.x`, `impact.market.good`; `paper.x` and
    `retained.x` the last day they hold; `coupon.x` how many are held; `kept.x`, `missed.x` instalments."""
    stock: Mapping[str, Lot]
    """`store/good` -> lot."""
    balances: Mapping[str, int]
    book: Transaction | None
    debts: Mapping[str, Debt]
    plan: Mapping[str, str]
    stalls: Mapping[str, StallDay]
    seen: Mapping[str, int]
    """Scene, `scene.choice`, event and passage ids -> how often."""
    last: Mapping[str, int]
    """Scene -> day it was last entered; `~event` the day of the last event, `~stop.x` that of passing a checkpoint."""
    draws: Mapping[str, int]
    """Luck stream -> how many draws were taken."""
    picks: Mapping[str, int]
    """Passage -> wording it shows."""
    known: tuple[str, ...]
    """Codex entries that are open."""
    ended: bool = False
    where: str = ""
    """The place the traveller is at, or set out from; empty where a story has no roads."""
    journey: Journey | None = None
    parcels: tuple[Parcel, ...] = ()
