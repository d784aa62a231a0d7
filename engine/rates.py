"""Rates: what one money is worth in another today, at the middle, whatever the player's own orders do."""

from typing import TYPE_CHECKING

from engine.ledger import currency_of

if TYPE_CHECKING:
    from engine.scenario import Market, Scenario
    from engine.turn import Turn


def rate(turn: "Turn", currency: str, here: "Market | None" = None, day: int = 0) -> int:
    """Return the middle rate of one unit of a currency, smallest parts of the chapter's money; 0 where nobody has one.

    The market's own notes count first, then the era at its place, then the first market or place that has one.
    `day`: another day than today.
    """
    scenario, when = turn.scenario, day or turn.day
    if currency == scenario.money:
        return scenario.currencies[currency].minor
    others = [market for market in scenario.markets.values() if currency in market.notes]
    if here is not None and currency in here.notes:
        return turn.paths.mid(here.id, currency, when)
    if here is not None and (quoted := turn.paths.quotation(currency, here.place, when)) is not None:
        return quoted.mid
    if others:
        return turn.paths.mid(others[0].id, currency, when)
    if scenario.era is not None and currency in scenario.era.processes:
        place = next(iter(scenario.era.processes[currency].places), "")
        quoted = turn.paths.quotation(currency, place, when)
        return quoted.mid if quoted is not None else 0
    return 0


def quoted(scenario: "Scenario", currency: str) -> bool:
    """Return whether anybody has a rate of a currency in the chapter's money."""
    dealt = any(currency in market.notes for market in scenario.markets.values())
    return dealt or currency == scenario.money or (scenario.era is not None and currency in scenario.era.processes)


def converted(
    turn: "Turn", amount: int, source: str, target: str, here: "Market | None" = None, day: int = 0
) -> int | None:
    """Return what a sum of one money is in another, to the nearest smallest part; None where no rate is known."""
    if source == target:
        return amount
    by, per = rate(turn, source, here, day), rate(turn, target, here, day)
    if not by or not per:
        return None
    minors = turn.scenario.currencies
    over, under = amount * by * minors[target].minor, minors[source].minor * per
    return (2 * over + under) // (2 * under)


def value(turn: "Turn", amount: int, currency: str, here: "Market | None" = None, day: int = 0) -> int:
    """Return what a sum is in the chapter's money on a day, today unless said; 0 where no rate is known."""
    return converted(turn, amount, currency, turn.scenario.money, here, day) or 0


def swap(turn: "Turn", memo: str, into: str, got: int, out_of: str, given: int) -> None:
    """Book what is got into one account for what is given out of another; each currency balances by itself."""
    one, other = currency_of(into), currency_of(out_of)
    if one == other:
        turn.post(memo, (into, got), (out_of, -given))
    else:
        turn.post(
            memo,
            (into, got),
            (f"equity:exchange:{one}", -got),
            (f"equity:exchange:{other}", given),
            (out_of, -given),
        )
