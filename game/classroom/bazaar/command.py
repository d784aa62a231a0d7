"""The command `classroom --market`: start a market, write out what markets left."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from engine.bazaar.rules import Rules
from engine.errors import BadSnapshot
from engine.luck import fresh_seed
from game.classroom.bazaar import looking_back, sheets
from game.classroom.bazaar.desk import MarketDesk
from game.classroom.bazaar.news import News
from game.classroom.bazaar.site import MarketSite
from game.classroom.bazaar.square import NAMED, Square
from game.classroom.command import DAY, Make, of_code, records_at, serving
from game.classroom.records import NotKept, Records
from game.classroom.room import State
from game.classroom.roster import take_seats
from game.tongue import tongue
from story.tongue import SOURCE


def start(wanted: argparse.Namespace, rules_of: Callable[[str], Rules]) -> None:
    """Serve a market until Ctrl-C; raises `NotKept` where its records cannot be used, `OSError` for its port."""
    if tongue().code != SOURCE:
        print(
            "The market and its pages are in English so far; chapters may be read in other languages.", file=sys.stderr
        )
    records = records_at(wanted)
    try:
        records.erase_older(wanted.keep * DAY)
        square = joined(records, wanted) if wanted.join else begun(records, wanted, rules_of(wanted.market))
        if wanted.roster is not None:
            print(f"Who has which words: {take_seats(square, wanted.roster)}")
        serving(wanted, square, square.rules.title, _pages(square, wanted.keep), _help)
    finally:
        records.close()


def joins(wanted: argparse.Namespace) -> bool:
    """Return whether the class of the code to be joined is in a market; raise `NotKept` where there is none."""
    records = records_at(wanted)
    try:
        return of_code(records, wanted.join).scenario.startswith(NAMED)
    finally:
        records.close()


def joined(records: Records, wanted: argparse.Namespace) -> Square:
    """Return the market of a code, which other servers may serve too, with the rules that are kept of it."""
    found = of_code(records, wanted.join)
    if not found.scenario.startswith(NAMED):
        raise NotKept(f"The class {found.code} plays the chapter {found.scenario!r} and no market: leave out --market.")
    return Square.taken_up(records, found)


def begun(records: Records, wanted: argparse.Namespace, rules: Rules) -> Square:
    """Return the class of a market that is not over, or a new one; never another school's."""
    name, far = NAMED + rules.id, records.store.far
    on = [one.code for one in records.classes() if one.scenario == name and one.state != State.STOPPED]
    if far and on and not wanted.new:
        raise NotKept(
            f"Classes of the market {rules.id!r} are on in {records.store.where}: {', '.join(on)}. "
            "Say which is yours with --join CODE, or begin one with --new."
        )
    seed = wanted.seed if wanted.seed is not None else fresh_seed()
    return Square.opened(records, rules, seed, wanted.seats, wanted.new, wanted.keep if far else 0)


def _help(wanted: argparse.Namespace) -> None:
    """Serve the market of another process, beside it."""
    records = records_at(wanted)
    try:
        square = joined(records, wanted)
        serving(wanted, square, square.rules.title, _pages(square, wanted.keep), helps=True)
    finally:
        records.close()


def _pages(square: Square, keep: int) -> Make:
    def make(password: str, address: str) -> web.Application:
        return application(square, keep, password, address)

    return make


def application(square: Square, keep: int, password: str, address: str) -> web.Application:
    """Return all pages of a market, pupils' and teacher's."""
    news = News(square)
    app = MarketSite(square, keep, news).make()
    MarketDesk(square, news, password, address).add_to(app)
    return app


def write_out(wanted: argparse.Namespace, name: str) -> list[Path]:
    """Write the sheets of all markets, or of those of one name, into a folder, and return the files."""
    records, made = records_at(wanted), []
    folder = Path(wanted.to)
    folder.mkdir(parents=True, exist_ok=True)
    for one in [of_code(records, wanted.join)] if wanted.join else records.classes():
        if not one.scenario.startswith(NAMED) or (name and one.scenario != NAMED + name):
            continue
        try:
            square = Square.taken_up(records, one)
        except BadSnapshot as no:
            print(f"Market {one.id} cannot be read: {no}")
            continue
        stem = f"{square.rules.id}-{one.id}"
        for sheet, (make, kind) in sheets.MADE.items():
            made.append(folder / f"{stem}-{sheet}")
            made[-1].write_text(make(square), "utf-8-sig" if kind == "text/csv" else "utf-8", newline="")
        made.append(folder / f"{stem}-debrief.html")
        made[-1].write_text(looking_back.page_of(square), "utf-8", newline="")
    return made
