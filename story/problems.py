"""Problems: an author's mistakes as values, and how they are shown, counted and handed to other programs."""

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from story.codes import CODES, Code

__all__ = ["CODES", "LEVELS", "Code", "Problem", "as_json", "in_order", "shown", "summary", "width"]

LEVELS = ("error", "warning", "note")
"""Grave first: an error keeps a story from being played, a warning does not, a note is for completeness."""

TAB = 4
_OBEYED = ("Cc", "Cf", "Cs", "Zl", "Zp")
WIDEST = 110
"""Cells of an author's line that are shown; of a longer one the part around the mistake."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake, where it stands, and what may help."""

    code: str
    sentence: str
    file: str
    line: int = 0
    """From 1; 0 where the whole file is meant."""
    column: int = 0
    """From 1, counted in characters."""
    hint: str = ""
    """Shown in brackets: `did you mean 'rice'?`, `write 50 KPW`."""
    level: str = ""
    """One of LEVELS; left out, it is the code's own."""
    length: int = 1
    """Characters that are marked under the line."""

    def __post_init__(self) -> None:
        """Take the code's level where none was given."""
        if not self.level:
            code = CODES.get(self.code)
            object.__setattr__(self, "level", code.level if code else "error")

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        parts = [self.file] if self.file else []
        parts += [str(n) for n in (self.line, self.column) if n] if self.line else []
        return ":".join(parts)


def shown(problem: Problem, source_line: str | None) -> str:
    """Return a problem as it is printed: place, code, sentence; then the line with a mark under the place."""
    level = "" if problem.level == "error" else f"{problem.level}: "
    hint = f" ({problem.hint})" if problem.hint else ""
    place = f"{problem.place}: " if problem.place else ""
    head = _printable(f"{place}{problem.code} {level}{problem.sentence}{hint}")
    if source_line is None or not problem.line or "\0" in source_line:
        return head
    line = source_line.rstrip("\r\n")
    start = max(0, min(problem.column - 1, len(line)))
    line, before, marked = _window(line, start, max(1, problem.length))
    if not line.strip():
        return head
    return f"{head}\n    {line}\n    {' ' * before}{'^' * marked}" if problem.column else f"{head}\n    {line}"


def summary(problems: Iterable[Problem]) -> str:
    """Return one sentence: how many of each level, in how many files."""
    problems = list(problems)
    if not problems:
        return "No problems."
    counts = [(sum(p.level == level for p in problems), level) for level in LEVELS]
    parts = [f"{n} {level}{'' if n == 1 else 's'}" for n, level in counts if n]
    files = len({p.file for p in problems if p.file})
    joined = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"{joined} in {files} file{'' if files == 1 else 's'}." if files else f"{joined}."


def as_json(problems: Iterable[Problem]) -> list[dict[str, str | int]]:
    """Return the problems as plain values, in the order given, for editors and other programs."""
    return [asdict(problem) for problem in problems]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by file and place, each once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, LEVELS.index(p.level), p.code))


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes: Korean letters two, combining signs none."""
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if letter.isascii():
        return 1
    if "\u1160" <= letter <= "\u11ff" or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _printable(text: str) -> str:
    """Return the text with what a terminal would obey instead of show made visible."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) in _OBEYED and c not in "\u200c\u200d" else c for c in text)


def _window(line: str, start: int, length: int) -> tuple[str, int, int]:
    """Return (what is shown of a line, cells before the mark, cells of the mark), tabs made spaces."""
    end = start + length
    before, marked, after = _spaced(line[:start]), _spaced(line[start:end]), _spaced(line[end:])
    if width(before) > WIDEST * 2 // 3:
        before = "…" + _end(before, WIDEST // 2)
    marked = _start(marked, WIDEST - width(before))
    after = _start(after, WIDEST - width(before) - width(marked))
    return before + marked + after, width(before), max(1, width(marked))


def _spaced(text: str) -> str:
    return _printable(text.replace("\t", " " * TAB))


def _start(text: str, cells: int) -> str:
    if width(text) <= cells:
        return text
    return "".join(_fitting(text, cells - 1)) + "…"


def _end(text: str, cells: int) -> str:
    return "".join(reversed(_fitting(reversed(text), cells)))


def _fitting(letters: Iterable[str], cells: int) -> list[str]:
    kept = []
    for letter in letters:
        cells -= _cells(letter)
        if cells < 0:
            break
        kept.append(letter)
    return kept
