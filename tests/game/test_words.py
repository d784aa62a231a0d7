"""Words: every format in one place."""

import pytest

from engine import goods
from engine.goods import Good
from engine.money import Currency
from engine.session import Session
from game import words

WON = Currency("KPW", "won", "won")
DOLLAR = Currency("USD", "dollar", "dollars")
RICE = Good("rice", "rice", "kg", 3500)
SMOKES = Good("smokes", "Chinese cigarettes", "pack")
COAT = Good("coat", "the wool coat", "coat")
CAKE = Good("cake", "bark cake", "cake")


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (1250, WON, "12.50 won"),
        (4000, WON, "40 won"),
        (123_456_700, WON, "1,234,567 won"),
        (-305, WON, "-3.05 won"),
        (0, WON, "0 won"),
        (100, DOLLAR, "1 dollar"),
        (150, DOLLAR, "1.50 dollars"),
    ],
)
def test_a_sum_is_written_in_its_own_money(amount: int, currency: Currency, said: str) -> None:
    assert words.money(amount, currency) == said


def test_a_change_of_a_sum_carries_its_sign() -> None:
    assert [words.signed(amount, WON) for amount in (300, -300, 0)] == ["+3 won", "-3 won", "0 won"]


@pytest.mark.parametrize(
    ("amount", "good", "said"),
    [
        (2500, RICE, "2.5 kg"),
        (80, RICE, "80 g"),
        (652, RICE, "652 g"),
        (12_652, RICE, "12.65 kg"),
        (1000, RICE, "1 kg"),
        (0, RICE, "0 kg"),
        (3, SMOKES, "3 packs"),
        (1, SMOKES, "1 pack"),
    ],
)
def test_an_amount_is_written_in_units_people_weigh_in(amount: int, good: Good, said: str) -> None:
    assert words.quantity(amount, good) == said


def test_goods_are_named_as_people_name_them() -> None:
    assert words.goods(2500, RICE) == "2.5 kg of rice"
    assert words.goods(3, SMOKES) == "3 packs of Chinese cigarettes"
    assert words.goods(1, COAT) == "the wool coat"
    assert words.goods(2, CAKE) == "2 bark cakes"
    assert words.count(2, "bowl of soup") == "2 bowls of soup"


def test_a_sum_in_rice_is_rounded_as_people_round(play: Session) -> None:
    assert words.rice(play, 6100).endswith(" kg of rice")
    assert words.yardstick(6120, RICE) == "6.1 kg of rice"
    assert words.yardstick(149_620, RICE) == "150 kg of rice"
    assert words.yardstick(-6120, RICE) == "-6.1 kg of rice"
    assert words.yardstick(36, RICE) == "36 g of rice"


def test_days_and_dates_do_not_depend_on_the_language_of_the_computer(play: Session) -> None:
    assert words.date(play, 1) == "Mon 23 January 1995"
    assert words.span(play, 2, 5) == "24 to 27 January"
    assert words.span(play, 8, 11) == "30 January to 2 February"
    assert words.span(play, 2, 2) == "24 January"
    assert [words.days(n) for n in (0, 1, 4)] == ["0 days", "1 day", "4 days"]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.3, "about 3 in 10"),
        (0.27, "about 3 in 10"),
        (0.06, "about 1 in 10"),
        (0.04, "about 1 in 20"),
        (0.02, "about 1 in 40"),
        (0.01, "about 1 in 100"),
        (0.001, "less than 1 in 100"),
        (0.96, "nearly certain"),
        (1.0, "certain"),
    ],
)
def test_a_chance_is_said_in_tens(share: float, said: str) -> None:
    assert words.chance(share) == said


def test_food_is_counted_in_days(play: Session) -> None:
    assert words.food_for(45) == "food for 4.5 days"
    assert words.food_for(10) == "food for 1 day"
    assert words.food_for(123) == "food for 12 days"
    assert words.food_for(0) == "no food"
    assert words.food_for(9990) == ""
    assert words.food(play) == "food for 10 days"


def test_each_setting_is_written_in_its_own_kind(play: Session) -> None:
    told = {name: words.value(play.scenario, name, 80) for name in ("bowls", "portion", "price", "meals")}
    assert told == {"bowls": "80", "portion": "80 g", "price": "0.80 won", "meals": "80 %"}
    assert words.dial_range(play.scenario, play.scenario.dials["price"]) == (
        "from 3 won to 12 won, in steps of 0.50 won"
    )


def test_authors_line_ends_inside_a_paragraph_are_not_shown() -> None:
    assert words.paragraphs('One line\nand on.\n\n"Another."\n') == ["One line and on.", '"Another."']
    assert words.listed(["a", "", "b", "c"]) == "a, b and c"
    assert words.sentence("the boy is ill") == "The boy is ill."


def test_goods_named_by_their_own_unit_are_told_once() -> None:
    birds = Good("ducklings", "ducklings", "duckling")
    assert [words.goods(number, birds) for number in (1, 294)] == ["1 duckling", "294 ducklings"]
    assert [goods.said(number, birds) for number in (1, 294)] == ["1 duckling", "294 ducklings"]


def test_goods_with_an_article_in_their_name_leave_it_where_they_are_counted() -> None:
    quilts = Good("quilts", "the wedding quilts", "quilt")
    assert [words.goods(number, quilts) for number in (1, 4)] == ["1 wedding quilt", "4 wedding quilts"]
    assert words.goods(2, COAT) == "2 wool coats"
