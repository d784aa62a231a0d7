"""The sitting: what the page is told is what the plain player says, and what it keeps can be played again."""

import json
from pathlib import Path
from typing import Any

import pytest

from game import cli, saves
from game.page.player import PagePlain
from game.page.sitting import Sitting


class Browser:
    """What a browser keeps: the last text it was handed, or why it kept none."""

    def __init__(self) -> None:
        self.text = ""
        self.trouble = ""

    def keep(self, text: str) -> str:
        if not self.trouble:
            self.text = text
        return self.trouble


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def sitting(browser: Browser) -> Sitting:
    return Sitting("pork_soup", "en", browser.keep)


def told(shown: dict[str, Any]) -> list[str]:
    return [text for sort, text in shown["said"] if sort != "deed"]


def test_it_says_what_the_plain_player_says(
    sitting: Sitting, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    lines = ["1", "status", "2", "1", "codex", "1", "nonsense", "evidence", "log"]
    (tmp_path / "script").write_text("\n".join(lines))
    said = told(json.loads(sitting.begin("7")))
    for line in lines:
        said += told(json.loads(sitting.hear(line)))
    keeps_on = [line for line in lines if line != "nonsense"]  # a script ends at a line that is refused
    (tmp_path / "script").write_text("\n".join(keeps_on))
    cli.main(["plain", "pork_soup", "--lang", "en", "--seed", "7", "--script", str(tmp_path / "script")])
    printed = iter(capsys.readouterr().out.splitlines())
    refusal = next(line for line in said if "nonsense" in line)
    assert "I do not understand" in refusal
    said.remove(refusal)
    for line in said:
        assert line in printed, f"the plain player did not say, or not then: {line}"


def test_what_the_browser_keeps_replays_to_the_same_digest(
    sitting: Sitting, browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting.begin("7")
    for line in ("1", "1", "1"):
        sitting.hear(line)
    path = tmp_path / "kept.json"
    path.write_text(browser.text, "utf-8")
    assert len(saves.read(path).journal) == 3
    assert cli.main(["replay", str(path)]) == cli.Exit.OK
    assert f"3 actions, digest {sitting.digest()}" in capsys.readouterr().out


def test_what_is_owed_stands_beside_the_choices_from_the_day_it_is(sitting: Sitting) -> None:
    shown = json.loads(sitting.begin("7"))
    assert shown["debts"] == ""
    for _ in range(12):
        shown = json.loads(sitting.hear(next(one["id"] for one in shown["options"] if not one["barred"])))
    assert shown["debts"].startswith("Owed to ")


def test_it_goes_on_where_it_was_left(sitting: Sitting, browser: Browser) -> None:
    sitting.begin("7")
    left = json.loads(sitting.hear("1"))
    anew = Sitting("pork_soup", "en", browser.keep)
    held = json.loads(anew.held(browser.text))
    assert held["sound"]
    assert held["says"][0].startswith("Day 1, ")
    shown = json.loads(anew.go_on(browser.text))
    assert (shown["heading"], shown["options"]) == (left["heading"], left["options"])
    assert anew.digest() == sitting.digest()


@pytest.mark.parametrize("text", ["", "{}", "not JSON", "[1]"])
def test_what_is_no_saved_game_is_refused_in_a_sentence(sitting: Sitting, text: str) -> None:
    assert json.loads(sitting.held(text))["sound"] is False
    assert json.loads(sitting.go_on(text))["refused"].count(".") >= 1


def test_a_saved_game_of_another_chapter_is_refused(sitting: Sitting, browser: Browser) -> None:
    other = Sitting("gold_town", "en", browser.keep)
    other.begin("7")
    held = json.loads(sitting.held(browser.text))
    assert not held["sound"]
    assert "'gold_town'" in held["says"][0]


def test_a_saved_game_that_was_tampered_with_is_refused(sitting: Sitting, browser: Browser) -> None:
    sitting.begin("7")
    assert not json.loads(sitting.held(browser.text.replace('"seed":7', '"seed":8')))["sound"]


@pytest.mark.parametrize("seed", ["x", "-1", "1.5", "9" * 19])
def test_a_seed_that_is_none_is_refused_and_nothing_is_begun(sitting: Sitting, browser: Browser, seed: str) -> None:
    assert "A seed is a whole number" in json.loads(sitting.begin(seed))["refused"]
    assert browser.text == ""


def test_a_browser_that_keeps_nothing_is_said_and_play_goes_on(sitting: Sitting, browser: Browser) -> None:
    browser.trouble = "Nothing is kept here."
    assert json.loads(sitting.begin("7"))["trouble"] == browser.trouble
    assert json.loads(sitting.hear("1"))["trouble"] == browser.trouble


def test_every_line_that_can_be_picked_is_understood(sitting: Sitting) -> None:
    shown = json.loads(sitting.begin("7"))
    seen = set()
    for _ in range(60):
        for _, line, _, wants in shown["lines"]:
            if line not in seen and not line.startswith("assign"):
                seen.add(line)
                said = told(json.loads(sitting.hear(line.replace("…", wants.split(" ")[0]))))
                assert not any("do not understand" in text or "could be" in text for text in said), (line, said)
        if shown["ended"]:
            break
        shown = json.loads(sitting.hear(next(one["id"] for one in shown["options"] if not one["barred"])))
    assert {"buy rice …", "sell pork …", "price rice …"} <= seen
    assert any(line.startswith("set ") for line in seen)


def test_what_reaches_files_is_not_there_and_not_told_of(sitting: Sitting) -> None:
    sitting.begin("7")
    for line in ("export", "saves", "load 1"):
        sitting.hear(line)
    told_of = told(json.loads(sitting.hear("help")))
    assert not any(line.startswith(("export:", "saves", "quit:")) for line in told_of)
    assert "your place is kept" in told(json.loads(sitting.hear("q")))[0]
    assert isinstance(sitting.player, PagePlain)
    assert not sitting.player.left


def test_the_end_offers_the_debrief_and_no_choice(sitting: Sitting) -> None:
    shown = json.loads(sitting.begin("7"))
    for step in range(400):
        if shown["ended"]:
            break
        able = [one["id"] for one in shown["options"] if not one["barred"]]
        shown = json.loads(sitting.hear(able[step * 7 % len(able)]))
    assert shown["ended"]
    assert (shown["options"], shown["lines"]) == ([], [])
    assert "<h1>Pork soup</h1>" in sitting.debrief()
