"""Reach: what a story's plays come to, all together: plays of the policy asked for, of the others, a directed search.

Only the first are a fair sample: how plays end and what they read is counted of them alone. What was reached counts of
all, and says by whom.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import NamedTuple

from engine.actions import written
from engine.session import Story
from story.archive import Archive, Cell, Point
from story.crew import Crew, Hand, Plays, play
from story.explore import Explored, Way, blocks
from story.goals import NEVER, SCENE, Goals
from story.search import Brought, Task, island

ISLANDS = 8
"""Islands in a round: a share of the work for each of as many processes."""
ROUNDS = 12
STALE = 3
"""Rounds in a row that bring nothing new, after which a search ends."""
A_CHOICE = 4
"""Choices that an island takes in a round for each choice the story has."""
MOST, LEAST = 1000, 200
"""Choices that an island takes in a round."""
TENTH = 10
"""Of so many plays by the policy asked for, one by each of the others."""
SEARCH = "search"

Progress = Callable[[str, int, int], None]
"""Told what is being made, how much of it is done, and of how much."""


class Wanted(NamedTuple):
    """What is to be explored."""

    policy: str = "random"
    plays: int = 200
    seed: int = 1
    to: str = ""
    """A scene to which the shortest way is wanted."""
    rounds: int = ROUNDS
    """Of the directed search; 0: none."""
    others: bool = True
    """Whether the other policies are to play too."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A scene that was not reached: where a play was nearest, and what was lacking there."""

    scene: str
    gates: tuple[str, ...]
    """The ways in."""
    way: Way | None
    """The nearest point; None where nothing measures how near a play is."""
    at: str
    day: int
    lacking: tuple[str, ...]
    """Parts of the condition that did not hold there."""
    never: tuple[str, ...]
    """Parts that never held in any play of the search, wherever they were asked."""


@dataclass(slots=True)
class Reached:
    """What came of it all."""

    asked: Explored
    others: dict[str, Explored] = field(default_factory=dict)
    search: Brought | None = None
    rounds: int = 0
    seconds: float = 0.0
    cells: dict[str, Cell] = field(default_factory=dict)
    nearest: list[Nearest] = field(default_factory=list)
    continued: tuple[str, ...] = ()
    """Scenes that open only where the chapter follows another, as it never does here."""

    def missing(self, story: Story) -> tuple[list[str], list[str]]:
        """Return the scenes that nothing came to and the choices nothing took, but for those of a continued play."""
        every = self.everything
        scenes = [name for name in every.unreached_scenes(story) if name not in self.continued]
        choices = every.unreached_choices(story)
        return scenes, [name for name in choices if name.partition(".")[0] not in self.continued]

    @property
    def everything(self) -> Explored:
        """What was reached by all together; of no use for shares."""
        every = Explored(shortest=self.asked.shortest)
        for part in (self.asked, *self.others.values(), *([self.search] if self.search is not None else ())):
            every.scenes.update(part.scenes)
            every.taken.update(part.taken)
            every.outcomes.update(part.outcomes)
            every.counted.holds.update(part.counted.holds)
            every.counted.fails.update(part.counted.fails)
            every.failures += part.failures
        return every

    def first_by(self) -> dict[str, str]:
        """Return scene -> who came to it: the policy asked for, else another policy, else the search."""
        found = dict.fromkeys(self.asked.scenes, "")
        for name, explored in self.others.items():
            found |= {scene: name for scene in explored.scenes if scene not in found}
        if self.search is not None:
            found |= {scene: SEARCH for scene in self.search.scenes if scene not in found}
        return found

    def way_to(self, scene: str) -> tuple[Way | None, str]:
        """Return the shortest way found to a scene, and by whom."""
        ways = [(self.asked.shortest, ""), *((other.shortest, name) for name, other in self.others.items())]
        if (cell := self.cells.get(f"new {SCENE} {scene}")) is not None:
            ways.append((_way(cell.point), SEARCH))
        known = [(way, by) for way, by in ways if way is not None]
        return min(known, key=lambda each: each[0].choices) if known else (None, "")

    def as_json(self, story: Story, to: str = "") -> dict[str, object]:
        """Return the figures under the names that scripts rely on."""
        every, by = self.everything, self.first_by()
        way, whose = self.way_to(to) if to else (None, "")
        return self.asked.as_json(story) | {
            "seconds": round(self.seconds, 3),
            "unreached_scenes": self.missing(story)[0],
            "unreached_choices": self.missing(story)[1],
            "continued_scenes": list(self.continued),
            "unreached_outcomes": every.unreached_outcomes(story),
            "reached_by": {scene: whose for scene, whose in by.items() if whose},
            "policies": {name: other.plays for name, other in self.others.items()},
            "search": {
                "rounds": self.rounds,
                "sallies": self.search.sallies if self.search is not None else 0,
                "choices": self.search.choices if self.search is not None else 0,
            },
            "nearest": [asdict(near) for near in self.nearest],
            "shortest": asdict(way) | {"by": whose or "asked"} if way is not None else None,
            "failures": [{"seed": f.seed, "why": f.why, "actions": f.actions} for f in every.failures],
        }


