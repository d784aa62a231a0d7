"""Ties: the scenes that declarations name, asked for once scenes are known."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.routes import Route
from engine.scene import Scene
from story.desk import Form
from story.marks import Node
from story.roads import HEAD_FILE

if TYPE_CHECKING:
    from story.declarations import Declarer

NAMING, ON_ROADS = ("patrols", "creditors", "dues", "checkpoints", "places"), ("checkpoints", "places")
"""Sections whose entries may name a scene; a world's of the second count only where the story comes by them."""


def scenes_named_must_exist(declarer: "Declarer", scenes: Mapping[str, Scene], routes: Mapping[str, Route]) -> None:
    """Put down each scene that a declaration names and nobody wrote."""
    met = {post for route in routes.values() for post in route.checkpoints}
    visited = {scene.market for scene in scenes.values()}
    for section in NAMING:
        for name, form in declarer.forms.get(section, {}).items():
            if section not in ON_ROADS or form.file == HEAD_FILE or name in met:
                _must_exist(form, form.get("scene"), scenes)
    for name, form in declarer.forms.get("markets", {}).items():
        caught = form.get("caught")
        if caught is not None and caught.kind == "map" and (form.file == HEAD_FILE or name in visited):
            _must_exist(form, caught.value.get("scene"), scenes)


def _must_exist(form: Form, node: Node | None, scenes: Mapping[str, Scene]) -> None:
    if node is not None and node.kind in ("text", "int"):
        form.known(str(node.value).strip(), scenes, "scene", node)
