"""The room: one class while it is on: who has a seat, who is there, and whether it plays, rests or is over."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import RLock

from engine.actions import Action, Choose, Pull
from engine.errors import Refused
from engine.events import Event
from engine.session import Session, Story
from game.acts import deed
from game.classroom import codes
from game.classroom.records import TEACHER, ClassRecord, NotKept, Pulled, Records, SeatRecord, now
from game.play import Play
from game.recording import Recording


class State(StrEnum):
    """How a class stands."""

    WAITING = "waiting"
    """Pupils take their seats; nobody plays."""
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    """Over: everything can still be read, nothing done."""


SHUT = {
    State.WAITING: "The class has not begun yet.",
    State.PAUSED: "The teacher has paused the class.",
    State.STOPPED: "The class is over.",
}


@dataclass(eq=False, slots=True)
class Seat:
    """A seat: what is kept of it, its play once it is taken up, and what the teacher sees of it."""

    record: SeatRecord
    play: Play | None = None
    here: bool = False
    """Whether a page has it open now."""
    last_at: int = 0
    """When it was last acted on, in seconds since 1970; 0 where it never was."""
    last_deed: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    """Scene -> the choice that was taken when it was first stood in."""
    notes: deque[str] = field(default_factory=lambda: deque(maxlen=20))
    """What the teacher has said to it."""
    version: int = 0
    """Goes up whenever anything about it changes."""
    lock: RLock = field(default_factory=RLock)
    trouble: str = ""
    """Why its play cannot be taken up; empty where it can."""
    moves: int = 0
    """Goes up when somebody else has played on for the pupil, so that an open page shows it."""

    @property
    def number(self) -> int:
        """The seat's number, from 1."""
        return self.record.number

    @property
    def nickname(self) -> str:
        """The nickname, drawn and not written."""
        return self.record.nickname

    def did(self, scene: str, action: Action) -> None:
        """Take in what was done in a scene."""
        if isinstance(action, Choose):
            self.chosen.setdefault(scene, action.choice)


class SeatRecording(Recording):
    """The recording of a seat: kept in the class's records, or not done at all."""

    def __init__(self, session: Session, room: "Room", seat: Seat) -> None:
        super().__init__(session, None)
        self.room = room
        self.seat = seat
        self.by = ""
        """Who acts, where it is not the pupil."""

    def act(self, action: Action) -> tuple[Event, ...]:
        """Do an action, keep it, and return what happened; raise `Refused`, all as it was, where either fails."""
        with self.seat.lock:
            # What the teacher has somebody do is done while the class rests too.
            if (why := SHUT.get(self.room.state)) and (not self.by or self.room.state is State.STOPPED):
                raise Refused(why)
            before, said = self.session.world, deed(self.session, action)
            events = self.session.act(action)
            try:
                number = len(self.session.journal) - 1
                at = self.room.records.keep(self.room.record.id, self.seat.number, number, action, self.by)
            except NotKept as not_kept:
                self.session.take_back(before)
                raise Refused(not_kept.sentence) from not_kept
            if not self.by:
                self.seat.last_at, self.seat.last_deed = at, said
                self.seat.did(before.scene, action)
            self.seat.version += 1
            return events

    @contextmanager
    def done_by(self, who: str) -> Iterator[None]:
        """Have somebody else than the pupil act meanwhile."""
        with self.seat.lock:
            self.by = who
            try:
                yield
            finally:
                self.by = ""


