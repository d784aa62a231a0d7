"""The directed search: goes on from points at which something new was seen, and from those nearest to what is missing.

After Go-Explore and fuzzers that are led by coverage. A round is made of islands, each a search of its own that starts
from the same archive and shares nothing with the others until the round is over: so the result depends on the seed
alone, however many processes, or machines, there are.
"""

import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.actions import Action, Choose, Depart, written
from engine.errors import Refused
from engine.events import ChoiceMade, Event
from engine.luck import Luck
from engine.names import worth
from engine.session import Session, Story
from engine.turn import Turn
from story.archive import Archive, Cell, Point
from story.coverage import Conditions, Counted
from story.explore import MOST_ACTIONS, Failure
from story.goals import CHOICE, HOLDS, NEVER, OUTCOME, SCENE, Goal, Goals, near
from story.policies import Policy
from story.sally import Sally

FRESH, AGAIN = 0.12, 0.3
"""Shares of sallies that begin a new play, and (up to the second) that play a point's actions under another seed."""
TENTHS = 10
"""Parts of a chapter's days: of each a point is kept at each scene."""
WHOLE = 400
"""Choices of a play that is made from its beginning."""
A_CHOICE = 12
"""Actions for each choice that a sally may take, after which it is over."""
SEEDS = 2**40
"""Seeds of sallies lie apart from those of plays."""


class Task(NamedTuple):
    """One island's share of a round."""

    seed: int
    number: int
    """Of all islands of all rounds."""
    choices: int
    known: frozenset[str]
    cells: Mapping[str, Cell]
    picks: Mapping[str, int]


@dataclass(slots=True)
class Brought:
    """What came of some sallies."""

    sallies: int = 0
    choices: int = 0
    scenes: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    counted: Counted = field(default_factory=Counted)
    failures: list[Failure] = field(default_factory=list)
    held: dict[str, dict[str, None]] = field(default_factory=dict)
    """Goal -> parts of its conditions that held at some time."""
    cells: dict[str, Cell] = field(default_factory=dict)
    picks: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Brought") -> None:
        """Take in what another island brought; its cells are for the archive."""
        self.sallies += other.sallies
        self.choices += other.choices
        self.scenes.update(other.scenes)
        self.taken.update(other.taken)
        self.outcomes.update(other.outcomes)
        self.counted.add(other.counted)
        self.failures += other.failures
        for goal, parts in other.held.items():
            self.held.setdefault(goal, {}).update(parts)


def island(story: Story, goals: Goals, policies: Sequence[Policy], task: Task) -> Brought:
    """Make sallies until so many choices are taken, and return what they brought."""
    return _Island(story, goals, policies, task).search(task.choices)


