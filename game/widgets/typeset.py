"""Typesetting: text set to a measure as lines of runs, by the width that a terminal gives each character.

A block is a function from a width to lines, so that whatever shows it can set it anew when the room changes.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

MEASURE = 66
"""Characters of a line of prose that read easily."""


class Run(NamedTuple):
    """A stretch of text in one role of the palette."""

    text: str
    role: str = ""


Line = tuple[Run, ...]
Block = Callable[[int], list[Line]]
Text = str | Sequence[Run]

EMPTY: Line = ()


def width_of(line: Iterable[Run]) -> int:
    """Return the cells a line takes."""
    return sum(cell_len(run.text) for run in line)


def plain(line: Iterable[Run]) -> str:
    """Return a line's text."""
    return "".join(run.text for run in line)


def runs_of(text: Text, role: str = "") -> list[Run]:
    """Return text as runs."""
    return [Run(text, role)] if isinstance(text, str) else list(text)


def wrap(text: Text, width: int, role: str = "", indent: int = 0, hang: int = 0) -> list[Line]:
    """Return text broken into lines of a width; the first is indented, those after it hang."""
    lines: list[Line] = []
    made: list[Run] = [Run(" " * indent)] if indent else []
    used, empty, space = indent, True, ""
    for run in runs_of(text, role):
        for word in _words(run.text):
            if word == " ":
                space = " "
                continue
            size = cell_len(word)
            if not empty and used + len(space) + size > width:
                lines.append(tuple(made))
                made, used, empty, space = ([Run(" " * hang)] if hang else []), hang, True, ""
            while size > width - used and empty and size > 1:
                head = _fitting(word, max(width - used, 1))
                lines.append((*made, Run(head, run.role)))
                word = word[len(head) :]
                size = cell_len(word)
                made, used = ([Run(" " * hang)] if hang else []), hang
            if not word:
                continue
            piece = word if empty else space + word
            if made and made[-1].role == run.role and not empty:
                made[-1] = Run(made[-1].text + piece, run.role)
            else:
                made.append(Run(piece, run.role))
            used += size + (0 if empty else len(space))
            empty, space = False, ""
    if not empty or not lines:
        lines.append(tuple(made))
    return lines


def _words(text: str) -> Iterable[str]:
    """Yield words and, between them, single spaces."""
    for number, word in enumerate(text.replace("\n", " ").split(" ")):
        if number:
            yield " "
        if word:
            yield word


def _fitting(word: str, width: int) -> str:
    used = 0
    for number, letter in enumerate(word):
        used += cell_len(letter)
        if used > width:
            return word[: max(number, 1)]
    return word


def fit(text: str, width: int, right: bool = False) -> str:
    """Return text cut with an ellipsis, or padded, to exactly so many cells."""
    size = cell_len(text)
    if size > width:
        return set_cell_size(set_cell_size(text, max(width - 1, 0)).rstrip() + "…", width) if width > 0 else ""
    pad = " " * (width - size)
    return pad + text if right else text + pad


def ends(left: Text, right: Text, width: int) -> Line:
    """Return one line with something at both ends; what does not fit is cut from the left part."""
    after = runs_of(right)
    room = max(0, width - width_of(after) - 1)
    before: list[Run] = []
    for run in runs_of(left):
        if cell_len(run.text) > room:
            before.append(Run(fit(run.text, room), run.role))
            room = 0
            break
        before.append(run)
        room -= cell_len(run.text)
    return (*before, Run(" " * (room + 1)), *after)


# ---- blocks ---------------------------------------------------------------------------------------------------------


def para(text: Text, role: str = "", indent: int = 0, hang: int = 0) -> Block:
    """Return a paragraph."""
    return lambda width: wrap(text, width, role, indent, hang)


def paras(text: str, role: str = "") -> list[Block]:
    """Return the paragraphs of a text that an empty line divides, with a line between them."""
    found: list[Block] = []
    for part in text.strip().split("\n\n"):
        found += [para(" ".join(part.split()), role), gap()]
    return found[:-1]


def gap(lines: int = 1) -> Block:
    """Return empty lines."""
    return lambda _: [EMPTY] * lines


def head(text: str, role: str = "title") -> Block:
    """Return a heading."""
    return lambda width: wrap(text, width, role)


def rule(label: str = "", role: str = "rule") -> Block:
    """Return a quiet rule over the width, with a label in it if wanted."""

    def made(width: int) -> list[Line]:
        if not label:
            return [(Run("─" * width, role),)]
        return [(Run("── ", role), Run(label, "quiet"), Run(" " + "─" * max(0, width - cell_len(label) - 4), role))]

    return made


def pre(lines: Iterable[str], role: str = "") -> Block:
    """Return lines as they stand, cut where they do not fit."""
    kept = tuple(lines)
    return lambda width: [(Run(fit(line, min(width, cell_len(line))), role),) for line in kept]


def pair(left: Text, right: Text, role: str = "") -> Block:
    """Return one line with something at both ends."""
    return lambda width: [ends(runs_of(left, role), runs_of(right, role), width)]


def table(rows: Sequence[Sequence[Text]], align: str, role: str = "", spacing: int = 2) -> Block:
    """Return rows in columns as wide as they need; `align` has l or r for each; the first column gives way."""

    def made(width: int) -> list[Line]:
        cells = [[runs_of(cell, role) for cell in row] for row in rows]
        widths = [max((width_of(row[i]) for row in cells if i < len(row)), default=0) for i in range(len(align))]
        over = sum(widths) + spacing * (len(widths) - 1) - width
        if over > 0:
            widths[0] = max(4, widths[0] - over)
        return [_row(row, widths, align, spacing) for row in cells]

    return made


def _row(cells: Sequence[list[Run]], widths: Sequence[int], align: str, spacing: int) -> Line:
    made: list[Run] = []
    for number, (cell, width, side) in enumerate(zip(cells, widths, align, strict=False)):
        if number:
            made.append(Run(" " * spacing))
        size = width_of(cell)
        if size > width:
            made.append(Run(fit(plain(cell), width), cell[0].role))
            continue
        pad = Run(" " * (width - size))
        made += [pad, *cell] if side == "r" else [*cell, pad]
    return tuple(made)


def set_blocks(blocks: Iterable[Block], width: int) -> list[Line]:
    """Return blocks set to a width, one below the other."""
    lines: list[Line] = []
    for block in blocks:
        lines += block(width)
    return lines


SPARKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[int], width: int) -> str:
    """Return the last values as a line of small bars."""
    kept = list(values)[-width:]
    if not kept:
        return ""
    low, high = min(kept), max(kept)
    span = high - low
    return "".join(SPARKS[(value - low) * (len(SPARKS) - 1) // span if span else 3] for value in kept)
