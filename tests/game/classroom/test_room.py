import pytest

from engine.actions import Choose
from engine.errors import Refused
from engine.session import Story
from game.classroom.records import NotKept, Records
from game.classroom.room import Room, State


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_seat_is_where_it_was_after_the_server_was_killed(on: Room, records: Records, tiny: Story) -> None:
    seat, secret = on.take_seat("")
    on.play_of(seat).choose("take")
    on.play_of(seat).choose("one_day")
    before = on.play_of(seat).session.digest()

    again = Room.opened(records, tiny, 99, 40)
    assert again.record.id == on.record.id
    assert again.state is State.RUNNING
    found = again.seat_of(secret)
    assert found is not None
    assert found.nickname == seat.nickname
    assert again.play_of(found).session.digest() == before
    assert found.chosen == seat.chosen == {"counter": "take", "hub": "one_day"}


def test_before_the_class_begins_while_it_rests_and_after_it_nothing_is_done(room: Room) -> None:
    seat, _ = room.take_seat("")
    play = room.play_of(seat)
    before = play.session.digest()
    for state, word in ((State.WAITING, "not begun"), (State.PAUSED, "paused"), (State.STOPPED, "over")):
        room.set_state(state)
        with pytest.raises(Refused, match=word):
            play.choose("leave")
    assert play.session.digest() == before
    assert play.session.journal == []


def test_an_action_that_cannot_be_kept_is_not_done(on: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    seat, _ = on.take_seat("")
    play = on.play_of(seat)
    before, told = play.session.digest(), len(play.beats)

    def full(*_: object) -> int:
        raise NotKept("The disk is full.")

    monkeypatch.setattr(on.records, "keep", full)
    with pytest.raises(Refused, match="disk is full"):
        play.choose("take")
    assert (play.session.digest(), play.session.journal, len(play.beats)) == (before, [], told)
    monkeypatch.undo()
    play.choose("take")
    assert on.records.actions(on.record.id, seat.number)[0].action == Choose("take")


def test_no_more_seats_are_taken_than_there_are(records: Records, tiny: Story) -> None:
    room = Room.opened(records, tiny, 7, 2)
    first, second = room.take_seat("")[0], room.take_seat("")[0]
    assert (first.number, second.number) == (1, 2)
    assert first.nickname != second.nickname
    with pytest.raises(Refused, match="Every seat"):
        room.take_seat("")


def test_a_nickname_that_was_drawn_is_given_and_one_that_was_written_is_not(room: Room) -> None:
    drawn = room.nickname()
    assert room.take_seat(drawn)[0].nickname == drawn
    assert room.take_seat(drawn)[0].nickname != drawn
    assert room.take_seat("<b>me</b>")[0].nickname != "<b>me</b>"


def test_the_seat_word_opens_the_seat_once_more_and_the_cookie_before_it_no_longer(room: Room) -> None:
    seat, before = room.take_seat("")
    found = room.seat_by_word(seat.record.word.upper().replace("-", " "))
    assert found is not None
    assert found[0] is seat
    assert room.seat_of(before) is None
    assert room.seat_of(found[1]) is seat
    assert room.seat_by_word("maple-maple-maple") is None


def test_a_class_that_is_over_stays_over_and_the_next_one_is_another(on: Room, records: Records, tiny: Story) -> None:
    on.set_state(State.STOPPED)
    on.set_state(State.RUNNING)
    assert on.state is State.STOPPED
    with pytest.raises(Refused, match="over"):
        on.take_seat("")
    assert Room.opened(records, tiny, 7, 40).record.id != on.record.id
