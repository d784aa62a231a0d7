"""Money and goods: whole numbers, rounded against whoever trades, costs that follow the goods."""

from hypothesis import given
from hypothesis import strategies as st

from engine.goods import NOTHING, Good, Lot, plural, said, split
from engine.money import cost_down, cost_up

KILOS, PIECES = Good("rice", "rice", "kg"), Good("smokes", "cigarettes", "pack")
goods = st.sampled_from([KILOS, PIECES])
prices, amounts = st.integers(1, 10**7), st.integers(0, 10**7)


@given(goods, prices, amounts)
def test_rounding_never_favours_the_trader(good: Good, price: int, amount: int) -> None:
    exact = price * amount
    assert cost_up(price, amount, good) * good.parts >= exact >= cost_down(price, amount, good) * good.parts
    assert cost_up(price, amount, good) - cost_down(price, amount, good) <= 1


@given(goods, prices, amounts, amounts)
def test_buying_in_two_parts_is_never_cheaper_and_selling_in_two_never_dearer(
    good: Good, price: int, first: int, second: int
) -> None:
    both = first + second
    assert cost_up(price, first, good) + cost_up(price, second, good) >= cost_up(price, both, good)
    assert cost_down(price, first, good) + cost_down(price, second, good) <= cost_down(price, both, good)


@given(st.builds(Lot, st.integers(1, 10**6), st.integers(0, 10**6)), st.integers(0, 2 * 10**6))
def test_splitting_a_lot_loses_neither_goods_nor_cost(lot: Lot, amount: int) -> None:
    taken, left = split(lot, amount)
    assert (taken.amount + left.amount, taken.cost + left.cost) == lot
    assert taken.amount == min(amount, lot.amount)
    assert min(*taken, *left) >= 0


def test_what_is_left_of_a_lot_taken_whole_is_nothing_and_costs_nothing() -> None:
    assert split(Lot(5, 7), 5) == (Lot(5, 7), NOTHING)
    assert split(Lot(3, 10), 1) == (Lot(1, 3), Lot(2, 7))


def test_a_kilogram_has_a_thousand_parts_and_a_piece_one() -> None:
    assert [Good("", "", unit).parts for unit in ("kg", "l", "pack")] == [1000, 1000, 1]


def test_amounts_are_said_with_their_unit_in_one_or_many() -> None:
    assert said(2500, KILOS) == "2.5 kg of rice"
    assert said(1_234_080, KILOS) == "1,234.08 kg of rice"
    assert said(1, PIECES) == "1 pack of cigarettes"
    assert said(2, PIECES) == "2 packs of cigarettes"
    assert said(0, PIECES, bare=True) == "0 packs"
    assert [plural(unit) for unit in ("box", "dish", "dress", "coat")] == ["boxes", "dishes", "dresses", "coats"]
