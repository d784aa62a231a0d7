"""Luggage: which files a scenario is read from, so that it can be taken elsewhere without the others."""

from collections.abc import Iterator
from pathlib import Path

from story.desk import Desk, Form
from story.folder import HEADS, Folder
from story.head import HEAD
from story.tables import place_of


def read_by(folder: Path, *homes: Path, language: str = "") -> list[Path]:
    """Return the files that playing a scenario reads: its own but for its walks, its worlds and its evidence.

    With a language, the tables of its texts too. What is missing or cannot be read is for `check` to tell.
    """
    own = Folder(Desk(), folder, *homes)
    head = own.file(folder / "scenario.yaml")
    found = [folder / name for name in HEADS]
    found += sorted((folder / "scenes").glob("*.yaml"))
    if head is not None:
        form = Form(own.desk, *head, "A scenario", HEAD)
        for kind, key in (("worlds", "include"), ("evidence", "evidence")):
            found += [own.shared(kind, name) for name, _ in form.texts(key)]
    return [file for file in _with_tables(found, language) if file.is_file()]


def _with_tables(found: list[Path], language: str) -> Iterator[Path]:
    yield from found
    if language:
        tables = (place_of(file, language) for file in found)
        yield from dict.fromkeys(tables)
