"""Kinds: what sorts of value an expression may give, the names it may use, and what it is once compiled."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from engine.turn import Turn

Run = Callable[["Turn"], Any]
"""Reads a value off a turn: int, bool or, for words such as the weather, str."""


class Kind(NamedTuple):
    """What a value is: `what` is number, money, goods, days, bool, enum or word; `of` its currency, unit or list."""

    what: str
    of: str = ""

    def said(self) -> str:
        """Return the kind in an author's words."""
        plain = {"number": "a number", "days": "days", "bool": "yes or no", "word": f"the word {self.of!r}"}
        return (
            plain.get(self.what) or {"money": "money in ", "goods": "an amount in ", "enum": "a "}[self.what] + self.of
        )


NUMBER, DAYS, BOOL = Kind("number"), Kind("days"), Kind("bool")


class Symbol(NamedTuple):
    """A name an expression may use: its kind and how its value is read."""

    kind: Kind
    run: Run


@dataclass(frozen=True, slots=True)
class Expr:
    """A compiled expression; `const` is its value where it needs no world."""

    source: str
    kind: Kind
    run: Run
    const: int | str | None = None
    names: frozenset[str] = frozenset()

    def __call__(self, turn: "Turn") -> Any:
        """Return the value now."""
        return self.run(turn)


def constant(value: int, kind: Kind = NUMBER) -> Expr:
    """Return an expression that is always `value`, in smallest parts."""
    return Expr(str(value), kind, lambda _: value, value)


@dataclass(slots=True)
class Scope:
    """What names, functions, words and units an expression may use; `find` answers names made of parts."""

    symbols: dict[str, Symbol] = field(default_factory=dict)
    enums: dict[str, tuple[str, ...]] = field(default_factory=dict)
    units: dict[str, tuple[Kind, int]] = field(default_factory=dict)
    minors: dict[str, int] = field(default_factory=dict)
    """Currency -> smallest parts in one."""
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    """Sort of id (scene, choice, flag, person, duty, creditor, codex) -> those that are known."""
    functions: dict[str, tuple[tuple[str, ...], Kind, Callable[..., Run]]] = field(default_factory=dict)
    """Function -> sorts of its arguments, its kind, and what makes its closure from their ids."""
    compiled: dict[tuple[str, Kind | None], Expr] = field(default_factory=dict)
    """What was compiled already: authors write the same few conditions again and again."""
    find: Callable[[str], Symbol | None] = lambda _: None


FEW = 40
"""Words that a slip is compared with one by one."""
MANY = 1000
"""Words among which those that look alike are picked first; among more only slips of one letter are found."""
LONGEST = 40
"""Letters of a word whose slips are tried one by one."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def near(word: str, known: Iterable[object]) -> str:
    """Return `did you mean …?` for a near miss among known words, else nothing.

    A slip of one letter is found among any number of words; a worse one among a few hundred, so that a story with
    thousands of scenes and as many slips is not compared word by word.
    """
    words = known if isinstance(known, Set | Mapping) else dict.fromkeys(map(str, known))
    slip = None
    if len(words) > FEW and len(word) <= LONGEST:
        slip = next((slip for slip in _slips(word) if slip in words), None)
    if slip is None:
        few = words if len(words) <= FEW else _alike(word, words) if len(words) <= MANY else ()
        slip = next(iter(get_close_matches(word, [str(k) for k in few], 1, 0.6)), None)
    return f"did you mean {slip!r}?" if slip is not None else ""


def _alike(word: str, words: Iterable[object]) -> list[str]:
    """Return the words that begin or end as a word does and are about as long."""
    head, tail, size = word[:2], word[-3:], len(word)
    return [k for k in map(str, words) if abs(len(k) - size) <= 3 and (k.startswith(head) or k.endswith(tail))]


def _slips(word: str) -> Iterator[str]:
    """Yield every word that is one letter more, less or other than a word, or has two in each other's place."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            yield f"{head}{tail[1]}{tail[0]}{tail[2:]}"
        if tail:
            yield head + tail[1:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
