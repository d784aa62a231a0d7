"""A stall's day: carried up, cooked, asked for, sold, left over, and bought for the next day."""

import pytest

from engine import day, household, stall
from engine.events import Noticed, StallTraded
from engine.goods import Lot
from engine.luck import Luck
from engine.paths import Paths
from engine.scenario import Stall
from engine.session import Session, Story
from engine.turn import Turn
from engine.world import EVENING, StallDay


def soup(turn: Turn) -> Stall:
    return turn.scenario.stalls["soup"]


def opened(turn: Turn) -> StallTraded:
    stall.open_up(turn, soup(turn))
    return next(event for event in turn.events if isinstance(event, StallTraded))


def test_what_the_dial_says_is_carried_up_and_no_more_than_there_is(turn: Turn) -> None:
    turn.values["bowls"] = 0
    opened(turn)
    assert (turn.held("pork", "stall"), turn.held("pork", "home")) == (1000, 1000)
    stall.pack_up(turn, soup(turn))
    assert turn.stock["home/pork"] == Lot(2000, 5000)
    turn.values["carry"] = 4000
    opened(turn)
    assert (turn.held("pork", "stall"), turn.held("pork", "home")) == (2000, 0)


def test_a_full_pot_uses_meat_from_the_stall_the_rest_from_home_and_a_day_s_wood(turn: Turn) -> None:
    assert opened(turn).cooked == 8
    assert turn.held("pork", "stall") == 1000 - 8 * 80
    assert turn.held("rice") == 20_000 - 8 * 100
    assert turn.held("wood") == 27_000


@pytest.mark.parametrize(
    ("good", "amount", "store", "cooked", "short"),
    [
        ("pork", 250, "home", 3, "pork"),
        ("rice", 510, "home", 5, "rice"),
        ("rice", 99, "home", 0, "rice"),
        ("wood", 2999, "home", 0, "wood"),
        ("wood", 3000, "home", 8, ""),
    ],
)
def test_no_more_is_cooked_than_everything_is_there_for_and_the_first_lack_is_noticed(
    good: str, amount: int, store: str, cooked: int, short: str, turn: Turn
) -> None:
    turn.stock[f"{store}/{good}"] = Lot(amount, 0)
    turn.balances[f"assets:{good}:KPW"] = 0
    assert opened(turn).cooked == cooked
    noticed = [event.subject for event in turn.events if isinstance(event, Noticed)]
    assert noticed == ([short] if short else [])
    assert turn.stop == bool(short)
    if not cooked:
        assert turn.held("wood") == (amount if good == "wood" else 30_000)


def test_an_empty_pot_uses_nothing_and_lacks_nothing(turn: Turn) -> None:
    turn.values["bowls"] = 0
    turn.stock.pop("home/wood")
    assert opened(turn).cooked == 0
    assert not turn.stop
    assert turn.held("rice") == 20_000


def customers(turn: Turn, **values: int) -> int:
    turn.values |= values
    return stall.customers(turn, soup(turn))


def test_fewer_come_to_a_dear_bowl_and_a_thin_one_and_more_to_a_cheap_and_a_thick_one(turn: Turn) -> None:
    usual = customers(turn)
    assert customers(turn, price=1200) < usual < customers(turn, price=300)
    assert customers(turn, price=600, portion=30) < usual < customers(turn, portion=150)


def test_fewer_come_in_snow_and_more_where_people_come_again(turn: Turn, tiny: Story) -> None:
    assert turn.paths.weather(1) == "clear"
    snow = Session(tiny, 7, {"weather": 0.99, "customers": 0.5}).view()
    assert snow.paths.weather(1) == "snow"
    assert customers(snow) == pytest.approx(customers(turn) / 2, abs=1)
    assert customers(turn, regulars=0) < customers(turn, regulars=50) < customers(turn, regulars=100)


def test_no_more_come_than_the_place_holds_and_nobody_where_luck_is_low(tiny: Story) -> None:
    assert customers(Session(tiny, 7, {"customers": 1.0}).view(), portion=150, price=300) == 16
    assert customers(Session(tiny, 7, {"customers": 0.0}).view(), portion=30, price=1200) == 0


def test_no_more_is_sold_than_cooked_or_asked_for_and_the_takings_are_what_was_paid(turn: Turn) -> None:
    turn.values["bowls"] = 3
    few = opened(turn)
    assert (few.cooked, few.sold, few.takings) == (3, 3, 1800)
    assert few.customers > 3
    assert stall.takings(turn) == 1800
    assert turn.cash() == 20_000, "takings are not in the box before the evening"


