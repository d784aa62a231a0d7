"""Recording: a play as it is kept; every action is saved before anything that came of it is shown."""

from pathlib import Path

from engine.actions import Action
from engine.events import Event
from engine.session import Session
from game import saves
from game.tongue import tr


class Recording:
    """A session and the file it is saved in. A save that fails is told once, and play goes on."""

    def __init__(self, session: Session, path: Path | None) -> None:
        """Keep a session in a file; with no path nothing is written."""
        self.session = session
        self.path = path
        self.trouble = ""
        """The sentence that says why the last save failed, or went elsewhere; empty when all is kept."""
        self._left = self._stamp()

    @classmethod
    def fresh(cls, session: Session, keep: bool = True) -> "Recording":
        """Return the recording of a new play, saved already."""
        recording = cls(session, saves.new_path(session) if keep else None)
        recording.save()
        return recording

    def act(self, action: Action) -> tuple[Event, ...]:
        """Do an action, save, and return what happened; raise `Refused`, and save nothing, where it cannot be done."""
        events = self.session.act(action)
        self.save()
        return events

    def save(self) -> bool:
        """Save now; return whether it is kept (or need not be)."""
        self.trouble = ""
        if self.path is None:
            return True
        aside = ""
        if self._left is not None and self._stamp() not in (None, self._left):
            before, self.path = self.path.name, saves.new_path(self.session)
            aside = tr(
                "Another program plays {before} too; this play is kept as {name} from here on.",
                before=before,
                name=self.path.name,
            )
        try:
            saves.save(self.session, self.path)
        except saves.SaveFailed as failed:
            self.trouble = failed.sentence
            return False
        self._left, self.trouble = self._stamp(), aside
        return True

    def _stamp(self) -> tuple[int, int, int] | None:
        """Return what tells one writing of the file from the next, None where there is no file."""
        try:
            found = self.path.stat() if self.path is not None else None
        except OSError:
            return None
        return (found.st_ino, found.st_mtime_ns, found.st_size) if found is not None else None

    def close(self) -> None:
        """Leave the play; one in which nothing was done leaves no file behind."""
        if self.path is not None and not self.session.journal:
            saves.delete(self.path)
