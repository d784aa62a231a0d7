"""Rates: what foreign money is worth today in the chapter's own, at the middle between bid and ask."""

from engine.turn import Turn


def rate(turn: Turn, currency: str, day: int = 0) -> int:
    """Return what one unit of a currency is worth on a day (today unless said), smallest parts; 0 where unknown.

    Asked first at the market of the scene, then wherever the chapter has a market or a price for it.
    """
    scenario = turn.scenario
    if currency == scenario.money:
        return scenario.currencies[currency].minor
    here = scenario.scenes[turn.scene].market
    dealers = sorted((m for m in scenario.markets.values() if currency in m.notes), key=lambda m: m.id != here)
    when = day or turn.day
    for market in dealers:
        return turn.paths.mid(market.id, currency, when)
    if scenario.era is not None and (process := scenario.era.processes.get(currency)) is not None:
        quotation = turn.paths.quotation(currency, next(iter(process.places)), when)
        return quotation.mid if quotation is not None else 0
    return 0


def worth(turn: Turn, amount: int, currency: str, day: int = 0) -> int:
    """Return what a sum is worth in the chapter's money, smallest parts of both; 0 where no rate is known."""
    minor = turn.scenario.currencies[currency].minor
    return (1 if amount >= 0 else -1) * (abs(amount) * rate(turn, currency, day) // minor)
