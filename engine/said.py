"""Said: sentences and names that players read, kept so that whoever shows them can put them into another language.

The engine has no language. What it says is plain text in English, for whoever wants no more; beside it stands what it
was made of. Names may be a translator's: the books keep to the author's own, so that the facts of a play are the same
in every language.
"""

from typing import Any


class Sentence(str):
    """A sentence in English, with the pattern and the values it was made of."""

    __slots__ = ("pattern", "values")

    pattern: str
    values: dict[str, Any]

    def __new__(cls, pattern: str, **values: Any) -> "Sentence":
        """Put values into the `{names}` of a pattern."""
        made = super().__new__(cls, pattern.format(**values) if values else pattern)
        made.pattern, made.values = pattern, values
        return made


class Named(str):
    """A name as a translator has it, with the author's own."""

    __slots__ = ("source",)

    source: str

    def __new__(cls, shown: str, source: str) -> "Named":
        """Take the name that is shown, and the author's."""
        made = super().__new__(cls, shown)
        made.source = source
        return made


def booked(name: str) -> str:
    """Return the name by which the books know something: the author's own, in whatever language it is shown."""
    return name.source if isinstance(name, Named) else name


class Amount(str):
    """An amount of something in English, with what it counts."""

    __slots__ = ("amount", "name", "parts", "unit")

    amount: int
    parts: int
    unit: str
    name: str

    def __new__(cls, text: str, amount: int, unit: str, parts: int = 1, name: str = "") -> "Amount":
        """Take the text; so many smallest parts of a unit, and of what, empty where it is not said."""
        made = super().__new__(cls, text)
        made.amount, made.parts, made.unit, made.name = amount, parts, unit, name
        return made
