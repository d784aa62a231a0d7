"""Prose: what authors wrote, compiled to passages that put the world's values in and choose among wordings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.kinds import Expr

if TYPE_CHECKING:
    from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Slot:
    """A value to be put into a text: its expression, and how it is written."""

    value: Expr
    how: Callable[["Turn", Any], str]
    fixed: bool = False
    """Whether equal values are written equally all through a scenario, whatever the day."""

    @property
    def names(self) -> frozenset[str]:
        """The names the value reads."""
        return self.value.names

    def __call__(self, turn: "Turn") -> str:
        """Return the value as it is written now."""
        return self.how(turn, self.value.run(turn))


Piece = str | Slot
"""A stretch of text, or what writes a value."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text with its values to be put in."""

    pieces: tuple[Piece, ...]

    def write(self, turn: "Turn") -> str:
        """Return the text as it reads now."""
        pieces = self.pieces
        if len(pieces) == 1 and isinstance(pieces[0], str):
            return pieces[0]
        return "".join(piece if isinstance(piece, str) else piece(turn) for piece in pieces)


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: its wordings, each with the condition under which it may be said."""

    id: str
    wordings: tuple[tuple[Expr | None, Line], ...]
    rotates: bool = False
    """True: one of those that may be said, in turn; false: the first that may."""


Prose = tuple[Passage, ...]

UNSAID = -1
"""The pick of a rotating passage of which nothing could be said."""


def write(prose: Prose, turn: "Turn") -> Iterator[str]:
    """Yield each passage that may be said now."""
    for passage in prose:
        if (line := _pick(passage, turn)) is not None:
            yield line.write(turn)


def settle(prose: Prose, turn: "Turn") -> None:
    """Move each rotating passage on to its next wording, so that none is said twice running."""
    for passage in prose:
        if not passage.rotates:
            continue
        open_now = [i for i, (when, _) in enumerate(passage.wordings) if when is None or when.run(turn)]
        settle_one(turn, passage.id, open_now, [i for i in open_now if passage.wordings[i][0] is not None])


def settle_one(turn: "Turn", passage: str, open_now: list[int], conditional: list[int]) -> None:
    """Move a rotating passage on, from which wordings may be said now and which of those have conditions."""
    if not open_now:
        # What was said the last time need not hold now.
        turn.picks[passage] = UNSAID
        return
    before = turn.picks.get(passage)
    fresh = [i for i in open_now if i != before] or open_now
    count = turn.seen.get(passage, 0)
    turn.seen[passage] = count + 1
    # Conditional wordings fit the moment better than those that always may be said, so they go first half the time.
    apt = [i for i in conditional if i != before] if fresh is not open_now else conditional
    share = turn.luck.share(passage, count)
    pool = apt if apt and turn.luck.share(passage + "?", count) < 0.6 else fresh
    turn.picks[passage] = pool[int(share * len(pool))]


def _pick(passage: Passage, turn: "Turn") -> Line | None:
    wordings = passage.wordings
    if passage.rotates:
        chosen = turn.picks.get(passage.id)
        if chosen == UNSAID:
            return None
        if chosen is not None and chosen < len(wordings):
            return wordings[chosen][1]
    for when, line in wordings:
        if when is None or when.run(turn):
            return line
    return None
