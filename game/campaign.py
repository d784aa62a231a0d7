"""The campaign: games that have ended and left something that the next chapter can be begun with."""

from dataclasses import dataclass
from pathlib import Path

from engine import legacy
from engine.errors import BadSnapshot
from engine.legacy import Legacy
from engine.scenario import Scenario
from game import saves, shelf, words
from game.tongue import tr


@dataclass(frozen=True, slots=True)
class Before:
    """An ended game that a chapter can follow, and what it leaves."""

    path: Path
    title: str
    leaves: str
    """In words: the cash and the debts that are taken over."""
    legacy: Legacy


def before(scenario: Scenario) -> Before | None:
    """Return the latest ended game of a chapter that this one may follow; None where there is none."""
    for slot in saves.slots():
        if slot.ended and not slot.damaged and Path(slot.scenario).name in scenario.carries.chapters:
            try:
                return left_by(slot.path, scenario)
            except (saves.Unreadable, shelf.NotPlayable, BadSnapshot):
                continue
    return None


def left_by(path: Path, scenario: Scenario) -> Before:
    """Return what an ended game leaves to a chapter; raise `Unreadable` where it is none that this one may follow."""
    saved = saves.read(path)
    story = shelf.from_library(saved.story)
    if story.scenario.slug not in scenario.carries.chapters:
        named = words.listed(list(scenario.carries.chapters))
        sentence = (
            tr("{title} takes over from {named}.", title=scenario.title, named=named)
            if named
            else tr("{title} follows no chapter.", title=scenario.title)
        )
        raise saves.Unreadable(
            tr("{sentence} The game {path} is of {slug}.", sentence=sentence, path=path.name, slug=story.scenario.slug)
        )
    session = saves.load(path, story).session
    if session is None or not session.ended:
        raise saves.Unreadable(tr("The game {path} has not come to its end yet.", path=path.name))
    found = legacy.left(session.scenario, session.world)
    return Before(path, story.scenario.title, _leaves(scenario, found), found)


def _leaves(scenario: Scenario, found: Legacy) -> str:
    """Say what of a legacy a chapter takes over: its cash and its debts."""
    told = []
    for name in scenario.carries.cash:
        if name in found.cash and (amount := found.cash[name].of(scenario.currencies[name].minor)):
            told.append(words.money(amount, scenario.currencies[name]))
    for creditor, there in scenario.carries.debts.items():
        if there in found.debts:
            owed = found.debts[there]
            money = scenario.currencies.get(owed.currency)
            if money is not None:
                said = words.money(owed.owed.of(money.minor), money)
                told.append(tr("{said} owed to {creditor}", said=said, creditor=scenario.creditors[creditor].name))
    return words.listed(told) if told else tr("empty hands")
