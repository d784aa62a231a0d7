"""Texts as Python source: one expression a line of text, with memory of how values are written."""

from collections.abc import Callable
from typing import Any

from engine.prose import Line, Passage, Prose, Slot
from engine.turn import Turn
from story.quick.source import Names, code_of

MOST = 4096
"""Values whose writing is remembered, a slot; a slot that meets more forgets them all."""


class Memo(dict[int, str]):
    """How a slot writes its values, each worked out once."""

    def __init__(self, how: Callable[[Turn, Any], str], turn: Turn) -> None:
        super().__init__()
        self.how = how
        self.turn = turn

    def __missing__(self, value: int) -> str:
        """Write a value that was not met yet."""
        if len(self) >= MOST:
            self.clear()
        written = self[value] = self.how(self.turn, value)
        return written


class Texts:
    """Writes source that writes texts."""

    def __init__(self, names: Names, stand_in: Turn) -> None:
        self.names = names
        self.stand_in = stand_in
        """A turn of the scenario, for values that are written alike in all of its turns."""

    def line(self, line: Line, local: dict[int, str] | None = None) -> str:
        """Return source that gives a line as it reads now."""
        slots = [piece for piece in line.pieces if isinstance(piece, Slot)]
        if not slots:
            return repr("".join(str(piece) for piece in line.pieces))
        text = "".join("%s" if isinstance(p, Slot) else p.replace("%", "%%") for p in line.pieces)
        return f"{text!r} % ({''.join(self._slot(slot, local) + ', ' for slot in slots)})"

    def _slot(self, slot: Slot, local: dict[int, str] | None) -> str:
        value = self.names.fill(code_of(self.names, slot.value), local)
        if not slot.fixed:
            return f"{self.names.bind(slot.how, 'how')}(t, {value})"
        return f"{self.names.bind(Memo(slot.how, self.stand_in), 'memo')}[{value}]"

    def passages(
        self, prose: Prose, put: str, local: dict[int, str] | None = None, held: dict[int, str] | None = None
    ) -> list[str]:
        """Return statements that put each passage that may be said now; `held` has conditions asked before, by `id`."""
        found: list[str] = []
        for passage in prose:
            if passage.rotates:
                found += self._turns(passage, put, local, held)
            else:
                found += self._first(passage, put, local, held)
        return found

    def settle(self, prose: Prose) -> list[str]:
        """Return statements that move each rotating passage on, as `prose.settle` does."""
        found: list[str] = []
        for passage in prose:
            if not passage.rotates:
                continue
            found += ["can, apt = [], []"]
            for number, (when, _) in enumerate(passage.wordings):
                if when is None:
                    found.append(f"can.append({number})")
                else:
                    asked = self.names.fill(code_of(self.names, when))
                    found += [f"if {asked}:", f"  can.append({number})", f"  apt.append({number})"]
            found.append(f"settle_one(t, {passage.id!r}, can, apt)")
        return found

    def _first(
        self, passage: Passage, put: str, local: dict[int, str] | None, held: dict[int, str] | None
    ) -> list[str]:
        """Put the first wording whose condition holds."""
        found: list[str] = []
        for when, line in passage.wordings:
            word = "elif" if found else "if"
            said = f"{put}({self.line(line, local)})"
            if when is None:
                return [*found, "else:", f"  {said}"] if found else [said]
            asked = (held or {}).get(id(when)) or self.names.fill(code_of(self.names, when), local)
            found += [f"{word} {asked}:", f"  {said}"]
        return found

    def _turns(
        self, passage: Passage, put: str, local: dict[int, str] | None, held: dict[int, str] | None
    ) -> list[str]:
        """Put the wording that was picked when the text was settled."""
        found = [f"pick = t.picks.get({passage.id!r})", f"if pick is None or pick >= {len(passage.wordings)}:"]
        found += [f"  {each}" for each in self._first(passage, put, local, held)] or ["  pass"]
        for number, (_, line) in enumerate(passage.wordings):
            found += [f"elif pick == {number}:", f"  {put}({self.line(line, local)})"]
        return found
