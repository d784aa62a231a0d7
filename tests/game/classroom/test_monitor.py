from dataclasses import replace

from game.classroom.monitor import LOOKED, STUCK, Monitor
from game.classroom.records import now
from game.classroom.room import Room


def test_a_row_says_where_a_seat_stands(on: Room) -> None:
    seat, _ = on.take_seat("")
    monitor = Monitor(on)
    assert monitor.rows()[0].presence == "not begun"
    seat.here = True
    on.play_of(seat).choose("take")
    row = monitor.rows()[0]
    assert (row.presence, row.scene, row.day, row.actions) == ("here", "The stall", 1, 1)
    assert row.deed == "Take the pig."
    assert row.debts.startswith("1,500 won")
    assert "kg of rice" in row.worth


def test_who_is_there_and_does_nothing_for_long_may_be_stuck(on: Room) -> None:
    seat, _ = on.take_seat("")
    seat.here = True
    on.play_of(seat).choose("take")
    assert not Monitor(on).rows()[0].stuck
    seat.last_at = now() - STUCK - 1
    monitor = Monitor(on)
    seat.record = type(seat.record)(1, seat.nickname, seat.record.word, seat.record.token, 7, now() - 999)
    assert monitor.rows()[0].stuck
    seat.here = False
    seat.version += 1
    assert not monitor.rows()[0].stuck


def test_who_plays_on_the_plain_page_is_there_for_a_while_after_each_look(on: Room) -> None:
    seat, _ = on.take_seat("")
    monitor = Monitor(on)
    seat.looked_at = now()
    assert monitor.rows()[0].presence == "here"
    seat.looked_at = now() - LOOKED - 5
    assert monitor.rows()[0].presence == "not begun"
    on.play_of(seat).choose("take")
    assert monitor.rows()[0].presence == "away"
    seat.looked_at, seat.last_at = now(), now() - STUCK - 5
    seat.record = replace(seat.record, joined_at=now() - 999)
    row = monitor.rows()[0]
    assert (row.presence, row.stuck) == ("here", True)


def test_what_the_class_chose_is_counted_once_a_seat_and_without_names(on: Room) -> None:
    for choice in ("take", "leave", "take"):
        on.play_of(on.take_seat("")[0]).choose(choice)
    (one,) = Monitor(on).decisions()
    assert (one.scene, one.seats, one.chosen) == ("counter", 3, (("Take the pig.", 2), ("Leave it.", 1)))
