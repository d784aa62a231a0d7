"""A play: a session, its recording and what has been told of it; whatever shows a game asks this and nothing deeper.

It knows no screen, so that a terminal, a browser seat and a test can drive the same one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine import journal
from engine.actions import Action, Assign, Buy, Choose, Depart, Sell, SetDial
from engine.errors import Refused
from engine.offers import Offer
from engine.session import Session, Story
from game import acts, board, narration, words
from game.narration import Told
from game.recording import Recording
from game.status import Status, status
from game.tongue import told, tr


@dataclass(frozen=True, slots=True)
class Beat:
    """What one deed led to: the player's own words for it, and what is told."""

    deed: str
    told: tuple[Told, ...]
    trouble: str = ""
    """Why it could not be saved; empty where it was."""
    art: str = ""
    """The picture of the scene it led to, if it has one."""
    dial: str = ""
    """The dial that was turned: only where it was left is told."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as it is shown: what it says, what it surely takes, what it risks, and why it is barred if it is."""

    id: str
    say: str
    note: str
    cost: str
    risk: str
    barred: str


def left(beats: Sequence[Beat]) -> tuple[Beat, ...]:
    """Return beats without the steps by which a dial came to where it was left."""
    after = [beat.dial for beat in beats[1:]] + [""]
    return tuple(beat for beat, following in zip(beats, after, strict=True) if not beat.dial or beat.dial != following)


class Play:
    """One play of a chapter."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.session: Session = recording.session
        self.beats: list[Beat] = []
        self._status: Status | None = None

    @classmethod
    def fresh(cls, session: Session, keep: bool = True) -> "Play":
        """Return a new play, saved already, with its beginning told."""
        return cls.begun(Recording.fresh(session, keep))

    @classmethod
    def begun(cls, recording: Recording) -> "Play":
        """Return the play of a session in which nothing was done yet, with its beginning told."""
        play = cls(recording)
        session = recording.session
        play.beats.append(Beat("", narration.opening(session), recording.trouble, session.scene.art))
        return play

    @classmethod
    def resumed(cls, recording: Recording) -> "Play":
        """Return a play that goes on where it was left, with the scene that stands open told again."""
        play = cls(recording)
        play.beats.append(Beat("", narration.standing(recording.session), art=recording.session.scene.art))
        return play

    def read_in(self, story: Story) -> None:
        """Go on in another language: the scene that stands open is told again, and all that was told before."""
        self.session.read_in(story)
        self._status = None
        self.beats = [Beat("", narration.standing(self.session), art=self.session.scene.art)]

    # ---- doing

    def choose(self, choice: str) -> Beat:
        """Take a choice; raise `Refused` with the reason where it cannot be taken."""
        offer = next((o for o in self.session.offered().choices if o.id == choice), None)
        if offer is not None and offer.barred:
            raise Refused(offer.barred)
        return self._act(Choose(choice), offer.say if offer is not None else "")

    def trade(self, good: str, amount: int) -> Beat:
        """Buy (amount above 0) or sell (below) at the scene's market."""
        return self._act(Buy(good, amount) if amount > 0 else Sell(good, -amount), "")

    def set_dial(self, dial: str, value: int) -> Beat:
        """Set a dial."""
        return self._act(SetDial(dial, value), "")

    def assign(self, person: str, duty: str) -> Beat:
        """Give a person a duty."""
        return self._act(Assign(person, duty), "")

    def do(self, action: Action) -> Beat:
        """Do any action; raise `Refused` with the reason where it cannot be done."""
        if isinstance(action, Choose):
            return self.choose(action.choice)
        return self._act(action, acts.deed(self.session, action) if isinstance(action, Depart) else "")

    def _act(self, action: Action, deed: str) -> Beat:
        events = self.recording.act(action)
        self._status = None
        told = narration.narrate(events, self.session)
        art = self.session.scene.art if any(line.kind == "heading" for line in told) else ""
        beat = Beat(deed, told, self.recording.trouble, art, action.dial if isinstance(action, SetDial) else "")
        self.beats.append(beat)
        return beat

    # ---- asking

    @property
    def ended(self) -> bool:
        """Whether an ending was reached."""
        return self.session.ended

    @property
    def status(self) -> Status:
        """How things stand."""
        if self._status is None:
            self._status = status(self.session)
        return self._status

    def options(self) -> tuple[Option, ...]:
        """Return the choices of the scene, in its order."""
        return tuple(self._option(offer) for offer in self.session.offered().choices)

    @property
    def market(self) -> bool:
        """Whether goods may be bought and sold here."""
        return bool(self.session.offered().market)

    @property
    def roads(self) -> bool:
        """Whether goods may be loaded here and journeys begun."""
        return self.session.scene.roads and not self.ended

    @property
    def plan(self) -> bool:
        """Whether dials and duties may be changed here."""
        return self.session.offered().plan

    def history(self) -> Iterable[Beat]:
        """Return everything told since the beginning: where the play was loaded, by playing its journal again."""
        first = self.beats[0]
        done = len(self.session.journal)
        if len(self.beats) > done:
            return left(self.beats)
        try:
            return left((*self._retold(done - len(self.beats) + 1), *self.beats[1:]))
        except Refused:
            return left((first, *self.beats[1:]))

    def _retold(self, until: int) -> tuple[Beat, ...]:
        session = self.session.anew()
        beats = [Beat("", narration.opening(session))]
        for action in self.session.journal[:until]:
            deed = acts.deed(session, action) if isinstance(action, Choose | Depart) else ""
            events = session.act(action)
            dial = action.dial if isinstance(action, SetDial) else ""
            beats.append(Beat(deed, narration.narrate(events, session), dial=dial))
        if until == len(self.session.journal) and journal.digest(session.world) != self.session.digest():
            raise Refused(tr("The chapter has been changed since."))
        return tuple(beats)

    def _option(self, offer: Offer) -> Option:
        note, costs = board.noted(self.session, offer)
        return Option(
            offer.id,
            offer.say,
            note,
            words.listed(costs),
            "; ".join(f"{risk.what} ({words.chance(risk.chance)})" for risk in offer.risks),
            told(offer.barred),
        )
