"""The page as a file: what is in it, what is not, and that nothing in it can reach a network."""

import base64
import gzip
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from game import cli, tongue
from game.page import runtime, writing
from game.page.writing import Wanted, page
from story import beginnings, library
from tests.game.page.conftest import make_runtime


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    found = runtime.find(make_runtime(tmp_path_factory.mktemp("pyodide") / "it"))
    tongue.begin("en")
    return page(Wanted(library.find("pork_soup"), "Pork soup", 4711), found)


class Scripts(HTMLParser):
    """What stands in each script with an id, and every attribute that loads something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.held: dict[str, str] = {}
        self.loads: list[str] = []
        self.ids: list[str] = []
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self._in = given.get("id") or "the script" if tag == "script" else ""
        self.loads += [str(given[name]) for name in ("src", "href", "action", "data") if name in given]

    def handle_data(self, data: str) -> None:
        if self._in:
            self.held[self._in] = self.held.get(self._in, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._in = ""


def test_every_file_comes_out_as_it_went_in(made: str) -> None:
    held = Scripts(made).held
    packed = json.loads(held["about"])["packed"]
    for name in runtime.MODULES:
        found = base64.b64decode(held[f"file:{name}"])
        assert (gzip.decompress(found) if name in packed else found) == f"{name} as it came".encode()
    assert b"Mozilla Public License" in gzip.decompress(base64.b64decode(held["file:licences.txt"]))


def test_nothing_in_it_reaches_a_network(made: str) -> None:
    found = Scripts(made)
    assert found.loads == ["data:,"]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "connect-src" not in policy[1]
    assert not re.search(r"https?:|//\w+\.\w|\*", policy[1])
    for part in ("the script", "about"):
        assert not re.search(r"(https?|wss?)://|XMLHttpRequest|WebSocket|EventSource|sendBeacon", found.held[part])
    assert "somewhere.example" not in gzip.decompress(base64.b64decode(found.held["file:pyodide-lock.json"])).decode()


def test_the_script_asks_only_for_what_stands_in_the_page(made: str) -> None:
    found = Scripts(made)
    asked = set(re.findall(r'\bat\("([a-z_]+)"\)', found.held["the script"]))
    assert asked <= set(found.ids)
    about = json.loads(found.held["about"])
    said = set(re.findall(r"\bwords\.([a-z_]+)", found.held["the script"])) | {
        f"at_{step}" for step in re.findall(r'mark\("(\w+)"\)', found.held["the script"])
    }
    assert said == set(about["words"])
    assert (about["seed"], about["story"], about["key"]) == ("4711", "pork_soup", "jangmadang/pork_soup")
    assert "{{" not in made.replace(str(files("assets")), "")


def test_it_says_that_pyodide_is_in_it_and_under_which_licence(made: str) -> None:
    foot = made[made.index("<footer") : made.index("</footer>")]
    assert f"Pyodide {runtime.VERSION}" in foot
    assert "Mozilla Public License 2.0" in foot


def test_the_page_is_the_same_each_time(made: str, tmp_path: Path) -> None:
    tongue.begin("en")
    found = runtime.find(make_runtime(tmp_path / "it"))
    assert page(Wanted(library.find("pork_soup"), "Pork soup", 4711), found) == made


def test_a_title_with_signs_of_html_stays_text(tmp_path: Path) -> None:
    tongue.begin("en")
    found = runtime.find(make_runtime(tmp_path / "it"))
    made = page(Wanted(library.find("pork_soup"), "</title><script>alert(1)</script>"), found)
    assert "<script>alert" not in made
    assert writing._in_script({"a": "</script>"}) == '{"a": "\\u003c/script>"}'


def test_in_another_language_the_page_speaks_it(tmp_path: Path) -> None:
    tongue.begin("ko")
    try:
        found = runtime.find(make_runtime(tmp_path / "it"))
        made = page(Wanted(library.find("pork_soup"), "돼지고깃국"), found)
        assert 'lang="ko"' in made
        untranslated = [text for text in writing.shown("", "").values() if text and not re.search("[가-힣]", text)]
        assert untranslated == []
        assert all(re.search("[가-힣]", text) for text in writing.said_by_the_page().values())
    finally:
        tongue.begin("en")


def test_the_command_writes_it_beside_or_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path / "home"))
    make_runtime(tmp_path / "node_modules" / "pyodide")
    folder = tmp_path / "lamp_oil"
    beginnings.begin(folder)
    for file, there in (((), "lamp_oil.html"), ((str(folder),), "lamp_oil/lamp_oil.html")):
        assert cli.main(["export", str(folder), "--lang", "en", "--html", *file]) == cli.Exit.OK
        assert "Open it in a browser." in capsys.readouterr().out
        assert (tmp_path / there).read_text("utf-8").startswith("<!DOCTYPE html>")
    assert cli.main(["export", "lamp_oill", "--html"]) == cli.Exit.REFUSED
    assert cli.main(["export", "lamp_oil", "--html", "no/such/a.html"]) == cli.Exit.FAILED
