"""The transcript: what was told, as prose that scrolls; what is past stands back, what is new stands out."""

from collections.abc import Iterable

from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from game.widgets.sheet import Sheet
from game.widgets.typeset import MEASURE, Block, Line, set_blocks

KEPT = 60
"""Deeds that stay in sight by scrolling; all of them are in the log."""
SPEEDS = {"fast": 0.03, "slow": 0.12}
"""Seconds a line takes to appear."""
STANDS_BACK = frozenset({"", "strong", "title", "deed", "frost", "good", "bad", "warm"})
"""Roles that are drawn as past once something newer is told."""


class Transcript(Sheet):
    """Beats of the story below each other."""

    class Reached(Message):
        """The reader has come to another place; `more` says whether something lies below."""

        def __init__(self, more: bool) -> None:
            super().__init__()
            self.more = more

    def __init__(self, *, measure: int = 0, id: str | None = None) -> None:
        super().__init__(measure=measure, centre=True, id=id)
        self.beats: list[list[Block]] = []
        self.fresh_from = 0
        """The line at which what is new begins."""
        self.shown = -1
        """Lines that have appeared, where they appear one by one; -1: all."""
        self.expected = 0
        """Lines there will be after the next layout, where that is known; 0: as many as now."""
        self._timer: Timer | None = None
        self._more = False
        self._aside = 0
        """Blocks of the last aside."""

    def tell(self, blocks: Iterable[Block], speed: str = "off", aside: bool = False, instead: bool = False) -> None:
        """Tell something new; an aside belongs to what was told before it, which does not stand back.

        With `instead` an aside takes the place of the one before.
        """
        made = list(blocks)
        if aside and self.beats:
            if instead and self._aside:
                del self.beats[-1][-self._aside :]
            self.beats[-1] += made
        else:
            self.beats.append(made)
        instead = instead and self._aside > 0
        self._aside = len(made) if aside else 0
        self.measure_out()
        if self.room <= 0:
            return
        self._drawn.clear()
        if instead or len(self.beats) > KEPT:
            del self.beats[:-KEPT]
            self.set_anew()
        else:
            before = len(self.lines)
            self.lines += set_blocks(made, min(self.room, MEASURE))
            if not aside:
                self.fresh_from = before
        self.grown()
        if speed in SPEEDS and not aside:
            self.shown = self.fresh_from
            self._timer = self.set_interval(SPEEDS[speed], self.reveal)

    def set_lines(self, width: int) -> list[Line]:
        """Return all beats set to a width."""
        measure = min(width, MEASURE)
        lines: list[Line] = []
        for number, beat in enumerate(self.beats):
            if number == len(self.beats) - 1:
                self.fresh_from = len(lines)
            lines += set_blocks(beat, measure)
        return lines

    def grown(self) -> None:
        """Take notice of new lines, and stay at what is new."""
        super().grown()
        self.settle()

    def settle(self) -> None:
        """Scroll so that what is new is in sight: all of it, or its beginning."""
        height = self.expected or self.size.height
        if height > 0:
            self.go(min(self.fresh_from, len(self.lines) - height))
            self.tell_more()

    @property
    def max_scroll_y(self) -> int:
        """The last line that can stand at the top, at the height that is to come."""
        return max(0, len(self.lines) - (self.expected or self.size.height))

    def go(self, line: float) -> None:
        """Scroll so that a line stands at the top, as far as there are lines."""
        self.scroll_to(y=max(0, min(line, self.max_scroll_y)), animate=False, force=True)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        # Here, and not at the resize that follows, so that no frame is drawn at the wrong place.
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        self.expected = 0
        if changed:
            self.settle()
        return changed

    @property
    def more(self) -> bool:
        """Whether something of what is new lies below."""
        return round(self.scroll_y) + (self.expected or self.size.height) < len(self.lines)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say whether there is more to read."""
        super().watch_scroll_y(old_value, new_value)
        self.tell_more()

    def tell_more(self) -> None:
        """Say whether there is more to read, where that has changed."""
        if self.more != self._more:
            self._more = self.more
            self.post_message(self.Reached(self.more))

    # ---- appearing line by line

    @property
    def appearing(self) -> bool:
        """Whether lines are still to appear."""
        return self.shown >= 0

    def reveal(self, all_of_it: bool = False) -> None:
        """Let the next line appear, or all."""
        self.shown += 1
        if all_of_it or self.shown >= len(self.lines):
            self.shown = -1
            if self._timer is not None:
                self._timer.stop()
                self._timer = None
        self.redraw()

    def role_of(self, role: str, y: int) -> str:
        """Let what is past stand back."""
        return "past" if y < self.fresh_from and role in STANDS_BACK else role

    def draw(self, at: int) -> Strip:
        """Draw a line, or an empty one where it has not yet appeared."""
        return super().draw(len(self.lines) if self.appearing and at > self.shown else at)
