"""Proof: a story played beside the editor that changes it; read anew when its files change, where one stood."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine import actions, snapshot
from engine.errors import BadSnapshot, Refused
from engine.journal import replay
from engine.session import Session, Story
from game import authoring
from game.play import Play
from game.recording import Recording
from game.refit import changed
from game.saves import Saved
from story import library
from story.problems import Problem

SHARED = ("worlds", "evidence")
"""Folders beside the scenarios whose files they share."""

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading the files: the story, None where it cannot be played; and what `check` says of it."""

    story: Story | None
    problems: tuple[tuple[Problem, str], ...]
    """Each problem, and as it is printed: place, sentence, the author's line with a mark under it."""

    @property
    def errors(self) -> int:
        """How many of the problems keep it from being played."""
        return sum(problem.level == "error" for problem, _ in self.problems)


class Proof:
    """A scenario's folder and the play of it, which is kept nowhere."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.seed = seed
        self.play: Play | None = None
        """The play; None until the story could once be read."""
        self.stamp = stamp(folder)

    def has_changed(self) -> bool:
        """Return whether a file was changed since the last time this was asked or the files were read."""
        now = stamp(self.folder)
        before, self.stamp = self.stamp, now
        return now != before

    def read(self) -> Read:
        """Read and check the files."""
        loaded = library.load(self.folder)
        return Read(loaded.story, tuple(authoring.told(self.folder, loaded)))

    def go_on(self, story: Story) -> tuple[str, ...]:
        """Put the play into a story read anew, where it was if that can be; return what is to be said of it."""
        if self.play is None:
            self._show(Session(story, self.seed))
            return ()
        session = self.play.session
        try:
            found, said = changed(_saved(session), story)
        except BadSnapshot as bad:
            found, said = None, (str(bad),)
        if found is None:
            self._show(Session(story, self.seed))
            return (*said, "It begins again.")
        self.play = Play.resumed(Recording(found, None))
        # That it was played again is what is wished for here, and goes without saying.
        return said[1:]

    def again(self, seed: int) -> None:
        """Begin again, under another seed or the same."""
        assert self.play is not None
        self.seed = seed
        self._show(Session(self.play.session.story, seed))

    def take_back(self) -> bool:
        """Take the last action back; return False where nothing was done yet, or what was done cannot be done again."""
        assert self.play is not None
        session = self.play.session
        if not session.journal:
            return False
        try:
            before = replay(session.anew(), session.journal[:-1])
        except Refused:
            return False
        self.play = Play.resumed(Recording(before, None))
        return True

    def _show(self, session: Session) -> None:
        self.play = Play.fresh(session, keep=False)


def stamp(folder: Path) -> Stamp:
    """Return the names, times and sizes of the files a scenario is read from; files that come and go count too."""
    return tuple(sorted(_stamps(folder)))


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    shared = [folder.parent / name for name in SHARED] + [folder.parent.parent / name for name in SHARED]
    for place in (folder, *shared):
        for path in place.rglob("*.yaml"):
            try:
                found = path.stat()
            except OSError:
                continue
            yield str(path), found.st_mtime_ns, found.st_size


def _saved(session: Session) -> Saved:
    scenario, world = session.scenario, session.world
    journal = [actions.read(actions.written(action)) for action in session.journal]
    return Saved(
        scenario.slug, scenario.digest, world.seed, journal, snapshot.taken(world), {}, session.legacy, scenario.folder
    )
