"""Debrief: what a play came to, as values: its books, its worth by day, its decisions, and what the witness lived."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.actions import Action, Assign, Buy, Choose, Sell, SetDial
from engine.errors import Refused
from engine.events import ChoiceMade
from engine.ledger import Transaction, currency_of, transactions
from engine.scenario import Scenario
from engine.session import Session
from game import words

OWN = ("assets", "liabilities")
"""Kinds of account that make up what is owned and owed; the others say how it changed."""


@dataclass(frozen=True, slots=True)
class CashLine:
    """One entry of the cash book: what came in or went out, and what was in the box then."""

    day: int
    date: str
    what: str
    income: str
    """What came in; empty where money went out."""
    outgo: str
    balance: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement: a name, a sum in smallest parts and in words, and its worth in rice (empty if unknown)."""

    name: str
    amount: int
    text: str
    rice: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One money's statement: what there was at the start, what came in, what went, and what is owned and owed now."""

    money: str
    """Plural of the money, for a heading."""
    opening: Line
    income: tuple[Line, ...]
    expenses: tuple[Line, ...]
    result: Line
    owned: tuple[Line, ...]
    owed: tuple[Line, ...]
    worth: Line
    """Owned less owed; the same as opening and result together."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Net worth at the end of a day, goods at what they cost: smallest parts of the money and of the yardstick good."""

    day: int
    date: str
    money: int
    rice: int | None
    """None where the yardstick has no price."""


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
        yardstick=f"{good.unit} of {good.name}" if good is not None else "",
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


# ---- the books ------------------------------------------------------------------------------------------------------


def cash_book(session: Session) -> tuple[CashLine, ...]:
    """Return every movement of cash, oldest first; takings count when they are put away."""
    boxes: dict[str, int] = defaultdict(int)
    found = []
    for entry in transactions(session.world.book):
        for account, amount in entry.postings:
            if not account.startswith("assets:cash:"):
                continue
            currency = session.scenario.currencies[currency_of(account)]
            boxes[currency.id] += amount
            text = words.money(abs(amount), currency)
            found.append(
                CashLine(
                    entry.day,
                    words.short_date(session, entry.day),
                    words.capital(entry.memo),
                    text if amount > 0 else "",
                    text if amount < 0 else "",
                    words.money(boxes[currency.id], currency),
                )
            )
    return tuple(found)


def statements(session: Session) -> tuple[Statement, ...]:
    """Return a statement for each money that was booked, the chapter's first; they are never added together."""
    book = transactions(session.world.book)
    first = _opening_length(session, book)
    named = dict.fromkeys([session.scenario.money])
    named |= dict.fromkeys(currency_of(account) for entry in book for account, _ in entry.postings)
    return tuple(_statement(session, currency, book[:first], book[first:]) for currency in named)


def _opening_length(session: Session, book: Sequence[Transaction]) -> int:
    """How many of the first entries are what the household began with, and so neither income nor expense."""
    start = transactions(Session(session.story, session.world.seed).world.book)
    same = all(a.memo == b.memo and a.postings == b.postings for a, b in zip(start, book, strict=False))
    return len(start) if same and len(start) <= len(book) else 0


def _statement(
    session: Session, currency: str, opening: Sequence[Transaction], since: Sequence[Transaction]
) -> Statement:
    turn = session.view()
    money = session.scenario.currencies[currency]

    def line(name: str, amount: int) -> Line:
        rice = words.in_rice(turn, amount) if currency == session.scenario.money else ""
        return Line(words.capital(name), amount, words.money(amount, money), rice)

    def lines(sums: dict[str, int], kind: str, sign: int) -> tuple[Line, ...]:
        told = (
            (a.split(":", 1)[1].rpartition(":")[0], sign * n) for a, n in sums.items() if n and a.startswith(kind + ":")
        )
        named = (line(_account(session.scenario, kind, name), n) for name, n in told)
        return tuple(sorted(named, key=lambda found: -found.amount))

    moved, held = _sums(since, currency), _sums([*opening, *since], currency)
    start = sum(n for account, n in _sums(opening, currency).items() if account.startswith(OWN))
    now = sum(n for account, n in held.items() if account.startswith(OWN))
    return Statement(
        money.plural,
        line("what there was at the start", start),
        lines(moved, "income", -1) + lines(moved, "equity", -1),
        lines(moved, "expenses", 1),
        line("result", now - start),
        lines(held, "assets", 1),
        lines(held, "liabilities", -1),
        line("worth now", now),
    )


def _sums(entries: Iterable[Transaction], currency: str) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for entry in entries:
        for account, amount in entry.postings:
            if currency_of(account) == currency:
                sums[account] += amount
    return sums


