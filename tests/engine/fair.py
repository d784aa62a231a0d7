"""The fair: the tiny story's market, under an era whose ceiling bites, with notes, coupons and hidden sales."""

from dataclasses import replace
from math import log
from typing import Any

from engine.ceilings import Ceiling
from engine.coupons import Coupon
from engine.couriers import Courier
from engine.effects import Add, Receive
from engine.era import CURRENCY, GOOD, Era, Process
from engine.goods import Good
from engine.kinds import constant
from engine.money import Currency
from engine.scenario import Caught, Market, Quote, Scenario
from engine.schedule import always
from engine.session import Session, Story
from engine.shares import Share
from engine.swings import Swing
from tests.conftest import QUIET

RATE = 800_000
"""Smallest parts of a won that a dollar costs."""
STILL = Swing(always(0), 10)
DEEP = 10**9
"""A depth so great that no order of these tests moves the price by as much as a smallest part."""


def process(name: str, level: int, **more: Any) -> Process:
    fields: dict[str, Any] = {
        "kind": GOOD, "level": always(log(level)), "places": {"square": always(0.0)}, "common": STILL, "local": STILL,
        "spread": always(0.04),
    }  # fmt: skip
    return Process(name, **(fields | more))


def quote(name: str, depth: int, mid: int = 0, spread: int = 4, **more: Any) -> Quote:
    return Quote(name, mid, spread, 0, 5, 0, depth, **more)


COUPON = Coupon("paper", "petrol coupon", "petrol", 15_000, "USD", 3000, 40)
RESOLD = replace(COUPON, id="resold")
FAIR = Market(
    "square",
    "square",
    {
        "rice": quote("rice", 60_000),
        "petrol": quote("petrol", 60_000),
        "gold": quote("gold", 50_000, 1050, currency="CNY"),
        "smokes": quote("smokes", 12, 800),
    },
    notes={"USD": quote("USD", 60_000, fakes=20), "CNY": quote("CNY", 4000, 15_000, 3)},
    coupons={"paper": quote("paper", 4, issuer=True), "resold": quote("resold", 4)},
    caught=Caught((Add((("heat", constant(10)),)),), "well"),
)


def era(scenario: Scenario, *, ceiling: int = 4000, risk: float = 0.1, supply: float = 1.0, pump: int = 35) -> Era:
    """Return an era in which rice is worth 50 won and may cost no more than a ceiling; the pump asks `pump` dollars."""
    first = scenario.starts.toordinal()
    processes = (
        process("rice", 5000),
        process("petrol", round(pump * RATE / 15)),
        process("USD", RATE, kind=CURRENCY, supply=always(supply), tick=100),
    )
    order = Ceiling("order", "an order", "rice", log(ceiling), {"square": always(1.0)}, 0.4, log(1.05), risk)
    return Era(first, first + 100, "KPW", {one.id: one for one in processes}, ceilings=(order,))


def fair(tiny: Story, market: Market = FAIR, **fields: Any) -> Story:
    """Return the tiny story with the fair for its market; `era_of` are the words of `era`."""
    scenario = tiny.scenario
    at = era(scenario, **fields.pop("era_of", {}))
    return Story.of(
        replace(
            scenario,
            begin=(
                *scenario.begin,
                Receive(constant(20_000_000), "KPW", "savings", "equity"),
                Receive(constant(50_000), "USD", "savings", "equity"),
                Receive(constant(2000), "CNY", "savings", "equity"),
            ),
            currencies={**scenario.currencies, "USD": Currency("USD", "dollar", "dollars")},
            goods={
                **scenario.goods,
                "petrol": Good("petrol", "petrol", "kg"),
                "gold": Good("gold", "gold", "kg", mass=1),
            },
            coupons={"paper": COUPON, "resold": RESOLD},
            **({"era": at, "markets": {"square": market}} | fields),
        )
    )


def play(story: Story, seed: int = 7, **pins: Any) -> Session:
    """Return a play that stands at the fair, with luck pinned as in other tests and as said."""
    session = Session(story, seed, {**QUIET, **pins})
    session.world = replace(session.world, scene="morning")
    session.state = "morning"
    return session


CREW = Share("crew", "the crew", 40, ("rice",), "lamp")
FUND = Share("fund", "the joint fund", 10, kept=True)
PORTER = Courier("porter", "the porter", 3, 70, 40, 50, 50)
