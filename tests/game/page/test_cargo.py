"""The cargo: all that a play may come to import and to read is in it, and no more of the stories than one."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from game.page import cargo
from story import beginnings, library

TRY = """
import sys, json
sys.path[:0] = [{folder!r}]
sys.modules["yaml.cyaml"] = None  # as in the page, where no C parser is
from game.page.sitting import Sitting
sitting = Sitting({story!r}, {language!r}, lambda text: "")
assert json.loads(sitting.cover())["title"]
shown = json.loads(sitting.begin("7"))
for _ in range(12):
    shown = json.loads(sitting.hear(next(one["id"] for one in shown["options"] if not one["barred"])))
for word, _ in shown["commands"]:
    sitting.hear(word)
assert sitting.debrief()
away = [name for name, module in sys.modules.items() if name.split(".")[0] in {ours!r}
        and not str(getattr(module, "__file__", "") or {folder!r}).startswith({folder!r})]
print(sitting.story.scenario.digest, away)
"""


def unpacked(folder: Path, language: str, into: Path) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(cargo.packed(folder, language))) as archive:
        archive.extractall(into)
        return archive.namelist()


def played(into: Path, story: str, language: str = "") -> str:
    """Play with what was packed alone; return the story's digest, and modules that came from elsewhere."""
    ours = (*cargo.OURS, *cargo.LIBRARIES, "assets")
    source = TRY.format(folder=str(into), story=story, language=language or "en", ours=ours)
    command = [sys.executable, "-I", "-S", "-c", source]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=into, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["", "ko"])
def test_a_chapter_plays_with_nothing_but_what_was_packed(tmp_path: Path, language: str) -> None:
    names = unpacked(library.find("pork_soup"), language, tmp_path)
    loaded = library.load("pork_soup", language=language).story
    assert loaded is not None
    assert played(tmp_path, "pork_soup", language) == f"{loaded.scenario.digest} []"
    assert [name for name in names if "/scenarios/" in name and "/pork_soup/" not in name] == []
    assert [name for name in names if "/walks/" in name or "textual" in name or "aiohttp" in name] == []
    assert ("assets/tongues/ko.po" in names) == (language == "ko")


@pytest.mark.slow
def test_a_story_of_ones_own_travels_with_its_own_worlds_and_no_path_of_its_author(tmp_path: Path) -> None:
    folder = tmp_path / "authors" / "stories" / "lamp_oil"
    beginnings.begin(folder)
    name, found = cargo.chapter(folder, "")
    assert name == "own/scenarios/lamp_oil"
    assert "own/scenarios/lamp_oil/scenario.yaml" in found
    into = tmp_path / "page"
    unpacked(folder, "", into)
    own = library.load(folder).story
    assert own is not None
    assert played(into, str(into / name)).startswith(own.scenario.digest)
    assert str(tmp_path / "authors").encode() not in cargo.packed(folder, "")


def test_the_same_chapter_gives_the_same_archive() -> None:
    folder = library.find("pork_soup")
    assert cargo.packed(folder, "") == cargo.packed(folder, "")


def test_what_travels_asks_for_no_screen_and_no_server() -> None:
    named = {
        name.split(".")[0] for file in cargo.modules().values() for name in cargo.named_in(file.read_text("utf-8"))
    }
    allowed = {*cargo.OURS, *cargo.LIBRARIES, "platformdirs"}  # platformdirs only where nobody named a folder
    assert {name for name in named if name not in sys.stdlib_module_names} <= allowed
    assert not {"socket", "http", "urllib", "ssl"} & named


def test_every_licence_is_there() -> None:
    text = cargo.licences()
    for words in (
        "MIT License",
        "Mozilla Public License Version 2.0",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "Kirill Simonov",
        "Benjamin Peterson",
    ):
        assert words.lower() in text.lower(), words
    assert "See the distribution" not in text
