"""Price ceilings: the gap they close, and what they cost."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ceilings import NO_BITE, Ceiling

ORDER = Ceiling("order", "an order", "rice", log(5000), {}, 0.4, log(1.05), 0.1)


def test_a_ceiling_fully_enforced_closes_the_whole_gap() -> None:
    bite = ORDER.bite(log(5500), 1)
    assert bite.gap == pytest.approx(log(1.1))
    assert bite.withheld == pytest.approx(0.4)
    assert bite.risk == pytest.approx(0.1)


def test_nobody_heeds_a_ceiling_that_is_not_enforced_or_not_reached() -> None:
    assert ORDER.bite(log(9000), 0) == NO_BITE
    assert ORDER.bite(log(5000), 1) == NO_BITE


@given(low=st.floats(5001, 20_000), more=st.floats(1, 10_000), less=st.floats(0.05, 0.9), tighter=st.floats(0.001, 0.1))
def test_the_wider_the_gap_and_the_tighter_the_order_the_more_is_withheld(
    low: float, more: float, less: float, tighter: float
) -> None:
    assert ORDER.bite(log(low), less).withheld < ORDER.bite(log(low + more), less).withheld < 1
    assert ORDER.bite(log(low), less).withheld < ORDER.bite(log(low), less + tighter).withheld < 1
