"""A sheet: lines of text, set once for a width and drawn a line at a time; it scrolls when they do not fit."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from game.widgets.palette import inks
from game.widgets.typeset import Block, Line, plain, set_blocks

WHEEL = 3
"""Lines that a turn of the wheel scrolls by."""


class Sheet(ScrollView, can_focus=False):
    """Shows blocks, set to at most `measure` characters and centred in the room there is if `centre`.

    It draws the mark of where one is in its last cell itself: scrollbars that are widgets cost two more layouts a key.
    """

    bar = True
    """Whether the last cell is kept for that mark."""

    def __init__(
        self, blocks: Iterable[Block] = (), *, measure: int = 0, centre: bool = False, id: str | None = None,
        classes: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(id=id, classes=classes)
        self.measure = measure
        self.centre = centre
        self.blocks = list(blocks)
        self.lines: list[Line] = []
        self.extent = 0
        """Cells from edge to edge, without the scrollbar."""
        self.room = 0
        """How many characters a line may have."""
        self.margin = 0
        """How many cells stand free to the left of the lines."""
        self._drawn: dict[int, Strip] = {}
        self._base: Style | None = None

    def show(self, blocks: Iterable[Block]) -> None:
        """Show other blocks, from their beginning."""
        self.blocks = list(blocks)
        self.set_anew()
        self.go(0)

    def set_anew(self) -> None:
        """Set the blocks for the room there is."""
        self.measure_out()
        if self.room > 0:
            self.lines = self.set_lines(self.room)
            self.grown()

    def measure_out(self) -> None:
        """Find how much room there is."""
        self.extent = width = self.content_size.width - self.bar
        self.room = min(width, self.measure) if self.measure else width
        self.margin = max(0, (width - self.room) // 2) if self.centre else 0

    def grown(self) -> None:
        """Take notice that there are other lines."""
        size = Size(self.extent, len(self.lines))
        if self.virtual_size != size:
            self.virtual_size = size
        self.redraw()

    def redraw(self) -> None:
        """Draw all lines anew."""
        self._drawn.clear()
        self.refresh()

    def set_lines(self, width: int) -> list[Line]:
        """Return the lines of the blocks for a width."""
        return set_blocks(self.blocks, width)

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines anew where the width changed."""
        if self.content_size.width - self.bar != self.extent:
            self.set_anew()

    def notify_style_update(self) -> None:
        """Draw anew with another theme's inks."""
        super().notify_style_update()
        self._base = None
        self.redraw()

    def role_of(self, role: str, y: int) -> str:
        """Return the role that a run of a line is drawn in."""
        return role

    def ground(self, y: int) -> Style | None:
        """Return what a line is drawn on besides the sheet's own ground."""
        return None

    def render_line(self, y: int) -> Strip:
        """Return one line as it is drawn."""
        at = round(self.scroll_y) + y
        strip = self._drawn.get(at)
        if strip is None:
            strip = self._drawn[at] = self.draw(at)
        return Strip([*strip, self.thumb(y)], self.extent + 1) if self.bar else strip

    def thumb(self, y: int) -> Segment:
        """Return the last cell of a line: where one is in what scrolls."""
        height, whole = self.size.height, len(self.lines)
        if whole <= height:
            return Segment(" ", self._base)
        first = round(self.scroll_y) * height // whole
        here = first <= y <= first + height * height // whole
        return Segment("▐" if here else " ", self.ink("rule"))

    def ink(self, role: str) -> Style:
        """Return the style of a role on the sheet's ground."""
        if self._base is None:
            self._base = self.rich_style
        return self._base + inks(self.app.theme)[role]

    def draw(self, at: int) -> Strip:
        """Draw one line."""
        if self._base is None:
            self._base = self.rich_style
        base = self._base
        if at >= len(self.lines):
            return Strip([Segment(" " * self.extent, base)], self.extent)
        ground = self.ground(at)
        under = base if ground is None else base + ground
        styles = inks(self.app.theme)
        segments = [Segment(run.text, under + styles[self.role_of(run.role, at)]) for run in self.lines[at]]
        strip = Strip(segments)
        if ground is not None:
            strip = strip.adjust_cell_length(max(self.room, strip.cell_length), under)
        if self.margin:
            strip = Strip([Segment(" " * self.margin, base), *strip], strip.cell_length + self.margin)
        strip = strip.adjust_cell_length(self.extent, base)
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(at)) is not None:
            strip = _selected(strip, span, self.screen.get_component_rich_style("screen--selection"))
        return strip.apply_offsets(0, at)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what scrolling brings into sight."""
        if round(old_value) != round(new_value):
            self.refresh()

    def go(self, line: float) -> None:
        """Scroll so that a line stands at the top, as far as there are lines."""
        self.scroll_to(y=max(0, min(line, len(self.lines) - self.size.height)), animate=False, force=True)

    def go_by(self, lines: int) -> None:
        """Scroll by lines."""
        self.go(round(self.scroll_y) + lines)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        self.go_by(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        self.go_by(-WHEEL)
        event.stop()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse has marked."""
        margin = " " * self.margin
        return selection.extract("\n".join(margin + plain(line) for line in self.lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw anew what the mouse has marked."""
        self.redraw()

    def text_of(self) -> str:
        """Return all lines as text."""
        return "\n".join(plain(line) for line in self.lines)


def _selected(strip: Strip, span: tuple[int, int], style: Style) -> Strip:
    start, end = span
    width = strip.cell_length
    end = width if end == -1 else min(end, width)
    start = min(start, end)
    return Strip.join([strip.crop(0, start), strip.crop(start, end).apply_style(style), strip.crop(end, width)])
