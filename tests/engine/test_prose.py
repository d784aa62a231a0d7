"""Prose: passages that fit the moment, and wordings that take turns."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import compile_expression
from engine.kinds import BOOL, Expr
from engine.prose import Line, Passage, Slot, settle, write
from engine.session import Session, Story
from engine.turn import Turn


def when(holds: bool | Callable[[Turn], bool]) -> Expr:
    return Expr("", BOOL, holds if callable(holds) else lambda _: holds)


def passage(*wordings: tuple[Expr | None, str], rotates: bool = True) -> tuple[Passage, ...]:
    return (Passage("p", tuple((cond, Line((text,))) for cond, text in wordings), rotates),)


def said(prose: tuple[Passage, ...], turn: Turn) -> list[str]:
    settle(prose, turn)
    return list(write(prose, turn))


def test_a_text_holds_its_values(turn: Turn) -> None:
    cash = Slot(compile_expression("cash.KPW", turn.scenario.scope), lambda _, value: str(value))
    assert Line(("You have ", cash, ".")).write(turn) == "You have 20000."
    assert Line(("Plain.",)).write(turn) == "Plain."


def test_of_conditional_wordings_the_first_that_holds_is_said(turn: Turn) -> None:
    prose = passage((when(False), "one"), (when(True), "two"), (None, "three"), rotates=False)
    assert said(prose, turn) == ["two"]
    assert said(passage((when(False), "one"), rotates=False), turn) == []


@given(st.integers(0, 10**6), st.integers(2, 5))
def test_no_wording_is_said_twice_running_where_two_are_open(tiny: Story, seed: int, count: int) -> None:
    turn = Session(tiny, seed).view()
    prose = passage(*((None if i % 2 else when(True), str(i)) for i in range(count)))
    told = [said(prose, turn)[0] for _ in range(30)]
    assert all(one != other for one, other in pairwise(told))


def test_every_wording_has_its_turn(turn: Turn) -> None:
    prose = passage((None, "a"), (when(True), "b"), (None, "c"), (when(False), "d"))
    assert {said(prose, turn)[0] for _ in range(100)} == {"a", "b", "c"}


def test_an_only_wording_is_said_again(turn: Turn) -> None:
    prose = passage((when(False), "never"), (None, "always"))
    assert [said(prose, turn) for _ in range(3)] == [["always"]] * 3


def test_what_is_said_stays_until_it_is_settled_anew(turn: Turn) -> None:
    prose = passage((when(lambda t: t.day == 1), "first day"), (when(lambda t: t.day > 1), "later"))
    assert said(prose, turn) == ["first day"]
    turn.day = 2
    assert list(write(prose, turn)) == ["first day"]
    assert said(prose, turn) == ["later"]


def test_a_wording_that_no_longer_holds_is_not_said_again_when_nothing_holds(turn: Turn) -> None:
    prose = passage((when(lambda t: t.day == 1), "first day"), (when(lambda t: t.day == 3), "third day"))
    assert said(prose, turn) == ["first day"]
    turn.day = 2
    assert said(prose, turn) == []
    turn.day = 3
    assert list(write(prose, turn)) == [], "nothing was settled for this day yet"
    assert said(prose, turn) == ["third day"]


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_pinned_luck_picks_a_wording_at_either_end(share: float, tiny: Story) -> None:
    turn = Session(tiny, 1, {"p": share}).view()
    prose = passage((None, "one"), (None, "two"))
    assert said(prose, turn) == [["one"], ["two"], ["two"]][round(share * 2)]


def test_wordings_that_fit_the_moment_come_more_often(tiny: Story) -> None:
    apt = 0
    for seed in range(200):
        apt += said(
            passage((None, "a"), (None, "b"), (None, "c"), (when(True), "apt")), Session(tiny, seed).view()
        ) == ["apt"]
    assert 110 < apt < 170
