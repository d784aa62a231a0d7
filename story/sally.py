"""A sally: how one stretch of a directed search plays on: a temper drawn for it, and a goal it leans towards.

Tempers differ from one sally to the next and hold while it lasts, so that some pay every instalment, some trade, some
wait for months: states that no play by even luck comes to.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from engine.actions import Action, Buy, Carry, Choose, Depart, Sell
from engine.errors import Refused
from engine.luck import Luck, weighted
from engine.offers import Offer
from engine.session import Session
from story.goals import SCENE, Goal, Goals
from story.moves import can, most
from story.open_game import openly
from story.policies import MOST_OPEN, at_random

UNIT = 100
"""Weights are whole numbers; this is the weight of a choice that nothing speaks for or against."""
HABITS = (5, 100, 100, 600)
PATIENCES = (100, 400, 1600)
LENGTHS = (6, 15, 40, 120)
"""Choices that a sally takes at most."""


@dataclass(slots=True)
class Sally:
    """How a stretch is played; everything is drawn from its own luck."""

    goals: Goals
    known: Collection[str]
    luck: Luck
    goal: Goal | None
    count: int = 0
    planned: int = 0
    patience: int = UNIT
    habits: bool = False
    trades: bool = True
    length: int = LENGTHS[0]
    helpful: Collection[str] = ()
    wanted: tuple[str, ...] = ()
    places: Collection[str] = ()
    weights: dict[str, int] = field(default_factory=dict)

    @classmethod
    def drawn(cls, goals: Goals, known: Collection[str], seed: int, goal: Goal | None) -> "Sally":
        """Return a sally whose temper its seed decides."""
        luck = Luck(seed)
        made = cls(goals, known, luck, goal)
        made.patience = PATIENCES[int(luck.share("temper.patience", 0) * len(PATIENCES))]
        made.habits = luck.share("temper.habits", 0) < 0.5
        made.trades = luck.share("temper.trades", 0) < 0.6
        made.length = LENGTHS[int(luck.share("temper.length", 0) * len(LENGTHS))]
        if goal is not None:
            made.helpful, made.wanted, made.places = goals.helpful(goal), goals.goods(goal), goals.places(goal)
        return made

    def next(self, session: Session) -> Action:
        """Return the next action."""
        self.count += 1
        if self.planned < MOST_OPEN and (action := self._deal(session)) is not None:
            self.planned += 1
            return action
        self.planned = 0
        open_now = session.offered().open
        if not open_now:
            raise Refused(f"Nothing can be chosen in {session.world.scene!r}.")
        weights = [self._weight(session, offer) for offer in open_now]
        return Choose(open_now[weighted(self.luck.share("sally", self.count), weights)].id)

    def _deal(self, session: Session) -> Action | None:
        scene, luck, count = session.scene, self.luck, self.count
        if self.wanted and (scene.market or scene.roads) and luck.share("sally.wanted", count) < 0.4:
            good = self.wanted[int(luck.share("sally.good", count) * len(self.wanted))]
            make = (Buy, Carry, Buy, Sell)[int(luck.share("sally.make", count) * 4)]
            if (make is Carry and scene.roads) or (make is not Carry and scene.market):
                amount = -(-most(session, make, good) * (1 + int(luck.share("sally.amount", count) * 10)) // 10)
                if amount:
                    return make(good, amount)
        if self.places and scene.roads and luck.share("sally.road", count) < 0.3:
            for route in session.scenario.road.routes.values():
                if route.other_end(session.world.where) in self.places and can(session, Depart(route.id)):
                    return Depart(route.id)
        if not self.trades:
            return None
        if (action := openly(session, luck, count)) is not None:
            return action
        return at_random(session, luck, count) if scene.market or scene.plan else None

    def _weight(self, session: Session, offer: Offer) -> int:
        scene = session.world.scene
        name = f"{scene}.{offer.id}"
        weight = self.patience if offer.passes else UNIT
        if self.habits:
            weight = weight * self._habit(name) // UNIT
        if f"choice {name}" not in self.known:
            weight *= 8
        leads = self.goals.leads.get(name, ())
        if any(f"{SCENE} {dest}" not in self.known for dest in leads):
            weight *= 6
        elif leads and all(session.scenario.scenes[dest].ending is not None for dest in leads):
            weight = weight // 20
        if self.goal is not None:
            if name in self.helpful:
                weight *= 5
            hops = self.goals.hops(self.goal)
            here = hops.get(scene)
            if here is not None and any(hops.get(dest, here) < here for dest in leads):
                weight *= 4
        return max(1, weight)

    def _habit(self, name: str) -> int:
        if name not in self.weights:
            self.weights[name] = HABITS[int(self.luck.share(f"habit.{name}", 0) * len(HABITS))]
        return self.weights[name]
