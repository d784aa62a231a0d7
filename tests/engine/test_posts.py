"""Posts: attendance by who did a duty there, wages on their days, rations as far as they come."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import day, household, posts
from engine.events import DayClosed, RationCame, WagePaid
from engine.kinds import BOOL, Expr
from engine.posts import Post, Ration
from engine.schedule import Schedule, always
from engine.session import Session, Story
from engine.turn import Turn
from engine.world import DAWN
from tests.conftest import QUIET

FIRST = 728_316
"""The ordinal of the tiny story's first day."""


def expr(holds: object) -> Expr:
    return Expr("", BOOL, holds)  # type: ignore[arg-type]


def mill(**fields: object) -> dict[str, Post]:
    post = Post("mill", "the mill", "skill", 2, 3, None, 6000, 10, always(0.6))
    return {"mill": replace(post, **fields)}  # type: ignore[arg-type]


def grain(**fields: object) -> dict[str, Ration]:
    ration = Ration("grain", "the ration", "maize", 300, 150, 15, always(0.31), None)
    return {"grain": replace(ration, **fields)}  # type: ignore[arg-type]


@pytest.fixture
def at_the_mill(changed: Callable[..., Story], tiny: Story) -> Callable[..., Turn]:
    """A first day on which the husband's duty is at the mill, attendance at 50, and he is not too weak for it."""

    def make(**fields: object) -> Turn:
        duties = dict(tiny.scenario.duties)
        duties["post"] = replace(duties["post"], post="mill", energy=-3)
        turn = Session(changed(**{"duties": duties, "posts": mill(), **fields}), 7, QUIET).view()
        turn.values["skill"] = 50
        turn.plan.pop("you")
        return turn

    return make


def test_a_duty_at_the_post_raises_attendance_and_a_day_without_lowers_it(at_the_mill: Callable[..., Turn]) -> None:
    turn = at_the_mill()
    household.work(turn)
    assert turn.values["skill"] == 52
    turn.plan["husband"] = "lookout"
    household.work(turn)
    assert turn.values["skill"] == 49


def test_whoever_is_too_weak_or_kept_from_it_was_not_there(at_the_mill: Callable[..., Turn], tiny: Story) -> None:
    turn = at_the_mill()
    turn.values["energy.husband"] = household.WEAK - 1
    household.work(turn)
    assert turn.values["skill"] == 47
    duties = dict(tiny.scenario.duties)
    duties["post"] = replace(duties["post"], post="mill", when=expr(lambda t: False))
    turn = at_the_mill(duties=duties)
    household.work(turn)
    assert turn.values["skill"] == 47


def test_absence_does_not_count_where_it_is_excused(at_the_mill: Callable[..., Turn]) -> None:
    turn = at_the_mill(posts=mill(excused=expr(lambda t: t.day < 5)))
    household.work(turn)
    assert turn.values["skill"] == 52, "whoever comes all the same is seen"
    turn.plan.clear()
    household.work(turn)
    assert turn.values["skill"] == 52
    turn.day = 5
    household.work(turn)
    assert turn.values["skill"] == 49


def mornings(turn: Turn, last: int) -> list[object]:
    """Let mornings come, one a day, and return what the state gave."""
    for turn.day in range(1, last + 1):
        posts.pay(turn)
    return [event for event in turn.events if isinstance(event, WagePaid | RationCame)]


def test_wages_come_each_so_many_days_in_part_and_by_attendance(at_the_mill: Callable[..., Turn]) -> None:
    turn = at_the_mill()
    turn.values["skill"] = 55
    before = turn.cash()
    assert mornings(turn, 25) == [WagePaid("mill", 1980, "KPW")] * 2, "60 won, 60 %, attendance 55"
    assert turn.cash() == before + 2 * 1980
    assert turn.balances["income:the mill:KPW"] == -2 * 1980


def test_the_part_that_is_paid_goes_by_the_date_and_a_wage_of_nothing_is_told(
    at_the_mill: Callable[..., Turn], tiny: Story
) -> None:
    assert tiny.scenario.ordinal(1) == FIRST
    paid = Schedule(((FIRST + 10, 0.29), (FIRST + 20, 0.0)))
    turn = at_the_mill(posts=mill(paid=paid))
    turn.values["skill"] = 100
    assert mornings(turn, 31) == [WagePaid("mill", wage, "KPW") for wage in (1740, 0, 0)]


def test_a_wage_is_rounded_down(at_the_mill: Callable[..., Turn]) -> None:
    turn = at_the_mill(posts=mill(wage=101, paid=always(1)))
    turn.values["skill"] = 99
    assert mornings(turn, 11) == [WagePaid("mill", 99, "KPW")]


def test_rations_come_for_every_head_and_are_weighed_in_tens_of_grams(at_the_mill: Callable[..., Turn]) -> None:
    turn = at_the_mill(posts={}, rations=grain())
    assert mornings(turn, 20) == [RationCame("grain", "maize", 3480)], "750 g a day, 15 days, 31 %: 3487 g"
    assert turn.stock["home/maize"] == (3480, 0)
    assert not turn.balances.get("assets:maize:KPW")


def test_pieces_are_not_weighed(at_the_mill: Callable[..., Turn]) -> None:
    turn = at_the_mill(posts={}, rations=grain(good="smokes", adult=1, child=0, every=7, share=always(0.5)))
    assert mornings(turn, 8) == [RationCame("grain", "smokes", 7)]


def test_a_ration_that_fails_is_told_and_one_that_is_not_theirs_is_not(at_the_mill: Callable[..., Turn]) -> None:
    turn = at_the_mill(posts={}, rations=grain(share=always(0)))
    assert mornings(turn, 16) == [RationCame("grain", "maize", 0)]
    assert "home/maize" not in turn.stock
    turn = at_the_mill(posts={}, rations=grain(when=expr(lambda t: t.values["skill"] >= 51)))
    assert mornings(turn, 16) == []


def test_what_the_morning_brought_is_part_of_what_the_day_did_to_the_cash(at_the_mill: Callable[..., Turn]) -> None:
    turn = at_the_mill()
    turn.day, turn.phase = 11, DAWN
    before = turn.cash()
    assert day.live(turn, 1, False) is None
    closed = [event for event in turn.events if isinstance(event, DayClosed)]
    assert [event.net for event in closed] == [turn.cash() - before] == [1800]
    assert not [name for name in turn.values if name.startswith("~")]
