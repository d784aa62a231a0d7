"""Commands for whoever hands a chapter on: the page that plays by itself."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import SCENARIO, Exit, Wrong, folder_of, seed, story_of
from game.cli.playing import LANG, reads

if TYPE_CHECKING:
    from game.cli.common import Adder

HTML = "write one file that plays in a browser by itself, without server and network (its name: SCENARIO.html)"
RUNTIME = (
    "a folder with an unpacked Pyodide, which is Python for browsers; else node_modules/pyodide, or what was fetched"
)
FETCH = "let npm bring Pyodide first"
SEED = "play it in this world, unless its reader asks for another"


def add(command: "Adder") -> None:
    """Add these commands to the parser."""
    export = command("export", export_page, "make a scenario into a file that others can play without this program")
    export.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    export.add_argument("--html", nargs="?", const="", required=True, metavar="FILE", help=HTML)
    export.add_argument("--runtime", type=Path, metavar="FOLDER", help=RUNTIME)
    export.add_argument("--fetch", action="store_true", help=FETCH)
    export.add_argument("--seed", type=seed, metavar="N", help=SEED)
    export.add_argument("--lang", default=argparse.SUPPRESS, metavar="CODE", help=LANG)


def export_page(wanted: argparse.Namespace) -> Exit:
    """Write the page of a scenario."""
    from game.page import runtime
    from game.page.writing import Wanted, page

    reads(wanted.lang)
    folder = folder_of(wanted.scenario).resolve()
    story = story_of(str(folder))
    try:
        if wanted.fetch and wanted.runtime is not None:
            raise Wrong("--fetch brings Pyodide by itself: leave --runtime away.")
        found = runtime.fetch() if wanted.fetch else runtime.find(wanted.runtime)
    except runtime.NoRuntime as no:
        raise Wrong(str(no)) from no
    into = Path(wanted.html or f"{folder.name}.html")
    if into.is_dir():
        into /= f"{folder.name}.html"
    text = page(Wanted(folder, story.scenario.title, wanted.seed), found).encode()
    scratch = into.with_name(f".{into.name}.part")
    scratch.write_bytes(text)
    scratch.replace(into)
    print(f"Written: {into} ({len(text) / 1_000_000:.1f} MB, with Pyodide {found.version}). Open it in a browser.")
    return Exit.OK
