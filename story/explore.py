"""Explore: many plays by luck or by a policy; what was reached, how plays end, and what is left in the hand.

Plays are made in blocks that know nothing of each other, so that they may be made in any order, by any number of
processes, with equal results.
"""

import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from time import perf_counter

from engine.actions import Action, Choose, Depart, written
from engine.errors import Refused
from engine.events import ChoiceMade, Event
from engine.luck import Luck
from engine.names import in_yardstick, worth
from engine.session import Story
from story.coverage import Counted
from story.policies import Policy
from story.quick.plays import QuickPlays
from story.quick.session import Notes, QuickSession
from story.quick.story import QuickStory

MOST_ACTIONS = 3000
BLOCK = 50
"""Plays in a block."""


@dataclass(slots=True)
class Failure:
    """A play that broke or stuck: its seed, why, and its actions."""

    seed: int
    why: str
    actions: list[list[str | int]]


@dataclass(frozen=True, slots=True)
class Way:
    """The course of a play until it came somewhere."""

    seed: int
    choices: int
    actions: list[list[str | int]]


@dataclass(slots=True)
class Explored:
    """What many plays gave."""

    plays: int = 0
    choices: int = 0
    seconds: float = 0.0
    endings: Counter[str] = field(default_factory=Counter)
    scenes: Counter[str] = field(default_factory=Counter)
    plays_through: Counter[str] = field(default_factory=Counter)
    """Scene -> plays that came there."""
    taken: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    worths: list[int] = field(default_factory=list)
    """Net worth at each end in grams (smallest parts) of the yardstick."""
    lengths: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    counted: Counted = field(default_factory=Counted)
    """What the conditions said, and the numbers that they read."""
    shortest: Way | None = None
    """The shortest way found to the scene that was asked for; of equally short ones the first."""

    def add(self, other: "Explored") -> None:
        """Take in the plays of the next block."""
        self.plays += other.plays
        self.choices += other.choices
        for mine, theirs in (
            (self.endings, other.endings),
            (self.scenes, other.scenes),
            (self.plays_through, other.plays_through),
            (self.taken, other.taken),
            (self.outcomes, other.outcomes),
        ):
            mine.update(theirs)
        self.worths += other.worths
        self.lengths += other.lengths
        self.days += other.days
        self.failures += other.failures
        self.counted.add(other.counted)
        if other.shortest is not None and (self.shortest is None or other.shortest.choices < self.shortest.choices):
            self.shortest = other.shortest

    def unreached_outcomes(self, story: Story) -> list[str]:
        """Return the outcomes that never came, as `scene.choice.outcome`, of choices that were taken."""
        names = [
            (f"{scene.id}.{choice.id}", outcome.id)
            for scene in story.scenario.scenes.values()
            for choice in scene.choices.values()
            for outcome in choice.outcomes
        ]
        return [f"{choice}.{name}" for choice, name in names
                if self.taken[choice] and f"{choice}.{name}" not in self.outcomes]  # fmt: skip

    def one_sided(self) -> tuple[list[str], list[str]]:
        """Return the conditions that were asked and always held, and those that never did."""
        holds, fails = self.counted.holds, self.counted.fails
        return [key for key in holds if key not in fails], [key for key in fails if key not in holds]

    def unreached_scenes(self, story: Story) -> list[str]:
        """Return the scenes no play came to."""
        return [name for name in story.scenario.scenes if name not in self.scenes]

    def unreached_choices(self, story: Story) -> list[str]:
        """Return the choices no play took, as `scene.choice`."""
        return [
            f"{s.id}.{c}" for s in story.scenario.scenes.values() for c in s.choices if f"{s.id}.{c}" not in self.taken
        ]

    def as_json(self, story: Story) -> dict[str, object]:
        """Return the figures under the names that scripts rely on."""
        return {
            "plays": self.plays,
            "choices": self.choices,
            "seconds": round(self.seconds, 3),
            "endings": dict(self.endings.most_common()),
            "unreached_scenes": self.unreached_scenes(story),
            "unreached_choices": self.unreached_choices(story),
            "unreached_outcomes": self.unreached_outcomes(story),
            "outcomes": dict(sorted(self.outcomes.items())),
            "conditions": {
                key: [self.counted.fails[key], self.counted.holds[key]]
                for key in sorted({*self.counted.holds, *self.counted.fails})
            },
            "numbers": {name: sorted(values.items()) for name, values in sorted(self.counted.numbers.items())},
            "shortest": asdict(self.shortest) if self.shortest is not None else None,
            "final": {"net_worth_rice_kg": {f"p{p}": round(_quantile(self.worths, p) / 1000, 1) for p in (5, 50, 95)}},
            "choices_a_play": {f"p{p}": _quantile(self.lengths, p) for p in (5, 50, 95)},
            "days": {f"p{p}": _quantile(self.days, p) for p in (5, 50, 95)},
            "failures": [{"seed": f.seed, "why": f.why, "actions": f.actions} for f in self.failures],
        }


