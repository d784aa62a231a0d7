"""Trouble: what the YAML parser says when it cannot go on, told so that an author knows what to do."""

import re
from typing import Any, Final, NamedTuple

import yaml

from story.problems import Problem

_KEY_LIKE: Final = re.compile(r"\s*(?:- )?[\w.]+\s*")
_BEFORE: Final = re.compile(r"(?:[\w.]+|\"[^\"]*\"|'[^']*'): |[-?] ")
_LIKE_DASHES: Final = "\u2013\u2014\u2212\u2022*"
_QUOTES: Final = "put the text in quotes, or in a block after `|`"


class Trouble(NamedTuple):
    """What the parser met: its message, where, and where what it was reading began; from 0."""

    message: str
    line: int
    column: int
    from_line: int
    from_column: int
    lines: list[str]
    last: Any
    """The last event before it."""

    @property
    def before(self) -> str:
        """What stands before the place on its line."""
        return self.lines[self.line][: self.column] if self.line < len(self.lines) else ""

    @property
    def above(self) -> str:
        """The line above that holds something, where it stands as far to the right as this one; else nothing."""
        here = self.lines[self.line] if self.line < len(self.lines) else ""
        lines = (line for line in reversed(self.lines[: self.line]) if line.strip())
        line = next(lines, "")
        return line if line and _indent(line) == _indent(here) else ""

    @property
    def letter(self) -> str:
        """What stands at the place; nothing at the end of a line."""
        return (self.lines[self.line][self.column : self.column + 1] or "") if self.line < len(self.lines) else ""


class Told(NamedTuple):
    """What the author is told; `at_start` marks where the unfinished thing began."""

    code: str
    sentence: str
    hint: str = ""
    at_start: bool = False
    above: bool = False
    """Whether it is about the line above that holds something."""


def explain(error: yaml.YAMLError, lines: list[str], last: Any, file: str) -> Problem:
    """Return what the parser could not read as a problem at its place."""
    mark: Any = getattr(error, "problem_mark", None)
    start: Any = getattr(error, "context_mark", None) or mark
    message = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}".strip()
    if mark is None:
        return Problem("YML01", "This file cannot be read as YAML.", file, 1, 1)
    trouble = Trouble(message, mark.line, mark.column, start.line, start.column, lines, last)
    told = next((told for pattern, tell in _TELL if re.search(pattern, message) and (told := tell(trouble))), _LOST)
    line, column = (start.line, start.column) if told.at_start else (mark.line, mark.column)
    if told.above:
        line = next(i for i in range(mark.line - 1, -1, -1) if lines[i].strip())
        column = _indent(lines[line])
    elif told.code == "YML07" and isinstance(last, yaml.ScalarEvent):
        began: Any = last.start_mark
        line, column = (began.line, began.column) if began.line < mark.line else (line, column)
    if line >= len(lines):  # the end of the file: the last line that holds something is what the author can look at
        line = max((i for i, text in enumerate(lines) if text.strip()), default=0)
        column = len(lines[line]) if lines else 0
    return Problem(told.code, told.sentence, file, line + 1, column + 1, told.hint)


_LOST: Final = Told("YML01", "I cannot make sense of the file from here on.", "look at this line and the one above")


_NO_SPACE: Final = re.compile(r"\s*(?:- )?([A-Za-z_]\w*):(?![ /]|$)")


def _colon(trouble: Trouble) -> Told:
    if trouble.above and (told := _unkeyed(trouble.above)):
        return told
    if _BEFORE.search(trouble.before) or not _KEY_LIKE.fullmatch(trouble.before):
        return Told("YML02", "A colon stands here in a text without quotes.", _QUOTES)
    return Told(
        "YML04",
        "This line is indented further than the one above, which is already complete.",
        "begin it where the key above begins; a text of several lines stands in a block after `|`",
    )


def _strange(trouble: Trouble) -> Told:
    if trouble.letter == "\t":
        return _tab(trouble)
    return Told("YML08", f"A text cannot begin with `{trouble.letter}`.", _QUOTES)


def _tab(_: Trouble) -> Told:
    return Told("YML03", "A tab stands here.", "indent with spaces")


def _no_key(trouble: Trouble) -> Told:
    before, last = trouble.before.rstrip(), trouble.last
    if before.strip() and isinstance(last, yaml.ScalarEvent) and before[-1] in "\"'":
        begun = trouble.last.start_mark.line
        if begun != trouble.line:
            return Told(
                "YML07",
                f"The quote that opens here is closed only in line {trouble.line + 1}, by the next one.",
                "write the closing quote where the text ends",
            )
        if before[-1] == "'" and trouble.letter.isalpha() and before == trouble.before:
            return Told(
                "YML07", "The quote before this ends the text.", "write '' for an apostrophe, or use double quotes"
            )
        return Told("YML07", "Text follows the closing quote.", "put the whole text in quotes of the other kind")
    if before.strip() and isinstance(last, yaml.AliasEvent):
        return Told("YML08", "A text cannot begin with `*`.", _QUOTES)
    if before.strip() and before[-1] in "]}":
        hint = "a text that begins with [ or { stands in quotes; several of one kind stand in [ ]"
        return Told("YML08", "Text follows the closing bracket.", hint)
    if trouble.letter == ":" and not before.strip():
        return Told("YML11", "There is no key before this colon.")
    if trouble.letter == "-" and not before:
        above = next((line for line in reversed(trouble.lines[: trouble.line]) if line.strip()), "")
        if above.lstrip()[:1] and above.lstrip()[0] in _LIKE_DASHES:
            sign = above.lstrip()[0]
            return Told(
                "YML04", f"This line begins with `{sign}`.", "an entry of a list begins with a hyphen: `- `", above=True
            )
        return Told("YML04", "A list begins here where a key should stand.", "indent it below the key it belongs to")
    return _misplaced(trouble)


