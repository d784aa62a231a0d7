"""Conversation: the plain player with somebody who types, with a script, or with somebody who only listens."""

import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from engine.errors import Refused
from game.plain import Plain
from game.tongue import told, tr
from game.watching import Watched

ENDED, RAN_OUT, REFUSED = 0, 3, 2
"""How a script ends: at an ending; without one; at a line that was refused."""


def speaker(out: TextIO) -> Callable[[str], None]:
    """Return what prints lines: whole for whatever reads them, folded at words on a terminal."""
    width = 0
    if out.isatty():
        from shutil import get_terminal_size

        width = max(40, get_terminal_size().columns - 1)

    def say(line: str) -> None:
        folded = (
            textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
            if width and len(line) > width
            else [line]
        )
        for part in folded or [""]:
            print(part, file=out, flush=True)

    return say


def typed_lines(stream: TextIO, prompt: str = "> ") -> Iterator[str]:
    """Yield what is typed, with a prompt where somebody types it."""
    while True:
        if stream is sys.stdin and stream.isatty():
            try:
                line = input(prompt)
            except EOFError:
                return
        else:
            line = stream.readline()
            if not line:
                return
        yield line


def converse(player: Plain, lines: Iterable[str]) -> int:
    """Play with somebody who types; what is refused gets a sentence, and the play goes on."""
    try:
        player.begin()
        over = False
        for line in lines:
            if line.strip():
                _answer(player, line)
            if player.left:
                break
            if player.session.ended and not over:
                player.say(tr("Write export to keep this, log all to hear the play again, or quit."))
                _onward(player)
            over = player.session.ended
    except KeyboardInterrupt:
        player.say("")
        _leave(player)
        raise
    _leave(player)
    return ENDED


def _onward(player: Plain) -> None:
    """Say how a next chapter is begun with what was left, where there is one."""
    from game import campaign

    path = player.play.recording.path
    if path is not None:
        for following in campaign.next_after(player.session.scenario.slug):
            start = " ".join((_start(), "plain", following.name, "--after", str(path)))
            player.say(tr("To go on to {title} with what you have: {start}", title=following.title, start=start))


def _start() -> str:
    program = Path(sys.argv[0]).name
    return f"python {program}" if program.endswith(".py") else program


def _answer(player: Plain, line: str) -> None:
    try:
        player.hear(line)
    except Refused as refused:
        player.say(told(refused.sentence))


def follow(player: Plain, lines: Iterable[str]) -> int:
    """Play by a script; stop at the first line that is refused, and return how it ended."""
    player.begin()
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        player.say(f"> {text}")
        try:
            player.hear(text)
        except Refused as refused:
            player.say(told(refused.sentence))
            player.say(tr("Line {number} of the script was refused: {text}", number=number, text=text))
            return REFUSED
        if player.left:
            break
    if player.session.ended:
        player.say(tr("The script came to an ending."))
        return ENDED
    player.say(tr("The script ran out before an ending."))
    return RAN_OUT


def watch(watched: Watched, say: Callable[[str], None], asked: TextIO | None) -> None:
    """Tell a play that a policy makes; where somebody sits before it, wait for Enter after each choice."""
    player = Plain(watched.play, say)
    say(tr("You watch. The play is made by a policy: {about}", about=watched.policy.about))
    player.begin()
    while not watched.ended:
        if asked is not None and not _goes_on(asked):
            return
        beat = watched.step()
        say("")
        say(f"> {beat.deed}")
        player.tell(beat)


def _goes_on(asked: TextIO) -> bool:
    print(tr("Enter: go on. q: leave. "), end="", flush=True)
    line = asked.readline()
    return bool(line) and line.strip().lower() not in ("q", "quit", "exit")


def _leave(player: Plain) -> None:
    recording = player.play.recording
    recording.close()
    if player.session.ended:
        return
    if recording.path is None:
        player.say(tr("You have left the game; it was not saved."))
    elif recording.trouble:
        player.say(tr("You have left the game. {trouble}", trouble=recording.trouble))
    elif player.session.journal:
        player.say(tr("Your place is kept. To go on: {start} plain {path}", start=_start(), path=recording.path))
