"""Walks: tests that authors write; each fails with a sentence that says what was expected and what was there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.session import Story
from engine.snapshot import restored, taken
from engine.world import World
from story import walks
from story.library import HOME, Loaded
from story.walks import Result, run
from tests.conftest import TINY

Retold = Callable[..., Loaded]

HEAD = """name: A walk
seed: 7
pin: {sweep: 99 %, event: 99 %, price: 50 %, customers: 50 %, weather: 0 %}
steps:
"""


def walked(retold: Retold, steps: str, head: str = HEAD, tail: str = "") -> Result:
    loaded = retold(**{"walks/walk.yaml": head + steps + tail})
    assert loaded.story is not None
    results, problems = run(loaded.story, loaded.folder, "A walk")
    assert problems == []
    return results[0]


def trouble(retold: Retold, *steps: str, tail: str = "") -> str:
    result = walked(retold, "".join(f"  - {step}\n" for step in steps), tail=tail)
    assert not result.passed
    return result.trouble


def test_the_tiny_story_s_walk_passes(tiny: Story) -> None:
    results, problems = run(tiny, TINY)
    assert [(result.name, result.passed, result.shows, result.trouble) for result in results] == [
        ("A month", True, ("S15",), "")
    ]
    assert problems == []


def test_the_chapter_s_walks_can_be_read(story: Story) -> None:
    """Whether they pass is told by `main.py walk`, which `make test` runs."""
    _, problems = run(story, HOME / "scenarios" / "pork_soup", "no such walk")
    assert problems == []


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (["at: morning"], "step 1 (line 5): the scene should be morning, and is gate"),
        (["choose: morning.one_day"], "step 1 (line 5): the scene should be morning, and is gate"),
        (["choose: in", "choose: gate.in"], "step 2 (line 6): the scene should be gate, and is morning"),
        (["choose: home"], "step 1 (line 5): there is no choice 'home' in the scene gate; it has in, back, state"),
        (["choose: in", "choose: dear"], "step 2 (line 6): This takes 100,000 won; you have 200."),
        (["choose: in", "barred: lamp"], "step 2 (line 6): lamp should be barred"),
        (["choose: in", "open: reach"], "step 2 (line 6): reach should be open: It is early."),
        (["open: well"], "step 1 (line 5): well is not shown; shown are in, back, state"),
        (["expect: stock.rice > 20 kg"], "expected stock.rice > 20 kg; there is stock.rice = 20000 (smallest parts)"),
        (['expect: "no"'], "step 1 (line 5): expected no; there is none of it (smallest parts)"),
        (["expect: no"], "step 1 (line 5): expected no; there is none of it (smallest parts)"),
        (["expect: haet > 3"], "step 1 (line 5): cannot be read: I know no value called 'haet' here."),
        (["expect: stock.rice"], "cannot be read: This should be yes or no, but it is an amount in kg."),
        (["set: {bowls: 4}"], "step 1 (line 5): Plans are made at the hearth, before the day begins."),
        (["set: {bowls: 400}"], "step 1 (line 5): cannot be read: The dial 'bowls' cannot be set to that."),
        (["set: {bowels: 4}"], "step 1 (line 5): cannot be read: There is no dial 'bowels'."),
        (["assign: {you: post}"], "step 1 (line 5): cannot be read: The duty 'post' is not one that 'you' may do."),
        (["assign: {me: post}"], "step 1 (line 5): cannot be read: There is no person 'me'."),
        (["buy: gold 1 kg"], "step 1 (line 5): cannot be read: There is no good 'gold'."),
        (["buy: rice 1 kg"], "step 1 (line 5): There is no market here."),
        (["play: {policy: bold}"], "step 1 (line 5): there is no policy 'bold'"),
        (["play: {policy: steady, until: haet}"], "cannot be read: I know no value called 'haet' here."),
        (["play: {policy: steady, to: moon}"], "step 1 (line 5): cannot be read: There is no scene 'moon'."),
        (["play: {policy: steady, to: bottom}"], "step 1 (line 5): the play ended at ahead before it came to bottom"),
    ],
)  # fmt: skip
def test_a_step_that_does_not_hold_says_what_was_expected_and_what_was_there(
    steps: list[str], sentence: str, retold: Retold
) -> None:
    assert trouble(retold, *steps).removeprefix("step 1 (line 5): ") == sentence.removeprefix("step 1 (line 5): ")


def test_a_walk_that_ends_elsewhere_says_where(retold: Retold) -> None:
    assert trouble(retold, "choose: in", tail="ends: ahead\n") == "it should end at ahead, and stands at morning"
    passed = walked(retold, "  - choose: in\n  - choose: stop\n", tail="ends: empty\n")
    assert passed.passed


def test_a_failed_walk_shows_the_screen(retold: Retold) -> None:
    result = walked(retold, "  - choose: in\n  - at: gate\n")
    lines = result.screen.splitlines()
    assert lines[0] == "Morning"
    assert "10. Ask at the office. (barred: This takes 100,000 won; you have 200.)" not in lines
    assert [line for line in lines if "Buy the moon" in line] == [
        "8. Buy the moon. (barred: This takes 100,000 won; you have 200.)"
    ]


def test_a_walk_that_goes_round_for_ever_is_stopped(retold: Retold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walks, "MOST_ACTIONS", 50)
    assert "more than 50 actions: the walk does not come to an end" in trouble(retold, "play: {policy: stuck}")


def test_pins_are_shares_lists_and_dates(retold: Retold) -> None:
    head = """name: A walk