def _unkeyed(line: str) -> Told | None:
    """Return what is wrong with a line above that was to be `key: value`."""
    if match := _NO_SPACE.match(line):
        hint = f"write `{match[1]}: …`, with a plain space"
        return Told("YML27", f"A space is missing after the colon of `{match[1]}`.", hint, above=True)
    if re.match(r"\s*\w+\s", line) and ":" not in line:
        word = line.split()[0]
        return Told("YML25", "This line has no colon.", f"write `{word}: …`", above=True)
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _misplaced(trouble: Trouble) -> Told:
    return Told(
        "YML04",
        f"This line begins at column {trouble.column + 1}, where none of the lines above lets it.",
        "begin it exactly below the line it belongs with",
    )


def _no_dash(trouble: Trouble) -> Told:
    if trouble.before.strip():
        return _no_key(trouble)
    if trouble.letter in _LIKE_DASHES:
        sign = trouble.letter
        return Told("YML04", f"This line begins with `{sign}`.", "an entry of a list begins with a hyphen: `- `")
    return Told(
        "YML04", "This line stands in a list, but begins with no dash.", "begin it with `- ` or indent it otherwise"
    )


def _not_closed(trouble: Trouble) -> Told:
    opened, closing = ("{", "}") if "mapping" in trouble.message else ("[", "]")
    if trouble.line != trouble.from_line:
        return Told("YML06", f"What is opened by {opened} here is not closed by {closing}.", "", True)
    return Told("YML06", f"A comma or {closing} is missing here.", "a text with brackets or commas stands in quotes")


def _no_content(trouble: Trouble) -> Told | None:
    if "flow" not in trouble.message:
        return Told("YML08", f"A text cannot begin with `{trouble.letter}`.", _QUOTES)
    if trouble.letter == ",":
        return Told("YML06", "There is nothing before this comma.")
    return Told("YML06", "A list or map in brackets is not finished here.", "close it with ] or }")


def _no_colon(trouble: Trouble) -> Told:
    begun = trouble.lines[trouble.from_line] if trouble.from_line < len(trouble.lines) else ""
    if re.match(r"\s*\w+\uff1a", begun):
        return Told("YML25", "The colon of this line is a wide one (\uff1a).", "type a plain colon and a space", True)
    if re.match(r"\s*\w+:\S", begun):
        return Told("YML27", "A space is missing after the colon.", "write `key: value`", True)
    return Told(
        "YML25",
        "This line has no colon.",
        "write `key: value`; what goes on with the text above is indented further",
        True,
    )


def _quote(_: Trouble) -> Told:
    return Told(
        "YML05", "The quote that opens here is never closed.", "in single quotes an apostrophe is written twice", True
    )


def _dash(_: Trouble) -> Told:
    return Told("YML26", "A list begins on the line below its key.", "a text that begins with a dash stands in quotes")


def _always(code: str, sentence: str, hint: str = "", *, at_start: bool = False) -> Any:
    return lambda _: Told(code, sentence, hint, at_start)


_TELL: Final[tuple[tuple[str, Any], ...]] = (
    ("mapping values are not allowed", _colon),
    ("tab character", _tab),
    ("cannot start any token", _strange),
    ("could not find expected ':'", _no_colon),
    ("quoted.*(end of stream|document)", _quote),
    (
        "quoted",
        _always("YML24", "In double quotes a backslash begins a special letter; this is none.", "use single quotes"),
    ),
    ("expected ',' or", _not_closed),
    ("node content", _no_content),
    ("sequence entries are not allowed", _dash),
    ("expected '-' indicator|block (collection|sequence).*expected <block end>", _no_dash),
    ("expected key|block mapping.*expected <block end>", _no_key),
    ("mapping keys are not allowed", _always("YML08", "A text cannot begin with `?` and a space.", _QUOTES)),
    ("expected '?<document start>", _misplaced),
    ("block scalar", _always("YML08", "After `|` or `>` the text begins on the next line.", _QUOTES, at_start=True)),
    ("alias", _always("YML08", "A text cannot begin with `*`.", _QUOTES, at_start=True)),
    ("anchor", _always("YML08", "A text cannot begin with `&`.", _QUOTES, at_start=True)),
    ("tag", _always("YML15", "A text cannot begin with `!`.", _QUOTES, at_start=True)),
    ("directive|YAML document", _always("YML17", "A line cannot begin with `%`.", "remove it", at_start=True)),
)
"""What the parser's message holds -> what the author is told, for libyaml's wording and PyYAML's own."""
