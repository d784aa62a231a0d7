"""The desk: what one compilation knows (files, problems, scope), and forms that read an author's mappings."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from engine.errors import ExpressionError
from engine.evidence import Cited
from engine.expressions import compile_expression
from engine.kinds import Expr, Kind, Scope, near
from engine.scene import Spot
from story.files import content
from story.marks import Node, decoded, read
from story.problems import Problem
from story.respelt import SAID_ELSEWHERE, as_date, as_days, as_share, counted, ends_by_comma, no_map, uncut, unfit
from story.tongue import ENGLISH, Tongue

ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_SHARE = re.compile(r"(-?\d+(?:\.\d+)?)\s*%\Z")
_DAYS = re.compile(r"(\d+)\s*days?\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


class Field(NamedTuple):
    """One key of a form: what it holds, whether it must be there, and what it means."""

    holds: str
    """text, id, int, number, yes_no, list, map, share, days, date, money, goods, expression, verbs, prose, any."""
    required: bool = False
    means: str = ""


class Fields(dict[str, Field]):
    """The keys a form may have; those it must have are worked out once."""

    __slots__ = ("must",)

    def __init__(self, fields: dict[str, Field]) -> None:
        super().__init__(fields)
        self.must = tuple(key for key, field in fields.items() if field.required)


DECLARED = {
    "place": "places", "good": "goods", "creditor": "creditors", "courier": "couriers", "market": "markets",
    "paper": "papers", "number": "numbers", "flag": "flags", "number, flag or dial": "numbers` or `flags",
    "dial": "dials", "stall": "stalls", "patrol": "patrols", "checkpoint": "checkpoints", "currency": "currencies",
    "duty": "duties", "adult": "people", "codex entry": "codex", "mode": "modes", "share": "shares",
}  # fmt: skip
"""Sort of id -> the section in which it is declared."""


def absent(name: str, known: Collection[str], sort: str) -> str:
    """Return what may help where an id is not known: a near miss, or where such an id is declared."""
    section = DECLARED.get(sort)
    return near(name, known) or (f"declare it below `{section}` in scenario.yaml" if section else "")


@dataclass(slots=True)
class Desk:
    """One compilation: the problems found so far and the scope that expressions are read in."""

    problems: list[Problem] = field(default_factory=list)
    scope: Scope = field(default_factory=Scope)
    tongue: Tongue = ENGLISH
    """The language in which values are put into texts."""
    sources: dict[str, str] = field(default_factory=dict)
    """File -> its text as written, to find in it what stands inside of a value."""

    def note(self, code: str, sentence: str, file: str, node: Node | None, hint: str = "") -> None:
        """Put a problem down at a node."""
        line, column = (node.line, node.column) if node is not None else (1, 1)
        self.problems.append(Problem(code, sentence, file, line, column, hint))

    def document(self, path: Path, file: str) -> Node | None:
        """Return the document of a file, None where it cannot be opened or read, which is a problem."""
        try:
            raw = content(path)
        except OSError as error:
            self.note("FIL01", f"{file} cannot be read: {error.strerror or error}.", file, None)
            return None
        text = decoded(raw, file, self.problems)
        if text is None:
            return None
        self.sources[file] = text
        return read(text, file, self.problems)

    def expression(self, text: str, file: str, node: Node, wanted: Kind | None, offset: int = 0) -> Expr | None:
        """Compile an expression; put its problem down at its column and return None where it cannot be read."""
        try:
            return compile_expression(text, self.scope, wanted)
        except ExpressionError as error:
            column = node.column + (1 if node.quoted else 0) + offset + error.column
            self.problems.append(Problem(error.code, error.sentence, file, node.line, column, error.hint))
            return None


class Form:
    """A mapping an author wrote, read field by field; every field that is wrong is a problem, once."""

    __slots__ = ("desk", "fields", "file", "node", "values", "what")

    def __init__(self, desk: Desk, file: str, node: Node, what: str, fields: Fields) -> None:
        self.desk = desk
        self.file = file
        self.node = node
        self.what = what
        self.fields = fields
        self.values: dict[str, Node] = {}
        if node.kind != "map":
            hint = no_map(node.kind, fields.must)
            desk.note("FRM03", f"{what} should be written as `key: value` lines.", file, node, hint)
            return
        self.values = node.value
        if not self.values.keys() <= fields.keys():
            for key in [key for key in self.values if key not in fields]:
                line, column = (node.keys or {}).get(key, (node.line, node.column))
                if self._cut_by_comma(key, line, column):
                    continue
                sentence = f"{what} has no key {key!r}."
                hint = self._misplaced(key) or self._meant(key) or f"it may have {', '.join(fields)}"
                desk.problems.append(Problem("FRM01", sentence, file, line, column, hint))
        for key in fields.must:
            if key not in self.values and not self.mistaken(key):
                desk.note("FRM02", f"{what} needs a key {key!r}: {fields[key].means}.", file, node)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def _misplaced(self, key: str) -> str:
        """Return what to do about an unknown key that is none by its looks."""
        value = self.values[key]
        if "choices" in self.fields and value.kind == "map" and "say" in value.value:
            return "it looks like a choice: those stand two spaces further in, below `choices`"
        return ""

    def _meant(self, key: str) -> str:
        """Return which key an unknown one may have been meant for, as a hint."""
        word = SAID_ELSEWHERE.get(key.lower(), "")
        return f"did you mean {word!r}?" if word in self.fields else near(key, self.fields)

    def mistaken(self, *keys: str) -> bool:
        """Return whether a key that is not known, and was told of, seems to be one of these that are lacking."""
        meant = (self._meant(key) for key in self.values if key not in self.fields)
        return any(hint == f"did you mean {key!r}?" for hint in meant for key in keys)

    def _cut_by_comma(self, key: str, line: int, column: int) -> bool:
        """Put down a number or text in { } that a comma cut in two, and go on as if it had been written well."""
        names = list(self.values)
        cut = self.values[before := names[max(0, names.index(key) - 1)]]
        head = str(cut.source or cut.value) if cut.kind in ("int", "text") else ""
        in_text = before in self.fields and ends_by_comma(self.desk.sources.get(self.file, ""), key, line)
        if self.values[key].kind != "null" or not head or not ((whole := uncut(head, key)) or in_text):
            return False
        sentence = f"In {{ }} a comma ends the value: {before!r} of {self.named} was read as {head!r}, without {key!r}."
        told, problems = (self.file, line, column), self.desk.problems
        problems[:] = [each for each in problems if each.code != "YML11" or (each.file, each.line, each.column) != told]
        hint, whole = (f"write {before}: {whole}", whole) if whole else ("put the text in quotes", f"{head}, {key}")
        problems.append(Problem("FRM01", sentence, self.file, line, column, hint))
        kind, value = ("int", int(whole)) if whole.isdecimal() else ("text", whole)
        self.values = {name: node for name, node in self.values.items() if name != key}
        self.values[before] = cut._replace(kind=kind, value=value, source=whole)
        return True

    @property
    def named(self) -> str:
        """What it is, within a sentence."""
        return self.what[0].lower() + self.what[1:] if self.what.startswith(("A ", "An ", "The ")) else self.what

    @property
    def spot(self) -> Spot:
        """Where the form stands."""
        return Spot(self.file, self.node.line, self.node.column)

    def get(self, key: str) -> Node | None:
        """Return the node of a key, None where it is not there."""
        return self.values.get(key)

    def wrong(self, key: str, wanted: str, code: str = "FRM03", hint: str = "") -> None:
        """Put down that a key should hold something else."""
        node = self.values[key]
        if node.kind == "bool" and wanted.startswith("a text"):
            hint = hint or "put it in quotes: it was read as yes or no"
        self.desk.note(code, f"{key!r} of {self.named} should be {wanted}.", self.file, node, hint)

    def text(self, key: str, default: str = "") -> str:
        """Return a text; whole numbers count as text."""
        node = self.values.get(key)
        if node is None or node.kind == "null":
            return default
        if node.kind == "text":
            # A name in another language knows the author's own, and is taken as it is.
            return str(node.value).strip() if type(node.value) is str else node.value
        if node.kind == "int":
            return str(node.value)
        self.wrong(key, "a text")
        return default

    def whole(self, key: str, default: int = 0, low: int = -(10**9), high: int = 10**9) -> int:
        """Return a whole number in a range."""
        node = self.values.get(key)
        if node is None:
            return default
        if node.kind != "int":
            self.wrong(key, "a whole number")
            return default
        if not low <= node.value <= high:
            self.wrong(key, f"between {low} and {high}", "FRM05")
            return default
        return int(node.value)

    def real(self, key: str, default: float = 0.0) -> float:
        """Return a number that may have a decimal point."""
        node = self.values.get(key)
        if node is None:
            return default
        if node.kind == "int" or (node.kind == "text" and re.fullmatch(r"\d+\.\d+", node.value)):
            return float(node.value)
        self.wrong(key, "a number, such as 6.5")
        return default

    def truth(self, key: str, default: bool = False) -> bool:
        """Return yes or no."""
        node = self.values.get(key)
        if node is None:
            return default
        if node.kind == "bool":
            return bool(node.value)
        word = str(node.value).strip().lower()
        meant = {"yes": "yes", "true": "yes", "on": "yes", "no": "no", "false": "no", "off": "no"}.get(word, "")
        self.wrong(key, "yes or no", hint=f"write {meant}, in lower case and without quotes" if meant else "")
        return meant == "yes" if meant else default

    def share(self, key: str, default: float = 0.0, low: float = 0, high: float = 1000) -> float:
        """Return percent."""
        node = self.values.get(key)
        return default if node is None else self.share_of(node, key, default, low, high)

    def share_of(self, node: Node, key: str, default: float = 0.0, low: float = 0, high: float = 1000) -> float:
        """Return the percent a node holds."""
        match = _SHARE.match(str(node.value).strip()) if node.kind == "text" else None
        if match is None:
            hint = as_share(str(node.value)) if node.kind != "bool" else ""
            self.desk.note("FRM06", f"{key!r} of {self.named} should be a share such as 40 %.", self.file, node, hint)
            return default
        value = float(match.group(1))
        if not low <= value <= high:
            self.desk.note(
                "FRM05", f"{key!r} of {self.named} should lie between {low} % and {high} %.", self.file, node
            )
            return default
        return value

    def days(self, key: str, default: int = 0) -> int:
        """Return days."""
        node = self.values.get(key)
        if node is None:
            return default
        match = _DAYS.match(node.value.strip()) if node.kind == "text" else None
        if match is None:
            hint = as_days(str(node.value))
            self.desk.note("FRM06", f"{key!r} of {self.named} should be days, such as 30 days.", self.file, node, hint)
            return default
        return int(match.group(1))

    def when(self, key: str, default: date) -> date:
        """Return a date."""
        node = self.values.get(key)
        return default if node is None else (self.date_of(node, str(node.value), key) or default)

    def date_of(self, node: Node, text: str, key: str) -> date | None:
        """Return the date a text names, None where it names none."""
        try:
            if _DATE.match(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        hint = "there is no such day" if _DATE.match(text) else as_date(text)
        self.desk.note("FRM07", f"{key!r} of {self.named} should be a date such as 1995-01-23.", self.file, node, hint)
        return None

    def word(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """Return one of a few words."""
        node = self.values.get(key)
        if node is None:
            return default
        if node.kind == "text" and node.value.strip() in allowed:
            return str(node.value).strip()
        hint = near(str(node.value), allowed)
        self.wrong(key, f"one of {', '.join(allowed)}", "FRM04", hint)
        return default

    def texts(self, key: str) -> tuple[tuple[str, Node], ...]:
        """Return a list of texts with their nodes."""
        node = self.values.get(key)
        if node is None:
            return ()
        if node.kind != "list":
            one = node.kind in ("text", "int")
            self.wrong(key, "a list, such as [one, two]", hint=f"write [{node.value}]" if one else "")
            return ()
        found = []
        for item in node.value:
            if item.kind in ("text", "int"):
                found.append((str(item.value).strip(), item))
            else:
                hint = "put it in quotes" if item.kind in ("bool", "map") else ""
                self.desk.note("FRM03", f"Each entry of {key!r} should be a text.", self.file, item, hint)
        return tuple(found)

    def items(self, key: str) -> Iterator[tuple[str, Node]]:
        """Yield the entries of a mapping under a key."""
        node = self.values.get(key)
        if node is None or node.kind == "null":
            return
        if node.kind != "map":
            self.wrong(
                key,
                "`name: value` lines",
                hint="no dashes: each stands under a name of its own" if node.kind == "list" else "",
            )
            return
        yield from node.value.items()

    def forms(self, key: str, what: str, fields: Fields) -> Iterator["Form"]:
        """Yield a form for each mapping in a list under a key."""
        node = self.values.get(key)
        if node is None:
            return
        if node.kind != "list":
            self.wrong(key, "a list of entries that begin with `-`")
            return
        for item in node.value:
            yield Form(self.desk, self.file, item, what, fields)

    def ref(self, key: str, known: Collection[str], sort: str, default: str = "") -> str:
        """Return an id that must be known."""
        text = self.text(key, default)
        if key in self.values and self.values[key].kind in ("text", "int"):
            self.known(text, known, sort, self.values[key])
        return text

    def known(self, name: str, known: Collection[str], sort: str, node: Node, hint: str = "") -> bool:
        """Put down an unknown id; return whether it is known. `hint` says better than a near miss what was meant."""
        if name in known:
            return True
        hint = hint or absent(name, known, sort)
        self.desk.note("REF01", f"There is no {sort} {name!r}.", self.file, node, hint)
        return False

    def quantity(self, key: str, kind: Kind, default: int = 0) -> int:
        """Return an amount of money or goods that needs no world, in smallest parts."""
        node = self.values.get(key)
        return default if node is None else self.quantity_of(node, kind, default)

    def quantity_of(self, node: Node, kind: Kind, default: int = 0) -> int:
        """Return the amount a node holds, in smallest parts."""
        if node.kind not in ("text", "int"):
            self.desk.note("FRM03", f"This should be {kind.said()}.", self.file, node)
            return default
        expr = self.desk.expression(str(node.value).strip(), self.file, node, kind)
        if expr is None:
            return default
        if not isinstance(expr.const, int) or (node.kind == "int" and kind.what != "number"):
            hint = f"write {counted(str(node.value), kind.of)}"
            self.desk.note("FRM06", f"This should be {kind.said()}, with its unit.", self.file, node, hint)
            return default
        return expr.const

    def cited(self, key: str = "evidence") -> Cited:
        """Return what is cited: claim ids, and `{invented: why}` entries."""
        node = self.values.get(key)
        if node is None:
            return Cited()
        claims, invented = [], []
        entries = node.value if node.kind == "list" else [node]
        for item in entries:
            if item.kind == "text":
                claims.append(str(item.value).strip())
            elif item.kind == "map" and list(item.value) == ["invented"]:
                invented.append(str(item.value["invented"].value).strip())
            else:
                cut = item.kind == "map" and "invented" in item.value
                hint = "a comma ends the reason: put it in quotes" if cut else ""
                self.desk.note("FRM03", "Evidence is a claim's id or {invented: why}.", self.file, item, hint)
        return Cited(tuple(claims), tuple(invented))


def sections(
    desk: Desk, file: str, items: Iterator[tuple[str, Node]], what: str, fields: Fields
) -> Iterator[tuple[str, Form]]:
    """Yield (id, form) for each entry of a section; ids that are none are problems."""
    for name, node in items:
        if not ID.match(name) and not (what in ("A currency", "A price") and name.isalnum()):
            sentence, hint = unfit(name)
            desk.note("FRM08", sentence, file, node, hint)
            continue
        yield name, Form(desk, file, node, f"{what} {name!r}", fields)
