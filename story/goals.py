"""Goals: what plays have not come to yet, the ways in to each, and how near a world is to one of them."""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property, partial
from itertools import product
from typing import NamedTuple

from engine.effects import If, Send
from engine.kinds import Expr
from engine.scenario import Scenario
from engine.scene import Choice, Outcome, Scene, Target
from engine.turn import Turn
from engine.ways import moves
from story.coverage import Conditions
from story.nearness import ALWAYS, FLAT, MOST_WAYS, Measured, Nearness, Part, nearness

SCENE, CHOICE, OUTCOME, HOLDS = "scene", "choice", "outcome", "holds"
"""Sorts of target, and what keys of coverage begin with; the fourth is a condition that is to hold."""
ELSEWHERE = 1.0
"""How much further it is where the choice that leads there is one of another scene."""
NEVER = 99.0
"""How far it is to what cannot come again in this play."""


class Gate(NamedTuple):
    """A way in: an event, a choice (of `source`, perhaps by one outcome), or somebody who comes."""

    how: str
    """event, choice, outcome, or who comes: patrol, creditor, due, checkpoint, parcel, deal, arrival."""
    source: str
    choice: str
    near: Nearness
    once: bool
    told: str
    """What an author calls it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that is to be reached."""

    sort: str
    name: str
    gates: tuple[Gate, ...]

    @property
    def key(self) -> str:
        """What it is counted under."""
        return f"{self.sort} {self.name}"


class Near(NamedTuple):
    """How near a world is to a goal: how far off, by which gate, which parts of its condition do not hold."""

    off: float
    gate: int
    lacking: tuple[str, ...]


def near(goal: Goal, view: Turn) -> Near:
    """Return how near a world is to a goal, by the gate that is nearest."""
    best = Near(NEVER, 0, ())
    for place, gate in enumerate(goal.gates):
        if gate.once and _used(goal, gate, view):
            continue
        off, lacking = gate.near.measure(view)
        if gate.source and view.scene != gate.source:
            off += ELSEWHERE
        if off < best.off:
            best = Near(off, place, lacking)
    return best


def _used(goal: Goal, gate: Gate, view: Turn) -> bool:
    return f"{gate.source}.{gate.choice}" in view.seen if gate.choice else goal.name in view.last


