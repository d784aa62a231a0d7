"""Shapes: what may stand under a key, by what its Field holds, as JSON Schema."""

from typing import Any

Schema = dict[str, Any]

SHARE = r"^-?\d+(\.\d+)?\s*%$"
DATE = r"^\d{4}-\d\d-\d\d$"
DAYS = r"^\d+\s*days?$"
ID = r"^[a-z][a-z0-9_]*$"

TEXT: Schema = {"type": ["string", "integer", "null"]}
"""A whole number counts as text; where an editor reads 12.50 as a number, its own schema must allow it too."""
AMOUNT: Schema = {"type": ["string", "number"]}
MEASURED: Schema = {"anyOf": [{"type": "string"}, {"const": 0}]}
"""Money and goods carry their unit, so that nothing but 0 is a bare number."""
TRUTH: Schema = {"enum": [True, False, "yes", "no"]}
"""An editor that reads YAML 1.2 takes `yes` for a text."""

EVIDENCE_ENTRY: Schema = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "required": ["invented"],
            "properties": {"invented": {"type": "string", "description": "why it was invented"}},
            "additionalProperties": False,
        },
    ]
}

HOLDS: dict[str, Schema] = {
    "text": TEXT,
    "id": {"type": "string"},
    "good": {"type": "string"},
    "dial": {"type": "string"},
    "currency": {"type": "string"},
    "route": {"type": "string"},
    "choice": {"type": "string"},
    "scene": {"type": "string"},
    "whole": {"type": "integer"},
    "number": AMOUNT,
    "amount": AMOUNT,
    "yes_no": TRUTH,
    "share": {"type": "string", "pattern": SHARE},
    "days": {"type": "string", "pattern": DAYS},
    "date": {"type": "string", "pattern": DATE, "format": "date"},
    "money": MEASURED,
    "goods": MEASURED,
    "expression": {"type": ["string", "integer", "boolean"]},
    "evidence": {"oneOf": [EVIDENCE_ENTRY, {"type": "array", "items": EVIDENCE_ENTRY}]},
    "list": {"type": "array", "items": TEXT},
    "map": {"type": ["object", "null"]},
    "verbs": {"$ref": "#/$defs/verbs"},
    "prose": {"$ref": "#/$defs/prose"},
}
"""What a Field holds -> its shape, where no table says more of it."""


def by_name(shape: Schema) -> Schema:
    """Return a map of any names to one shape."""
    return {"type": ["object", "null"], "additionalProperties": shape}


def by_id(shape: Schema) -> Schema:
    """Return a map of ids to one shape."""
    return {"type": ["object", "null"], "propertyNames": {"pattern": ID}, "additionalProperties": shape}


def many(shape: Schema) -> Schema:
    """Return a list of one shape."""
    return {"type": "array", "items": shape}


def dated(shape: Schema) -> Schema:
    """Return one value, or a map of dates to values."""
    return {"anyOf": [shape, {"type": "object", "propertyNames": {"pattern": DATE}, "additionalProperties": shape}]}


def either(*shapes: Schema) -> Schema:
    """Return any of several shapes."""
    return {"anyOf": list(shapes)}


def ref(name: str) -> Schema:
    """Return what another definition says."""
    return {"$ref": f"#/$defs/{name}"}
