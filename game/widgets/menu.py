"""A menu: lines to choose from, by number, letter, cursor or mouse; what is barred stays in sight with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from game.widgets.palette import COLOURS, LAMP
from game.widgets.sheet import Sheet
from game.widgets.typeset import EMPTY, Line, Run, Text, runs_of, width_of, wrap

DIGITS = "123456789"
LETTERS = "abcdfghijknoru"
"""Letters for choices: those that no command uses; keyboards differ in how they reach the digits."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line to choose; `note` stands beside it, and `barred` says why it cannot be taken."""

    id: str
    say: str
    note: Text = ""
    barred: str = ""
    gap: bool = False
    """Whether an empty line stands above it."""


class Menu(Sheet, can_focus=True):
    """Items to choose from, under a cursor."""

    class Taken(Message):
        """An item was taken."""

        def __init__(self, menu: "Menu", item: Item) -> None:
            super().__init__()
            self.menu = menu
            self.item = item

        @property
        def control(self) -> "Menu":
            """The menu it was taken in."""
            return self.menu

    def __init__(
        self, items: Iterable[Item] = (), *, numbered: bool = True, measure: int = 0, centre: bool = False,
        id: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(measure=measure, centre=centre, id=id)
        self.items = tuple(items)
        self.numbered = numbered
        self.cursor = 0
        self.owner: list[int] = []
        """Line -> the number of the item it belongs to, -1 for none."""

    def offer(self, items: Iterable[Item], cursor: int = 0) -> None:
        """Show other items."""
        self.items = tuple(items)
        self.cursor = min(cursor, max(len(self.items) - 1, 0))
        self.set_anew()
        self.go(0)
        if self.cursor:
            self.show_line(self.owner.index(self.cursor), self._last(self.cursor))

    # ---- setting

    def set_lines(self, width: int) -> list[Line]:
        """Return the lines of all items, and note whose each is."""
        lines: list[Line] = []
        self.owner = []
        column = self._column(width)
        for number, item in enumerate(self.items):
            if item.gap:
                lines.append(EMPTY)
                self.owner.append(-1)
            made = self._item(number, item, width, column)
            lines += made
            self.owner += [number] * len(made)
        return lines

    def lead(self, number: int) -> list[Run]:
        """Return what stands before an item."""
        if not self.numbered:
            return [Run("  ")]
        digit = DIGITS[number] if number < len(DIGITS) else "·"
        letter = LETTERS[number] if number < len(LETTERS) else " "
        return [Run(f" {digit} ", "key"), Run(letter + "  ", "quiet")]

    def _column(self, width: int) -> int:
        """Where notes begin, so that they stand below each other where most fit."""
        says = [cell_len(item.say) for item in self.items if item.note or item.barred]
        notes = [width_of(self._note(item)) for item in self.items]
        lead = 6 if self.numbered else 2
        most = max((size for size in says if size <= width // 2), default=0)
        return most if lead + most + 3 + max(notes, default=0) < width else 0

    def _note(self, item: Item) -> list[Run]:
        return [Run("× " + item.barred, "past")] if item.barred else runs_of(item.note, "quiet")

    def _item(self, number: int, item: Item, width: int, column: int) -> list[Line]:
        lead = self.lead(number)
        if item.barred:
            lead = [Run(run.text, "rule") for run in lead]
        indent = width_of(lead)
        room = max(8, width - indent - 1)
        say = Run(item.say, "past" if item.barred else "")
        note = self._note(item)
        size, beside = cell_len(item.say), width_of(note)
        if not beside:
            body = wrap([say], room)
        elif size + 3 + beside <= room:
            body = [(say, Run(" " * max(3, column - size + 3)), *note)]
            if width_of(body[0]) > room:
                body = [(say, Run("   "), *note)]
        else:
            body = wrap([say], room) + wrap(note, room - 2)
            later = len(wrap([say], room))
            body = body[:later] + [(Run("  "), *line) for line in body[later:]]
        return [(*(lead if n == 0 else [Run(" " * indent)]), *line) for n, line in enumerate(body)]

    # ---- drawing

    def ground(self, y: int) -> Style | None:
        """Mark the lines under the cursor."""
        if y < len(self.owner) and self.owner[y] == self.cursor and self.has_focus:
            return Style(bgcolor=COLOURS.get(self.app.theme, COLOURS[LAMP]).mark, reverse=self.app.no_color or None)
        return None

    def on_focus(self) -> None:
        """Show the cursor."""
        self.redraw()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.redraw()

    def thumb(self, y: int) -> Segment:
        """Say at the edge whether there are more choices above or below."""
        height, top = self.size.height, round(self.scroll_y)
        if y == height - 1 and top + height < len(self.lines):
            return Segment("▾", self.ink("key"))
        return Segment("▴", self.ink("key")) if y == 0 and top > 0 else Segment(" ", self.ink(""))

    # ---- taking

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.items else None

    def move(self, to: int) -> None:
        """Move the cursor to an item and bring it into sight."""
        if not self.items:
            return
        self.mark(max(0, min(to, len(self.items) - 1)))
        self.show_line(self.owner.index(self.cursor), self._last(self.cursor))

    def mark(self, number: int) -> None:
        """Put the cursor on an item, and draw only what that changes."""
        before, self.cursor = self.cursor, number
        if before == number:
            return
        for at, owner in enumerate(self.owner):
            if owner in (before, number):
                self._drawn.pop(at, None)
                self.refresh_line(at)

    def show_line(self, first: int, last: int) -> None:
        """Scroll so that lines are in sight."""
        top, height = round(self.scroll_y), self.size.height
        if last >= top + height:
            self.go(last - height + 1)
        elif first < top:
            self.go(first if first > 1 else 0)

    def _last(self, number: int) -> int:
        return len(self.owner) - 1 - self.owner[::-1].index(number)

    def take(self, number: int) -> None:
        """Take an item."""
        if 0 <= number < len(self.items):
            self.move(number)
            self.post_message(self.Taken(self, self.items[number]))

    def number_of(self, key: str, character: str | None) -> int:
        """Return the item that a key stands for, or -1."""
        if not self.numbered or not character:
            return -1
        return DIGITS.find(character) if character in DIGITS else LETTERS.find(character)

    def on_key(self, event: events.Key) -> None:
        """Move or take."""
        moves = {"up": -1, "down": 1}
        if event.key in moves and self.items:
            self.move((self.cursor + moves[event.key]) % len(self.items))
        elif event.key == "home":
            self.move(0)
        elif event.key == "end":
            self.move(len(self.items) - 1)
        elif event.key == "enter":
            self.take(self.cursor)
        elif 0 <= (number := self.number_of(event.key, event.character)) < len(self.items):
            self.take(number)
        else:
            return
        event.stop()
        event.prevent_default()

    def item_at(self, y: int) -> int:
        """Return the item at a line of the widget, or -1."""
        at = round(self.scroll_y) + y
        return self.owner[at] if 0 <= at < len(self.owner) else -1

    def on_click(self, event: events.Click) -> None:
        """Do what a click does."""
        number = self.item_at(event.y - self.styles.gutter.top)
        if number >= 0:
            self.clicked(number, event.x < self.margin + self.room // 2)

    def clicked(self, number: int, left: bool) -> None:
        """Take what is clicked; `left` is whether in its left half."""
        self.take(number)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        number = self.item_at(event.y - self.styles.gutter.top)
        if number >= 0 and number != self.cursor:
            self.mark(number)
