"""Prices: the sum of an era's parts, keyed by date and place, and what stands behind a posted price."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ceilings import Ceiling
from engine.era import CURRENCY, GOOD, Era, Process
from engine.luck import BLOCK, Luck
from engine.prices import Prices
from engine.schedule import Schedule, always
from engine.season import Season
from engine.shocks import Shock
from engine.swings import Swing

FIRST = 735_000
STILL = Swing(always(0), 10)
HERE = {"town": always(0.0), "far": always(log(1.1))}
DAY = st.integers(FIRST, FIRST + 900)


def process(name: str, level: int = 5000, **more: Any) -> Process:
    fields: dict[str, Any] = {
        "kind": GOOD, "level": always(log(level)), "places": HERE, "common": STILL, "local": STILL,
        "spread": always(0.04),
    }  # fmt: skip
    return Process(name, **(fields | more))


def era(*processes: Process, **more: Any) -> Era:
    return Era(FIRST, FIRST + 1000, "KPW", {each.id: each for each in processes}, **more)


def shock(**more: Any) -> Shock:
    fields: dict[str, Any] = {
        "starts": FIRST + 100, "rumour": 10, "heard": 0.3, "onset": 9, "holds": 5, "decay": 20, "stays": 0.5,
        "moves": {("rice", "town"): log(1.4)}, "supply": {("rice", "town"): -0.5},
    }  # fmt: skip
    return Shock("closed", "the road is closed", **(fields | more))


LIVELY = era(
    process("rice", common=Swing(always(0.01), 30), local=Swing(always(0.005), 8), follows=(("USD", always(0.5)),)),
    process("USD", 800_000, kind=CURRENCY, common=Swing(always(0.004), 40), local=Swing(always(0.001), 8)),
)


def test_without_luck_a_price_is_its_level_and_its_premium() -> None:
    prices = Prices(era(process("rice")), Luck(1))
    assert (prices.mid("rice", "town", FIRST), prices.mid("rice", "far", FIRST + 700)) == (5000, 5500)


def test_a_quotation_holds_bid_and_ask_in_whole_ticks_about_the_middle() -> None:
    quoted = Prices(era(process("rice", 5003, tick=10)), Luck(1)).quotation("rice", "town", FIRST)
    assert quoted == (5003, 4900, 5110, 100, 5110, 0)


def test_the_season_moves_a_price_through_the_year() -> None:
    months = Season(tuple(log(1 + 0.01 * month) for month in range(12)))
    prices = Prices(era(process("rice", season=months)), Luck(1))
    assert prices.mid("rice", "town", date(2013, 8, 15).toordinal()) == 5350
    assert prices.mid("rice", "town", date(2014, 1, 15).toordinal()) == 5000


def test_a_price_takes_over_the_moves_of_what_it_follows_until_the_link_breaks() -> None:
    wave = Season((log(1.2),) * 12)
    link = Schedule(((FIRST + 100, 1.0), (FIRST + 200, 0.0)))
    made = era(process("rice", season=wave), process("maize", 2500, follows=(("rice", link),)))
    prices = Prices(made, Luck(1))
    assert [prices.mid("maize", "town", FIRST + day) for day in (50, 150, 250)] == [3000, 2739, 2500]
    assert prices.mid("rice", "town", FIRST) - 5000 == 2 * (prices.mid("maize", "town", FIRST) - 2500), "half, in money"


def test_dear_fuel_makes_the_premium_of_a_far_place_greater() -> None:
    dear = shock(moves={("diesel", "town"): log(2), ("diesel", "far"): log(2)}, rumour=0, heard=0, supply={})
    made = era(process("rice", fuel="diesel", freight=0.5), process("diesel"), shocks=(dear,))
    prices = Prices(made, Luck(1))
    before, after = ([prices.mid("rice", place, FIRST + day) for place in HERE] for day in (90, 112))
    assert before == [5000, 5500]
    assert after == [5000, round(5000 * 1.1**1.5)]


def test_demand_moves_on_a_rumour_before_supply_does() -> None:
    prices = Prices(era(process("rice"), shocks=(shock(),)), Luck(1))
    eve = FIRST + 99
    assert prices.mid("rice", "town", eve) > 5400
    assert prices.supply("rice", "town", eve) == 100
    assert prices.supply("rice", "town", FIRST + 112) == 50
    assert prices.mid("rice", "far", eve) == 5500, "nothing is said of the far place"


ENFORCED = {"town": Schedule(((FIRST, 1.0), (FIRST + 100, 1.0), (FIRST + 200, 0.0)))}
ORDER = Ceiling("order", "an order", "rice", log(4500), ENFORCED, 0.4, log(1.05), 0.1)


def test_a_ceiling_caps_what_is_posted_while_it_is_enforced_and_supply_is_withheld() -> None:
    prices = Prices(era(process("rice"), ceilings=(ORDER,)), Luck(1))
    days = [prices.quotation("rice", "town", FIRST + day) for day in (50, 150, 250)]
    assert [day.mid for day in days] == [4500, 4743, 5000]
    assert days[0].supply < days[1].supply < days[2].supply == 100
    assert days[0].hidden == pytest.approx(5100 * 1.05, abs=1), "what people would pay, and more for the danger"
    assert [day.risk for day in days] == pytest.approx([10, 5, 0])
    assert days[2].hidden == days[2].ask
    assert prices.mid("rice", "far", FIRST + 50) == 5500, "the order holds for the town alone"


def test_a_ceiling_above_the_price_does_nothing() -> None:
    loose = Ceiling("order", "an order", "rice", log(6000), ENFORCED, 0.4, log(1.05), 0.1)
    quoted = Prices(era(process("rice"), ceilings=(loose,)), Luck(1)).quotation("rice", "town", FIRST)
    assert (quoted.mid, quoted.supply, quoted.hidden) == (5000, 100, quoted.ask)


def test_notes_grow_scarce_while_the_rate_stands_still() -> None:
    scarce = Schedule(((FIRST, 1.0), (FIRST + 100, 0.3)))
    made = era(process("USD", 800_000, kind=CURRENCY, supply=scarce, empties=0.5))
    prices = Prices(made, Luck(4))
    assert {prices.mid("USD", "town", FIRST + day) for day in range(300)} == {800_000}
    assert {prices.supply("USD", "town", FIRST + day) for day in range(100, 300)} == {0, 30}
    empty = sum(prices.supply("USD", "town", FIRST + day) == 0 for day in range(100, 900))
    assert 0.28 < empty / 800 < 0.42, "half of the seven tenths that are lacking"


@given(seed=st.integers(0, 10**6), asked=st.lists(st.tuples(st.sampled_from(["rice", "USD"]), DAY), max_size=5))
def test_a_price_is_that_of_its_date_whatever_was_asked_before(seed: int, asked: Sequence[tuple[str, int]]) -> None:
    one, other = Prices(LIVELY, Luck(seed)), Prices(LIVELY, Luck(seed))
    for name, day in asked:
        one.quotation(name, "far", day)
    assert one.mid("rice", "town", FIRST + 400) == other.mid("rice", "town", FIRST + 400)
    assert list(one.posted("USD", "far", FIRST + 250, FIRST + 260)) == [
        other.quotation("USD", "far", FIRST + day)[1:3] for day in range(250, 261)
    ]


@given(seed=st.integers(0, 10**6), day=DAY, swing=st.floats(0, 0.5), level=st.integers(1, 10**9))
def test_however_wild_a_price_stays_above_nothing_and_below_its_ask(
    seed: int, day: int, swing: float, level: int
) -> None:
    wild = Swing(always(swing), 60)
    made = era(process("rice", level, common=wild, local=wild, tick=7))
    quoted = Prices(made, Luck(seed)).quotation("rice", "town", day)
    assert quoted.mid >= 1
    assert 7 <= quoted.bid < quoted.ask


def test_blocks_of_days_join_without_a_seam() -> None:
    prices = Prices(LIVELY, Luck(9))
    edge = (FIRST // BLOCK + 1) * BLOCK
    mids = [prices.mid("rice", "town", edge + day) for day in range(-3, 3)]
    assert max(abs(log(b / a)) for a, b in pairwise(mids)) < 0.05


def test_another_seed_is_another_course_under_the_same_level() -> None:
    one, other = (
        [mid for day in range(0, 900, 3) if (mid := Prices(LIVELY, Luck(seed)).mid("rice", "town", FIRST + day))]
        for seed in (1, 2)
    )
    assert one != other
    assert sum(one) / sum(other) == pytest.approx(1, abs=0.1)
