"""Heads: what a list of stories says of one, read without compiling it."""

from pathlib import Path
from typing import NamedTuple

from story.files import content
from story.marks import Node, decoded, read


class Head(NamedTuple):
    """What a list says of a story; empty where its file cannot be read."""

    title: str = ""
    years: str = ""
    chapter: int = 0
    follows: tuple[str, ...] = ()
    """Slugs of the chapters from which it takes over."""


def head_of(folder: Path) -> Head:
    """Return the head of the scenario in a folder; what is wrong in it is for `check` to say."""
    try:
        text = decoded(content(folder / "scenario.yaml"), "", [])
    except OSError:
        return Head()
    node = read(text, "", []) if text is not None else None
    if node is None or node.kind != "map":
        return Head()
    title, starts = ((str(found.value) if (found := node.value.get(key)) else "") for key in ("title", "starts"))
    number = node.value.get("chapter")
    chapter = number.value if number is not None and number.kind == "int" else 0
    return Head(title.strip(), starts[:4], chapter, _follows(node))


def _follows(node: Node) -> tuple[str, ...]:
    carries = node.value.get("carries")
    listed = carries.value.get("from") if carries is not None and carries.kind == "map" else None
    if listed is None or listed.kind != "list":
        return ()
    return tuple(str(item.value) for item in listed.value)
