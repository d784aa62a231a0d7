"""How the books are set: statement, cash book, and worth by day as a plot."""

from collections.abc import Sequence

from game.books import CashLine, Line, Statement
from game.debrief import Debrief
from game.plot import plot
from game.tongue import tr
from game.widgets.typeset import Block, Run, Text, gap, head, para, pre, rule, table
from game.widgets.typeset import Line as SetLine

Row = list[Text]


def statement(found: Statement) -> list[Block]:
    """Return a statement: what came in, what went out, what is owned and owed."""
    rows: list[Row] = [_row(found.opening, "strong"), _blank(), _label(tr("came in"))]
    rows += [_row(line) for line in found.income] or [_none()]
    rows += [_blank(), _label(tr("went out"))]
    rows += [_row(line) for line in found.expenses] or [_none()]
    rows += [_blank(), _row(found.result, "bad" if found.result.amount < 0 else "good"), _blank(), _label(tr("owned"))]
    rows += [_row(line) for line in found.owned] or [_none()]
    rows += [_blank(), _label(tr("owed"))]
    rows += [_row(line) for line in found.owed] or [_none()]
    rows += [_blank(), _row(found.worth, "strong")]
    return [table(rows, "lrr", spacing=3)]


def _row(line: Line, role: str = "") -> Row:
    return [[Run(line.name if role else "  " + line.name, role)], [Run(line.text, role)], [Run(line.rice, "quiet")]]


def _label(text: str) -> Row:
    return [[Run(text, "warm")], "", ""]


def _blank() -> Row:
    return ["", "", ""]


def _none() -> Row:
    return [[Run(tr("  nothing"), "quiet")], "", ""]


def cash_book(lines: Sequence[CashLine]) -> list[Block]:
    """Return the cash book, oldest first."""
    if not lines:
        return [para(tr("Nothing has come in or gone out."), "quiet")]
    rows: list[Row] = [[[Run(name, "quiet")] for name in (tr("what"), tr("when"), "in", tr("out"), tr("in the box"))]]
    rows += [
        [line.what, [Run(line.date, "quiet")], [Run(line.income, "good")], [Run(line.outgo, "bad")], line.balance]
        for line in lines
    ]
    return [table(rows, "lrrrr")]


def in_money(found: Debrief, money: str) -> list[CashLine]:
    """Return the entries of the cash book in one money."""
    return [line for line in found.cash_book if line.money == money]


def worth(found: Debrief, height: int = 8) -> list[Block]:
    """Return the plot of net worth by day, in rice where it can be said and else in money."""
    rice = [day.rice for day in found.worth if day.rice is not None]
    known = len(rice) == len(found.worth) and bool(rice)
    values = [n / found.yard_parts for n in rice] if known else [day.money / found.minor for day in found.worth]
    if len(values) < 2:
        return [para(tr("After the first day there will be a picture here."), "quiet")]
    what = found.yardstick if known else found.money

    def made(width: int) -> list[SetLine]:
        return pre(plot(values, min(width, 76), height).split("\n"), "ember")(width)

    course = tr("from {date} to {date2}", date=found.worth[0].date, date2=found.worth[-1].date)
    foot = tr("net worth in {what}, {course}; goods at what they cost, less debts", what=what, course=course)
    if len(found.statements) > 1:
        foot += tr("; other money at each day's rate")
    return [made, para(foot, "quiet")]


def titled(title: str, blocks: list[Block]) -> list[Block]:
    """Return blocks under a heading."""
    return [gap(), head(title), rule(), *blocks]
