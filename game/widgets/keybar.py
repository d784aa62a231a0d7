"""The bar of keys at the foot of a screen: made from the screen's commands, and clickable."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from game.commands import Command, shown_key
from game.tongue import tr
from game.widgets.palette import inks


class KeyBar(Widget):
    """One line of keys; what does not fit is left to the help and the palette."""

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self.commands = commands

    def fitting(self) -> list[tuple[int, Command]]:
        """Return the commands that fit, each with the column it starts at; the last command always stays."""
        wanted = [c for c in self.commands if c.bar and self.screen.check_action(c.action, ()) is not False]
        room = self.size.width
        while len(wanted) > 2 and sum(_size(c) for c in wanted) > room:
            del wanted[-2]
        found, at = [], 1
        for command in wanted:
            found.append((at, command))
            at += _size(command)
        return found

    def render_line(self, y: int) -> Strip:
        """Draw the keys."""
        base = self.rich_style
        styles = inks(self.app.theme)
        segments = [Segment(" ", base)]
        for _, command in self.fitting():
            segments.append(Segment(shown_key(command), base + styles["key"]))
            segments.append(Segment(f" {tr(command.bar)}  ", base + styles["quiet"]))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    async def on_click(self, event: events.Click) -> None:
        """Do what is clicked."""
        for at, command in self.fitting():
            if at <= event.x < at + _size(command):
                await self.screen.run_action(command.action)


def _size(command: Command) -> int:
    return cell_len(shown_key(command)) + cell_len(tr(command.bar)) + 3