class Goals:
    """Everything of a scenario that can be reached, with its gates."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.scenes = {name: Goal(SCENE, name, tuple(gates)) for name, gates in _gates(scenario).items()}
        self._in_scenes: dict[str, tuple[Goal, ...]] = {
            scene.id: tuple(_inside(scenario, scene)) for scene in scenario.scenes.values()
        }
        self._hops: dict[str, dict[str, int]] = {}

    def inside(self, scene: str) -> tuple[Goal, ...]:
        """Return the goals that can only be reached from a scene: its choices, their outcomes, its conditions."""
        return self._in_scenes[scene]

    def everything(self) -> Iterator[Goal]:
        """Yield all goals, scenes first."""
        yield from self.scenes.values()
        for goals in self._in_scenes.values():
            yield from goals

    def continued(self) -> frozenset[str]:
        """Return the scenes that open only where the chapter follows another: its opening and what follows."""
        first = self.scenario.carries.first
        found = {first} if first and not self.scenes[first].gates else set()
        grown = bool(found)
        while grown:
            more = {
                name
                for name, goal in self.scenes.items()
                if name not in found and goal.gates and all(gate.source in found for gate in goal.gates)
            }
            found |= more - {self.scenario.first}
            grown = bool(more - {self.scenario.first})
        return frozenset(found)

    def helpful(self, goal: Goal) -> frozenset[str]:
        """Return the choices, as `scene.choice`, that touch what the goal's conditions read."""
        words = {word for gate in goal.gates for name in gate.near.names() for word in _words(name)}
        found = {f"{gate.source}.{gate.choice}" for gate in goal.gates if gate.choice}
        for word in words:
            found |= self._touching.get(word, set())
        return frozenset(found)

    def goods(self, goal: Goal) -> tuple[str, ...]:
        """Return the goods that the goal's conditions read."""
        names = (name for gate in goal.gates for name in sorted(gate.near.names()) if name.startswith("stock."))
        return tuple(dict.fromkeys(name.rpartition(".")[2] for name in names))

    def places(self, goal: Goal) -> frozenset[str]:
        """Return the places that the goal's conditions ask to be at."""
        names = (name for gate in goal.gates for name in gate.near.names())
        return frozenset(name[3:-1] for name in names if name.startswith("at("))

    def hops(self, goal: Goal) -> Mapping[str, int]:
        """Return how many choices it is from each scene to the nearest of the goal's gates, by the story's graph."""
        if goal.key not in self._hops:
            steps: dict[str, int] = {gate.source: 0 for gate in goal.gates if gate.source}
            waiting = deque(steps)
            while waiting:
                scene = waiting.popleft()
                for before in self._before.get(scene, ()):
                    if before not in steps:
                        steps[before] = steps[scene] + 1
                        waiting.append(before)
            self._hops[goal.key] = steps
        return self._hops[goal.key]

    @cached_property
    def leads(self) -> Mapping[str, tuple[str, ...]]:
        """`scene.choice` -> the scenes it may lead to by itself, whatever the days bring."""
        found: dict[str, dict[str, None]] = {}
        for move in moves(self.scenario):
            if move.why in ("choice", "outcome"):
                found.setdefault(f"{move.source}.{move.choice}", {}).update(dict.fromkeys(sorted(move.dests)))
        return {name: tuple(dests) for name, dests in found.items()}

    @cached_property
    def _before(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for name, dests in self.leads.items():
            source = name.partition(".")[0]
            for dest in dests:
                if dest != source:
                    found.setdefault(dest, {})[source] = None
        return {name: tuple(sources) for name, sources in found.items()}

    @cached_property
    def _touching(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for scene in self.scenario.scenes.values():
            for choice in scene.choices.values():
                name = f"{scene.id}.{choice.id}"
                words = {name, *self.leads.get(name, ())} | _written(choice.effects)
                for outcome in choice.outcomes:
                    words |= _written(outcome.effects)
                for word in words:
                    found.setdefault(word, set()).add(name)
        return found


def _inside(scenario: Scenario, scene: Scene) -> Iterator[Goal]:
    scope = scenario.scope
    for choice in scene.choices.values():
        name = f"{scene.id}.{choice.id}"
        when = nearness(choice.when, scope)
        yield Goal(CHOICE, name, (Gate("choice", scene.id, choice.id, when, choice.once, name),))
        for outcome in choice.outcomes:
            both = _both(when, nearness(outcome.when, scope))
            told = f"{name}.{outcome.id}"
            yield Goal(OUTCOME, told, (Gate("outcome", scene.id, choice.id, both, choice.once, told),))
    for condition in Conditions.of_scene(scene):
        gate = Gate("condition", scene.id, "", nearness(condition.expr, scope), False, condition.key)
        yield Goal(HOLDS, condition.key, (gate,))


def _gates(scenario: Scenario) -> dict[str, list[Gate]]:
    found: dict[str, list[Gate]] = {name: [] for name in scenario.scenes}
    scope = scenario.scope
    for scene in scenario.scenes.values():
        if scene.event is not None:
            near, once = nearness(scene.event.when, scope), scene.event.cooldown is None
            found[scene.id].append(Gate("event", "", "", near, once, "as an event"))
        for choice in scene.choices.values():
            for target, outcome in _targets(choice):
                if target.scene:
                    found[target.scene].append(_gate(scenario, scene, choice, outcome))
            for sent in _sent(choice):
                for told in (sent.arrives, sent.lost):
                    by = f"what {scene.id}.{choice.id} sends"
                    found[told].append(Gate("parcel", "", "", _under_way(told, by), False, by))
        market = scenario.markets.get(scene.market)
        if market is not None and market.caught.scene:
            found[market.caught.scene].append(Gate("deal", scene.id, "", ALWAYS, False, "a deal that is caught"))
    for gate, scene_name in _comers(scenario):
        if scene_name in found:
            found[scene_name].append(gate)
    return found


def _comers(scenario: Scenario) -> Iterator[tuple[Gate, str]]:
    """Yield who comes by themselves, what must be so that they can, and the scene that opens."""
    for patrol in scenario.patrols.values():
        tends = {duty.id for duty in scenario.duties.values() if duty.tends == patrol.watches}
        near = _when(f"somebody tends {patrol.watches}", partial(_doing, tends))
        yield Gate("patrol", "", "", near, False, f"the patrol {patrol.id}"), patrol.scene
    for creditor in scenario.creditors.values():
        near = _when(f"owes({creditor.id})", partial(_owes, creditor.id))
        yield Gate("creditor", "", "", near, False, f"the creditor {creditor.id}"), creditor.scene
    for post in scenario.checkpoints.values():
        routes = {route.id for route in scenario.road.routes.values() if post.id in route.checkpoints}
        near = _when(f"on a road past {post.id}", partial(_rides, routes))
        yield Gate("checkpoint", "", "", near, False, f"the checkpoint {post.id}"), post.scene
    for due in scenario.dues.values():
        yield Gate("due", "", "", nearness(due.when, scenario.scope), False, f"the due {due.id}"), due.scene
    for place in scenario.places.values():
        near = _when(f"at({place.id})", partial(_at, place.id))
        yield Gate("arrival", "", "", near, False, f"coming to {place.id}"), place.scene


def _doing(duties: set[str], view: Turn) -> bool:
    return bool(duties & {*view.plan.values()})


def _owes(creditor: str, view: Turn) -> bool:
    return creditor in view.debts


def _rides(routes: set[str], view: Turn) -> bool:
    return view.journey is not None and view.journey.route in routes


def _at(place: str, view: Turn) -> bool:
    return view.where == place


def _when(told: str, holds: Callable[[Turn], bool]) -> Nearness:
    """Return what is no condition that an author wrote, and can only hold or not."""
    return Nearness(((Part(told, frozenset(), lambda view: 0.0 if holds(view) else FLAT),),))


def _under_way(scene: str, by: str) -> Nearness:
    return _when(f"{by} is on its way", lambda view: any(scene in (p.arrives, p.lost) for p in view.parcels))


def _gate(scenario: Scenario, scene: Scene, choice: Choice, outcome: Outcome | None) -> Gate:
    near = nearness(choice.when, scenario.scope)
    told = f"{scene.id}.{choice.id}"
    if outcome is not None:
        near = _both(near, nearness(outcome.when, scenario.scope))
        told += f".{outcome.id}"
    return Gate("choice", scene.id, choice.id, near, choice.once, told)


def _targets(choice: Choice) -> Iterator[tuple[Target, Outcome | None]]:
    if not choice.outcomes:
        yield choice.go, None
    for outcome in choice.outcomes:
        yield outcome.go, outcome


def _both(one: Nearness, other: Nearness) -> Nearness:
    if len(one.ways) * len(other.ways) > MOST_WAYS:
        return one
    return Nearness(tuple(a + b for a, b in product(one.ways, other.ways)))


def _sent(choice: Choice) -> Iterator[Send]:
    waiting = [*choice.effects, *(effect for outcome in choice.outcomes for effect in outcome.effects)]
    while waiting:
        effect = waiting.pop()
        if isinstance(effect, Send):
            yield effect
        elif isinstance(effect, If):
            waiting += [*effect.then, *effect.otherwise]


def _written(value: object) -> set[str]:
    """Return every word that verbs name: flags, numbers, goods, creditors, papers."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, Expr):
        return set()
    if isinstance(value, tuple):
        return {word for each in value for word in _written(each)}
    if is_dataclass(value) and not isinstance(value, type):
        return {word for field in fields(value) for word in _written(getattr(value, field.name))}
    return set()


def _words(name: str) -> Collection[str]:
    """Return what verbs may call what a condition reads: `trust.friend` itself, the good of `stock.home.rice`."""
    if name.endswith(")"):
        return [word.strip() for word in name[name.index("(") + 1 : -1].split(",")]
    head, _, tail = name.rpartition(".")
    return [name, tail] if head and not head.startswith("cash") else [name]


__all__ = ["CHOICE", "HOLDS", "NEVER", "OUTCOME", "SCENE", "Gate", "Goal", "Goals", "Measured", "Near", "near"]
