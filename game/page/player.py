"""The plain player behind buttons: what it tells and hears where there are no files and no terminal."""

from collections.abc import Callable, Iterable, Iterator

from game import aloud
from game.narration import Told
from game.plain import Plain
from game.play import Play
from game.tongue import tr

AWAY = ("export", "saves", "quit", "pull")
"""Commands that reach the files of the computer the player runs on, or its terminal."""


class ButtonPlain(Plain):
    """The plain player without what reaches files; its choices are buttons, so it does not say them."""

    def __init__(self, play: Play, say: Callable[[str], None]) -> None:
        super().__init__(play, say)
        for away in AWAY:
            del self._commands[away]
        self._commands["load"] = self._commands["carry"]

    def _choices(self) -> None:
        """Say nothing: whoever shows this player has them as buttons."""


class PagePlain(ButtonPlain):
    """The plain player in a page: what it says is kept with its sort until the page fetches it."""

    def __init__(self, play: Play) -> None:
        super().__init__(play, self._keep)
        self._commands["help"] = lambda _: self._all(help_lines())
        # Content notes promise this word.
        self._commands["quit"] = lambda _: self.say(tr("Close this page to leave; your place is kept."))
        self._said: list[tuple[str, str]] = []
        self._sort = ""

    def _keep(self, line: str) -> None:
        if line:
            self._said.append((self._sort, line))
        if self._sort == "heading" and line:
            self._sort = "standing"  # the line under a scene's title, which says how things stand

    def _told(self, told: Iterable[Told]) -> None:
        for one in told:
            self._sort = one.kind
            super()._told([one])
        self._sort = ""

    def asked(self, words: str) -> None:
        """Say what the player asked for, before what came of it."""
        self._said.append(("deed", words))

    def said(self) -> list[tuple[str, str]]:
        """Return (sort, line) of all that was said since this was last asked."""
        said, self._said = self._said, []
        return said


def help_lines() -> Iterator[str]:
    """Yield what can be typed in a page: all but what reaches files."""
    yield tr("You can write:")
    for typed, does in aloud.HELP:
        if typed.partition(";")[0] not in AWAY:
            yield f"{tr(typed)}: {tr(does)}."
