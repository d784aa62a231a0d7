"""Ten days by `explore`, coverage on; prints JSON. The nets are those of the same plays, made again and asked.

usage: python benchmarks/ten_days/ours.py PLAYS
"""

import json
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from engine.luck import Luck
from engine.session import Story
from story import library
from story.desk import Desk
from story.explore import explore
from story.policies import Policy, policies_of
from story.quick.session import QuickSession

HERE = Path(__file__).resolve().parent


def net(story: Story, policy: Policy, seed: int) -> int:
    """Return what a play ends with: cash less debt."""
    session, luck, count = QuickSession(story, seed), Luck(seed), 0
    while not session.ended:
        session.act(policy.next(session, luck, count, 0))
        count += 1
    return session.view().cash() - session.world.values["debt"]


def main() -> None:
    plays = int(sys.argv[1])
    loaded = library.load(str(HERE / "story"))
    assert loaded.story is not None, loaded.problems
    story = loaded.story
    policy = policies_of(story.scenario, loaded.folder, Desk(scope=story.scenario.scope))["evenly"]
    explore(story, policy, 50, 1)
    start = process_time()
    found = explore(story, policy, plays, 1)
    seconds = process_time() - start
    assert not found.failures, found.failures[0].why
    nets = sum(net(story, policy, seed) for seed in range(1, plays + 1))
    made = {"plays": plays, "choices": found.choices, "net": nets, "seconds": seconds, "reached": len(found.taken)}
    print(json.dumps(made))


if __name__ == "__main__":
    main()
