"""The crew: work of many plays shared out among processes, with the results that one would give.

Work is shared out in jobs that know nothing of each other, and results are taken in the order of the jobs.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self, TypeVar

from engine.session import Story
from story import library
from story.desk import Desk
from story.explore import Explored, block, blocks
from story.goals import Goals
from story.policies import Policy, policies_of

J = TypeVar("J")
R = TypeVar("R")


class Hand:
    """What one process plays with; loaded where it works, because conditions cannot be sent from one to another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: dict[tuple[str, int], object] = {}
        """What work has made and will want again, by name and seed."""

    @cached_property
    def story(self) -> Story:
        """The story."""
        story = library.load(self.folder).story
        assert story is not None, "it was loaded before the work was shared out"
        return story

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Its policies by name."""
        return policies_of(self.story.scenario, self.folder, Desk(scope=self.story.scenario.scope))

    @cached_property
    def goals(self) -> Goals:
        """Everything that can be reached in it."""
        return Goals(self.story.scenario)


class Crew(Protocol):
    """Whoever does the work."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Send everybody home; after an error without waiting for what is under way."""

    def map(self, work: Callable[[Hand, J], R], jobs: Sequence[J]) -> Iterator[R]:
        """Yield what came of each job, in order; `work` is a function that a module has by name."""


class Alone:
    """This process."""

    def __init__(self, folder: Path) -> None:
        self._hand = Hand(folder)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nobody is to be sent home."""

    def map(self, work: Callable[[Hand, J], R], jobs: Sequence[J]) -> Iterator[R]:
        """Yield what came of each job, in order."""
        return (work(self._hand, job) for job in jobs)


class Processes:
    """So many processes on this machine."""

    def __init__(self, folder: Path, hands: int) -> None:
        # Fresh processes, not copies of this one, which are not safe where threads run.
        self._pool = ProcessPoolExecutor(hands, get_context("spawn"), _begin, (folder,))

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Send everybody home."""
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def map(self, work: Callable[[Hand, J], R], jobs: Sequence[J]) -> Iterator[R]:
        """Yield what came of each job, in order."""
        return self._pool.map(_do, [work] * len(jobs), jobs)


def crew_of(folder: Path, hands: int) -> Crew:
    """Return a crew of so many processes; one is this one."""
    return Processes(folder, hands) if hands > 1 else Alone(folder)


def cores() -> int:
    """Return how many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Plays(NamedTuple):
    """A block of plays by one policy."""

    policy: str
    seed: int
    plays: int
    to: str = ""


def play(hand: Hand, job: Plays) -> Explored:
    """Make a block of plays."""
    return block(hand.story, hand.policies[job.policy], job.seed, job.plays, job.to)


def explore_together(
    crew: Crew, policy: str, plays: int, seed: int, to: str = "", progress: Callable[[int], None] | None = None
) -> Explored:
    """Make many plays by one policy; `progress` is told how many are done."""
    found = Explored()
    for part in crew.map(play, [Plays(policy, first, size, to) for first, size in blocks(plays, seed)]):
        found.add(part)
        if progress is not None:
            progress(found.plays)
    return found


_HANDS: list[Hand] = []
"""The hand of a process of a crew; empty in any other."""


def _begin(folder: Path) -> None:
    # Ctrl-C is for the process that shared the work out.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HANDS[:] = [Hand(folder)]


def _do(work: Callable[[Hand, J], R], job: J) -> R:
    return work(_HANDS[0], job)
