"""The command line: one function a command; each imports what it needs when it is called."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from game import arguments

if TYPE_CHECKING:
    from engine.legacy import Legacy
    from engine.session import Story
    from game.play import Play

    Command = Callable[[argparse.Namespace], "Exit"]


class Exit(IntEnum):
    """What the program says to whoever started it."""

    OK = 0
    FAILED = 1
    """Problems were found, a walk failed, a replay differs."""
    REFUSED = 2
    """What was asked for makes no sense, or a script's line was refused."""
    RAN_OUT = 3
    """A script had no more lines and the story no ending yet."""
    STOPPED = 130
    """Stopped with Ctrl-C."""
    PIPE = 141
    """Whoever read the output stopped reading."""


class Wrong(Exception):
    """Something asked for is not there or not possible; carries the sentence for the user."""


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


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="jangmadang",
        description="A terminal game about how people lived by the market in North Korea, 1993-2020.",
        epilog="Without a command the game opens at its list of chapters.",
    )
    top.add_argument("--version", action=_Version, help="say which version this is")
    top.set_defaults(command=app, scenario="", seed=None)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: "Command", help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help.capitalize() + ".")
        made.set_defaults(command=run)
        return made

    play = command("play", app, "open the game, at a chapter where one is named")
    play.add_argument("scenario", nargs="?", default="", metavar="SCENARIO", help="a chapter's name, or its folder")
    play.add_argument("--seed", type=arguments.seed, help="the same seed is the same world")

    plain = command("plain", play_plain, "play line by line, without boxes and colours")
    plain.add_argument(
        "scenario", nargs="?", default="", metavar="SCENARIO", help="a chapter's name or folder, or a saved game"
    )
    plain.add_argument("--seed", type=arguments.seed, help="the same seed is the same world")
    plain.add_argument("--script", metavar="FILE", help="take the answers from a file, or - for standard input")
    plain.add_argument(
        "--save", action=argparse.BooleanOptionalAction, help="whether the game is saved (it is, except with --script)"
    )

    plain.add_argument(
        "--after", nargs="?", const="", metavar="SAVE", help="begin with what an ended game of the chapter before left"
    )
    plain.add_argument(
        "--watch", nargs="?", const="", metavar="POLICY", help="watch it played by one of its policies instead"
    )

    check = command("check", check_stories, "check stories and say what is wrong with them")
    check.add_argument("path", nargs="*", metavar="PATH", help="a chapter's name or folder; without one, all of them")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")

    walk = command("walk", walk_stories, "play the stories' own tests")
    walk.add_argument("scenario", nargs="?", default="", metavar="SCENARIO", help="a chapter's name or folder")
    walk.add_argument("--all", action="store_true", help="those of every chapter")
    walk.add_argument("--json", action="store_true", help="print the results as JSON")

    explore = command("explore", explore_story, "play a chapter many times and count how it ends")
    explore.add_argument("scenario", metavar="SCENARIO", help="a chapter's name or folder")
    explore.add_argument("--plays", type=arguments.count, default=200, metavar="N", help="how often (200)")
    explore.add_argument("--seed", type=arguments.seed, default=1, metavar="N", help="the first seed (1)")
    explore.add_argument("--policy", default="", metavar="NAME", help="a policy of the chapter; without one, by luck")
    explore.add_argument("--json", action="store_true", help="print the figures as JSON")

    replay = command("replay", replay_save, "play a saved game again and compare the result")
    replay.add_argument("save", metavar="SAVE", type=Path, help="the file of a saved game")

    room = command("classroom", classroom, "start a class that pupils join in their browsers, or see to what is kept")
    arguments.of_a_class(room)

    prices = command("prices", list_prices, "list a world's prices by date and place, with nobody playing")
    prices.add_argument("--world", required=True, metavar="WORLD", help="a world's name, such as reports")
    prices.add_argument("--from", dest="first", default="", metavar="DATE", help="the first day (the world's first)")
    prices.add_argument("--to", dest="last", default="", metavar="DATE", help="the last day (the world's last)")
    prices.add_argument("--every", default="1", metavar="DAYS", help="days from one row to the next (1)")
    prices.add_argument("--seed", default="1", metavar="N", help="the same seed is the same world (1)")
    prices.add_argument("--csv", action="store_true", help="as CSV: date,place,kind,id,unit,bid,ask")
    return top


