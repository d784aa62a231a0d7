"""Tongue: the language that somebody reads the game in, and the words of the interface in it.

Several may read at once in one process, each in a language of their own (a class in browsers), so the language is the
reader's and not the program's: a context variable holds the reader, and what is changed on it is changed at once.
"""

import os
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files
from typing import Any

from engine.said import Amount, Sentence
from story.tongue import ENGLISH, SMALL, SOURCE, Tongue, tongue_of

NAMES = {SOURCE: "English", "ko": "한국어"}
"""The languages there are, by what their speakers call them."""


@lru_cache(maxsize=8)
def catalogue(language: str) -> dict[str, str]:
    """Return pattern -> translation of a language's file in assets/tongues; nothing for English."""
    if language == SOURCE:
        return {}
    from game.catalogue import read

    return read((files("assets") / "tongues" / f"{language}.po").read_text("utf-8"))


class Reader:
    """Whoever reads: their language, and its words."""

    __slots__ = ("tongue", "words")

    def __init__(self, language: str = SOURCE) -> None:
        self.tongue: Tongue = ENGLISH
        self.words: dict[str, str] = {}
        self.read(language)

    def read(self, language: str) -> None:
        """Read in another language from now on; one that is not there is English."""
        known = language if language in NAMES else SOURCE
        self.tongue = tongue_of(known)
        self.words = catalogue(known)


_ENGLISH = Reader()
_reader: ContextVar[Reader] = ContextVar("reader", default=_ENGLISH)


def reader() -> Reader:
    """Return whoever reads here."""
    return _reader.get()


def tongue() -> Tongue:
    """Return the language that is read here."""
    return _reader.get().tongue


def begin(language: str) -> Reader:
    """Let a reader of a language begin here: what is told from now on is told to them. Return them."""
    made = Reader(language)
    _reader.set(made)
    return made


def preferred(environment: "os._Environ[str] | dict[str, str]" = os.environ) -> str:
    """Return the language that the environment asks for, where the game has it; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if wanted := environment.get(name):
            code = wanted.replace("-", "_").partition("_")[0].partition(".")[0].lower()
            return code if code in NAMES else SOURCE
    return SOURCE


# ---- words ----------------------------------------------------------------------------------------------------------


def tr(pattern: str, **values: object) -> str:
    """Return a sentence of the interface in the reader's language, with values put into its `{names}`."""
    now = _reader.get()
    text = now.words.get(pattern, pattern)
    if not values:
        return text
    return now.tongue.finish(text.format_map({name: _told(value) for name, value in values.items()}))


def later(pattern: str) -> str:
    """Mark a pattern that stands where nobody reads yet, as at the head of a module; `tr` translates it when shown."""
    return pattern


def told(sentence: str) -> str:
    """Return what the engine says in the reader's language, from the pattern and the values that it kept."""
    if isinstance(sentence, Amount):
        return _amount(sentence)
    if isinstance(sentence, Sentence):
        return tr(sentence.pattern, **sentence.values)
    return sentence


def _told(value: object) -> Any:
    return told(value) if isinstance(value, (Sentence, Amount)) else value


def _amount(said: Amount) -> str:
    """Return an amount that the engine tells, as amounts are told here."""
    now = _reader.get().tongue
    if now is ENGLISH:
        return str(said)
    if said.parts > 1:
        whole, rest = divmod(said.amount, said.parts)
        digits = f"{whole:,}" + (f".{rest:03d}".rstrip("0") if rest else "")
        small = SMALL.get(said.unit)
        number = now.measure(f"{said.amount}", small) if small and not whole else now.measure(digits, said.unit)
    else:
        number = now.count(f"{said.amount:,}", said.unit, said.amount == 1)
    return tr("{amount} of {good}", amount=number, good=said.name) if said.name else number
