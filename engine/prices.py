"""Prices: what goods and currencies cost at each place and date of an era, under one play's luck.

In logs: level and premium, season, shocks of luck that revert, dated shocks, what is taken over from other prices, the
fuel in the freight, sellers who hold back together; then ceilings. A price is keyed by date and place: whoever asks,
and however often, is told the same. Days are ordinals.
"""

from collections.abc import Iterator
from math import exp
from typing import NamedTuple

from engine.cartels import Held
from engine.ceilings import NO_BITE, Bite
from engine.era import Era
from engine.luck import BLOCK, Luck
from engine.money import around
from engine.outline import outline
from engine.swings import Swings

HIGHEST = 30.0
"""The log at which a price stops, so that no declaration makes a number too great to hold."""


class Quotation(NamedTuple):
    """What is posted for a unit on a day, smallest parts, and how things stand behind it."""

    mid: int
    bid: int
    ask: int
    supply: int
    """Percent of what is usually to be had; 0 on a day on which it is sold out."""
    hidden: int
    """What is asked behind the stalls, where a ceiling bites; else the ask."""
    risk: float
    """Percent chance that a hidden sale is caught."""


class Prices:
    """The prices of one play; worked out by blocks of days when first asked for."""

    __slots__ = ("_bites", "_cartels", "_latent", "_mids", "_moves", "era", "luck", "swings")

    def __init__(self, era: Era, luck: Luck) -> None:
        self.era = era
        self.luck = luck
        self.swings = Swings(luck)
        self._moves: dict[tuple[str, str, int], list[float]] = {}
        self._latent: dict[tuple[str, str, int], list[float]] = {}
        self._mids: dict[tuple[str, str, int], list[int]] = {}
        self._bites: dict[tuple[str, str, int], dict[int, Bite]] = {}
        self._cartels: dict[tuple[str, str], list[Held]] = {}

    def mid(self, name: str, place: str, day: int) -> int:
        """Return the posted middle price of a unit, smallest parts; at least one."""
        block, number = divmod(day, BLOCK)
        return self.mids(name, place, block)[number]

    def spread(self, name: str, place: str, day: int) -> float:
        """Return half of the spread on a day, as a part of the middle price."""
        block, number = divmod(day, BLOCK)
        return outline(self.era, name, place, block).half[number]

    def quotation(self, name: str, place: str, day: int) -> Quotation:
        """Return all that can be said of a price on a day."""
        block, number = divmod(day, BLOCK)
        mid = self.mid(name, place, day)
        bid, ask = around(mid, self.spread(name, place, day), self.era.processes[name].tick)
        bite = self._bitten(name, place, block).get(number, NO_BITE)
        hidden = max(ask, round(ask * exp(bite.gap + bite.over))) if bite.gap else ask
        return Quotation(mid, bid, ask, self.supply(name, place, day), hidden, 100 * bite.risk)

    def supply(self, name: str, place: str, day: int) -> int:
        """Return percent of what is usually to be had; 0 where the day is sold out."""
        block, number = divmod(day, BLOCK)
        part = outline(self.era, name, place, block).supply[number]
        part *= 1 - self._bitten(name, place, block).get(number, NO_BITE).withheld
        for cartel in self.era.cartels:
            if cartel.good == name and place in cartel.places:
                course, after = self._course(cartel.id, place), day - cartel.starts
                part *= 1 - course[after].share if 0 <= after < len(course) else 1
        empties = (1 - part) * self.era.processes[name].empties
        if empties > 0 and self.luck.share(f"price.empty.{name}.{place}", day) < empties:
            return 0
        return max(0, round(100 * part))

    def posted(self, name: str, place: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield bid and ask of each day from the first to the last."""
        tick = self.era.processes[name].tick
        for block in range(first // BLOCK, last // BLOCK + 1):
            start = block * BLOCK
            days = slice(max(0, first - start), last + 1 - start)
            half = outline(self.era, name, place, block).half[days]
            mids = self.mids(name, place, block)[days]
            yield from [around(mid, part, tick) for mid, part in zip(mids, half, strict=True)]

    def mids(self, name: str, place: str, block: int) -> list[int]:
        """Return the posted middle prices of a block of days."""
        key = (name, place, block)
        found = self._mids.get(key)
        if found is None:
            logs = self._bare(name, place, block)
            if bites := self._bitten(name, place, block):
                logs = [log - bites.get(number, NO_BITE).gap for number, log in enumerate(logs)]
            found = self._mids[key] = [round(exp(log)) or 1 if log < HIGHEST else round(exp(HIGHEST)) for log in logs]
        return found

    def _bare(self, name: str, place: str, block: int) -> list[float]:
        """Return the logs of what people would pay, before any ceiling."""
        key = (name, place, block)
        found = self._latent.get(key)
        if found is None:
            plan = outline(self.era, name, place, block)
            found = [base + more for base, more in zip(plan.base, self._departure(name, place, block), strict=True)]
            if plan.freight:
                fuel = self._departure(self.era.processes[name].fuel, place, block)
                found = [
                    log + part * (exp(dear) - 1) for log, part, dear in zip(found, plan.freight, fuel, strict=True)
                ]
            self._latent[key] = found
        return found

    def _departure(self, name: str, place: str, block: int) -> list[float]:
        """Return a price's departures from its level and premium: what other prices may take over."""
        key = (name, place, block)
        found = self._moves.get(key)
        if found is not None:
            return found
        process, plan = self.era.processes[name], outline(self.era, name, place, block)
        common = self.swings.block(f"price.{name}", process.common.lasts, block)
        local = self.swings.block(f"price.{name}.{place}", process.local.lasts, block)
        found = [
            own + wide * everywhere + narrow * here
            for own, wide, everywhere, narrow, here in zip(
                plan.own, plan.common, common, plan.local, local, strict=True
            )
        ]
        for leader, weights in plan.links:
            led = self._departure(leader, place, block)
            found = [move + by * other for move, by, other in zip(found, weights, led, strict=True)]
        for cartel in self.era.cartels:
            if cartel.good == name and place in cartel.places:
                for after, held in enumerate(self._course(cartel.id, place), cartel.starts - block * BLOCK):
                    if 0 <= after < BLOCK:
                        found[after] += held.rise
        self._moves[key] = found
        return found

    def _course(self, cartel: str, place: str) -> list[Held]:
        course = self._cartels.get((cartel, place))
        if course is None:
            rule = next(rule for rule in self.era.cartels if rule.id == cartel)
            course = self._cartels[cartel, place] = rule.course(self.luck, place)
        return course

    def _bitten(self, name: str, place: str, block: int) -> dict[int, Bite]:
        """Return what ceilings do to a price, by day of the block; days without are left out."""
        key = (name, place, block)
        found = self._bites.get(key)
        if found is None:
            found = self._bites[key] = {}
            for ceiling in self.era.ceilings:
                if ceiling.good == name and place in ceiling.enforced:
                    enforced = ceiling.enforced[place].over(block * BLOCK, BLOCK)
                    if any(enforced):
                        for number, price in enumerate(self._bare(name, place, block)):
                            bite = ceiling.bite(price, enforced[number])
                            if bite.gap > found.get(number, NO_BITE).gap:
                                found[number] = bite
        return found
