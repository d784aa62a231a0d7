"""Problems: as they are printed, counted and handed to other programs; and the table of codes."""

import json
import re
from pathlib import Path

import pytest

from story.problems import CODES, LEVELS, Problem, as_json, in_order, shown, summary, width

ROOT = Path(__file__).resolve().parents[2]


def marked(problem: Problem, line: str) -> tuple[str, str]:
    _, text, mark = shown(problem, line).split("\n")
    return text, mark


# ---- as they are printed --------------------------------------------------------------------------------------------


def test_a_problem_is_printed_with_place_code_sentence_and_hint() -> None:
    problem = Problem("REF01", "There is no good 'rise'.", "scenes/a.yaml", 3, 7, "did you mean 'rice'?")
    assert shown(problem, None) == "scenes/a.yaml:3:7: REF01 There is no good 'rise'. (did you mean 'rice'?)"


def test_a_warning_says_that_it_is_one() -> None:
    assert shown(Problem("EVD02", "It stands on nothing.", "a.yaml", 3, 1), None) == (
        "a.yaml:3:1: EVD02 warning: It stands on nothing."
    )


def test_a_problem_of_a_whole_file_has_no_line_and_one_of_the_whole_story_no_file() -> None:
    assert shown(Problem("FIL01", "It is missing.", "a.yaml"), None) == "a.yaml: FIL01 It is missing."
    assert shown(Problem("STY11", "There is no end.", ""), "x") == "STY11 There is no end."


def test_a_mark_stands_under_the_column() -> None:
    text, mark = marked(Problem("YML02", "A colon.", "a", 1, 10), "say: Look: a bowl\r\n")
    assert text == "    say: Look: a bowl"
    assert text[mark.index("^")] == ":"
    assert mark.count("^") == 1


def test_a_mark_is_as_long_as_the_stretch() -> None:
    assert marked(Problem("YML09", "Twice.", "a", 1, 3, length=4), "  note: x")[1] == "      ^^^^"


def test_korean_letters_take_two_cells_and_tabs_four() -> None:
    assert marked(Problem("YML02", "A colon.", "a", 1, 6), "a: 안녕: b")[1] == " " * (4 + 7) + "^"
    assert marked(Problem("YML02", "A colon.", "a", 1, 2), "\tb: c")[1] == " " * (4 + 4) + "^"


def test_a_mark_past_the_end_of_the_line_stands_just_behind_it() -> None:
    assert marked(Problem("YML01", "It ends.", "a", 1, 99), "abc")[1] == " " * (4 + 3) + "^"


def test_of_a_long_line_the_part_around_the_mistake_is_shown() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    text, mark = marked(Problem("YML01", "It is there.", "a", 1, 501, length=4), line)
    assert width(text) <= 120
    start = mark.index("^")
    assert text[start : start + 4] == "HERE"
    assert mark.count("^") == 4
    assert text.strip().startswith("…")
    assert text.endswith("…")


def test_an_empty_line_is_not_shown() -> None:
    assert "\n" not in shown(Problem("YML23", "Nothing.", "a", 1, 1), "   ")


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    problem = Problem("FRM01", "No key 'a\x1b[2J'.", "x\n.yaml", 1, 1)
    printed = shown(problem, "\x1b]0;title\x07 \u202eabc")
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", printed)
    assert printed.count("\n") == 2


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("안녕", 4), ("e\u0301", 1), ("\u1112\u1161\u11ab", 2), ("，", 2), ("", 0)]
)
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells


# ---- counted and handed on ------------------------------------------------------------------------------------------


def test_the_summary_counts_levels_and_files() -> None:
    found = [
        Problem("YML01", ".", "a"),
        Problem("YML02", ".", "b"),
        Problem("EVD02", ".", "c"),
        Problem("EVD03", ".", "c"),
    ]
    assert summary([]) == "No problems."
    assert summary(found[:1]) == "1 error in 1 file."
    assert summary(found[:3]) == "2 errors and 1 warning in 3 files."
    assert summary(found) == "2 errors, 1 warning and 1 note in 3 files."
    assert summary([Problem("STY11", ".", "")]) == "1 error."


def test_the_level_is_the_codes_own_unless_it_is_given() -> None:
    assert Problem("EVD02", ".", "a").level == "warning"
    assert Problem("EVD02", ".", "a", level="error").level == "error"
    assert Problem("NEW99", ".", "a").level == "error"


def test_problems_can_be_handed_to_other_programs() -> None:
    (found,) = json.loads(json.dumps(as_json([Problem("REF01", "No.", "a.yaml", 3, 7, "try 'rice'")])))
    assert found == {
        "code": "REF01", "sentence": "No.", "file": "a.yaml", "line": 3, "column": 7, "hint": "try 'rice'",
        "level": "error", "length": 1,
    }  # fmt: skip


def test_problems_are_ordered_by_file_and_place_and_told_once() -> None:
    first, second, third = Problem("A", ".", "a", 2, 1), Problem("A", ".", "a", 10, 1), Problem("A", ".", "b", 1, 1)
    assert in_order([third, second, first, second]) == [first, second, third]


# ---- the table of codes ---------------------------------------------------------------------------------------------


def used_codes() -> set[str]:
    files = [*(ROOT / "story").rglob("*.py"), *(ROOT / "engine").glob("*.py")]
    texts = (path.read_text("utf-8") for path in files if path.name != "codes.py")
    families = "|".join(sorted({code[:3] for code in CODES} | {"WLK", "POL"}))
    return {code for text in texts for code in re.findall(rf'"((?:{families})\d\d)"', text)}


def test_every_code_that_is_used_is_explained() -> None:
    assert sorted(used_codes() - CODES.keys()) == []


def test_every_code_that_is_explained_is_used() -> None:
    assert sorted(CODES.keys() - used_codes()) == []


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_a_title_an_explanation_and_a_level(code: str) -> None:
    title, explanation, level, example = CODES[code]
    assert re.fullmatch(r"[A-Z]{3}\d\d", code)
    assert title
    assert not title.endswith(".")
    assert explanation.endswith(".")
    assert level in LEVELS
    assert not example or "->" in example
