"""Korean: counters behind the number, dates by month and day, and particles by the last sound of the word before them.

A translator writes both forms of a particle, as Korean print does: `{cash.KPW | money}을(를)`. Which of them
is right is known once the value stands there.
"""

import datetime as dt
import re

from story.tongue import Tongue, bare

PARTICLES = {
    "을(를)": ("을", "를"), "를(을)": ("을", "를"),
    "은(는)": ("은", "는"), "는(은)": ("은", "는"),
    "이(가)": ("이", "가"), "가(이)": ("이", "가"),
    "과(와)": ("과", "와"), "와(과)": ("과", "와"),
    "아(야)": ("아", "야"), "야(아)": ("아", "야"),
    "(으)로": ("으로", "로"), "으로(로)": ("으로", "로"), "로(으로)": ("으로", "로"),
    "(이)": ("이", ""),
}  # fmt: skip
"""As it is written -> (after a consonant, after a vowel)."""
_PARTICLE = re.compile("|".join(re.escape(written) for written in sorted(PARTICLES, key=len, reverse=True)))
_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
"""Hangul syllables, how many finals each may have, and the one after which `로` stands."""
NONE, RIEUL, OTHER = "none", "rieul", "other"
"""How a word ends."""
_READ = {
    "0": OTHER, "1": RIEUL, "2": NONE, "3": OTHER, "4": NONE, "5": NONE, "6": OTHER, "7": RIEUL, "8": RIEUL, "9": NONE,
    "%": NONE,
}  # fmt: skip
"""Digits and signs by the sound with which they end when read: 영, 일, 이, 삼, …, 퍼센트."""
_UNITS = {"kg": OTHER, "g": OTHER, "km": NONE, "m": NONE, "l": NONE, "ml": NONE, "kcal": NONE}
"""Units by their reading: 킬로그램, 그램, 킬로미터, 미터, 리터, 밀리리터, 킬로칼로리."""
_LETTERS = {"l": RIEUL, "m": OTHER, "n": OTHER, "r": RIEUL}
"""Latin letters whose names end in a consonant: 엘, 엠, 엔, 알."""
_CLOSING = "\"'”’)]»…,.!?"


class Korean(Tongue):
    """Korean as it is written in print, with a number and its counter in one word."""

    code = "ko"
    name = "한국어"

    def count(self, number: str, thing: str, one: bool = False) -> str:
        """Return a number of things: `3갑`, `국 3그릇`."""
        return thing.replace("#", number) if "#" in thing else _joined(number, thing)

    def several(self, thing: str) -> str:
        """Return the word itself: one or many, it is the same."""
        return bare(thing)

    def measure(self, number: str, unit: str) -> str:
        """Return an amount in a unit: `2.5kg`."""
        return f"{number}{unit}"

    def sum(self, number: str, money: str) -> str:
        """Return a sum: `12.50원`."""
        return _joined(number, money)

    def days(self, number: int) -> str:
        """Return a number of days: `4일`."""
        return f"{number:,}일"

    def date(self, when: dt.date) -> str:
        """Return a date: `1월 23일`."""
        return f"{when.month}월 {when.day}일"

    def span(self, first: dt.date, last: dt.date) -> tuple[str, str]:
        """Return both ends of a stretch of days: `1월 24일` and `27일`."""
        same = (first.year, first.month) == (last.year, last.month)
        return self.date(first), (f"{last.day}일" if same else self.date(last))

    def unit(self, unit: str) -> str:
        """Return one of a counted thing, or a unit by itself: `1갑`, `kg`."""
        return unit if unit.isascii() else self.count("1", unit)

    def finish(self, text: str) -> str:
        """Return a text with each particle in the form that the word before it asks for."""
        if "(" not in text:
            return text
        return _PARTICLE.sub(lambda found: particle(text[: found.start()], found.group()), text)


def _joined(number: str, word: str) -> str:
    """Return a number with its Korean word behind it; a word that was not translated stands apart."""
    return f"{number} {word}" if word[:1].isascii() else f"{number}{word}"


def particle(before: str, written: str) -> str:
    """Return the form of a particle after what stands before it: `쌀` and `을(를)` give `을`."""
    closed, opened = PARTICLES[written]
    end = ending(before)
    if closed == "으로":
        return closed if end == OTHER else opened
    return opened if end == NONE else closed


def ending(text: str) -> str:
    """Return how a text ends when it is read aloud: in a vowel, in ㄹ, or in another consonant."""
    text = _outside_brackets(text)
    if not text:
        return NONE
    last = text[-1]
    if _FIRST <= ord(last) <= _LAST:
        final = (ord(last) - _FIRST) % _FINALS
        return NONE if not final else RIEUL if final == _RIEUL else OTHER
    if last.isascii() and last.isalpha():
        word = re.search(r"[A-Za-z]+\Z", text)
        unit = word.group() if word is not None else last
        # A unit is one only behind its number.
        if unit in _UNITS and text[: -len(unit)].rstrip()[-1:].isdigit():
            return _UNITS[unit]
        return _LETTERS.get(last.lower(), NONE)
    return _READ.get(last, NONE)


def _outside_brackets(text: str) -> str:
    """Return a text without what closes it: quotation marks, and a remark in brackets, which is not read."""
    while text and (text[-1] in _CLOSING or text[-1].isspace()):
        if text[-1] == ")" and "(" in text[:-1]:
            text = text[: text.rindex("(")]
        else:
            text = text[:-1]
    return text


KOREAN = Korean()
