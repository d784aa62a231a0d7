"""The day: its order, what interrupts it, and how it is taken up again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from engine import day, household
from engine.actions import Assign, Choose
from engine.events import DayClosed, DebtFellDue, Event, NumberChanged, PatrolCame, SceneEntered, Spoiled, StallTraded
from engine.goods import Lot
from engine.luck import Pin
from engine.session import Session, Story
from engine.world import DAWN, EVENING, MORNING
from tests.conftest import QUIET


def play(tiny: Story, *choices: str, **pins: Pin) -> Session:
    """Return a quiet play at the morning scene, after some choices."""
    session = Session(tiny, 7, {**QUIET, **{name.replace("__", "."): pin for name, pin in pins.items()}})
    for choice in ("in", *choices):
        session.act(Choose(choice))
    return session


def kinds(events: tuple[Event, ...], *wanted: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, wanted)]


def test_a_day_trades_then_closes_and_ends_in_the_next_morning(tiny: Story) -> None:
    session = play(tiny)
    events = session.act(Choose("one_day"))
    assert [type(e) for e in kinds(events, StallTraded, DayClosed, SceneEntered)] == [
        StallTraded,
        DayClosed,
        SceneEntered,
    ]
    assert (session.world.day, session.world.phase, session.world.scene) == (2, MORNING, "morning")
    assert session.world.values.get("~cash") is None, "what a day needs for itself is gone with it"


def test_a_closed_day_tells_its_weather_how_full_they_ate_and_what_cash_did(tiny: Story) -> None:
    session = play(tiny)
    before = session.view().cash()
    closed = kinds(session.act(Choose("one_day")), DayClosed)
    assert closed == [DayClosed(1, "clear", 100, closed[0].food_days, session.view().cash() - before)]  # type: ignore[attr-defined]
    assert closed[0].net > 0  # type: ignore[attr-defined]


def test_carrying_on_lasts_as_long_as_nothing_happens(tiny: Story) -> None:
    session = play(tiny)
    session.act(Assign("you", "home"))
    assert len(kinds(session.act(Choose("go_on")), DayClosed)) == 7
    assert session.world.day == 8


def test_carrying_on_stops_on_the_day_something_is_missing(tiny: Story) -> None:
    session = play(tiny)
    events = session.act(Choose("go_on"))
    assert kinds(events, StallTraded)[-1].cooked < 8, "the meat carried up has come to an end"  # type: ignore[attr-defined]
    assert 2 < session.world.day < 8


def test_days_that_pass_do_not_stop_for_it(tiny: Story) -> None:
    session = play(tiny, "go_on")
    start = session.world.day
    session.act(Choose("well"))
    session.act(Choose("deeper"))
    session.act(Choose("up"))
    assert session.world.day == start + 2


def test_a_patrol_comes_in_the_midst_of_the_day_and_the_day_goes_on_afterwards(tiny: Story) -> None:
    session = play(tiny, sweep__police={2: 0.0})
    events = session.act(Choose("go_on"))
    assert events[-1] == SceneEntered("sweep")
    assert kinds(events, PatrolCame)
    assert (session.world.day, session.world.phase) == (2, EVENING)
    assert session.world.back == ("morning",)
    assert session.view().held("pork", "stall") > 0
    session.act(Choose("bribe"))
    assert (session.world.day, session.world.phase, session.world.scene) == (2, EVENING, "morning")
    events = session.act(Choose("one_day"))
    assert [e.day for e in kinds(events, DayClosed)] == [2], "the day that was begun is ended first"  # type: ignore[attr-defined]
    assert not kinds(events, StallTraded)
    assert (session.world.day, session.world.phase) == (3, MORNING)


def test_a_duty_given_in_the_evening_is_for_the_next_day(tiny: Story) -> None:
    session = play(tiny, events={1: "guest"})
    session.act(Choose("one_day"))
    assert session.world.scene == "guest"
    energy = session.world.values["energy.you"]
    session.act(Choose("rest"))
    assert session.world.plan["you"] == "home"
    session.act(Choose("one_day"))
    assert session.view().held("pork", "stall") == 0
    assert session.world.values["energy.you"] == energy + 4, "the night's rest, and no second day's work"
    session.act(Choose("one_day"))
    assert session.world.values["energy.you"] == energy + 4 + 10 + 4


def test_a_creditor_comes_at_dawn_before_the_day_s_work(tiny: Story) -> None:
    session = play(tiny, "borrow")
    session.act(Assign("you", "home"))
    events = session.act(Choose("go_on"))
    assert kinds(events, DebtFellDue) == [DebtFellDue("friend", 15_000, 0, "KPW")]
    assert (session.world.day, session.world.phase, session.world.scene) == (7, MORNING, "friend_comes")
    session.act(Choose("later"))
    assert [e.day for e in kinds(session.act(Choose("one_day")), DayClosed)] == [7]  # type: ignore[attr-defined]


def test_days_that_pass_in_an_event_begin_with_the_rest_of_its_own(tiny: Story) -> None:
    session = play(tiny, events={1: "guest"})
    session.act(Choose("one_day"))
    events = session.act(Choose("linger"))
    assert [e.day for e in kinds(events, DayClosed)] == [1]  # type: ignore[attr-defined]
    assert (session.world.day, session.world.scene, session.world.back) == (2, "morning", ())


def test_an_event_that_lets_days_pass_may_be_followed_by_another(tiny: Story) -> None:
    session = play(tiny, events={1: "guest", 2: "letter"})
    session.act(Choose("one_day"))
    session.act(Choose("linger"))
    assert (session.world.scene, session.world.back) == ("letter", ("morning",))
    session.act(Choose("read"))
    assert session.world.scene == "morning"


def test_days_that_pass_in_a_visited_scene_are_come_back_to_through_what_interrupts(tiny: Story) -> None:
    session = play(tiny, "well", sweep__police={1: 0.0})
    session.act(Choose("wait"))
    assert (session.world.scene, session.world.back) == ("sweep", ("morning", "well"))
    session.act(Choose("stand"))
    assert (session.world.scene, session.world.back) == ("well", ("morning",))
    session.act(Choose("home"))
    assert (session.world.scene, session.world.back) == ("morning", ())


def test_days_that_pass_on_the_way_back_interrupt_where_it_leads(tiny: Story) -> None:
    session = play(tiny, "well", "deeper", sweep__police={1: 0.0})
    session.act(Choose("up"))
    assert (session.world.scene, session.world.back) == ("sweep", ("morning", "well"))
    session.act(Choose("stand"))
    assert session.world.scene == "well"


def events_of(tiny: Story, days: int, pins: Mapping[str, Pin], seed: int = 1) -> dict[int, str]:
    """Return day -> event over some days, each answered by its first choice."""
    session = Session(tiny, seed, {**QUIET, "sweep": 0.99, **pins})
    session.act(Choose("in"))
    found: dict[int, str] = {}
    while session.world.day <= days and not session.ended:
        if session.scene.event is not None:
            found[session.world.day] = session.world.scene
        session.act(Choose("one_day" if session.world.scene == "morning" else next(iter(session.scene.choices))))
    return found


def test_between_two_events_of_chance_lies_at_least_the_calm(tiny: Story) -> None:
    urgent = ("late", "invited_guest")
    days = sorted(day for day, name in events_of(tiny, 20, {"event": 0.0}).items() if name not in urgent)
    assert len(days) > 3
    assert all(later - earlier > tiny.scenario.calm for earlier, later in pairwise(days))


def test_before_the_first_event_of_chance_there_is_no_calm(tiny: Story) -> None:
    quiet = replace(tiny, scenario=replace(tiny.scenario, calm=300))
    urgent = ("late", "invited_guest")
    days = [day for day, name in events_of(quiet, 20, {"event": 0.0}).items() if name not in urgent]
    assert len(days) == 1
    assert min(days) <= 2


def test_an_event_comes_once_or_after_its_cooldown(tiny: Story) -> None:
    found = events_of(tiny, 25, {"event.trade": 0.0, "event.morning": 0.0})
    assert list(found.values()).count("letter") == 1
    guests = sorted(day for day, name in found.items() if name == "guest")
    assert all(later - earlier >= 5 for earlier, later in pairwise(guests))


def test_an_urgent_event_waits_for_neither_calm_nor_chance(tiny: Story) -> None:
    session = play(tiny, events={1: "invite"})
    session.act(Choose("one_day"))
    session.act(Choose("her"))
    session.act(Choose("one_day"))
    assert (session.world.scene, session.world.day) == ("invited_guest", 2)


def test_of_two_urgent_events_the_more_urgent_comes(tiny: Story) -> None:
    session = play(tiny)
    turn = session.view()
    turn.values |= {"invited": 1, "health.you": 10}
    assert day.event(turn, "morning") == "hungry"


def test_no_event_comes_where_every_weight_is_nothing_or_chance_is_against_it(tiny: Story) -> None:
    turn = play(tiny).view()
    assert day.event(turn, "morning") is None, "chance"
    turn = Session(tiny, 1, {"event": 0.0}).view()
    assert day.event(turn, "trade") == "invite", "nobody was served, so no guest"
    assert turn.last[day.LAST_EVENT] == 1
    assert day.event(turn, "trade") is None, "calm"


def test_a_pinned_event_comes_on_its_day_if_it_may_and_no_other_does(tiny: Story) -> None:
    assert events_of(tiny, 12, {"events": {3: "letter", 5: "invite", 6: "guest"}, "event": 0.0}) == {
        3: "letter", 5: "invite", 6: "invited_guest",
    }  # fmt: skip


def test_events_of_trade_come_only_on_days_of_trade(tiny: Story) -> None:
    session = play(tiny, event__trade=0.0)
    session.act(Assign("you", "home"))
    for _ in range(5):
        session.act(Choose("one_day"))
        assert session.world.scene == "morning"


@pytest.mark.parametrize(("weather", "left"), [("thaw", 1800), ("clear", 2000)])
def test_warm_days_spoil_a_share_in_every_store_and_cold_ones_nothing(
    weather: str, left: int, changed: Callable[..., Story], tiny: Story
) -> None:
    mild = changed(weather=type(tiny.scenario.weather)(0, {1: ((weather, 1),)}, tiny.scenario.weather.degrees))
    turn = Session(mild, 1, QUIET).view()
    turn.put("pork", Lot(100, 0), "hidden")
    turn.phase = EVENING
    day.close(turn)
    assert turn.held("pork", "home") == left
    assert turn.held("pork", "hidden") == left // 20
    assert turn.balances["assets:pork:KPW"] == 5000 * left // 2000
    assert [e.amount for e in turn.events if isinstance(e, Spoiled)] == ([200, 10] if weather == "thaw" else [])


def test_the_last_day_of_the_month_is_followed_by_the_next_month(tiny: Story) -> None:
    turn = play(tiny).view()
    turn.day, turn.phase = 9, EVENING
    day.close(turn)
    assert turn.phase == DAWN
    assert turn.scenario.scope.symbols["month"].run(turn) == "february"


def test_no_more_days_pass_at_a_time_than_the_engine_lets(tiny: Story) -> None:
    from engine import effects as fx
    from engine.kinds import DAYS, constant

    turn = play(tiny).view()
    fx.run((fx.Pass(constant(10**9, DAYS), False),), turn)
    assert turn.pass_days == fx.MOST_DAYS


def test_a_stall_tended_with_the_last_of_somebody_s_strength_is_open_and_can_be_searched(tiny: Story) -> None:
    """The duty leaves them too weak to begin another day, not too weak for the one that was begun."""
    turn = play(tiny, sweep__police={1: 0.0}).view()
    turn.values["energy.you"] = household.WEAK
    assert day.live(turn, 1, False) == "sweep"
    assert turn.values["energy.you"] < household.WEAK
    assert [type(event) for event in turn.events if isinstance(event, StallTraded)] == [StallTraded]


@pytest.mark.parametrize(
    ("heat", "course", "told"),
    [(18, [15, 12, 10, 10], [(12, 10)]), (3, [6, 9, 10, 10], [(9, 10)]), (10, [10, 10, 10, 10], [])],
)
def test_a_number_that_fades_goes_back_to_its_start_and_only_arriving_is_told(
    heat: int, course: list[int], told: list[tuple[int, int]], changed: Callable[..., Story], tiny: Story
) -> None:
    numbers = dict(tiny.scenario.numbers)
    numbers["heat"] = replace(numbers["heat"], fades=3)
    turn = Session(changed(numbers=numbers), 1, QUIET).view()
    turn.values |= {"heat": heat, "skill": 7}
    found = []
    for _ in course:
        turn.phase = EVENING
        day.close(turn)
        found.append(turn.values["heat"])
    assert found == course
    changes = [event for event in turn.events if isinstance(event, NumberChanged) and event.name == "heat"]
    assert [(event.before, event.after) for event in changes] == told
    assert turn.values["skill"] == 7, "a number that does not fade stays"