def test_the_run_s_best_and_worst_days_are_kept(turn: Turn) -> None:
    for bowls in (3, 1, 5):
        turn.values["bowls"] = bowls
        stall.open_up(turn, soup(turn))
    figures = [turn.values[f"{name}.soup"] for name in ("sold_in_all", "most_sold", "least_sold")]
    assert figures == [9, 5, 1]


def test_fair_bowls_are_remembered_and_thin_dear_or_missing_ones_too(turn: Turn) -> None:
    def after(**values: int) -> int:
        view = Turn(turn.scenario, turn.close(), turn.paths)
        view.values |= values
        opened(view)
        return view.values["regulars"] - 50

    assert after(portion=150, bowls=12, carry=2000) == stall.REGULARS_STEP
    assert after(portion=30, bowls=8) == -stall.REGULARS_STEP
    assert after(price=1200, bowls=8) == -stall.REGULARS_STEP
    assert after(bowls=1) < 0, "some were turned away"
    assert after(bowls=0) == 0


def test_what_is_not_sold_is_taken_home_and_what_was_carried_up_comes_home(turn: Turn) -> None:
    turn.values["bowls"] = 12
    traded = opened(turn)
    assert traded.cooked > traded.sold
    before = turn.held("pork")
    stall.pack_up(turn, soup(turn))
    assert turn.held("bowls_home") == traded.cooked - traded.sold
    assert turn.held("pork", "stall") == 0
    assert turn.held("pork", "home") == before
    assert turn.cash() == 20_000 + traded.takings, "there is wood enough, so none is bought"
    assert stall.takings(turn) == 0
    assert turn.stall("soup") == StallDay()


def test_more_is_served_only_as_far_as_it_was_cooked(turn: Turn) -> None:
    turn.values["bowls"] = 12
    traded = opened(turn)
    stall.serve(turn, soup(turn), 100)
    assert traded.sold < 12
    assert turn.stall("soup") == StallDay(12, traded.customers + 12 - traded.sold, 12)
    assert stall.takings(turn) == 12 * 600
    stall.serve(turn, soup(turn), 1)
    assert stall.takings(turn) == 12 * 600


def test_nothing_is_served_on_a_day_without_a_stall(turn: Turn) -> None:
    stall.serve(turn, soup(turn), 3)
    assert stall.takings(turn) == 0


def test_what_is_kept_is_bought_up_to_the_dial_in_tenths_of_a_unit(turn: Turn) -> None:
    turn.stock["home/wood"] = Lot(5050, 0)
    stall.shop(turn, soup(turn))
    assert turn.held("wood") == 5050 + 6900
    turn.values["keep_wood"] = 0
    stall.shop(turn, soup(turn))
    assert turn.held("wood") == 11_950


def test_no_more_is_bought_than_there_is_money_for(turn: Turn) -> None:
    turn.stock.pop("home/wood")
    turn.balances["assets:cash:KPW"] = 100
    stall.shop(turn, soup(turn))
    assert 0 <= turn.cash() < 20
    assert 2500 <= turn.held("wood") <= 3100
    turn.balances["assets:cash:KPW"] = 0
    before = turn.held("wood")
    stall.shop(turn, soup(turn))
    assert turn.held("wood") == before


def test_takings_and_goods_of_a_day_come_home_though_nobody_goes_up_the_next(turn: Turn) -> None:
    turn.phase = EVENING
    household.work(turn)
    takings = opened(turn).takings
    household.assign(turn, "you", "home")
    day.close(turn)
    assert stall.takings(turn) == 0
    assert turn.held("pork", "stall") == 0
    assert turn.cash() >= 20_000 + takings - 1000, "less the wood that was bought for tomorrow"
    cash = turn.cash()
    assert day.live(turn, 1, False) is None
    assert turn.cash() == cash
    assert turn.stall("soup") == StallDay()


def test_the_customers_of_a_day_are_those_of_its_date(tiny: Story) -> None:
    def in_order(days: list[int]) -> dict[int, int]:
        turn = Session(tiny, 11).view()
        turn.paths = Paths(tiny.scenario, Luck(11))
        found = {}
        for turn.day in days:
            found[turn.day] = stall.customers(turn, soup(turn))
        return found

    assert in_order([1, 2, 3, 9]) == in_order([9, 3, 2, 1])
