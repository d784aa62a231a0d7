"""The command palette's list: the commands of the screen below it, and those that are everywhere."""

from collections.abc import Iterator
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from game.commands import EVERYWHERE, PALETTE, Command, shown_keys
from game.tongue import tr


class Commands(Provider):
    """Finds commands by their names and what they are for."""

    def found(self) -> Iterator[Command]:
        """Yield each command that can be given now."""
        told = set()
        for command in (*getattr(self.screen, "commands", ()), *EVERYWHERE):
            if command is PALETTE or command.action in told:
                continue
            told.add(command.action)
            if self.screen.check_action(command.action, ()) is not False:
                yield command

    async def discover(self) -> Hits:
        """Yield all commands."""
        for command in self.found():
            yield DiscoveryHit(
                _name(command), partial(self.screen.run_action, command.action), tr(command.name), tr(command.tip)
            )

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name or tip fits."""
        matcher = self.matcher(query)
        for command in self.found():
            score = max(matcher.match(tr(command.name)), matcher.match(tr(command.tip)) * 0.8)
            if score > 0:
                run = partial(self.screen.run_action, command.action)
                yield Hit(score, matcher.highlight(_name(command)), run, tr(command.name), tr(command.tip))


def _name(command: Command) -> str:
    return f"{tr(command.name)} ({shown_keys(command)})"


class Palette(CommandPalette):
    """Textual's palette over our commands, with a plain sign where it has a picture."""

    def __init__(self) -> None:
        super().__init__([Commands], placeholder=tr("Search for a command"))

    def on_mount(self) -> None:
        """Replace the sign."""
        self.query_one(SearchIcon).icon = "›"
