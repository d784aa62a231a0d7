"""Cartels: held back together, dear, and one after another sells."""

from math import log

from hypothesis import given
from hypothesis import strategies as st

from engine.cartels import LONGEST, Cartel
from engine.luck import Luck

SELLERS = Cartel("sellers", "the sellers", "pork", ("town",), 100, 5, 12, 0.7, log(1.25), (0.05, 0.3), 15)


@given(seed=st.integers(0, 10**6))
def test_stock_is_held_back_the_price_rises_and_both_come_back(seed: int) -> None:
    days = SELLERS.course(Luck(seed), "town")
    shares, rises = [day.share for day in days], [day.rise for day in days]
    assert len(days) < LONGEST
    assert max(shares) <= 0.7
    assert max(rises) > 0.6 * log(1.25)
    assert shares[-1] == 0
    assert rises[-1] < 0.01
    top = rises.index(max(rises))
    assert rises[top:] == sorted(rises[top:], reverse=True), "once it falls it goes on falling"


@given(seed=st.integers(0, 10**6))
def test_it_is_still_dear_when_the_first_sell(seed: int) -> None:
    days = SELLERS.course(Luck(seed), "town")
    half = next(number for number, day in enumerate(days) if number > 5 and day.share < 0.35)
    assert days[half].rise > 0.4 * log(1.25)


def test_how_long_they_hold_is_luck_and_differs_by_place() -> None:
    lengths = {len(SELLERS.course(Luck(seed), place)) for seed in range(20) for place in ("town", "far")}
    assert len(lengths) > 5
    assert SELLERS.course(Luck(3), "town") == SELLERS.course(Luck(3), "town")
