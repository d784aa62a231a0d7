"""The outlook: what a day by the plan would use and could bring, before it is lived."""

from dataclasses import dataclass

from engine import household, market
from engine.session import Session
from game import words
from game.tongue import tr


@dataclass(frozen=True, slots=True)
class Outlook:
    """A stall's day by the plan: what goes into the pot, how long each lasts, and what a full sale would bring."""

    stall: str
    tended: bool
    uses: tuple[tuple[str, str, str, bool], ...]
    """(good, amount, how long what there is lasts, whether that is a day at least)."""
    brings: str
    costs: str
    """What the pot's content would cost at today's prices; empty where not all of it is for sale."""


def outlooks(session: Session) -> tuple[Outlook, ...]:
    """Return the outlook of each stall."""
    turn = session.view()
    scenario = session.scenario
    money = scenario.currencies[scenario.money]
    found = []
    for stall in scenario.stalls.values():
        cooked = turn.values[stall.cooks]
        portion = turn.values[stall.portion_dial] if stall.portion_dial else stall.portion_usual
        wanted = [(stall.portion_good, cooked * portion), *((good, cooked * amount) for good, amount in stall.recipe)]
        wanted += list(stall.fuel)
        place = scenario.markets.get(stall.market)
        uses, cost = [], 0
        for good, amount in wanted:
            if amount <= 0:
                continue
            rule = scenario.goods[good]
            lasts = turn.held(good) // amount
            said = tr("there is for {days}", days=words.days(lasts)) if lasts else tr("not enough for a day")
            uses.append((rule.name, words.quantity(amount, rule), said, lasts > 0))
            if place is not None and good in place.quotes:
                cost += market.price(turn, place, good).ask * amount // rule.parts
        found.append(
            Outlook(
                stall.name,
                household.tends(turn, stall.id),
                tuple(uses),
                words.sum_and_rice(turn, cooked * turn.values[stall.price], money),
                words.sum_and_rice(turn, cost, money),
            )
        )
    return tuple(found)
