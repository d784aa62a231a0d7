"""Coverage: of what conditions say in many plays, each side of each, and the numbers that they read."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.kinds import Expr, Run
from engine.prose import Prose
from engine.scenario import Scenario
from engine.scene import Scene
from engine.session import Session

COUNTED = ("number", "money", "goods", "days")
"""Kinds of value that a histogram can be made of."""
DIGITS = 100
"""Values from here on are kept to two figures, so that what is counted stays small however many plays there are."""


class Condition(NamedTuple):
    """A condition: what it is counted under, as `scene.choice: day > 3`, and what it asks."""

    key: str
    expr: Expr


class Asked(NamedTuple):
    """What is asked at one time: conditions, and the numbers that they read."""

    conditions: tuple[tuple[str, Run], ...]
    numbers: tuple[tuple[str, Run], ...]


@dataclass(slots=True)
class Counted:
    """What was counted: condition -> times it did not hold, and did; number -> value -> times."""

    holds: Counter[str] = field(default_factory=Counter)
    fails: Counter[str] = field(default_factory=Counter)
    numbers: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def tally(self, keys: tuple[str, ...], names: tuple[str, ...], rows: list[tuple[int, ...]]) -> None:
        """Count rows, each what conditions said at one time and then what their numbers were."""
        columns = list(zip(*rows, strict=True))
        for key, column in zip(keys, columns, strict=False):
            for said, times in Counter(column).items():
                (self.holds if said else self.fails)[key] += times
        for name, column in zip(names, columns[len(keys) :], strict=True):
            for value, times in Counter(column).items():
                self.numbers[name][value if -DIGITS < value < DIGITS else _rounded(value)] += times

    def add(self, other: "Counted") -> None:
        """Take in what was counted elsewhere."""
        self.holds.update(other.holds)
        self.fails.update(other.fails)
        for name, values in other.numbers.items():
            self.numbers[name].update(values)


class Conditions:
    """All conditions of a scenario's scenes and events, ready to be asked."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._in_scenes = {scene.id: tuple(self.of_scene(scene)) for scene in scenario.scenes.values()}
        rules = [(scene.id, scene.event) for scene in scenario.scenes.values() if scene.event is not None]
        self._of_events = tuple(_condition(name, rule.when) for name, rule in rules if rule.when is not None)
        self._asked = {name: self._together(conditions) for name, conditions in self._in_scenes.items()}
        self._asked_daily = self._together(self._of_events)

    @staticmethod
    def of_scene(scene: Scene) -> Iterator[Condition]:
        """Yield the conditions that are asked where a scene stands open: of its text, choices and outcomes."""
        return _of_scene(scene)

    def everyone(self) -> Iterator[Condition]:
        """Yield every condition."""
        for conditions in self._in_scenes.values():
            yield from conditions
        yield from self._of_events

    def of(self, scene: str) -> tuple[Condition, ...]:
        """Return the conditions that are asked whenever a play comes to a scene."""
        return self._in_scenes[scene]

    @property
    def daily(self) -> tuple[Condition, ...]:
        """The conditions that are asked on each new day: those of events."""
        return self._of_events

    def numbers(self, conditions: tuple[Condition, ...]) -> tuple[str, ...]:
        """Return the names of the numbers that conditions read, each once, in order."""
        symbols = self._scenario.scope.symbols
        names = dict.fromkeys(name for condition in conditions for name in sorted(condition.expr.names))
        return tuple(name for name in names if name in symbols and symbols[name].kind.what in COUNTED)

    def count(self, session: Session, counted: Counted, new_day: bool) -> None:
        """Ask the conditions of the scene a play is in, and on a new day those of all events."""
        here = self._asked[session.world.scene]
        asked = [each for each in ((here, self._asked_daily) if new_day else (here,)) if each.conditions]
        if not asked:
            return
        view = session.view()
        holds, fails, numbers = counted.holds, counted.fails, counted.numbers
        for conditions, read in asked:
            for key, run in conditions:
                if run(view):
                    holds[key] += 1
                else:
                    fails[key] += 1
            for name, run in read:
                value = int(run(view))
                numbers[name][value if -DIGITS < value < DIGITS else _rounded(value)] += 1

    def _together(self, conditions: tuple[Condition, ...]) -> Asked:
        symbols = self._scenario.scope.symbols
        return Asked(
            tuple((condition.key, condition.expr.run) for condition in conditions),
            tuple((name, symbols[name].run) for name in self.numbers(conditions)),
        )


def _condition(owner: str, when: Expr) -> Condition:
    return Condition(f"{owner}: {when.source}", when)


def _of_scene(scene: Scene) -> Iterator[Condition]:
    yield from _of_text(scene.id, scene.text)
    for choice in scene.choices.values():
        owner = f"{scene.id}.{choice.id}"
        if choice.when is not None:
            yield _condition(owner, choice.when)
        for outcome in choice.outcomes:
            if outcome.when is not None:
                yield _condition(f"{owner}.{outcome.id}", outcome.when)


def _of_text(owner: str, text: Prose) -> Iterator[Condition]:
    for passage in text:
        yield from (_condition(owner, when) for when, _ in passage.wordings if when is not None)


def _rounded(value: int) -> int:
    step = 1
    while abs(value) // step >= DIGITS:
        step *= 10
    return value // step * step


def histogram(values: Counter[int], rows: int = 8, width: int = 30) -> list[tuple[int, int, int, str]]:
    """Return (from, to, times, bar) of each row of a histogram; rows are equally wide."""
    if not values:
        return []
    low, high = min(values), max(values)
    size = max(1, -(-(high - low + 1) // rows))
    counts = Counter[int]()
    for value, times in values.items():
        counts[(value - low) // size] += times
    most = max(counts.values())
    made = []
    for row in range((high - low) // size + 1):
        times = counts[row]
        bar = "#" * (-(-width * times // most) if times else 0)
        made.append((low + row * size, min(high, low + (row + 1) * size - 1), times, bar))
    return made
