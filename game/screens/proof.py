"""Proof: the play beside the editor, below what is wrong with the files."""

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult

from game import words
from game.commands import HELP, PLAY, Command, bindings
from game.proof import Proof, Read
from game.screens.base import GameScreen
from game.screens.play import PAGING, PlayScreen
from game.widgets.keybar import KeyBar
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, gap, head, para, pre, rule, set_blocks

DESK = (
    Command("take_back", "f6,backspace", "Take back", "Undo the last thing you did", "back one"),
    Command("again", "f5", "Again", "Begin again with the same luck", "again"),
    Command("other_luck", "f7", "Other luck", "Begin again with other luck", "other luck"),
)
MOST = 4
"""Problems shown above the play; all of them where nothing can be played."""


def problem_blocks(read: Read, most: int = 0) -> list[Block]:
    """Return the problems as they are printed by `check`, at most so many of them."""
    shown = read.problems[:most] if most else read.problems
    blocks: list[Block] = []
    for problem, text in shown:
        first, *quoted = text.split("\n")
        blocks += [para(first, "bad" if problem.level == "error" else "", hang=2), pre(quoted, "quiet")]
    if rest := len(read.problems) - len(shown):
        blocks.append(para(f"And {words.count(rest, 'other')}: `check` says all.", "quiet"))
    return blocks


class ProofScreen(PlayScreen):
    """A play that goes on in the story as it is written."""

    commands = (*DESK, *PLAY, *PAGING)
    BINDINGS = bindings(*DESK, *PLAY, *PAGING)

    def __init__(self, proof: Proof, read: Read, said: Sequence[str] = ()) -> None:
        assert proof.play is not None
        super().__init__(proof.play)
        self.proof = proof
        self.read = read
        self.said = list(said)

    def compose(self) -> ComposeResult:
        yield Sheet(id="problems")
        for widget in super().compose():
            yield KeyBar((*DESK, *PLAY)) if isinstance(widget, KeyBar) else widget

    def on_mount(self) -> None:
        """Show what is wrong, after the play (whose own `on_mount` Textual calls too)."""
        self.call_after_refresh(self.show_read, self.read)

    def show_read(self, read: Read) -> None:
        """Show what is wrong with the files, above the play."""
        blocks = [para(sentence, "ember") for sentence in self.said]
        if read.story is None:
            errors = words.count(read.errors, "mistake")
            blocks.append(para(f"{errors} in the files as they are: the play goes on in the story as it was.", "bad"))
        blocks += problem_blocks(read, MOST)
        sheet = self.query_one("#problems", Sheet)
        sheet.display = bool(blocks)
        blocks.append(rule())
        # Reckoned here, since a sheet that was not shown before does not know its width yet.
        lines = len(set_blocks(blocks, self.size.width - 3))
        sheet.styles.height = min(lines, max(4, self.size.height // 3))
        sheet.show(blocks)

    def action_take_back(self) -> None:
        if self.proof.take_back():
            self.game.show_play(self.proof.play)  # type: ignore[arg-type]
        else:
            self.game.say_once("There is nothing to take back.", timeout=4)

    def action_again(self) -> None:
        self.proof.again(self.proof.seed)
        self.game.show_play(self.proof.play)  # type: ignore[arg-type]

    def action_other_luck(self) -> None:
        self.proof.again(self.proof.seed + 1)
        self.game.show_play(self.proof.play)  # type: ignore[arg-type]

    def action_leave(self) -> None:
        self.app.exit()


class BrokenScreen(GameScreen):
    """Shown until the story can be read."""

    commands = (HELP,)
    BINDINGS = bindings(HELP, Command("app.exit", "q,escape", "Leave", "Stop", "leave"))

    def __init__(self, folder: Path, read: Read) -> None:
        super().__init__()
        self.folder = folder
        self.read = read

    def compose(self) -> ComposeResult:
        yield self.headline(self.folder.name, "waits for the files")
        yield Sheet(self.blocks(), id="page")
        yield KeyBar(self.commands)

    def blocks(self) -> list[Block]:
        """Return what must be mended first."""
        first = head(f"{words.count(self.read.errors, 'mistake')} to mend before it can be played", "bad")
        return [
            gap(),
            first,
            gap(),
            *problem_blocks(self.read),
            gap(),
            para("Save a file and it is read again.", "quiet"),
        ]
