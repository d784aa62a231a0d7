"""Fates: everything that may come of an action: each outcome of the luck that can be told apart, tried one by one.

A choice's outcomes, patrols, events, checkpoints, couriers and the like have few outcomes, and all are tried. Prices,
weather, customers and bad notes have too many: they go as a seed has them.
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from engine import rules
from engine.actions import Action
from engine.errors import Refused
from engine.events import ChoiceMade
from engine.luck import Luck, weighted
from engine.paths import Paths
from engine.session import Story
from engine.world import World
from story.states import ENUMERATED

Draw = tuple[str, int]
"""Stream, and count or day."""
YES, NO = 0.0, 1 - 2.0**-53
"""The lowest and the highest share: what may come true does, and what may fail to does."""
BOTH = (YES, NO)
Fresh = list[tuple[Draw, tuple[float, ...]]]
MOST_TRIES = 60
"""Tries of one action: more may come of a month on bad roads than there is time for."""


class Told(Luck):
    """Luck some of whose draws are told beforehand; it notes which others were asked for."""

    __slots__ = ("fresh", "left", "told")

    def __init__(self, seed: int, told: Mapping[Draw, float]) -> None:
        super().__init__(seed)
        # The class it comes from is frozen.
        object.__setattr__(self, "told", told)
        object.__setattr__(self, "fresh", {})
        object.__setattr__(self, "left", set())

    told: Mapping[Draw, float]
    fresh: dict[Draw, tuple[float, ...]]
    """Draws that were asked for and are not told: a share for each outcome; the last is the one they were given."""
    left: set[str]
    """First parts of the names of draws that were left to the seed."""

    def share(self, stream: str, key: int) -> float:
        """Return what was told, else NO where all outcomes can be tried, else what the seed has."""
        share = self.told.get((stream, key))
        if share is not None:
            return share
        first = stream.partition(".")[0]
        if first in ENUMERATED:
            self.fresh[stream, key] = BOTH
            return NO
        if "#" not in stream:
            self.left.add(first)
        return Luck.share(self, stream, key)

    def stream(self, name: str) -> Callable[[int], float]:
        """Return what gives the shares of a stream, told or noted one by one."""
        return partial(self.share, name)

    def pick(self, stream: str, key: int, weights: Sequence[int]) -> int:
        """Return the index that was told, else the last that may be picked."""
        share = self.told.get((stream, key))
        if share is None and stream.partition(".")[0] in ENUMERATED:
            share = (shares := _middles(weights))[-1]
            self.fresh[stream, key] = shares
        return weighted(share if share is not None else self.share(stream, key), weights)


def _middles(weights: Sequence[int]) -> tuple[float, ...]:
    """Return a share that picks it for each weight above 0."""
    whole, before, shares = sum(weights), 0, []
    for weight in weights:
        if weight > 0:
            shares.append((before + weight / 2) / whole)
        before += weight
    return tuple(shares)


class Fate(NamedTuple):
    """One thing that may come of an action: the world then, or why it was refused or broke."""

    world: World | None
    told: tuple[tuple[Draw, float], ...]
    outcome: str
    """The outcome of a choice that has several."""
    why: str


class Fates:
    """Tries the actions of one story under one seed."""

    def __init__(self, story: Story, seed: int) -> None:
        self.story, self.seed = story, seed
        self.left: set[str] = set()
        """What was left to the seed."""
        self.cut = 0
        """Actions of which so much may come that not all of it was tried."""
        self._paths = Paths(story.scenario, self._luck({}))

    def _luck(self, told: Mapping[Draw, float]) -> Told:
        luck = Told(self.seed, told)
        # One set for all, so that nothing that was left to the seed is forgotten.
        object.__setattr__(luck, "left", self.left)
        return luck

    def begin(self) -> World:
        """Return the first world."""
        return rules.begin(self.story.scenario, self._paths).world

    @property
    def paths(self) -> Paths:
        """Weather and prices as the seed has them."""
        return self._paths

    def of(self, world: World, action: Action) -> Iterator[Fate]:
        """Yield everything that may come of an action."""
        tries = 0
        fate, fresh = self._try(world, action, {})
        waiting: list[tuple[dict[Draw, float], Fate, Fresh]] = [({}, fate, fresh)]
        while waiting:
            told, fate, fresh = waiting.pop()
            if not fresh or tries > MOST_TRIES:
                self.cut += bool(fresh)
                yield fate._replace(told=tuple(item for item in told.items() if item[1] != NO))
                continue
            (draw, shares), rest = fresh[0], fresh[1:]
            waiting.append((told | {draw: shares[-1]}, fate, rest))
            for share in reversed(shares[:-1]):
                other, more = self._try(world, action, told | {draw: share})
                tries += 1
                # A draw that changes nothing, as of an event when none may come, need not be tried both ways.
                if shares is not BOTH or (other.world, other.why, more) != (fate.world, fate.why, rest):
                    waiting.append((told | {draw: share}, other, more))

    def _try(self, world: World, action: Action, told: Mapping[Draw, float]) -> tuple[Fate, Fresh]:
        luck = self._luck(told)
        paths = copy.copy(self._paths)
        paths.luck = luck
        try:
            made = rules.decide(self.story.scenario, world, action, paths)
        except Refused as refused:
            return Fate(None, (), "", refused.sentence), []
        except Exception as broke:
            return Fate(None, (), "", f"{type(broke).__name__}: {broke}"), []
        if made.choice and not self.story.machine.permits(_At(world.scene), made.choice, made.world.scene):
            return Fate(None, (), "", "The story does not lead there."), []
        outcome = next((event.outcome for event in made.events if isinstance(event, ChoiceMade)), "")
        return Fate(replace(made.world, book=None), (), outcome, ""), list(luck.fresh.items())


class _At:
    """A model of the machine that stands at a scene."""

    def __init__(self, scene: str) -> None:
        self.state, self.bound_for = scene, ""
