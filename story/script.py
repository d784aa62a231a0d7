"""The script: all scenes of a scenario as a reader wants them on paper, from the files as they are written."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from story.desk import Desk
from story.folder import Folder
from story.listing import head_of
from story.marks import Node

WIDTH = 78


def script(folder: Path) -> Iterator[str]:
    """Yield the lines of the script, the first scene first and the others as the files have them.

    What cannot be read is left out: `check` says why.
    """
    files = Folder(Desk(), folder)
    head = files.file(folder / "scenario.yaml", optional=True)
    scenes = {name: node for name, (_, node) in files.scene_nodes().items() if node.kind == "map"}
    first = _text(_get(head[1], "first")) if head is not None else ""
    yield (head_of(folder).title or folder.name).upper()
    for name in sorted(scenes, key=lambda scene: scene != first):
        yield ""
        yield ""
        yield from _scene(name, scenes[name])


def _scene(name: str, scene: Node) -> Iterator[str]:
    yield f"{_text(_get(scene, 'title')) or name}  [{name}]"
    facts = [word for word in ("hub", "market", "plan", "roads", "stall") if _get(scene, word) is not None]
    facts += [f"at {_text(place)}"] if (place := _get(scene, "place")) is not None else []
    if (event := _get(scene, "event")) is not None:
        facts.append(f"event: {_written(event)}")
    if (ending := _get(scene, "ending")) is not None:
        facts.append(f"ending: {_written(ending)}")
    yield from _fold(f"({'; '.join(facts)})", 0) if facts else ()
    yield ""
    yield from _prose(_get(scene, "text"), 0)
    yield from _deeds(_get(scene, "enter"), 0)
    for number, (choice, node) in enumerate(_items(_get(scene, "choices")), 1):
        yield ""
        yield from _choice(number, choice, node)


def _choice(number: int, name: str, choice: Node) -> Iterator[str]:
    note = f" ({_text(inner)})" if (inner := _get(choice, "note")) is not None else ""
    yield from _fold(f"{number}. {_text(_get(choice, 'say')) or name}{note}", 2)
    if (when := _get(choice, "when")) is not None:
        barred = f"; else barred: {_text(inner)}" if (inner := _get(choice, "otherwise")) is not None else ""
        yield from _fold(f"[if {_text(when)}{barred}]", 5)
    yield from _deeds(_get(choice, "do"), 5)
    yield from _prose(_get(choice, "then"), 5)
    for outcome, node in _items(_get(choice, "outcomes")):
        told = [f"weight {_text(_get(node, 'weight'))}"]
        told += [f"if {_text(when)}"] if (when := _get(node, "when")) is not None else []
        told += [f"risk: {_text(risk)}"] if (risk := _get(node, "risk")) is not None else []
        yield from _fold(f"- {outcome} ({', '.join(told)})", 5)
        yield from _prose(_get(node, "text"), 7)
        yield from _deeds(_get(node, "do"), 7)
        yield from _target(node, 7)
    yield from _target(choice, 5)


def _target(node: Node, indent: int) -> Iterator[str]:
    for key in ("go", "visit"):
        if (target := _get(node, key)) is not None:
            yield " " * indent + f"-> {_text(target)}" + (" (and back)" if key == "visit" else "")


def _deeds(node: Node | None, indent: int) -> Iterator[str]:
    if node is not None and node.kind == "list":
        for deed in node.value:
            yield from _fold(f"* {_written(deed)}", indent)


def _prose(node: Node | None, indent: int) -> Iterator[str]:
    for passage in node.value if node is not None and node.kind == "list" else [node] if node is not None else []:
        yield from _passage(passage, indent)


def _passage(node: Node, indent: int) -> Iterator[str]:
    if node.kind != "map":
        for paragraph in _text(node).split("\n\n"):
            yield from _fold(" ".join(paragraph.split()), indent)
        return
    several = _get(node, "any")
    for wording in several.value if several is not None and several.kind == "list" else [node]:
        when, says = _get(wording, "when"), wording if wording.kind != "map" else _get(wording, "say")
        lead = "~ " if several is not None else ""
        lead += f"[if {_text(when)}] " if when is not None else ""
        yield from _fold(lead + " ".join(_text(says).split()), indent)
    if (other := _get(node, "else")) is not None:
        yield from _fold(f"[else] {' '.join(_text(other).split())}", indent)


def _get(node: Node | None, key: str) -> Node | None:
    found: Node | None = node.value.get(key) if node is not None and node.kind == "map" else None
    return found


def _items(node: Node | None) -> list[tuple[str, Node]]:
    return list(node.value.items()) if node is not None and node.kind == "map" else []


def _text(node: Node | None) -> str:
    return "" if node is None or node.kind in ("map", "list", "null") else _written(node).strip()


def _written(node: Node) -> str:
    """Return a node on one line, as an author would write it."""
    value: Any = node.value
    if node.kind == "map":
        return ", ".join(f"{key}: {_inner(inner)}" for key, inner in value.items())
    if node.kind == "list":
        return f"[{', '.join(_inner(inner) for inner in value)}]"
    return {True: "yes", False: "no", None: ""}[value] if node.kind in ("bool", "null") else str(value)


def _inner(node: Node) -> str:
    return f"{{{_written(node)}}}" if node.kind == "map" else _written(node)


def _fold(text: str, indent: int) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin + "  " * (indent > 0)) or [""]
