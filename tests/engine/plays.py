"""Random plays of stories with a stall and with roads, told by their digests; run by other processes and Pythons."""

import sys
from pathlib import Path

from engine.actions import Choose
from engine.luck import Luck
from engine.session import Session
from story.library import load
from story.policies import RANDOM

STORIES = Path(__file__).parents[1] / "stories"
PLAYED = (STORIES / "tiny", STORIES / "road", "pork_soup")
SEEDS = (1, 2, 3)
ACTIONS = 60


def digests() -> list[str]:
    """Return the digest in which each play ends."""
    found = []
    for loaded in map(load, PLAYED):
        for seed in SEEDS:
            assert loaded.story is not None, loaded.problems
            session, luck, planned = Session(loaded.story, seed), Luck(seed), 0
            for count in range(ACTIONS):
                if session.ended:
                    break
                action = RANDOM.next(session, luck, count, planned)
                planned = 0 if isinstance(action, Choose) else planned + 1
                session.act(action)
            found.append(session.digest())
    return found


if __name__ == "__main__":
    sys.stdout.write(" ".join(digests()))