def reach(crew: Crew, story: Story, policies: list[str], wanted: Wanted, progress: Progress | None = None) -> Reached:
    """Explore a story by plays and by search; equal for equal seeds, whoever does the work."""
    start = perf_counter()

    few = max(1, wanted.plays // TENTH)
    others = [name for name in policies if name != wanted.policy] if wanted.others else []
    shares = [(wanted.policy, wanted.plays), *((name, few) for name in others)]
    # All at once, so that nobody waits for the last play of one policy.
    jobs = [
        Plays(name, first, size, wanted.to) for name, number in shares for first, size in blocks(number, wanted.seed)
    ]
    found = Reached(Explored(), {name: Explored() for name in others})
    done, total = 0, sum(number for _, number in shares)
    for job, part in zip(jobs, crew.map(play, jobs), strict=True):
        (found.asked if job.policy == wanted.policy else found.others[job.policy]).add(part)
        done += job.plays
        if progress is not None:
            progress("plays", done, total)
    goals = Goals(story.scenario)
    found.continued = tuple(name for name in story.scenario.scenes if name in goals.continued())
    if wanted.rounds:
        _search(crew, story, found, wanted, progress)
    found.seconds = found.asked.seconds = perf_counter() - start
    return found


def _search(crew: Crew, story: Story, found: Reached, wanted: Wanted, progress: Progress | None) -> None:
    goals, archive, brought = Goals(story.scenario), Archive(), Brought()
    inside = {goal.key for scene in found.continued for goal in (goals.scenes[scene], *goals.inside(scene))}
    goal_keys = {goal.key for goal in goals.everything()} - inside
    known = _keys(found.asked) | {key for other in found.others.values() for key in _keys(other)}
    size = sum(len(scene.choices) for scene in story.scenario.scenes.values())
    choices = max(LEAST, min(MOST, A_CHOICE * size))
    stale = 0
    for number in range(wanted.rounds):
        if goal_keys <= known or stale >= STALE:
            break
        before = len(known & goal_keys)
        start = dict(archive.cells), dict(archive.picks)
        tasks = [
            Task(wanted.seed, number * ISLANDS + each, choices, frozenset(known), *start) for each in range(ISLANDS)
        ]
        for done, part in enumerate(crew.map(sally, tasks), 1):
            for name, cell in part.cells.items():
                archive.take(name, cell)
            for name, picks in part.picks.items():
                archive.picks[name] = archive.picks.get(name, 0) + picks - start[1].get(name, 0)
            brought.add(part)
            known |= _keys(part)
            if progress is not None:
                progress("rounds of search", number * ISLANDS + done, wanted.rounds * ISLANDS)
        found.rounds = number + 1
        stale = 0 if len(known & goal_keys) > before else stale + 1
    found.search, found.cells = brought, archive.cells
    found.nearest = list(_nearest(goals, found))


def sally(hand: Hand, task: Task) -> Brought:
    """Do one island's share."""
    return island(hand.story, hand.goals, list(hand.policies.values()), task)


def _keys(part: Explored | Brought) -> set[str]:
    """Return what was reached as keys of coverage."""
    return {
        *(f"{SCENE} {name}" for name in part.scenes), *(f"choice {name}" for name in part.taken),
        *(f"outcome {name}" for name in part.outcomes), *(f"holds {name}" for name in part.counted.holds),
        *(f"fails {name}" for name in part.counted.fails),
    }  # fmt: skip


def _nearest(goals: Goals, found: Reached) -> Iterator[Nearest]:
    """Yield each scene that was not reached, with the play that was nearest to it."""
    reached = found.first_by()
    held = found.search.held if found.search is not None else {}
    cells: dict[str, list[tuple[str, Cell]]] = {}
    for name, cell in found.cells.items():
        if name.startswith("near "):
            key, _, rest = name[5:].partition("\n")
            cells.setdefault(key, []).append((rest, cell))
    for scene, goal in goals.scenes.items():
        if scene in reached or scene in found.continued:
            continue
        parts = dict.fromkeys(part for gate in goal.gates for part in gate.near.parts())
        never = tuple(part for part in parts if part not in held.get(goal.key, {}))
        gates = tuple(gate.told for gate in goal.gates)
        known = [(rest, cell) for rest, cell in cells.get(goal.key, ()) if cell.score[0] < NEVER]
        if not known:
            yield Nearest(scene, gates, None, "", 0, (), never)
            continue
        rest, cell = min(known, key=lambda each: (each[1].score, each[0]))
        lacking = tuple(part for part in rest.partition(": ")[2].split("; ") if part)
        world = cell.point.world
        yield Nearest(scene, gates, _way(cell.point), world.scene, world.day, lacking, never)


def _way(point: Point) -> Way:
    return Way(point.seed, point.chosen, [written(action) for action in point.actions])
