"""The sill: the rule between story and choices; it says when there is more of the story below."""

from game.tongue import tr
from game.widgets.sheet import Sheet
from game.widgets.typeset import Line, Run


class Sill(Sheet):
    """One line."""

    more = False

    def set_lines(self, width: int) -> list[Line]:
        """Return the rule, with a word in it where there is more to read."""
        word = tr(" space: read on ▾ ") if self.more else ""
        return [(Run("─" * (width - len(word) - 2), "rule"), Run(word, "ember"), Run("──", "rule"))]

    def say(self, more: bool) -> None:
        """Say whether there is more."""
        if more != self.more:
            self.more = more
            self.set_anew()
