"""What an expression becomes: the pieces a parser puts together, and the closures that the rules run.

The parser in `expressions` knows signs, kinds and units; a `Maker` knows what to make of each. `Closures` makes what
reads a turn. Another maker may make something else of the same text, by the same grammar.
"""

from collections.abc import Callable
from typing import Any, Protocol

from engine.kinds import Run, Symbol


class Maker(Protocol):
    """Makes a piece of an expression from the pieces inside it; what a piece is, is the maker's own affair."""

    def constant(self, value: int | str | bool) -> Any:
        """Make a value that needs no world."""

    def symbol(self, name: str, symbol: Symbol) -> Any:
        """Make what reads a name."""

    def call(self, name: str, arguments: list[str], make: Callable[..., Run]) -> Any:
        """Make what asks a function about ids."""

    def either(self, left: Any, right: Any) -> Any:
        """Make `left or right`."""

    def both(self, left: Any, right: Any) -> Any:
        """Make `left and right`."""

    def no(self, inner: Any) -> Any:
        """Make `not inner`."""

    def minus(self, inner: Any) -> Any:
        """Make `-inner`."""

    def one_or_none(self, inner: Any) -> Any:
        """Make a condition count: 1 where it holds, else 0."""

    def reckon(self, sign: str, left: Any, right: Any) -> Any:
        """Make a sum, difference, product or quotient; what is divided by nothing is 0."""

    def compare(self, sign: str, left: Any, right: Any, const: Any) -> Any:
        """Make a comparison; `const` is the right value where it needs no world, else None."""

    def extreme(self, name: str, left: Any, right: Any) -> Any:
        """Make `min(left, right)` or `max(left, right)`."""


class Closures:
    """Makes closures over a turn."""

    def constant(self, value: int | str | bool) -> Run:
        """Make a value that needs no world."""
        return lambda _: value

    def symbol(self, name: str, symbol: Symbol) -> Run:
        """Make what reads a name."""
        return symbol.run

    def call(self, name: str, arguments: list[str], make: Callable[..., Run]) -> Run:
        """Make what asks a function about ids."""
        return make(*arguments)

    def either(self, left: Run, right: Run) -> Run:
        """Make `left or right`."""
        return lambda t: left(t) or right(t)

    def both(self, left: Run, right: Run) -> Run:
        """Make `left and right`."""
        return lambda t: left(t) and right(t)

    def no(self, inner: Run) -> Run:
        """Make `not inner`."""
        return lambda t: not inner(t)

    def minus(self, inner: Run) -> Run:
        """Make `-inner`."""
        return lambda t: -inner(t)

    def one_or_none(self, inner: Run) -> Run:
        """Make a condition count: 1 where it holds, else 0."""
        return lambda t: 1 if inner(t) else 0

    def reckon(self, sign: str, a: Run, b: Run) -> Run:
        """Make a sum, difference, product or quotient; what is divided by nothing is 0."""
        if sign == "+":
            return lambda t: a(t) + b(t)
        if sign == "-":
            return lambda t: a(t) - b(t)
        if sign == "*":
            return lambda t: a(t) * b(t)
        return lambda t: a(t) // d if (d := b(t)) else 0

    def compare(self, sign: str, left: Run, right: Run, const: Any) -> Run:
        """Make a comparison; `const` is the right value where it needs no world, else None."""
        return _COMPARE[sign](left, right, const)

    def extreme(self, name: str, a: Run, b: Run) -> Run:
        """Make `min(left, right)` or `max(left, right)`."""
        pick = min if name == "min" else max
        return lambda t: pick(a(t), b(t))


def _comparer(
    with_const: Callable[[Run, Any], Run], general: Callable[[Run, Run], Run]
) -> Callable[[Run, Run, Any], Run]:
    return lambda a, b, const: general(a, b) if const is None else with_const(a, const)


_COMPARE: dict[str, Callable[[Run, Run, Any], Run]] = {
    "==": _comparer(lambda a, c: lambda t: a(t) == c, lambda a, b: lambda t: a(t) == b(t)),
    "!=": _comparer(lambda a, c: lambda t: a(t) != c, lambda a, b: lambda t: a(t) != b(t)),
    "<": _comparer(lambda a, c: lambda t: a(t) < c, lambda a, b: lambda t: a(t) < b(t)),
    "<=": _comparer(lambda a, c: lambda t: a(t) <= c, lambda a, b: lambda t: a(t) <= b(t)),
    ">": _comparer(lambda a, c: lambda t: a(t) > c, lambda a, b: lambda t: a(t) > b(t)),
    ">=": _comparer(lambda a, c: lambda t: a(t) >= c, lambda a, b: lambda t: a(t) >= b(t)),
}

CLOSURES = Closures()
