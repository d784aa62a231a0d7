"""The outline of a price: what no luck touches, by blocks of days, so that all plays of an era can share it."""

from typing import NamedTuple

from engine.era import Era, Process
from engine.luck import BLOCK
from engine.shocks import Shock


class Outline(NamedTuple):
    """A block of days of one price at one place, without luck; one value a day."""

    base: list[float]
    """Level and premium, log."""
    own: list[float]
    """Departure from it by season and dated shocks."""
    common: list[float]
    """Size of the shocks that all places share."""
    local: list[float]
    links: tuple[tuple[str, list[float]], ...]
    """(what is followed, elasticity), where it is not 0 throughout."""
    freight: list[float]
    """Part of the premium that goes with the price of fuel; empty where none does."""
    half: list[float]
    """Half of the spread."""
    supply: list[float]
    """Part of the usual supply."""


def outline(era: Era, name: str, place: str, block: int) -> Outline:
    """Return the outline of a price at a place for a block of days, worked out once an era."""
    key = (name, place, block)
    found = era.outlines.get(key)
    if found is None:
        found = era.outlines[key] = _drawn(era, era.processes[name], place, block * BLOCK)
    return found


def _drawn(era: Era, process: Process, place: str, first: int) -> Outline:
    days = range(first, first + BLOCK)
    premium = process.places[place].over(first, BLOCK)
    links = []
    for leader, by in process.follows:
        weights = by.over(first, BLOCK)
        if any(weights):
            links.append((leader, weights))
    return Outline(
        [level + more for level, more in zip(process.level.over(first, BLOCK), premium, strict=True)],
        _departures(era, process, place, days),
        process.common.size.over(first, BLOCK),
        process.local.size.over(first, BLOCK),
        tuple(links),
        [process.freight * more for more in premium] if process.fuel and any(premium) else [],
        [spread / 2 for spread in process.spread.over(first, BLOCK)],
        _supply(era, process, place, days),
    )


def _departures(era: Era, process: Process, place: str, days: range) -> list[float]:
    wave = process.season
    found = [wave.at(day) for day in days] if wave is not None else [0.0] * BLOCK
    for shock in _under_way(era, days):
        if size := shock.moves.get((process.id, place), 0):
            found = [value + size * shock.felt(day) for value, day in zip(found, days, strict=True)]
    return found


def _supply(era: Era, process: Process, place: str, days: range) -> list[float]:
    found = process.supply.over(days.start, BLOCK)
    for shock in _under_way(era, days):
        if size := shock.supply.get((process.id, place), 0):
            found = [value * max(0.0, 1 + size * shock.lacking(day)) for value, day in zip(found, days, strict=True)]
    return found


def _under_way(era: Era, days: range) -> list[Shock]:
    """Return the shocks of which word goes round before the last of the days."""
    return [shock for shock in era.shocks if shock.starts - shock.rumour < days.stop]
