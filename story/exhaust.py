"""Exhausting: every state that a story's choices lead to, level by level, equal ones met once, up to a stated bound.

Choices, journeys and plans are tried, of dials and amounts those that may matter (see `attempts`), and all luck that
has few outcomes (see `fates`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import NamedTuple

from engine.actions import written
from engine.names import worth
from engine.rates import value
from engine.session import Story
from engine.turn import Turn
from engine.world import World
from story.attempts import Attempts
from story.crew import Crew, Hand
from story.fates import Fates
from story.states import States

BATCH = 24
"""States that are gone on from in one job."""
SHOWN = 20
"""Ways that are kept of each sort."""


class Bound(NamedTuple):
    """Where to stop."""

    states: int = 20_000
    depth: int = 0
    """Actions in a row; 0: no bound."""
    seconds: int = 0
    """0: no bound. The only one whose result depends on the machine."""
    choices_only: bool = False
    """Whether plans, deals and loads are left as they are."""


class Step(NamedTuple):
    """An action in a scene, with the luck that it met."""

    scene: str
    action: tuple[str | int, ...]
    told: tuple[tuple[tuple[str, int], float], ...]
    outcome: str


class Batch(NamedTuple):
    """States to be gone on from, under one seed."""

    seed: int
    choices_only: bool
    worlds: tuple[World, ...]


class Next(NamedTuple):
    """A state that one step leads to."""

    step: Step
    key: bytes
    world: World | None
    """None where the step was refused or broke: `why` says so."""
    owed: int
    worth: int
    why: str


class Expanded(NamedTuple):
    """What some states lead to; what luck was left to the seed, and of how many actions not all that may come."""

    nexts: list[list[Next]]
    left: tuple[str, ...]
    cut: int
    tried: tuple[str, ...]
    """Sorts of actions besides choices and journeys that were tried."""
    sampled: tuple[str, ...]
    """Those of which only some were."""


@dataclass(slots=True)
class Exhausted:
    """What was seen under one seed."""

    seed: int
    states: int = 1
    ways: int = 0
    depth: int = 0
    open: int = 0
    """States that were seen and not gone on from."""
    bound: str = ""
    """What stopped it: states, depth or seconds; empty where everything was seen."""
    scenes: Counter[str] = field(default_factory=Counter)
    """Scene -> states in which it stands open."""
    taken: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    dead_ends: list[list[Step]] = field(default_factory=list)
    """Ways to states in which nothing can be chosen."""
    traps: list[list[Step]] = field(default_factory=list)
    """Ways to states with choices, none of which ever leads to an ending."""
    stuck: int = 0
    """How many such states, of both sorts, there are."""
    failures: list[tuple[str, list[Step]]] = field(default_factory=list)
    """What broke or was refused though it was offered, and the way there."""
    owed: int = 0
    most_owed: list[Step] = field(default_factory=list)
    worths: tuple[int, int] = (0, 0)
    """The least and the most that is left at an ending; net worth."""
    left: tuple[str, ...] = ()
    """Luck that was left to the seed."""
    cut: int = 0
    """Actions of which so much may come that not all of it was tried."""
    tried: tuple[str, ...] = ()
    """Sorts of actions besides choices and journeys that there were to try: dials, duties, deals, loads."""
    sampled: tuple[str, ...] = ()
    """Those of which only some were tried, because there are too many."""
    seen: dict[bytes, int] = field(default_factory=dict)
    """Key of a state -> its number, in the order in which they were come to."""

    @property
    def complete(self) -> bool:
        """Whether every state was seen that what was tried leads to."""
        return not self.bound and not self.cut

    @property
    def proven(self) -> bool:
        """Whether every state was seen that there is."""
        return self.complete and not self.sampled


def expand(hand: Hand, batch: Batch) -> "Expanded":
    """Return what each of some states leads to."""
    story = hand.story
    fates, states, attempts = _fates(hand, batch.seed), _states(hand), _attempts(hand, batch.choices_only)
    before = fates.cut
    nexts = [list(_onward(story, fates, states, attempts, world)) for world in batch.worlds]
    left, tried, sampled = (tuple(sorted(each)) for each in (fates.left, attempts.tried, attempts.sampled))
    return Expanded(nexts, left, fates.cut - before, tried, sampled)


def _fates(hand: Hand, seed: int) -> Fates:
    made = hand.kept.get(("fates", seed))
    if not isinstance(made, Fates):
        made = hand.kept["fates", seed] = Fates(hand.story, seed)
    return made


def _states(hand: Hand) -> States:
    made = hand.kept.get(("states", 0))
    if not isinstance(made, States):
        made = hand.kept["states", 0] = States(hand.story.scenario)
    return made


def _attempts(hand: Hand, choices_only: bool) -> Attempts:
    made = hand.kept.get(("attempts", choices_only))
    if not isinstance(made, Attempts):
        made = hand.kept["attempts", choices_only] = Attempts(hand.story.scenario, choices_only)
    return made


def _onward(story: Story, fates: Fates, states: States, attempts: Attempts, world: World) -> Iterator[Next]:
    for action in attempts.of(world, fates.paths):
        for fate in fates.of(world, action):
            step = Step(world.scene, tuple(written(action)), fate.told, fate.outcome)
            if fate.world is None:
                yield Next(step, b"", None, 0, 0, fate.why)
                continue
            after = fate.world
            view = Turn(story.scenario, after, fates.paths)
            yield Next(step, states.key(after), after, _owed(view), worth(view) if after.ended else 0, "")


def _owed(view: Turn) -> int:
    """Return all debts in the chapter's money."""
    market = next(iter(view.scenario.markets.values()), None)
    return sum(value(view, debt.owed, debt.currency, market) for debt in view.debts.values())


