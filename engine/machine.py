"""The state machine of a story: scenes are states, choices are triggers, outcomes and interrupts their transitions.

The one file that imports `transitions`; `ways` says which moves there are. One machine serves every session of a
scenario: it has no model of its own, and no author's text is ever handed to the library as a callback.
"""

from functools import cached_property
from typing import Any, Protocol

from transitions import Event, EventData, Machine, MachineError

from engine.scenario import Scenario
from engine.ways import DEPART as DEPART
from engine.ways import Edge as Edge
from engine.ways import edges as edges
from engine.ways import home_hub as home_hub
from engine.ways import interrupts as interrupts


class Model(Protocol):
    """What the machine moves: a session."""

    state: str
    bound_for: str


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
