import csv
import io
import zipfile
from pathlib import Path

from engine.session import Story
from game import saves
from game.classroom import sheets
from game.classroom.room import Room

ROOT = Path(__file__).resolve().parents[3]


def played(room: Room) -> None:
    for choices in (("take", "one_day"), ("leave",), ()):
        seat, _ = room.take_seat("")
        for choice in choices:
            room.play_of(seat).choose(choice)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_wide_sheet_has_a_row_a_seat(on: Room) -> None:
    played(on)
    found = rows(sheets.wide(on))
    assert [row["actions"] for row in found] == ["2", "1", "0"]
    assert [row["ended"] for row in found] == ["0", "1", "0"]
    assert found[1]["ending"] == "Empty hands"
    assert tuple(found[0]) == sheets.WIDE


def test_the_long_sheet_has_a_row_an_action(on: Room) -> None:
    played(on)
    found = rows(sheets.long(on))
    assert [(row["seat"], row["number"], row["what"]) for row in found] == [
        ("1", "1", "take"), ("1", "2", "one_day"), ("2", "1", "leave"),
    ]  # fmt: skip
    assert found[0]["said"] == "Take the pig."
    assert found[0]["scene_before"] == "counter"
    assert tuple(found[0]) == sheets.LONG


def test_each_journal_is_a_saved_game_that_loads_and_replays(on: Room, tiny: Story, tmp_path: Path) -> None:
    played(on)
    with zipfile.ZipFile(io.BytesIO(sheets.journals(on))) as pack:
        assert pack.namelist() == ["seat-01.json", "seat-02.json", "seat-03.json"]
        pack.extractall(tmp_path)
    loaded = saves.load(tmp_path / "seat-01.json", tiny)
    assert loaded.session is not None
    assert not loaded.warnings
    assert loaded.session.digest() == on.play_of(on.seats[1]).session.digest()


def test_no_cell_is_a_formula() -> None:
    for bad in ("=1+1", "+cmd", "-2", "@x", "\t=1"):
        assert str(sheets._cell(bad)).startswith("'")
    assert sheets._cell(-5) == -5


def test_the_guide_for_teachers_says_what_each_column_holds() -> None:
    guide = (ROOT / "docs" / "teachers.md").read_text("utf-8")
    assert [column for column in (*sheets.WIDE, *sheets.LONG) if f"`{column}`" not in guide] == []
