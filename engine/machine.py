"""The state machine of a story: scenes are states, choices are triggers, outcomes and interrupts their transitions.

The one file that imports `transitions`. One machine serves every session of a scenario: it has no model of its own,
and no author's text is ever handed to the library as a callback.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from transitions import Event, EventData, Machine, MachineError

from engine.scenario import Scenario
from engine.scene import Scene, Target


class Model(Protocol):
    """What the machine moves: a session."""

    state: str
    bound_for: str


class Edge(NamedTuple):
    """A way from one scene to another by a choice; `why` is choice, outcome or interrupt."""

    source: str
    choice: str
    dest: str
    why: str


def edges(scenario: Scenario) -> list[Edge]:
    """Return every move the story permits."""
    return _Ways(scenario).all()


_NOTHING = "~nothing"


class _Ways:
    """Works out where `back` may lead: the scenes that visit, and those at which days may be interrupted.

    `under` is scene -> what may wait on top to be come back to, `_NOTHING` where nothing may: the home hub then.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.interrupts = interrupts(scenario)
        self.under: dict[str, set[str]] = defaultdict(set)
        self._settle()

    def _settle(self) -> None:
        self.under[self.scenario.first].add(_NOTHING)
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
            for interrupt in self.interrupts:
                self.under[interrupt] |= bases
            changed = sum(map(len, self.under.values())) + len(bases) != before

    def dests(self, scene: Scene, target: Target) -> set[str]:
        if target.how == "here":
            return {scene.id}
        if target.how == "back":
            under = self.under[scene.id]
            home = {home_hub(self.scenario)} if _NOTHING in under or not under else set()
            return (under | home) - {_NOTHING, ""}
        return {target.scene}

    def all(self) -> list[Edge]:
        found: dict[Edge, None] = {}
        for scene in self.scenario.scenes.values():
            for choice, target in _targets(scene):
                for dest in sorted(self.dests(scene, target)):
                    found[Edge(scene.id, choice.id, dest, "outcome" if choice.outcomes else "choice")] = None
                if choice.passes:
                    for dest in self.interrupts:
                        found[Edge(scene.id, choice.id, dest, "interrupt")] = None
        return list(found)


def _targets(scene: Scene) -> Iterable[tuple[Any, Target]]:
    for choice in scene.choices.values():
        if choice.outcomes:
            for outcome in choice.outcomes:
                yield choice, outcome.go
        else:
            yield choice, choice.go


def interrupts(scenario: Scenario) -> tuple[str, ...]:
    """Return the scenes that a passing day may bring: events, patrols, creditors, dues."""
    named = [s.id for s in scenario.scenes.values() if s.event is not None]
    named += [p.scene for p in scenario.patrols.values()] + [c.scene for c in scenario.creditors.values()]
    named += [due.scene for due in scenario.dues.values()]
    return tuple(dict.fromkeys(name for name in named if name in scenario.scenes))


def home_hub(scenario: Scenario) -> str:
    """Return the first hub of a scenario: where `back` leads when nothing else is left to come back to."""
    return next((s.id for s in scenario.scenes.values() if s.hub), "")


class _Choice(Event):
    """A choice's trigger; of its transitions it tries those to the scene that its model is bound for, and no others.

    A choice that lets days pass may be interrupted by any event, and to try them all would be most of a move.
    """

    def _process(self, event_data: EventData) -> bool:
        bound_for = getattr(event_data.model, "bound_for", "")
        for transition in self.transitions[event_data.state.name]:
            if transition.dest == bound_for:
                event_data.transition = transition
                if transition.execute(event_data):
                    event_data.result = True
                    return True
        return False


class _Machine(Machine):
    event_cls = _Choice


class StoryMachine:
    """The scenario's machine, shared by all its sessions; built when the first of them moves."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    @cached_property
    def _machine(self) -> _Machine:
        machine = _Machine(
            model=None,
            states=list(self._scenario.scenes),
            initial=self._scenario.first,
            auto_transitions=False,
            send_event=True,
            model_attribute="state",
        )
        for source, choice, dest in dict.fromkeys((e.source, e.choice, e.dest) for e in edges(self._scenario)):
            machine.add_transition(_trigger(choice), source, dest, conditions=_bound_for(dest))
        return machine

    def permits(self, model: Model, choice: str, dest: str) -> bool:
        """Return whether a choice may lead to a scene from where the model stands."""
        event = self._machine.events.get(_trigger(choice))
        return event is not None and any(t.dest == dest for t in event.transitions.get(model.state, ()))

    def move(self, model: Model, choice: str, dest: str) -> None:
        """Move a model by a choice; the caller has asked `permits`."""
        model.bound_for = dest
        if not self._machine.events[_trigger(choice)].trigger(model):
            raise MachineError(f"{choice} does not lead from {model.state} to {dest}")


def _trigger(choice: str) -> str:
    """Return a choice's trigger; as it stands it might be a name the library keeps for itself, such as `state`."""
    return f"choose {choice}"


def _bound_for(dest: str) -> Any:
    return lambda event: event.model.bound_for == dest
