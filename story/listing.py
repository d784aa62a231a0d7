"""Heads: what a list of stories says of one, read without compiling it."""

from pathlib import Path
from typing import NamedTuple

from story.files import content
from story.marks import decoded, read


class Head(NamedTuple):
    """What a list says of a story; empty where its file cannot be read."""

    title: str = ""
    years: str = ""


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
    return Head(title.strip(), starts[:4])