class Hall:
    """A class while it is on: its seats, and whether it acts, rests or is over; whatever it is that they do there."""

    def __init__(self, records: Records, record: ClassRecord) -> None:
        """Take up a class from its records."""
        self.records = records
        self.record = record
        self.seats = {one.number: Seat(one) for one in records.seats(record.id)}
        self.listeners: list[Callable[[], None]] = []
        """Called when the class begins, rests or ends."""

    # ---- the class

    @property
    def state(self) -> State:
        """How the class stands."""
        return State(self.record.state)

    def set_state(self, state: State) -> None:
        """Begin, rest, go on or end; a class that is over stays so."""
        if self.state in (state, State.STOPPED):
            return
        self.records.set_state(self.record.id, state)
        self.record = replace(self.record, state=state)
        self.changed()

    def changed(self) -> None:
        """Let those who listen know that something changed for all."""
        for listener in list(self.listeners):
            listener()

    # ---- seats

    def nickname(self) -> str:
        """Return a nickname that nobody has."""
        return codes.nickname({seat.nickname for seat in self.seats.values()})

    def take_seat(self, nickname: str, pair: bool = False) -> tuple[Seat, str]:
        """Return a new seat and the secret for its cookie; raise `Refused` with the sentence where there is none."""
        if self.state is State.STOPPED:
            raise Refused(SHUT[State.STOPPED])
        if len(self.seats) >= self.record.seats:
            raise Refused("Every seat of this class is taken. Tell your teacher.")
        taken = {seat.nickname for seat in self.seats.values()}
        if not codes.nicknames(nickname) or nickname in taken:
            nickname = codes.nickname(taken)
        word = codes.seat_word({seat.record.word for seat in self.seats.values()})
        secret = codes.token()
        number = max(self.seats, default=0) + 1
        record = SeatRecord(number, nickname, word, codes.hashed(secret), self.record.seed, now(), pair)
        try:
            self.records.take_seat(self.record.id, record)
        except NotKept as no:
            raise Refused(no.sentence) from no
        seat = self.seats[number] = Seat(record)
        return seat, secret

    def seat_of(self, secret: str) -> Seat | None:
        """Return the seat that a cookie opens."""
        found = codes.hashed(secret)
        return next((seat for seat in self.seats.values() if codes.same(seat.record.token, found)), None)

    def seat_by_word(self, word: str) -> tuple[Seat, str] | None:
        """Return the seat of a seat word and a new secret for its cookie."""
        seat = next((seat for seat in self.seats.values() if codes.same(seat.record.word, codes.typed(word))), None)
        if seat is None:
            return None
        secret = codes.token()
        self.records.new_cookie(self.record.id, seat.number, codes.hashed(secret))
        seat.record = replace(seat.record, token=codes.hashed(secret))
        return seat, secret

    def hand(self, seat: Seat, policy: str) -> None:
        """Have a policy play a seat from now on, or with none nobody but its pupil."""
        if seat.record.hand != policy:
            self.records.hand_over(self.record.id, seat.number, policy)
            seat.record = replace(seat.record, hand=policy)
            seat.version += 1

    def tell(self, text: str, to: int | None = None) -> None:
        """Leave a note of the teacher for one seat or all."""
        for seat in self.seats.values():
            if to in (None, seat.number):
                seat.notes.append(text[:400])
                seat.version += 1
        self.changed()


class Room(Hall):
    """A class in which each seat plays a chapter of its own."""

    def __init__(self, records: Records, record: ClassRecord, story: Story) -> None:
        """Take up a class from its records."""
        super().__init__(records, record)
        self.story = story
        self.pulled: list[Pulled] = records.pulled(record.id)
        """The levers that were pulled."""

    @classmethod
    def opened(cls, records: Records, story: Story, seed: int, seats: int, anew: bool = False) -> "Room":
        """Return the class of this chapter that is not over, or a new one; its teacher's command is the same."""
        slug, digest = story.scenario.slug, story.scenario.digest
        return cls(records, class_of(records, slug, digest, seed, seats, anew), story)

    def play_of(self, seat: Seat) -> Play:
        """Return the play of a seat, taken up by replay where it is not at hand; takes as long as that takes."""
        with seat.lock:
            if seat.play is None:
                seat.play = self._taken_up(seat)
                self.feel(seat)
            return seat.play

    def feel(self, seat: Seat) -> None:
        """Put into a seat's journal the levers that were pulled for a day it has not come to."""
        with seat.lock:
            play = self.play_of(seat) if seat.play is None else seat.play
            recording = play.recording
            assert isinstance(recording, SeatRecording)
            known = {(one.lever, one.day) for one in play.session.journal if isinstance(one, Pull)}
            for one in self.pulled:
                due = one.day > play.session.world.day and (one.lever, one.day) not in known
                if due and not play.ended and self.state is not State.STOPPED:
                    with recording.done_by(TEACHER):
                        recording.act(Pull(one.lever, one.day))

    def _taken_up(self, seat: Seat) -> Play:
        session = Session(self.story, seat.record.seed)
        kept = self.records.actions(self.record.id, seat.number)
        seat.chosen.clear()
        for one in kept:
            scene, said = session.world.scene, deed(session, one.action)
            session.act(one.action)
            if not one.by:
                seat.last_at, seat.last_deed = one.at, said
                seat.did(scene, one.action)
        seat.trouble = ""
        recording = SeatRecording(session, self, seat)
        seat.version += 1
        return Play.resumed(recording) if kept else Play.begun(recording)

    def came_back(self, seat: Seat) -> None:
        """Give a seat back to its pupil, who is there again, and say what was done meanwhile."""
        if seat.record.hand:
            self.hand(seat, "")
            day = self.play_of(seat).session.world.day
            seat.notes.append(f"While you were away your seat was played for you. It is day {day} now.")

    def drop(self, seat: Seat) -> None:
        """Forget a seat's play, so that it is next taken up from the records."""
        with seat.lock:
            seat.play = None


def class_of(records: Records, name: str, digest: str, seed: int, seats: int, anew: bool) -> ClassRecord:
    """Return the record of the class of this name that is not over, or of a new one."""
    found = next((one for one in records.classes() if one.scenario == name and one.state != State.STOPPED), None)
    if found is None or anew:
        found = records.open_class(name, digest, seed, codes.class_code(), seats)
    return replace(found, seats=max(seats, found.seats))
