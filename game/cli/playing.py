"""Commands for whoever plays: the game, the plain player, saved games."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.common import SCENARIO, Exit, Wrong, folder_of, seed, story_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.luck import Pin
    from engine.session import Story
    from game.campaign import Before
    from game.cli.common import Adder
    from game.play import Play


AFTER = "begin with what an ended game of the chapter before left, or with what a walk of this one says so: after_debt"
LANG = "the language to read in, such as ko; without it the one in the settings, or the system's"


def add(command: "Adder") -> None:
    """Add these commands to the parser."""
    play = command("play", app, "open the game, at a chapter where one is named")
    play.add_argument("scenario", nargs="?", default="", metavar="SCENARIO", help=SCENARIO)
    play.add_argument("--seed", type=seed, help="the same seed is the same world")
    play.add_argument("--lang", default=argparse.SUPPRESS, metavar="CODE", help=LANG)

    plain = command("plain", play_plain, "play line by line, without boxes and colours")
    plain.add_argument("scenario", nargs="?", default="", metavar="SCENARIO", help=f"{SCENARIO}, or a saved game")
    plain.add_argument("--seed", type=seed, help="the same seed is the same world")
    plain.add_argument("--lang", default=argparse.SUPPRESS, metavar="CODE", help=LANG)
    plain.add_argument("--script", metavar="FILE", help="take the answers from a file, or - for standard input")
    plain.add_argument(
        "--save", action=argparse.BooleanOptionalAction, help="whether the game is saved (it is, except with --script)"
    )
    plain.add_argument("--after", nargs="?", const="", metavar="SAVE", help=AFTER)
    plain.add_argument(
        "--watch", nargs="?", const="", metavar="POLICY", help="watch it played by one of its policies instead"
    )

    replay = command("replay", replay_save, "play a saved game again and compare the result")
    replay.add_argument("save", metavar="SAVE", type=Path, help="the file of a saved game")


def reads(language: str) -> None:
    """Let whoever sits here read in the language asked for, or in the one they chose."""
    from game import settings, tongue

    if language and language not in tongue.NAMES:
        known = ", ".join(f"{code} ({name})" for code, name in tongue.NAMES.items())
        raise Wrong(f"The game is not in the language {language!r}. It is in: {known}.")
    tongue.begin(language or settings.language(settings.load()[0]))


def tr(pattern: str, **values: object) -> str:
    """Return a sentence in the reader's language; what it takes is imported only once something is said."""
    from game import tongue

    return tongue.tr(pattern, **values)


def app(wanted: argparse.Namespace) -> Exit:
    """Open the game on the screen."""
    reads(wanted.lang)
    if wanted.scenario:
        # Before the screen is taken over, so that a wrong name gets its sentence in the terminal.
        folder_of(wanted.scenario)
    if not _can_draw():
        raise Wrong(
            tr("The game draws on a terminal, and this is none. Line by line it is played with: plain pork_soup")
        )
    from game.app import JangmadangApp

    JangmadangApp(wanted.scenario, wanted.seed, language=wanted.lang).run()
    return Exit.OK


def _can_draw() -> bool:
    """Return whether keys come from a terminal, and one that can be drawn on is looked at."""
    seen = any(stream is not None and stream.isatty() for stream in (sys.__stdout__, sys.__stderr__))
    return sys.stdin.isatty() and seen and os.environ.get("TERM") != "dumb"


def play_plain(wanted: argparse.Namespace) -> Exit:
    """Play line by line."""
    reads(wanted.lang)
    from engine.errors import Refused
    from game import conversation, plain
    from game.tongue import told

    if not wanted.scenario:
        return _what_there_is()
    script = wanted.script is not None
    if wanted.watch is not None:
        return _watch(wanted)
    lines, luck = _script(wanted) if script and wanted.script != "-" else (sys.stdin, {})
    try:
        play, warnings = _play(wanted, wanted.save if wanted.save is not None else not script, luck)
    except Refused as refused:
        raise Wrong(told(refused.sentence)) from refused
    say = conversation.speaker(sys.stdout)
    for warning in warnings:
        say(warning)
    player = plain.Plain(play, say)
    if not script:
        return Exit(conversation.converse(player, conversation.typed_lines(sys.stdin)))
    return Exit(conversation.follow(player, lines))


def _script(wanted: argparse.Namespace) -> "tuple[list[str], dict[str, Pin]]":
    """Return the lines of a script's file, and the luck that its first lines pin."""
    from game import scripts
    from story.problems import shown

    try:
        lines = Path(wanted.script).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise Wrong(
            tr("The script {script} cannot be read: {error}.", script=wanted.script, error=error.strerror or error)
        ) from error
    if not any(line.startswith(scripts.PIN) for line in lines):
        return lines, {}
    if wanted.save or wanted.after is not None or wanted.scenario.endswith(".json"):
        raise Wrong(
            tr("A script that pins luck begins a play of its own: leave out --save and --after, and name a chapter.")
        )
    luck, lines, problems = scripts.luck_of(story_of(wanted.scenario), lines, wanted.script)
    if problems:
        raise Wrong("\n".join(shown(problem, None) for problem in problems))
    return lines, luck


