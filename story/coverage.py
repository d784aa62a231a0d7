"""Coverage: of what conditions say in many plays, each side of each, and the numbers that they read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.kinds import Expr
from engine.prose import Prose
from engine.scenario import Scenario
from engine.scene import Scene
from engine.session import Session

COUNTED = ("number", "money", "goods", "days")
"""Kinds of value that a histogram can be made of."""
DIGITS = 100
"""Values from here on are kept to two figures, so that what is counted stays small however many plays there are."""


class Condition(NamedTuple):
    """A condition: what it belongs to, as `scene.choice`, and what it asks."""

    owner: str
    expr: Expr

    @property
    def key(self) -> str:
        """What it is counted under."""
        return f"{self.owner}: {self.expr.source}"


@dataclass(slots=True)
class Counted:
    """What was counted: condition -> times it did not hold, and did; number -> value -> times."""

    holds: Counter[str] = field(default_factory=Counter)
    fails: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, Counter[int]] = field(default_factory=dict)

    def add(self, other: "Counted") -> None:
        """Take in what was counted elsewhere."""
        self.holds.update(other.holds)
        self.fails.update(other.fails)
        for name, values in other.numbers.items():
            self.numbers.setdefault(name, Counter()).update(values)


class Conditions:
    """All conditions of a scenario's scenes and events, ready to be asked."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenes = {scene.id: tuple(_of_scene(scene)) for scene in scenario.scenes.values()}
        rules = [(scene.id, scene.event) for scene in scenario.scenes.values() if scene.event is not None]
        self.events = tuple(Condition(name, rule.when) for name, rule in rules if rule.when is not None)
        symbols = scenario.scope.symbols
        self._read = {name: symbol.run for name, symbol in symbols.items() if symbol.kind.what in COUNTED}

    def everyone(self) -> Iterator[Condition]:
        """Yield every condition."""
        for conditions in self.scenes.values():
            yield from conditions
        yield from self.events

    def count(self, session: Session, counted: Counted, new_day: bool) -> None:
        """Ask the conditions of the scene a play is in, and on a new day those of all events."""
        asked = self.scenes[session.world.scene] + (self.events if new_day else ())
        if not asked:
            return
        view = session.view()
        names: dict[str, None] = {}
        for condition in asked:
            sides = counted.holds if condition.expr.run(view) else counted.fails
            sides[condition.key] += 1
            names |= dict.fromkeys(condition.expr.names)
        for name in names:
            if (run := self._read.get(name)) is not None:
                counted.numbers.setdefault(name, Counter())[_rounded(int(run(view)))] += 1


def _of_scene(scene: Scene) -> Iterator[Condition]:
    yield from _of_text(scene.id, scene.text)
    for choice in scene.choices.values():
        owner = f"{scene.id}.{choice.id}"
        if choice.when is not None:
            yield Condition(owner, choice.when)
        for outcome in choice.outcomes:
            if outcome.when is not None:
                yield Condition(f"{owner}.{outcome.id}", outcome.when)


def _of_text(owner: str, text: Prose) -> Iterator[Condition]:
    for passage in text:
        yield from (Condition(owner, when) for when, _ in passage.wordings if when is not None)


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
