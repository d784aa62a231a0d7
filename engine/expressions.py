"""Expressions: the short conditions and sums authors write, read by us, checked for kind, compiled to closures.

Nothing an author writes is ever evaluated by Python: a text becomes tokens, tokens become closures over values
that the scope gives out, and everything else is an `ExpressionError` with a column.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from engine.closures import CLOSURES, Maker
from engine.errors import ExpressionError
from engine.goods import SUBUNITS, plural
from engine.kinds import BOOL, NUMBER, Expr, Kind, Scope, constant, near
from engine.plain_words import written_for
from engine.tokens import Token, advice, column_of, tokens_of

LONGEST, DEEPEST = 400, 30


class _Value(NamedTuple):
    kind: Kind
    run: Any
    """What the maker made of it: a closure, unless another maker was asked."""
    const: Any = None
    bare: bool = False
    """A number written without a unit: it takes the kind of what it is compared with."""


_made: Callable[[tuple[Kind, Any, Any, bool]], _Value] = partial(tuple.__new__, _Value)


_WORDS = {"and", "or", "not"}
MOST_NAMED = 16
"""Units that a sentence lists where one is unknown."""
_OR, _AND, _COMPARES, _SUMS, _PRODUCTS = range(5)
_BINDS = {"or": _OR, "and": _AND, "+": _SUMS, "-": _SUMS, "*": _PRODUCTS, "/": _PRODUCTS} | dict.fromkeys(
    ("==", "!=", "<", "<=", ">", ">="), _COMPARES
)


_DECLARED = {"ending": "name it in `endings` of `carries`, as the chapter before calls it"}
"""Sort of id -> where one is declared, where that is not beside what asks for it."""


def compile_expression(source: str, scope: Scope, wanted: Kind | None = None) -> Expr:
    """Compile an author's text; raise `ExpressionError` where it cannot be read or is not of the wanted kind."""
    key = (source, wanted)
    known = scope.compiled.get(key)
    if known is None:
        known = scope.compiled[key] = _simple(source, scope, wanted) or _compile(source, scope, wanted)
    return known


def _simple(source: str, scope: Scope, wanted: Kind | None) -> Expr | None:
    """Read the commonest amounts, `50 KPW` and `3`, without a parser; anything else is None."""
    number, _, unit = source.partition(" ")
    if not (number.isascii() and number.isdigit()) or len(number) > 12:
        return None
    if not unit:
        return constant(int(number)) if wanted == NUMBER else None
    kind, scale = scope.units.get(unit, (None, 1))
    return constant(int(number) * scale, kind) if kind is not None and kind == wanted else None


def made_by(maker: Maker, source: str, scope: Scope, wanted: Kind | None = None) -> tuple[Any, frozenset[str]]:
    """Return what a maker makes of a text, with the names it reads; raise `ExpressionError` as compiling does."""
    value, names = _read(source, scope, wanted, maker)
    return value.run, names


def _compile(source: str, scope: Scope, wanted: Kind | None) -> Expr:
    value, names = _read(source, scope, wanted, CLOSURES)
    return Expr(source, value.kind, value.run, value.const, names)


def _read(source: str, scope: Scope, wanted: Kind | None, maker: Maker) -> tuple[_Value, frozenset[str]]:
    if len(source) > LONGEST:
        raise ExpressionError(f"This expression is {len(source)} characters long; {LONGEST} is the most.", 0, "EXP05")
    parser = _Parser(source, scope, maker)
    try:
        value = parser.whole()
        if wanted is not None:
            value = _as(value, wanted, parser, 0)
        elif value.kind.what == "word":
            raise ExpressionError(f"I know no value called {value.kind.of!r} here.", 0, "EXP02")
        elif isinstance(value.const, str):
            raise _not_whole(value.const, 0)
    except ExpressionError as error:
        error.column = column_of(source, error.column)
        raise
    return value, frozenset(parser.names)


