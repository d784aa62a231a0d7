"""Diet: what greens that are not boiled hard do, what boiling takes, and what days without grain do."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import household
from engine.events import Noticed
from engine.goods import Lot
from engine.scenario import Eating
from engine.session import Session, Story
from engine.turn import Turn
from tests.conftest import QUIET

PEOPLE = ("you", "husband", "boy")
NEED = 5000


@pytest.fixture
def foraging(changed: Callable[..., Story], tiny: Story) -> Story:
    """The tiny story in which rice is grain, smokes stand for a green that harms, and the meals dial for its boiling.

    A pack feeds 500 kilocalories, takes 3 kg of wood to boil, and is eaten before the rice.
    """
    goods = dict(tiny.scenario.goods)
    goods["rice"] = replace(goods["rice"], grain=True)
    goods["smokes"] = replace(goods["smokes"], food=500, toxic=5, boil=("wood", 3000))
    return changed(goods=goods, eating=Eating(("smokes", "rice"), boiling="portion"))


def larder(story: Story, **goods: int) -> Turn:
    """A first day at this larder; the dial stands at 80, which is not hard."""
    turn = Session(story, 7, QUIET).view()
    turn.stock = {f"home/{good}": Lot(amount, 0) for good, amount in goods.items() if amount}
    turn.balances = {}
    turn.values |= {f"health.{who}": 50 for who in PEOPLE}
    return turn


def lost(turn: Turn) -> list[int]:
    """What eating a day's food takes of each one's health; a full stomach gives nothing on an odd day."""
    before = [turn.values[f"health.{who}"] for who in PEOPLE]
    household.eat(turn)
    return [was - turn.values[f"health.{who}"] for was, who in zip(before, PEOPLE, strict=True)]


@pytest.mark.parametrize(("packs", "each"), [(0, 0), (1, 3), (3, 3), (4, 5), (10, 5)])
def test_greens_that_are_a_third_of_the_food_harm_and_fewer_harm_half(packs: int, each: int, foraging: Story) -> None:
    turn = larder(foraging, smokes=packs, rice=9000, wood=90_000)
    assert lost(turn) == [each] * 3
    assert turn.held("wood") == 90_000
    assert (Noticed("poisoned", "smokes") in turn.events) == bool(each)


def test_exactly_a_third_is_a_third(changed: Callable[..., Story], foraging: Story) -> None:
    goods = dict(foraging.scenario.goods)
    goods["smokes"] = replace(goods["smokes"], food=100)
    story = changed(goods=goods, eating=foraging.scenario.eating)
    third, less = (lost(larder(story, smokes=6, rice=rice)) for rice in (343, 344))
    assert [more - fewer for more, fewer in zip(third, less, strict=True)] == [2, 2, 2], "600 of 1800, and of 1804"


def test_greens_boiled_hard_harm_nobody_and_take_their_fuel(foraging: Story) -> None:
    turn = larder(foraging, smokes=4, rice=9000, wood=12_000)
    turn.values["portion"] = 100
    assert lost(turn) == [0, 0, 0]
    assert turn.held("wood") == 0
    assert not [event for event in turn.events if isinstance(event, Noticed)]


def test_too_little_fuel_is_not_burnt_and_they_harm(foraging: Story) -> None:
    turn = larder(foraging, smokes=4, rice=9000, wood=11_999)
    turn.values["portion"] = 100
    assert lost(turn) == [5, 5, 5]
    assert turn.held("wood") == 11_999


def test_what_boiling_burns_is_an_expense(foraging: Story) -> None:
    turn = Session(foraging, 7, QUIET).view()
    turn.values["portion"] = 100
    turn.put("smokes", Lot(2, 0))
    household.eat(turn)
    assert turn.stock["home/wood"].amount == 24_000
    assert turn.balances["expenses:fuel:KPW"] == 180 == 900 - turn.balances["assets:wood:KPW"]


def test_greens_that_need_no_fuel_are_boiled_hard_by_the_dial_alone(
    changed: Callable[..., Story], foraging: Story
) -> None:
    goods = dict(foraging.scenario.goods)
    goods["smokes"] = replace(goods["smokes"], boil=None)
    turn = larder(changed(goods=goods, eating=foraging.scenario.eating), smokes=10)
    turn.values["portion"] = 100
    assert lost(turn) == [0, 0, 0]


def test_without_a_dial_nothing_is_boiled_hard(changed: Callable[..., Story], foraging: Story) -> None:
    eating = replace(foraging.scenario.eating, boiling="")
    turn = larder(changed(goods=foraging.scenario.goods, eating=eating), smokes=10, wood=90_000)
    assert lost(turn) == [5, 5, 5]


def test_of_two_such_goods_the_worse_harms_and_only_what_is_not_boiled_counts(
    changed: Callable[..., Story], foraging: Story
) -> None:
    goods = dict(foraging.scenario.goods)
    goods["bowls_home"] = replace(goods["bowls_home"], toxic=8)
    eating = replace(foraging.scenario.eating, goods=("bowls_home", "smokes", "rice"))
    story = changed(goods=goods, eating=eating)
    assert lost(larder(story, smokes=4, bowls_home=1, rice=9000)) == [8, 8, 8], "2450 of 5000 kilocalories"
    turn = larder(story, smokes=4, bowls_home=1, rice=9000, wood=90_000)
    turn.values["portion"] = 100
    assert lost(turn) == [0, 0, 0], "the soup needs no fuel"
    turn = larder(story, smokes=4, bowls_home=1, rice=9000)
    turn.values["portion"] = 100
    assert lost(turn) == [5, 5, 5], "the soup was boiled, the greens were not"


def test_only_the_first_of_several_days_of_harm_is_a_thing_to_stop_for(foraging: Story) -> None:
    turn = larder(foraging, smokes=100, rice=9000)
    stops = []
    for turn.day in (1, 2, 3, 5):
        if turn.day == 5:
            turn.stock["home/smokes"] = Lot(20, 0)
        turn.stop = False
        household.eat(turn)
        stops.append(turn.stop)
    assert stops == [True, False, False, True]


def test_grain_goes_without_harm_for_a_week_and_costs_more_after_three(foraging: Story) -> None:
    turn = larder(foraging, smokes=1000, wood=10_000_000)
    turn.values |= {"portion": 100} | {f"health.{who}": 80 for who in PEOPLE}
    course, stops = [], []
    for turn.day in range(1, 24):
        turn.stop = False
        before = turn.values["health.boy"]
        household.eat(turn)
        course.append(before - turn.values["health.boy"])
        if turn.stop:
            stops.append(turn.day)
    # Below the most a full stomach can give back, every other day gives a point.
    even = [1 if day % 2 == 0 else 0 for day in range(1, 24)]
    expected = [0] * 7 + [1] * 13 + [2] * 3
    assert course[:8] == expected[:8]
    assert [c + e for c, e in zip(course[8:], even[8:], strict=True)] == expected[8:]
    assert stops == [8, 21]
    assert turn.values["~grainless"] == 23
    assert turn.events.count(Noticed("grainless", "")) == 16


def test_a_day_with_some_grain_begins_the_count_anew(foraging: Story) -> None:
    turn = larder(foraging, smokes=9, rice=9000)
    turn.values["~grainless"] = 20
    household.eat(turn)
    assert "~grainless" not in turn.values
    assert Noticed("grainless", "") not in turn.events


def test_a_day_of_nothing_is_a_day_without_grain(foraging: Story) -> None:
    turn = larder(foraging)
    household.eat(turn)
    assert turn.values["~grainless"] == 1


def test_where_no_food_counts_as_grain_nobody_goes_without(turn: Turn) -> None:
    turn.stock = {"home/bowls_home": Lot(900, 0)}
    turn.balances = {}
    for turn.day in range(1, 30):
        household.eat(turn)
    assert "~grainless" not in turn.values
