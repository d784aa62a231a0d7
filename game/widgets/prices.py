"""Prices as they are set: a line for each thing dealt in, with how it has gone, and a chart of one of them."""

from game import board
from game.play import Play
from game.plot import plot
from game.tongue import later, tr
from game.widgets.typeset import Block, Line, Run, fit, gap, para, pre, rule, sparkline

NAME, WIDE_NAME = 20, 28
"""Cells for the name, in a narrow and in a wide table."""
WIDE = 90
"""Cells from which on a table is wide."""
COLUMNS = (
    (later("buy"), 8), (later("sell"), 8), (later("in rice"), 9), (later("week"), 6), (later("you have"), 11),
    (later("at"), 7),
)  # fmt: skip
"""(head, cells) of the columns that stand at the right."""


def short(play: Play) -> list[Block]:
    """Return the prices of the scene's market for a column."""

    def made(width: int) -> list[Line]:
        room = width - 9 - 11
        return [
            (
                Run(_name(row, room), "quiet"),
                Run(sparkline(row.history if len(row.history) > 1 else (), 10).rjust(10) + " ", "frost"),
                Run(row.ask.rjust(9), ""),
            )
            for row in board.rows(play.session)
        ]

    return [gap(), rule(tr("prices, to buy")), made]


def name_room(width: int) -> int:
    """Return the cells for the name in a table of a width."""
    return WIDE_NAME if width >= WIDE else NAME


def spark_room(width: int) -> int:
    """Return how many small bars stand at the end of a line."""
    return max(6, min(30, width - name_room(width) - sum(room for _, room in COLUMNS) - 3))


def head(width: int) -> Line:
    """Return the head of the market's table."""
    cells = tuple(Run(fit(tr(name), room, right=True), "quiet") for name, room in COLUMNS)
    how = fit(tr("so far") if width < WIDE else tr("how it went"), spark_room(width), right=True)
    return (Run(" " * name_room(width)), *cells, Run("  " + how, "quiet"))


def line(row: board.Row, width: int) -> Line:
    """Return one line of the market's table."""
    change = f"{row.change:+d} %" if row.change else "·" if row.history else ""
    rice = row.rice.replace(" of rice", "")
    spark = spark_room(width)
    if row.scarce:
        scarce = row.scarce if len(row.scarce) <= spark else row.scarce.partition(" ")[0]
        tail = Run("  " + fit(scarce, spark, right=True), "bad")
    elif row.hidden:
        tail = Run("  " + fit(tr("hidden"), spark, right=True), "warm")
    else:
        tail = Run("  " + sparkline(row.history, spark).rjust(spark), "frost")
    return (
        Run(_name(row, name_room(width)), ""),
        Run(fit(row.ask, 8, right=True), "strong"),
        Run(fit(row.bid, 8, right=True), ""),
        Run(fit(rice, 9, right=True), "quiet"),
        Run(fit(change, 6, right=True), "warm" if row.change > 0 else "good" if row.change < 0 else "rule"),
        Run(fit(row.held, 11, right=True), "strong" if row.held else ""),
        Run(fit(row.average, 7, right=True), "quiet"),
        tail,
    )


def _name(row: board.Row, room: int) -> str:
    """Return what it is called, with the money it is priced in where that is another."""
    tail = f" ({row.money})" if row.money else ""
    return fit(fit(row.name, room - len(tail)).rstrip() + tail, room)


def chart(row: board.Row, minor: int, height: int) -> list[Block]:
    """Return a chart of how a price has gone, as far as anybody here knows; nothing where nobody does."""
    if len(row.history) < 3 or height < 3:
        return []

    def made(width: int) -> list[Line]:
        drawn = plot([value / minor for value in row.history], min(width, 76), height, from_zero=False)
        return pre(drawn.split("\n"), "frost")(width)

    days = len(row.history)
    return [
        made,
        para(tr("{row}, middle price over {days} days, today at the right", row=row.name, days=days), "quiet"),
    ]
