"""Under way: what days on the road do to the traveller, the goods and those at home."""

from dataclasses import replace

import pytest

from engine import household
from engine.actions import Choose, Depart
from engine.events import (
    Arrived,
    DayClosed,
    Frozen,
    MoneyMoved,
    Noticed,
    NumberChanged,
    SceneEntered,
    StoodStill,
)
from engine.goods import Lot
from engine.scenario import Weather
from engine.session import Session, Story
from engine.world import EVENING, MORNING
from tests.engine.roads import changed, kinds, play, rerouted, road


def with_goods(session: Session, **amounts: int) -> Session:
    """Return the play with goods in the load, as if they had been carried."""
    turn = session.view()
    for good, amount in amounts.items():
        turn.put(good, Lot(amount, 0), "load")
    session.world = turn.close()
    return session


def as_cold_as(degrees: int, story: Story | None = None) -> Story:
    """Return the story under one kind of weather."""
    months = dict.fromkeys(range(1, 13), (("clear", 1),))
    return changed((story or road()).scenario, weather=Weather(0, months, {"clear": degrees}))


def test_the_household_lives_on_without_the_traveller_who_pays_for_each_day() -> None:
    session = play("permit")
    rice, cash = session.view().held("rice"), session.view().cash()
    events = session.act(Depart("valley_coast"))
    assert len(kinds(events, DayClosed)) == 2
    assert rice - session.view().held("rice") == 2 * -(-3000 * 1000 // 3500), "two eat at home, not three"
    assert cash - session.view().cash() == 2000 + 2 * 600
    assert [event.net for event in events if isinstance(event, DayClosed)] == [-600, -600]
    session.act(Choose("wait"))
    assert cash - session.view().cash() == 2000 + 3 * 600, "a day in a strange place costs as much"


def test_at_home_nothing_is_paid_for_keep_and_everybody_eats_there() -> None:
    session = play()
    cash = session.view().cash()
    session.act(Choose("wait"))
    assert session.view().cash() == cash
    assert household.need(session.view()) == 5000


def test_who_cannot_pay_goes_hungry() -> None:
    session = play("permit")
    turn = session.view()
    turn.pay(turn.cash() - 2000 - 599, "KPW", "expenses", "gifts", "gifts")
    session.world = turn.close()
    events = session.act(Depart("valley_coast"))
    assert kinds(events, Noticed) == [Noticed("hungry", "you")] * 2
    assert not [event for event in kinds(events, MoneyMoved) if event.amount < 0]  # type: ignore[attr-defined]
    assert session.view().cash() == 599
    assert session.world.values["health.you"] < 78
    assert session.world.values["health.husband"] == 80


def test_the_traveller_s_duty_is_not_done_and_the_others_are() -> None:
    session = play("permit")
    duties = session.scenario.duties
    story = changed(
        road().scenario,
        duties={**duties, "rest": replace(duties["rest"], energy=0, effects=duties["rest"].effects)},
    )
    session = play("permit", story=story)
    energy = session.world.values["energy.you"]
    events = session.act(Depart("valley_coast"))
    drops = [e.after - e.before for e in events if isinstance(e, NumberChanged) and e.name == "energy.you"]
    assert drops == [-2, 4, -2, 4], "the train, and a night's rest"
    assert energy + 4 == session.world.values["energy.you"]
    work = [e.after - e.before for e in events if isinstance(e, NumberChanged) and e.name == "energy.husband"]
    assert work[0] == -3


def test_alone_a_traveller_s_day_is_told_by_how_they_ate() -> None:
    people = {"you": road().scenario.people["you"]}
    session = play("permit", story=changed(road().scenario, people=people, plan={"you": "rest"}))
    events = session.act(Depart("valley_coast"))
    assert [event.fed for event in events if isinstance(event, DayClosed)] == [100, 100]


def test_on_an_open_road_the_cold_takes_goods_and_on_the_train_it_does_not() -> None:
    session = with_goods(play(story=as_cold_as(-2)), apples=4000, rice=1000)
    events = session.act(Depart("valley_coast_lorry"))
    assert kinds(events, Frozen) == [Frozen("apples", 4000, -9)]
    session = with_goods(play("permit", story=as_cold_as(-12)), apples=4000)
    assert kinds(session.act(Depart("valley_coast")), Frozen) == []


def test_cold_just_not_deep_enough_takes_nothing() -> None:
    session = with_goods(play(story=as_cold_as(-1)), apples=4000)
    assert kinds(session.act(Depart("valley_coast_lorry")), Frozen) == []
    assert session.view().held("apples", "load") == 4000


def test_a_share_is_lost_each_cold_day_rounded_up_and_what_lies_at_home_is_safe() -> None:
    goods = road().scenario.goods
    story = as_cold_as(
        -5, changed(road().scenario, goods={**goods, "apples": replace(goods["apples"], freezes_share=50)})
    )
    session = with_goods(play(story=story), apples=101)
    turn = session.view()
    turn.put("apples", Lot(1000, 0), "home")
    session.world = turn.close()
    events = session.act(Depart("valley_coast_lorry"))
    assert [event.amount for event in events if isinstance(event, Frozen)] == [51, 25, 13]
    assert session.view().held("apples", "load") == 12


@pytest.mark.parametrize(("degrees", "harm"), [(-13, 0), (-14, 6)])
def test_bitter_cold_on_an_open_road_costs_health(degrees: int, harm: int) -> None:
    session = play(story=as_cold_as(degrees))
    events = session.act(Depart("valley_coast_lorry"))
    falls = [e.before - e.after for e in events if isinstance(e, NumberChanged) and e.name == "health.you"]
    assert sum(fall for fall in falls if fall > 0) == harm


def test_days_on_which_nothing_moves_are_told_and_cost_as_much() -> None:
    session = play("permit", stalls={1: 0.0, 2: 0.9, 3: 0.0, 4: 0.9})
    cash = session.view().cash()
    events = session.act(Depart("valley_coast"))
    assert kinds(events, StoodStill, Arrived) == [
        StoodStill("valley_coast", 1), StoodStill("valley_coast", 3), Arrived("coast", 4),
    ]  # fmt: skip
    assert cash - session.view().cash() == 2000 + 4 * 600


def test_events_of_the_road_come_on_the_road_only_and_back_goes_on() -> None:
    session = play("permit", event__road=0.0, event__road__which=0.0)
    session.act(Choose("wait"))
    assert session.world.scene == "home"
    events = session.act(Depart("valley_coast_lorry"))
    assert kinds(events, SceneEntered) == [SceneEntered("snow")]
    assert (session.world.phase, session.world.day) == (EVENING, 2)
    events = session.act(Choose("on"))
    assert kinds(events, Arrived) == [Arrived("coast", 3)]
    assert (session.world.phase, session.world.day) == (MORNING, 5)


def test_a_train_that_stood_still_is_not_asked_again_after_an_event_of_that_day() -> None:
    session = play("permit", stalls={1: 0.0, 2: 0.9, 3: 0.9}, event__road={1: 0.0}, event__road__which=0.0)
    session.act(Depart("valley_coast"))
    assert session.world.scene == "snow"
    assert kinds(session.act(Choose("on")), StoodStill, Arrived) == [Arrived("coast", 3)]


def test_setting_out_in_the_evening_makes_use_of_the_night() -> None:
    session = play("permit")
    turn = session.view()
    turn.phase = EVENING
    session.world = turn.close()
    assert kinds(session.act(Depart("valley_coast")), Arrived, DayClosed)[-1] == Arrived("coast", 2)
    assert session.world.day == 3


def test_nothing_of_the_road_is_left_once_it_is_over() -> None:
    session = play("permit")
    session.act(Depart("valley_coast"))
    assert not [name for name in session.world.values if name.startswith("~")]


def test_a_road_without_a_traveller_costs_no_keep() -> None:
    story = changed(road().scenario, road=replace(rerouted("valley_coast").scenario.road, traveller=""))
    session = play("permit", story=story)
    cash = session.view().cash()
    session.act(Depart("valley_coast"))
    assert cash - session.view().cash() == 2000
    assert session.trip("valley_coast").keep == 0
