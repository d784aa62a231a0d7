"""Stories of one's own: folders anywhere, found by name and by folder, played, saved, and gone on with."""

import json
import os
import shutil
from pathlib import Path

import pytest

from engine.actions import Choose
from engine.session import Session
from game import cli, plain, saves, stories
from game.recording import Recording
from game.shelf import TIMELINE, from_library, there, timeline
from story import library
from tests.conftest import TINY


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with one story in it, `mine`."""
    shutil.copytree(TINY, tmp_path / "shelf" / "mine")
    return tmp_path / "shelf"


@pytest.mark.parametrize("where", [".", "scenarios"])
def test_a_folder_of_stories_is_looked_through_with_and_without_a_folder_between(tmp_path: Path, where: str) -> None:
    shutil.copytree(TINY, tmp_path / "shelf" / where / "mine")
    found = library.find("mine", [tmp_path / "shelf"])
    assert found == tmp_path / "shelf" / where / "mine"
    assert "mine" in library.slugs([tmp_path / "shelf"])


def test_a_story_may_be_named_as_the_folder_to_look_in(shelf: Path) -> None:
    assert library.find("mine", [shelf / "mine"]) == shelf / "mine"


def test_a_near_miss_among_ones_own_stories_is_hinted_at(shelf: Path) -> None:
    with pytest.raises(library.NoSuchScenario, match=r"There is no scenario 'mime'\. Did you mean mine\?"):
        library.find("mime", [shelf])


def test_a_command_finds_a_story_in_the_folder_it_is_given_and_forgets_it(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["walk", "mine", "--stories", str(shelf)]) == cli.Exit.OK
    assert "passed  mine: A month" in capsys.readouterr().out
    assert stories.NAMED not in os.environ
    assert cli.main(["walk", "mine"]) == cli.Exit.REFUSED


def test_the_folder_may_stand_before_the_command(shelf: Path) -> None:
    assert cli.main(["--stories", str(shelf), "walk", "mine"]) == cli.Exit.OK


def test_a_folder_that_is_not_there_gets_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--stories", "/nowhere"]) == cli.Exit.REFUSED
    assert capsys.readouterr().err == "There is no folder /nowhere to look for stories in.\n"


def test_the_users_own_stories_are_listed_after_the_timeline_and_can_be_opened(home: Path) -> None:
    assert timeline() == TIMELINE
    shutil.copytree(TINY, home / "stories" / "mine")
    *_, last = timeline()
    assert (last.title, last.years, last.part) == ("Tiny", "1995", "Your own stories")
    assert last.slug in there()
    assert from_library(last.slug).scenario.title == "Tiny"
    assert from_library("mine").scenario.folder == last.slug


def test_a_story_that_cannot_be_read_is_listed_by_its_folder(home: Path) -> None:
    (home / "stories" / "broken").mkdir(parents=True)
    (home / "stories" / "broken" / "scenario.yaml").write_text("title: [", encoding="utf-8")
    assert timeline()[-1].title == "broken"


def test_a_saved_game_of_ones_own_story_says_where_it_stands_and_is_gone_on_with(shelf: Path) -> None:
    recording = Recording.fresh(Session(from_library(str(shelf / "mine")), 7))
    recording.act(Choose("in"))
    assert saves.slots()[0].scenario == str(shelf / "mine")
    resumed, warnings = plain.resume(recording.path)
    assert (resumed.session.digest(), warnings) == (recording.session.digest(), ())
    assert cli.main(["replay", str(recording.path)]) == cli.Exit.OK


def test_a_game_whose_story_was_moved_is_found_where_stories_stand(shelf: Path, home: Path) -> None:
    recording = Recording.fresh(Session(from_library(str(shelf / "mine")), 7))
    recording.act(Choose("in"))
    (home / "stories").mkdir(parents=True)
    shutil.move(shelf / "mine", home / "stories" / "mine")
    resumed, _ = plain.resume(recording.path)
    assert resumed.session.world.scene == "morning"


def test_a_game_whose_story_is_gone_gets_a_sentence(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recording = Recording.fresh(Session(from_library(str(shelf / "mine")), 7))
    recording.act(Choose("in"))
    shutil.rmtree(shelf / "mine")
    assert cli.main(["plain", str(recording.path)]) == cli.Exit.REFUSED
    told = capsys.readouterr().err
    assert "any more. If it was moved, name where it is: --stories FOLDER." in told


def test_a_save_of_a_chapter_that_comes_with_the_program_names_no_folder() -> None:
    recording = Recording.fresh(Session(from_library("pork_soup"), 7))
    recording.act(Choose("wait"))
    saved = saves.read(recording.path)
    assert (saved.story, saved.folder) == ("pork_soup", "")


def test_a_save_from_before_folders_were_kept_still_loads() -> None:
    story = from_library("pork_soup")
    recording = Recording.fresh(Session(story, 7))
    recording.act(Choose("wait"))
    data = json.loads(recording.path.read_bytes())
    for part in ("about", "payload"):
        del data[part]["folder"]
    data["checksum"] = saves._checksum(saves._text(data["about"]), saves._text(data["payload"]))
    lines = (f'"{key}": {saves._text(data[key])}' for key in ("format", "about", "checksum", "payload"))
    recording.path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    loaded = saves.load(recording.path, story)
    assert loaded.session is not None
    assert saves.slots()[0].scenario == "pork_soup"


def test_ones_own_world_and_the_programs_stand_side_by_side(shelf: Path) -> None:
    (shelf / "worlds").mkdir()
    (shelf / "worlds" / "extra.yaml").write_text("flags:\n  extra: {means: an extra flag}\n", encoding="utf-8")
    head = (shelf / "mine" / "scenario.yaml").read_text("utf-8")
    (shelf / "mine" / "scenario.yaml").write_text(f"include: [extra]\n{head}", encoding="utf-8")
    story = library.load(shelf / "mine").story
    assert story is not None
    assert "extra" in story.scenario.flags


def test_a_pipe_among_the_scenes_is_a_problem_and_does_not_hang(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(shelf / "mine" / "scenes" / "pipe.yaml")
    assert cli.main(["check", str(shelf / "mine")]) == cli.Exit.FAILED
    assert "scenes/pipe.yaml cannot be read: it is not a file." in capsys.readouterr().out


def test_claims_of_the_programs_evidence_that_ones_own_story_leaves_out_are_not_its_fault(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = (shelf / "mine" / "scenario.yaml").read_text("utf-8")
    (shelf / "mine" / "scenario.yaml").write_text(f"evidence: [memoir]\n{head}", encoding="utf-8")
    (shelf / "other").mkdir()
    os.mkfifo(shelf / "other" / "scenario.yaml")
    cli.main(["check", str(shelf / "mine")])
    assert "EVD03" not in capsys.readouterr().out