class _Island:
    """One search: what it knows, its archive, and what is still missing."""

    def __init__(self, story: Story, goals: Goals, policies: Sequence[Policy], task: Task) -> None:
        self.story, self.goals, self.policies = story, goals, policies
        self.luck = Luck(task.seed)
        self.number = task.number
        self.known = set(task.known)
        self.archive = Archive(dict(task.cells), dict(task.picks))
        self.conditions = Conditions(story.scenario)
        self.brought = Brought()
        self.sides = 0
        never = goals.continued()
        self.missing = [goal for name, goal in goals.scenes.items() if goal.key not in self.known and name not in never]
        self.nearest: dict[str, list[str]] = {}
        for name in self.archive.cells:
            self._index(name)

    def search(self, choices: int) -> Brought:
        """Make sallies until so many choices are taken."""
        brought = self.brought
        while brought.choices < choices:
            number = self.number * 100_000 + brought.sallies
            brought.sallies += 1
            # A sally that is refused at once would not bring the end nearer.
            brought.choices += 1
            self._sally(number)
        brought.cells = {name: self.archive.cells[name] for name in self.archive.gained}
        brought.picks = self.archive.picks
        return brought

    def _share(self, stream: str, number: int) -> float:
        return self.luck.share(f"search.{stream}", number)

    def _sally(self, number: int) -> None:
        kind = self._share("kind", number)
        seed = SEEDS + int(self._share("seed", number) * SEEDS)
        goal = self._goal(number)
        policy = None
        if self._share("policy", number) < 0.25:
            policy = self.policies[int(self._share("which", number) * len(self.policies))]
        sally = Sally.drawn(self.goals, self.known, seed, goal)
        first: Sequence[Action] = ()
        if kind < FRESH or not self.archive.cells:
            play = _Play(self, Session(self.story, seed % 1_000_000_000))
            sally.length = WHOLE
        else:
            cell = self._cell(goal, number)
            point = self.archive.cells[cell].point
            if kind < AGAIN or (goal is not None and goal.sort == OUTCOME and kind < 0.7):
                play = _Play(self, Session(self.story, seed % 1_000_000_000))
                first = point.actions
            else:
                play = _Play(self, point.session(self.story), point.chosen)
        play.go(sally, policy, first)

    def _goal(self, number: int) -> Goal | None:
        """Return what a sally leans towards: a missing scene, a smaller goal that a cell is near to, or nothing."""
        share, which = self._share("goal", number), self._share("goal.which", number)
        self.missing = [goal for goal in self.missing if goal.key not in self.known]
        if share < 0.45 and self.missing:
            return self.missing[int(which * len(self.missing))]
        small = [name for name in self.nearest if name not in self.known and not name.startswith(SCENE)]
        if share < 0.75 and small:
            sort, _, name = small[int(which * len(small))].partition(" ")
            scene = name.partition(".")[0] if sort != HOLDS else name.partition(":")[0].partition(".")[0]
            return next((goal for goal in self.goals.inside(scene) if goal.sort == sort and goal.name == name), None)
        return None

    def _cell(self, goal: Goal | None, number: int) -> str:
        """Return the cell to go on from: near to the goal, or one that was seldom gone on from."""
        cells, picks = self.archive.cells, self.archive.picks
        share = self._share("cell", number)
        if goal is not None and self._share("near", number) < 0.8 and (names := self.nearest.get(goal.key)):
            return self.archive.pick(
                names, share, lambda name: 1 / ((0.2 + cells[name].score[0]) ** 2 * (1 + picks.get(name, 0)) ** 0.5)
            )
        return self.archive.pick(cells, share, lambda name: 1 / (1 + picks.get(name, 0)))

    def _index(self, name: str) -> None:
        if name.startswith("near "):
            key = name[5:].partition("\n")[0]
            self.nearest.setdefault(key, []).append(name)

    def keep(self, name: str, score: tuple[float, ...], session: Session, chosen: int) -> None:
        """Offer where a play stands to a cell."""
        new = name not in self.archive.cells
        if self.archive.offer(name, score, lambda: Point.of(session, chosen)) and new:
            self._index(name)

    def news(self) -> list[str]:
        """Return the sides of conditions that were never seen before, if any were since this was asked last."""
        counted = self.brought.counted
        if len(counted.holds) + len(counted.fails) == self.sides:
            return []
        self.sides = len(counted.holds) + len(counted.fails)
        keys = (*(f"{HOLDS} {key}" for key in counted.holds), *(f"fails {key}" for key in counted.fails))
        return [key for key in keys if key not in self.known]


