"""The books: cash book, a statement for each money, and worth by day, all read from the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.ledger import Transaction, currency_of, transactions
from engine.said import booked
from engine.scenario import Scenario
from engine.session import Session
from game import words
from game.memos import booked_as
from game.tongue import later, tr

OWN = ("assets", "liabilities")
"""Kinds of account that make up what is owned and owed; the others say how it changed."""
SPENT = {
    "keep": later("food and a bed on the way"), "fares": later("fares and freight"),
    "counterfeit": later("bad notes"), "frozen": later("lost to the cold"),
}  # fmt: skip
"""Accounts of the rules' own -> what they are called."""


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
    money: str = ""
    """Plural of the money it is in."""


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
                    words.capital(booked_as(session.scenario, entry.memo)),
                    text if amount > 0 else "",
                    text if amount < 0 else "",
                    words.money(boxes[currency.id], currency),
                    currency.plural,
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
    start = transactions(session.anew().world.book)
    same = all(a.memo == b.memo and a.postings == b.postings for a, b in zip(start, book, strict=False))
    return len(start) if same and len(start) <= len(book) else 0


def _statement(
    session: Session, currency: str, opening: Sequence[Transaction], since: Sequence[Transaction]
) -> Statement:
    turn = session.view()
    money = session.scenario.currencies[currency]

    def line(name: str, amount: int) -> Line:
        rice = words.in_rice(turn, words.worth(turn, amount, currency))
        return Line(words.capital(name), amount, words.money(amount, money), rice)

    def lines(sums: dict[str, int], kind: str, sign: int) -> tuple[Line, ...]:
        told = (
            (a.split(":", 1)[1].rpartition(":")[0], sign * n) for a, n in sums.items() if n and a.startswith(kind + ":")
        )
        named = (line(_account(session.scenario, kind, name), n) for name, n in told if n > 0 or kind != "equity")
        return tuple(sorted(named, key=lambda found: -found.amount))

    moved, held = _sums(since, currency), _sums([*opening, *since], currency)
    start = sum(n for account, n in _sums(opening, currency).items() if account.startswith(OWN))
    now = sum(n for account, n in held.items() if account.startswith(OWN))
    return Statement(
        money.plural,
        line(tr("what there was at the start"), start),
        lines(moved, "income", -1) + lines(moved, "equity", -1),
        lines(moved, "expenses", 1) + lines(moved, "equity", 1),
        line(tr("result"), now - start),
        lines(held, "assets", 1),
        lines(held, "liabilities", -1),
        line(tr("worth now"), now),
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
    if kind == "equity" and name == "exchange":
        return tr("exchange for other money")
    sort, _, of = name.partition(".")
    if sort == "coupon" and of in scenario.coupons:
        return tr("{plural}, at cost", plural=words.plural(scenario.coupons[of].name))
    if sort == "fund" and of in scenario.shares:
        return tr(later("out of {name}") if kind == "income" else later("into {name}"), name=scenario.shares[of].name)
    if kind == "liabilities" and name in scenario.creditors:
        return scenario.creditors[name].name
    if kind == "assets":
        if name in scenario.goods:
            return tr("{good}, at cost", good=scenario.goods[name].name)
        return {"cash": tr("money in the box"), "takings": tr("takings not yet put away")}.get(
            name, booked_as(scenario, name)
        )
    if kind == "expenses" and name in SPENT:
        return tr(SPENT[name])
    if kind == "expenses" and any(booked(stall.name) == name for stall in scenario.stalls.values()):
        return tr("what went into {name}", name=booked_as(scenario, name))
    return booked_as(scenario, name)


def worth_by_day(session: Session) -> tuple[Worth, ...]:
    """Return the net worth at the end of each day so far, in the chapter's money and in its yardstick.

    Foreign cash and debts count at the rate of each day, or not at all where none is known.
    """
    scenario, turn = session.scenario, session.view()
    changes: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for entry in transactions(session.world.book):
        owned = ((currency_of(account), amount) for account, amount in entry.postings if account.startswith(OWN))
        changes[entry.day] += owned
    good = scenario.goods.get(scenario.yardstick)
    market = next((m for m in scenario.markets.values() if scenario.yardstick in m.quotes), None)
    sums: dict[str, int] = defaultdict(int)
    found = []
    for day in range(1, session.world.day + 1):
        for currency, amount in changes[day]:
            sums[currency] += amount
        total = sum(words.worth(turn, amount, currency, day) for currency, amount in sums.items() if amount)
        rice = None
        if good is not None and market is not None:
            sign = 1 if total >= 0 else -1
            rice = sign * (abs(total) * good.parts // session.paths.mid(market.id, good.id, day))
        found.append(Worth(day, words.short_date(session, day), total, rice))
    return tuple(found)
