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


class Sheet(ScrollView, can_focus=False):
    """Shows blocks, set to at most `measure` characters and centred in the room there is if `centre`."""

    def __init__(
        self, blocks: Iterable[Block] = (), *, measure: int = 0, centre: bool = False, id: str | None = None,
        classes: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(id=id, classes=classes)
        self.measure = measure
        self.centre = centre
        self.blocks = list(blocks)
        self.lines: list[Line] = []
        self._set_for = -1

    def show(self, blocks: Iterable[Block]) -> None:
        """Show other blocks, from their beginning."""
        self.blocks = list(blocks)
        self.set_anew()
        self.scroll_to(y=0, animate=False)

    def set_anew(self) -> None:
        """Set the blocks for the room there is."""
        width = self.room
        if width <= 0:
            return
        self._set_for = width
        self.lines = self.set_lines(width)
        size = Size(self.scrollable_content_region.width, len(self.lines))
        if self.virtual_size != size:
            self.virtual_size = size
        self.refresh()

    def set_lines(self, width: int) -> list[Line]:
        """Return the lines of the blocks for a width."""
        return set_blocks(self.blocks, width)

    @property
    def room(self) -> int:
        """How many characters a line may have."""
        width = self.scrollable_content_region.width
        return min(width, self.measure) if self.measure else width

    @property
    def margin(self) -> int:
        """How many cells stand free to the left of the lines."""
        return max(0, (self.scrollable_content_region.width - self.room) // 2) if self.centre else 0

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines anew where the width changed."""
        if self.room != self._set_for:
            self.set_anew()

    def notify_style_update(self) -> None:
        """Draw anew with another theme's inks."""
        super().notify_style_update()
        self.refresh()

    def role_of(self, role: str, y: int) -> str:
        """Return the role that a run of a line is drawn in."""
        return role

    def ground(self, y: int) -> Style | None:
        """Return what a line is drawn on besides the sheet's own ground."""
        return None

    def render_line(self, y: int) -> Strip:
        """Return one line as it is drawn."""
        at = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        plain_ground = base = self.rich_style
        if at >= len(self.lines):
            return Strip.blank(width, base)
        ground = self.ground(at)
        if ground is not None:
            base = base + ground
        styles = inks(self.app.theme)
        line = self.lines[at]
        segments = [Segment(run.text, base + styles[self.role_of(run.role, at)]) for run in line]
        strip = Strip(segments)
        margin = self.margin
        if ground is not None:
            strip = strip.adjust_cell_length(max(self.room, strip.cell_length), base)
        if margin:
            strip = Strip([Segment(" " * margin, plain_ground), *strip])
        strip = strip.adjust_cell_length(width, plain_ground)
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(at)) is not None:
            strip = _selected(strip, span, self.screen.get_component_rich_style("screen--selection"))
        return strip.apply_offsets(0, at)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse has marked."""
        margin = " " * self.margin
        return selection.extract("\n".join(margin + plain(line) for line in self.lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw anew what the mouse has marked."""
        self.refresh()

    def text_of(self) -> str:
        """Return all lines as text."""
        return "\n".join(plain(line) for line in self.lines)


def _selected(strip: Strip, span: tuple[int, int], style: Style) -> Strip:
    start, end = span
    width = strip.cell_length
    end = width if end == -1 else min(end, width)
    start = min(start, end)
    return Strip.join([strip.crop(0, start), strip.crop(start, end).apply_style(style), strip.crop(end, width)])
