"""What authors are told: `check` finds every kind of problem, wherever in the folder it stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game import authoring, cli
from story.library import Loaded
from tests.story.conftest import BROKEN, lay

Retold = Callable[..., Loaded]
CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir() and path.name != "base")


@pytest.mark.parametrize("case", CASES)
def test_the_command_tells_of_each_broken_story(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("base", case):
        lay(BROKEN / name, tmp_path)
    authoring.check([tmp_path / "scenarios" / "story"], False)
    assert (BROKEN / case / "expect.txt").read_text("utf-8").strip() in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("policies.yaml", "plain: {about: x, rules: [], otherwise: lst}", "policies.yaml:1:41: FRM04"),
        ("policies.yaml", "[one]", "policies.yaml:1:1: FRM03 The policies should be a list"),
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
    assert not authoring.check([folder], False)
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("name", ["policies.yaml", "walks/w.yaml", "card.yaml"])
def test_a_file_that_is_no_text_is_no_traceback(retold: Retold, capsys: pytest.CaptureFixture[str], name: str) -> None:
    folder = retold(**{name: ""}).folder
    (folder / name).write_bytes(b"\xff\xfe\x00\x8a")
    for command in (["check", str(folder)], ["walk", str(folder)], ["explore", str(folder), "--plays", "1"]):
        assert cli.main(command) in (cli.Exit.OK, cli.Exit.FAILED)
    if name != "card.yaml":
        assert f"{name}:1:1: YML12" in capsys.readouterr().out


def test_a_line_is_shown_as_it_stands_now(retold: Retold, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("{name: x, steps: [{at: nowhere}]}", "{name: x, steps: [{at: somewhere}]}"):
        authoring.check([retold(**{"walks/w.yaml": text}).folder], False)
        assert text in capsys.readouterr().out


def test_the_figures_name_the_yardstick(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["explore", "pork_soup", "--plays", "1"])
    assert "Worth at the end, kg of rice: p5 " in capsys.readouterr().out


def test_a_story_that_cannot_be_played_counts_its_mistakes(retold: Retold, capsys: pytest.CaptureFixture[str]) -> None:
    folder = retold(**{"scenes/x.yaml": "x: ["}).folder
    assert cli.main(["walk", str(folder)]) == cli.Exit.REFUSED
    assert "tiny has 1 mistake and cannot be played" in capsys.readouterr().err
