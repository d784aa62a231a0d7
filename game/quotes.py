"""The price list: what a world's prices are from one date to another, as CSV or as a table; nobody plays."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from engine.era import CURRENCY, Era
from engine.luck import Luck
from engine.prices import Prices
from game import stories
from story import atlas
from story.declared import Declared

COLUMNS = ("date", "place", "kind", "id", "unit", "bid", "ask")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_WHOLE = re.compile(r"[0-9]{1,18}\Z")


class Unlisted(Exception):
    """No list can be made of what was asked for; carries the sentence for the user."""


class Asked(NamedTuple):
    """What is to be listed, checked."""

    declared: Declared
    era: Era
    days: range
    seed: int


def asked(world: str, first: str, last: str, every: str, seed: str) -> Asked:
    """Return what the words of a command ask for; raise `Unlisted` with a sentence where they make no sense."""
    start, end = _date(first), _date(last)
    step, luck = _whole(every, "days"), _whole(seed, "a seed")
    if step == 0:
        raise Unlisted("Every 0 days is no list: write --every 1 or more.")
    try:
        charted = atlas.world(world, more=stories.folders())
    except atlas.NoSuchWorld as missing:
        raise Unlisted(str(missing)) from missing
    era = charted.declared.era
    broken = [problem for problem in charted.problems if problem.level == "error"]
    if broken and (era is not None or not charted.declared.currencies):
        raise Unlisted(f"The world {world} cannot be read: {broken[0].sentence}")
    if era is None or not era.processes:
        raise Unlisted(f"The world {world} has no prices by date: its markets open with the chapters that include it.")
    if end is not None and start is not None and end < start:
        raise Unlisted(f"The list would end before it begins: {end} is earlier than {start}.")
    known = f"{date.fromordinal(era.first)} to {date.fromordinal(era.last)}"
    for day in (start, end):
        if day is not None and not era.first <= day.toordinal() <= era.last:
            raise Unlisted(f"The world {world} has prices from {known}; {day} lies outside.")
    begin = start.toordinal() if start is not None else era.first
    return Asked(
        charted.declared, era, range(begin, (end.toordinal() if end is not None else era.last) + 1, step), luck
    )


def rows(wanted: Asked) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a list by date, place and id; prices in whole money with two decimals where they have any."""
    era, days = wanted.era, wanted.days
    minor = wanted.declared.currencies[era.money].minor
    prices = Prices(era, Luck(wanted.seed))
    columns = []
    for place in wanted.declared.places:
        for process in era.processes.values():
            if place in process.places:
                unit = process.id if process.kind == CURRENCY else wanted.declared.goods[process.id].unit
                course = list(prices.posted(process.id, place, days[0], days[-1]))
                columns.append(((place, process.kind, process.id, unit), course[:: days.step]))
    for number, day in enumerate(days):
        when = date.fromordinal(day).isoformat()
        for head, course in columns:
            bid, ask = course[number]
            yield when, *head, _money(bid, minor), _money(ask, minor)


def csv(wanted: Asked) -> Iterator[str]:
    """Yield a list as lines of CSV; no value holds a comma or a quote."""
    yield ",".join(COLUMNS)
    yield from map(",".join, rows(wanted))


def table(wanted: Asked) -> Iterator[str]:
    """Yield a list as lines of a table to be read."""
    widths = (10, 12, 8, 10, 6, 12, 12)
    for row in (COLUMNS, *rows(wanted)):
        cells = [cell.ljust(width) for cell, width in zip(row[:5], widths, strict=False)]
        yield "  ".join(cells + [cell.rjust(width) for cell, width in zip(row[5:], widths[5:], strict=True)]).rstrip()


def _date(text: str) -> date | None:
    if not text:
        return None
    if not _DATE.match(text):
        raise Unlisted(f"A date is written year-month-day, such as 2020-03-07, not {text!r}.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unlisted(f"The calendar has no day {text}.") from None


def _whole(text: str, what: str) -> int:
    if not _WHOLE.match(text):
        raise Unlisted(f"For {what} a whole number is wanted, such as 7, not {text!r}.")
    return int(text)


def _money(parts: int, minor: int) -> str:
    whole, rest = divmod(parts, minor)
    return f"{whole}.{rest:0{len(str(minor)) - 1}d}" if rest else str(whole)
