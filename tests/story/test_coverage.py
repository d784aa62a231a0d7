"""Coverage: both sides of every condition, the numbers they read, the shortest way, equal results by any crew."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actions import read
from engine.session import Session, Story
from story import beginnings, crew, library
from story.coverage import Conditions, _rounded, histogram
from story.crew import crew_of, explore_together
from story.explore import BLOCK, Explored, blocks, explore
from story.policies import RANDOM

TEMPLATE = beginnings.TEMPLATE


@pytest.fixture(scope="module")
def template() -> Story:
    story = library.load(TEMPLATE).story
    assert story is not None
    return story


@pytest.fixture(scope="module")
def found(template: Story) -> Explored:
    return explore(template, RANDOM, 120, 1, to="brother")


def figures(found: Explored, story: Story) -> dict[str, object]:
    return {**found.as_json(story), "seconds": 0}


def test_outcomes_are_counted_as_luck_drew_them(found: Explored, template: Story) -> None:
    drawn = sum(times for name, times in found.outcomes.items() if name.startswith("lane.platform."))
    assert drawn == found.taken["lane.platform"] > 0
    assert found.outcomes["lane.platform.train"] > found.outcomes["lane.platform.late"] > 0
    assert found.unreached_outcomes(template) == []


def test_each_condition_is_counted_on_both_its_sides(found: Explored) -> None:
    key = "lane.platform: stock.maize >= 2 kg"
    assert found.counted.holds[key] > 0
    assert found.counted.fails[key] > 0
    always, never = found.one_sided()
    assert key not in (*always, *never)


def test_every_condition_of_scenes_and_events_is_asked(template: Story, found: Explored) -> None:
    asked = {*found.counted.holds, *found.counted.fails}
    assert {condition.key for condition in Conditions(template.scenario).everyone()} == asked


def test_the_numbers_that_conditions_read_are_kept_where_they_were_read(found: Explored) -> None:
    assert set(found.counted.numbers) == {"cash.KPW", "day", "notice", "stock.maize"}
    assert min(found.counted.numbers["day"]) == 1


def test_the_shortest_way_leads_there_and_no_play_had_a_shorter_one(found: Explored, template: Story) -> None:
    way = found.shortest
    assert way is not None
    session = Session(template, way.seed)
    for line in way.actions:
        assert session.world.scene != "brother"
        session.act(read(line))
    assert session.world.scene == "brother"
    assert way.choices >= 4


def test_without_a_scene_to_come_to_there_is_no_way(template: Story) -> None:
    assert explore(template, RANDOM, 5, 1).shortest is None


def test_blocks_hold_every_seed_once() -> None:
    for plays in (1, BLOCK, BLOCK + 1, 3 * BLOCK):
        seeds = [seed for first, size in blocks(plays, 7) for seed in range(first, first + size)]
        assert seeds == list(range(7, 7 + plays))


@pytest.mark.slow
def test_any_number_of_processes_gives_equal_results(template: Story) -> None:
    plays = 3 * BLOCK + 7
    alone = explore(template, RANDOM, plays, 5, to="brother")
    for hands in (1, 2, 3):
        told: list[int] = []
        with crew_of(TEMPLATE, hands) as crew:
            together = explore_together(crew, "random", plays, 5, "brother", told.append)
        assert figures(together, template) == figures(alone, template)
        assert replace(together, seconds=0) == replace(alone, seconds=0)
        assert told == [BLOCK, 2 * BLOCK, 3 * BLOCK, plays]


def test_there_is_at_least_one_core() -> None:
    assert crew.cores() >= 1


# ---- histograms -----------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.integers(-(10**9), 10**9), st.integers(1, 1000), min_size=1))
def test_a_histogram_counts_every_value_once_in_rows_that_follow_each_other(values: dict[int, int]) -> None:
    rows = histogram(Counter(values))
    assert sum(times for _, _, times, _ in rows) == sum(values.values())
    assert rows[0][0] == min(values)
    assert rows[-1][1] == max(values)
    assert all(one[1] + 1 == other[0] for one, other in pairwise(rows))
    assert len(rows) <= 8
    assert max(len(bar) for *_, bar in rows) == 30
    assert all(bool(times) == bool(bar) for _, _, times, bar in rows)


def test_of_nothing_there_is_no_histogram() -> None:
    assert histogram(Counter()) == []


@pytest.mark.parametrize(("value", "kept"), [(0, 0), (99, 99), (100, 100), (109, 100), (12_345, 12_000), (-109, -110)])
def test_large_numbers_are_kept_to_two_figures(value: int, kept: int) -> None:
    assert _rounded(value) == kept
