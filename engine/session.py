"""A session: one play. It says what may be done, does it, and keeps the journal; everybody plays through it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine import deals, journal, rules, trips
from engine.actions import Action
from engine.errors import Refused
from engine.events import Event
from engine.legacy import Legacy
from engine.luck import Luck, Pin
from engine.machine import StoryMachine
from engine.market import Order
from engine.offers import Offered, offered
from engine.paths import Paths
from engine.prose import write
from engine.scenario import Scenario
from engine.scene import Scene
from engine.turn import Turn
from engine.world import World


@dataclass(frozen=True, slots=True)
class Story:
    """A scenario with its machine, built once and shared by all sessions."""

    scenario: Scenario
    machine: StoryMachine
    kept: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    """What others have worked out of it, for as long as it lives."""

    @classmethod
    def of(cls, scenario: Scenario) -> "Story":
        """Return the story of a scenario."""
        return cls(scenario, StoryMachine(scenario))


class Session:
    """One play of a story under one seed.

    `state` is the scene, kept for the machine; `world` all facts; `journal` the actions that led to them.
    """

    __slots__ = ("_offered", "bound_for", "journal", "legacy", "opening", "paths", "state", "story", "world")

    def __init__(
        self, story: Story, seed: int, pins: Mapping[str, Pin] | None = None, legacy: Legacy | None = None
    ) -> None:
        self.story = story
        self.legacy = legacy
        """What the chapter before it left; None where it stands alone."""
        self.paths = Paths(story.scenario, Luck(seed, pins or {}))
        first = rules.begin(story.scenario, self.paths, legacy)
        self.world: World = first.world
        self.opening: tuple[Event, ...] = first.events
        """What happened before the first action."""
        self.state = first.world.scene
        self.bound_for = ""
        self.journal: list[Action] = []
        self._offered: Offered | None = None

    @classmethod
    def resume(
        cls,
        story: Story,
        world: World,
        actions: list[Action],
        pins: Mapping[str, Pin] | None = None,
        legacy: Legacy | None = None,
    ) -> "Session":
        """Return a session that goes on from a saved world."""
        session = cls(story, world.seed, pins, legacy)
        session.world = world
        session.state = world.scene
        session.journal = list(actions)
        return session

    def read_in(self, story: Story) -> None:
        """Go on in the same story with its texts in another language; no fact changes."""
        if story.scenario.digest != self.story.scenario.digest:
            raise ValueError(f"{story.scenario.slug} is not the story that is played")
        self.story = story
        self._offered = None

    def anew(self, seed: int | None = None) -> "Session":
        """Return the same story from its beginning, begun with the same, under the same seed or another."""
        return Session(self.story, self.world.seed if seed is None else seed, self.paths.luck.pins, self.legacy)

    @property
    def scenario(self) -> Scenario:
        """The scenario that is played."""
        return self.story.scenario

    @property
    def scene(self) -> Scene:
        """The scene that stands open."""
        return self.story.scenario.scenes[self.world.scene]

    @property
    def ended(self) -> bool:
        """Whether an ending was reached."""
        return self.world.ended

    def offered(self) -> Offered:
        """Return what may be done now, and for what is barred, why."""
        if self._offered is None:
            self._offered = offered(self.story.scenario, self.world, self.paths)
        return self._offered

    def open_now(self) -> list[tuple[str, bool]]:
        """Return the choices that can be taken, each with whether days go by."""
        return [(offer.id, offer.passes) for offer in self.offered().open]

    def act(self, action: Action) -> tuple[Event, ...]:
        """Do an action and return what happened; raise `Refused`, and change nothing, where it cannot be done."""
        decision = rules.decide(self.story.scenario, self.world, action, self.paths)
        if decision.choice and not self.story.machine.permits(self, decision.choice, decision.world.scene):
            raise Refused("The story does not lead there.")
        self.world = decision.world
        self._offered = None
        self.journal.append(action)
        if decision.choice:
            self.story.machine.move(self, decision.choice, decision.world.scene)
        return decision.events

    def take_back(self, before: World) -> None:
        """Put back the world before the last action and forget the action: for whoever could not keep it."""
        self.world = before
        self.state = before.scene
        self.journal.pop()
        self._offered = None

    def view(self) -> Turn:
        """Return the world for reading, with everything an expression may ask; writing on it changes nothing."""
        return Turn(self.story.scenario, self.world, self.paths)

    def prose(self) -> tuple[str, ...]:
        """Return the text of the scene as it reads now."""
        return tuple(write(self.scene.text, self.view()))

    def preview(self, action: deals.Deal) -> Order:
        """Return what a deal would do, with its chances of going wrong; raise `Refused` where it cannot be done."""
        return deals.order(self.view(), self.scene, action)

    def trip(self, route: str) -> trips.Trip:
        """Return what setting out on a route would mean now; raise `Refused` where there is no such route."""
        return trips.trip(self.view(), route)

    def digest(self) -> str:
        """Return the digest of the world: equal where all facts are."""
        return journal.digest(self.world)
