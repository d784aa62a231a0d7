"""Paths: the weather and the prices of one play, keyed by date and place, whatever the player does."""

from math import exp, log, sqrt

from engine.luck import Luck, weighted
from engine.scenario import Market, Quote, Scenario

DRIFT_DAYS = 10
"""Days over which a dated change of level is reached. Ours: no document says how fast."""
_WARM_UP = 30
"""Days before the first, so that the first day's prices already have a past."""


class Paths:
    """Lazily worked out weather and middle prices of one seed; asked again, they answer the same."""

    __slots__ = ("_common", "_prices", "_weather", "luck", "scenario")

    def __init__(self, scenario: Scenario, luck: Luck) -> None:
        self.scenario = scenario
        self.luck = luck
        self._weather: list[str] = []
        self._prices: dict[tuple[str, str], list[int]] = {}
        self._common: dict[str, list[float]] = {}

    def weather(self, day: int) -> str:
        """Return the kind of weather of a day, empty where the scenario names none."""
        known = self._weather
        rule = self.scenario.weather
        while len(known) < day:
            number = len(known) + 1
            kinds = rule.months.get(self.scenario.date_of(number).month, ())
            if not kinds:
                known.append("")
            elif known and known[-1] and self.luck.share("weather.stays", number) * 100 < rule.persistence:
                known.append(known[-1])
            else:
                known.append(kinds[weighted(self.luck.share("weather", number), [w for _, w in kinds])][0])
        return known[day - 1] if day > 0 else ""

    def mid(self, market: str, good: str, day: int) -> int:
        """Return a good's middle price of a unit at a market on a day, smallest parts; at least one."""
        known = self._prices.get((market, good))
        if known is None or len(known) < day:
            known = self._extend(self.scenario.markets[market], good, day)
        return known[max(day, 1) - 1]

    def _extend(self, market: Market, good: str, day: int) -> list[int]:
        quote = market.quotes[good]
        want = max(day, self.scenario.lasts + 1)
        shared = self._shocks(f"price.{market.id}", quote.lasts, want)
        own = self._shocks(f"price.{market.id}.{good}", quote.lasts, want)
        part = quote.common / 100
        swing = quote.swing / 100
        prices = []
        for number in range(1, want + 1):
            shock = sqrt(part) * shared[number - 1] + sqrt(1 - part) * own[number - 1]
            prices.append(max(1, round(quote.mid * exp(swing * shock + _level(quote, number)))))
        self._prices[market.id, good] = prices
        return prices

    def _shocks(self, stream: str, lasts: int, days: int) -> list[float]:
        """An AR(1) path of unit daily shocks with the half-life `lasts`."""
        key = f"{stream}/{lasts}"
        known = self._common.get(key)
        if known is None or len(known) < days:
            keeps = exp(-log(2) / max(lasts, 1))
            level = 0.0
            known = []
            for number in range(1 - _WARM_UP, days + 1):
                level = keeps * level + self.luck.normal(stream, number)
                if number > 0:
                    known.append(level)
            self._common[key] = known
        return known


def _level(quote: Quote, day: int) -> float:
    level = 0.0
    for start, percent in quote.drift:
        if day >= start:
            level += log(1 + percent / 100) * min(1.0, (day - start + 1) / DRIFT_DAYS)
    return level
