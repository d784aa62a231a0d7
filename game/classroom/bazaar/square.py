"""The square: a class in which all seats stand in one market; one order after another, each kept before it shows."""

from contextlib import suppress
from dataclasses import replace
from threading import RLock

from engine.bazaar import plain
from engine.bazaar.actions import Action, Ask, Bid, Enter, Pass
from engine.bazaar.events import Event
from engine.bazaar.market import Market, seat_of
from engine.bazaar.rules import Rules
from engine.bazaar.state import State as Stands
from engine.errors import BadSnapshot, Refused
from game.classroom.bazaar import lines
from game.classroom.bazaar.chronicle import Chronicle
from game.classroom.records import ClassRecord, NotKept, Records
from game.classroom.room import SHUT, Hall, Seat, State, class_of
from story.tongue import SOURCE

NAMED = "market:"
"""What stands before a market's name in the records, where a chapter's stands otherwise."""


class Square(Hall):
    """One class in one market."""

    def __init__(self, records: Records, record: ClassRecord, market: Market) -> None:
        """Take up a class; seats that were taken and have not come to the market yet do so now."""
        super().__init__(records, record)
        # A market's own words and its news are in no other language yet.
        self.language = SOURCE
        self.market = market
        self.chronicle = Chronicle(market.rules)
        self.version = 0
        """Goes up whenever anything about the market changes."""
        self._lock = RLock()
        self.times: list[int] = []
        """When each action was done."""
        self.trouble = ""
        """Why this server cannot follow the others; empty where it can."""
        self.catch_up()
        if self.trouble:
            raise BadSnapshot(self.trouble)
        for number in self.seats:
            self.enter(number)

    @classmethod
    def opened(
        cls, records: Records, rules: Rules, seed: int, seats: int, anew: bool = False, keep: int = 0
    ) -> "Square":
        """Return the class of this market that is not over, with the rules it began with, or a new one."""
        record = class_of(records, NAMED + rules.id, plain.digest(rules), seed, seats, anew, keep)
        return cls.taken_up(records, record, rules)

    @classmethod
    def taken_up(cls, records: Records, record: ClassRecord, rules: Rules | None = None) -> "Square":
        """Return the market of a class that is kept."""
        found = lines.made_of(records, record.id)
        if found is None:
            if rules is None:
                raise NotKept("This class has no market.")
            lines.begin(records, record.id, rules, record.seed)
            # Of two servers that begin at once, the first one's rules are the market's.
            found = lines.made_of(records, record.id)
            assert found is not None
        return cls(records, record, Market(*found))

    @property
    def rules(self) -> Rules:
        """What the market is made of."""
        return self.market.rules

    @property
    def stood(self) -> tuple[int, int]:
        """The day and the hour."""
        return self.market.state.day, self.market.state.wave

    def do(self, action: Action, at: int | None = None, stood: tuple[int, int] | None = None) -> tuple[Event, ...]:
        """Do an action and return what happened; raise `Refused`, all as it was, where it cannot be done or kept.

        What other servers of the class have done before is taken in first: the records' order is the market's.
        at: how many orders the seat had placed when its form was made; a form that is sent twice is refused.
        stood: the day and hour that are to pass; time that has passed already does not pass twice.
        """
        known = self.version, self.state
        try:
            with self._lock:
                with lines.turn(self.records, self.record.id) as turn:
                    self._take_in(turn.others(len(self.market.journal)))
                    if turn.state != self.state:
                        self.record = replace(self.record, state=turn.state)
                    self._may(action, at, stood)
                    before = self.market.state
                    state, events = self.market.foresee(action)
                    kept = turn.keep(len(self.market.journal) + 1, action)
                self.market.commit(action, state, events)
                self._note(before, action, events, kept)
        except NotKept as no:
            raise Refused(no.sentence) from no
        except BadSnapshot as no:
            self._cannot(no)
            raise Refused(self.trouble) from no
        finally:
            if known != (self.version, self.state):
                self.changed()
        return events

    def catch_up(self) -> bool:
        """Take in what other servers of these records have done; return whether there was anything."""
        found: list[tuple[Action, int]] = []
        with self._lock:
            try:
                found = lines.read(self.records, self.record.id, len(self.market.journal))
                self._take_in(found)
            except BadSnapshot as no:
                self._cannot(no)
        if found:
            self.changed()
        return bool(found)

    def _take_in(self, found: list[tuple[Action, int]]) -> None:
        """Do what other servers have kept; raise `BadSnapshot` where this one cannot follow them."""
        for action, at in found:
            before = self.market.state
            try:
                events = self.market.act(action)
            except Refused as no:
                raise BadSnapshot(no.sentence) from no
            self._note(before, action, events, at)

    def _note(self, before: Stands, action: Action, events: tuple[Event, ...], at: int) -> None:
        self.times.append(at)
        self.chronicle.take(before, action, events, at)
        if seat := self.seats.get(seat_of(action)):
            seat.last_at = at
        self.version += 1

    def _cannot(self, why: BadSnapshot) -> None:
        self.trouble = f"This market cannot be taken up by this version of the program: {why}"

    def enter(self, number: int) -> None:
        """Have a seat come to the market where it has not; another try is made when it next looks at it."""
        if not (number in self.market.state.traders or self.market.state.over or self.state is State.STOPPED):
            # Refused: another server had it come at this moment, or the records do not answer.
            with suppress(Refused):
                self.do(Enter(number))

    def _may(self, action: Action, at: int | None, stood: tuple[int, int] | None) -> None:
        """Refuse what the state of the class does not allow, and what was asked of a market that has moved on."""
        if isinstance(action, Enter):
            shut = self.state is State.STOPPED
        elif isinstance(action, Pass) or seat_of(action):
            shut = self.state is not State.RUNNING
        else:
            shut = self.state is State.STOPPED
        if shut:
            raise Refused(SHUT[self.state])
        if at is not None and at != self.chronicle.placed.get(seat_of(action), 0):
            raise Refused("This order was sent already, or another one of yours came in between. Look, then send it.")
        if stood is not None and stood != self.stood:
            raise Refused("Time has passed in between. Look, and send it again if you still want it.")

    def expected(self, action: Action) -> str:
        """Return in a sentence what an order would do now; raise `Refused` as it would be."""
        assert isinstance(action, Bid | Ask)
        # Nothing waits here for an order that is being kept: a state is whole at any moment.
        before, rules = self.market.state, self.rules
        after, events = self.market.expected(action)
        return self.chronicle.effect(rules, before, after, action, events)

    def take_seat(self, nickname: str, pair: bool = False) -> tuple[Seat, str]:
        """Return a new seat, which has come to the market, and the secret for its cookie."""
        if self.market.state.over:
            raise Refused("This market is over.")
        with self._lock:
            seat, secret = super().take_seat(nickname, pair)
            self.enter(seat.number)
        return seat, secret

    def night(self, stood: tuple[int, int] | None = None) -> None:
        """Let time pass until the next morning; `stood` as of `do`."""
        day, hour = stood or self.stood
        self.do(Pass(), stood=(day, hour))
        while self.market.state.day == day and not self.market.state.over:
            self.do(Pass(), stood=self.stood)