pin:
  sweep.police: {1995-01-24: 0 %}
  events: {1995-01-25: guest, 1995-01-27: letter}
  choice.morning.gamble: [90 %, 10 %]
  customers: 50 %
steps:
"""
    steps = """  - choose: in
  - choose: gamble
  - expect: "cash.KPW == 190 KPW"
  - choose: gamble
  - expect: "cash.KPW == 200 KPW"
  - choose: one_day
  - choose: one_day
  - at: sweep
  - choose: bribe
  - choose: one_day
  - choose: one_day
  - at: guest
  - expect: day == 3
"""
    assert walked(retold, steps, head).trouble == ""


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("sweep: 500 %", "FRM05"), ("sweep: 3", "FRM06"), ("sweep: []", "FRM03"), ("sweep: {1995-01-40: 0 %}", "FRM07"),
        ("events: {1995-01-25: moon}", "REF01"), ("sweep: [50 %, 120 %]", "FRM05"),
    ],
)  # fmt: skip
def test_a_pin_that_is_none_is_a_problem(pin: str, code: str, retold: Retold) -> None:
    loaded = retold(**{"walks/walk.yaml": f"name: A walk\npin: {{{pin}}}\nsteps: []\n"})
    assert loaded.story is not None
    _, problems = run(loaded.story, loaded.folder)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].file == "walks/walk.yaml"


def test_an_unknown_key_of_a_walk_is_a_problem(retold: Retold) -> None:
    loaded = retold(**{"walks/walk.yaml": "name: A walk\nsteps:\n  - chose: in\n"})
    assert loaded.story is not None
    _, problems = run(loaded.story, loaded.folder)
    assert [(problem.code, problem.line) for problem in problems] == [("FRM01", 3)]


def test_a_walk_is_played_through_a_save_after_every_action(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = []

    def counted(data: object, scenario: object) -> object:
        saves.append(data)
        return restored(data, tiny.scenario)

    monkeypatch.setattr(walks, "restored", counted)
    assert all(result.passed for result in run(tiny, TINY)[0])
    assert len(saves) > 20


def test_a_save_that_loses_something_is_found(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(world: object) -> dict[str, object]:
        assert isinstance(world, World)
        return {**taken(world), "draws": {}, "seen": {}}

    monkeypatch.setattr(walks, "taken", forgetful)
    result = run(tiny, TINY)[0][0]
    assert not result.passed
    assert "save" in result.trouble


def test_a_step_may_go_on_from_a_save(retold: Retold) -> None:
    assert walked(
        retold, "  - choose: in\n  - save_and_reload: yes\n  - choose: one_day\n  - expect: day == 2\n"
    ).passed


def test_only_the_walk_that_is_asked_for_is_run(tiny: Story, tmp_path: Path) -> None:
    assert run(tiny, TINY, "Another")[0] == []
    assert run(tiny, tmp_path) == ([], [])
