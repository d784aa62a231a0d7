"""Paths: the weather and the prices of one play, keyed by date and place, whatever the player does."""

from math import exp, log, sqrt

from engine.luck import Luck, weighted
from engine.prices import Prices, Quotation
from engine.scenario import Market, Quote, Scenario

DRIFT_DAYS = 10
"""Days over which a dated change of level is reached. Ours: no document says how fast."""
_WARM_UP = 30
"""Days before the first, so that the first day's prices already have a past."""


class Paths:
    """Lazily worked out weather and middle prices of one seed; asked again, they answer the same."""

    __slots__ = ("_paths", "_prices", "_weather", "luck", "prices", "scenario")

    def __init__(self, scenario: Scenario, luck: Luck) -> None:
        self.scenario = scenario
        self.luck = luck
        self.prices = Prices(scenario.era, luck) if scenario.era is not None else None
        """What the era says of prices; None where markets have only quotes of their own."""
        self._weather: list[str] = []
        self._prices: dict[tuple[str, str], list[int]] = {}
        self._paths: dict[tuple[str, int], list[float]] = {}

    def weather(self, day: int) -> str:
        """Return the kind of weather of a day, empty where the scenario names none."""
        known = self._weather
        rule = self.scenario.weather
        while len(known) < day:
            number = len(known) + 1
            kinds = rule.months.get(self.scenario.date_of(number).month, ())
            if not kinds:
                known.append("")
            elif (
                known
                and known[-1]
                and rule.persistence
                and self.luck.share("weather.stays", number) * 100 < rule.persistence
            ):
                known.append(known[-1])
            else:
                known.append(kinds[weighted(self.luck.share("weather", number), [w for _, w in kinds])][0])
        return known[day - 1] if day > 0 else ""

    def mid(self, market: str, good: str, day: int) -> int:
        """Return the middle price of a unit of a good or currency at a market on a day, smallest parts; at least 1."""
        place = self.scenario.markets[market]
        if self.prices is not None and not _quote(place, good).mid:
            return self.prices.mid(good, place.place, self.scenario.ordinal(max(day, 1)))
        known = self._prices.setdefault((market, good), [])
        if len(known) < max(day, 1):
            self._extend(known, place, good, max(day, 1))
        return known[max(day, 1) - 1]

    def quotation(self, name: str, place: str, day: int) -> Quotation | None:
        """Return what the era says of a good or currency at a place on a day; None where it says nothing."""
        if self.prices is None or not self.prices.era.quotes(name, place):
            return None
        return self.prices.quotation(name, place, self.scenario.ordinal(max(day, 1)))

    def _extend(self, known: list[int], market: Market, good: str, day: int) -> None:
        quote = _quote(market, good)
        shared = self._shocks(f"price.{market.id}", quote.lasts, day)
        own = self._shocks(f"price.{market.id}.{good}", quote.lasts, day)
        part, swing = quote.common / 100, quote.swing / 100
        for number in range(len(known) + 1, day + 1):
            shock = sqrt(part) * shared[number] + sqrt(1 - part) * own[number]
            known.append(max(1, round(quote.mid * exp(swing * shock + _level(quote, number)))))

    def _shocks(self, stream: str, lasts: int, days: int) -> list[float]:
        """An AR(1) path of unit daily shocks with the half-life `lasts`, worked out as far as it is asked for."""
        keeps = exp(-log(2) / max(lasts, 1))
        path = self._paths.get((stream, lasts))
        if path is None:
            level, normal = 0.0, self.luck.normal_stream(stream)
            for number in range(1 - _WARM_UP, 1):
                level = keeps * level + normal(number)
            # The level of the day before the first stands in front.
            path = self._paths[stream, lasts] = [level]
        if len(path) <= days:
            normal = self.luck.normal_stream(stream)
            while len(path) <= days:
                path.append(keeps * path[-1] + normal(len(path)))
        return path


def _quote(market: Market, name: str) -> Quote:
    """Return what a market says of a good or, where it deals in none of that name, of a currency."""
    return market.quotes.get(name) or market.notes[name]


def _level(quote: Quote, day: int) -> float:
    level = 0.0
    for start, percent in quote.drift:
        if day >= start:
            level += log(1 + percent / 100) * min(1.0, (day - start + 1) / DRIFT_DAYS)
    return level
