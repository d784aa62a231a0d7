"""Exhausting: every state of a small story is seen, equal ones once; what random plays come to is among them."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions import Choose
from engine.luck import Luck
from engine.session import Session, Story
from game import cli
from story import library
from story.crew import Alone, crew_of
from story.exhaust import SHOWN, Bound, Exhausted, exhaust
from story.fates import Fates
from story.policies import Policy
from story.states import States
from tests.conftest import TINY, loaded

FERRY = TINY.parent / "ferry"
ANY = Policy("any", "Any open choice.", random=True)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep scripts that are written out of the home of whoever runs the tests."""
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def ferry() -> Story:
    return loaded(FERRY)


@pytest.fixture(scope="module")
def found(ferry: Story) -> Exhausted:
    return exhaust(Alone(FERRY), ferry, 1, Bound())


@pytest.fixture
def changed_ferry(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return what makes the story anew with one text in place of another."""

    def make(old: str, new: str) -> Path:
        folder = tmp_path / "ferry"
        shutil.copytree(FERRY, folder)
        scenes = folder / "scenes" / "scenes.yaml"
        text = scenes.read_text("utf-8")
        assert old in text
        scenes.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return make


def seen_whole(folder: Path) -> Exhausted:
    return exhaust(Alone(folder), loaded(folder), 1, Bound())


def test_a_small_story_is_seen_whole_with_what_luck_hardly_ever_brings(found: Exhausted, ferry: Story) -> None:
    assert found.complete
    assert found.open == found.stuck == 0
    assert found.states == len(found.seen)
    assert set(found.scenes) == set(ferry.scenario.scenes)
    assert "bank.cross.sinks" in found.outcomes
    assert found.left == ()


@pytest.mark.parametrize("first", [1, 101])
def test_every_state_that_random_plays_come_to_is_among_those_seen(first: int, found: Exhausted, ferry: Story) -> None:
    states, came = States(ferry.scenario), set()
    for seed in range(first, first + 100):
        session = Session(ferry, seed)
        came.add(states.key(session.world))
        for count in range(40):
            if session.ended:
                break
            session.act(ANY.next(session, Luck(seed), count, 0))
            came.add(states.key(session.world))
    assert came <= set(found.seen)
    assert len(came) > 80


def test_so_are_those_of_a_story_that_is_seen_to_a_depth(tiny: Story) -> None:
    found = exhaust(Alone(TINY), tiny, 7, Bound(depth=2))
    assert (found.bound, found.complete) == ("depth", False)
    states = States(tiny.scenario)
    for number in range(60):
        session = Session(tiny, 7)
        for count in range(2):
            session.act(ANY.next(session, Luck(number), count, 0))
            assert states.key(session.world) in found.seen
            if session.ended:
                break


def test_the_most_that_is_owed_is_borrowed_once_and_put_off_each_day(found: Exhausted) -> None:
    # 25 won fall due on the third day; 5 more for each day that the lender waits, until the fourth.
    assert found.owed == 3500
    assert [step.action[1] for step in found.most_owed].count("later") == 2


def test_equal_states_are_met_once_and_unequal_ones_are_told_apart(ferry: Story) -> None:
    states = States(ferry.scenario)
    session = Session(ferry, 1)
    world = session.world
    same = replace(world, seed=9, picks={"bank#0": 1}, seen={**world.seen, "bank": 7}, draws={"choice.bank.cross": 3})
    assert states.key(same) == states.key(world)
    for other in (
        replace(world, day=2),
        replace(world, balances={**world.balances, "assets:cash:KPW": 1}),
        replace(world, seen={**world.seen, "bank.borrow": 1}),
        replace(world, last={**world.last, "gull": 1}),
        replace(world, values={**world.values, "wet": 1}),
    ):
        assert states.key(other) != states.key(world)


def test_an_action_s_fates_are_all_that_may_come_of_it_and_each_is_what_its_luck_brings(ferry: Story) -> None:
    fates = Fates(ferry, 1)
    session = Session(ferry, 1)
    session.act(Choose("borrow"))
    assert {fate.outcome for fate in fates.of(session.world, Choose("cross"))} == {"over", "sinks"}
    waits = list(fates.of(session.world, Choose("wait")))
    assert {fate.world.scene for fate in waits if fate.world is not None} == {"bank", "gull", "boat"}
    for fate in waits:
        pins = {stream: share for (stream, _), share in fate.told}
        again = Session(ferry, 1, {"event": 0.999} | pins)
        again.act(Choose("borrow"))
        again.act(Choose("wait"))
        assert fate.world is not None
        assert again.world.scene == fate.world.scene


def test_a_state_in_which_nothing_can_be_chosen_is_a_dead_end(
    changed_ferry: Callable[[str, str], Path],
) -> None:
    folder = changed_ferry("swim: {say: Swim back.,", "swim: {say: Swim back., when: day > 9,")
    dead = seen_whole(folder)
    assert dead.stuck >= len(dead.dead_ends) == SHOWN
    assert dead.traps == []
    assert dead.dead_ends[0][-1].outcome == "sinks"


def test_a_trap_is_told_with_the_way_into_it(
    changed_ferry: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = changed_ferry("go: bank}", "go: cold}")
    trap = seen_whole(folder)
    assert trap.dead_ends == []
    assert trap.stuck == trap.scenes["cold"] > len(trap.traps) == SHOWN
    assert cli.main(["explore", str(folder), "--exhaustive", "--processes", "1"]) == cli.Exit.FAILED
    told = capsys.readouterr().out
    assert "no ending can be come to any more." in told
    assert "No ending can be come to after: bank.borrow, bank.cross (sinks)" in told


def test_what_is_refused_though_it_was_offered_is_told(
    ferry: Story, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from engine import rules

    decide = rules.decide

    def breaks(scenario: object, world: object, action: object, paths: object) -> object:
        if action == Choose("swim"):
            raise KeyError("water")
        return decide(scenario, world, action, paths)  # type: ignore[arg-type]

    monkeypatch.setattr(rules, "decide", breaks)
    assert cli.main(["explore", str(FERRY), "--exhaustive", "--processes", "1"]) == cli.Exit.FAILED
    assert "KeyError: 'water' So after: " in capsys.readouterr().out


@pytest.mark.parametrize(("bound", "name"), [(Bound(states=50), "states"), (Bound(depth=2), "depth")])
def test_a_bound_that_was_hit_is_said_and_nothing_is_proven_of_the_rest(bound: Bound, name: str, ferry: Story) -> None:
    found = exhaust(Alone(FERRY), ferry, 1, bound)
    assert found.bound == name
    assert 0 < found.open < found.states
    assert found.stuck == 0


def test_the_command_says_what_is_proven_and_what_was_not_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explore", str(FERRY), "--exhaustive", "--processes", "1"]) == cli.Exit.OK
    told = capsys.readouterr().out
    assert "all states seen: 390 states" in told
    assert "Proven under this seed: no dead end; from every state an ending can be come to." in told
    assert "Proven under this seed: the most that is ever owed is 35 won." in told
    assert "Tried in part" not in told
    line = ["explore", str(FERRY), "--exhaustive", "--processes", "1", "--states", "40", "--seeds", "2", "--json"]
    assert cli.main(line) == cli.Exit.OK
    one, other = json.loads(capsys.readouterr().out)["seeds"]
    assert (one["seed"], other["seed"], one["complete"], one["stopped_by"]) == (1, 2, False, "states")


@pytest.mark.slow
def test_two_processes_see_what_one_does(found: Exhausted) -> None:
    with crew_of(FERRY, 2) as crew:
        assert exhaust(crew, loaded(FERRY), 1, Bound()) == found


def test_what_is_left_to_the_seed_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert library.load(TINY).story is not None
    line = ["explore", str(TINY), "--exhaustive", "--processes", "1", "--depth", "2"]
    assert cli.main(line) == cli.Exit.OK
    told = capsys.readouterr().out
    assert "Left to seed 1, and so a sample: customers, prices, weather." in told
    assert "Stopped at the bound of 2 actions in a row" in told
