"""One broken story per problem code: only the broken file, over the good story in tests/broken/base."""

from collections.abc import Callable
from pathlib import Path

import pytest

from story.checks import run
from story.checks.tables import translations_should_be_whole
from story.codes import CODES
from story.library import load
from story.problems import Problem, shown

BROKEN = Path(__file__).resolve().parents[1] / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir() and path.name != "base")
MOST_OTHERS = 3
"""Other problems that one mistake may bring with it."""

WITHOUT = {
    "YML01": "what is told where no other sentence fits; no text is known that needs it",
    "YML21": "a file of 2 MB is made in test_marks.py",
}
"""Codes that have no folder, each with the reason."""


def problems_of(folder: Path) -> list[Problem]:
    loaded = load(folder)
    told = run(loaded.scenario) if loaded.scenario is not None else ()
    return [*loaded.problems, *told, *translations_should_be_whole(folder)]


def test_the_good_story_has_no_problems(assemble: Callable[..., Path]) -> None:
    assert problems_of(assemble()) == []


@pytest.mark.parametrize("case", CASES)
def test_each_broken_story_is_told_what_is_wrong_and_where(case: str, assemble: Callable[..., Path]) -> None:
    expected = (BROKEN / case / "expect.txt").read_text("utf-8").strip()
    found = [shown(problem, None) for problem in problems_of(assemble(case))]
    assert expected in found, "\n".join(["expected:", expected, "found:", *found])
    assert len(found) <= 1 + MOST_OTHERS, "\n".join(found)


@pytest.mark.parametrize("case", CASES)
def test_each_broken_story_is_named_by_the_code_it_expects(case: str) -> None:
    assert f" {case[:5]} " in (BROKEN / case / "expect.txt").read_text("utf-8")


def test_every_code_has_a_broken_story() -> None:
    shown_by = {case[:5] for case in CASES}
    assert sorted(CODES.keys() - shown_by - WITHOUT.keys()) == []
    assert shown_by <= CODES.keys()
