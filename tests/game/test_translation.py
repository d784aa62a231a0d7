"""Translating by commands: a table, a spreadsheet and back, and a play in the language."""

import csv
from pathlib import Path

import pytest

from game import cli
from story import library
from story.translating import load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert cli.main(["new", "lamp_oil", "--stories", str(tmp_path)]) == cli.Exit.OK
    return tmp_path / "lamp_oil"


def test_a_translation_goes_through_a_spreadsheet_and_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "lamp_oil.csv"
    assert cli.main(["translate", str(folder), "ko", "--csv", str(sheet)]) == cli.Exit.OK
    assert "to translate" in capsys.readouterr().out
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 30
    for row in rows:
        if row["id"] == "title":
            row["text"] = "등잔 기름"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert cli.main(["translate", str(folder), "ko", "--take", str(sheet)]) == cli.Exit.OK
    assert load(folder / "text" / "ko.yaml").entries["title"].text == "등잔 기름"
    scenario = library.load(folder, language="ko").scenario
    assert scenario is not None
    assert scenario.title == "등잔 기름"


def test_what_was_translated_stays_when_the_table_is_renewed(folder: Path) -> None:
    table = folder / "text" / "ko.yaml"
    cli.main(["translate", str(folder), "ko"])
    filled = table.read_text("utf-8").replace('"Lamp oil"\n    text: ""', '"Lamp oil"\n    text: "기름"')
    table.write_text(filled, "utf-8")
    cli.main(["translate", str(folder), "ko"])
    assert load(table).entries["title"].text == "기름"


@pytest.mark.parametrize("code", ["en", "korean", "KO", "../x", ""])
def test_a_code_that_is_none_gets_a_sentence(folder: Path, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["translate", str(folder), code]) == cli.Exit.REFUSED
    assert "is no code of another language" in capsys.readouterr().err
    assert not (folder / "text").exists()


def test_a_damaged_table_is_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = folder / "text" / "ko.yaml"
    table.parent.mkdir()
    table.write_text("texts: [", "utf-8")
    assert cli.main(["translate", str(folder), "ko"]) == cli.Exit.REFUSED
    assert "Mend it first." in capsys.readouterr().err
    assert table.read_text("utf-8") == "texts: ["


def test_a_chapter_is_played_in_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    script = tmp_path / "script.txt"
    script.write_text("3\n6\n형편\n", "utf-8")
    assert cli.main(["plain", "pork_soup", "--seed", "3", "--lang", "ko", "--script", str(script)]) == cli.Exit.RAN_OUT
    told = capsys.readouterr().out
    assert "배급소 창구의 덧문이 내려져 있다." in told
    assert "돈: 46원" in told


def test_a_language_that_the_game_has_not_gets_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plain", "pork_soup", "--lang", "xx"]) == cli.Exit.REFUSED
    assert "The game is not in the language 'xx'. It is in: en (English), ko (한국어)." in capsys.readouterr().err
