"""Prices as they are set: a line a good, with how it has gone."""

from game import board
from game.play import Play
from game.widgets.typeset import Block, Line, Run, fit, gap, rule, sparkline


def short(play: Play) -> list[Block]:
    """Return the prices of the scene's market for a column."""

    def made(width: int) -> list[Line]:
        room = width - 9 - 11
        return [
            (
                Run(fit(row.name, room), "quiet"),
                Run(sparkline(row.history if len(row.history) > 1 else (), 10).rjust(10) + " ", "frost"),
                Run(row.ask.rjust(9), ""),
            )
            for row in board.rows(play.session)
        ]

    return [gap(), rule("prices, to buy"), made]


COLUMNS = (
    ("", 18, "l"),
    ("buy", 8, "r"),
    ("sell", 8, "r"),
    ("in rice", 9, "r"),
    ("week", 6, "r"),
    ("you have", 10, "r"),
    ("at", 7, "r"),
)


def head() -> Line:
    """Return the head of the market's table."""
    return tuple(Run(fit(name, width, side == "r"), "quiet") for name, width, side in COLUMNS)


def line(row: board.Row, spark: int) -> Line:
    """Return a good's line of the market's table."""
    change = f"{row.change:+d} %" if row.change else "·"
    rice = row.rice.replace(" of rice", "")
    return (
        Run(fit(row.name, 18), ""),
        Run(fit(row.ask, 8, right=True), "strong"),
        Run(fit(row.bid, 8, right=True), ""),
        Run(fit(rice, 9, right=True), "quiet"),
        Run(fit(change, 6, right=True), "warm" if row.change > 0 else "good" if row.change < 0 else "rule"),
        Run(fit(row.held, 10, right=True), "strong" if row.held else ""),
        Run(fit(row.average, 7, right=True), "quiet"),
        Run("  " + sparkline(row.history, spark).rjust(spark), "frost"),
    )