def _account(scenario: Scenario, kind: str, name: str) -> str:
    """Return an account's name in words."""
    if kind == "liabilities" and name in scenario.creditors:
        return scenario.creditors[name].name
    if kind == "assets":
        if name in scenario.goods:
            return f"{scenario.goods[name].name}, at cost"
        return {"cash": "money in the box", "takings": "takings not yet put away"}.get(name, name)
    if kind == "expenses" and any(stall.name == name for stall in scenario.stalls.values()):
        return f"what went into {name}"
    return name


def worth_by_day(session: Session) -> tuple[Worth, ...]:
    """Return the net worth at the end of each day so far, in the chapter's money and in its yardstick."""
    scenario = session.scenario
    changes: dict[int, int] = defaultdict(int)
    for entry in transactions(session.world.book):
        changes[entry.day] += sum(
            amount
            for account, amount in entry.postings
            if account.startswith(OWN) and currency_of(account) == scenario.money
        )
    good = scenario.goods.get(scenario.yardstick)
    market = next((m for m in scenario.markets.values() if scenario.yardstick in m.quotes), None)
    total, found = 0, []
    for day in range(1, session.world.day + 1):
        total += changes[day]
        rice = None
        if good is not None and market is not None:
            sign = 1 if total >= 0 else -1
            rice = sign * (abs(total) * good.parts // session.paths.mid(market.id, good.id, day))
        found.append(Worth(day, words.short_date(session, day), total, rice))
    return tuple(found)


# ---- the course -----------------------------------------------------------------------------------------------------


def decisions(session: Session) -> tuple[Decision, ...]:
    """Return what was decided, by playing the journal again; trades stand in the cash book and are left out.

    Where a story was changed so that the journal no longer replays, the decisions up to there.
    """
    past = Session(session.story, session.world.seed, session.paths.luck.pins)
    found: list[Decision] = []
    for action in session.journal:
        before, scene = past.world.day, past.scene.title
        said = deed(past, action)
        try:
            events = past.act(action)
        except Refused:
            break
        if said:
            said += next((_outcome(past, event) for event in events if isinstance(event, ChoiceMade)), "")
            found.append(Decision(before, words.date(past, before), scene, said))
    return tuple(_joined(found))


def deed(session: Session, action: Action) -> str:
    """Return an action in words, as the scene offers it now; empty for a trade."""
    scenario = session.scenario
    if isinstance(action, Choose):
        choice = session.scene.choices.get(action.choice)
        return choice.say.write(session.view()) if choice is not None else action.choice
    if isinstance(action, SetDial) and action.dial in scenario.dials:
        return f"{words.capital(scenario.dials[action.dial].name)}: {words.value(scenario, action.dial, action.value)}"
    if isinstance(action, Assign) and action.person in scenario.people and action.duty in scenario.duties:
        return f"{words.capital(scenario.people[action.person].name)}: {scenario.duties[action.duty].name}"
    return "" if isinstance(action, Buy | Sell) else str(action)


def _outcome(session: Session, event: ChoiceMade) -> str:
    choice = session.scenario.scenes[event.scene].choices[event.choice]
    risk = next((outcome.risk for outcome in choice.outcomes if outcome.id == event.outcome), "")
    return f" (it came to this: {risk})" if risk else ""


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
            found.append(Source(claim.grade, claim.statement, f"{title}, {claim.witness}" if claim.witness else title))
    return (*found, *(Source("invented", why, "") for why in invented))


# ---- a picture ------------------------------------------------------------------------------------------------------

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell: four rows of two dots."""


def plot(values: Sequence[float], width: int, height: int) -> str:
    """Return values as a line of braille dots, with the highest and lowest value and a zero line at the left.

    Our own 30 lines: plotext takes a quarter of a second to import, more than the screens themselves.
    """
    if not values:
        return ""
    top, bottom = max(max(values), 0), min(min(values), 0)
    labels = {height - 1: f"{bottom:,.0f}", 0: f"{top:,.0f}"}
    margin = max(map(len, labels.values())) + 1
    columns, rows = max(2, 2 * (width - margin)), 4 * height
    cells = [[0] * (columns // 2) for _ in range(height)]

    def row_of(value: float) -> int:
        return round((top - value) / ((top - bottom) or 1) * (rows - 1))

    def dot(column: int, row: int) -> None:
        cells[row // 4][column // 2] |= DOTS[row % 4][column % 2]

    points = [row_of(values[round(c * (len(values) - 1) / (columns - 1))]) for c in range(columns)]
    for column, row in enumerate(points):
        # Steps are drawn through, so that a fall in one day stays one line.
        before = points[column - 1] if column else row
        for between in range(min(before, row), max(before, row) + 1):
            dot(column, between)
        if column % 4 == 0:
            dot(column, row_of(0))
    return "\n".join(
        f"{labels.get(number, ''):>{margin - 1}} " + "".join(chr(0x2800 + cell) for cell in line).rstrip("\u2800")
        for number, line in enumerate(cells)
    )
