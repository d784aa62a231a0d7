"""Levels: the amounts at which something turns: comparisons that authors wrote, and what choices ask for."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from engine.dealings import Repay, SellFor, Trade
from engine.effects import Effect, Give, If, Pay
from engine.errors import ExpressionError
from engine.expressions import made_by
from engine.goods import HOME
from engine.kinds import Expr, Run, Symbol
from engine.scenario import Scenario
from engine.turn import Turn
from story.states import expressions

_AT = {">=": (-1, 0), "<": (-1, 0), ">": (0, 1), "<=": (0, 1), "==": (-1, 0, 1), "!=": (-1, 0, 1)}
"""Sign -> where, counted from equality, the values lie between which a comparison turns."""
_OTHER_WAY = {">=": "<=", "<=": ">=", "<": ">", ">": "<", "==": "==", "!=": "!="}


class _Piece(NamedTuple):
    """A piece of an expression: what it is, and which names it goes up (1) or down (-1) with, one for one."""

    run: Run
    names: Mapping[str, int]


_NO_NAMES: Mapping[str, int] = {}


class Level(NamedTuple):
    """Where something turns as one name rises: what is lacking now (it may be below 0), and on which sides to look."""

    lacks: Run
    at: tuple[int, ...]


class _Listener:
    """Makes nothing of an expression that is kept, but notes its comparisons."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Level]] = []

    def constant(self, value: int | str | bool) -> _Piece:
        return _Piece(lambda _: value, _NO_NAMES)

    def symbol(self, name: str, symbol: Symbol) -> _Piece:
        return _Piece(symbol.run, {name: 1})

    def call(self, name: str, arguments: list[str], make: Callable[..., Run]) -> _Piece:
        return _Piece(make(*arguments), _NO_NAMES)

    def either(self, left: _Piece, right: _Piece) -> _Piece:
        return _Piece(lambda t: left.run(t) or right.run(t), _NO_NAMES)

    def both(self, left: _Piece, right: _Piece) -> _Piece:
        return _Piece(lambda t: left.run(t) and right.run(t), _NO_NAMES)

    def no(self, inner: _Piece) -> _Piece:
        return _Piece(lambda t: not inner.run(t), _NO_NAMES)

    def minus(self, inner: _Piece) -> _Piece:
        return _Piece(lambda t: -inner.run(t), {name: -sign for name, sign in inner.names.items()})

    def one_or_none(self, inner: _Piece) -> _Piece:
        return _Piece(lambda t: 1 if inner.run(t) else 0, _NO_NAMES)

    def reckon(self, sign: str, left: _Piece, right: _Piece) -> _Piece:
        a, b = left.run, right.run
        if sign == "+":
            return _Piece(lambda t: a(t) + b(t), {**left.names, **right.names})
        if sign == "-":
            return _Piece(lambda t: a(t) - b(t), {**left.names, **self.minus(right).names})
        if sign == "*":
            return _Piece(lambda t: a(t) * b(t), _NO_NAMES)
        return _Piece(lambda t: a(t) // d if (d := b(t)) else 0, _NO_NAMES)

    def compare(self, sign: str, left: _Piece, right: _Piece, const: Any) -> _Piece:
        names = {**{name: -up for name, up in right.names.items()}, **left.names}
        for name, up in names.items():
            way = sign if up > 0 else _OTHER_WAY[sign]
            self.found.append((name, Level(partial(_lacks, left.run, right.run, up), _AT[way])))
        return _Piece(lambda _: False, _NO_NAMES)

    def extreme(self, name: str, left: _Piece, right: _Piece) -> _Piece:
        pick = min if name == "min" else max
        return _Piece(lambda t: pick(left.run(t), right.run(t)), _NO_NAMES)


def _lacks(left: Run, right: Run, up: int, view: Turn) -> Any:
    a, b = left(view), right(view)
    # A comparison of words or of yes and no has no amount.
    return (b - a) * up if type(a) is int and type(b) is int else None


class Levels:
    """Knows for every name of a story where something turns as its value rises or falls."""

    def __init__(self, scenario: Scenario) -> None:
        listener = _Listener()
        known: set[str] = set()
        for expr in expressions(scenario):
            if expr.const is None and expr.source not in known:
                known.add(expr.source)
                try:
                    made_by(listener, expr.source, scenario.scope, expr.kind)
                except ExpressionError:
                    continue
        self._at: dict[str, list[Level]] = defaultdict(list)
        for name, level in (*listener.found, *_asked_for(scenario)):
            self._at[name].append(level)

    def of(self, view: Turn, *names: str) -> list[int]:
        """Return by how much what goes by some names must change so that something turns, each change once."""
        found: set[int] = set()
        for name in names:
            for level in self._at.get(name, ()):
                lacks = level.lacks(view)
                if lacks is not None:
                    found.update(lacks + beside for beside in level.at)
        return sorted(found)


def _asked_for(scenario: Scenario) -> Iterator[tuple[str, Level]]:
    """Yield what choices need, which is as good as a condition."""
    for scene in scenario.scenes.values():
        for choice in scene.choices.values():
            yield from _needs(scenario, choice.effects)
            for outcome in choice.outcomes:
                yield from _needs(scenario, outcome.effects)


def _needs(scenario: Scenario, effects: tuple[Effect, ...]) -> Iterator[tuple[str, Level]]:
    for effect in effects:
        if isinstance(effect, If):
            yield from _needs(scenario, (*effect.then, *effect.otherwise))
        elif isinstance(effect, Pay):
            yield _needed(f"cash.{effect.currency}", effect.amount, scenario)
        elif isinstance(effect, Give | SellFor) and effect.amount is not None:
            yield _needed(stock_names(effect.good, effect.store)[0], effect.amount, scenario)
        elif isinstance(effect, Trade) and effect.sign < 0 and effect.amount is not None:
            yield _needed(f"stock.{effect.good}", effect.amount, scenario)
        elif isinstance(effect, Repay) and effect.amount is not None:
            yield _needed(f"cash.{effect.currency or scenario.money}", effect.amount, scenario)


def _needed(name: str, amount: Expr, scenario: Scenario) -> tuple[str, Level]:
    symbol = scenario.scope.symbols.get(name) or scenario.scope.find(name)
    there = symbol.run if symbol is not None else lambda _: 0
    return name, Level(lambda t: int(amount.run(t)) - int(there(t)), _AT[">="])


def stock_names(good: str, store: str) -> tuple[str, ...]:
    """Return what conditions may call the amount of a good in a store."""
    return (f"stock.{good}", f"stock.{store}.{good}") if store == HOME else (f"stock.{store}.{good}",)
