"""Coupons and wages: the documents' own sums are in test_reports; here the rules."""

from hypothesis import given
from hypothesis import strategies as st

from engine.coupons import Coupon
from engine.wages import Wage

PAPER = Coupon("paper", "a coupon", "petrol", 15_000, "USD", 3000, 40)


@given(pump=st.integers(0, 10**6))
def test_a_coupon_never_costs_more_than_the_pump_and_no_buyer_loses_by_it(pump: int) -> None:
    assert PAPER.resale(pump) <= pump
    assert PAPER.saving(pump) >= 0


def test_a_coupon_is_worth_no_more_than_cheap_fuel() -> None:
    assert PAPER.resale(2500) == 2500


def test_a_price_in_months_of_work() -> None:
    assert Wage("worker", "a worker", 3000, "KPW").months(4500) == 1.5
