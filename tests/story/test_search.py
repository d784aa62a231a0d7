"""The directed search: comes where even luck does not, replays from seed and actions, and is the same by any crew."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actions import Choose, read
from engine.expressions import compile_expression
from engine.journal import replay
from engine.kinds import BOOL
from engine.session import Session, Story
from game import cli
from story.archive import Archive, Cell, Point
from story.crew import Alone, crew_of
from story.goals import Goals, near
from story.library import Loaded
from story.nearness import nearness
from story.reach import SEARCH, Reached, Wanted, reach
from tests.conftest import TINY, loaded

FERRY = TINY.parent / "ferry"


@pytest.fixture(scope="module")
def ferry() -> Story:
    return loaded(FERRY)


@pytest.fixture(scope="module")
def found(ferry: Story) -> Reached:
    return reach(Alone(FERRY), ferry, ["random"], Wanted(plays=5, rounds=8))


# ---- how near a condition is ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "lacking"),
    [
        ("cash.KPW >= 20 KPW and not wet", ("cash.KPW >= 20 KPW",)),
        ("day > 2 or cash.KPW > 5 KPW", ()),
        ("(day > 2 or wet) and owes(lender)", ("day > 2", "owes(lender)")),
        ("not (day > 2)", ()),
        ("wet", ("wet",)),
    ],
)
def test_a_condition_is_as_near_as_the_nearest_of_its_ways(source: str, lacking: tuple[str, ...], ferry: Story) -> None:
    scope = ferry.scenario.scope
    measured = nearness(compile_expression(source, scope, BOOL), scope).measure(Session(ferry, 1).view())
    assert measured.lacking == lacking
    assert (measured.off == 0) == (not lacking)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_more_of_what_is_wanted_is_never_further_off(ferry: Story, one: int, other: int) -> None:
    scope = ferry.scenario.scope
    wanted = nearness(compile_expression("cash.KPW >= 20 KPW", scope, BOOL), scope)
    view = Session(ferry, 1).view()
    offs = []
    for cash in sorted((one, other)):
        view.balances["assets:cash:KPW"] = cash
        offs.append(wanted.measure(view).off)
        assert (offs[-1] == 0) == (cash >= 2000)
    assert offs[0] >= offs[1]


def test_every_condition_of_a_story_holds_just_where_nothing_is_lacking(tiny: Story) -> None:
    scope = tiny.scenario.scope
    for seed in (1, 2):
        session = Session(tiny, seed)
        session.act(Choose("in"))
        view = session.view()
        for scene in tiny.scenario.scenes.values():
            for choice in scene.choices.values():
                if choice.when is not None:
                    assert bool(choice.when.run(view)) == (not nearness(choice.when, scope).measure(view).lacking)


# ---- goals ----------------------------------------------------------------------------------------------------------


def test_a_scene_s_gates_are_the_choices_outcomes_events_and_people_that_open_it(tiny: Story) -> None:
    goals = Goals(tiny.scenario)
    told = {name: [gate.told for gate in goal.gates] for name, goal in goals.scenes.items()}
    assert told["bottom"] == ["well.deeper", "well.on"]
    assert told["guest"] == ["as an event"]
    assert told["friend_comes"] == ["the creditor friend"]
    assert told["sweep"] == ["the patrol police"]


def test_what_cannot_come_again_is_never_near(ferry: Story) -> None:
    goals = Goals(ferry.scenario)
    session = Session(ferry, 1)
    gull = goals.scenes["gull"]
    assert near(gull, session.view()).off < 1
    session.world = replace(session.world, last={**session.world.last, "gull": 1})
    assert near(gull, session.view()).off > 50


def test_choices_that_touch_what_a_goal_lacks_are_helpful(ferry: Story) -> None:
    goals = Goals(ferry.scenario)
    cross = next(goal for goal in goals.inside("bank") if goal.key == "choice bank.cross")
    assert "bank.cross" in goals.helpful(cross)
    assert goals.hops(goals.scenes["cold"])["bank"] == 0


def test_scenes_that_open_only_in_a_play_that_follows_another_chapter_are_told_apart(ferry: Story) -> None:
    scenes = dict(ferry.scenario.scenes)
    scenes["thaw"] = replace(scenes["cold"], id="thaw")
    carries = replace(ferry.scenario.carries, first="thaw")
    assert Goals(replace(ferry.scenario, scenes=scenes, carries=carries)).continued() == {"thaw"}
    assert Goals(ferry.scenario).continued() == frozenset()


# ---- the archive ----------------------------------------------------------------------------------------------------


def test_a_cell_keeps_the_better_point_and_is_picked_by_weight(ferry: Story) -> None:
    session = Session(ferry, 1)
    archive = Archive()
    assert archive.offer("a", (2, 0), lambda: Point.of(session, 0))
    assert not archive.offer("a", (2, 0), lambda: Point.of(session, 1))
    archive.take("a", Cell((1, 0), Point.of(session, 7)))
    assert archive.cells["a"].point.chosen == 7
    archive.offer("b", (1,), lambda: Point.of(session, 0))
    assert archive.pick(["a", "b"], 0.2, lambda _: 1) == "a"
    assert archive.pick(["a", "b"], 0.8, lambda _: 1) == "b"
    assert archive.pick(["a", "b"], 0.8, lambda name: 9 if name == "a" else 1) == "a"
    assert archive.picks == {"a": 2, "b": 1}


# ---- all together ---------------------------------------------------------------------------------------------------


def test_the_search_comes_where_plays_do_not_and_its_ways_replay(found: Reached, ferry: Story) -> None:
    assert "cold" not in found.asked.scenes
    assert found.first_by()["cold"] == SEARCH
    way, by = found.way_to("cold")
    assert way is not None
    assert by == SEARCH
    session = replay(Session(ferry, way.seed), map(read, way.actions))
    assert session.world.scene == "cold"
    assert found.everything.unreached_scenes(ferry) == []


def test_every_point_of_the_archive_replays_to_its_world(found: Reached, ferry: Story) -> None:
    for cell in list(found.cells.values())[:60]:
        session = replay(Session(ferry, cell.point.seed), cell.point.actions)
        assert replace(session.world, book=None) == cell.point.world


def test_shares_of_endings_count_the_plays_that_were_asked_for_and_no_others(found: Reached) -> None:
    assert sum(found.asked.endings.values()) == found.asked.plays == 5
    assert found.search is not None
    assert found.search.choices > 100


@pytest.mark.slow
def test_the_same_seed_gives_the_same_by_one_process_and_by_two(found: Reached, ferry: Story) -> None:
    with crew_of(FERRY, 2) as crew:
        other = reach(crew, ferry, ["random"], Wanted(plays=5, rounds=8))
    one, two = found.as_json(ferry, "cold"), other.as_json(ferry, "cold")
    assert {**one, "seconds": 0} == {**two, "seconds": 0}
    assert found.cells == other.cells


def test_other_policies_play_too_and_are_told_apart(tiny: Story) -> None:
    wanted = Wanted(plays=1, rounds=0)
    found = reach(Alone(TINY), tiny, ["random", "steady", "shopper"], wanted)
    assert {name: other.plays for name, other in found.others.items()} == {"steady": 1, "shopper": 1}
    assert found.search is None
    alone = reach(Alone(TINY), tiny, ["random", "steady"], wanted._replace(others=False))
    assert alone.others == {}
    assert alone.asked.endings == found.asked.endings


@pytest.mark.slow
def test_a_scene_that_cannot_be_reached_is_told_with_what_was_lacking(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ferry"
    shutil.copytree(FERRY, folder)
    scenes = folder / "scenes" / "scenes.yaml"
    scenes.write_text(scenes.read_text("utf-8").replace("cash.KPW >= 20 KPW", "cash.KPW >= 60 KPW"), encoding="utf-8")
    assert cli.main(["explore", str(folder), "--plays", "3", "--processes", "1", "--rounds", "4"]) == cli.Exit.OK
    told = capsys.readouterr().out
    assert "Scenes no play came to (1): cold." in told
    assert "cold opens by bank.cross.sinks. Nearest: " in told
    assert "lacking: cash.KPW >= 60 KPW." in told
    assert "Never, in any play of the search: cash.KPW >= 60 KPW." in told


def test_a_play_of_the_search_that_is_stuck_is_told(
    retold: Callable[..., Loaded], capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.story.test_explore import STUCK

    loaded = retold(**{"scenes/pit.yaml": STUCK, "policies.yaml": "idle: {about: Idle., rules: []}\n"})
    assert loaded.story is not None
    found = reach(Alone(loaded.folder), loaded.story, ["random"], Wanted(plays=1, rounds=1, others=False))
    assert found.search is not None
    stuck = [failure for failure in found.search.failures if failure.why == "Nothing can be chosen in 'pit'."]
    session = replay(Session(loaded.story, stuck[0].seed), map(read, stuck[0].actions))
    assert session.offered().open == ()
