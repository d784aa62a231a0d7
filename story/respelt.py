"""Respelt: how what authors write otherwise, as other programs or plain sense have it, is written here."""

import re
from collections.abc import Iterable
from datetime import date

from engine.goods import SUBUNITS
from engine.names import plural

SAID_ELSEWHERE = {
    "goto": "go", "go_to": "go", "next": "go", "target": "go", "link": "go", "if": "when", "condition": "when",
    "label": "say", "option": "say", "options": "choices", "choice": "choices", "description": "text", "body": "text",
    "text": "say", "then": "text", "else": "otherwise",
    "effects": "do", "actions": "do", "result": "then", "image": "art", "picture": "art",
}  # fmt: skip
"""Words by which other programs, and common sense, call keys of this format."""

_COUNTED = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_AFTER_COMMA = re.compile(r"\d+(?:\s*[\w%]+)?\Z")
NO_ID = "use lower case letters, digits and _"


def tidied(name: str) -> str:
    """Return the id that a word was perhaps meant to be: `Pot-Back` -> `pot_back`; empty where none can be made."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_0123456789")


def unfit(name: str) -> tuple[str, str]:
    """Return (sentence, hint) on a word that stands where an id should."""
    made = tidied(name)
    return f"{name!r} is no id: {NO_ID}.", f"write {made}" if made else ""


def uncut(head: str, rest: str) -> str:
    """Return an amount that a comma cut in two, `1` and `800 KPW`, as it is written; empty where it is none."""
    if not head[-1:].isdigit() or not _AFTER_COMMA.match(rest):
        return ""
    thousands = len(rest) - len(rest.lstrip("0123456789")) == 3
    return f"{head}{'' if thousands else '.'}{rest}"


def ends_by_comma(text: str, key: str, line: int) -> bool:
    """Return whether a key in this line of a file is no key with a colon, but is ended by a comma or a }."""
    lines = text.splitlines()
    return line <= len(lines) and re.search(rf"{re.escape(key)}\s*[,}}]", lines[line - 1]) is not None


def no_map(kind: str, keys: Iterable[str]) -> str:
    """Return what to do about a list, nothing or a word where `key: value` lines are wanted, with such keys in them."""
    such = ", ".join(f"{key}: …" for key in keys)
    return {"list": "without dashes", "null": "nothing stands below it"}.get(kind, such and f"such as {{{such}}}")


def counted(number: str, unit: str) -> str:
    """Return an amount of a unit as an author writes it: `1 tin`, `6 tins`, `6 kg`, `6 KPW`."""
    return f"{number} {unit}" if number == "1" or unit in SUBUNITS or unit.isupper() else f"{number} {plural(unit)}"


def as_share(text: str) -> str:
    """Return how `40`, `0.4`, `7,5 %` or `40 percent` is written as a share; empty where it is none of these."""
    match = re.fullmatch(r"(\d+)([.,]\d+)?\s*(%|percent|per cent|pct)?", text.strip())
    if match is None:
        return ""
    number = match[1] + (match[2] or "").replace(",", ".")
    if match[1] == "0" and match[2] and not match[3]:
        number = f"{float(number) * 100:g}"
    return f"write {number} %"


def as_days(text: str) -> str:
    """Return how `30` or `4 weeks` is written as days; empty where it is neither."""
    match = re.fullmatch(r"(\d+|[a-z]+)\s*(days?|weeks?)?", text.strip().lower())
    word = match[1] if match is not None else ""
    if match is None or not (word.isdigit() or word in _COUNTED):
        return ""
    count = (int(word) if word.isdigit() else _COUNTED[word]) * (7 if (match[2] or "").startswith("week") else 1)
    return f"write {count} {'day' if count == 1 else 'days'}"


def as_date(text: str) -> str:
    """Return how a date written otherwise is written here: `1 December 1943`, `23.1.1995`; empty where it is none."""
    parts = re.findall(r"[a-z]+|\d+", text.lower())
    years = [part for part in parts if re.fullmatch(r"\d{4}", part)]
    words = [_MONTHS.index(part[:3]) + 1 for part in parts if part[:3] in _MONTHS]
    rest = [int(part) for part in parts if part.isdigit() and len(part) < 3]
    if len(years) == 1 and len(words) == 1 and len(rest) == 1:
        day, month = rest[0], words[0]
    elif len(years) == 1 and not words and len(rest) == 2 and "." in text:
        day, month = rest
    else:
        return ""
    try:
        return f"write {date(int(years[0]), month, day).isoformat()}"
    except ValueError:
        return ""
