"""Tokens: an author's expression cut into numbers, names and signs, each of which can be found again in the text."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from engine.errors import ExpressionError

_TOKEN = re.compile(
    r"\s*(?:(\d[\d_]*(?:\.\d+)?)|([A-Za-z_][\w.]*\w|[A-Za-z_])|(==|!=|<=|>=|[-+*/()<>,=!&|%])"
    r"|('[\w.]+'|\"[\w.]+\"))"
)


class Token(NamedTuple):
    """A number, a name, a sign, an id in quotes, or the end."""

    sort: str
    text: str
    column: int
    """Its place among the tokens while they are read; an error is given its letter's column at the end."""


_made: Callable[[tuple[str, str, int]], Token] = partial(tuple.__new__, Token)


def tokens_of(source: str) -> list[Token]:
    """Return the tokens; each knows its place among them, from which `column_of` finds its letter when it is needed."""
    found = _TOKEN.findall(source)
    tokens = [
        _made(
            ("number", number, at)
            if number
            else ("name", name, at)
            if name
            else ("sign", sign, at)
            if sign
            else ("quoted", quoted, at)
        )
        for at, (number, name, sign, quoted) in enumerate(found)
    ]
    if sum(map(len, map("".join, found))) != len("".join(source.split())):
        _unreadable(source)
    tokens.append(Token("end", "", len(found)))
    return tokens


def _unreadable(source: str) -> None:
    """Raise what says at which letter the tokens break off."""
    at = 0
    for match in _TOKEN.finditer(source):
        column = at + len(source[at:]) - len(source[at:].lstrip())
        if match.start() != at:
            raise ExpressionError(f"I cannot read {source[column]!r} here.", column, hint=advice(source[column]))
        at = match.end()
    column = len(source) - len(source[at:].lstrip())
    raise ExpressionError(f"I cannot read {source[column]!r} here.", column, hint=advice(source[column]))


def column_of(source: str, place: int) -> int:
    """Return the column at which the token with this place stands."""
    for index, match in enumerate(_TOKEN.finditer(source)):
        if index == place:
            return match.start(match.lastindex or 0)
    return len(source)


STRAIGHT = "a word processor made this quote: type it anew, or leave it out"
UNIT_LAST = "write the amount and then its unit, as in 18 KPW"


def advice(text: str, after: str = "") -> str:
    """Return what to write in place of a sign or word that has no meaning here, with such a sign after it."""
    if text.lower() in ("and", "or", "not"):
        return f"write `{text.lower()}`"
    if text == "=" and after in (">", "<"):
        return f"write {after}="
    return {
        "=": "write == to compare",
        "+": "a number above 0 stands without a sign",
        "!": "write `not`, or != to compare",
        "&": "write `and`",
        "|": "write `or`",
        "%": "a share in percent has no place in an expression",
        "\u201c": STRAIGHT,
        "\u201d": STRAIGHT,
        "\u201e": STRAIGHT,
        "\u2018": STRAIGHT,
        "\u2019": STRAIGHT,
        "\u2264": "write <=",
        "\u2265": "write >=",
        "\u2260": "write !=",
        "\u2013": "write -",
        "\u00d7": "write *",
        "\u20a9": UNIT_LAST,
        "$": UNIT_LAST,
        "\u20ac": UNIT_LAST,
        "\u00a5": UNIT_LAST,
    }.get(text[:1], "")