class _Parser:
    """Binds, loosest first: or, and, not, comparison, sum, product, minus."""

    def __init__(self, source: str, scope: Scope, maker: Maker) -> None:
        self.scope = scope
        self.make = maker
        self.names: set[str] = set()
        self.tokens = tokens_of(source)
        self.at = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def whole(self) -> _Value:
        value = self.climb(0)
        if self.now.sort != "end":
            if (number := self._cut()) is not None:
                raise number
            after = self.tokens[min(self.at + 1, len(self.tokens) - 1)].text
            hint = advice(self.now.text, after)
            raise ExpressionError(f"I did not expect {self.now.text!r} here.", self.now.column, hint=hint)
        return value

    def _cut(self) -> ExpressionError | None:
        """Return what is wrong with a number that is cut by a comma or a space, as in `1,000` and `1 000`."""
        comma = self.now.text == ","
        after = self.tokens[self.at + comma] if self.at + comma < len(self.tokens) else self.now
        before = self.tokens[self.at - 1]
        if before.sort != "number" or after.sort != "number":
            return None
        joined = f"{before.text}{after.text}" if len(after.text) == 3 or not comma else f"{before.text}.{after.text}"
        sign = "commas" if comma else "spaces"
        return ExpressionError(f"Numbers are written without {sign}.", self.now.column, hint=f"write {joined}")

    def climb(self, least: int) -> _Value:
        """Read one value and every sign after it that binds at least so tightly (precedence climbing)."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("This expression is nested too deep.", self.now.column, "EXP05")
        left = self.prefix()
        while True:
            sign = self.tokens[self.at]
            binds = _BINDS.get(sign.text, -1)
            if binds < least or sign.sort == "end":
                break
            self.at += 1
            left = self.join(sign, binds, left, self.climb(binds + 1))
        self.depth -= 1
        return left

    def join(self, sign: Token, binds: int, left: _Value, right: _Value) -> _Value:
        column = sign.column
        if binds == _OR:
            return _Value(BOOL, self.make.either(self.truth(left, column), self.truth(right, column)))
        if binds == _AND:
            return _Value(BOOL, self.make.both(self.truth(left, column), self.truth(right, column)))
        if binds == _COMPARES:
            if _BINDS.get(self.now.text) == _COMPARES:
                raise ExpressionError("Compare two things at a time; join comparisons with `and`.", self.now.column)
            left, right = _alike(left, right, self, column)
            if left.kind.what in ("enum", "bool") and sign.text not in ("==", "!="):
                raise ExpressionError(f"{left.kind.said()} can only be compared with == or !=.", column, "EXP03")
            return _made((BOOL, self.make.compare(sign.text, left.run, right.run, right.const), None, False))
        left, right = self.counted(left), self.counted(right)
        if binds == _SUMS:
            left, right = _alike(left, right, self, column)
            self.counts(left, column)
            return _Value(left.kind, self.make.reckon(sign.text, left.run, right.run))
        self.counts(left, column)
        self.counts(right, column)
        kind = _product_kind(sign.text, left, right)
        if kind is None:
            raise ExpressionError(
                f"{left.kind.said()} and {right.kind.said()} cannot be joined by {sign.text}.", column, "EXP03"
            )
        return _Value(kind, self.make.reckon(sign.text, left.run, right.run))

    def prefix(self) -> _Value:
        sign = self.tokens[self.at]
        if sign.text == "not":
            self.at += 1
            return _Value(BOOL, self.make.no(self.truth(self.climb(_COMPARES), sign.column)))
        if sign.text == "-":
            self.at += 1
            value = self.climb(_PRODUCTS + 1)
            self.counts(value, sign.column)
            if isinstance(value.const, str):
                return value._replace(const="-" + value.const)
            return _Value(
                value.kind, self.make.minus(value.run), None if value.const is None else -value.const, value.bare
            )
        return self.atom()

    def atom(self) -> _Value:
        token = self.take()
        if token.sort == "number":
            return self.literal(token)
        if token.text == "(":
            value = self.climb(0)
            self.expect(")")
            return value
        if token.sort == "name":
            return self.call(token) if self.now.text == "(" else self.name(token)
        if token.sort == "quoted":
            raise ExpressionError(f"I cannot read {token.text} here.", token.column, hint="names stand without quotes")
        what = "The expression ends too early." if token.sort == "end" else f"I did not expect {token.text!r} here."
        raise ExpressionError(what, token.column, hint=advice(token.text))

    def literal(self, token: Token) -> _Value:
        text = token.text.replace("_", "")
        if self.now.sort == "name" and self.now.text not in _WORDS:
            unit = self.take()
            found = self.scope.units.get(unit.text)
            if found is None:
                units = self.scope.units
                hint = near(unit.text, units) or (f"units here: {', '.join(units)}" if len(units) <= MOST_NAMED else "")
                raise ExpressionError(f"I know no unit {unit.text!r}.", unit.column, "EXP04", hint)
            kind, scale = found
            number = _scaled(text, scale, token.column)
            return _Value(kind, self.make.constant(number), number)
        if "." in text:
            return _Value(NUMBER, self.make.constant(0), text, bare=True)
        number = int(text)
        return _Value(NUMBER, self.make.constant(number), number, bare=True)

    def name(self, token: Token) -> _Value:
        if token.text in ("yes", "true", "no", "false"):
            truth = token.text in ("yes", "true")
            return _Value(BOOL, self.make.constant(truth), int(truth))
        symbol = self.scope.symbols.get(token.text) or self.scope.find(token.text)
        if symbol is not None:
            self.names.add(token.text)
            return _made((symbol.kind, self.make.symbol(token.text, symbol), None, False))
        if any(token.text in words for words in self.scope.enums.values()):
            word = token.text
            return _Value(Kind("word", word), self.make.constant(word), word)
        if token.text in self.scope.functions:
            if not self.scope.functions[token.text][0]:
                raise ExpressionError(f"{token.text} needs its brackets: {token.text}().", token.column, "EXP06")
            raise ExpressionError(f"{token.text} needs something in brackets: {token.text}(…).", token.column, "EXP06")
        words = [*self.scope.symbols, *(w for ws in self.scope.enums.values() for w in ws)]
        # A currency before a number is a unit in the wrong place, not money in hand.
        meant = "" if self.now.sort == "number" else written_for(token.text, self.scope)
        hint = meant or near(token.text, words) or self._how(token)
        raise ExpressionError(f"I know no value called {token.text!r} here.", token.column, "EXP02", hint)

    def _how(self, token: Token) -> str:
        """Return what to do about a name that resembles none."""
        if token.text in self.scope.minors and self.now.sort == "number":
            return f"the unit comes after: {self.now.text} {token.text}"
        asked = next((sort for sort in self.scope.enums if any(t.text == sort for t in self.tokens)), "")
        if asked:
            return f"{asked} is one of {', '.join(self.scope.enums[asked])}"
        return "" if "." in token.text else "a number or flag is declared in scenario.yaml, below `numbers` or `flags`"

    def call(self, token: Token) -> _Value:
        self.take()
        if token.text in ("min", "max"):
            return self.extreme(token)
        found = self.scope.functions.get(token.text)
        if found is None:
            known = [*self.scope.functions, "min", "max"]
            raise ExpressionError(f"I know no function {token.text!r}.", token.column, "EXP06", near(token.text, known))
        sorts, kind, make = found
        arguments = []
        for index, sort in enumerate(sorts):
            if index:
                self.expect(",")
            arguments.append(self.argument(token.text, sort))
        self.expect(")")
        self.names.add(f"{token.text}({', '.join(arguments)})")
        return _made((kind, self.make.call(token.text, arguments, make), None, False))

    def argument(self, function: str, sort: str) -> str:
        token = self.take()
        if token.sort not in ("name", "quoted"):
            raise ExpressionError(f"{function} wants the id of {_one(sort)} here.", token.column, "EXP06")
        known, name = self.scope.ids.get(sort, frozenset()), token.text.strip("'\"")
        if name not in known:
            hint = near(name, known) or _DECLARED.get(sort, "")
            raise ExpressionError(f"I know no {sort} {name!r}.", token.column, "EXP02", hint)
        return name

    def extreme(self, token: Token) -> _Value:
        left = self.climb(0)
        self.expect(",")
        right = self.climb(0)
        self.expect(")")
        left, right = _alike(left, right, self, token.column)
        self.counts(left, token.column)
        return _Value(left.kind, self.make.extreme(token.text, left.run, right.run))

    def expect(self, text: str) -> None:
        token = self.take()
        if token.text != text or token.sort == "end":
            raise ExpressionError(f"I expected {text!r} here.", token.column)

    def counted(self, value: _Value) -> _Value:
        """Let a condition count as 1 or 0 in a sum: `2 + 4 * (weather == snow)`."""
        return value if value.kind != BOOL else _Value(NUMBER, self.make.one_or_none(value.run))

    def truth(self, value: _Value, column: int) -> Any:
        if value.kind != BOOL:
            raise ExpressionError(
                f"`and`, `or` and `not` join conditions; this is {value.kind.said()}.",
                column,
                "EXP03",
                "compare it with something, as in `heat > 40`",
            )
        return value.run

    def counts(self, value: _Value, column: int) -> None:
        if value.kind.what not in ("number", "money", "goods", "days"):
            raise ExpressionError(f"I cannot reckon with {value.kind.said()}.", column, "EXP03")


def _one(sort: str) -> str:
    return f"an {sort}" if sort[0] in "aeiou" else f"a {sort}"


def _scaled(text: str, scale: int, column: int) -> int:
    whole, _, decimals = text.partition(".")
    number = int(whole) * scale
    if decimals:
        parts = int(decimals) * scale
        if parts % 10 ** len(decimals):
            raise ExpressionError(f"{text} is finer than this unit can be divided.", column, "EXP04")
        number += parts // 10 ** len(decimals)
    return number


def _as(value: _Value, wanted: Kind, parser: _Parser, column: int) -> _Value:
    """Return the value as the wanted kind; a bare number takes it where its unit is beyond doubt."""
    if value.kind == wanted and not isinstance(value.const, str):
        return value
    if value.kind == wanted and wanted.what == "enum":
        return value
    if value.bare and isinstance(value.const, (int, str)):
        if wanted.what == "money":
            number = _scaled(str(value.const).lstrip("-"), parser.scope.minors[wanted.of], column)
            if str(value.const).startswith("-"):
                number = -number
            return _Value(wanted, parser.make.constant(number), number)
        if isinstance(value.const, str) and wanted.what in ("number", "days"):
            raise _not_whole(value.const, column)
        if wanted.what in ("number", "days") or (wanted.what == "goods" and value.const == 0):
            return _Value(wanted, value.run, value.const)
        if wanted.what == "goods":
            raise ExpressionError(
                "Say the unit of this amount.", column, "EXP04", f"for example {value.const} {_unit(value, wanted)}"
            )
    if value.kind.what == "word" and wanted.what == "enum":
        words = parser.scope.enums[wanted.of]
        if value.kind.of in words:
            return value
        raise ExpressionError(
            f"{value.kind.of!r} is no {wanted.of}.",
            column,
            "EXP03",
            near(value.kind.of, words) or f"one of {', '.join(words)}",
        )
    raise ExpressionError(f"This should be {wanted.said()}, but it is {value.kind.said()}.", column, "EXP03")


def _alike(left: _Value, right: _Value, parser: _Parser, column: int) -> tuple[_Value, _Value]:
    if left.bare and not right.bare:
        return _as(left, right.kind, parser, column), right
    if left.kind.what == "word" and right.kind.what == "enum":
        return _as(left, right.kind, parser, column), right
    if left.kind.what == "word":
        raise ExpressionError(f"I know no value called {left.kind.of!r} here.", column, "EXP02")
    if left.bare:
        left = _as(left, NUMBER, parser, column)
    return left, _as(right, left.kind, parser, column)


def _not_whole(text: str, column: int) -> ExpressionError:
    return ExpressionError(f"{text} has no unit, and numbers without one are whole.", column, "EXP04")


def _product_kind(sign: str, left: _Value, right: _Value) -> Kind | None:
    if right.kind == NUMBER:
        return left.kind
    if sign == "*":
        return right.kind if left.kind == NUMBER else None
    return NUMBER if left.kind == right.kind else None


def _unit(value: _Value, wanted: Kind) -> str:
    """Return the unit of goods as it is written after an amount."""
    return wanted.of if wanted.of in SUBUNITS or value.const == 1 else plural(wanted.of)
