"""Beginnings: the folder of a new scenario, from the template or from another scenario, with schemas for editors."""

import json
from pathlib import Path

from story.files import content
from story.library import HOME
from story.schema import FILES, schema_of

TEMPLATE = HOME / "template"
SCHEMAS = "schema"
"""The folder of the schemas, beside scenario.yaml."""
MODELINE = "# yaml-language-server: $schema="
"""What tells VS Code (with the YAML extension) which schema a file goes by; the schema's path follows."""
LEFT_OUT = ("card.yaml",)
"""Files of a scenario that are its figures, not its text."""

_FOLDERS = {"scenes": "scenes", "walks": "walk", "text": "table"}


def titled(slug: str) -> str:
    """Return a title from a slug: `lamp_oil` is `Lamp oil`."""
    return slug.replace("_", " ").capitalize()


def begin(folder: Path, source: Path | None = None) -> list[Path]:
    """Write a new scenario's folder and return its files; raise `OSError` where that is not possible.

    The text is the template's, under a title made of the folder's name, or that of another scenario.
    """
    source = source or TEMPLATE
    texts = {}
    for path in sorted(source.rglob("*.yaml")):
        inside = path.relative_to(source)
        if inside.name not in LEFT_OUT and inside.parts[0] != SCHEMAS:
            texts[inside] = content(path).decode("utf-8-sig")
    if source == TEMPLATE:
        head = Path("scenario.yaml")
        texts[head] = texts[head].replace("title: First frost", f"title: {titled(folder.name)}", 1)
    folder.mkdir(parents=True)
    written = []
    for inside, text in texts.items():
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_with_modeline(inside, text), encoding="utf-8", newline="\n")
        written.append(path)
    return written + write_schemas(folder / SCHEMAS)


def write_schemas(folder: Path) -> list[Path]:
    """Write the schema of every sort of file into a folder and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sort in FILES:
        path = folder / f"{sort}.json"
        path.write_text(
            json.dumps(schema_of(sort), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
        )
        written.append(path)
    return written


def _with_modeline(inside: Path, text: str) -> str:
    """Return a file's text below the line that names its schema, in the place of one it has."""
    sort = _FOLDERS.get(inside.parts[0], inside.stem)
    if sort not in FILES:
        return text
    up = "../" * (len(inside.parts) - 1)
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(MODELINE)]
    return f"{MODELINE}{up}{SCHEMAS}/{sort}.json\n" + "".join(lines)
