"""Commands for whoever teaches: a lesson to print, a class that pupils join in their browsers, what is kept of it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import SCENARIO, Exit, Wrong, seed, story_of

if TYPE_CHECKING:
    from engine.bazaar.rules import Rules
    from game.cli.common import Adder


def add(command: "Adder") -> None:
    """Add these commands to the parser."""
    pack = command("pack", write_pack, "write a chapter's lesson as a page to print: plan, worksheet, answers, parents")
    pack.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    pack.add_argument("file", type=Path, metavar="FILE", help="the HTML file to write")
    pack.add_argument(
        "--lang", "--language", default="", metavar="CODE", help="the language to write it in, such as ko"
    )

    room = command("classroom", classroom, "start a class that pupils join in their browsers, or see to what is kept")
    room.add_argument(
        "do", nargs="?", default="start", choices=("start", "export", "erase"), help="start, export or erase (start)"
    )
    room.add_argument("--scenario", default="", metavar="SCENARIO", help="a chapter's name or folder")
    room.add_argument(
        "--market", nargs="?", const="hyesan_rice", default="", metavar="MARKET",
        help="all seats in one market instead of a chapter: its name or YAML file (hyesan_rice)",
    )  # fmt: skip
    room.add_argument("--seats", type=_seats, default=40, metavar="N", help="how many may take a seat (40)")
    room.add_argument("--roster", type=Path, metavar="FILE", help="take a seat for each line of a file beforehand")
    room.add_argument("--bind", default="0.0.0.0", metavar="ADDRESS", help="the address to listen on (all)")
    room.add_argument("--port", type=_port, default=8000, metavar="P", help="the port to listen on (8000)")
    room.add_argument("--seed", type=seed, help="the same seed is the same world; all seats have the same")
    room.add_argument(
        "--lang", "--language", default="", metavar="CODE", help="the language the class reads in, such as ko"
    )
    room.add_argument("--new", action="store_true", help="a new class, even where one is not over yet")
    room.add_argument("--keep", type=_days, default=30, metavar="DAYS", help="erase after so many days (30d)")
    room.add_argument("--database", default="", metavar="WHERE", help="where classes are kept: FILE or postgresql://…")
    room.add_argument("--join", default="", metavar="CODE", help="serve, export or erase the class of this code")
    room.add_argument("--password", type=_password, metavar="WORDS", help="the teacher's (drawn)")
    room.add_argument("--processes", type=_processes, default=1, metavar="N", help="serve with so many processes (1)")
    room.add_argument("--to", default=".", metavar="FOLDER", help="where export writes (this folder)")


def write_pack(wanted: argparse.Namespace) -> Exit:
    """Write the printable pack of a chapter's lesson."""
    from game import pack
    from game.cli.playing import reads

    reads(wanted.lang)
    text = pack.html(story_of(wanted.scenario).scenario)
    try:
        wanted.file.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise Wrong(f"{wanted.file} cannot be written: {error.strerror or error}.") from error
    print(f"Written: {wanted.file}")
    return Exit.OK


def classroom(wanted: argparse.Namespace) -> Exit:
    """Start a class, write out what classes left, or erase it."""
    from engine.errors import BadSnapshot
    from game.cli.playing import reads

    reads(wanted.lang)
    try:
        from game.classroom import command
    except ModuleNotFoundError as missing:
        raise Wrong(
            f"A class needs more than is installed ({missing.name}). Install it with: pip install '.[classroom]'"
        ) from missing
    try:
        if wanted.market and wanted.scenario:
            raise Wrong("Say --scenario or --market, not both.")
        if wanted.do == "erase":
            print(f"Erased: {command.erase(wanted)}.")
        elif wanted.do == "export":
            _write_out(wanted)
        elif wanted.market or (wanted.join and _is_market(wanted)):
            from game.classroom.bazaar import command as bazaar

            bazaar.start(wanted, market_of)
        elif not wanted.scenario and not wanted.join:
            raise Wrong("Name a chapter, as in: classroom --scenario pork_soup; or take a market: classroom --market")
        else:
            command.start(wanted, story_of)
    except command.NotKept as no:
        raise Wrong(no.sentence) from no
    except BadSnapshot as no:
        raise Wrong(f"{no} A new one is begun with --new.") from no
    except command.NoRoster as no:
        raise Wrong(str(no)) from no
    return Exit.OK


def _is_market(wanted: argparse.Namespace) -> bool:
    from game.classroom.bazaar.command import joins

    return not wanted.scenario and joins(wanted)


def _write_out(wanted: argparse.Namespace) -> None:
    """Write out what classes and markets left, or one of them."""
    from game.classroom import command
    from game.classroom.bazaar import command as bazaar

    chapters = [] if wanted.market else command.write_out(wanted, story_of)
    markets = [] if wanted.scenario else bazaar.write_out(wanted, wanted.market)
    for path in (*chapters, *markets):
        print(path)


def market_of(name: str) -> "Rules":
    """Return the rules of a market by its name or file; problems are printed as authors know them."""
    from story import bazaar
    from story.problems import shown, summary

    try:
        path = bazaar.find(name)
    except bazaar.NoSuchBazaar as missing:
        raise Wrong(str(missing)) from missing
    loaded = bazaar.load(path)
    if loaded.problems:
        lines = path.read_text("utf-8", errors="replace").splitlines()
        for one in loaded.problems:
            line = lines[one.line - 1] if one.file == path.name and 0 < one.line <= len(lines) else None
            print(shown(one, line), file=sys.stderr)
    if loaded.rules is None:
        raise Wrong(f"This market cannot be opened: {summary(loaded.problems)}")
    return loaded.rules


def _seats(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 500:
        raise argparse.ArgumentTypeError(f"seats are a whole number from 1 to 500, not {text!r}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text[:9]) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 0 to 65535, not {text!r}")
    return int(text)


def _processes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 32:
        raise argparse.ArgumentTypeError(f"processes are a whole number from 1 to 32, not {text!r}")
    return int(text)


def _password(text: str) -> str:
    # Only letters count, as whoever types it from a slip may write its hyphens in any way.
    if sum(letter.isalpha() for letter in text) < 16:
        raise argparse.ArgumentTypeError("a teacher's password has 16 letters or more, such as four words")
    return text


def _days(text: str) -> int:
    digits = text.removesuffix("days").removesuffix("day").removesuffix("d")
    if not digits.isdecimal() or not 1 <= int(digits[:9]) <= 3650:
        raise argparse.ArgumentTypeError(f"days are written as 30d, not {text!r}")
    return int(digits)
