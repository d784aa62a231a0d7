"""The square: a class in which all seats stand in one market; one order after another, each kept before it shows."""

from threading import RLock

from engine.bazaar import plain
from engine.bazaar.actions import Action, Ask, Bid, Enter, Pass
from engine.bazaar.events import Event
from engine.bazaar.market import Market, seat_of
from engine.bazaar.rules import Rules
from engine.errors import BadSnapshot, Refused
from game.classroom.bazaar import lines
from game.classroom.bazaar.chronicle import Chronicle
from game.classroom.records import ClassRecord, NotKept, Records
from game.classroom.room import SHUT, Hall, Seat, State, class_of

NAMED = "market:"
"""What stands before a market's name in the records, where a chapter's stands otherwise."""


class Square(Hall):
    """One class in one market."""

    def __init__(self, records: Records, record: ClassRecord, market: Market) -> None:
        """Take up a class; seats that were taken and have not come to the market yet do so now."""
        super().__init__(records, record)
        self.market = market
        self.chronicle = Chronicle(market.rules)
        self.version = 0
        """Goes up whenever anything about the market changes."""
        self._lock = RLock()
        self.times: list[int] = []
        """When each action was done."""
        self.catch_up()
        for number in self.seats:
            if number not in market.state.traders and not market.state.over:
                self.do(Enter(number))

    @classmethod
    def opened(cls, records: Records, rules: Rules, seed: int, seats: int, anew: bool = False) -> "Square":
        """Return the class of this market that is not over, with the rules it began with, or a new one."""
        lines.prepare(records)
        record = class_of(records, NAMED + rules.id, plain.digest(rules), seed, seats, anew)
        return cls.taken_up(records, record, rules)

    @classmethod
    def taken_up(cls, records: Records, record: ClassRecord, rules: Rules | None = None) -> "Square":
        """Return the market of a class that is kept."""
        found = lines.made_of(records, record.id)
        if found is None:
            if rules is None:
                raise NotKept("This class has no market.")
            lines.begin(records, record.id, rules, record.seed)
            found = rules, record.seed
        try:
            return cls(records, record, Market(*found))
        except Refused as no:
            raise BadSnapshot(f"This market cannot be taken up by this version of the program: {no.sentence}") from no

    @property
    def rules(self) -> Rules:
        """What the market is made of."""
        return self.market.rules

    def do(self, action: Action, at: int | None = None) -> tuple[Event, ...]:
        """Do an action and return what happened; raise `Refused`, all as it was, where it cannot be done or kept.

        at: how many orders the seat had placed when its form was made; a form that is sent twice is refused.
        """
        with self._lock:
            self._may(action)
            if at is not None and at != self.chronicle.placed.get(seat_of(action), 0):
                raise Refused(
                    "This order was sent already, or another one of yours came in between. Look, then send it."
                )
            before = self.market.state
            state, events = self.market.foresee(action)
            try:
                kept = lines.keep(self.records, self.record.id, len(self.market.journal) + 1, action)
            except NotKept as no:
                moved = "The market moved on in between. Look, and send it again."
                raise Refused(moved if self._caught_up() else no.sentence) from no
            self.market.commit(action, state, events)
            self.times.append(kept)
            self.chronicle.take(before, action, events, kept)
            if seat := self.seats.get(seat_of(action)):
                seat.last_at = kept
            self.version += 1
        self.changed()
        return events

    def catch_up(self) -> bool:
        """Take in what other servers of these records have done; return whether there was anything."""
        with self._lock:
            found = lines.read(self.records, self.record.id, len(self.market.journal))
            for action, at in found:
                before = self.market.state
                self.chronicle.take(before, action, self.market.act(action), at)
                self.times.append(at)
                self.version += 1
        if found:
            self.changed()
        return bool(found)

    def _caught_up(self) -> bool:
        try:
            return self.catch_up()
        except NotKept:
            return False

    def _may(self, action: Action) -> None:
        """Refuse what the state of the class does not allow."""
        if isinstance(action, Enter):
            shut = self.state is State.STOPPED
        elif isinstance(action, Pass) or seat_of(action):
            shut = self.state is not State.RUNNING
        else:
            shut = self.state is State.STOPPED
        if shut:
            raise Refused(SHUT[self.state])

    def expected(self, action: Action) -> str:
        """Return in a sentence what an order would do now; raise `Refused` as it would be."""
        assert isinstance(action, Bid | Ask)
        with self._lock:
            before, rules = self.market.state, self.rules
            after, events = self.market.expected(action)
        return self.chronicle.effect(rules, before, after, action, events)

    def take_seat(self, nickname: str, pair: bool = False) -> tuple[Seat, str]:
        """Return a new seat, which has come to the market, and the secret for its cookie."""
        if self.market.state.over:
            raise Refused("This market is over.")
        with self._lock:
            seat, secret = super().take_seat(nickname, pair)
            self.do(Enter(seat.number))
        return seat, secret

    def night(self) -> None:
        """Let time pass until the next morning."""
        day = self.market.state.day
        while self.market.state.day == day and not self.market.state.over:
            self.do(Pass())
