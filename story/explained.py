"""Explained: what a code of a problem means, at length."""

import re
from difflib import get_close_matches

from story.codes import CODES

SAID = {
    "error": "An error: the story cannot be played until it is mended.",
    "warning": "A warning: the story can be played, but look at it.",
    "note": "A note, for completeness.",
}


_SHORT = re.compile(r"([A-Z]{3})[ -]?(\d{1,3})")
"""A code with the nought left out, or a dash put in."""


class NoSuchCode(Exception):
    """There is no such code; carries the sentence for the author."""


def explained(code: str) -> list[str]:
    """Return the lines that explain a code; raise `NoSuchCode` with a sentence where there is none."""
    name = code.strip().upper()
    if short := _SHORT.fullmatch(name):
        name = f"{short[1]}{int(short[2]):02d}"
    if name not in CODES:
        close = get_close_matches(name, CODES, 1, 0.6)
        of_title = [known for known, one in CODES.items() if len(name) > 2 and name.lower() in one.title.lower()]
        if of_title:
            hint = f"Did you mean {' or '.join(f'{known} ({CODES[known].title})' for known in of_title[:3])}?"
        elif close:
            hint = f"Did you mean {close[0]} ({CODES[close[0]].title})?"
        else:
            families = ", ".join(dict.fromkeys(known[:3] for known in CODES))
            hint = f"Codes begin with {families}, and have two digits."
        raise NoSuchCode(f"There is no code {code!r}. {hint}")
    known = CODES[name]
    lines = [f"{name}: {known.title}", SAID[known.level], known.explanation]
    return lines + (["Example:", *(f"  {line}" for line in known.example.splitlines())] if known.example else [])
