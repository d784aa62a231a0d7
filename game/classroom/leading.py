"""Leading: what a teacher does to the plays of a class: levers, moving a straggler on, handing an absent seat over."""

from statistics import median_low

from engine.actions import Choose, Depart
from engine.errors import BadSnapshot, Refused
from engine.luck import Luck
from game.classroom.records import NotKept, Pulled
from game.classroom.room import Room, Seat, SeatRecording, State
from game.watching import policy_of

MOST = 400
"""Actions that are done for a seat in one go."""


class Leading:
    """The teacher's hand in the plays of a room."""

    def __init__(self, room: Room) -> None:
        self.room = room

    # ---- levers

    def earliest(self) -> int:
        """Return the first day of the story that no seat has come to."""
        return 1 + max((self._day(seat) for seat in self._playing()), default=1)

    def pull(self, lever: str, day: int) -> None:
        """Let something happen to all seats on one day of the story; refuse a day that a seat has come to."""
        scenario = self.room.story.scenario
        if lever not in scenario.levers:
            raise Refused("This chapter has no lever {lever}.", lever=f"{lever!r}")
        if self.room.state is State.STOPPED:
            raise Refused("The class is over.")
        self.room.look()
        if day < (earliest := self.earliest()):
            raise Refused(
                "Somebody is on day {day} already. Choose day {earliest} or a later one.",
                day=earliest - 1,
                earliest=earliest,
            )
        if day > scenario.lasts:
            raise Refused("The story ends on day {day}.", day=scenario.lasts)
        one = Pulled(lever, day)
        if one in self.room.pulled:
            return
        self.room.records.pull(self.room.record.id, lever, day)
        self.room.look()
        for seat in self._playing():
            # A seat that is open at another server has it from there: two that write at once refuse each other.
            if not seat.there:
                self.room.feel(seat)

    # ---- playing on for somebody

    def move_on(self, seat: Seat, day: int, policy: str = "") -> int:
        """Have a policy play a seat until a day of the story has come or it ends; return the day it came to."""
        if self.room.state is State.STOPPED:
            raise Refused("The class is over.")
        with seat.lock:
            play = self.room.play_of(seat)
            recording = play.recording
            assert isinstance(recording, SeatRecording)
            chosen = policy_of(play.session, policy)
            luck, planned, done = Luck(play.session.world.seed), 0, 0
            with recording.done_by(chosen.name):
                while not play.ended and play.session.world.day < day and done < MOST:
                    action = chosen.next(play.session, luck, len(play.session.journal), planned)
                    play.do(action)
                    planned = 0 if isinstance(action, Choose | Depart) else planned + 1
                    done += 1
            if done:
                seat.moves += 1
                seat.version += 1
            return play.session.world.day

    def hand_over(self, seat: Seat, policy: str = "") -> None:
        """Have a policy play a seat from now on, at the pace of the class, until its pupil comes back."""
        self.room.hand(seat, policy_of(self.room.play_of(seat).session, policy).name)

    def keep_pace(self) -> list[Seat]:
        """Play the seats that were handed over to where the others are; return those that moved."""
        handed = [seat for seat in self._playing() if seat.record.hand]
        if not handed or self.room.state is not State.RUNNING or not self.room.leads():
            return []
        days = [self._day(seat) for seat in self._playing() if not seat.record.hand]
        moved = []
        for seat in handed:
            before = seat.moves
            try:
                self.move_on(seat, median_low(days) if days else self._day(seat) + 1, seat.record.hand)
            except (Refused, NotKept, BadSnapshot) as no:
                seat.trouble = str(no)
            if seat.moves != before:
                moved.append(seat)
        return moved

    # ---- asking

    def _playing(self) -> list[Seat]:
        """Return the seats whose plays can be taken up."""
        return [seat for seat in list(self.room.seats.values()) if self._day(seat)]

    def _day(self, seat: Seat) -> int:
        """Return the day a seat has come to; 0 where its play cannot be taken up."""
        try:
            return self.room.play_of(seat).session.world.day
        except (Refused, BadSnapshot) as no:
            seat.trouble = str(no)
            return 0
