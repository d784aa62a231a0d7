import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions import Buy, Choose
from engine.errors import BadSnapshot
from game.classroom.records import NotKept, Records, SeatRecord, Taken
from game.classroom.schema import TABLES
from game.classroom.store import store_at
from game.classroom.store_sqlite import SqliteStore

Opened = Callable[[], Records]


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def seat(number: int = 1) -> SeatRecord:
    return SeatRecord(number, f"Quiet Owl {number}", f"maple-river-{number}", "digest", 7, 1_000)


def test_an_action_that_was_kept_is_there_for_whoever_opens_the_records_next(opened: Opened) -> None:
    first = opened()
    made = first.open_class("tiny", "d", 7, "meduva", 30)
    first.take_seat(made.id, seat())
    first.keep(made.id, 1, 0, Choose("leave"))
    first.keep(made.id, 1, 1, Buy("rice", 5000))
    # Not closed: as after kill -9.
    second = opened()
    assert [kept.action for kept in second.actions(made.id, 1)] == [Choose("leave"), Buy("rice", 5000)]
    assert [kept.action for kept in second.actions(made.id, 1, since=1)] == [Buy("rice", 5000)]
    assert second.classes() == [made]


def test_a_number_nickname_or_word_that_another_server_gave_away_is_taken(opened: Opened) -> None:
    first, second = opened(), opened()
    made = first.open_class("tiny", "d", 7, "meduva", 30)
    first.take_seat(made.id, seat())
    for other in (seat(), replace(seat(2), nickname="Quiet Owl 1"), replace(seat(2), word="maple-river-1")):
        with pytest.raises(Taken):
            second.take_seat(made.id, other)
    assert second.seats(made.id) == [seat()]


def test_notes_are_numbered_without_gaps_whoever_keeps_them_and_at_once(opened: Opened) -> None:
    servers = [opened() for _ in range(3)]
    made = servers[0].open_class("tiny", "d", 7, "meduva", 30)

    def tells(one: Records) -> None:
        for text in "abcd":
            one.tell(made.id, text)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(tells, servers))
    assert [note.number for note in servers[1].notes(made.id)] == list(range(1, 13))
    assert sorted(note.text for note in servers[1].notes(made.id)) == sorted("abcd" * 3)


def test_a_class_that_is_over_is_not_begun_again_by_a_server_that_has_not_heard(opened: Opened) -> None:
    first, second = opened(), opened()
    made = first.open_class("tiny", "d", 7, "meduva", 30)
    first.set_state(made.id, "stopped")
    second.set_state(made.id, "running")
    assert second.classes()[0].state == "stopped"


def test_what_one_server_writes_the_other_hears_within_a_second_and_nothing_of_other_classes(opened: Opened) -> None:
    first, second = opened(), opened()
    made = first.open_class("tiny", "d", 7, "meduva", 30)
    while second.store.changed(made.id, 0.5):
        pass
    with ThreadPoolExecutor(1) as pool:
        heard = pool.submit(second.store.changed, made.id, 5.0)
        time.sleep(0.2)
        first.set_state(made.id, "running")
        began = time.monotonic()
        assert heard.result()
        assert time.monotonic() - began < 1
    assert not second.store.changed(made.id, 0.3)
    second.set_state(made.id, "paused")
    assert not second.store.changed(made.id, 0.3)


def test_a_server_that_was_not_seen_lately_is_gone_and_its_seats_are_shut_when_it_leaves(records: Records) -> None:
    made = records.open_class("tiny", "d", 7, "meduva", 30)
    records.take_seat(made.id, seat())
    records.beat(made.id, "one")
    records.beat(made.id, "one")
    records.beat(made.id, "two")
    records.opened(made.id, 1, "one")
    assert records.standing(made.id).servers == {"one", "two"}
    records.write("UPDATE server SET seen_at = seen_at - 60 WHERE name='two'")
    assert records.standing(made.id).servers == {"one"}
    records.shut(made.id, 1, "two")
    assert records.seats(made.id)[0].server == "one"
    records.leave(made.id, "one")
    assert records.standing(made.id).servers == set()
    assert records.seats(made.id)[0].server == ""


