"""Commands that list: prices."""

import argparse
from typing import TYPE_CHECKING

from game.cli.common import Exit, Wrong

if TYPE_CHECKING:
    from game.cli.common import Adder


def add(command: "Adder") -> None:
    """Add these commands to the parser."""
    prices = command("prices", list_prices, "list a world's prices by date and place, with nobody playing")
    prices.add_argument("--world", required=True, metavar="WORLD", help="a world's name, such as reports")
    prices.add_argument("--from", dest="first", default="", metavar="DATE", help="the first day (the world's first)")
    prices.add_argument("--to", dest="last", default="", metavar="DATE", help="the last day (the world's last)")
    prices.add_argument("--every", default="1", metavar="DAYS", help="days from one row to the next (1)")
    prices.add_argument("--seed", default="1", metavar="N", help="the same seed is the same world (1)")
    prices.add_argument("--csv", action="store_true", help="as CSV: date,place,kind,id,unit,bid,ask")


def list_prices(wanted: argparse.Namespace) -> Exit:
    """Print what things cost in a world."""
    from game import quotes

    try:
        found = quotes.asked(wanted.world, wanted.first, wanted.last, wanted.every, wanted.seed)
    except quotes.Unlisted as no:
        raise Wrong(str(no)) from no
    for line in quotes.csv(found) if wanted.csv else quotes.table(found):
        print(line)
    return Exit.OK