class _Play:
    """One sally as it is played."""

    def __init__(self, island: _Island, session: Session, chosen: int = 0) -> None:
        self.island, self.session, self.chosen = island, session, chosen
        self.asked: Action | None = None
        self.day = 0

    def again(self, actions: Sequence[Action]) -> None:
        """Take the same actions as far as they can be taken; where luck went another way, those that can are."""
        skipped = 0
        for action in actions:
            if self.session.ended or skipped > 30:
                return
            if isinstance(action, Choose) and action.choice not in self.session.scene.choices:
                # Something else has come: the first choice that is open leads on to where the actions fit again.
                skipped += 1
                names = [offer.id for offer in self.session.offered().open]
                if not names or not self.act(Choose(names[skipped % len(names)])):
                    return
                if action.choice not in self.session.scene.choices:
                    continue
            if not self.act(action):
                skipped += 1

    def go(self, sally: Sally, policy: Policy | None, first: Sequence[Action]) -> None:
        """Take some actions first, then play on by a policy, or as the sally does, until it is over."""
        session, count, planned = self.session, 0, 0
        luck = sally.luck
        try:
            if not self.chosen:
                self.arrive()
            self.again(first)
            start = self.chosen
            most = min(MOST_ACTIONS, A_CHOICE * sally.length)
            while not session.ended and self.chosen - start < sally.length and count < most:
                action = policy.next(session, luck, count, planned) if policy is not None else sally.next(session)
                count += 1
                planned = 0 if isinstance(action, Choose | Depart) else planned + 1
                self.act(action)
        except Refused as refused:
            self.fail(refused.sentence)
        except Exception:
            self.fail(traceback.format_exc(limit=-3))

    def fail(self, why: str) -> None:
        """Put down a play that broke or stuck."""
        done = [written(action) for action in self.session.journal]
        if self.asked is not None:
            done.append(written(self.asked))
        self.island.brought.failures.append(Failure(self.session.world.seed, why, done))

    def act(self, action: Action) -> bool:
        """Take an action and look at what came of it; False where it was refused."""
        session = self.session
        scene = session.world.scene
        self.asked = action
        try:
            events = session.act(action)
        except Refused:
            self.asked = None
            return False
        self.asked = None
        if isinstance(action, Choose | Depart):
            self.chosen += 1
            self.island.brought.choices += 1
            if isinstance(action, Choose):
                self.take(scene, action.choice, events)
            self.arrive()
        return True

    def take(self, scene: str, choice: str, events: Sequence[Event]) -> None:
        """Count a choice and its outcome; keep where it led if it is new."""
        brought = self.island.brought
        name = f"{scene}.{choice}"
        brought.taken[name] += 1
        self.new(f"{CHOICE} {name}")
        for event in events:
            if isinstance(event, ChoiceMade) and event.outcome:
                brought.outcomes[f"{name}.{event.outcome}"] += 1
                self.new(f"{OUTCOME} {name}.{event.outcome}")
                break

    def new(self, key: str) -> None:
        """Keep where the play stands as where something was first seen, or is come to by a shorter way."""
        island = self.island
        if key not in island.known:
            island.known.add(key)
            self.session.prose()
        island.keep(f"new {key}", (self.chosen, len(self.session.journal)), self.session, self.chosen)

    def arrive(self) -> None:
        """Look at the scene the play has come to: what is new, and what is nearer than it was."""
        island, session = self.island, self.session
        world = session.world
        island.brought.scenes[world.scene] += 1
        self.new(f"{SCENE} {world.scene}")
        island.conditions.count(session, island.brought.counted, world.day != self.day)
        self.day = world.day
        for key in island.news():
            self.new(key)
        if world.ended:
            return
        view = session.view()
        part = TENTHS * world.day // max(1, session.scenario.lasts)
        island.keep(f"at {world.scene} {part}", (-worth(view), self.chosen), session, self.chosen)
        for goal in island.missing:
            self.measure(goal, view)
        for goal in island.goals.inside(world.scene):
            if goal.key not in island.known:
                self.measure(goal, view)

    def measure(self, goal: Goal, view: Turn) -> None:
        """Keep the play where it is nearer to a goal than any before, of those that lack the same."""
        island = self.island
        off, gate, lacking = near(goal, view)
        held = island.brought.held.setdefault(goal.key, {})
        for part in goal.gates[gate].near.parts():
            if part not in lacking:
                held[part] = None
        if off < NEVER:
            lacks = "; ".join(lacking)
            island.keep(f"near {goal.key}\n{gate}: {lacks}", (off, self.chosen), self.session, self.chosen)
