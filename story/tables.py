"""Tables: the files that hold a story's texts in another language, and putting them in the place of the author's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from engine.said import Named
from story.desk import Desk, Fields, Form
from story.desk import Field as F
from story.marks import Node
from story.shown import LINE, NAME, WORD, Shown

FOLDER = "text"
"""The folder of a scenario in which its tables stand; of worlds and evidence, beside them."""
TABLE = Fields(
    {
        "language": F("text", True, "the language of the translation, such as ko"),
        "texts": F("map", True, "id -> the author's text and the translation"),
    }
)
ENTRY = Fields(
    {
        "source": F("text", True, "the author's text when it was translated"),
        "text": F("text", False, "the translation; empty where there is none yet"),
        "mark": F("text", False, "stale where the author's text has changed since, gone where it is no more"),
    }
)
STALE, GONE = "stale", "gone"
_SLOT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


class Entry(NamedTuple):
    """One text of a table."""

    source: str
    text: str = ""
    mark: str = ""
    node: Node | None = None


@dataclass(slots=True)
class Table:
    """A table: id -> entry, in the order of its file."""

    file: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    language: str = ""
    """The code it gives itself."""


def place_of(path: Path, language: str) -> Path:
    """Return where the table of a file stands: one for a scenario, one for each world and evidence file."""
    if path.name == "scenario.yaml":
        return path.parent / FOLDER / f"{language}.yaml"
    return path.parent / FOLDER / f"{path.stem}.{language}.yaml"


def languages(folder: Path) -> list[str]:
    """Return the languages a scenario was translated into, in order of their codes."""
    return sorted(path.stem for path in (folder / FOLDER).glob("*.yaml"))


def read_table(desk: Desk, file: str, node: Node | None) -> Table:
    """Return the table in a file's document; what is wrong with it is a problem."""
    table = Table(file)
    if node is None:
        return table
    form = Form(desk, file, node, "A table of texts", TABLE)
    table.language = form.text("language")
    for name, entry in form.items("texts"):
        inner = Form(desk, file, entry, f"Text {name!r}", ENTRY)
        table.entries[name] = Entry(inner.text("source"), inner.text("text"), inner.text("mark"), entry)
    return table


def table_of(folder: Path, language: str) -> Table:
    """Return a scenario's table in a language, empty where there is none; what is wrong in it `check` tells."""
    return table_at(place_of(folder / "scenario.yaml", language))


def table_at(path: Path) -> Table:
    """Return the table in a file, empty where there is none."""
    if not path.is_file():
        return Table()
    aside = Desk()
    return read_table(aside, path.name, aside.document(path, path.name))


def translate(found: Iterable[Shown], table: Table, words: dict[str, str]) -> None:
    """Put a table's texts into the nodes that hold the author's, and names and words of the books into `words`."""
    entries = table.entries
    for shown in list(found):
        entry = entries.get(shown.id)
        if entry is None or not entry.text:
            continue
        if shown.sort in (NAME, WORD):
            words.setdefault(shown.text, entry.text)
        if shown.sort == WORD or (shown.sort == LINE and not same_slots(shown.text, entry.text)):
            # With other values than the author put in, nobody knows what it would say.
            continue
        text = Named(entry.text, shown.text) if shown.sort == NAME else entry.text
        shown.holder[shown.key] = shown.node._replace(kind="text", value=text)


def slots(text: str) -> set[str]:
    """Return the values a text puts in, as they are written between the braces."""
    return {" ".join(found[1].split()) for found in _SLOT.finditer(text) if found[1] is not None}


def same_slots(source: str, text: str) -> bool:
    """Return whether a translation puts in the same values as the author's text, and leaves no brace alone."""
    return slots(source) == slots(text) and not set("{}") & set(_SLOT.sub("", text))


def same_text(one: str, other: str) -> bool:
    """Return whether two texts are the same but for how their lines are broken."""
    return " ".join(one.split()) == " ".join(other.split())
