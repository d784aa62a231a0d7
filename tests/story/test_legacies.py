"""Exploring after another chapter: what is begun after, what only that comes to, and that every way can be replayed."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions import read
from engine.journal import replay
from engine.legacy import Sum
from engine.session import Session, Story
from game import cli
from story.crew import Alone, crew_of
from story.explore import block
from story.goals import Goals
from story.legacies import Left, legacies_of
from story.policies import RANDOM
from story.reach import Reached, Wanted, reach
from tests.conftest import TINY, loaded

THAW = TINY.parent / "thaw"
LATER = {"since", "stove", "over_there", "bench", "met"}
WANTED = Wanted(plays=30, rounds=6, to="met")
LINE = ["explore", str(THAW), "--plays", "30", "--rounds", "6", "--processes", "1"]


@pytest.fixture(scope="module")
def thaw() -> Story:
    return loaded(THAW)


@pytest.fixture(scope="module")
def legacies(thaw: Story) -> tuple[Left, ...]:
    return legacies_of(thaw, THAW)


@pytest.fixture(scope="module")
def found(thaw: Story, legacies: tuple[Left, ...]) -> Reached:
    return reach(Alone(THAW), thaw, ["random"], WANTED._replace(after=legacies))


def test_each_ending_that_conditions_ask_for_has_a_legacy_stated_by_a_walk_or_made_of_one(
    legacies: tuple[Left, ...],
) -> None:
    assert [(left.name, left.legacy.ending, left.made) for left in legacies] == [
        ("after_over", "far", False),
        ("after_over@home", "home", True),
    ]
    assert legacies[1].legacy.cash == {"KPW": Sum(700, 100)}
    assert legacies[1].legacy.values == {"wet": 1}


def test_where_no_walk_says_what_was_left_it_is_what_the_chapter_before_begins_with(tmp_path: Path) -> None:
    for folder in (THAW, TINY.parent / "ferry"):
        shutil.copytree(folder, tmp_path / folder.name)
    shutil.rmtree(tmp_path / "thaw" / "walks")
    made = legacies_of(loaded(tmp_path / "thaw"), tmp_path / "thaw")
    assert [left.name for left in made] == ["ferry@far", "ferry@home"]
    assert all(left.made and left.legacy.cash["KPW"] == Sum(1000, 100) for left in made)


def test_a_chapter_that_follows_no_other_begins_after_nothing(tiny: Story) -> None:
    assert legacies_of(tiny, TINY) == ()


def test_plays_and_the_search_come_to_every_scene_of_a_continued_game(found: Reached, thaw: Story) -> None:
    assert Goals(thaw.scenario).continued() == LATER
    assert found.missing(thaw) == ([], [])
    assert not LATER & set(found.asked.scenes), "those that are asked for begin alone"
    alone = reach(Alone(THAW), thaw, ["random"], WANTED)
    assert not LATER & set(alone.everything.scenes)
    assert alone.missing(thaw) == ([], [])


def test_shares_are_those_of_plays_that_begin_alone(found: Reached, thaw: Story) -> None:
    alone = reach(Alone(THAW), thaw, ["random"], WANTED._replace(rounds=0, others=False))
    assert found.asked.endings == alone.asked.endings
    assert found.asked.counted == alone.asked.counted
    assert found.asked.scenes == alone.asked.scenes
    assert sum(explored.plays for explored in found.after.values()) == 3


def test_every_point_and_way_replays_after_what_it_began_after(found: Reached, thaw: Story) -> None:
    later = 0
    for cell in found.cells.values():
        point = cell.point
        later += bool(point.after)
        session = replay(Session(thaw, point.seed, legacy=found.legacy(point.after)), point.actions)
        assert session.world.scene == point.world.scene
        assert session.world.balances == point.world.balances
    assert later
    way, _ = found.way_to("met")
    assert way is not None
    assert way.after == "after_over@home"
    assert replay(Session(thaw, way.seed, legacy=found.legacy(way.after)), map(read, way.actions)).world.scene == "met"


def test_of_two_ways_the_one_that_begins_alone_is_told(thaw: Story, legacies: tuple[Left, ...]) -> None:
    found = reach(Alone(THAW), thaw, ["random"], Wanted(plays=30, rounds=1, to="out", after=legacies))
    way, by = found.way_to("out")
    assert way is not None
    assert (way.after, by) == ("", "")


def test_plays_after_legacies_take_turns_whatever_the_policy(thaw: Story, legacies: tuple[Left, ...]) -> None:
    wanted = Wanted(plays=50, rounds=0, after=legacies)
    found = reach(Alone(THAW), thaw, ["random", "cautious", "greedy"], wanted)
    assert {name: explored.plays for name, explored in found.after.items()} == {"after_over": 8, "after_over@home": 7}
    assert found.after["after_over@home"].scenes["since"] == 7


def test_a_play_after_a_legacy_that_breaks_says_what_it_began_after(thaw: Story, legacies: tuple[Left, ...]) -> None:
    stuck = replace(thaw.scenario.scenes["since"], choices={})
    broken = Story.of(replace(thaw.scenario, scenes={**thaw.scenario.scenes, "since": stuck}))
    failures = block(broken, RANDOM, 1, 2, after=legacies[1]).failures
    assert [(failure.seed, failure.after) for failure in failures] == [(1, "after_over@home"), (2, "after_over@home")]
    assert block(broken, RANDOM, 1, 2).failures == []


@pytest.mark.slow
def test_two_processes_find_after_legacies_what_one_does(
    found: Reached, thaw: Story, legacies: tuple[Left, ...]
) -> None:
    with crew_of(THAW, 2) as crew:
        other = reach(crew, thaw, ["random"], WANTED._replace(after=legacies))
    assert {**found.as_json(thaw, "met"), "seconds": 0} == {**other.as_json(thaw, "met"), "seconds": 0}
    assert found.cells == other.cells


def test_a_way_that_is_printed_is_played_again_as_its_first_line_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*LINE, "--to", "met"]) == cli.Exit.OK
    told = capsys.readouterr().out
    assert "after_over@home, made up because no walk states it." in told
    script = tmp_path / "way.txt"
    script.write_text(told[told.index("# python") :], encoding="utf-8")
    words = script.read_text(encoding="utf-8").splitlines()[0].removeprefix("# python main.py ").split()
    assert words[words.index("--after") + 1] == "after_over@home"
    words[words.index("THIS_FILE")] = str(script)
    assert cli.main(words) == cli.Exit.RAN_OUT
    assert "It is the ferryman." in capsys.readouterr().out


def test_json_says_what_was_begun_after_and_alone_leaves_it_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*LINE, "--json", "--to", "met"]) == cli.Exit.OK
    told = json.loads(capsys.readouterr().out)
    assert told["after"]["after_over@home"] == {"chapter": "ferry", "ending": "home", "made": True, "plays": 7}
    assert told["shortest"]["after"] == "after_over@home"
    assert told["unreached_scenes"] == []
    assert cli.main([*LINE, "--json", "--alone"]) == cli.Exit.OK
    alone = json.loads(capsys.readouterr().out)
    assert alone["after"] == {}
    assert set(alone["continued_scenes"]) == LATER
    assert alone["endings"] == told["endings"]


def test_a_beginning_that_is_not_there_is_told_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plain", str(THAW), "--after", "after_ovr", "--script", "-"]) == cli.Exit.REFUSED
    assert "There are: after_over, after_over@home." in capsys.readouterr().err
