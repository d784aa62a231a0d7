"""Tongue: how a language writes what is put into a text, amounts, days and dates; English, and where others differ."""

import datetime as dt

from engine.goods import plural
from engine.season import MONTHS

SOURCE = "en"
"""The language that authors write in."""
SMALL = {"kg": "g", "l": "ml"}
"""Unit -> its thousandth, for amounts under one."""
NUMBER_STANDS = "#"
"""Where the number stands in a translated word for what is counted, if not before it."""


class Tongue:
    """A language. This one is English, and any language of which nothing else is known."""

    code = SOURCE
    name = "English"
    """What its speakers call it."""

    def count(self, number: str, thing: str, one: bool = False) -> str:
        """Return a number of things: `3 packs`; `thing` is one of them."""
        if NUMBER_STANDS in thing:
            return thing.replace(NUMBER_STANDS, number)
        return f"{number} {thing if one else self.several(thing)}"

    def several(self, thing: str) -> str:
        """Return the word for more than one of a thing: `bowls of soup`."""
        head, of, rest = bare(thing).partition(" of ")
        return plural(head) + of + rest

    def measure(self, number: str, unit: str) -> str:
        """Return an amount in a unit that has no plural: `2.5 kg`."""
        return f"{number} {unit}"

    def sum(self, number: str, money: str) -> str:
        """Return a sum of money: `12.50 won`."""
        return f"{number} {money}"

    def days(self, number: int) -> str:
        """Return a number of days: `4 days`."""
        return self.count(f"{number:,}", "day", number == 1)

    def date(self, when: dt.date) -> str:
        """Return a date without its year: `23 January`."""
        return f"{when.day} {MONTHS[when.month - 1].capitalize()}"

    def span(self, first: dt.date, last: dt.date) -> tuple[str, str]:
        """Return both ends of a stretch of days, what they share said once: `24` and `27 January`."""
        same = (first.year, first.month) == (last.year, last.month)
        return (str(first.day) if same else self.date(first)), self.date(last)

    def unit(self, unit: str) -> str:
        """Return a unit or a counted thing standing by itself, as in a price for one."""
        return bare(unit)

    def finish(self, text: str) -> str:
        """Return a text in which all values stand as it is read; here nothing hangs on the words before it."""
        return text


def bare(thing: str) -> str:
    """Return the word for what is counted without the mark of where its number stands."""
    return thing.replace(NUMBER_STANDS, "").strip() if NUMBER_STANDS in thing else thing


ENGLISH = Tongue()


def tongue_of(code: str) -> Tongue:
    """Return a language by its code; one that nobody taught the program is written as English is."""
    if code == "ko":
        from story.korean import KOREAN

        return KOREAN
    return ENGLISH
