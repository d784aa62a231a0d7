"""What authors are told: `check` finds every kind of problem, wherever in the folder it stands."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from engine.kinds import near
from game import authoring, cli
from story.codes import CODES
from story.library import Loaded
from tests.story.conftest import BROKEN, lay

Retold = Callable[..., Loaded]
CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir() and path.name != "base")


@pytest.mark.parametrize("case", CASES)
def test_the_command_tells_of_each_broken_story(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("base", case):
        lay(BROKEN / name, tmp_path)
    authoring.check([tmp_path / "scenarios" / "story"])
    assert (BROKEN / case / "expect.txt").read_text("utf-8").strip() in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("policies.yaml", "plain: {about: x, rules: [], otherwise: lst}", "policies.yaml:1:41: FRM04"),
        ("policies.yaml", "[one]", "policies.yaml:1:1: FRM03 The policies should be written as"),
        ("walks/w.yaml", "{name: x, steps: [{choose: gate.inn}]}", "There is no choice 'inn'. (did you mean 'in'?)"),
        ("walks/w.yaml", "{name: x, steps: [{barred: yard.in}]}", "There is no scene 'yard'."),
        ("walks/w.yaml", "{name: x, steps: [{expect: day = 1}]}", "EXP01 I did not expect '=' here."),
        ("walks/w.yaml", "{name: x, steps: [{play: {policy: nobody}}]}", "REF01 There is no policy 'nobody'."),
    ],
)
def test_policies_and_walks_are_checked_too(
    retold: Retold, capsys: pytest.CaptureFixture[str], file: str, text: str, told: str
) -> None:
    folder = retold(**{file: text}).folder
    assert not authoring.check([folder])
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("name", ["policies.yaml", "walks/w.yaml", "card.yaml"])
def test_a_file_that_is_no_text_is_no_traceback(retold: Retold, capsys: pytest.CaptureFixture[str], name: str) -> None:
    folder = retold(**{name: ""}).folder
    (folder / name).write_bytes(b"\xff\xfe\x00\x8a")
    for command in (["check", str(folder)], ["walk", str(folder)], ["explore", str(folder), "--plays", "1", "--alone"]):
        assert cli.main(command) in (cli.Exit.OK, cli.Exit.FAILED)
    if name != "card.yaml":
        assert f"{name}:1:1: YML12" in capsys.readouterr().out


def test_a_line_is_shown_as_it_stands_now(retold: Retold, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("{name: x, steps: [{at: nowhere}]}", "{name: x, steps: [{at: somewhere}]}"):
        authoring.check([retold(**{"walks/w.yaml": text}).folder])
        assert text in capsys.readouterr().out


def test_the_figures_name_the_yardstick(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["explore", "pork_soup", "--plays", "1", "--alone"])
    assert "Worth at the end, kg of rice: p5 " in capsys.readouterr().out


def test_a_story_that_cannot_be_played_counts_its_mistakes(retold: Retold, capsys: pytest.CaptureFixture[str]) -> None:
    folder = retold(**{"scenes/x.yaml": "x: ["}).folder
    assert cli.main(["walk", str(folder)]) == cli.Exit.REFUSED
    assert "tiny has 1 mistake and cannot be played" in capsys.readouterr().err


def test_of_several_stories_each_is_named_above_its_problems(
    retold: Retold, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = retold(**{"walks/w.yaml": "{name: x, steps: [{at: nowhere}]}"}).folder
    shutil.copytree(folder, tmp_path / "second")
    assert cli.main(["check", str(folder), str(tmp_path / "second")]) == cli.Exit.FAILED
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line in ("tiny:", "second:")] == ["tiny:", "second:"]
    assert re.search(r"^2 errors(,| and|) .*in \d+ files\.$", lines[-1])


# ---- codes, SARIF ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_with_its_title_and_example(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--explain", code]) == cli.Exit.OK
    told = capsys.readouterr().out
    assert told.startswith(f"{code}: {CODES[code].title}\n")
    assert CODES[code].explanation in told
    assert all(line in told for line in CODES[code].example.splitlines())


@pytest.mark.parametrize("written", ["sty4", "STY-04", " sty 4 "])
def test_a_code_may_be_written_in_other_ways(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--explain", written]) == cli.Exit.OK
    assert capsys.readouterr().out.startswith("STY04: dead end")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("STZ04", "Did you mean STY04 (dead end)?"),
        ("dead end", "Did you mean STY04 (dead end)?"),
        ("?", "Codes begin with YML, FIL, DUP, FRM,"),
    ],
)
def test_a_code_that_there_is_not_gets_a_hint(written: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--explain", written]) == cli.Exit.REFUSED
    told = capsys.readouterr().err
    assert told.startswith(f"There is no code {written!r}. ")
    assert hint in told


def test_problems_are_told_as_sarif_with_rule_level_and_place(
    retold: Retold, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = retold(**{"walks/w w.yaml": "{name: x, steps: [{at: mornig}]}", "lesson.yaml": "{}"}).folder
    monkeypatch.chdir(folder.parent)
    assert cli.main(["check", "--sarif", str(folder)]) == cli.Exit.FAILED
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    (result,) = [result for result in run["results"] if "mornig" in result["message"]["text"]]
    assert rules[result["ruleIndex"]] == result["ruleId"] == "REF01"
    assert (result["level"], result["message"]["text"]) == (
        "error", "There is no scene 'mornig'. (did you mean 'morning'?)"
    )  # fmt: skip
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": f"{folder.name}/walks/w%20w.yaml"},
                "region": {"startLine": 1, "startColumn": 24, "endColumn": 25},
            }
        }
    ]


def test_json_and_sarif_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["check", "--json", "--sarif"])
    assert "not allowed with" in capsys.readouterr().err


# ---- much at once ---------------------------------------------------------------------------------------------------


def test_thousands_of_slips_are_told_with_their_hints_in_seconds(retold: Retold) -> None:
    many = 4000
    scene = "s{0}:\n  title: T\n  text: T\n  choices: {{on: {{say: On., go: s{1}x}}, off: {{say: Off., go: zz_{0}}}}}\n"
    text = "".join(scene.format(i, (i + 1) % many) for i in range(many))
    started = perf_counter()
    loaded = retold(**{"scenes/many.yaml": text})
    assert perf_counter() - started < 20
    unknown = [problem for problem in loaded.problems if problem.code == "REF01"]
    assert len(unknown) == 2 * many
    assert sum(problem.hint.startswith("did you mean 's") for problem in unknown) == many


@pytest.mark.parametrize(
    ("word", "hint"),
    [("chalc", "did you mean 'chalk'?"), ("kitchn", "did you mean 'kitchen'?"), ("nothing_like_it", "")],
)
def test_near_misses_are_found_among_many_words(word: str, hint: str) -> None:
    for size in (30, 300, 3000):
        known = {"chalk", "kitchen", *(f"n{number:03}" for number in range(100, size))}
        assert near(word, known) == hint


def test_where_all_is_well_nothing_is_said_of_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == cli.Exit.OK
    assert capsys.readouterr().out.splitlines()[-1] == "No problems."
