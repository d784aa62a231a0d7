"""Texts: an author's paragraphs, with `{values | format}` and passages that depend on the world."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from engine.errors import ExpressionError
from engine.expressions import compile_expression
from engine.kinds import Expr, Kind, near
from engine.names import in_yardstick
from engine.prose import Line, Passage, Piece, Prose, Slot
from engine.scenario import Scenario
from engine.turn import Turn, plain
from story.desk import Desk, Fields, Form
from story.desk import Field as F
from story.marks import Node
from story.problems import Problem
from story.spots import inside
from story.tongue import ENGLISH, SMALL, Tongue

_SLOT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
NO_WORDS: Mapping[str, str] = MappingProxyType({})
FORMATS = ("money", "rice", "weight", "days", "number", "date", "name")

PASSAGE = Fields(
    {
        "when": F("expression", False, "the condition under which it is said"),
        "say": F("text", False, "the text"),
        "else": F("text", False, "the text where the condition does not hold"),
        "any": F("list", False, "wordings of which one is said"),
    }
)

WORDING = Fields({"when": PASSAGE["when"], "say": F("text", True, "the text")})


def prose(desk: Desk, file: str, node: Node | None, owner: str) -> Prose:
    """Compile a text or a list of passages; `owner` keys the luck of rotating wordings."""
    if node is None or node.kind == "null":
        return ()
    if node.kind == "list":
        return tuple(_passage(desk, file, item, f"{owner}#{index}") for index, item in enumerate(node.value))
    return (_passage(desk, file, node, owner),)


def _passage(desk: Desk, file: str, node: Node, owner: str) -> Passage:
    if node.kind != "map":
        return Passage(owner, ((None, line(desk, file, node)),))
    form = Form(desk, file, node, "A passage", PASSAGE)
    when = condition(form, "when")
    if (several := form.get("any")) is not None:
        if several.kind != "list":
            form.wrong("any", "a list of texts")
            return Passage(owner, ())
        wordings = [_wording(desk, file, item) for item in several.value]
        if when is not None:
            wordings = [(_both(when, own), text) for own, text in wordings]
        return Passage(owner, tuple(wordings), rotates=True)
    if "say" not in form:
        desk.note("FRM02", "A passage needs `say` or `any`.", file, node)
        return Passage(owner, ())
    wordings = [(when, line(desk, file, form.get("say")))]
    if "else" in form:
        wordings.append((None, line(desk, file, form.get("else"))))
    return Passage(owner, tuple(wordings))


def _wording(desk: Desk, file: str, node: Node) -> tuple[Expr | None, Line]:
    if node.kind != "map":
        return None, line(desk, file, node)
    form = Form(desk, file, node, "A wording", WORDING)
    return condition(form, "when"), line(desk, file, form.get("say"))


def _both(first: Expr, second: Expr | None) -> Expr:
    if second is None:
        return first
    return Expr(
        f"({first.source}) and ({second.source})",
        first.kind,
        lambda t: first.run(t) and second.run(t),
        None,
        first.names | second.names,
    )


def condition(form: Form, key: str) -> Expr | None:
    """Compile a form's condition, None where there is none."""
    node = form.get(key)
    if node is None:
        return None
    if node.kind == "bool":
        return form.desk.expression("yes" if node.value else "no", form.file, node, Kind("bool"))
    if node.kind != "text":
        form.wrong(key, "a condition, such as `heat > 40`")
        return None
    return form.desk.expression(node.value.strip(), form.file, node, Kind("bool"))


def line(desk: Desk, file: str, node: Node | None) -> Line:
    """Compile one text with its values."""
    if node is None:
        return Line(("",))
    if node.kind == "text" and "{" not in node.value and "}" not in node.value:
        return Line((node.value.strip(),))
    if node.kind not in ("text", "int"):
        hint = (
            "put it in quotes: it was read as yes or no"
            if node.kind == "bool"
            else "nothing stands here; what begins with # is a note to yourself: put it in quotes"
            if node.kind == "null"
            else "is a colon in it? put it in quotes"
        )
        desk.note("FRM03", "This should be a text.", file, node, hint)
        return Line(("",))
    text = str(node.value).strip()
    if "{" not in text and "}" not in text:
        return Line((text,))
    # Places are counted in the text as it was read, with the spaces around it.
    lead = str(node.value).index(text)
    pieces: list[Piece] = []
    at = 0
    for match in _SLOT.finditer(text):
        pieces.append(text[at : match.start()])
        at = match.end()
        if match.group() in ("{{", "}}"):
            pieces.append(match.group()[0])
            continue
        spot = _Spot(desk, file, node, lead + match.start(), lead + match.end())
        if match.group(1) is None:
            where = " ".join(text[max(0, match.start() - 20) : match.end() + 20].split())
            sentence = f"A {match.group()!r} stands alone in this text: {where!r}."
            spot.note("TXT01", sentence, f"a value ends with }}; for a brace itself write {match.group() * 2}")
        else:
            pieces.append(_slot(spot, match.group(1)))
    pieces.append(text[at:])
    return _whole(desk.tongue, tuple(piece for piece in pieces if piece != ""))


