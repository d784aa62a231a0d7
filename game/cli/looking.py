"""Commands for whoever judges a scenario: its length, its graph, its card, its script."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import SCENARIO, Exit, Wrong, count, folder_of, seed, story_of

if TYPE_CHECKING:
    from game.cli.common import Adder


def add(command: "Adder") -> None:
    """Add these commands to the parser."""
    stats = command("stats", tell_extent, "say how long a scenario is: words, scenes, choices, a play, reading time")
    stats.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    stats.add_argument("--plays", type=count, default=200, metavar="N", help="random plays that are measured (200)")
    stats.add_argument("--json", action="store_true", help="print the figures as JSON")

    graph = command("graph", draw_graph, "draw the scenes of a scenario and the ways between them")
    graph.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    forms = graph.add_mutually_exclusive_group(required=True)
    forms.add_argument("--mermaid", action="store_true", help="print it as a Mermaid flowchart")
    forms.add_argument("--dot", action="store_true", help="print it as DOT, for Graphviz")
    forms.add_argument("--html", type=Path, metavar="FILE", help="write a page that opens in any browser")
    graph.add_argument("--plays", type=count, metavar="N", help="colour it by where so many random plays came")
    graph.add_argument("--seed", type=seed, default=1, metavar="N", help="the first seed of those plays (1)")

    card = command("card", show_card, "say what whoever chooses a scenario must know: length, content, how plays end")
    card.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    card.add_argument("--plays", type=count, default=40, metavar="N", help="plays by which its length is measured (40)")
    card.add_argument(
        "--measure",
        type=count,
        metavar="N",
        help="first play each policy N times and publish it in card.yaml (400 is fair)",
    )

    script = command("script", print_script, "print all scenes of a scenario to be read on paper")
    script.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)


def tell_extent(wanted: argparse.Namespace) -> Exit:
    """Print how long a scenario is."""
    from game import words
    from game.extent import SECONDS_A_CHOICE, WORDS_A_MINUTE, extent

    found = extent(story_of(wanted.scenario), wanted.plays)
    if wanted.json:
        print(json.dumps(asdict(found), indent=1))
        return Exit.OK
    print(f"{found.words:,} words in {words.count(found.scenes, 'scene')}.")
    print(f"{words.count(found.events, 'event')}, {words.count(found.endings, 'ending')}.")
    print(f"{words.count(found.choices, 'choice')}, and {words.count(found.outcomes, 'outcome')} that hang on luck.")
    if not found.plays:
        print("No play by luck came to an end.")
        return Exit.OK
    print(
        f"A play (the middle one of {found.plays} by luck): {found.words_a_play:,} words read, "
        f"{words.count(found.choices_a_play, 'choice')} made."
    )
    print(f"Reading time: {words.count(found.reading, 'minute')}, at {WORDS_A_MINUTE} words a minute.")
    weighed = words.count(found.minutes, "minute")
    print(f"With {SECONDS_A_CHOICE} seconds to weigh each choice, as its card counts: {weighed}.")
    return Exit.OK


def draw_graph(wanted: argparse.Namespace) -> Exit:
    """Print or write the graph."""
    from story import graph, graph_page
    from story.explore import explore
    from story.policies import RANDOM

    story = story_of(wanted.scenario)
    found = explore(story, RANDOM, wanted.plays, wanted.seed) if wanted.plays else None
    drawn = graph.graph_of(story.scenario, found)
    if wanted.html is None:
        print("\n".join(graph.mermaid(drawn) if wanted.mermaid else graph.dot(drawn)))
        return Exit.OK
    try:
        text = "\n".join(graph_page.page(drawn)) + "\n"
    except graph_page.NoLayout as no:
        raise Wrong(str(no)) from no
    wanted.html.write_text(text, encoding="utf-8")
    print(f"Written: {wanted.html}")
    return Exit.OK


def show_card(wanted: argparse.Namespace) -> Exit:
    """Print the card, measured anew where that is asked for."""
    from game import carding

    story, folder = story_of(wanted.scenario), folder_of(wanted.scenario)
    if wanted.measure:
        print(f"Written: {carding.measure(story, folder, wanted.measure)}\n")
    for line in carding.lines(carding.carded(story, folder, wanted.plays)):
        print(line)
    return Exit.OK


def print_script(wanted: argparse.Namespace) -> Exit:
    """Print the script."""
    from story.script import script

    for line in script(folder_of(wanted.scenario)):
        print(line)
    return Exit.OK
