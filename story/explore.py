"""Explore: many plays by luck or by a policy; what was reached, how plays end, and what is left in the hand."""

import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from engine.actions import Choose, Depart, written
from engine.errors import Refused
from engine.luck import Luck
from engine.names import in_yardstick, worth
from engine.session import Session, Story
from story.policies import Policy

MOST_ACTIONS = 3000


@dataclass(slots=True)
class Failure:
    """A play that broke or stuck: its seed, why, and its actions."""

    seed: int
    why: str
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
            "final": {"net_worth_rice_kg": {f"p{p}": round(_quantile(self.worths, p) / 1000, 1) for p in (5, 50, 95)}},
            "choices_a_play": {f"p{p}": _quantile(self.lengths, p) for p in (5, 50, 95)},
            "days": {f"p{p}": _quantile(self.days, p) for p in (5, 50, 95)},
            "failures": [{"seed": f.seed, "why": f.why, "actions": f.actions} for f in self.failures],
        }


def explore(
    story: Story, policy: Policy, plays: int, seed: int, progress: Callable[[int], None] | None = None
) -> Explored:
    """Play a story many times, seeds `seed` upwards, and return what came of it; text is written at every screen."""
    found = Explored()
    start = perf_counter()
    for number in range(plays):
        session = Session(story, seed + number)
        try:
            _play(session, policy, found)
        except Refused as refused:
            found.failures.append(Failure(seed + number, refused.sentence, [written(a) for a in session.journal]))
        except Exception:
            why = traceback.format_exc(limit=-3)
            found.failures.append(Failure(seed + number, why, [written(a) for a in session.journal]))
        found.plays += 1
        if progress is not None:
            progress(number + 1)
    found.seconds = perf_counter() - start
    return found


def _play(session: Session, policy: Policy, found: Explored) -> None:
    luck = Luck(session.world.seed)
    tried = found.taken if policy.random and found.plays % 2 else None
    seen: Counter[str] = Counter([session.world.scene])
    try:
        _play_on(session, policy, found, luck, tried, seen)
    finally:
        found.scenes.update(seen)
        found.plays_through.update(seen.keys())


def _play_on(
    session: Session, policy: Policy, found: Explored, luck: Luck, tried: Counter[str] | None, seen: Counter[str]
) -> None:
    session.prose()
    count = planned = chosen = 0
    while not session.ended:
        action = policy.next(session, luck, count, planned, tried)
        scene = session.world.scene
        session.act(action)
        count += 1
        if count > MOST_ACTIONS:
            raise Refused(f"After {MOST_ACTIONS} actions the play has not ended; it stands in {session.world.scene!r}.")
        if isinstance(action, Choose | Depart):
            planned = 0
            chosen += 1
            if isinstance(action, Choose):
                found.taken[f"{scene}.{action.choice}"] += 1
            seen[session.world.scene] += 1
            session.prose()
        else:
            planned += 1
    found.choices += chosen
    found.lengths.append(chosen)
    found.days.append(session.world.day)
    found.endings[session.world.scene] += 1
    view = session.view()
    found.worths.append(in_yardstick(view, worth(view)))


def _quantile(values: list[int], percent: int) -> int:
    if not values:
        return 0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
