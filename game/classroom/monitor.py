"""The monitor: what the teacher sees of each seat, and what the class chose; shown, never ranked."""

from collections import Counter
from dataclasses import asdict, dataclass

from engine.errors import BadSnapshot, Refused
from engine.session import Session
from game.classroom.room import Room, Seat, State
from game.status import status

STUCK = 180
"""Seconds without an action after which somebody who is there may need help; ours."""


LOOKED = 300
"""Seconds for which who asked for the plain page, which keeps no connection, counts as there; ours."""


@dataclass(frozen=True, slots=True)
class Row:
    """A seat as the teacher's table shows it; sums as words, beside the whole number they are sorted by."""

    number: int
    nickname: str
    word: str
    presence: str
    """`here`, `away`, `ended`, or `not begun`."""
    scene: str
    day: int
    worth: str
    worth_number: int
    debts: str
    debts_number: int
    health: str
    health_number: int
    deed: str
    actions: int
    idle: int
    """Seconds since the last action; -1 where there was none."""
    stuck: bool
    hand: str = ""
    """The policy that plays the seat meanwhile."""
    pair: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a class chose when it first stood in a scene: (what the choice says, how many), as the scene lists."""

    scene: str
    title: str
    chosen: tuple[tuple[str, int], ...]
    seats: int


class Monitor:
    """Reads the seats of a room, each again only when something about it has changed."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._rows: dict[int, tuple[int, Row]] = {}

    def rows(self) -> list[Row]:
        """Return a row for each seat, in the order in which they were taken."""
        return [self._row(seat) for seat in list(self.room.seats.values())]

    def _row(self, seat: Seat) -> Row:
        version, row = self._rows.get(seat.number, (-1, None))
        if row is None or version != seat.version:
            version = seat.version
            row = self._read(seat)
            self._rows[seat.number] = version, row
        now = self.room.records.now()
        there = seat.here or seat.there or now - seat.looked_at <= LOOKED
        idle = now - seat.last_at if seat.last_at else -1
        ended = row.presence == "ended"
        waited = now - max(seat.last_at, seat.record.joined_at)
        stuck = bool(self.room.state is State.RUNNING and there and not ended and waited > STUCK)
        presence = "here" if there and row.presence in ("away", "not begun") else row.presence
        now_so = {
            "presence": presence,
            "idle": idle,
            "stuck": stuck,
            "hand": seat.record.hand,
            "pair": seat.record.pair,
        }
        return Row(**{**asdict(row), **now_so})

    def _read(self, seat: Seat) -> Row:
        try:
            session = self.room.play_of(seat).session
        except (Refused, BadSnapshot) as no:
            seat.trouble = str(no)
            return Row(
                seat.number, seat.nickname, seat.record.word, "cannot be opened", seat.trouble, 0, "", 0, "", 0, "", 0,
                "", 0, -1, False,
            )  # fmt: skip
        found = status(session)
        presence = "ended" if session.ended else "away" if session.journal else "not begun"
        owed = [debt.sum for debt in found.debts]
        worst = min(found.people, key=lambda person: person.health, default=None)
        return Row(
            seat.number, seat.nickname, seat.record.word,
            presence, found.scene, found.day,
            found.worth.rice or found.worth.text, found.worth.amount,
            ", ".join(f"{one.text}" for one in owed), sum(one.amount for one in owed),
            f"{worst.health_word} ({worst.name})" if worst is not None else "",
            worst.health if worst is not None else 0,
            seat.last_deed, len(session.journal), -1, False,
        )  # fmt: skip

    def decisions(self) -> list[Decision]:
        """Return what the class chose in each scene that is no hub, those met by most seats first."""
        scenario = self.room.story.scenario
        picked: dict[str, Counter[str]] = {}
        for seat in list(self.room.seats.values()):
            for where, choice in list(seat.chosen.items()):
                if not scenario.scenes[where].hub:
                    picked.setdefault(where, Counter())[choice] += 1
        if not picked:
            return []
        reader = Session(self.room.story, self.room.record.seed).view()
        found = []
        for where, counts in picked.items():
            scene = scenario.scenes[where]
            chosen = tuple((choice.say.write(reader), counts[name]) for name, choice in scene.choices.items())
            found.append(Decision(where, scene.title, chosen, counts.total()))
        order = list(scenario.scenes)
        return sorted(found, key=lambda one: (-one.seats, order.index(one.scene)))
