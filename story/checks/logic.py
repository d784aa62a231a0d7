"""Logic: whether conditions can ever hold, and whether one of several always does.

A condition falls into facts (`lamp`, `visited(shop)`) and quantities (`heat`, `stock.pork`), each tried at every value
that makes a difference. They count as independent, so `can_hold` never denies what may be, and `one_always_holds`
never claims what may fail.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise, product

from engine.kinds import NUMBER, Expr, Scope
from engine.scenario import Scenario
from story.checks.once import once

MOST = 5_000
"""Cases that are tried; beyond it nothing is claimed."""

PERCENT = ("health.", "energy.", "trust.", "stops.", "finds.")
"""Beginnings of names whose values lie from 0 to 100."""

Case = Mapping[str, object]
Test = Callable[[Case], bool]
Ranges = Mapping[str, tuple[int, int]]

_COMPARISON = re.compile(r"(.+?)\s*(==|!=|<=|>=|<|>)\s*(.+)", re.DOTALL)
_AMOUNT = re.compile(r"(-?\s*\d[\d_]*(?:\.\d+)?)\s*([A-Za-z]\w*)?")
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_TESTS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


@dataclass(frozen=True, slots=True)
class Logic:
    """What conditions are read against: units and words, and between what numbers are kept."""

    scope: Scope
    ranges: Ranges
    known: dict[str, bool] = field(default_factory=dict)
    """Conditions looked at before -> whether they may hold: the same one is asked for by several checks."""

    def can_hold(self, source: str) -> bool:
        """Return whether a condition may hold in some case."""
        if source not in self.known:
            reader = _Reader(self)
            test = reader.either(source)
            cases = reader.cases()
            self.known[source] = cases is None or any(map(test, cases))
        return self.known[source]

    def one_always_holds(self, sources: Iterable[str]) -> bool:
        """Return whether in every case one of the conditions holds."""
        reader = _Reader(self)
        tests = [reader.either(source) for source in sources]
        cases = reader.cases()
        return bool(tests) and cases is not None and all(any(test(case) for test in tests) for case in cases)

    def never(self, expr: Expr | None) -> bool:
        """Return whether a condition never holds, or a sum is always 0."""
        if expr is None:
            return False
        return expr.const == 0 or (expr.kind.what == "bool" and not self.can_hold(expr.source))


@once
def logic_of(scenario: Scenario) -> Logic:
    """Return the logic of a scenario: what its numbers can be."""
    symbols = scenario.scope.symbols
    ranges = {name: (0, 100) for name in symbols if name.startswith(PERCENT)}
    ranges |= {number.id: (number.low, number.high) for number in scenario.numbers.values()}
    ranges |= {dial.id: (dial.low, dial.high) for dial in scenario.dials.values()}
    plain = {name for name, symbol in symbols.items() if symbol.kind == NUMBER}
    return Logic(scenario.scope, {name: ends for name, ends in ranges.items() if name in plain})


class _Reader:
    """Takes conditions apart, and gathers what they depend on."""

    def __init__(self, logic: Logic) -> None:
        self.scope = logic.scope
        self.ranges = logic.ranges
        self.facts: set[str] = set()
        self.words: dict[str, tuple[str, ...]] = {}
        self.amounts: dict[str, set[tuple[str, Fraction]]] = {}

    def cases(self) -> Iterator[Case] | None:
        """Return every case that makes a difference, None where they are too many."""
        values: dict[str, list[object]] = {fact: [False, True] for fact in self.facts}
        values |= {name: list(words) for name, words in self.words.items()}
        values |= {name: list(self.samples(name, tests)) for name, tests in self.amounts.items()}
        count = 1
        for choices in values.values():
            count *= len(choices)
        if count > MOST:
            return None
        return (dict(zip(values, case, strict=True)) for case in product(*values.values()))

    def samples(self, name: str, tests: set[tuple[str, Fraction]]) -> Iterator[Fraction]:
        """Yield values inside the range, one for each way in which the tests may turn out."""
        ends = [Fraction(end) for end in self.ranges.get(name, ())]
        known = sorted({mark for _, mark in tests} | set(ends))
        between = [(a + b) / 2 for a, b in pairwise(known)]
        seen = set()
        for value in (known[0] - 1, *known, *between, known[-1] + 1):
            turned_out = tuple(_TESTS[sign](value, mark) for sign, mark in tests)
            if turned_out not in seen and (not ends or ends[0] <= value <= ends[1]):
                seen.add(turned_out)
                yield value

    def either(self, source: str) -> Test:
        tests = [self.both(part) for part in _split(source, "or")]
        return tests[0] if len(tests) == 1 else lambda case: any(test(case) for test in tests)

    def both(self, source: str) -> Test:
        tests = [self.one(part) for part in _split(source, "and")]
        return tests[0] if len(tests) == 1 else lambda case: all(test(case) for test in tests)

    def one(self, source: str) -> Test:
        source = " ".join(source.split())
        if source.startswith(("not ", "not(")):
            inner = self.one(source[3:])
            return lambda case: not inner(case)
        if _wrapped(source):
            return self.either(source[1:-1])
        if source in ("yes", "true", "no", "false"):
            truth = source in ("yes", "true")
            return lambda _: truth
        if match := _COMPARISON.fullmatch(source):
            return self.comparison(match[1], match[2], match[3])
        return self.fact(source)

    def fact(self, source: str) -> Test:
        self.facts.add(source)
        return lambda case: bool(case[source])

    def comparison(self, left: str, sign: str, right: str) -> Test:
        if _AMOUNT.fullmatch(left):
            left, sign, right = right, _TURNED[sign], left
        if right in ("yes", "true", "no", "false") and sign in ("==", "!="):
            inner = self.one(left)
            wanted = (right in ("yes", "true")) == (sign == "==")
            return lambda case: inner(case) == wanted
        words = next((words for words in self.scope.enums.values() if right in words), None)
        if words is not None and sign in ("==", "!="):
            self.words[left] = words
            return lambda case: (case[left] == right) == (sign == "==")
        name, mark = self.amount(left, right)
        self.amounts.setdefault(name, set()).add((sign, mark))
        test = _TESTS[sign]
        return lambda case: test(case[name], mark)  # type: ignore[arg-type]

    def amount(self, left: str, right: str) -> tuple[str, Fraction]:
        """Return what is compared and with how much; two things compared count as their difference, against 0."""
        match = _AMOUNT.fullmatch(right)
        if match is None:
            return f"{left} - ({right})", Fraction(0)
        number = Fraction(match[1].replace("_", "").replace(" ", ""))
        if match[2] is None:
            return left, number
        kind, scale = self.scope.units.get(match[2], (None, 1))
        # Days may be written without their unit; another amount without one stands by itself: nothing false is claimed.
        return (left if kind is None or kind.what == "days" else f"{left} in parts"), number * scale


def _split(source: str, word: str) -> list[str]:
    """Split a text at a word that stands outside of brackets."""
    parts, depth, begun = [], 0, 0
    for match in re.finditer(rf"[()]|(?<![\w.]){word}(?![\w.])", source):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
        elif depth == 0:
            parts.append(source[begun : match.start()])
            begun = match.end()
    return [*parts, source[begun:]]


def _wrapped(source: str) -> bool:
    """Return whether one pair of brackets holds the whole text, and a condition in it."""
    if not (source.startswith("(") and source.endswith(")")):
        return False
    depth = 0
    for index, letter in enumerate(source):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return index == len(source) - 1
    return False
