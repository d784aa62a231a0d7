"""Recording: a play as it is kept; every action is saved before anything that came of it is shown."""

from pathlib import Path

from engine.actions import Action
from engine.events import Event
from engine.session import Session
from game import saves


class Recording:
    """A session and the file it is saved in. A save that fails is told once, and play goes on."""

    def __init__(self, session: Session, path: Path | None) -> None:
        """Keep a session in a file; with no path nothing is written."""
        self.session = session
        self.path = path
        self.trouble = ""
        """The sentence that says why the last save failed; empty when all is kept."""

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
        if self.path is not None:
            try:
                saves.save(self.session, self.path)
            except saves.SaveFailed as failed:
                self.trouble = failed.sentence
        return not self.trouble

    def close(self) -> None:
        """Leave the play; one in which nothing was done leaves no file behind."""
        if self.path is not None and not self.session.journal:
            saves.delete(self.path)