def exhaust(
    crew: Crew, story: Story, seed: int, bound: Bound, progress: Callable[[str, int, int], None] | None = None
) -> Exhausted:
    """See every state under one seed, or as many as the bound allows; equal whoever does the work."""
    return Search(crew, story, seed, bound, progress).run()


class Search:
    """States by number; of each how it was come to first, and from where it can be come to."""

    def __init__(
        self, crew: Crew, story: Story, seed: int, bound: Bound, progress: Callable[[str, int, int], None] | None
    ) -> None:
        self.crew, self.bound, self.progress, self.story = crew, bound, progress, story
        self.found = Exhausted(seed)
        self.numbers = self.found.seen
        self.first: list[tuple[int, Step | None]] = []
        self.before: list[list[int]] = []
        self.ended: list[int] = []
        self.dead: set[int] = set()
        self.unknown: set[int] = set()
        """States that were not gone on from."""

    def run(self) -> Exhausted:
        """Search, and return what was seen."""
        found, bound, start = self.found, self.bound, perf_counter()
        fates = Fates(self.story, found.seed)
        world = replace(fates.begin(), book=None)
        self._number(States(self.story.scenario).key(world), -1, None)
        found.scenes[world.scene] += 1
        level = [(0, world)] if not world.ended else []
        if world.ended:
            self.ended.append(0)
        left, tried, sampled = set(fates.left), set[str](), set[str]()
        while level and not found.bound:
            if bound.depth and found.depth >= bound.depth:
                found.bound = "depth"
                break
            after: list[tuple[int, World]] = []
            batches = [level[at : at + BATCH] for at in range(0, len(level), BATCH)]
            jobs = [Batch(found.seed, bound.choices_only, tuple(world for _, world in batch)) for batch in batches]
            done = 0
            for batch, made in zip(batches, self.crew.map(expand, jobs), strict=True):
                left.update(made.left)
                tried.update(made.tried)
                sampled.update(made.sampled)
                found.cut += made.cut
                for (number, _), steps in zip(batch, made.nexts, strict=True):
                    if found.states >= bound.states or (bound.seconds and perf_counter() - start > bound.seconds):
                        found.bound = "states" if found.states >= bound.states else "seconds"
                        break
                    done += 1
                    after += self._take(number, steps)
                if found.bound:
                    break
                if self.progress is not None:
                    self.progress("states", min(found.states, bound.states), bound.states)
            self.unknown.update(number for number, _ in level[done:])
            found.depth += 1 if done == len(level) and after else 0
            level = after
        self.unknown.update(number for number, _ in level)
        found.open, found.states = len(self.unknown), len(self.first)
        found.tried, found.sampled = tuple(sorted(tried)), tuple(sorted(sampled))
        found.left = tuple(sorted(left | ({"price"} if self.story.scenario.era is not None else set())))
        self._stuck()
        return found

    def _number(self, key: bytes, source: int, step: Step | None) -> int:
        number = self.numbers[key] = len(self.first)
        self.first.append((source, step))
        self.before.append([])
        return number

    def _take(self, number: int, steps: Sequence[Next]) -> Iterator[tuple[int, World]]:
        """Take in what a state leads to, and yield what is new."""
        found = self.found
        if not steps:
            self.dead.add(number)
            if len(found.dead_ends) < SHOWN:
                found.dead_ends.append(self.way(number))
        for step, key, world, owed, net, why in steps:
            if world is None:
                if len(found.failures) < SHOWN:
                    found.failures.append((why, [*self.way(number), step]))
                continue
            found.ways += 1
            if step.action[0] == "choose":
                name = f"{step.scene}.{step.action[1]}"
                found.taken.add(name)
                if step.outcome:
                    found.outcomes.add(f"{name}.{step.outcome}")
            known = self.numbers.get(key)
            if known is None:
                known = self._number(key, number, step)
                found.states = len(self.first)
                found.scenes[world.scene] += 1
                if owed > found.owed:
                    found.owed, found.most_owed = owed, self.way(known)
                if world.ended:
                    self._end(known, net)
                else:
                    yield known, world
            self.before[known].append(number)

    def _end(self, number: int, net: int) -> None:
        low, high = self.found.worths if self.ended else (net, net)
        self.found.worths = min(low, net), max(high, net)
        self.ended.append(number)

    def way(self, number: int) -> list[Step]:
        """Return the steps by which a state was come to first."""
        steps = []
        while number > 0:
            number, step = self.first[number]
            if step is not None:
                steps.append(step)
        return steps[::-1]

    def _stuck(self) -> None:
        """Find the states from which no ending can be come to; of one that was not gone on from nobody knows."""
        hopeful = {*self.ended, *self.unknown}
        waiting = list(hopeful)
        while waiting:
            for before in self.before[waiting.pop()]:
                if before not in hopeful:
                    hopeful.add(before)
                    waiting.append(before)
        hopeless = [number for number in range(len(self.first)) if number not in hopeful]
        self.found.stuck = len(hopeless)
        trapped = [number for number in hopeless if number not in self.dead]
        self.found.traps = [self.way(number) for number in trapped[:SHOWN]]