# ---- playing --------------------------------------------------------------------------------------------------------


def app(wanted: argparse.Namespace) -> Exit:
    """Open the game on the screen."""
    if wanted.scenario:
        # Before the screen is taken over, so that a wrong name gets its sentence in the terminal.
        _find(wanted.scenario)
    if not _can_draw():
        raise Wrong("The game draws on a terminal, and this is none. Line by line it is played with: plain pork_soup")
    from game.app import JangmadangApp

    JangmadangApp(wanted.scenario, wanted.seed).run()
    return Exit.OK


def _can_draw() -> bool:
    """Return whether keys come from a terminal, and one that can be drawn on is looked at."""
    seen = any(stream is not None and stream.isatty() for stream in (sys.__stdout__, sys.__stderr__))
    return sys.stdin.isatty() and seen and os.environ.get("TERM") != "dumb"


def play_plain(wanted: argparse.Namespace) -> Exit:
    """Play line by line."""
    from engine.errors import Refused
    from game import conversation, plain

    if not wanted.scenario:
        return _what_there_is()
    script = wanted.script is not None
    if wanted.watch is not None:
        return _watch(wanted)
    try:
        play, warnings = _play(wanted, keep=wanted.save if wanted.save is not None else not script)
    except Refused as refused:
        raise Wrong(refused.sentence) from refused
    with ExitStack() as open_files:
        stream = sys.stdin
        if script and wanted.script != "-":
            try:
                stream = open_files.enter_context(Path(wanted.script).open(encoding="utf-8-sig", errors="replace"))
            except OSError as error:
                raise Wrong(f"The script {wanted.script} cannot be read: {error.strerror or error}.") from error
        say = conversation.speaker(sys.stdout)
        for warning in warnings:
            say(warning)
        player = plain.Plain(play, say)
        if not script:
            return Exit(conversation.converse(player, conversation.typed_lines(stream)))
        return Exit(conversation.follow(player, stream))


def _watch(wanted: argparse.Namespace) -> Exit:
    """Tell a play that a policy makes: line by line where somebody sits before it, else to its end."""
    from engine.luck import fresh_seed
    from engine.session import Session
    from game import conversation
    from game.watching import NoSuchPolicy, Watched, policy_of

    session = Session(_story(wanted.scenario), wanted.seed if wanted.seed is not None else fresh_seed())
    try:
        watched = Watched(session, policy_of(session, wanted.watch))
    except NoSuchPolicy as missing:
        raise Wrong(str(missing)) from missing
    conversation.watch(watched, conversation.speaker(sys.stdout), sys.stdin if sys.stdin.isatty() else None)
    return Exit.OK


def _play(wanted: argparse.Namespace, keep: bool) -> "tuple[Play, tuple[str, ...]]":
    from engine.luck import fresh_seed
    from engine.session import Session
    from game import plain
    from game.play import Play as Fresh

    if wanted.scenario.endswith(".json") and Path(wanted.scenario).is_file():
        return plain.resume(Path(wanted.scenario))
    seed = wanted.seed if wanted.seed is not None else fresh_seed()
    story = _story(wanted.scenario)
    return Fresh.fresh(Session(story, seed, legacy=_left(wanted.after, story)), keep), ()


def _left(after: str | None, story: "Story") -> "Legacy | None":
    """Return what an ended game leaves to a chapter that is begun after it."""
    from game import campaign, saves, shelf

    if after is None:
        return None
    if after:
        try:
            return campaign.left_by(Path(after), story.scenario).legacy
        except (saves.Unreadable, shelf.NotPlayable) as no:
            raise Wrong(no.sentence) from no
    found = campaign.before(story.scenario)
    if found is None:
        raise Wrong(f"There is no ended game that {story.scenario.title} could follow.")
    return found.legacy


def _what_there_is() -> Exit:
    from game import aloud, saves
    from story import library

    print("Name a chapter, as in: plain pork_soup. There are:")
    for slug in library.slugs():
        print(f"  {slug}")
    found = saves.slots()
    if found:
        print("Or name the file of a saved game:")
    for number, slot in enumerate(found, 1):
        print(f"  {aloud.slot(number, slot)} {slot.path}")
    return Exit.OK