class _Spot(NamedTuple):
    """A part of a text, from one letter to another."""

    desk: Desk
    file: str
    node: Node
    start: int
    end: int

    def note(self, code: str, sentence: str, hint: str = "") -> None:
        """Put a problem down at the part's own line."""
        line, column = inside(self.desk.sources.get(self.file, ""), self.node, self.start, self.end)
        self.desk.problems.append(Problem(code, sentence, self.file, line, column, hint))


@dataclass(frozen=True, slots=True)
class _Finished(Line):
    """A line whose language has a last look at it once its values stand."""

    finish: Callable[[str], str] = str

    def write(self, turn: Turn) -> str:
        """Return the text as it reads now."""
        return self.finish("".join(piece if isinstance(piece, str) else piece(turn) for piece in self.pieces))


def _whole(tongue: Tongue, pieces: tuple[Piece, ...]) -> Line:
    return Line(pieces) if tongue is ENGLISH else _Finished(pieces, tongue.finish)


def _slot(spot: _Spot, inside: str) -> Piece:
    source, bar, style = inside.partition("|")
    style, desk = style.strip(), spot.desk
    if bar and style not in FORMATS:
        spot.note("TXT02", f"I know no format {style!r}.", near(style, FORMATS) or f"one of {', '.join(FORMATS)}")
        return ""
    if not source.strip():
        spot.note("TXT01", "There is nothing between these braces.", "write {{ for a brace")
        return ""
    try:
        expr = compile_expression(source.strip(), desk.scope)
    except ExpressionError as error:
        spot.note(error.code, f"In {{{inside}}}: {error.sentence}", error.hint)
        return ""
    write = _writer(expr, style, desk.tongue)
    if write is None:
        spot.note("TXT02", f"{expr.kind.said()} cannot be written as {style!r}.")
        return ""
    return write


def _writer(expr: Expr, style: str, tongue: Tongue) -> Slot | None:
    kind = expr.kind.what
    style = style or {"money": "money", "goods": "weight", "enum": "name"}.get(kind, "number")
    allowed = {
        "money": ("money", "goods"),
        "rice": ("money",),
        "weight": ("goods",),
        "days": ("days", "number"),
        "number": ("number", "days", "goods", "money"),
        "date": ("days", "number"),
        "name": ("enum",),
    }
    if style == "money" and kind != "money":
        return None
    if kind not in allowed[style]:
        return None
    of = expr.kind.of
    makers: dict[str, Callable[[Turn, Any], str]] = {
        "money": lambda t, v: money(t.scenario, v, of, tongue),
        "rice": lambda t, v: weight(_in_yardstick(t, v, of), t.scenario.goods[t.scenario.yardstick].unit, tongue),
        "weight": lambda t, v: weight(v, of, tongue, t.scenario.words),
        "days": lambda _, v: tongue.days(v),
        "number": lambda t, v: plain(v, _parts(t.scenario, kind, of)),
        "date": lambda t, v: tongue.date(t.scenario.date_of(v)),
        "name": lambda t, v: t.scenario.words.get(str(v), str(v)),
    }
    return Slot(expr, makers[style], fixed=style != "rice")


def money(scenario: Scenario, amount: int, currency: str, tongue: Tongue = ENGLISH) -> str:
    """Return a sum as a text shows it: `12.50 won`."""
    rule = scenario.currencies[currency]
    return tongue.sum(plain(amount, rule.minor), rule.name if amount == rule.minor else rule.plural)


def _in_yardstick(turn: Turn, amount: int, currency: str) -> int:
    return in_yardstick(turn, amount, currency) // 100 * 100


def weight(amount: int, unit: str, tongue: Tongue = ENGLISH, words: Mapping[str, str] = NO_WORDS) -> str:
    """Return an amount of goods as a text shows it: `2.5 kg`, `80 g`, `3 packs`."""
    small = SMALL.get(unit)
    if small is None:
        return tongue.count(f"{amount}", words.get(unit, unit), amount == 1)
    if 0 < amount < 1000:
        return tongue.measure(f"{amount}", small)
    whole, rest = divmod(amount, 1000)
    return tongue.measure(f"{whole:,}{f'.{rest:03d}'.rstrip('0') if rest else ''}", unit)


def _parts(scenario: Scenario, kind: str, of: str) -> int:
    if kind == "money":
        return scenario.currencies[of].minor
    return 1000 if kind == "goods" and of in ("kg", "l") else 1
