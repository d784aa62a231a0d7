"""Names: what the household is worth, and what a sum is in rice."""

import pytest

from engine.actions import Buy, Redeem
from engine.goods import Lot
from engine.names import in_yardstick, worth, yardstick_price
from engine.paths import Paths
from engine.session import Session, Story
from engine.turn import Turn, plain
from engine.world import Debt
from tests.engine.fair import RATE, fair, play


def test_worth_is_money_and_goods_at_cost_wherever_they_lie_less_debts(turn: Turn) -> None:
    assert worth(turn) == 20_000 + 20_000 + 900 + 5000
    turn.put("rice", turn.take("rice", 5000), "hidden")
    turn.post("sold", ("assets:takings:KPW", 700), ("income:soup:KPW", -700))
    turn.debts["friend"] = Debt("KPW", 10_000, 10_000, 1, 9, 0)
    turn.debts["trader"] = Debt("CNY", 99_999, 99_999, 1, 9, 0)
    assert worth(turn) == 45_900 + 700 - 10_000


def test_other_money_counts_at_the_day_s_rate_owned_or_owed_and_coupons_at_what_they_cost(tiny: Story) -> None:
    session = play(fair(tiny))
    before, turn = worth(session.view()), session.view()
    assert before == 20_045_900 + 2300 * 1500 + 50_000 * RATE // 100
    turn.debts["trader"] = Debt("CNY", 1000, 1000, 1, 9, 0)
    assert worth(turn) == before - 1000 * 1500
    session.act(Buy("paper", 2))
    assert worth(session.view()) == before
    session.act(Redeem("paper", 1))
    assert worth(session.view()) == before
    session.act(Buy("gold", 1000))
    assert worth(session.view()) == before, "what is paid in yuan is at cost in won"


def test_a_sum_is_told_in_rice_at_the_day_s_middle_price(turn: Turn) -> None:
    assert yardstick_price(turn) == 1000
    assert [in_yardstick(turn, amount) for amount in (0, 1000, 2550, -2550, 1)] == [0, 1000, 2550, -2550, 1]


@pytest.mark.parametrize(
    ("amount", "minor", "text"),
    [
        (0, 100, "0"), (5, 100, "0.05"), (1250, 100, "12.50"), (-1250, 100, "-12.50"), (123_456_700, 100, "1,234,567"),
        (7, 1, "7"), (25, 10, "2.5"),
    ],
)  # fmt: skip
def test_sums_are_written_in_plain_digits(amount: int, minor: int, text: str) -> None:
    assert plain(amount, minor) == text


def test_the_scene_s_market_counts_and_elsewhere_the_first(tiny: Story) -> None:
    symbol = tiny.scenario.scope.symbols["price.rice"]
    session = Session(tiny, 3)
    assert symbol.run(session.view()) == session.paths.mid("square", "rice", 1)


def test_stock_is_counted_by_whole_names(turn: Turn) -> None:
    turn.stock = {"home/rice": Lot(5, 0), "hidden/rice": Lot(2, 0), "home/wood": Lot(9, 0)}
    assert turn.held("rice") == 7
    assert turn.held("ice") == 0


def test_the_weather_is_one_of_the_month_s_or_what_it_was_before(tiny: Story) -> None:
    paths: Paths = Session(tiny, 5).paths
    days = [paths.weather(day) for day in range(1, 31)]
    assert set(days[:9]) <= {"clear", "snow"}
    assert set(days[9:]) <= {"clear", "thaw", days[8]}
    assert paths.weather(0) == paths.weather(-3) == ""


def test_foreign_money_in_the_yardstick_goes_through_the_day_s_rate(tiny: Story) -> None:
    turn = play(fair(tiny)).view()
    dollar = in_yardstick(turn, RATE)
    assert in_yardstick(turn, 100, "USD") == dollar > 0
    assert in_yardstick(turn, -100, "USD") == -dollar
    assert in_yardstick(turn, 100, "JPY") == 0, "no rate is known"
