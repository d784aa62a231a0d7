"""The catalogue: a language's file in gettext's format, read as it is written, so that there is nothing to build."""

import json


def read(text: str) -> dict[str, str]:
    """Return message -> translation of a .po file; messages that are empty, fuzzy or struck out are left aside."""
    found: dict[str, str] = {}
    parts: dict[str, str] = {}
    kind, fuzzy = "", False
    for line in [*text.splitlines(), ""]:
        if line.startswith(("msgid ", "msgstr ")):
            kind, _, line = line.partition(" ")
            parts[kind] = ""
        elif line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        elif not line.strip():
            if parts.get("msgid") and parts.get("msgstr") and not fuzzy:
                found[parts["msgid"]] = parts["msgstr"]
            parts, kind, fuzzy = {}, "", False
            continue
        if kind and line.strip().startswith('"'):
            parts[kind] += json.loads(line.strip())
    return found
