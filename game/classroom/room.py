"""The room: one class while it is on: who has a seat, who is there, and whether it plays, rests or is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from secrets import token_hex
from threading import RLock

from engine.actions import Action, Pull
from engine.errors import BadSnapshot, Refused
from engine.events import Event
from engine.session import Session, Story
from game.acts import deed
from game.classroom import codes
from game.classroom.records import TEACHER, ClassRecord, Kept, Note, NotKept, Pulled, Records, SeatRecord, Taken
from game.classroom.seats import SHUT, Seat, State
from game.play import Play
from game.recording import Recording
from game.tongue import later, tongue, tr

ELSEWHERE = later("This seat was played on elsewhere, so nothing was done here. Here is how it stands now.")
AFTER_ALL = later("What you did before was kept after all. Here is how it stands now.")
AWAY = later("The records of the class do not answer. It goes on as soon as they do.")
MISSED = 60
"""Seconds for which a note of the teacher is shown to a page that comes back on another server."""


class Away(Refused):
    """The records do not answer for the moment."""


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
            if self.seat.unsure and self.room.catch_up(self.seat):
                self.room.moved(self.seat)
                raise Refused(AFTER_ALL)
            before, said = self.session.world, deed(self.session, action)
            events = self.session.act(action)
            try:
                number = len(self.session.journal) - 1
                at = self.room.records.keep(self.room.record.id, self.seat.number, number, action, self.by)
            except Taken as first:
                self.session.take_back(before)
                self.room.catch_up(self.seat)
                self.room.moved(self.seat)
                raise Refused(ELSEWHERE) from first
            except NotKept as not_kept:
                self.session.take_back(before)
                self.seat.unsure = True
                raise Refused(not_kept.sentence) from not_kept
            self.seat.took(before.scene, said, Kept(action, at, self.by))
            return events

    def again(self, one: Kept) -> None:
        """Do what another server has kept."""
        with self.seat.lock:
            scene, said = self.session.world.scene, deed(self.session, one.action)
            self.session.act(one.action)
            self.seat.took(scene, said, one)

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
        self.language = tongue().code
        """The language the class reads in: that of the command which serves it."""
        self.server = token_hex(4)
        """What this server is called among those of the class."""
        self.servers: frozenset[str] = frozenset()
        """Those that were seen lately."""
        self.seats: dict[int, Seat] = {}
        self.listeners: list[Callable[[], None]] = []
        """Called when the class begins, rests or ends, or something was said."""
        self.movers: list[Callable[[Seat], None]] = []
        """Called, in any thread, when a seat open here was played on by somebody else."""
        self.turn = RLock()
        """Held while what is kept of the class and what is known of it here are brought together."""
        self._noted = 0
        self.look()

    # ---- the class

    @property
    def state(self) -> State:
        """How the class stands."""
        return State(self.record.state)

    def set_state(self, state: State) -> None:
        """Begin, rest, go on or end; a class that is over stays so."""
        if self.state in (state, State.STOPPED):
            return
        with self.turn:
            self.records.set_state(self.record.id, state)
            self.record = replace(self.record, state=state)
        self.changed()

    def changed(self) -> None:
        """Let those who listen know that something changed for all."""
        for listener in list(self.listeners):
            listener()

    def moved(self, seat: Seat) -> None:
        """Let those who show a seat know that somebody else has played on at it."""
        seat.moves += 1
        for mover in list(self.movers):
            mover(seat)

    # ---- other servers of the class

    def look(self) -> bool:
        """Take in what other servers have kept since the last look; return whether open pages must be told.

        Raises `NotKept` where the records do not answer.
        """
        with self.turn:
            found = self.records.standing(self.record.id, self._noted)
            if found is None:
                # Erased by another: nothing can be kept any more.
                found_record = replace(self.record, state=State.STOPPED)
                news, self.record = found_record != self.record, found_record
                return news
            news = found.record != self.record
            self.record, self.servers = found.record, found.servers
            for record, kept in found.seats:
                news |= self._see(record, kept)
            for note in found.notes:
                self._hear(note)
            return bool(news or found.notes)

    def _see(self, record: SeatRecord, kept: int) -> bool:
        """Take in how a seat stands; return whether its page here must be told."""
        seat = self.seats.setdefault(record.number, Seat(record))
        there = record.server in self.servers and record.server != self.server
        same = (seat.record, seat.there, seat.kept) == (record, there, kept)
        news = seat.here and (seat.record != record or there)
        seat.record, seat.there, seat.kept = record, there, kept
        seat.version += not same
        return news

    def _hear(self, note: Note) -> None:
        self._noted = note.number
        old = note.at < self.records.now() - MISSED
        for seat in self.seats.values():
            if note.seat in (0, seat.number) and seat.record.joined_at <= note.at:
                seat.notes.append(note.text)
                seat.heard += old
                seat.version += 1

    def leads(self) -> bool:
        """Return whether this server is the one that does what only one should."""
        return self.server == min({self.server, *self.servers})

    # ---- seats

    def nickname(self) -> str:
        """Return a nickname that nobody has."""
        return codes.nickname({seat.nickname for seat in self.seats.values()}, self.language)

    def take_seat(self, nickname: str, pair: bool = False) -> tuple[Seat, str]:
        """Return a new seat and the secret for its cookie; raise `Refused` with the sentence where there is none."""
        for another in (True, False):
            try:
                with self.turn:
                    return self._take_seat(nickname, pair)
            except Taken as no:
                # Another server gave that number away; look, and take the next.
                self.look()
                if not another:
                    raise Refused(no.sentence) from no
            except NotKept as no:
                raise Refused(no.sentence) from no
        raise AssertionError

    def _take_seat(self, nickname: str, pair: bool) -> tuple[Seat, str]:
        if self.state is State.STOPPED:
            raise Refused(SHUT[State.STOPPED])
        if len(self.seats) >= self.record.seats:
            raise Refused("Every seat of this class is taken. Tell your teacher.")
        taken = {seat.nickname for seat in self.seats.values()}
        if not codes.nicknames(nickname) or nickname in taken:
            nickname = codes.nickname(taken, self.language)
        word = codes.seat_word({seat.record.word for seat in self.seats.values()}, self.language)
        secret = codes.token()
        number = max(self.seats, default=0) + 1
        at = self.records.now()
        record = SeatRecord(number, nickname, word, codes.hashed(secret), self.record.seed, at, pair)
        self.records.take_seat(self.record.id, record)
        seat = self.seats[number] = Seat(record)
        return seat, secret

    def seat_of(self, secret: str) -> Seat | None:
        """Return the seat that a cookie opens."""
        found = codes.hashed(secret)
        return next((seat for seat in list(self.seats.values()) if codes.same(seat.record.token, found)), None)

    def seat_by_word(self, word: str) -> tuple[Seat, str] | None:
        """Return the seat of a seat word and a new secret for its cookie."""
        typed = codes.typed(word)
        seat = next((seat for seat in list(self.seats.values()) if codes.same(seat.record.word, typed)), None)
        if seat is None:
            return None
        secret = codes.token()
        with self.turn:
            self.records.new_cookie(self.record.id, seat.number, codes.hashed(secret))
            seat.record = replace(seat.record, token=codes.hashed(secret))
        return seat, secret

    def opened_here(self, seat: Seat) -> None:
        """Keep that a page has a seat open at this server; what has it elsewhere is closed."""
        with self.turn:
            self.records.opened(self.record.id, seat.number, self.server)
            seat.record, seat.there = replace(seat.record, server=self.server), False

    def shut_here(self, seat: Seat) -> None:
        """Keep that no page has a seat open at this server."""
        with self.turn:
            self.records.shut(self.record.id, seat.number, self.server)
            if seat.record.server == self.server:
                seat.record = replace(seat.record, server="")

    def hand(self, seat: Seat, policy: str) -> None:
        """Have a policy play a seat from now on, or with none nobody but its pupil."""
        if seat.record.hand != policy:
            with self.turn:
                self.records.hand_over(self.record.id, seat.number, policy)
                seat.record = replace(seat.record, hand=policy)
            seat.version += 1

    def tell(self, text: str, to: int | None = None) -> None:
        """Leave a note of the teacher for one seat or all."""
        self.records.tell(self.record.id, text[:400], to or 0)
        self.look()
        self.changed()


class Room(Hall):
    """A class in which each seat plays a chapter of its own."""

    def __init__(self, records: Records, record: ClassRecord, story: Story) -> None:
        """Take up a class from its records."""
        self.story = story
        self.pulled: list[Pulled] = []
        """The levers that were pulled."""
        super().__init__(records, record)

    @classmethod
    def opened(cls, records: Records, story: Story, seed: int, seats: int, anew: bool = False, keep: int = 0) -> "Room":
        """Return the class of this chapter that is not over, or a new one; its teacher's command is the same."""
        slug, digest = story.scenario.slug, story.scenario.digest
        return cls(records, class_of(records, slug, digest, seed, seats, anew, keep), story)

    def play_of(self, seat: Seat) -> Play:
        """Return the play of a seat, taken up by replay where it is not at hand; takes as long as that takes."""
        with seat.lock:
            if seat.play is None:
                seat.play = self._taken_up(seat)
                self.feel(seat)
            elif seat.kept > len(seat.play.session.journal):
                # Where the records are away, what was last known is shown; nothing can be done on it.
                with suppress(Refused):
                    self.catch_up(seat)
            return seat.play

    def take_up(self, seat: Seat) -> None:
        """Bring a seat to where the records have it, whichever server it was played at; raises as `catch_up` does."""
        with seat.lock:
            self.catch_up(seat)
            self.feel(seat)

    def catch_up(self, seat: Seat) -> int:
        """Do at a seat whose play is at hand what other servers have kept since; return how many actions it was.

        Raises `Refused` where the records do not answer, `BadSnapshot` where they hold what cannot be done.
        """
        with seat.lock:
            if seat.play is None:
                return len(self.play_of(seat).session.journal)
            recording = seat.play.recording
            assert isinstance(recording, SeatRecording)
            kept = self._kept(seat, len(recording.session.journal))
            try:
                for one in kept:
                    recording.again(one)
            except Refused as no:
                seat.play = None
                raise BadSnapshot(f"Seat {seat.number} cannot go on: {no.sentence}") from no
            seat.unsure = False
            if kept:
                seat.play.told_anew()
            return len(kept)

    def _kept(self, seat: Seat, since: int) -> list[Kept]:
        try:
            return self.records.actions(self.record.id, seat.number, since)
        except NotKept as no:
            raise Away(AWAY) from no

    def feel(self, seat: Seat) -> None:
        """Put into a seat's journal the levers that were pulled for a day it has not come to."""
        with seat.lock:
            play = self.play_of(seat) if seat.play is None else seat.play
            recording = play.recording
            assert isinstance(recording, SeatRecording)
            for one in self._due(seat, play):
                with recording.done_by(TEACHER):
                    recording.act(Pull(one.lever, one.day))

    def _due(self, seat: Seat, play: Play) -> list[Pulled]:
        """Return the levers that a seat's journal lacks yet."""
        if play.ended or self.state is State.STOPPED:
            return []
        known = {(one.lever, one.day) for one in play.session.journal if isinstance(one, Pull)}
        return [one for one in self.pulled if one.day > play.session.world.day and (one.lever, one.day) not in known]

    def _taken_up(self, seat: Seat) -> Play:
        session = Session(self.story, seat.record.seed)
        kept = self._kept(seat, 0)
        seat.chosen.clear()
        recording = SeatRecording(session, self, seat)
        for one in kept:
            recording.again(one)
        seat.trouble, seat.unsure = "", False
        seat.version += 1
        return Play.resumed(recording) if kept else Play.begun(recording)

    def came_back(self, seat: Seat) -> None:
        """Give a seat back to its pupil, who is there again, and say what was done meanwhile."""
        if seat.record.hand:
            self.hand(seat, "")
            day = self.play_of(seat).session.world.day
            seat.notes.append(tr("While you were away your seat was played for you. It is day {day} now.", day=day))

    def look(self) -> bool:
        news = super().look()
        with self.turn:
            before, self.pulled = self.pulled, self.records.pulled(self.record.id)
        return news or before != self.pulled

    def behind(self) -> list[Seat]:
        """Return the seats open here on which another server has acted, or for which a lever was pulled."""
        return [
            seat
            for seat in list(self.seats.values())
            if seat.here
            and seat.play is not None
            and (seat.kept > len(seat.play.session.journal) or self._due(seat, seat.play))
        ]

    def drop(self, seat: Seat) -> None:
        """Forget a seat's play, so that it is next taken up from the records."""
        with seat.lock:
            seat.play = None


def class_of(records: Records, name: str, digest: str, seed: int, seats: int, anew: bool, keep: int = 0) -> ClassRecord:
    """Return the record of the class of this name that is not over, or of a new one."""
    on = [one for one in records.classes() if one.state != State.STOPPED]
    found = next((one for one in on if one.scenario == name), None)
    if found is None or anew:
        code = codes.class_code({one.code for one in on})
        return records.open_class(name, digest, seed, code, seats, keep)
    if seats > found.seats:
        records.set_seats(found.id, seats)
    return replace(found, seats=max(seats, found.seats))


__all__ = ["SHUT", "Away", "Hall", "Room", "Seat", "SeatRecording", "State", "class_of"]
