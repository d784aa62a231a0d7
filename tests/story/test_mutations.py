"""Stories with random damage: whatever is done to the files, there are problems or a scenario, and no exception.

For a long run: JANGMADANG_MUTATIONS=10000 pytest tests/story/test_mutations.py
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from story import library
from story.checks import run
from story.codes import CODES
from story.problems import Problem, as_json, shown, summary

STORIES = Path(__file__).resolve().parents[1] / "stories"
SEED = 1995
TIMES = int(os.environ.get("JANGMADANG_MUTATIONS", "200"))
SIGNS = ":-#[]{},&*!|>'\"%@`~?=<>/\\ \t\n0_x쌀\0\ufeff\u2028"
VALUES = [
    "", "yes", "no", "null", "0", "-1", "010", "99999999999999999999", "1995-02-30", "12:30", "[]", "{}", "[[]]",
    "{a: b}", "''", "|", "40 %", "-5 %", "1e9 %", "5", "5 kg", "-5 KPW", "0.001 KPW", "30 days", "-1 days",
    "9999999 days", "back", "here", "{x}", "'{cash.KPW | rice}'", "'{'", "not", "1 / 0", "heat / 0", "(((",
    "yes == no", "min(1, 2)", "*a", "&a b",
]  # fmt: skip

Damage = Callable[[random.Random, list[str]], None]


def delete_lines(luck: random.Random, lines: list[str]) -> None:
    begin = luck.randrange(len(lines))
    del lines[begin : begin + luck.choice([1, 1, 1, 2, 5, 20])]


def double_lines(luck: random.Random, lines: list[str]) -> None:
    begin = luck.randrange(len(lines))
    lines[begin:begin] = lines[begin : begin + luck.choice([1, 1, 2, 5])]


def swap_lines(luck: random.Random, lines: list[str]) -> None:
    one, other = luck.randrange(len(lines)), luck.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def change_a_letter(luck: random.Random, lines: list[str]) -> None:
    index = luck.randrange(len(lines))
    line = lines[index]
    at = luck.randrange(len(line) + 1)
    lines[index] = line[:at] + luck.choice([luck.choice(SIGNS), ""]) + line[at + luck.choice([0, 1]) :]


def indent_otherwise(luck: random.Random, lines: list[str]) -> None:
    index = luck.randrange(len(lines))
    bare = lines[index].lstrip(" ")
    lines[index] = " " * max(0, len(lines[index]) - len(bare) + luck.choice([-4, -2, -1, 1, 2, 4])) + bare


def change_a_value(luck: random.Random, lines: list[str]) -> None:
    index = luck.choice([i for i, line in enumerate(lines) if ": " in line] or [0])
    key, colon, _ = lines[index].partition(": ")
    lines[index] = f"{key}{colon}{luck.choice(VALUES)}"


def change_a_value_in_braces(luck: random.Random, lines: list[str]) -> None:
    index = luck.choice([i for i, line in enumerate(lines) if "{" in line] or [0])
    parts = lines[index].split(", ")
    chosen = luck.randrange(len(parts))
    key, colon, _ = parts[chosen].partition(": ")
    parts[chosen] = f"{key}{colon}{luck.choice(VALUES)}"
    lines[index] = ", ".join(parts) + luck.choice(["", "}"])


def change_a_word(luck: random.Random, lines: list[str]) -> None:
    words = [word for line in luck.choices(lines, k=5) for word in line.replace(":", " ").split()] or ["x"]
    index = luck.randrange(len(lines))
    old = luck.choice(lines[index].replace(":", " ").split() or ["x"])
    lines[index] = lines[index].replace(old, luck.choice([luck.choice(words), old[:-1], old + "s", old.upper()]))


DAMAGES: tuple[Damage, ...] = (
    delete_lines, double_lines, swap_lines, change_a_letter, indent_otherwise, change_a_value, change_a_value_in_braces,
    change_a_word,
)  # fmt: skip


def damage(luck: random.Random, text: str) -> str:
    lines = text.split("\n")
    for _ in range(luck.choice([1, 1, 1, 2, 4])):
        luck.choice(DAMAGES)(luck, lines)
        lines = lines or [""]
    return "\n".join(lines)


def problems_of(folder: Path) -> list[Problem]:
    loaded = library.load(folder)
    if loaded.scenario is None:
        assert any(problem.level == "error" for problem in loaded.problems)
    return [*loaded.problems, *(run(loaded.scenario) if loaded.scenario is not None else ())]


def survives(folder: Path, times: int) -> None:
    """Damage one file after another of a story, and mend it again."""
    home = folder.parent.parent
    files = sorted(home.rglob("*.yaml"))
    for count in range(times):
        luck = random.Random(f"{SEED}/{folder.name}/{count}")
        file = luck.choice(files)
        good = file.read_text("utf-8")
        bad = damage(luck, good)
        file.write_text(bad, "utf-8", newline="")
        try:
            found = problems_of(folder)
            for problem in found:
                assert problem.code in CODES
                assert problem.sentence
                lines = bad.split("\n")
                shown(problem, lines[problem.line - 1] if 0 < problem.line <= len(lines) else None)
            summary(found)
            as_json(found)
        except Exception as error:
            error.add_note(f"damage {count} of seed {SEED} to {file.relative_to(home)}")
            raise
        finally:
            file.write_text(good, "utf-8", newline="")


def test_a_damaged_story_with_roads_gives_problems_or_a_scenario_and_never_an_exception(tmp_path: Path) -> None:
    shutil.copytree(STORIES / "road", tmp_path / "scenarios" / "road")
    survives(tmp_path / "scenarios" / "road", max(1, TIMES // 3))


def test_a_damaged_story_gives_problems_or_a_scenario_and_never_an_exception(assemble: Callable[..., Path]) -> None:
    survives(assemble(), TIMES)


@pytest.mark.slow
@pytest.mark.parametrize("slug", library.slugs())
def test_a_damaged_chapter_gives_problems_or_a_scenario_and_never_an_exception(slug: str, tmp_path: Path) -> None:
    for shared in ("worlds", "evidence"):
        shutil.copytree(library.HOME / shared, tmp_path / shared)
    shutil.copytree(library.find(slug), tmp_path / "scenarios" / slug)
    survives(tmp_path / "scenarios" / slug, max(1, TIMES // (10 if slug == "pork_soup" else 60)))
