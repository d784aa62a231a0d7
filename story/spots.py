"""Spots: where in an author's file a part of a text stands."""

import re

from story.marks import Node


def inside(source: str, node: Node, start: int, end: int) -> tuple[int, int]:
    """Return the line and column at which a part of a text stands in its file's source, else those of the text.

    A block or a folded text loses its indentation and its line breaks, so the part is looked for by its words.
    """
    value = str(node.value)
    words = [re.escape(word) for word in value[start:end].split()]
    lines = source.split("\n")[node.line - 1 :]
    if not words or not lines:
        return node.line, node.column
    part = re.compile(r"\s+".join(words))
    before = len(part.findall(value[:start]))
    written = "\n".join([" " * (node.column - 1) + lines[0][node.column - 1 :], *lines[1 : len(value) + 2]])
    found = next((match for at, match in enumerate(part.finditer(written)) if at == before), None)
    if found is None:
        return node.line, node.column
    above = written[: found.start()].split("\n")
    return node.line + len(above) - 1, len(above[-1]) + 1
