"""The command line: one function a command, grouped by trade; each imports what it needs when it is called."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import authoring, lists, looking, pages, playing, teaching, writing
from game.cli.common import Exit, Wrong

if TYPE_CHECKING:
    from game.cli.common import Command

__all__ = ["Exit", "Wrong", "main", "parser"]


STORIES = "a folder in which stories of your own stand"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; bad input gives a sentence and never a traceback."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # A stream that was closed by whoever started the program is None; let it be one with nothing in it.
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # What a console cannot show, such as Korean letters on an old one, becomes a question mark.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        wanted = parser().parse_args(arguments)
        with _stories(wanted.stories, wanted.makes_folder):
            done = int(wanted.command(wanted))
        sys.stdout.flush()
        return done
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return Exit.REFUSED
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return Exit.STOPPED
    except BrokenPipeError:
        _to_nowhere()
        return Exit.PIPE
    except OSError as error:
        _to_nowhere()
        where = f"{error.filename}: " if error.filename else ""
        print(f"This could not be done: {where}{error.strerror or error}.", file=sys.stderr)
        return Exit.FAILED


def _to_nowhere() -> None:
    """Give stdout somewhere to flush to: Python flushes it once more at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _stories(folder: Path | None, makes_it: bool) -> Iterator[None]:
    """Let stories be found in a folder too, while a command runs."""
    if folder is None:
        yield
        return
    from game import stories

    if not makes_it and not folder.is_dir():
        raise Wrong(f"There is no folder {folder} to look for stories in.")
    with stories.kept_in(folder):
        yield


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="jangmadang",
        description="A terminal game about how people lived by the market in North Korea, 1993-2020.",
        epilog="Without a command the game opens at its list of chapters.",
    )
    top.add_argument("--version", action=_Version, help="say which version this is")
    top.add_argument("--stories", type=Path, default=None, metavar="DIR", help=STORIES)
    top.add_argument("--lang", default="", metavar="CODE", help=playing.LANG)
    top.set_defaults(command=playing.app, makes_folder=False, scenario="", seed=None)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: "Command", help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        made.add_argument("--stories", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=STORIES)
        made.set_defaults(command=run)
        return made

    playing.add(command)
    teaching.add(command)
    authoring.add(command)
    lists.add(command)
    writing.add(command)
    looking.add(command)
    pages.add(command)
    return top


class _Version(argparse.Action):
    """Says the version only when it is asked for: looking it up costs more than all the rest."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from game.version import version

        print(f"jangmadang {version()}")
        parser.exit()
