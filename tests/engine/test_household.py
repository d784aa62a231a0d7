"""The household: who eats first, what is eaten first, what hunger, rest and work do, and who can work at all."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import household
from engine.events import Assigned, Noticed
from engine.goods import Lot
from engine.kinds import BOOL, Expr
from engine.session import Session, Story
from engine.turn import Turn

NEED = 5000


def larder(turn: Turn, **goods: int) -> Turn:
    """Let the larder hold these goods only."""
    turn.stock = {f"home/{good}": Lot(amount, 0) for good, amount in goods.items() if amount}
    turn.balances = {}
    return turn


def kilocalories(turn: Turn, wanted: int) -> Turn:
    """Let the larder hold so much and no more, in rice."""
    return larder(turn, rice=wanted * 1000 // 3500)


def health(turn: Turn) -> tuple[int, int, int]:
    return turn.values["health.boy"], turn.values["health.you"], turn.values["health.husband"]


def test_food_is_eaten_in_the_order_the_story_names(turn: Turn) -> None:
    larder(turn, bowls_home=4, maize=500, rice=5000)
    assert household.eat(turn) == 100
    assert turn.held("bowls_home") == 0
    assert turn.held("maize") == 0
    assert turn.held("rice") == 5000 - (NEED - 4 * 450 - 1700) * 1000 // 3500 - 1


def test_a_bowl_is_eaten_whole(turn: Turn) -> None:
    larder(turn, bowls_home=20)
    household.eat(turn)
    assert turn.held("bowls_home") == 20 - 12


def test_no_more_is_eaten_than_the_dial_says(turn: Turn) -> None:
    larder(turn, rice=5000)
    turn.values["meals"] = 70
    assert household.eat(turn) == 70
    assert turn.held("rice") == 4000


def test_what_is_eaten_is_an_expense_at_what_it_cost(turn: Turn) -> None:
    household.eat(turn)
    assert turn.balances["expenses:food:KPW"] == 20_000 - turn.balances["assets:rice:KPW"]
    assert turn.balances["assets:rice:KPW"] == turn.stock["home/rice"].cost


def test_goods_hidden_elsewhere_are_not_eaten(turn: Turn) -> None:
    larder(turn)
    turn.put("rice", Lot(9000, 0), "hidden")
    assert household.eat(turn) == 0
    assert turn.held("rice") == 9000
    assert household.food_days(turn) == 0


def test_the_child_eats_its_fill_before_the_adults_eat(turn: Turn) -> None:
    turn.day = 2
    turn.values |= {"health.boy": 50, "health.you": 50, "health.husband": 50}
    kilocalories(turn, 1100)
    assert household.eat(turn) == 21
    assert health(turn) == (51, 47, 47)


def test_the_adults_share_what_is_left_by_need_whoever_is_named_first(
    changed: Callable[..., Story], tiny: Story
) -> None:
    people = tiny.scenario.people
    for order in (["you", "husband", "boy"], ["husband", "boy", "you"]):
        turn = Session(changed(people={name: people[name] for name in order}), 1).view()
        turn.values |= {"health.you": 60, "health.husband": 60}
        kilocalories(turn, 3600)
        assert household.eat(turn) == 71
        assert (turn.values["health.you"], turn.values["health.husband"]) == (59, 59), "each had 65 % of the need"
        assert (turn.values["energy.you"], turn.values["energy.husband"]) == (72, 72)


@pytest.mark.parametrize(
    ("percent", "odd", "even"),
    [(0, -3, -3), (24, -3, -3), (30, -2, -2), (45, -1, -1), (60, -1, 0), (75, 0, 0), (88, 0, 1), (100, 0, 1)],
)  # fmt: skip
def test_hunger_takes_health_by_steps_and_a_full_stomach_gives_it_back_every_other_day(
    percent: int, odd: int, even: int, turn: Turn
) -> None:
    for day, change in ((1, odd), (2, even)):
        turn.day = day
        turn.values["health.boy"] = 50
        household._settle(turn, "boy", percent)
        assert turn.values["health.boy"] - 50 == change


def test_health_comes_back_no_further_than_hunger_years_leave_people(turn: Turn) -> None:
    for day in range(1, 60):
        turn.day = day
        turn.values["health.you"] = turn.values.get("health.you", 0)
        household._settle(turn, "you", 100)
    assert turn.values["health.you"] == household.RECOVERED


def test_health_and_strength_stay_between_nothing_and_a_hundred(turn: Turn) -> None:
    larder(turn)
    for day in range(1, 80):
        turn.day = day
        household.work(turn)
        household.eat(turn)
        assert all(0 <= turn.values[f"health.{who}"] <= 100 for who in ("you", "husband", "boy"))
        assert all(0 <= turn.values[f"energy.{who}"] <= 100 for who in ("you", "husband"))
    assert health(turn) == (0, 0, 0)


def test_a_hungry_day_is_noticed(turn: Turn) -> None:
    household.eat(kilocalories(turn, 2500))
    assert Noticed("hungry", "") in turn.events


def test_a_household_that_needs_nothing_eats_nothing(changed: Callable[..., Story]) -> None:
    turn = Session(changed(people={}, plan={}), 1).view()
    assert household.eat(turn) == 100
    assert turn.held("rice") == 20_000
    assert household.food_days(turn) == 9990


def test_children_alone_share_what_there_is(changed: Callable[..., Story], tiny: Story) -> None:
    boy = tiny.scenario.people["boy"]
    turn = Session(changed(people={"boy": boy, "girl": replace(boy, id="girl")}, plan={}), 1).view()
    assert household.eat(kilocalories(turn, 1500)) == 74


def test_days_of_food_are_those_at_the_rate_it_is_eaten_now(turn: Turn) -> None:
    larder(turn, rice=10_000)
    assert household.food_days(turn) == 70
    turn.values["meals"] = 50
    assert household.food_days(turn) == 140


def test_work_costs_strength_and_does_the_duty_s_verbs(turn: Turn) -> None:
    assert household.work(turn) == {"soup"}
    assert (turn.values["energy.you"], turn.values["energy.husband"], turn.values["skill"]) == (64, 73, 1)


def test_the_weak_rest_whatever_the_plan_says(turn: Turn) -> None:
    turn.values["energy.you"] = household.WEAK - 1
    assert not household.tends(turn, "soup")
    assert household.work(turn) == set()
    assert turn.values["energy.you"] == household.WEAK + 7
    assert turn.values["skill"] == 0
    assert Noticed("weak", "you") in turn.events
    assert turn.stop


def test_whoever_has_the_strength_in_the_morning_tends_the_stall_though_it_leaves_them_weak(turn: Turn) -> None:
    turn.values["energy.you"] = household.WEAK
    assert household.tends(turn, "soup")
    assert household.work(turn) == {"soup"}
    assert turn.values["energy.you"] < household.WEAK


def test_a_duty_that_cannot_be_done_is_not_done_and_tends_nothing(changed: Callable[..., Story], tiny: Story) -> None:
    duties = dict(tiny.scenario.duties)
    duties["stall"] = replace(duties["stall"], when=Expr("no", BOOL, lambda _: False))
    turn = Session(changed(duties=duties), 1).view()
    assert not household.tends(turn, "soup")
    assert household.work(turn) == set()
    assert (turn.values["energy.you"], turn.values["skill"]) == (70, 0)


def test_a_duty_given_again_is_no_news(turn: Turn) -> None:
    household.assign(turn, "you", "home")
    household.assign(turn, "you", "home")
    assert turn.events == [Assigned("you", "home")]
