"""A quick session: a session's play, done by the scenes' functions; for whoever plays thousands of times.

It offers, refuses and comes to the same worlds as a `Session`. Only of events does it tell less: what was chosen, what
was said, and whatever the engine's own verbs and rules tell; not what the functions do themselves.
"""

from collections.abc import Mapping

from engine import rules
from engine.actions import Action, Choose
from engine.errors import Refused
from engine.events import ChoiceMade, Event
from engine.legacy import Legacy
from engine.luck import Luck, Pin
from engine.offers import Offer, Offered, costs_of, risks_of
from engine.paths import Paths
from engine.scene import Scene
from engine.session import Session, Story
from engine.turn import Turn
from engine.world import World
from story.coverage import Counted
from story.quick.story import Note, QuickScene, QuickStory, Screen


class QuickSession(Session):
    """One play; what it shares with a `Session` it does in the same way."""

    __slots__ = ("_quick", "_screen", "_turn", "_world")

    def __init__(
        self, story: Story, seed: int, pins: Mapping[str, Pin] | None = None, legacy: Legacy | None = None
    ) -> None:
        self.story = story
        self.legacy = legacy
        self._quick = QuickStory.of(story)
        self._turn: Turn = self._quick.begin(Luck(seed, pins or {}), legacy)
        self.paths: Paths = self._turn.paths
        self.opening = ()
        self.state = self._turn.scene
        self.bound_for = ""
        self.journal = []
        self._world: World | None = None
        self._screen: Screen | None = None
        self._offered = None

    @property
    def world(self) -> World:
        """All facts, frozen as they now are."""
        if self._world is None:
            self._world = Turn(self.story.scenario, self._turn, self.paths).close()  # type: ignore[arg-type]
        return self._world

    @world.setter
    def world(self, world: World) -> None:
        self._turn = Turn(self.story.scenario, world, self.paths)
        self._changed()
        self._world = world

    @property
    def scene(self) -> Scene:
        """The scene that stands open."""
        return self.story.scenario.scenes[self.state]

    @property
    def day(self) -> int:
        """The day it is."""
        return self._turn.day

    @property
    def ended(self) -> bool:
        """Whether an ending was reached."""
        return self._turn.ended

    def read(self, note: Note, daily: Note | None = None) -> None:
        """Read the scene anew, and note what its conditions say; those of events too, where a day is new."""
        self._screen = self._quick.scenes[self.state].screen(self._turn, note)
        if daily is not None and self._quick.daily is not None:
            self._quick.daily(self._turn, daily)

    def prose(self) -> tuple[str, ...]:
        """Return the text of the scene as it reads now."""
        return tuple(self._shown()[0])

    def offered(self) -> Offered:
        """Return what may be done now, and for what is barred, why."""
        if self._offered is None:
            scene = self.scene
            if self._turn.ended:
                return Offered((), "", False)
            choices = tuple(scene.choices.values())
            made = []
            for place, say, note, barred in self._shown()[1]:
                choice = choices[place]
                costs = tuple(costs_of(self._turn, choice.effects)) if choice.costs else ()
                made.append(Offer(choice.id, say, note, costs, risks_of(self._turn, choice), barred, choice.passes))
            self._offered = Offered(tuple(made), scene.market, scene.plan)
        return self._offered

    def open_now(self) -> list[tuple[str, bool]]:
        """Return the choices that can be taken, each with whether days go by."""
        choices = tuple(self.scene.choices.values())
        return [(choices[place].id, choices[place].passes) for place in self._shown()[2]]

    def act(self, action: Action) -> tuple[Event, ...]:
        """Do an action and return what is told of it; raise `Refused`, and change nothing, where it cannot be done."""
        if not isinstance(action, Choose) or self._turn.ended:
            return self._by_rules(action)
        scene: QuickScene = self._quick.scenes[self.state]
        if action.choice not in scene.ids or (place := scene.ids.index(action.choice)) not in self._shown()[2]:
            return self._by_rules(action)
        turn = self._turn
        turn.events.clear()
        name = self.state
        try:
            outcome = scene.choose[place](turn)
        except BaseException:
            self._again()
            raise
        self._changed()
        self.journal.append(action)
        return (ChoiceMade(name, action.choice, outcome), *turn.events)

    def view(self) -> Turn:
        """Return the world for reading, with everything an expression may ask; writing on it changes nothing."""
        return Turn(self.story.scenario, self._turn, self.paths)  # type: ignore[arg-type]

    def _shown(self) -> Screen:
        if self._screen is None:
            self._screen = self._quick.scenes[self.state].screen(self._turn, _forget)
        return self._screen

    def _by_rules(self, action: Action) -> tuple[Event, ...]:
        """Do an action as any session does."""
        decision = rules.decide(self.story.scenario, self.world, action, self.paths)
        if decision.choice and not self.story.machine.permits(self, decision.choice, decision.world.scene):
            raise Refused("The story does not lead there.")
        self._turn = Turn(self.story.scenario, decision.world, self.paths)
        self._changed()
        self._world = decision.world
        self.journal.append(action)
        return decision.events

    def _changed(self) -> None:
        self.state = self._turn.scene
        self._world = self._screen = self._offered = None

    def _again(self) -> None:
        """Come to where the play stood before an action that broke: what a turn has half done is done anew."""
        done, luck = self.journal, self.paths.luck
        self._turn = self._quick.begin(Luck(luck.seed, luck.pins), self.legacy)
        self.paths = self._turn.paths
        self._changed()
        self.journal = []
        for action in done:
            self.act(action)


class Notes:
    """What conditions said in many plays of a story, noted screen by screen and counted at the end."""

    def __init__(self, story: QuickStory) -> None:
        self._conditions = story.conditions
        self._rows: dict[str, list[tuple[int, ...]]] = {name: [] for name in story.scenario.scenes}
        self.of: dict[str, Note] = {name: rows.append for name, rows in self._rows.items()}
        """Scene -> what takes a row of it."""
        self._days: list[tuple[int, ...]] = []
        self.daily: Note = self._days.append

    def count(self, counted: Counted) -> None:
        """Count what was noted since the last time."""
        conditions = self._conditions
        asked = [(conditions.of(name), rows) for name, rows in self._rows.items()]
        for each, rows in [*asked, (conditions.daily, self._days)]:
            if rows:
                counted.tally(tuple(condition.key for condition in each), conditions.numbers(each), rows)
                rows.clear()


def _forget(_: tuple[int, ...]) -> None:
    """Take no notice."""
