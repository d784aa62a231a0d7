"""Evidence and lessons: what a story stands on and what it teaches; carried by a scenario, never read by the rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.scene import Spot


@dataclass(frozen=True, slots=True)
class Cited:
    """What something stands on: claim ids, and what was invented, with the reason."""

    claims: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodexEntry:
    """An entry of the codex."""

    id: str
    title: str
    text: str
    cited: Cited = Cited()


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of a document, with its grade: documented or derived."""

    id: str
    document: str
    grade: str
    witness: str
    statement: str
    spot: "Spot | None" = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document the claims come from."""

    id: str
    title: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """What the document's witness lived, for the debrief."""

    text: str
    claims: tuple[str, ...]
    spot: "Spot | None" = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept the chapter teaches."""

    name: str
    means: str
    systems: tuple[str, ...]
    spot: "Spot | None" = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the worksheet, with the answer for the teacher."""

    ask: str
    answer: str
    lines: int = 3
    """Lines left for writing."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The lesson that belongs to a scenario."""

    concepts: tuple[Concept, ...] = ()
    witness: tuple[WitnessLine, ...] = ()
    questions: tuple[str, ...] = ()
    plan: tuple[tuple[int, str], ...] = ()
    """(minutes, what is done) for one lesson."""
    double: tuple[tuple[int, str], ...] = ()
    """The same for two lessons in a row."""
    aims: tuple[str, ...] = ()
    """What pupils can do afterwards."""
    before: tuple[str, ...] = ()
    """Questions before playing."""
    worksheet: "tuple[Task, ...]" = ()
    parents: str = ""
    """For the page that parents get."""
    spots: "Mapping[str, Spot]" = field(default_factory=dict, compare=False)
    """Key of the file -> where it stands; of the whole, under no name."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The claims and documents a story may cite, and its lesson."""

    claims: Mapping[str, Claim] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    lesson: Lesson = Lesson()
    shared: frozenset[str] = frozenset()
    """Claims that other stories may cite too, so that this one need not."""


class Background:
    """What a story stands on and teaches: read when it is first asked for, since no rule ever asks."""

    def __init__(self, read: Callable[[], Sources] = Sources) -> None:
        self._read = read

    @cached_property
    def sources(self) -> Sources:
        """The sources, read once."""
        return self._read()
