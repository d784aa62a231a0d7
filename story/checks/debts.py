"""Debts: whether what conditions and texts ask of a debt can be more than nothing."""

from collections.abc import Iterator

from engine.effects import Borrow, Owe
from engine.scenario import Scenario
from story.checks.parts import at, effects, names_read
from story.problems import Problem


def debts_should_be_asked_for_in_their_money(scenario: Scenario) -> Iterator[Problem]:
    """STY25: a debt in one money, asked for in another, in which it is always nothing."""
    asked = names_read(scenario)
    told = set()
    for effect, spot in effects(scenario):
        if not isinstance(effect, Borrow | Owe) or effect.creditor in told:
            continue
        symbol = scenario.scope.symbols.get(f"owed.{effect.creditor}")
        names = [name for name in (f"owed.{effect.creditor}", f"called.{effect.creditor}") if name in asked]
        if symbol is not None and names and symbol.kind.of != effect.currency:
            told.add(effect.creditor)
            sentence = (
                f"{effect.creditor!r} is owed {effect.currency} here, and {names[0]!r} counts {symbol.kind.of} only."
            )
            yield at(spot, "STY25", sentence, f"say `money: {effect.currency}` of the creditor")
