"""Moments: the few hours of a market that a class will want to talk about, picked from what happened there."""

from dataclasses import dataclass
from itertools import pairwise

from engine.bazaar import events as e
from engine.bazaar.state import CARRIERS, HOUSEHOLDS, State
from game.classroom.bazaar.square import Square

SHARP = 8
"""Percent from one hour to the next from which on a price is said to have risen or fallen."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was, by day and hour, and what it was."""

    at: tuple[int, int]
    when: str
    what: str


@dataclass(slots=True)
class Hour:
    """What was traded in the open in an hour, and what households asked for in vain when they came."""

    at: tuple[int, int]
    amount: int = 0
    won: int = 0
    without: int = 0
    got: int = 0

    @property
    def price(self) -> int:
        """Won a kilogram on the average."""
        return round(self.won / self.amount)


class Moments:
    """Takes in what happened, in order, and says what stood out."""

    def __init__(self, square: Square) -> None:
        self.rules = square.rules
        self.hours: list[Hour] = []
        self.closed: list[e.DayClosed] = []
        self.dearest: tuple[tuple[int, int], e.Traded] | None = None
        self.hidden: tuple[tuple[int, int], e.Traded] | None = None
        self.found: tuple[tuple[int, int], e.Seized] | None = None

    def take(self, state: State, event: e.Event) -> None:
        """Take in an event that befell a market which stood so."""
        at = state.day, state.wave
        if not self.hours or self.hours[-1].at != at:
            self.hours.append(Hour(at))
        match event:
            case e.Traded():
                if event.hidden:
                    self.hidden = self.hidden or (at, event)
                else:
                    self.hours[-1].amount += event.amount
                    self.hours[-1].won += event.amount * event.price
                if self.dearest is None or event.price > self.dearest[1].price:
                    self.dearest = at, event
            case e.Seized():
                self.found = self.found or (at, event)
            case e.Came(got=got, without=without):
                self.hours[-1].got, self.hours[-1].without = got, without
            case e.DayClosed():
                self.closed.append(event)

    def told(self) -> list[Moment]:
        """Return what stood out, as it came."""
        found = [*self._turns(), *self._dear(), *self._held(), *self._in_vain(), *self._behind()]
        return sorted(found, key=lambda one: one.at)

    def _moment(self, at: tuple[int, int], what: str) -> Moment:
        day, hour = at
        hours = (*self.rules.waves, "night")
        return Moment(at, f"day {day}" if hour < 0 else f"day {day}, {hours[hour]}", what)

    def _turns(self) -> list[Moment]:
        """Return the sharpest rise and the sharpest fall from one hour to the next."""
        traded = [hour for hour in self.hours if hour.amount]
        steps = [(100 * later.price / hour.price - 100, hour, later) for hour, later in pairwise(traded)]
        told = []
        for pick, verb in ((max, "rose"), (min, "fell")):
            step, hour, later = pick(steps, key=lambda one: one[0], default=(0.0, None, None))
            if hour is not None and later is not None and (step if verb == "rose" else -step) >= SHARP:
                change = f"{hour.price:,} to {later.price:,} {self.rules.money}"
                told.append(self._moment(later.at, f"The price {verb} most here: from {change} within an hour."))
        return told

    def _dear(self) -> list[Moment]:
        if self.dearest is None:
            return []
        at, trade = self.dearest
        whose = {HOUSEHOLDS: "a household"}.get(trade.buyer, "one of the class")
        seller = {CARRIERS: "a carrier"}.get(trade.seller, "one of the class")
        behind = ", behind the stalls" if trade.hidden else ""
        said = f"The dearest kilogram: {trade.price:,} {self.rules.money}, sold by {seller} to {whose}{behind}."
        return [self._moment(at, said)]

    def _held(self) -> list[Moment]:
        """Return the day on which sellers brought the least of what they had."""
        days = [day for day in self.closed if day.stock and day.day < self.rules.days]
        if not days:
            return []
        least = min(days, key=lambda day: day.brought / day.stock)
        price = f", and a kilogram cost {round(least.turnover / least.volume):,}" if least.volume else ""
        said = f"Sellers brought least: {least.brought} of the {least.stock} kg they had{price}."
        return [self._moment((least.day, -1), said)]

    def _in_vain(self) -> list[Moment]:
        """Return the hour in which most was asked for at prices that nobody took."""
        worst = max(self.hours, key=lambda hour: hour.without, default=None)
        if worst is None or not worst.without:
            return []
        said = f"Households took {worst.got} kg home, and for {worst.without} kg more found nobody to meet their price."
        return [self._moment(worst.at, said)]

    def _behind(self) -> list[Moment]:
        told = []
        if self.hidden is not None:
            at, trade = self.hidden
            said = f"The first sale behind the stalls: {trade.amount} kg at {trade.price:,}."
            told.append(self._moment(at, said))
        if self.found is not None:
            at, seized = self.found
            told.append(self._moment(at, f"The first that was found: {seized.amount} kg were taken."))
        return told
