"""How sources are set: the grade as a word in the margin, what is claimed, and where it stands."""

from collections.abc import Iterable

from game.debrief import Source
from game.tongue import later, tr
from game.widgets.typeset import Block, Line, Run, fit, wrap

SIGNS = {
    "documented": (later("● documented"), "good"),
    "derived": (later("◐ derived"), "frost"),
    "invented": (later("○ invented"), "warm"),
}
"""Grade -> (sign and word, role); the word, so that colour is not needed."""
MARGIN = 14


def cited(sources: Iterable[Source]) -> list[Block]:
    """Return each source as a block with its grade in the margin."""
    return [_source(source) for source in sources]


def _source(source: Source) -> Block:
    def made(width: int) -> list[Line]:
        sign, role = SIGNS.get(source.grade, (source.grade, "quiet"))
        said = [Run(_sentence(source.statement), "")]
        if source.document:
            said.append(Run(f" {source.document}.", "quiet"))
        body = wrap(said, max(20, width - MARGIN))
        lead = Run(fit(tr(sign), MARGIN), role)
        return [(lead if number == 0 else Run(" " * MARGIN), *line) for number, line in enumerate(body)]

    return made


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."
