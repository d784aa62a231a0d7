"""Ways: every move a story permits: choices, outcomes, journeys, and what may interrupt the days they take."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from engine.effects import Effect, If, Send, travels
from engine.scenario import Scenario
from engine.scene import Choice, Scene, Target
from engine.whereabouts import arrivals, place_of

DEPART = "depart"
"""The trigger of setting out, on whichever route, from a scene where journeys begin."""
DEAL = "~deal"
"""What stands for the choice where a deal that is caught moves the play."""


class Edge(NamedTuple):
    """A way from one scene to another by a choice; `why` is choice, outcome, interrupt, deal or journey."""

    source: str
    choice: str
    dest: str
    why: str


class Move(NamedTuple):
    """A choice of a scene, and all the scenes it may lead to for one reason."""

    source: str
    choice: str
    why: str
    dests: Collection[str]


def moves(scenario: Scenario) -> Iterator[Move]:
    """Yield every move the story permits, choice by choice: far fewer than edges, where many events may interrupt."""
    return map(Move._make, _Ways(scenario).moves())


def edges(scenario: Scenario) -> list[Edge]:
    """Return every move the story permits."""
    found: dict[Edge, None] = {}
    for source, choice, why, dests in _Ways(scenario).moves():
        for dest in sorted(dests) if why in ("choice", "outcome") else dests:
            found[Edge(source, choice, dest, why)] = None
    return list(found)


def ways(scenario: Scenario) -> dict[str, dict[str, set[str]]]:
    """Return trigger -> scene -> the scenes it may lead to from there: the edges as a machine wants them."""
    found: dict[str, dict[str, set[str]]] = {}
    for source, choice, _, dests in _Ways(scenario).moves():
        found.setdefault(choice, {}).setdefault(source, set()).update(dests)
    return found


_NOTHING = "~nothing"


class _Ways:
    """Works out where `back` may lead: the scenes that visit, those at which days may be interrupted, and the road.

    `under` is scene -> what may wait on top to be come back to, `_NOTHING` where nothing may: the home hub then.
    `onward` is where a journey that goes on may lead, `riding` the scenes that may stand open while one is under way.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.interrupts = interrupts(scenario)
        self.arrivals = arrivals(scenario)
        self.onward = tuple(dict.fromkeys((*self.arrivals, *road_interrupts(scenario)))) if self.arrivals else ()
        self.riding = self._riding()
        self.home = {home_hub(scenario), *self.arrivals}
        self.under: dict[str, set[str]] = defaultdict(set)
        self._settle()

    def _riding(self) -> set[str]:
        if not self.onward:
            return set()
        seen: set[str] = set()
        waiting = list(road_interrupts(self.scenario))
        for scene in self.scenario.scenes.values():
            waiting += [target.scene for choice, target in _targets(scene) if target.scene and _travels(choice)]
        while waiting:
            if (name := waiting.pop()) not in seen:
                seen.add(name)
                scene = self.scenario.scenes[name]
                for _, target in _targets(scene):
                    if target.how == "visit" or (target.scene and not place_of(self.scenario, target.scene)):
                        waiting.append(target.scene)
                if caught := self.caught(scene):
                    waiting.append(caught)
        return seen

    def caught(self, scene: Scene) -> str:
        """Return where a hidden deal that is caught in a scene leads; empty where the play stays."""
        market = self.scenario.markets.get(scene.market)
        return market.caught.scene if market is not None else ""

    def _settle(self) -> None:
        for first in self.scenario.entries:
            self.under[first].add(_NOTHING)
        for scene in self.scenario.scenes.values():
            if scene.hub:
                self.under[scene.id].add(_NOTHING)
        changed = True
        bases: set[str] = set()
        while changed:
            before = sum(map(len, self.under.values())) + len(bases)
            for scene in self.scenario.scenes.values():
                for choice, target in _targets(scene):
                    if target.scene and not self.scenario.scenes[target.scene].hub:
                        self.under[target.scene] |= {scene.id} if target.how == "visit" else self.under[scene.id]
                    if choice.passes:
                        bases |= self.dests(scene, target)
                if (caught := self.caught(scene)) and not self.scenario.scenes[caught].hub:
                    self.under[caught].add(scene.id)
            for interrupt in self.interrupts:
                self.under[interrupt] |= bases
            changed = sum(map(len, self.under.values())) + len(bases) != before

    def dests(self, scene: Scene, target: Target) -> set[str]:
        if target.how == "here":
            return {scene.id}
        if target.how == "back":
            under = self.under[scene.id]
            home = self.home if _NOTHING in under or not under else set()
            return (under | home) - {_NOTHING, ""}
        return {target.scene}

    def moves(self) -> Iterator[tuple[str, str, str, Collection[str]]]:
        """Yield source, trigger, why, and all the scenes it may lead to."""
        for scene in self.scenario.scenes.values():
            for choice, target in _targets(scene):
                yield scene.id, choice.id, "outcome" if choice.outcomes else "choice", self.dests(scene, target)
                if choice.passes:
                    yield scene.id, choice.id, "interrupt", self.interrupts
                if (target.how == "back" and scene.id in self.riding) or (self.onward and _travels(choice)):
                    yield scene.id, choice.id, "journey", self.onward
            if caught := self.caught(scene):
                yield scene.id, DEAL, "deal", (caught,)
            if scene.roads and self.onward:
                yield scene.id, DEPART, "journey", self.onward


def _travels(choice: Choice) -> bool:
    return choice.passes and (travels(choice.effects) or any(travels(outcome.effects) for outcome in choice.outcomes))


def _targets(scene: Scene) -> Iterable[tuple[Choice, Target]]:
    for choice in scene.choices.values():
        if choice.outcomes:
            for outcome in choice.outcomes:
                yield choice, outcome.go
        else:
            yield choice, choice.go


def interrupts(scenario: Scenario) -> tuple[str, ...]:
    """Return the scenes that a passing day may bring, wherever one is: events, patrols, creditors, dues, parcels."""
    named = [s.id for s in scenario.scenes.values() if s.event is not None and s.event.at != "road"]
    named += [p.scene for p in scenario.patrols.values()] + [c.scene for c in scenario.creditors.values()]
    named += [due.scene for due in scenario.dues.values()]
    if scenario.couriers:
        named += [scene for sent in _sent(scenario) for scene in (sent.arrives, sent.lost)]
    return tuple(dict.fromkeys(name for name in named if name in scenario.scenes))


def road_interrupts(scenario: Scenario) -> tuple[str, ...]:
    """Return the scenes that may stop a journey: those of any day, of the road, and of checkpoints."""
    named = [s.id for s in scenario.scenes.values() if s.event is not None and s.event.at == "road"]
    named += [post.scene for post in scenario.checkpoints.values()]
    return tuple(dict.fromkeys((*interrupts(scenario), *(name for name in named if name in scenario.scenes))))


def _sent(scenario: Scenario) -> Iterator[Send]:
    """Yield whatever is sent by couriers, anywhere in the story."""
    for scene in scenario.scenes.values():
        for choice in scene.choices.values():
            yield from _sends(choice.effects)
            for outcome in choice.outcomes:
                yield from _sends(outcome.effects)


def _sends(effects: tuple[Effect, ...]) -> Iterator[Send]:
    for effect in effects:
        if isinstance(effect, Send):
            yield effect
        elif isinstance(effect, If):
            yield from chain(_sends(effect.then), _sends(effect.otherwise))


def home_hub(scenario: Scenario) -> str:
    """Return the first hub of a scenario: where `back` leads when nothing else is left to come back to."""
    return next((s.id for s in scenario.scenes.values() if s.hub), "")
