"""Explore: many plays, what was reached, how they end; a play that is stuck is told with its seed and actions."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine.actions import read
from engine.errors import Refused
from engine.journal import replay
from engine.session import Session, Story
from story import explore as exploring
from story.desk import Desk
from story.explore import explore
from story.library import Loaded
from story.policies import RANDOM, Policy, policies_of
from story.quick.session import QuickSession
from tests.conftest import TINY

STUCK = """
pit:
  title: A pit
  place: lane
  event: {at: morning, when: day > 3, priority: 9}
  text: It is deep.
  choices:
    rope: {say: Climb out., when: stock.smokes > 100 packs, otherwise: There is no rope., go: back}
"""


def policy(story: Story, name: str) -> Policy:
    return policies_of(story.scenario, TINY, Desk(scope=story.scenario.scope))[name]


def test_many_plays_are_counted_with_what_they_reached(tiny: Story) -> None:
    found = explore(tiny, RANDOM, 40, 1)
    assert (found.plays, found.failures) == (40, [])
    assert sum(found.endings.values()) == len(found.lengths) == len(found.days) == len(found.worths) == 40
    assert set(found.endings) <= {"empty", "ahead"}
    assert found.scenes["gate"] >= 40
    assert found.choices == sum(found.taken.values()) == sum(found.lengths)
    assert "morning.dear" in found.unreached_choices(tiny)
    assert "hungry" in found.unreached_scenes(tiny) or found.scenes["hungry"]


@pytest.mark.slow
def test_every_scene_and_choice_that_can_be_reached_is(tiny: Story) -> None:
    found = explore(tiny, RANDOM, 300, 1)
    assert set(found.unreached_scenes(tiny)) <= {"hungry"}
    hopeless = {"morning.dear", "morning.fee", "trader_comes.won", "hungry.end"}
    assert set(found.unreached_choices(tiny)) <= hopeless


def test_the_same_seeds_give_the_same_figures(tiny: Story) -> None:
    one, other = (explore(tiny, RANDOM, 10, 5).as_json(tiny) for _ in range(2))
    assert {**one, "seconds": 0} == {**other, "seconds": 0}
    assert explore(tiny, RANDOM, 10, 6).as_json(tiny)["endings"] is not None


def test_a_policy_s_plays_go_as_it_says(tiny: Story) -> None:
    found = explore(tiny, policy(tiny, "steady"), 10, 1)
    assert found.endings == {"ahead": 10}
    assert found.failures == []


def test_progress_is_told_play_by_play(tiny: Story) -> None:
    told: list[int] = []
    explore(tiny, RANDOM, 3, 1, told.append)
    assert told == [1, 2, 3]


def test_a_play_that_is_stuck_is_told_with_its_seed_and_actions(retold: Callable[..., Loaded]) -> None:
    story = retold(**{"scenes/pit.yaml": STUCK}).story
    assert story is not None
    found = explore(story, policy(story, "steady"), 4, 20)
    assert [failure.seed for failure in found.failures] == [20, 21, 22, 23]
    for failure in found.failures:
        assert failure.why == "Nothing can be chosen in 'pit'."
        session = replay(Session(story, failure.seed), [read(line) for line in failure.actions])
        assert session.world.scene == "pit"
        assert session.offered().open == ()
    assert found.plays == 4
    assert found.as_json(story)["failures"] != []


def test_a_play_that_never_ends_is_told(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exploring, "MOST_ACTIONS", 60)
    found = explore(tiny, policy(tiny, "stuck"), 1, 1)
    assert found.failures[0].why == "After 60 actions the play has not ended; it stands in 'morning'."
    assert len(found.failures[0].actions) == 61


def test_a_play_that_breaks_does_not_break_the_others(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    open_now = QuickSession.open_now

    def breaks(session: QuickSession) -> list[tuple[str, bool]]:
        if session.world.seed == 2 and session.world.day > 1:
            raise KeyError("soup")
        return open_now(session)

    monkeypatch.setattr(QuickSession, "open_now", breaks)
    found = explore(tiny, policy(tiny, "steady"), 3, 1)
    assert [failure.seed for failure in found.failures] == [2]
    assert "KeyError: 'soup'" in found.failures[0].why
    assert sum(found.endings.values()) == 2


def test_what_is_offered_and_then_refused_is_told(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(session: Session, action: object) -> None:
        raise Refused("The story does not lead there.")

    monkeypatch.setattr(QuickSession, "act", refuse)
    assert explore(tiny, RANDOM, 1, 1).failures[0].why == "The story does not lead there."


def test_quantiles_are_values_that_occurred() -> None:
    assert exploring._quantile([], 50) == 0
    assert [exploring._quantile([3, 1, 2], percent) for percent in (0, 50, 95, 100)] == [1, 2, 3, 3]


def test_a_story_of_one_scene_is_explored_too(tiny: Story, changed: Callable[..., Story]) -> None:
    gate = replace(tiny.scenario.scenes["empty"], id="gate")
    found = explore(changed(scenes={"gate": gate}, patrols={}, creditors={}), RANDOM, 2, 1)
    assert found.endings == {"gate": 2}
    assert found.choices == 0
