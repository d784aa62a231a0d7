"""Nearness: how far a condition is from holding, part by part, so that a search can come nearer step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import NamedTuple

from engine.errors import ExpressionError
from engine.expressions import compile_expression
from engine.kinds import BOOL, Expr, Run, Scope
from engine.tokens import Token, column_of, tokens_of
from engine.turn import Turn

FLAT = 1.0
"""How far a part is that can only hold or not."""
MOST_WAYS = 12
"""Ways in which a condition may hold, beyond which it is taken as one part."""
_GAPS: dict[str, Callable[[int, int], int]] = {
    "<": lambda a, b: a - b + 1,
    "<=": lambda a, b: a - b,
    ">": lambda a, b: b - a + 1,
    ">=": lambda a, b: b - a,
    "==": lambda a, b: abs(a - b),
}
_COUNTED = ("number", "money", "goods", "days")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a condition that is asked by itself, as `cash.KPW > 60 KPW`."""

    source: str
    names: frozenset[str]
    off: Callable[[Turn], float]
    """0 where it holds, else up to 1: how far it is from holding."""


class Measured(NamedTuple):
    """How far a condition is from holding, 0 where it holds, and which parts do not; of several ways the nearest."""

    off: float
    lacking: tuple[str, ...]


HOLDS = Measured(0.0, ())


@dataclass(frozen=True, slots=True)
class Nearness:
    """A condition as the ways in which it may hold; in each all parts must."""

    ways: tuple[tuple[Part, ...], ...]

    def measure(self, view: Turn) -> Measured:
        """Return how far it is from holding now."""
        best: Measured | None = None
        for parts in self.ways:
            offs = [part.off(view) for part in parts]
            off = sum(offs)
            if best is None or off < best.off:
                lacking = tuple(part.source for part, each in zip(parts, offs, strict=True) if each)
                best = Measured(off, lacking)
        return best or HOLDS

    def names(self) -> set[str]:
        """Return everything its parts read."""
        return {name for parts in self.ways for part in parts for name in part.names}

    def parts(self) -> tuple[str, ...]:
        """Return its parts as they are written, each once."""
        return tuple(dict.fromkeys(part.source for parts in self.ways for part in parts))


ALWAYS = Nearness(((),))
"""No condition."""


def nearness(when: Expr | None, scope: Scope) -> Nearness:
    """Return how far a condition is from holding, to be asked again and again."""
    if when is None:
        return ALWAYS
    ways = _ways(when.source, scope)
    return Nearness(ways if ways is not None and len(ways) <= MOST_WAYS else ((_truth(when.source, when),),))


def _ways(source: str, scope: Scope) -> tuple[tuple[Part, ...], ...] | None:
    """Return the ways in which a condition may hold; None where it cannot be taken apart."""
    tokens = tokens_of(source)
    if either := _split(source, tokens, "or"):
        found: list[tuple[Part, ...]] = []
        for piece in either:
            ways = _ways(piece, scope)
            if ways is None:
                return None
            found += ways
        return tuple(found)
    if every := _split(source, tokens, "and"):
        each = [_ways(piece, scope) for piece in every]
        if any(ways is None for ways in each):
            return None
        several = [ways for ways in each if ways is not None]
        count = 1
        for ways in several:
            count *= len(ways)
        if count > MOST_WAYS:
            return None
        return tuple(tuple(part for way in chosen for part in way) for chosen in product(*several))
    if _enclosed(tokens):
        return _ways(source.strip()[1:-1], scope)
    return _leaf(source.strip(), tokens, scope)


def _leaf(source: str, tokens: list[Token], scope: Scope) -> tuple[tuple[Part, ...], ...] | None:
    try:
        whole = compile_expression(source, scope, BOOL)
    except ExpressionError:
        return None
    return ((_compared(source, tokens, scope, whole) or _truth(source, whole),),)


def _truth(source: str, whole: Expr) -> Part:
    run = whole.run
    return Part(source, whole.names, lambda view: 0.0 if run(view) else FLAT)


def _compared(source: str, tokens: list[Token], scope: Scope, whole: Expr) -> Part | None:
    """Return a comparison of two amounts, which may be nearly true; None where it is none."""
    if tokens[0].text == "not":
        return None
    for sign, gap in _GAPS.items():
        sides = _split(source, tokens, sign)
        if len(sides) != 2:
            continue
        try:
            left = compile_expression(sides[0].strip(), scope)
            right = compile_expression(sides[1].strip(), scope, left.kind)
        except ExpressionError:
            return None
        if left.kind.what not in _COUNTED:
            return None
        return Part(source, whole.names, partial(_lacks, whole.run, left.run, right.run, gap))
    return None


def _lacks(truth: Run, left: Run, right: Run, gap: Callable[[int, int], int], view: Turn) -> float:
    if truth(view):
        return 0.0
    a, b = int(left(view)), int(right(view))
    lacks = max(1, gap(a, b))
    return lacks / (lacks + abs(b) + 1)


def _split(source: str, tokens: list[Token], word: str) -> list[str]:
    """Return the pieces between a word or sign that stands outside all brackets; nothing where it does not."""
    pieces, depth, start = [], 0, 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == word and not depth and token.sort != "end":
            at = column_of(source, token.column)
            pieces.append(source[start:at])
            start = at + len(word)
    return [*pieces, source[start:]] if pieces else []


def _enclosed(tokens: list[Token]) -> bool:
    """Return whether one pair of brackets holds the whole."""
    if tokens[0].text != "(":
        return False
    depth = 0
    for place, token in enumerate(tokens[:-1]):
        depth += (token.text == "(") - (token.text == ")")
        if not depth:
            return place == len(tokens) - 2
    return False
