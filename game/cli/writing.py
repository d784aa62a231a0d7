"""Commands for whoever begins to write: a new scenario, the game beside the editor, the schema."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import SCENARIO, Exit, Wrong, folder_of, seed

if TYPE_CHECKING:
    from game.cli.common import Adder


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


def add(command: "Adder") -> None:
    """Add these commands to the parser."""
    new = command("new", begin_story, "make a small complete scenario to write on")
    new.add_argument("slug", metavar="SLUG", help="what its folder is called, such as lamp_oil")
    new.add_argument("--from", dest="source", default="", metavar="SCENARIO", help=f"copy {SCENARIO}")
    new.set_defaults(makes_folder=True)

    translate = command("translate", translate_story, "write or bring up to date the table of a story's translation")
    translate.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    translate.add_argument("language", metavar="LANGUAGE", help="the code of the language, such as ko")
    translate.add_argument("--csv", type=Path, metavar="FILE", help="write all its texts for a spreadsheet too")
    translate.add_argument("--take", type=Path, metavar="FILE", help="take translations from such a file first")

    watch = command("watch", watch_story, "play a scenario beside the editor; what is saved there shows at once")
    watch.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    watch.add_argument("--seed", type=seed, default=1, metavar="N", help="the luck of the play (1)")

    schema = command("schema", print_schema, "print the JSON Schema of a sort of file, for editors")
    schema.add_argument("sort", nargs="?", default="", metavar="FILE", help="scenario, scenes, walk, policies, …")
    schema.add_argument("--into", type=Path, metavar="DIR", help="write the schemas of all sorts into a folder")


def begin_story(wanted: argparse.Namespace) -> Exit:
    """Write a new scenario and say how to go on."""
    from game import stories
    from story import beginnings, library

    slug, hint = wanted.slug, _as_slug(wanted.slug)
    if slug != hint:
        other = f" Write {hint}, for example." if hint else ""
        raise Wrong(f"{slug!r} is no name for a scenario: use lower case letters, digits and _.{other}")
    source = folder_of(wanted.source) if wanted.source else None
    known = {folder.name: folder for folder in library.shelves(stories.folders())}
    if slug in known:
        raise Wrong(f"There is a scenario {slug} already, in {known[slug]}. Choose another name.")
    folder = stories.folders()[0] / slug
    if folder.exists():
        raise Wrong(f"There is something at {folder} already. Choose another name.")
    try:
        written = beginnings.begin(folder, source)
    except UnicodeDecodeError as error:
        raise Wrong(f"{wanted.source} cannot be copied: a file of it is not UTF-8. Run check on it.") from error
    name = str(folder) if wanted.stories is not None else slug
    print(f"Written: {folder}, {len(written)} files.")
    print("Open the folder in a text editor, change a sentence in scenes/, and save. Then:")
    for does, what in (
        ("check", "says what is wrong"),
        ("plain", "plays it"),
        ("watch", "plays it beside your editor"),
        ("walk", "plays its tests"),
    ):
        print(f"  python main.py {does:<5} {name}   {what}")
    print("How each thing is written is told in docs/authors.md.")
    return Exit.OK


def translate_story(wanted: argparse.Namespace) -> Exit:
    """Bring the tables of a translation up to date, and say what is still to be done."""
    from game import translation

    folder = folder_of(wanted.scenario)
    if not LANGUAGE.fullmatch(wanted.language) or wanted.language == "en":
        raise Wrong(f"{wanted.language!r} is no code of another language: two or three letters, such as ko or de.")
    try:
        for line in translation.brought_up(folder, wanted.language, wanted.csv, wanted.take):
            print(line)
    except (ValueError, UnicodeDecodeError) as no:
        raise Wrong(str(no)) from no
    return Exit.OK


def watch_story(wanted: argparse.Namespace) -> Exit:
    """Open the game beside the editor."""
    from game.proof_app import ProofApp

    ProofApp(folder_of(wanted.scenario), wanted.seed).run()
    return Exit.OK


def print_schema(wanted: argparse.Namespace) -> Exit:
    """Print a schema, or write all of them."""
    import json
    from difflib import get_close_matches

    from story import beginnings, schema

    if wanted.into is not None:
        for path in beginnings.write_schemas(wanted.into):
            print(path)
        return Exit.OK
    if wanted.sort not in schema.FILES:
        close = get_close_matches(wanted.sort, schema.FILES, 1, 0.5)
        hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(schema.FILES)}."
        asked = f"There is no sort of file {wanted.sort!r}. " if wanted.sort else "Name a sort of file. "
        raise Wrong(asked + hint)
    print(json.dumps(schema.schema_of(wanted.sort), indent=1, ensure_ascii=False))
    return Exit.OK


def _as_slug(text: str) -> str:
    """Return the nearest name a folder of a scenario may have, empty where there is none."""
    letters = "".join(c if c.isascii() and c.isalnum() else "_" for c in text.lower())
    return "_".join(part for part in letters.split("_") if part).lstrip("_0123456789")
