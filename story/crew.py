"""The crew: blocks of plays made by several processes, with the results that one would give."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from engine.session import Story
from story import library
from story.desk import Desk
from story.explore import Explored, block, blocks
from story.policies import Policy, policies_of


class Task(NamedTuple):
    """What is to be explored: a scenario's folder, the name of a policy, plays and first seed, a scene to come to."""

    folder: Path
    policy: str
    plays: int
    seed: int
    to: str = ""


class _Hand:
    """What one process plays with; loaded when it starts, because conditions cannot be sent from one to another."""

    story: Story
    policy: Policy
    to: str


def cores() -> int:
    """Return how many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def explore_together(task: Task, hands: int, progress: Callable[[int], None] | None = None) -> Explored:
    """Make the plays of a task by so many processes; `progress` is told how many plays are done."""
    start = perf_counter()
    found = Explored()
    shares = blocks(task.plays, task.seed)
    hands = min(hands, len(shares))
    if hands <= 1:
        _begin(task.folder, task.policy, task.to, False)
        for part in map(_block, shares):
            found.add(part)
            if progress is not None:
                progress(found.plays)
    else:
        # Fresh processes, not copies of this one, which are not safe where threads run.
        with ProcessPoolExecutor(
            hands, get_context("spawn"), _begin, (task.folder, task.policy, task.to, True)
        ) as crew:
            try:
                for part in crew.map(_block, shares):
                    found.add(part)
                    if progress is not None:
                        progress(found.plays)
            except KeyboardInterrupt:
                crew.shutdown(wait=False, cancel_futures=True)
                raise
    found.seconds = perf_counter() - start
    return found


def _begin(folder: Path, policy: str, to: str, apart: bool) -> None:
    if apart:
        # Ctrl-C is for the process that shared the work out.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    story = library.load(folder).story
    assert story is not None, "it was loaded before the work was shared out"
    _Hand.story, _Hand.to = story, to
    _Hand.policy = policies_of(story.scenario, folder, Desk(scope=story.scenario.scope))[policy]


def _block(share: tuple[int, int]) -> Explored:
    return block(_Hand.story, _Hand.policy, *share, _Hand.to)