def explore(
    story: Story,
    policy: Policy,
    plays: int,
    seed: int,
    progress: Callable[[int], None] | None = None,
    to: str = "",
) -> Explored:
    """Play a story many times, seeds `seed` upwards, and return what came of it; text is written at every screen."""
    found = Explored()
    start = perf_counter()
    for first, size in blocks(plays, seed):
        done = found.plays
        tell = (lambda number, done=done: progress(done + number)) if progress is not None else None
        found.add(block(story, policy, first, size, to, tell))
    found.seconds = perf_counter() - start
    return found


def blocks(plays: int, seed: int) -> list[tuple[int, int]]:
    """Return (first seed, plays) of each block."""
    return [(seed + done, min(BLOCK, plays - done)) for done in range(0, plays, BLOCK)]


def block(
    story: Story, policy: Policy, seed: int, plays: int, to: str = "", progress: Callable[[int], None] | None = None
) -> Explored:
    """Make the plays of one block and return what came of them."""
    if policy.even and not policy.rules:
        return _quickly(story, seed, plays, to, progress)
    found = Explored()
    notes = Notes(QuickStory.of(story))
    for number in range(plays):
        play = _Explorer(QuickSession(story, seed + number), policy, found, notes, to)
        try:
            play.run()
        except Refused as refused:
            found.failures.append(Failure(seed + number, refused.sentence, play.actions()))
        except Exception:
            found.failures.append(Failure(seed + number, traceback.format_exc(limit=-3), play.actions()))
        found.scenes.update(play.seen)
        found.plays_through.update(play.seen.keys())
        found.plays += 1
        if progress is not None:
            progress(number + 1)
    notes.count(found.counted)
    return found


def _quickly(story: Story, seed: int, plays: int, to: str, progress: Callable[[int], None] | None) -> Explored:
    """Make the plays of a block that choose evenly, by the story's functions."""
    found = Explored()
    quick = QuickPlays(QuickStory.of(story), MOST_ACTIONS)
    for number in range(plays):
        quick.aim(to, partial(_nearer, found, quick, seed + number))
        try:
            end = quick.play(seed + number)
        except Refused as refused:
            found.failures.append(Failure(seed + number, refused.sentence, quick.actions()))
        except Exception:
            found.failures.append(Failure(seed + number, traceback.format_exc(limit=-3), quick.actions()))
        else:
            found.choices += end.choices
            found.lengths.append(end.choices)
            found.days.append(end.day)
            found.endings[end.scene] += 1
            found.worths.append(end.worth)
        found.plays += 1
        if progress is not None:
            progress(number + 1)
    quick.count(found.counted)
    found.scenes, found.plays_through = quick.scenes, quick.through
    found.taken, found.outcomes = quick.taken, quick.outcomes
    return found


def _nearer(found: Explored, quick: QuickPlays, seed: int, choices: int) -> None:
    """Keep the way to where a play has come, where it is shorter than those before."""
    if found.shortest is None or choices < found.shortest.choices:
        found.shortest = Way(seed, choices, quick.actions())


@dataclass(slots=True)
class _Explorer:
    """One play, counted as it goes."""

    session: QuickSession
    policy: Policy
    found: Explored
    notes: Notes
    to: str
    seen: Counter[str] = field(default_factory=Counter)
    asked: Action | None = None
    """What was asked for and has not been done."""
    day: int = 0
    chosen: int = 0

    def actions(self) -> list[list[str | int]]:
        """Return all that was done, and last what was asked for when the play broke."""
        done = [written(action) for action in self.session.journal]
        return [*done, written(self.asked)] if self.asked is not None else done

    def run(self) -> None:
        """Play to the end."""
        session, found, policy = self.session, self.found, self.policy
        luck = Luck(session.paths.luck.seed)
        self.arrive()
        count = planned = 0
        while not session.ended:
            action = self.asked = policy.next(session, luck, count, planned)
            scene = session.state
            events = session.act(action)
            self.asked = None
            count += 1
            if count > MOST_ACTIONS:
                where = session.state
                raise Refused(f"After {MOST_ACTIONS} actions the play has not ended; it stands in {where!r}.")
            if not isinstance(action, (Choose, Depart)):
                planned += 1
                continue
            planned = 0
            self.chosen += 1
            if isinstance(action, Choose):
                self.take(scene, action.choice, events)
            self.arrive()
        found.choices += self.chosen
        found.lengths.append(self.chosen)
        found.days.append(session.day)
        found.endings[session.state] += 1
        view = session.view()
        found.worths.append(in_yardstick(view, worth(view)))

    def take(self, scene: str, choice: str, events: Sequence[Event]) -> None:
        """Count a choice and the outcome that luck drew."""
        self.found.taken[f"{scene}.{choice}"] += 1
        for event in events:
            if isinstance(event, ChoiceMade):
                if event.outcome:
                    self.found.outcomes[f"{scene}.{choice}.{event.outcome}"] += 1
                break

    def arrive(self) -> None:
        """Count the scene a play has come to, and read it."""
        session, scene = self.session, self.session.state
        self.seen[scene] += 1
        session.read(self.notes.of[scene], self.notes.daily if session.day != self.day else None)
        self.day = session.day
        if scene == self.to and self.seen[scene] == 1:
            best = self.found.shortest
            if best is None or self.chosen < best.choices:
                self.found.shortest = Way(session.paths.luck.seed, self.chosen, self.actions())


def _quantile(values: list[int], percent: int) -> int:
    if not values:
        return 0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
