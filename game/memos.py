"""Memos: the words under which the books keep things, as a reader of another language reads them.

The books are facts of a play and the same in every language: they hold the author's names and the rules' own words.
Here stand the patterns by which the rules write them, so that they can be read again.
"""

import re
from functools import lru_cache

from engine.scenario import Scenario
from game.tongue import later, tongue, tr
from story.tongue import ENGLISH

PATTERNS = (
    later("bought {name}"), later("sold {name}"), later("cost of {name} sold"), later("sale of {name}"),
    later("lost on the way with {name}"), later("sent with {name}"), later("made good by {name}"),
    later("on credit from {name}"), later("lent by {name}"), later("paid {name}"), later("{name} lets it go"),
    later("taken by {name}"), later("handed back to {name}"), later("handed in {name}"), later("out of {name}"),
    later("fare to {name}"), later("wage from {name}"), later("to {name}"),
)  # fmt: skip
"""What the rules write with a name in it."""
PLAIN = (
    later("into the pot"), later("under the pot"), later("takings put away"), later("takings lost"),
    later("caught behind the stalls"), later("notes that are bad"), later("food and a place to sleep on the way"),
    later("eaten at home"), later("spoiled"), later("frozen"), later("carried over"), later("spent"),
    later("received"), later("lost"), later("gift"), later("given away"), later("interest"), later("sold"),
    later("sent"), later("lost on the way"), later("made good"), later("debt forgiven"), later("goods for debts"),
    later("goods on credit"), later("confiscated"), later("food"), later("fuel"), later("on the way"),
    later("household"), later("guests"), later("theft"),
)  # fmt: skip
"""What they write without one, and words that authors commonly give."""


def booked_as(scenario: Scenario, memo: str) -> str:
    """Return a memo, an account's name or a purpose as it is read; in English it is what the books hold."""
    if tongue() is ENGLISH:
        return memo
    if (known := scenario.words.get(memo)) is not None:
        return known
    for pattern, reads in _patterns():
        found = reads.fullmatch(memo)
        if found is not None and (pattern != "to {name}" or found[1] in scenario.words):
            return tr(pattern, name=scenario.words.get(found[1], found[1]))
    return tr(memo)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns with what reads them."""
    return tuple((p, re.compile(re.escape(p).replace(r"\{name\}", "(.+)"))) for p in PATTERNS)
