"""The journal: actions as they are kept, replayed to the same world."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actions import Action, Assign, Buy, Choose, Sell, SetDial, read, written
from engine.errors import BadSnapshot, Refused
from engine.journal import digest, replay
from engine.session import Session, Story
from tests.conftest import QUIET

ACTIONS: list[Action] = [
    Choose("in"), SetDial("bowls", 4), Assign("you", "home"), Buy("rice", 5000), Sell("pork", 500), Choose("one_day"),
]  # fmt: skip


def test_actions_are_written_as_words_and_numbers_and_read_again() -> None:
    lines = [written(action) for action in ACTIONS]
    assert lines == [
        ["choose", "in"], ["set", "bowls", 4], ["assign", "you", "home"], ["buy", "rice", 5000], ["sell", "pork", 500],
        ["choose", "one_day"],
    ]  # fmt: skip
    assert [read(line) for line in lines] == ACTIONS


@pytest.mark.parametrize(
    "line",
    [
        None, [], {}, "choose", ["choose"], ["choose", 3], ["choose", "in", "out"],
        ["set", "bowls", "4"], ["set", "bowls", 4.0],
        ["set", "bowls", True], ["buy", 5, "rice"], ["fly", "away"], [["choose"], "in"], [{}, "in"], [None],
    ],
)  # fmt: skip
def test_a_line_that_is_no_action_is_refused(line: object) -> None:
    with pytest.raises(BadSnapshot, match="a line that is no action"):
        read(line)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=6), lambda inner: st.lists(inner, max_size=3)))
def test_any_line_is_an_action_or_refused(line: object) -> None:
    try:
        action = read(line)
    except BadSnapshot:
        return
    assert written(action) == line


def test_the_same_seed_and_actions_give_the_same_world(tiny: Story) -> None:
    one, other = (replay(Session(tiny, 5), ACTIONS) for _ in range(2))
    assert one.digest() == other.digest() == digest(one.world)
    assert one.journal == ACTIONS


def test_another_seed_or_action_gives_another_world(tiny: Story) -> None:
    digests = {
        replay(Session(tiny, 5), ACTIONS).digest(),
        replay(Session(tiny, 6), ACTIONS).digest(),
        replay(Session(tiny, 5), ACTIONS[:-1]).digest(),
        replay(Session(tiny, 5, QUIET), ACTIONS).digest(),
    }
    assert len(digests) == 4


def test_a_replay_stops_at_what_cannot_be_done(tiny: Story) -> None:
    session = Session(tiny, 5)
    with pytest.raises(Refused):
        replay(session, [Choose("in"), Choose("home"), Choose("one_day")])
    assert session.journal == [Choose("in")]
