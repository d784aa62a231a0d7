"""Debrief: what a play came to, as values: its books, its worth by day, its decisions, and what the witness lived."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from engine.actions import SetDial
from engine.errors import Refused
from engine.events import ChoiceMade
from engine.scenario import Scenario
from engine.session import Session
from game import words
from game.acts import deed
from game.books import CashLine, Statement, Worth, cash_book, statements, worth_by_day
from game.tongue import tr


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the player decided: the day, the scene, and the deed in the words in which it was offered."""

    day: int
    date: str
    scene: str
    say: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A claim that something stands on: documented or derived, what it says, and where; or invented, and why."""

    grade: str
    statement: str
    document: str


@dataclass(frozen=True, slots=True)
class Lived:
    """A line of the witness's own course, with what it stands on."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything that is shown and exported after the last scene."""

    title: str
    subtitle: str
    seed: int
    ended: str
    """Name of the ending; empty where the play was left before."""
    day: int
    of_days: int
    date: str
    money: str
    """Plural of the chapter's money, for a column's head."""
    yardstick: str
    """`kg of rice`, for a column's head; empty where there is none."""
    minor: int
    yard_parts: int
    cash_book: tuple[CashLine, ...]
    statements: tuple[Statement, ...]
    worth: tuple[Worth, ...]
    decisions: tuple[Decision, ...]
    witness: tuple[Lived, ...]
    concepts: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]


def debrief(session: Session) -> Debrief:
    """Return the debrief of a play, ended or not."""
    scenario, ending = session.scenario, session.scene.ending
    good, currency = scenario.goods.get(scenario.yardstick), scenario.currencies[scenario.money]
    return Debrief(
        title=scenario.title,
        subtitle=scenario.subtitle,
        seed=session.world.seed,
        ended=ending.name if ending is not None else "",
        day=session.world.day,
        of_days=scenario.lasts,
        date=words.date(session, session.world.day),
        money=currency.plural,
        yardstick=tr("{unit} of {good}", unit=good.counted, good=good.name) if good is not None else "",
        minor=currency.minor,
        yard_parts=good.parts if good is not None else 1,
        cash_book=cash_book(session),
        statements=statements(session),
        worth=worth_by_day(session),
        decisions=decisions(session),
        witness=witness(scenario),
        concepts=tuple((concept.name, concept.means) for concept in scenario.lesson.concepts),
        questions=scenario.lesson.questions,
    )


# ---- the course -----------------------------------------------------------------------------------------------------


def decisions(session: Session) -> tuple[Decision, ...]:
    """Return what was decided, by playing the journal again; trades stand in the cash book and are left out.

    Where a story was changed so that the journal no longer replays, the decisions up to there.
    """
    past = session.anew()
    found: list[Decision] = []
    turned = ""
    for action in session.journal:
        before, scene = past.world.day, past.scene.title
        said = deed(past, action)
        try:
            events = past.act(action)
        except Refused:
            break
        dial = action.dial if isinstance(action, SetDial) else ""
        if dial and dial == turned:
            # What a dial was left at counts, not the steps by which it came there.
            found.pop()
        turned = dial
        if said:
            said += next((_outcome(past, event) for event in events if isinstance(event, ChoiceMade)), "")
            found.append(Decision(before, words.date(past, before), scene, said))
    return tuple(_joined(found))


def _outcome(session: Session, event: ChoiceMade) -> str:
    choice = session.scenario.scenes[event.scene].choices[event.choice]
    risk = next((outcome.risk for outcome in choice.outcomes if outcome.id == event.outcome), "")
    return tr(" (it came to this: {risk})", risk=risk) if risk else ""


def _joined(decisions: Iterable[Decision]) -> Iterable[Decision]:
    for _, run in groupby(decisions, key=lambda d: (d.scene, d.say)):
        several = list(run)
        first = several[0]
        yield Decision(first.day, first.date, first.scene, first.say, len(several))


def witness(scenario: Scenario) -> tuple[Lived, ...]:
    """Return what the document's witness lived, each line with its grade."""
    return tuple(Lived(line.text, sources(scenario, line.claims)) for line in scenario.lesson.witness)


def sources(scenario: Scenario, claims: Iterable[str], invented: Iterable[str] = ()) -> tuple[Source, ...]:
    """Return what claim ids and inventions stand for, in words."""
    found = []
    for name in claims:
        claim = scenario.claims.get(name)
        if claim is not None:
            document = scenario.documents.get(claim.document)
            title = document.title if document is not None else claim.document
            found.append(
                Source(claim.grade, claim.statement, f"{title}, {tr(claim.witness)}" if claim.witness else title)
            )
    return (*found, *(Source("invented", why, "") for why in invented))
