"""Expressions as Python source, by the engine's own grammar; names stand in it as marks, to be filled in later.

No author's text becomes code: numbers and words go in as constants, names as marks that this module made.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from engine.closures import Maker
from engine.errors import ExpressionError
from engine.expressions import made_by
from engine.goods import Lot
from engine.kinds import Expr, Run, Symbol
from engine.scenario import Scenario

_MARK = re.compile("«([0-9]+)»")


class Names:
    """The names that a scenario's expressions read: how each is read from a turn's parts, in Python.

    In source `t` is the turn, `v` its values, `b` its balances, `seen` its counts, `stock` its stores, and `sky` the
    weather, which a function that needs it asks once.
    """

    def __init__(self, scenario: Scenario, bound: dict[str, Any]) -> None:
        self.scenario = scenario
        self.bound = bound
        """What source may call by name, beside its own locals."""
        self.codes: list[str] = []
        self.together: dict[str, str] = {}
        """How a name is read where many are, once `held` has the amounts of all goods; by how it is read alone."""
        self._known: dict[str, int] = {}

    def mark(self, name: str, run: Run | None = None, code: str = "") -> str:
        """Return the mark of a name, read by `code` where that is known, else by its closure."""
        number = self._known.get(name)
        if number is None:
            number = self._known[name] = len(self.codes)
            self.codes.append(code or f"{self.bind(run, 'read')}(t)")
        return f"«{number}»"

    def bind(self, value: Any, what: str) -> str:
        """Return a new name under which source may reach a value."""
        name = f"{what}_{len(self.bound)}"
        self.bound[name] = value
        return name

    def symbol(self, name: str, symbol: Symbol) -> str:
        """Return the mark of what an author's name reads."""
        scenario = self.scenario
        first, _, rest = name.partition(".")
        code = ""
        if name in scenario.numbers or name in scenario.flags or name in scenario.dials:
            code = f"v[{name!r}]"
        elif first in ("trust", "health", "energy") and rest:
            code = f"v.get({name!r}, 0)"
        elif first == "cash" and rest in scenario.currencies:
            code = f"b.get({'assets:cash:' + rest!r}, 0)"
        elif name == "day":
            code = "t.day"
        elif name == "days_left":
            code = f"({scenario.lasts!r} - t.day)"
        elif name == "weather":
            code = "sky"
        elif first == "stock" and rest in scenario.goods:
            code = f"t.held({rest!r})"
            self.together[code] = f"held.get({rest!r}, 0)"
        elif first == "stock" and rest.partition(".")[2] in scenario.goods:
            store, _, good = rest.partition(".")
            code = f"stock.get({f'{store}/{good}'!r}, NOTHING)[0]"
        return self.mark(name, symbol.run, code)

    def called(self, name: str, arguments: list[str], make: Callable[..., Run]) -> str:
        """Return the mark of what a function says of its arguments."""
        said = f"{name}({', '.join(arguments)})"
        code = {
            "visited": "({0!r} in seen)",
            "chose": "({0!r} in seen)",
            "times": "seen.get({0!r}, 0)",
            "has": "bool(v.get({0!r}, 0))",
            "owes": "({0!r} in t.debts)",
            "doing": "(t.plan.get({0!r}) == {1!r})",
            "knows": "({0!r} in t.known)",
        }.get(name, "")
        return self.mark(said, make(*arguments) if not code else None, code.format(*arguments))

    def fill(self, code: str, local: dict[int, str] | None = None) -> str:
        """Return source with its marks filled in: by a local where there is one, else by how the name is read."""
        known = local or {}
        return _MARK.sub(lambda mark: known.get(int(mark[1])) or self.codes[int(mark[1])], code)


def marks(code: str) -> list[int]:
    """Return the marks in a piece of source, each once, in order."""
    return list(dict.fromkeys(int(mark) for mark in _MARK.findall(code)))


class Source(Maker):
    """Makes Python source of an expression."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def constant(self, value: int | str | bool) -> str:
        """Make a value that needs no world."""
        return f"({value!r})" if isinstance(value, int) and value < 0 else repr(value)

    def symbol(self, name: str, symbol: Symbol) -> str:
        """Make what reads a name."""
        return self.names.symbol(name, symbol)

    def call(self, name: str, arguments: list[str], make: Callable[..., Run]) -> str:
        """Make what asks a function about ids."""
        return self.names.called(name, arguments, make)

    def either(self, left: str, right: str) -> str:
        """Make `left or right`."""
        return f"({left} or {right})"

    def both(self, left: str, right: str) -> str:
        """Make `left and right`."""
        return f"({left} and {right})"

    def no(self, inner: str) -> str:
        """Make `not inner`."""
        return f"(not {inner})"

    def minus(self, inner: str) -> str:
        """Make `-inner`."""
        return f"(-{inner})"

    def one_or_none(self, inner: str) -> str:
        """Make a condition count: 1 where it holds, else 0."""
        return f"(1 if {inner} else 0)"

    def reckon(self, sign: str, left: str, right: str) -> str:
        """Make a sum, difference, product or quotient; what is divided by nothing is 0."""
        return f"over({left}, {right})" if sign == "/" else f"({left} {sign} {right})"

    def compare(self, sign: str, left: str, right: str, const: object) -> str:
        """Make a comparison; `const` is the right value where it needs no world, else None."""
        return f"({left} {sign} {right if const is None else self.constant(const)})"  # type: ignore[arg-type]

    def extreme(self, name: str, left: str, right: str) -> str:
        """Make `min(left, right)` or `max(left, right)`."""
        return f"{name}({left}, {right})"


SKY = "sky = t.paths.weather(t.day)"


def skies(body: list[str]) -> list[str]:
    """Return the statement that asks the weather, where a body needs it."""
    return [SKY] if any("sky" in line for line in body) else []


def totals(stock: Mapping[str, Lot]) -> dict[str, int]:
    """Return how much of each good there is, in all stores."""
    held: dict[str, int] = {}
    for key, lot in stock.items():
        good = key.partition("/")[2]
        held[good] = held.get(good, 0) + lot.amount
    return held


def over(left: int, right: int) -> int:
    """Return a quotient rounded down; 0 where it is divided by nothing."""
    return left // right if right else 0


def code_of(names: Names, expr: Expr) -> str:
    """Return an expression's source: its own text read again, or a call of its closure where that cannot be."""
    if isinstance(expr.const, int):
        return repr(int(expr.const)) if expr.const >= 0 else f"({int(expr.const)!r})"
    try:
        code, read = made_by(Source(names), expr.source, names.scenario.scope, expr.kind)
    except ExpressionError:
        return names.mark(f"?{id(expr)}", expr.run)
    return str(code) if read == expr.names else names.mark(f"?{id(expr)}", expr.run)
