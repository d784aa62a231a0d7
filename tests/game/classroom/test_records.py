import sqlite3
from pathlib import Path

import pytest

from engine.actions import Buy, Choose
from engine.errors import BadSnapshot
from game.classroom.records import NotKept, Records, SeatRecord


def seat(number: int = 1) -> SeatRecord:
    return SeatRecord(number, f"Quiet Owl {number}", f"maple-river-{number}", "digest", 7, 1_000)


def test_an_action_that_was_kept_is_there_for_whoever_opens_the_file_next(tmp_path: Path) -> None:
    first = Records(tmp_path / "c.sqlite")
    made = first.open_class("tiny", "d", 7, "meduva", 30)
    first.take_seat(made.id, seat())
    first.keep(made.id, 1, 0, Choose("leave"))
    first.keep(made.id, 1, 1, Buy("rice", 5000))
    # Not closed: as after kill -9.
    second = Records(tmp_path / "c.sqlite")
    assert [kept.action for kept in second.actions(made.id, 1)] == [Choose("leave"), Buy("rice", 5000)]
    assert second.classes()[0].code == "meduva"
    first.close()
    second.close()


def test_of_two_servers_that_take_up_one_seat_the_second_is_refused_its_action(records: Records) -> None:
    made = records.open_class("tiny", "d", 7, "meduva", 30)
    records.take_seat(made.id, seat())
    records.keep(made.id, 1, 0, Choose("leave"))
    with pytest.raises(NotKept, match="played on elsewhere"):
        records.keep(made.id, 1, 0, Choose("take"))
    assert [kept.action for kept in records.actions(made.id, 1)] == [Choose("leave")]


def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_half_written(records: Records) -> None:
    made = records.open_class("tiny", "d", 7, "meduva", 30)
    records.take_seat(made.id, seat())
    pages = records._file.execute("PRAGMA page_count").fetchone()[0]
    records._file.execute(f"PRAGMA max_page_count={pages}")

    def many() -> None:
        for number in range(500):
            records.keep(made.id, 1, number, Choose("leave" * 40))

    with pytest.raises(NotKept, match="full"):
        many()
    kept = len(records.actions(made.id, 1))
    records._file.execute("PRAGMA max_page_count=100000")
    records.keep(made.id, 1, kept, Choose("leave"))
    assert len(records.actions(made.id, 1)) == kept + 1


def test_a_missing_action_is_noticed(records: Records) -> None:
    made = records.open_class("tiny", "d", 7, "meduva", 30)
    records.take_seat(made.id, seat())
    records.keep(made.id, 1, 1, Choose("leave"))
    with pytest.raises(BadSnapshot, match="missing"):
        records.actions(made.id, 1)


def test_what_is_erased_is_in_the_file_no_more(tmp_path: Path) -> None:
    records = Records(tmp_path / "c.sqlite")
    made = records.open_class("tiny", "d", 7, "meduva", 30)
    records.take_seat(made.id, seat())
    records.keep(made.id, 1, 0, Choose("a_choice_to_look_for"))
    records.erase(made.id)
    assert records.classes() == []
    assert records.seats(made.id) == []
    records.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"a_choice_to_look_for" not in left
    assert b"Quiet Owl" not in left


def test_only_classes_older_than_may_be_are_erased(records: Records) -> None:
    old, young = (records.open_class("tiny", "d", 7, code, 30) for code in ("meduva", "bakeno"))
    records._file.execute("UPDATE class SET made_at = made_at - 40 * 86400 WHERE id=?", (old.id,))
    assert records.erase_older(30 * 86400, but=old.id) == 0
    assert records.erase_older(30 * 86400) == 1
    assert [one.id for one in records.classes()] == [young.id]


def test_the_file_is_for_nobody_else_on_the_machine(tmp_path: Path) -> None:
    Records(tmp_path / "c.sqlite").close()
    assert (tmp_path / "c.sqlite").stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_database_or_of_a_newer_program_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database " * 100)
    with pytest.raises(NotKept, match="cannot be used"):
        Records(tmp_path / "notes.txt")
    file = sqlite3.connect(tmp_path / "new.sqlite")
    file.execute("PRAGMA user_version=9")
    file.close()
    with pytest.raises(NotKept, match="format 9"):
        Records(tmp_path / "new.sqlite")


def test_nothing_says_who_a_pupil_is(records: Records) -> None:
    columns = {row[1] for table in ("class", "seat", "action", "teacher", "pulled") for row in
               records._file.execute(f"PRAGMA table_info({table})")}  # fmt: skip
    assert columns == {
        "id", "scenario", "digest", "seed", "code", "seats", "state", "made_at", "class", "number", "nickname", "word",
        "token", "joined_at", "seat", "action", "at", "pair", "hand", "done_by", "lever", "day",
    }  # fmt: skip
