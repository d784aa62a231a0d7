"""A quick story: a scenario's scenes as functions, each made when it is first come to, and how a play begins."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from engine import day, effects, rules
from engine.errors import Refused
from engine.events import Event, Said
from engine.goods import NOTHING
from engine.kinds import Expr
from engine.ledger import Transaction
from engine.legacy import Legacy
from engine.luck import Luck, weighted
from engine.paths import Paths
from engine.prose import settle_one
from engine.scenario import Scenario
from engine.scene import Choice, Outcome
from engine.session import Story
from engine.turn import Turn
from engine.ways import ways
from engine.world import World
from story.coverage import Conditions
from story.quick.days import bare, live
from story.quick.scenes import SceneWriter
from story.quick.source import Names, over, totals
from story.quick.texts import Texts

Note = Callable[[tuple[int, ...]], None]
"""Takes what the conditions of a screen say, and the numbers that they read."""
Screen = tuple[list[str], list[tuple[int, str, str, str]], list[int]]
"""The passages; (choice, label, note, why it is barred) of each offer; the choices that are open, by their places."""


class QuickScene(NamedTuple):
    """A scene's functions."""

    screen: Callable[[Turn, Note], Screen]
    enter: Callable[[Turn], None]
    choose: tuple[Callable[[Turn], str], ...]
    """By the places of its choices; each returns the outcome that luck drew."""
    choices: tuple[str, ...]
    """`scene.choice` of each."""
    ids: tuple[str, ...]


class _Entering(dict[str, Callable[[Turn], None]]):
    """Scene -> what enters it, made when it is first entered."""

    def __init__(self, story: "QuickStory") -> None:
        super().__init__()
        self.story = story

    def __missing__(self, name: str) -> Callable[[Turn], None]:
        found = self[name] = self.story.scenes[name].enter
        return found


class _Scenes(dict[str, QuickScene]):
    """Scene -> its functions, made when they are first asked for."""

    def __init__(self, story: "QuickStory") -> None:
        super().__init__()
        self.story = story

    def __missing__(self, name: str) -> QuickScene:
        found = self[name] = self.story.made(name)
        return found


class QuickStory:
    """A scenario to be played quickly; plays share it."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.conditions = Conditions(scenario)
        self.scenes = _Scenes(self)
        self._opening: World | None = None
        self._luckless = _luckless(scenario.begin)
        self._bound: dict[str, Any] = {
            "NOTHING": NOTHING,
            "MOST_DAYS": effects.MOST_DAYS,
            "Transaction": Transaction,
            "booked": tuple.__new__,
            "astray": _astray,
            "chance_event": day.event,
            "day_live": day.live,
            "draw": _draw,
            "enter_by_name": _Entering(self),
            "go": rules.go,
            "leads_on": rules.leads_on,
            "live": day.live,
            "over": over,
            "possible": rules.possible,
            "say_on": _say_on,
            "settle_one": settle_one,
            "totals": totals,
            "try_out": rules.try_out,
            "why_not": _why_not,
        }
        self._names = Names(scenario, self._bound)
        if bare(scenario):
            self._bound["live"] = self._run(live(self._names))["live"]

    @cached_property
    def _writer(self) -> SceneWriter:
        stand_in = rules.opening(self.scenario, Paths(self.scenario, Luck(0)))
        return SceneWriter(self._names, Texts(self._names, stand_in), self.conditions, ways(self.scenario))

    @classmethod
    def of(cls, story: Story) -> "QuickStory":
        """Return a story's quick one, made once and kept with it."""
        found = story.kept.get(cls)
        if not isinstance(found, cls):
            found = story.kept[cls] = cls(story.scenario)
        return found

    def made(self, name: str) -> QuickScene:
        """Make a scene's functions."""
        scene = self.scenario.scenes[name]
        found = self._run(self._writer.scene(scene))
        choose = tuple(found[f"choose_{number}"] for number in range(len(scene.choices)))
        keys = tuple(f"{name}.{choice}" for choice in scene.choices)
        return QuickScene(found["screen"], found["enter"], choose, keys, tuple(scene.choices))

    @cached_property
    def daily(self) -> Callable[[Turn, Note], None] | None:
        """What notes the conditions of events on a new day; None where there are none."""
        if not self.conditions.daily:
            return None
        found: Callable[[Turn, Note], None] = self._run(self._writer.daily())["daily"]
        return found

    def _run(self, source: str) -> dict[str, Any]:
        """Return what source defines. It is ours: of what authors wrote it holds constants and texts, quoted."""
        made: dict[str, Any] = {}
        code = compile(source, f"<quick {self.scenario.slug}>", "exec")
        exec(code, self._bound, made)  # noqa: S102 - as the docstring says
        return made

    def begin(self, luck: Luck, legacy: Legacy | None = None) -> Turn:
        """Return the turn of a play that has come to its first scene."""
        paths = Paths(self.scenario, luck)
        if legacy is not None or not self._luckless:
            turn = rules.opening(self.scenario, paths, legacy)
        else:
            if self._opening is None:
                self._opening = rules.opening(self.scenario, paths).close()
            turn = Turn(self.scenario, self._opening, paths)
            turn.seed = luck.seed
        self.scenes[turn.scene].enter(turn)
        return turn


_PLAIN = (effects.Receive, effects.Gain, effects.Add, effects.Set, effects.AssignDuty)


def _luckless(verbs: tuple[effects.Effect, ...]) -> bool:
    """Return whether verbs do the same under any seed: plain ones, whose amounts need no world."""
    return all(isinstance(verb, _PLAIN) and all(e.const is not None for e in _amounts(verb)) for verb in verbs)


def _amounts(verb: effects.Effect) -> list[Expr]:
    found = [getattr(verb, name, None) for name in ("amount", "worth")]
    pairs = [*getattr(verb, "changes", ()), *getattr(verb, "values", ())]
    return [each for each in (*found, *(expr for _, expr in pairs)) if isinstance(each, Expr)]


def _say_on(turn: Turn) -> Callable[[str], None]:
    """Return what says a text of consequence in a turn."""
    events: list[Event] = turn.events
    return lambda text: events.append(Said(text))


def _why_not(turn: Turn, amount: int, currency: str) -> str:
    """Return why a sum cannot be paid."""
    try:
        turn.need(amount, currency)
    except Refused as refused:
        return refused.sentence
    return ""


def _draw(turn: Turn, choice: Choice, chances: list[tuple[Outcome, int]], stream: str) -> int:
    """Return the place among a choice's outcomes of the one that luck draws; -1 where none may happen."""
    if not chances:
        return -1
    drawn = chances[weighted(turn.draw(stream), [weight for _, weight in chances])][0]
    return next(place for place, outcome in enumerate(choice.outcomes) if outcome is drawn)


def _astray() -> None:
    raise Refused("The story does not lead there.")
