"""A new scenario: it runs, checks clean and passes its walk; editors know its keys; wrong names get a sentence."""

import json
import re
from pathlib import Path

import pytest

from game import cli, stories
from story import beginnings, checks, library, walks
from story.schema import FILES, schema_of

RULE = " is no name for a scenario: use lower case letters, digits and _."


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def made(at: Path, *more: str) -> Path:
    assert cli.main(["new", "lamp_oil", "--stories", str(at), *more]) == cli.Exit.OK
    return at / "lamp_oil"


def test_a_new_scenario_has_no_problems_and_its_walk_passes(at: Path) -> None:
    loaded = library.load(made(at))
    assert loaded.story is not None
    assert (*loaded.problems, *checks.run(loaded.story.scenario)) == ()
    assert walks.mistakes(loaded.story.scenario, loaded.folder) == []
    results, wrong = walks.run(loaded.story, loaded.folder)
    assert [result.passed for result in results] == [True]
    assert wrong == []


def test_it_bears_the_title_of_its_name(at: Path) -> None:
    scenario = library.load(made(at)).scenario
    assert scenario is not None
    assert (scenario.slug, scenario.title) == ("lamp_oil", "Lamp oil")


def test_it_tells_how_to_go_on_and_those_commands_work(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(at)
    lines = re.findall(r"python main\.py (\w+) +(\S+)", capsys.readouterr().out)
    assert [command for command, _ in lines] == ["check", "plain", "watch", "walk"]
    # `watch` opens the game, which test_proof_screen.py drives.
    for command, folder in (line for line in lines if line[0] != "watch"):
        script = ["--script", str(at / "none.txt")] if command == "plain" else []
        (at / "none.txt").write_text("leave_it\n", encoding="utf-8")
        assert cli.main([command, folder, *script]) == cli.Exit.OK


def test_without_a_folder_it_stands_where_the_game_lists_it(home: Path) -> None:
    assert cli.main(["new", "lamp_oil"]) == cli.Exit.OK
    assert stories.find("lamp_oil") == home / "stories" / "lamp_oil"
    assert cli.main(["check", "lamp_oil"]) == cli.Exit.OK


def test_every_file_of_it_names_a_schema_that_stands_there(at: Path) -> None:
    folder = made(at)
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) == 7
    for path in files:
        first = path.read_text("utf-8").splitlines()[0]
        assert first.startswith(beginnings.MODELINE)
        schema = path.parent / first.removeprefix(beginnings.MODELINE)
        assert json.loads(schema.read_text("utf-8")) == schema_of(schema.stem)


def test_it_may_be_copied_from_a_chapter_with_its_worlds(at: Path) -> None:
    folder = made(at, "--from", "pork_soup")
    loaded = library.load(folder)
    assert loaded.story is not None
    assert loaded.story.scenario.title == "Pork soup"
    assert not (folder / "card.yaml").exists()
    assert not [problem for problem in checks.run(loaded.story.scenario) if problem.level == "error"]
    before = library.load("pork_soup").scenario
    assert before is not None
    assert loaded.story.scenario.scenes.keys() == before.scenes.keys()


def test_a_copy_of_a_copy_names_its_schema_once(at: Path) -> None:
    first = made(at)
    assert cli.main(["new", "second", "--stories", str(at), "--from", str(first)]) == cli.Exit.OK
    lines = (at / "second" / "scenario.yaml").read_text("utf-8").splitlines()
    assert sum(line.startswith(beginnings.MODELINE) for line in lines) == 1


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("Lamp Oil", f"'Lamp Oil'{RULE} Write lamp_oil, for example."),
        ("../x", f"'../x'{RULE} Write x, for example."),
        ("등잔", f"'등잔'{RULE}"),
        ("pork_soup", "There is a scenario pork_soup already, in "),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_used_gets_a_sentence(
    slug: str, sentence: str, at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", slug, "--stories", str(at)]) == cli.Exit.REFUSED
    assert capsys.readouterr().err.startswith(sentence)
    assert not at.exists()


def test_what_stands_there_already_is_left_alone(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (at / "lamp_oil").mkdir(parents=True)
    assert cli.main(["new", "lamp_oil", "--stories", str(at)]) == cli.Exit.REFUSED
    assert f"There is something at {at / 'lamp_oil'} already." in capsys.readouterr().err
    assert list((at / "lamp_oil").iterdir()) == []


def test_a_chapter_that_is_not_there_gets_a_hint(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "x", "--from", "pork_soop", "--stories", str(at)]) == cli.Exit.REFUSED
    assert "Did you mean pork_soup?" in capsys.readouterr().err


def test_a_schema_is_printed_and_all_are_written(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", "scenes"]) == cli.Exit.OK
    assert json.loads(capsys.readouterr().out) == schema_of("scenes")
    assert cli.main(["schema", "--into", str(at)]) == cli.Exit.OK
    assert sorted(path.stem for path in at.iterdir()) == sorted(FILES)


@pytest.mark.parametrize(("asked", "hint"), [(["scene"], "Did you mean scenes?"), ([], "There are: scenario, scenes")])
def test_a_sort_of_file_that_there_is_not_gets_a_hint(
    asked: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["schema", *asked]) == cli.Exit.REFUSED
    assert hint in capsys.readouterr().err
