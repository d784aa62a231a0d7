"""The command `classroom --market`: start a market, write out what markets left."""

import argparse
from pathlib import Path

from aiohttp import web

from engine.bazaar.rules import Rules
from engine.errors import BadSnapshot
from engine.luck import fresh_seed
from game.classroom.bazaar import lines, looking_back, sheets
from game.classroom.bazaar.desk import MarketDesk
from game.classroom.bazaar.news import News
from game.classroom.bazaar.site import MarketSite
from game.classroom.bazaar.square import NAMED, Square
from game.classroom.command import records_at, serving
from game.classroom.records import NotKept
from game.classroom.roster import take_seats


def start(wanted: argparse.Namespace, rules: Rules) -> None:
    """Serve a market until Ctrl-C; raises `NotKept` where its records cannot be used, `OSError` for its port."""
    records = records_at(wanted)
    try:
        if records.store.far or wanted.join:
            raise NotKept("A market has one server and its records in a file: leave out --join and postgresql://.")
        records.erase_older(wanted.keep * 24 * 3600)
        seed = wanted.seed if wanted.seed is not None else fresh_seed()
        square = Square.opened(records, rules, seed, wanted.seats, wanted.new)
        if wanted.roster is not None:
            print(f"Who has which words: {take_seats(square, wanted.roster)}")

        def make(password: str, address: str) -> web.Application:
            return application(square, wanted.keep, password, address)

        serving(wanted, square, square.rules.title, make)
    finally:
        records.close()


def application(square: Square, keep: int, password: str, address: str) -> web.Application:
    """Return all pages of a market, pupils' and teacher's."""
    news = News(square)
    app = MarketSite(square, keep, news).make()
    MarketDesk(square, news, password, address).add_to(app)
    return app


def write_out(wanted: argparse.Namespace, name: str) -> list[Path]:
    """Write the sheets of all markets, or of those of one name, into a folder, and return the files."""
    records, made = records_at(wanted), []
    lines.prepare(records)
    folder = Path(wanted.to)
    folder.mkdir(parents=True, exist_ok=True)
    for one in records.classes():
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