def test_each_class_is_erased_by_its_own_days_where_it_has_them(records: Records) -> None:
    short, long = (records.open_class("tiny", "d", 7, code, 30, keep) for code, keep in (("a", 5), ("b", 90)))
    records.write("UPDATE class SET made_at = made_at - 40 * 86400")
    assert records.erase_older(30 * 86400) == 1
    assert [one.id for one in records.classes()] == [long.id]
    assert short.id != long.id


def test_a_seed_of_63_bits_and_words_of_any_language_come_back_as_they_were(records: Records) -> None:
    made = records.open_class("장마당 ?%s", "d", 2**63 - 1, "meduva", 30)
    records.tell(made.id, "쌀 100% ? %s\0 $1")
    assert records.classes() == [made]
    assert records.notes(made.id)[0].text == "쌀 100% ? %s $1"


def test_of_two_servers_that_take_up_one_seat_the_second_is_refused_its_action(records: Records) -> None:
    made = records.open_class("tiny", "d", 7, "meduva", 30)
    records.take_seat(made.id, seat())
    records.keep(made.id, 1, 0, Choose("leave"))
    with pytest.raises(NotKept, match="played on elsewhere"):
        records.keep(made.id, 1, 0, Choose("take"))
    assert [kept.action for kept in records.actions(made.id, 1)] == [Choose("leave")]


def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_half_written(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "c.sqlite")
    records = Records(store)
    made = records.open_class("tiny", "d", 7, "meduva", 30)
    records.take_seat(made.id, seat())
    ((pages,),) = store.rows("PRAGMA page_count")
    store.rows(f"PRAGMA max_page_count={pages}")

    def many() -> None:
        for number in range(500):
            records.keep(made.id, 1, number, Choose("leave" * 40))

    with pytest.raises(NotKept, match="full"):
        many()
    kept = len(records.actions(made.id, 1))
    store.rows("PRAGMA max_page_count=100000")
    records.keep(made.id, 1, kept, Choose("leave"))
    assert len(records.actions(made.id, 1)) == kept + 1
    records.close()


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
    records.write("UPDATE class SET made_at = made_at - 40 * 86400 WHERE id=?", old.id)
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


def test_records_of_a_newer_program_are_refused_in_a_sentence(backend: str, opened: Opened) -> None:
    opened().write("PRAGMA user_version=9" if backend == "sqlite" else "INSERT INTO records VALUES (9)")
    with pytest.raises(NotKept, match="format 9"):
        opened()


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("mysql://here/classes", "neither"),
        ("postgresql://localhost:no/x", "cannot be used|no address"),
        ("postgresql://u:secret@127.0.0.1:1/x", "cannot be used"),
    ],
)
def test_an_address_that_leads_to_no_database_is_refused_without_telling_its_password(named: str, why: str) -> None:
    with pytest.raises(NotKept, match=why) as no:
        store_at(named, Path("never"))
    assert "secret" not in no.value.sentence


def test_nothing_says_who_a_pupil_is(records: Records) -> None:
    columns = set()
    for table in TABLES:
        if isinstance(records.store, SqliteStore):
            columns |= {row[1] for row in records.rows(f"PRAGMA table_info({table})")}
        else:
            asked = (
                "SELECT column_name FROM information_schema.columns WHERE table_name=? AND table_schema=current_schema"
            )
            columns |= {row[0] for row in records.rows(asked, table)}
    assert columns == {
        "id", "scenario", "digest", "seed", "code", "seats", "state", "made_at", "class", "number", "nickname", "word",
        "token", "joined_at", "seat", "action", "at", "pair", "hand", "done_by", "lever", "day", "password", "keep",
        "server", "text", "name", "seen_at", "line",
    }  # fmt: skip