# ---- stories --------------------------------------------------------------------------------------------------------


def check_stories(wanted: argparse.Namespace) -> Exit:
    """Check stories and print what is wrong."""
    from game import authoring

    return Exit.OK if authoring.check([_find(name) for name in wanted.path] or None, wanted.json) else Exit.FAILED


def walk_stories(wanted: argparse.Namespace) -> Exit:
    """Play the walks of one chapter or of all, and say which fail."""
    from game import authoring
    from story import library

    names = [wanted.scenario] if wanted.scenario and not wanted.all else library.slugs()
    return Exit.OK if authoring.walk([(_story(name), _find(name)) for name in names], wanted.json) else Exit.FAILED


def explore_story(wanted: argparse.Namespace) -> Exit:
    """Play a chapter many times and print the figures."""
    from game import authoring

    story, folder = _story(wanted.scenario), _find(wanted.scenario)
    try:
        sound = authoring.explore(story, folder, wanted.policy, wanted.plays, wanted.seed, wanted.json)
    except authoring.NoSuchPolicy as no:
        raise Wrong(str(no)) from no
    return Exit.OK if sound else Exit.FAILED


def list_prices(wanted: argparse.Namespace) -> Exit:
    """Print what things cost in a world."""
    from game import quotes

    try:
        found = quotes.asked(wanted.world, wanted.first, wanted.last, wanted.every, wanted.seed)
    except quotes.Unlisted as no:
        raise Wrong(str(no)) from no
    for line in quotes.csv(found) if wanted.csv else quotes.table(found):
        print(line)
    return Exit.OK


def replay_save(wanted: argparse.Namespace) -> Exit:
    """Play a saved game's journal again, print the digest, and compare it with the snapshot's."""
    from engine import journal, snapshot
    from engine.errors import BadSnapshot, Refused
    from engine.session import Session
    from game import saves

    try:
        saved = saves.read(wanted.save)
    except saves.Unreadable as no:
        raise Wrong(no.sentence) from no
    story = _story(saved.scenario)
    if saved.digest != story.scenario.digest:
        print("The chapter has been changed since this game was saved.")
    session = Session(story, saved.seed, legacy=saved.legacy)
    for number, action in enumerate(saved.journal, 1):
        try:
            session.act(action)
        except Refused as refused:
            print(f"Action {number} of {len(saved.journal)} ({action}) is refused now: {refused.sentence}")
            return Exit.FAILED
    print(f"{len(saved.journal)} actions, digest {session.digest()}")
    try:
        kept = journal.digest(snapshot.restored(saved.snapshot, story.scenario))
    except BadSnapshot as bad:
        print(bad)
        return Exit.FAILED
    if kept != session.digest():
        print(f"The saved game has another digest: {kept}")
        return Exit.FAILED
    print("The saved game has the same digest.")
    return Exit.OK


def classroom(wanted: argparse.Namespace) -> Exit:
    """Start a class, write out what classes left, or erase it."""
    try:
        from game.classroom import command
    except ModuleNotFoundError as missing:
        raise Wrong(
            f"A class needs more than is installed ({missing.name}). Install it with: pip install '.[classroom]'"
        ) from missing
    try:
        if wanted.do == "erase":
            print(f"Erased: {command.erase(wanted)}.")
        elif wanted.do == "export":
            for path in command.write_out(wanted, _story):
                print(path)
        elif not wanted.scenario:
            raise Wrong("Name a chapter, as in: classroom --scenario pork_soup")
        else:
            command.start(wanted, _story(wanted.scenario))
    except command.NotKept as no:
        raise Wrong(no.sentence) from no
    return Exit.OK


# ---- what commands share --------------------------------------------------------------------------------------------


def _find(name: str) -> Path:
    from story import library

    try:
        return library.find(name)
    except library.NoSuchScenario as missing:
        raise Wrong(str(missing)) from missing


def _story(name: str) -> "Story":
    from game.shelf import NotPlayable, from_library

    try:
        return from_library(name)
    except NotPlayable as no:
        raise Wrong(no.sentence) from no


class _Version(argparse.Action):
    """Says the version only when it is asked for: looking it up costs more than all the rest."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from game.version import version

        print(f"jangmadang {version()}")
        parser.exit()
