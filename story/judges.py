"""Judges: policies for any story, which weigh each open choice by what is told of it: costs, risks, debts, days.

What a choice and its outcomes do at once is tried on a turn that is thrown away, each outcome by its chance. What later
days bring is not known to them, nor what luck will draw.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from engine import effects, rules
from engine.actions import Action, Choose, Sell
from engine.errors import Refused
from engine.luck import Luck
from engine.market import market_of
from engine.names import worth
from engine.offers import Offer
from engine.rates import value
from engine.scene import Outcome
from engine.session import Session
from engine.turn import Turn
from story.merchant import ends, needed
from story.policies import Policy

MOST_SALES = 8
"""Sales in a row, after which it chooses."""
LOOKS_BACK, TIRED = 12, 3
"""A choice taken so often among so many last actions is left alone for a while, so that no play goes in a circle."""


class Weighed(NamedTuple):
    """What is told of a choice: sums in smallest parts of the chapter's money, by chance where outcomes differ."""

    gain: int
    """By how much net worth changes at once."""
    owed: int
    """By how much debts change."""
    spent: int
    """Cash that goes out; never below 0."""
    risk: float
    """The chance that something happens that the choice warns of (0-1)."""
    travels: bool
    passes: bool


Rank = Callable[[Weighed], tuple[float, ...]]
"""The lower the better."""


@dataclass(frozen=True, slots=True)
class Judge(Policy):
    """A policy that takes the choice it ranks best; what only ends a story it leaves till the story's days are over."""

    rank: Rank = lambda _: ()
    sells: bool = False
    """Whether it sells whatever fetches more than it cost, but for what the household lives on."""

    def next(self, session: Session, luck: Luck, count: int, planned: int) -> Action:
        """Return the next action."""
        offered = session.offered()
        if self.sells and offered.market and planned < MOST_SALES and (sale := _sale(session)) is not None:
            return sale
        if not offered.open:
            raise Refused(f"Nothing can be chosen in {session.world.scene!r}.")
        # A story that only ends when somebody ends it is ended when its days are over.
        over = session.world.day > session.scenario.lasts
        recent = Counter(done.choice for done in session.journal[-LOOKS_BACK:] if isinstance(done, Choose))

        def order(offer: Offer) -> tuple[float, ...]:
            tired = recent[offer.id] >= TIRED and not offer.passes
            ending = ends(session, offer.id)
            # Better to end it than to go in a circle.
            last = 0 if ending and over else 2 if tired else 1 if ending or over else 0
            return (last, *self.rank(weigh(session, offer)), recent[offer.id])

        return Choose(min(offered.open, key=order).id)


def weigh(session: Session, offer: Offer) -> Weighed:
    """Return what is told of an open choice."""
    choice = session.scene.choices[offer.id]
    before = session.view()
    had, owed, cash = worth(before), _owed(before), before.cash()
    chances: list[tuple[Outcome | None, int]] = [*rules.possible(before, choice)] or [(None, 1)]
    whole = sum(weight for _, weight in chances)
    gain = debt = spent = 0.0
    for outcome, weight in chances:
        turn = session.view()
        try:
            effects.run(choice.effects, turn)
            if outcome is not None:
                effects.run(outcome.effects, turn)
        except Refused:
            continue
        part = weight / whole
        gain += part * (worth(turn) - had)
        debt += part * (_owed(turn) - owed)
        spent += part * max(0, cash - turn.cash())
    every = (choice.effects, *(outcome.effects for outcome in choice.outcomes))
    travels = any(effects.travels(verbs) for verbs in every)
    risk = min(1.0, sum(risk.chance for risk in offer.risks))
    return Weighed(round(gain), round(debt), round(spent), round(risk, 6), travels, offer.passes)


def _owed(turn: Turn) -> int:
    here = market_of(turn)
    return sum(value(turn, debt.owed, debt.currency, here) for debt in turn.debts.values())


def _sale(session: Session) -> Action | None:
    """Return a sale of something that fetches more than it cost; what the household lives on is kept."""
    market = session.scenario.markets[session.scene.market]
    view, kept = session.view(), needed(session.scenario)
    for good in market.quotes:
        lot = view.stock.get(f"{market.store}/{good}")
        if lot is None or good in kept:
            continue
        sale = Sell(good, lot.amount)
        try:
            order = session.preview(sale)
        except Refused:
            continue
        if order.currency in ("", session.scenario.money) and order.sum > lot.cost:
            return sale
    return None


PLAIN = (
    Judge(
        "cautious",
        "Takes the choice with the least risk, then the one that costs least, and lets days pass rather than act.",
        rank=lambda told: (told.risk, told.spent + max(0, told.owed), not told.passes),
    ),
    Judge(
        "greedy",
        "Takes the choice that leaves most at once, by what is told of it, and sells what fetches more than it cost.",
        rank=lambda told: (-told.gain, not told.passes, told.risk),
        sells=True,
    ),
    Judge(
        "borrower",
        "Takes every credit, and pays only where nothing else can be chosen.",
        rank=lambda told: (-max(0, told.owed), max(0, -told.owed), not told.passes),
    ),
    Judge(
        "stay_at_home",
        "Sets out on no journey, takes no risk that is told, and lets the days pass.",
        rank=lambda told: (told.travels, told.risk, not told.passes, told.spent),
    ),
)
