"""The campaign: games that have ended and left something that a next chapter can be begun with, and which that is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from engine import legacy
from engine.errors import BadSnapshot
from engine.legacy import Legacy
from engine.scenario import Scenario
from engine.session import Session
from game import saves, shelf, words
from game.tongue import tr

if TYPE_CHECKING:
    from story.listing import Head

MOST = 40
"""Ended games, the latest first, of which one can be chosen."""


@dataclass(frozen=True, slots=True)
class Before:
    """An ended game that a chapter can follow, and what it leaves."""

    path: Path | None
    """Its file; None where it was not kept."""
    scenario: Scenario
    ended: str
    """The name of its ending."""
    legacy: Legacy
    saved_at: datetime | None = None

    @property
    def title(self) -> str:
        """The chapter's title."""
        return self.scenario.title


@dataclass(frozen=True, slots=True)
class Next:
    """A chapter that may follow another: how it is asked for, and its title."""

    name: str
    title: str


def leaving(session: Session, path: Path | None = None, saved_at: datetime | None = None) -> Before:
    """Return what a play that has ended leaves."""
    ending, left = session.scene.ending, legacy.left(session.scenario, session.world)
    return Before(path, session.scenario, ending.name if ending is not None else "", left, saved_at)


def all_before(scenario: Scenario) -> list[Before]:
    """Return the ended games of the chapters that this one may follow, the latest first; unreadable ones left out."""
    found: list[Before] = []
    stories = shelf.Shelf()
    for slot in saves.slots():
        if len(found) == MOST:
            break
        if slot.ended and not slot.damaged and Path(slot.scenario).name in scenario.carries.chapters:
            try:
                found.append(_left_by(slot.path, scenario, stories, slot.saved_at))
            except (saves.Unreadable, shelf.NotPlayable, BadSnapshot):
                continue
    return found


def left_by(path: Path, scenario: Scenario) -> Before:
    """Return what an ended game leaves to a chapter; raise `Unreadable` where it is none that this one may follow."""
    return _left_by(path, scenario, shelf.Shelf())


def _left_by(path: Path, scenario: Scenario, stories: shelf.Shelf, saved_at: datetime | None = None) -> Before:
    saved = saves.read(path)
    story = stories.story(saved.story)
    if story.scenario.slug not in scenario.carries.chapters:
        named = words.listed(map(_title, scenario.carries.chapters))
        sentence = tr("{title} follows no chapter.", title=scenario.title)
        if named:
            sentence = tr("{title} takes over from {named}.", title=scenario.title, named=named)
        raise saves.Unreadable(
            tr(
                "{sentence} The game {path} is of {title}.",
                sentence=sentence,
                path=path.name,
                title=story.scenario.title,
            )
        )
    session = saves.load(path, story).session
    if session is None or not session.ended:
        raise saves.Unreadable(tr("The game {path} has not come to its end yet.", path=path.name))
    return leaving(session, path, saved_at)


def next_after(scenario: str) -> list[Next]:
    """Return the chapters that may follow one, in the order of the timeline."""
    found = [(head.chapter, name, head.title) for name, head in _heads() if scenario in head.follows]
    return [Next(name, title) for _, name, title in sorted(found)]


def can_follow(slots: Iterable[saves.Slot]) -> dict[str, str]:
    """Return chapter -> title of the one before it, of those that may follow an ended game; the latest game counts."""
    ended = [(Path(slot.scenario).name, slot.title) for slot in slots if slot.ended and not slot.damaged]
    return {
        name: next(title for slug, title in ended if slug in head.follows)
        for name, head in _heads()
        if any(slug in head.follows for slug, _ in ended)
    }


def _heads() -> Iterator[tuple[str, "Head"]]:
    """Yield every chapter there is, as it is asked for, with its head: nothing is compiled for a list."""
    from game import stories
    from story import library
    from story.listing import head_of

    for folder in library.shelves(stories.folders()):
        head = head_of(folder)
        yield folder.name if library.ships(folder) else str(folder.resolve()), head


def _title(slug: str) -> str:
    return next((tr(chapter.title) for chapter in shelf.TIMELINE if chapter.slug == slug), slug)
