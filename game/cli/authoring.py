"""Commands for whoever writes: check, walk, explore."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import SCENARIO, Exit, Wrong, count, folder_of, none_or_count, seed, story_of

if TYPE_CHECKING:
    from game.cli.common import Adder

DASK = "work on the cluster of a Dask scheduler, such as tcp://10.0.0.5:8786 (needs the extra cluster)"
EXHAUSTIVE = "see every state instead, with every outcome of luck, and say what that proves"
STATES = "with --exhaustive: states after which it stops (20000)"
DEPTH = "with --exhaustive: actions in a row after which it stops (0: no bound)"
CHOICES_ONLY = "with --exhaustive: leave dials, duties, deals of an amount the player names, and loads as they are"
SECONDS = "with --exhaustive: seconds after which it stops (0: no bound)"
SEEDS = "with --exhaustive: seeds under each of which it is done, for luck that is left to them (1)"
ROUNDS = "most rounds of the search for what no play came to (12; 0: none)"


def add(command: "Adder") -> None:
    """Add these commands to the parser."""
    check = command("check", check_stories, "check stories and say what is wrong with them")
    check.add_argument(
        "path", nargs="*", metavar="SCENARIO", help=f"{SCENARIO}, or a market's YAML file; without one, all of them"
    )
    forms = check.add_mutually_exclusive_group()
    forms.add_argument("--json", dest="form", action="store_const", const="json", help="print the problems as JSON")
    forms.add_argument(
        "--sarif", dest="form", action="store_const", const="sarif", help="print them as SARIF, for editors and CI"
    )
    check.add_argument("--explain", metavar="CODE", help="say what a code means instead, such as STY04")

    walk = command("walk", walk_stories, "play the stories' own tests")
    walk.add_argument("scenario", nargs="?", default="", metavar="SCENARIO", help=SCENARIO)
    walk.add_argument("--all", action="store_true", help="those of every chapter")
    walk.add_argument("--json", action="store_true", help="print the results as JSON")

    explore = command("explore", explore_story, "play a chapter many times and count how it ends")
    explore.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    explore.add_argument("--plays", type=count, default=200, metavar="N", help="how often (200)")
    explore.add_argument("--seed", type=seed, default=1, metavar="N", help="the first seed (1)")
    explore.add_argument("--policy", default="", metavar="NAME", help="a policy of the chapter; without one, by luck")
    explore.add_argument("--to", default="", metavar="SCENE", help="print the shortest play found to a scene")
    explore.add_argument("--histograms", action="store_true", help="draw the numbers that conditions read")
    explore.add_argument("--rounds", type=none_or_count, metavar="N", help=ROUNDS)
    explore.add_argument("--alone", action="store_true", help="make these plays alone, and nothing besides")
    explore.add_argument(
        "--exhaustive", action="store_true", help="see every state instead, with every outcome of luck"
    )
    explore.add_argument("--states", type=count, default=20_000, metavar="N", help=STATES)
    explore.add_argument("--depth", type=none_or_count, default=0, metavar="N", help=DEPTH)
    explore.add_argument("--choices-only", action="store_true", help=CHOICES_ONLY)
    explore.add_argument("--seconds", type=none_or_count, default=0, metavar="N", help=SECONDS)
    explore.add_argument("--seeds", type=count, default=1, metavar="N", help=SEEDS)
    explore.add_argument("--policies", action="store_true", help="list the policies instead")
    explore.add_argument("--processes", type=count, metavar="N", help="how many at once (as many as there are cores)")
    explore.add_argument("--dask", default="", metavar="ADDRESS", help=DASK)
    explore.add_argument("--json", action="store_true", help="print the figures as JSON")


def check_stories(wanted: argparse.Namespace) -> Exit:
    """Check stories and print what is wrong."""
    from game import authoring, stories
    from story import bazaar, library
    from story.explained import NoSuchCode, explained

    if wanted.explain is not None:
        try:
            print("\n".join(explained(wanted.explain)))
        except NoSuchCode as no:
            raise Wrong(str(no)) from no
        return Exit.OK
    markets = [Path(name) for name in wanted.path if bazaar.looks_like_one(name)]
    folders = [folder_of(name) for name in wanted.path if not bazaar.looks_like_one(name)]
    if not wanted.path:
        folders, markets = list(library.shelves(stories.folders())), [bazaar.find(name) for name in bazaar.names()]
    return Exit.OK if authoring.check(folders, wanted.form, markets) else Exit.FAILED


def walk_stories(wanted: argparse.Namespace) -> Exit:
    """Play the walks of one chapter or of all, and say which fail."""
    from game import authoring, stories
    from story import library

    one = wanted.scenario and not wanted.all
    folders = [folder_of(wanted.scenario)] if one else list(library.shelves(stories.folders()))
    chapters = [(story_of(str(folder)), folder) for folder in folders]
    return Exit.OK if authoring.walk(chapters, wanted.json) else Exit.FAILED


def explore_story(wanted: argparse.Namespace) -> Exit:
    """Play a chapter many times and print the figures."""
    from game import exploring
    from story import reach

    story, folder = story_of(wanted.scenario), folder_of(wanted.scenario)
    if wanted.policies:
        print("\n".join(exploring.known_policies(story, folder)))
        return Exit.OK
    if wanted.exhaustive:
        return _prove(wanted)
    rounds = 0 if wanted.alone else reach.ROUNDS if wanted.rounds is None else wanted.rounds
    asked = exploring.Wanted(
        wanted.policy, wanted.plays, wanted.seed, wanted.to, wanted.histograms, wanted.processes or 0, rounds,
        wanted.alone, wanted.dask,
    )  # fmt: skip
    try:
        sound = exploring.explore(story, folder, asked, wanted.json)
    except exploring.Unexplored as no:
        raise Wrong(str(no)) from no
    return Exit.OK if sound else Exit.FAILED


def _prove(wanted: argparse.Namespace) -> Exit:
    """See every state of a chapter and say what that proves."""
    from game import exhausting, exploring
    from story.exhaust import Bound

    story, folder = story_of(wanted.scenario), folder_of(wanted.scenario)
    seeds = range(wanted.seed, wanted.seed + wanted.seeds)
    bound = Bound(wanted.states, wanted.depth, wanted.seconds, wanted.choices_only)
    try:
        with exploring.working(folder, wanted.processes or 0, wanted.dask) as crew:
            sound = exhausting.prove(story, crew, seeds, bound, wanted.json)
    except exploring.Unexplored as no:
        raise Wrong(str(no)) from no
    return Exit.OK if sound else Exit.FAILED
