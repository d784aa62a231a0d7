"""Stories: where they stand besides those that come with the program, and how one is found by name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.tongue import tr

NAMED = "JANGMADANG_STORIES"
"""The variable that names folders of stories, as PATH does of programs; `--stories` sets it for one command."""


def folders() -> tuple[Path, ...]:
    """Return the folders that hold stories of one's own: those named, then the user's; none is made here."""
    from game import saves

    named = [Path(part) for part in os.environ.get(NAMED, "").split(os.pathsep) if part]
    return (*named, saves.home() / "stories")


@contextmanager
def kept_in(folder: Path | None) -> Iterator[None]:
    """Let stories be found in a folder too, for as long as this lasts."""
    before = os.environ.get(NAMED)
    if folder is not None:
        os.environ[NAMED] = os.pathsep.join(filter(None, (str(folder.absolute()), before)))
    try:
        yield
    finally:
        if before is not None:
            os.environ[NAMED] = before
        elif folder is not None:
            os.environ.pop(NAMED, None)


def find(name: str) -> Path:
    """Return the folder of a story by slug or folder; a folder that was moved is looked for where stories stand.

    Raises `story.library.NoSuchScenario` with a sentence.
    """
    from story import library

    known = folders()
    try:
        return library.find(name, known)
    except library.NoSuchScenario:
        path = Path(name)
        if not path.is_absolute() or path.exists():
            raise
        moved = (folder for folder in library.shelves(known) if folder.name == path.name)
        if (found := next(moved, None)) is not None:
            return found
        sentence = tr(
            "There is no story at {name} any more. If it was moved, name where it is: --stories FOLDER.", name=name
        )
        raise library.NoSuchScenario(sentence) from None


def slugs() -> list[str]:
    """Return the slugs of all stories there are, in order of name."""
    from story import library

    return library.slugs(folders())


def own() -> list[Path]:
    """Return the folders of the stories that did not come with the program."""
    from story import library

    return [folder for folder in library.shelves(folders()) if not library.ships(folder)]
