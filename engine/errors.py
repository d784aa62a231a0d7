"""The engine's exceptions: what a player, a save or an author's expression can be refused for."""

from typing import Any

from engine.said import Sentence


class Refused(Exception):
    """An action is not possible now; carries the sentence the player reads, and nothing has changed."""

    def __init__(self, pattern: str, **values: Any) -> None:
        """Take a finished sentence, or a pattern with the values to be put into it."""
        # A sentence that was finished already keeps what it was made of.
        self.sentence = pattern if isinstance(pattern, Sentence) and not values else Sentence(pattern, **values)
        super().__init__(self.sentence)


class BadSnapshot(Exception):
    """A snapshot cannot become a world of this scenario; carries a sentence that says why."""


class ExpressionError(Exception):
    """An author's expression is not one we can read; `column` counts from 0 within the expression."""

    def __init__(self, sentence: str, column: int = 0, code: str = "EXP01", hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.column = column
        self.code = code
        self.hint = hint
