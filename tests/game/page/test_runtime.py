"""The runtime: what fits is found, and whatever does not gets a sentence that says what to do."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from game import cli
from game.page import runtime
from tests.game.page.conftest import make_runtime


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_where_there_is_none_a_sentence_says_what_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", "pork_soup", "--html", "--lang", "en"]) == cli.Exit.REFUSED
    said = capsys.readouterr().err
    assert f"npm install pyodide@{runtime.VERSION}" in said
    assert "--fetch" in said
    assert "--runtime FOLDER" in said
    assert not Path("pork_soup.html").exists()


def test_one_that_npm_installed_here_is_found(tmp_path: Path) -> None:
    make_runtime(tmp_path / "node_modules" / "pyodide")
    assert runtime.find(None).folder == Path("node_modules/pyodide")


def test_the_one_named_is_taken_also_where_the_folder_around_it_is_named(tmp_path: Path) -> None:
    make_runtime(tmp_path / "a" / "package")
    assert runtime.find(tmp_path / "a").version == runtime.VERSION


@pytest.mark.parametrize("name", runtime.MODULES)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (make_runtime(tmp_path / "a") / name).unlink()
    with pytest.raises(runtime.NoRuntime, match=f"has no {name}. Write: npm install"):
        runtime.find(tmp_path / "a")


@pytest.mark.parametrize("version", ["0.29.4", "315.0.0", "314.0.0-alpha.1", "313.9.9"])
def test_a_version_that_does_not_fit_is_refused(tmp_path: Path, version: str) -> None:
    with pytest.raises(runtime.NoRuntime, match=r"from 314\.0\.0 on, below 315"):
        runtime.find(make_runtime(tmp_path / "a", version))


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 3}', '{"version": "x.y"}'])
def test_a_damaged_one_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (make_runtime(tmp_path / "a") / "package.json").write_text(text)
    with pytest.raises(runtime.NoRuntime, match="Write: npm install"):
        runtime.find(tmp_path / "a")


def test_of_the_lock_file_no_package_and_no_address_travels(tmp_path: Path) -> None:
    lock = json.loads(runtime.find(make_runtime(tmp_path / "a")).lock())
    assert lock == {"info": {"python": "3.14.2"}, "packages": {}}


def test_without_npm_it_cannot_be_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(runtime.NoRuntime, match=r"no npm here .* install Node\.js"):
        runtime.fetch()


@pytest.mark.skipif(sys.platform == "win32", reason="the npm of this test is a shell script")
def test_what_npm_brings_is_unpacked_into_the_users_folder_and_found_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_runtime(tmp_path / "made" / "package")
    shutil.make_archive(str(tmp_path / "pyodide"), "gztar", tmp_path / "made", "package")
    _npm(tmp_path, monkeypatch, f'cp {tmp_path / "pyodide.tar.gz"} "$5/pyodide-{runtime.VERSION}.tgz"')
    assert runtime.fetch().folder == tmp_path / "home" / "pyodide"
    assert runtime.find(None) == runtime.fetch()


@pytest.mark.skipif(sys.platform == "win32", reason="the npm of this test is a shell script")
def test_what_npm_says_when_it_fails_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _npm(tmp_path, monkeypatch, "echo 'no network here' >&2; exit 1")
    with pytest.raises(runtime.NoRuntime, match=r"could not fetch Pyodide .*: no network here"):
        runtime.fetch()


def _npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Put an npm on the path; it is called as `npm pack pyodide@… --silent --pack-destination FOLDER`."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "npm").write_text(f"#!/bin/sh\n{does}\n")
    (tools / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
