"""Declared: everything that a scenario and its worlds declare, as far as it needs no expressions and no verbs."""

from dataclasses import dataclass, field

from engine.checkpoints import Checkpoint
from engine.coupons import Coupon
from engine.couriers import Courier
from engine.era import Era
from engine.evidence import CodexEntry
from engine.goods import Good
from engine.kinds import Kind
from engine.money import Currency
from engine.permits import Paper
from engine.routes import Road
from engine.scenario import (
    Creditor,
    Dial,
    Eating,
    Flag,
    Market,
    Number,
    Patrol,
    Person,
    Place,
    Stall,
    Weather,
)
from engine.shares import Share
from engine.wages import Wage


@dataclass(slots=True)
class Declared:
    """Everything a scenario and its worlds declare."""

    currencies: dict[str, Currency] = field(default_factory=dict)
    goods: dict[str, Good] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    era: Era | None = None
    coupons: dict[str, Coupon] = field(default_factory=dict)
    wages: dict[str, Wage] = field(default_factory=dict)
    markets: dict[str, Market] = field(default_factory=dict)
    weather: Weather = field(default_factory=Weather)
    people: dict[str, Person] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    flags: dict[str, Flag] = field(default_factory=dict)
    dials: dict[str, Dial] = field(default_factory=dict)
    stalls: dict[str, Stall] = field(default_factory=dict)
    patrols: dict[str, Patrol] = field(default_factory=dict)
    creditors: dict[str, Creditor] = field(default_factory=dict)
    owed_in: dict[str, str] = field(default_factory=dict)
    """Creditor -> the money in which they are owed."""
    couriers: dict[str, Courier] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    road: Road = field(default_factory=Road)
    checkpoints: dict[str, Checkpoint] = field(default_factory=dict)
    codex: dict[str, CodexEntry] = field(default_factory=dict)
    eating: Eating = field(default_factory=Eating)
    calm: int = 1
    chance: int = 0
