"""Deeds: the list of verbs as JSON Schema, short forms and long ones."""

from story.deeds import VERBS
from story.schema.shapes import AMOUNT, MEASURED, TEXT, TRUTH, Schema, by_name, either, many
from story.verb_forms import VERB_FORMS
from story.verb_words import VERB_WORDS

GOODS: Schema = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\s+\S"}
DEALT: Schema = {"type": "string", "pattern": r"^\S+\s+\S"}
"""Goods, or notes of foreign money: `rice 5 kg`, `10 USD`."""

SHORT: dict[str, Schema | None] = {
    "pay": MEASURED,
    "receive": MEASURED,
    "lose": MEASURED,
    "gain": GOODS,
    "give": GOODS,
    "buy": DEALT,
    "sell": DEALT,
    "add": by_name(AMOUNT),
    "set": by_name(either(AMOUNT, TRUTH)),
    "assign": by_name({"type": "string"}),
    "lose_takings": either(TRUTH, {"type": "string", "pattern": r"^\d{1,3}\s*%$"}),
    "sell_portions": AMOUNT,
    "open": either({"type": "string"}, many({"type": "string"})),
    "say": {"$ref": "#/$defs/prose"},
    "pass": {"type": "string"},
    "carry_on": {"type": "string"},
    "depart": {"type": "string"},
    "turn_back": {"enum": [True, "yes"]},
    "withdraw": {"type": "string"},
}
"""Verb -> what may stand after it, besides its long form."""


def deeds() -> Schema:
    """Return the schema of a list of verbs."""
    one: dict[str, Schema] = {}
    for verb in VERBS:
        forms: list[Schema] = [short] if (short := SHORT.get(verb)) is not None else []
        forms += [{"$ref": f"#/$defs/verb_{verb}"}] if verb in VERB_FORMS else []
        words = VERB_WORDS[verb]
        one[verb] = {**either(*forms), "description": f"{words.does} `{words.written}`"}
    deed = {
        "type": "object",
        "properties": one,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    branch = {"if": {"required": ["if"]}, "then": {"$ref": "#/$defs/verb_if"}, "else": deed}
    # `properties` stands beside the branch too, so that editors offer the verbs.
    offered = {**one, **{key: {} for key in VERB_FORMS["if"]}}
    return {"type": ["array", "null"], "items": {"type": "object", "properties": offered, **branch}}


def note() -> Schema:
    """Return the schema of a text as authors write one."""
    passage = either(TEXT, {"$ref": "#/$defs/passage"})
    return either(passage, many(passage))
