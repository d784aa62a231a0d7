"""The state machine of a story: scenes are states, choices are triggers, outcomes and interrupts their transitions.

The one file that imports `transitions`; `ways` says which moves there are. One machine serves every session of a
scenario: it has no model of its own, and no author's text is ever handed to the library as a callback.
"""

from functools import cached_property
from typing import Protocol

from transitions import Event, EventData, Machine, MachineError, Transition

from engine.scenario import Scenario
from engine.ways import DEAL as DEAL
from engine.ways import DEPART as DEPART
from engine.ways import Edge as Edge
from engine.ways import edges as edges
from engine.ways import home_hub as home_hub
from engine.ways import interrupts as interrupts
from engine.ways import ways


class Model(Protocol):
    """What the machine moves: a session."""

    state: str
    bound_for: str


class _Choice(Event):
    """A choice's trigger: it takes the one transition to the scene that its model is bound for, if there is a way.

    Whatever may come on a day may interrupt a choice that lets days pass: to make all those transitions beforehand
    would be most of building a machine, and to try them most of a move. So each is made when it is first taken.
    """

    def __init__(self, name: str, machine: Machine, ways: dict[str, set[str]]) -> None:
        super().__init__(name, machine)
        self.ways = ways
        for source in ways:
            self.transitions[source] = []

    def _process(self, event_data: EventData) -> bool:
        source, bound_for = event_data.state.name, getattr(event_data.model, "bound_for", "")
        if bound_for not in self.ways[source]:
            return False
        transition = next((made for made in self.transitions[source] if made.dest == bound_for), None)
        if transition is None:
            transition = Transition(source, bound_for)
            self.add_transition(transition)
        event_data.transition = transition
        event_data.result = transition.execute(event_data)
        return True


class StoryMachine:
    """The scenario's machine, shared by all its sessions; built when the first of them moves."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    @cached_property
    def _machine(self) -> Machine:
        machine = Machine(
            model=None,
            states=list(self._scenario.scenes),
            initial=self._scenario.first,
            auto_transitions=False,
            send_event=True,
            model_attribute="state",
        )
        for choice, found in ways(self._scenario).items():
            machine.events[_trigger(choice)] = _Choice(_trigger(choice), machine, found)
        return machine

    def permits(self, model: Model, choice: str, dest: str) -> bool:
        """Return whether a choice may lead to a scene from where the model stands."""
        event = self._machine.events.get(_trigger(choice))
        return isinstance(event, _Choice) and dest in event.ways.get(model.state, ())

    def move(self, model: Model, choice: str, dest: str) -> None:
        """Move a model by a choice; the caller has asked `permits`."""
        model.bound_for = dest
        if not self._machine.events[_trigger(choice)].trigger(model):
            raise MachineError(f"{choice} does not lead from {model.state} to {dest}")


def _trigger(choice: str) -> str:
    """Return a choice's trigger; as it stands it might be a name the library keeps for itself, such as `state`."""
    return f"choose {choice}"
