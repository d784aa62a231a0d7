"""Settings: kept, replaced whole, and ignored with a word where they are damaged."""

import json
from pathlib import Path

import pytest

from game import settings
from game.settings import Settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    mine = Settings(theme="snow", text_speed="slow", motion=True)
    assert settings.save(mine, tmp_path / "new") == ""
    assert settings.load(tmp_path / "new") == (mine, "")
    assert [path.name for path in (tmp_path / "new").iterdir()] == [settings.FILE]


def test_without_a_file_the_usual_ones_are_in_use_and_no_folder_is_made(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none") == (Settings(), "")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '"x"', "\x00\x01"])
def test_a_damaged_file_is_ignored_with_a_word(tmp_path: Path, text: str) -> None:
    (tmp_path / settings.FILE).write_text(text, "utf-8")
    found, said = settings.load(tmp_path)
    assert found == Settings()
    assert str(tmp_path) in said


def test_a_value_that_is_not_known_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text(json.dumps({"theme": "pink", "text_speed": "fast", "motion": 1}), "utf-8")
    found, said = settings.load(tmp_path)
    assert found == Settings(text_speed="fast")
    assert "theme and motion" in said


def test_where_it_cannot_be_written_a_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert "could not be kept" in settings.save(Settings(), tmp_path / "file" / "below")


def test_the_folder_is_the_one_that_the_environment_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    assert settings.folder() == tmp_path
    monkeypatch.delenv("JANGMADANG_HOME")
    assert settings.folder().name == "jangmadang"
