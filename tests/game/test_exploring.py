"""Exploring as an author sees it: seeds, what was not reached, scripts that play again, a bar on a terminal."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.actions import Action, BuyHidden, Choose, Redeem, SetDial
from engine.luck import Luck
from engine.session import Session, Story
from game import cli, exploring, scripts
from game.plain import Plain
from game.play import Play
from story import library
from story.beginnings import TEMPLATE
from story.desk import Desk
from story.explore import Explored, Failure, explore
from story.library import Loaded
from story.policies import RANDOM, Policy, policies_of
from story.reach import Reached
from tests.conftest import TINY
from tests.story.test_explore import STUCK

FOLDERS = [TINY, TINY.parent / "road", TINY.parent / "border", TEMPLATE, library.HOME / "scenarios" / "pork_soup"]


def played(story: Story, seed: int, most: int) -> Session:
    """Return a random play, given up after so many actions."""
    session, luck, planned = Session(story, seed), Luck(seed), 0
    for count in range(most):
        if session.ended:
            break
        action = RANDOM.next(session, luck, count, planned)
        session.act(action)
        planned = 0 if isinstance(action, Choose) else planned + 1
    return session


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_script_plays_a_random_play_again(folder: Path) -> None:
    story = library.load(folder).story
    assert story is not None
    for seed in (1, 2, 3):
        session = played(story, seed, 120)
        lines = list(scripts.script(story, seed, [_written(action) for action in session.journal]))
        assert lines[0].startswith("# python main.py plain ")
        player = Plain(Play.fresh(Session(story, seed), keep=False), lambda _: None)
        for line in lines[1:]:
            player.hear(line)
        assert player.session.digest() == session.digest(), lines


def _written(action: Action) -> list[str | int]:
    from engine.actions import written

    return written(action)


def test_every_kind_of_action_is_written_as_it_is_typed() -> None:
    scenario = library.load(TINY).scenario
    assert scenario is not None
    assert scripts.written(scenario, SetDial("price", 650)) == "set price 6.50"
    assert scripts.written(scenario, SetDial("portion", 80)) == "set portion 80 g"
    assert scripts.written(scenario, BuyHidden("smokes", 2)) == "buy smokes 2 hidden"
    assert scripts.written(scenario, Redeem("petrol_coupon", 2)) == "redeem petrol_coupon 2"


def test_the_command_tells_seeds_policy_and_what_was_not_reached(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["explore", str(TEMPLATE), "--plays", "20", "--seed", "7", "--policy", "trader", "--alone"])
        == cli.Exit.OK
    )
    told = capsys.readouterr().out
    assert told.startswith("Policy trader, seed 7 to 26.\n20 plays, ")
    assert "Choices no play took" in told
    assert "Conditions that never held where they were asked" in told


def test_the_way_to_a_scene_is_printed_as_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explore", str(TEMPLATE), "--plays", "60", "--to", "guard", "--alone"]) == cli.Exit.OK
    head, script = capsys.readouterr().out.split("The shortest way found to guard: ")[1].split("\n", 1)
    seed = head.rstrip(".").rpartition(" ")[2]
    (tmp_path / "way.txt").write_text(script, encoding="utf-8")
    line = ["plain", str(TEMPLATE), "--seed", seed, "--script", str(tmp_path / "way.txt")]
    assert cli.main(line) == cli.Exit.RAN_OUT
    assert "The armband." in capsys.readouterr().out


def test_a_scene_that_no_play_came_to_gets_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["explore", str(TEMPLATE), "--plays", "1", "--policy", "trader", "--to", "brother", "--alone"])
        == cli.Exit.OK
    )
    assert "No play came to brother. Make more plays, or another policy." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (["--to", "gard"], "There is no scene 'gard'. Did you mean guard?\n"),
        (["--policy", "trade"], "There is no policy 'trade'. Did you mean trader?\n"),
    ],
)
def test_what_is_not_in_the_story_gets_a_hint(
    option: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explore", str(TEMPLATE), *option]) == cli.Exit.REFUSED
    assert capsys.readouterr().err == sentence


def test_histograms_are_drawn_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explore", str(TEMPLATE), "--plays", "20", "--histograms", "--alone"]) == cli.Exit.OK
    told = capsys.readouterr().out
    assert "\ncash.KPW, KPW:\n" in told
    assert "\nnotice:\n" in told
    assert "  ##############################\n" in told


def test_a_play_that_broke_is_written_as_a_script_that_breaks_again(
    retold: Callable[..., Loaded], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = retold(**{"scenes/pit.yaml": STUCK}).folder
    assert (
        cli.main(["explore", str(folder), "--plays", "2", "--policy", "steady", "--seed", "20", "--alone"])
        == cli.Exit.FAILED
    )
    told = capsys.readouterr().out
    assert "Seed 20 broke after " in told
    line = next(line for line in told.splitlines() if line.startswith("To play it again: "))
    assert str(home / "broken" / "tiny-20.txt") in line
    assert cli.main(line.removeprefix("To play it again: python main.py ").split()) == cli.Exit.RAN_OUT
    assert "A pit." in capsys.readouterr().out


def test_plays_that_break_alike_are_counted_and_told_twice(tiny: Story, home: Path) -> None:
    plays = [Failure(seed, "It goes round." if seed < 6 else "It broke.", []) for seed in range(1, 7)]
    told = list(exploring._broken(plays, tiny, Reached(Explored())))
    assert [line.split()[1] for line in told if line.startswith("Seed ")] == ["1", "2", "6"]
    assert told[-1] == "3 more plays broke so: It goes round."


def test_figures_as_json_hold_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explore", str(TEMPLATE), "--plays", "10", "--json", "--to", "lane", "--alone"]) == cli.Exit.OK
    found = json.loads(capsys.readouterr().out)
    assert (found["policy"], found["seed"]) == ("random", 1)
    assert found["conditions"]["lane.platform: stock.maize >= 2 kg"][1] > 0
    assert found["shortest"]["choices"] == 1


def test_progress_is_drawn_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["explore", str(TEMPLATE), "--plays", "2", "--alone"])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    cli.main(["explore", str(TEMPLATE), "--plays", "2", "--alone"])
    assert f"[{'#' * 40}] 2 of 2 plays" in capsys.readouterr().err


def test_a_story_without_a_yardstick_is_explored_too(
    retold: Callable[..., Loaded], capsys: pytest.CaptureFixture[str]
) -> None:
    head = (TINY / "scenario.yaml").read_text("utf-8").replace("yardstick: rice\n", "")
    folder = retold(**{"scenario.yaml": head}).folder
    assert cli.main(["explore", str(folder), "--plays", "2", "--alone"]) == cli.Exit.OK
    assert "Worth at the end" not in capsys.readouterr().out


def test_the_policies_of_a_story_come_to_an_end_in_it() -> None:
    story = library.load(TEMPLATE).story
    assert story is not None
    trader: Policy = policies_of(story.scenario, TEMPLATE, Desk(scope=story.scenario.scope))["trader"]
    assert explore(story, trader, 20, 1).failures == []
