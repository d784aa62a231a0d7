"""The schema: JSON Schema (2020-12) of every file of a story, made from the tables that the compiler reads by."""

from typing import Any

from story.desk import Field, Fields
from story.schema.deeds import deeds, note
from story.schema.forms import FORMS, INSIDE, SECTIONS
from story.schema.shapes import HOLDS, Schema, by_id, by_name, ref
from story.verb_forms import VERB_FORMS

__all__ = ["FILES", "schema_of"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FILES: dict[str, tuple[str, Schema]] = {
    "scenario": ("The head of a scenario: scenario.yaml", ref("scenario")),
    "scenes": ("Scenes: scenes/*.yaml", by_id(ref("scene"))),
    "walk": ("A walk: walks/*.yaml", ref("walk")),
    "policies": ("Policies: policies.yaml", by_name(ref("policy"))),
    "lesson": ("The lesson: lesson.yaml", ref("lesson")),
    "world": ("A world: worlds/*.yaml", ref("world")),
    "evidence": ("Evidence: evidence/*.yaml", ref("evidence")),
    "table": ("A translation: text/*.yaml", ref("table")),
}
"""Sort of file -> its title and what it holds."""


def schema_of(sort: str) -> Schema:
    """Return the schema of a sort of file, with no more definitions than it needs."""
    title, top = FILES[sort]
    known = _definitions()
    needed: dict[str, Schema] = {}
    waiting = list(_referred(top))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = known[name]
            waiting += _referred(known[name])
    return {"$schema": DIALECT, "title": title, **top, "$defs": {name: needed[name] for name in sorted(needed)}}


def _definitions() -> dict[str, Schema]:
    found = {name: _form(name, fields) for name, fields in FORMS.items()}
    found |= {f"verb_{verb}": _form(f"verb_{verb}", fields, HOLDS | {"days": HOLDS["amount"]})
              for verb, fields in VERB_FORMS.items()}  # fmt: skip
    return found | {"verbs": deeds(), "prose": note()}


def _form(name: str, fields: Fields, holds: dict[str, Schema] = HOLDS) -> Schema:
    made: Schema = {
        "type": "object",
        "properties": {key: _key(name, key, field, holds) for key, field in fields.items()},
        "additionalProperties": False,
    }
    if fields.must:
        made["required"] = list(fields.must)
    return made


def _key(form: str, key: str, field: Field, holds: dict[str, Schema]) -> Schema:
    shape = INSIDE.get((form, key))
    if shape is None:
        shape = SECTIONS[key] if field.holds == "section" else holds[field.holds]
    return {**shape, "description": field.means[:1].upper() + field.means[1:] + "."}


def _referred(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"].removeprefix("#/$defs/")] if isinstance(value.get("$ref"), str) else []
        return own + [name for inner in value.values() for name in _referred(inner)]
    return [name for inner in value for name in _referred(inner)] if isinstance(value, list) else []