def _watch(wanted: argparse.Namespace) -> Exit:
    """Tell a play that a policy makes: line by line where somebody sits before it, else to its end."""
    from engine.luck import fresh_seed
    from engine.session import Session
    from game import conversation
    from game.watching import NoSuchPolicy, Watched, policy_of

    session = Session(story_of(wanted.scenario), wanted.seed if wanted.seed is not None else fresh_seed())
    try:
        watched = Watched(session, policy_of(session, wanted.watch))
    except NoSuchPolicy as missing:
        raise Wrong(str(missing)) from missing
    conversation.watch(watched, conversation.speaker(sys.stdout), sys.stdin if sys.stdin.isatty() else None)
    return Exit.OK


def _play(wanted: argparse.Namespace, keep: bool, luck: "Mapping[str, Pin]") -> "tuple[Play, tuple[str, ...]]":
    from engine.luck import fresh_seed
    from engine.session import Session
    from game import plain
    from game.play import Play as Fresh

    if wanted.scenario.endswith(".json") and Path(wanted.scenario).is_file():
        return plain.resume(Path(wanted.scenario))
    seed = wanted.seed if wanted.seed is not None else fresh_seed()
    story = story_of(wanted.scenario)
    if wanted.after is None:
        return Fresh.fresh(Session(story, seed, luck), keep), ()
    from game import handover

    before = _before(wanted, story)
    told = handover.told(handover.handover(story, seed, before.scenario, before.legacy), before.title, before.ended)
    return Fresh.fresh(Session(story, seed, legacy=before.legacy), keep), tuple(told)


def _before(wanted: argparse.Namespace, story: "Story") -> "Before":
    """Return the ended game after which a chapter is begun: the one named, else the latest that it may follow."""
    from game import campaign, saves, shelf

    after = wanted.after
    if after and not after.endswith(".json") and not Path(after).exists():
        return _stated(after, story, folder_of(wanted.scenario))
    if after:
        try:
            return campaign.left_by(Path(after), story.scenario)
        except (saves.Unreadable, shelf.NotPlayable) as no:
            raise Wrong(no.sentence) from no
    found = campaign.all_before(story.scenario)
    if not found:
        raise Wrong(f"There is no ended game that {story.scenario.title} could follow.")
    return found[0]


def _stated(name: str, story: "Story", folder: Path) -> "Before":
    """Return what a walk of a chapter says that the one before left, or what `explore` makes of that."""
    from game.campaign import Before
    from story.legacies import legacies_of
    from story.neighbours import Neighbours

    known = {left.name: left.legacy for left in legacies_of(story, folder)}
    before = Neighbours(story.scenario).there
    if name not in known:
        said = f" There are: {', '.join(known)}." if known else ""
        raise Wrong(
            f"There is no saved game {name}, and nothing so called that {story.scenario.title} begins after.{said}"
        )
    chapter = before[known[name].chapter].story
    assert chapter is not None, "what was left is read in the words of the chapter that left it"
    ending = chapter.scenario.scenes[known[name].ending].ending if known[name].ending else None
    return Before(None, chapter.scenario, ending.name if ending is not None else "", known[name])


def _what_there_is() -> Exit:
    from game import aloud, saves, stories

    print(tr("Name a chapter, as in: plain pork_soup. There are:"))
    for slug in stories.slugs():
        print(f"  {slug}")
    found = saves.slots()
    if found:
        print(tr("Or name the file of a saved game:"))
    for number, slot in enumerate(found, 1):
        print(f"  {aloud.slot(number, slot)} {slot.path}")
    return Exit.OK


def replay_save(wanted: argparse.Namespace) -> Exit:
    """Play a saved game's journal again, print the digest, and compare it with the snapshot's."""
    from engine import journal, snapshot
    from engine.errors import BadSnapshot, Refused
    from engine.session import Session
    from game import saves
    from game.classroom.bazaar import journal as market_journal
    from game.tongue import told

    if (held := market_journal.found(wanted.save)) is not None:
        return replay_market(held)
    try:
        saved = saves.read(wanted.save)
    except saves.Unreadable as no:
        raise Wrong(no.sentence) from no
    chapter = story_of(saved.story)
    if saved.digest != chapter.scenario.digest:
        print(tr("The chapter has been changed since this game was saved."))
    session = Session(chapter, saved.seed, legacy=saved.legacy)
    for number, action in enumerate(saved.journal, 1):
        try:
            session.act(action)
        except Refused as refused:
            print(
                tr(
                    "Action {number} of {journal} ({action}) is refused now: {sentence}",
                    number=number,
                    journal=len(saved.journal),
                    action=action,
                    sentence=told(refused.sentence),
                )
            )
            return Exit.FAILED
    print(tr("{journal} actions, digest {digest}", journal=len(saved.journal), digest=session.digest()))
    try:
        kept = journal.digest(snapshot.restored(saved.snapshot, chapter.scenario))
    except BadSnapshot as bad:
        print(bad)
        return Exit.FAILED
    if kept != session.digest():
        print(tr("The saved game has another digest: {kept}", kept=kept))
        return Exit.FAILED
    print(tr("The saved game has the same digest."))
    return Exit.OK


def replay_market(held: dict[str, Any]) -> Exit:
    """Play a class market's journal again, print the digest, and compare it with the one that was kept."""
    from engine.errors import BadSnapshot
    from game.classroom.bazaar import journal as market_journal

    try:
        market, kept = market_journal.replayed(held)
    except BadSnapshot as bad:
        print(bad)
        return Exit.FAILED
    print(f"{len(market.journal)} actions of the market {market.rules.title}, digest {market.state.digest()}")
    if kept != market.state.digest():
        print(f"The journal has another digest: {kept}")
        return Exit.FAILED
    print("It is the same digest as was kept.")
    return Exit.OK
