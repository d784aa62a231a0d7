"""Ties: the scenes that declarations name, asked for once scenes are known."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from engine.scene import Scene
from story.desk import Form
from story.marks import Node

if TYPE_CHECKING:
    from story.declarations import Declarer

NAMING, ON_ROADS = ("patrols", "creditors", "dues"), ("checkpoints", "places")
"""Sections whose entries may name a scene; the second count only where somebody travels: they may be a world's."""


def scenes_named_must_exist(declarer: "Declarer", scenes: Mapping[str, Scene]) -> None:
    """Put down each scene that a declaration names and nobody wrote."""
    for form, node in _named(declarer):
        if node.kind in ("text", "int"):
            form.known(str(node.value).strip(), scenes, "scene", node)


def _named(declarer: "Declarer") -> Iterator[tuple[Form, Node]]:
    for section in (*NAMING, *ON_ROADS) if declarer.done.road.traveller else NAMING:
        for form in declarer.forms.get(section, {}).values():
            if (node := form.get("scene")) is not None:
                yield form, node
    for form in declarer.forms.get("markets", {}).values():
        caught = form.get("caught")
        if caught is not None and caught.kind == "map" and (node := caught.value.get("scene")) is not None:
            yield form, node
