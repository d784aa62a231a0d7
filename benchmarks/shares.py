"""Where each policy's plays end: measures a scenario's card, and with --write publishes it.

usage: python benchmarks/shares.py [SCENARIO] [--plays N] [--write]
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from story import library
from story.cards import FILE, published, written
from story.desk import Desk
from story.policies import policies_of


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("scenario", nargs="?", default="pork_soup")
    ask.add_argument("--plays", type=int, default=1000)
    ask.add_argument("--write", action="store_true")
    say = ask.parse_args()
    loaded = library.load(say.scenario)
    if loaded.story is None:
        sys.exit(f"{say.scenario} does not load: run `python main.py check {say.scenario}`")
    policies = policies_of(loaded.story.scenario, loaded.folder, Desk(scope=loaded.story.scenario.scope))
    text = written(loaded.story, published(policies), say.plays, 1)
    print(text, end="")
    if say.write:
        (loaded.folder / FILE).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
