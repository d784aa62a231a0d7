"""Carried: whether the chapters before have what one takes over from them, and whether a debt can be changed."""

from collections.abc import Callable, Collection, Iterator

from engine.kinds import near
from engine.rates import quoted
from engine.scenario import Scenario
from story import library
from story.checks.parts import at
from story.neighbours import Neighbours, endings_of, numbers_of
from story.problems import Problem

Names = Callable[[Scenario], Collection[str]]


def what_is_carried_over_must_be_there(scenario: Scenario) -> Iterator[Problem]:
    """REF01: a chapter that is not there, or a name that none of those before has; STY27: a debt nobody can change."""
    carries = scenario.carries
    if not carries.chapters:
        return
    neighbours = Neighbours(scenario)
    for slug in carries.chapters:
        if slug not in neighbours.there:
            hint = near(slug, library.slugs([neighbours.beside]))
            yield at(carries.spots[f"from.{slug}"], "REF01", f"There is no chapter {slug!r} that can be played.", hint)
    there = [loaded.scenario for loaded in neighbours.there.values() if loaded.scenario is not None]
    if len(there) == len(carries.chapters):
        yield from _unknown(scenario, there)
    for one in there:
        yield from _unchanged(scenario, one)


def _unknown(scenario: Scenario, there: list[Scenario]) -> Iterator[Problem]:
    """Yield a problem for each name that no chapter before has."""
    carries, named = scenario.carries, " or ".join(one.slug for one in there)
    asked: tuple[tuple[str, str, dict[str, str], Names], ...] = (
        ("money", "currency", {name: name for name in carries.cash}, lambda one: one.currencies),
        ("goods", "good", dict(carries.goods), lambda one: one.goods),
        ("debts", "creditor", dict(carries.debts), lambda one: one.creditors),
        ("numbers", "number or flag", dict(carries.values), numbers_of),
        ("endings", "ending", {name: name for name in carries.endings}, endings_of),
    )
    for key, sort, names, of in asked:
        known = {name for one in there for name in of(one)}
        for here, name in names.items():
            if name not in known:
                sentence = f"There is no {sort} {name!r} in {named}."
                yield at(carries.spots[f"{key}.{here}"], "REF01", sentence, near(name, known))


def _unchanged(scenario: Scenario, there: Scenario) -> Iterator[Problem]:
    """Yield a problem for each debt that is owed in another money there, of which nobody here has a rate."""
    for here, name in scenario.carries.debts.items():
        if name not in there.creditors:
            continue
        left, owed = (one.creditors[creditor].money or one.money for one, creditor in ((there, name), (scenario, here)))
        missing = [money for money in (left, owed) if not quoted(scenario, money)]
        if left != owed and missing:
            sentence = (
                f"{name!r} of {there.slug} is owed {left}, {here!r} is owed {owed}: nobody here changes {missing[0]}."
            )
            hint = f"let a market deal in {missing[0]} (`notes`), or say `money: {left}` of the creditor"
            yield at(scenario.carries.spots[f"debts.{here}"], "STY27", sentence, hint)
