"""The application beside an editor: it looks at the story's files, and shows the play in what was saved last."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from game.app import JangmadangApp
from game.proof import Proof, Read
from game.screens.proof import BrokenScreen, ProofScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.play import Play

LOOKS = 0.4
"""Seconds between two looks at the files: asking for their times costs less than a library that is told of changes."""


class ProofApp(JangmadangApp):
    """The game for whoever writes it."""

    def __init__(self, folder: Path, seed: int = 1, *, home: Path | None = None) -> None:
        super().__init__(home=home, keep=False)
        self.proof = Proof(folder, seed)
        self.read: Read | None = None
        self.reading = asyncio.Lock()

    def on_mount(self) -> None:
        """Read the files, and look at them from now on."""
        self.set_interval(LOOKS, self.look)
        self.run_worker(self.read_anew(), group="reading")

    def look(self) -> None:
        """Read the files again where one was changed."""
        if self.proof.has_changed():
            self.run_worker(self.read_anew(), group="reading")

    async def read_anew(self) -> None:
        """Read the files, and show the play in the story they make."""
        async with self.reading:
            self.read = await asyncio.to_thread(self.proof.read)
            if self.read.story is not None:
                self.show_proof(self.proof.go_on(self.read.story))
            elif isinstance(self.screen, ProofScreen):
                self.screen.show_read(self.read)
            else:
                self.to_title()
                self.push_screen(BrokenScreen(self.proof.folder, self.read))

    def show_play(self, play: "Play") -> None:
        """Show the proof's play."""
        self.show_proof(())

    def show_proof(self, said: "Sequence[str]") -> None:
        """Show the play as it stands now, and what is to be said of the files."""
        assert self.read is not None
        self.to_title()
        self.push_screen(ProofScreen(self.proof, self.read, said))
