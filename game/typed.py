"""Typed: what a player writes in words, read as actions of the engine: `buy rice 5 kg`, `set price 6.50`."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction

from engine import goods as measures
from engine.actions import Assign, Buy, Sell, SetDial
from engine.errors import Refused
from engine.goods import Good
from engine.names import plural
from engine.offers import Offer
from engine.scenario import Dial
from engine.session import Session
from game import words

_NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?|\.\d+)(?![\w.]*\d)")
_UNIT = re.compile(r"(\d)(kg|g|l|ml)\b")
ARTICLES = ("the ", "your ", "a ")


class Unclear(Refused):
    """A line that cannot be read; carries the sentence that says what to write."""


def choice(session: Session, line: str) -> Offer | None:
    """Return the choice that a line names by number, letter or id; None where it names none."""
    offers = session.offered().choices
    word = line.strip().removesuffix(".").lower().removeprefix(f"{session.scene.id}.")
    if word.isdecimal():
        number = int(word)
        if not 1 <= number <= len(offers):
            raise Unclear(_how_many(len(offers)))
        return offers[number - 1]
    if len(word) == 1 and "a" <= word < chr(ord("a") + len(offers)):
        return offers[ord(word) - ord("a")]
    return next((offer for offer in offers if offer.id == word), None)


def trade(session: Session, verb: str, text: str) -> Buy | Sell:
    """Return the purchase or sale that `rice 5 kg`, `5 kg of rice` or (in sales) `pork all` asks for."""
    market = session.scenario.markets.get(session.offered().market)
    if market is None:
        raise Unclear("There is no market here.")
    known = {good: session.scenario.goods[good] for good in market.quotes}
    if not text.strip():
        raise Unclear(f"Say what and how much: {verb} {next(iter(known), 'rice')} 2.")
    number, rest = _number(text)
    everything = number is None and re.search(r"\ball\b", rest)
    if everything:
        rest = re.sub(r"\ball\b", " ", rest)
    good, unit = _good_and_unit(rest, known)
    if everything:
        if verb == "buy":
            raise Unclear(f"Say how much: buy {good.id} 2 {good.unit}.")
        return Sell(good.id, session.view().held(good.id, measures.HOME))
    if number is None:
        raise Unclear(
            f"Say how much {good.name}: {verb} {good.id} 2 {good.unit if good.parts > 1 else plural(good.unit)}."
        )
    amount = _whole(number * _factor(good, unit), good)
    return Buy(good.id, amount) if verb == "buy" else Sell(good.id, amount)


def good(session: Session, text: str) -> str:
    """Return the id of the good a text names, among those traded here."""
    market = session.scenario.markets.get(session.offered().market)
    if market is None:
        raise Unclear("There is no market here.")
    found, _ = _good_and_unit(text, {name: session.scenario.goods[name] for name in market.quotes})
    return found.id


def dial(session: Session, text: str) -> SetDial:
    """Return the setting that `price 6.50` or `bowls to cook 8` asks for."""
    scenario = session.scenario
    if not scenario.dials:
        raise Unclear("There is nothing to set in this chapter.")
    number, rest = _number(text)
    name = pick(
        re.sub(r"(?:\b(?:kg|g|l|ml|to|=)\b|%)", " ", rest), {d.id: d.name for d in scenario.dials.values()}, "setting"
    )
    chosen = scenario.dials[name]
    if number is None:
        raise Unclear(f"{words.capital(chosen.name)} can be set {words.dial_range(scenario, chosen)}.")
    value = number * _dial_factor(session, chosen, text)
    return SetDial(name, int(value) if value.denominator == 1 else chosen.high + 1)


def duty(session: Session, text: str) -> Assign:
    """Return the order that `husband lookout` gives."""
    scenario = session.scenario
    people = {
        who: scenario.people[who].name
        for duty in scenario.duties.values()
        for who in duty.who
        if who in scenario.people
    }
    if not people:
        raise Unclear("Nobody can be given a duty in this chapter.")
    for who, rest in _heads(text, people):
        duties = {d.id: d.name for d in scenario.duties.values() if who in d.who}
        if not rest:
            raise Unclear(f"Say what {people[who]} should do: {words.listed(duties, 'or')}.")
        return Assign(who, pick(rest, duties, "duty"))
    raise Unclear(f"Say who should do what, as in: assign {next(iter(people))} {next(iter(scenario.duties))}.")


def pick(text: str, known: Mapping[str, str], sort: str) -> str:
    """Return the id among id -> name that a text means: id, name, or the only one with a word that begins so."""
    wanted = _plain(text)
    if not wanted:
        raise Unclear(f"Say which {sort}: {words.listed(known, 'or')}.")
    sayings = {name: {_plain(name), _plain(said), name.lower()} for name, said in known.items()}
    exact = [name for name, said in sayings.items() if wanted in said]
    begins = [name for name, said in sayings.items() if any(s.startswith(wanted) for s in said)]
    within = [name for name, said in sayings.items() if any(f" {wanted}" in f" {s}" for s in said)]
    for found in (exact, begins, within):
        if len(found) == 1:
            return found[0]
    if begins or within:
        raise Unclear(f"{text.strip()!r} could be {words.listed(begins or within, 'or')}. Write one of these.")
    close = get_close_matches(wanted, [said for all_of_them in sayings.values() for said in all_of_them], 1, 0.6)
    hint = f" Did you mean {close[0]!r}?" if close else f" There are: {words.listed(known)}."
    raise Unclear(f"There is no {sort} {text.strip()!r} here.{hint}")


# ---- pieces ---------------------------------------------------------------------------------------------------------


def _number(text: str) -> tuple[Fraction | None, str]:
    """Return the one number of a text, exactly, and the rest; commas are refused, because they mean two things."""
    if re.search(r"\d,\d", text):
        raise Unclear("Write 2.5 with a point, and thousands without a comma.")
    if re.search(r"(?<!\w)-\s*\d", text):
        raise Unclear("Write an amount above nothing, without a minus.")
    text = _UNIT.sub(r"\1 \2", text)
    found = _NUMBER.findall(text)
    if len(found) > 1:
        raise Unclear("Write one number at a time.")
    if not found:
        return None, text
    if len(found[0]) > 12:
        raise Unclear("That number is too long.")
    return Fraction(found[0]), _NUMBER.sub(" ", text, count=1)


def _good_and_unit(text: str, known: Mapping[str, Good]) -> tuple[Good, str]:
    tokens = [token for token in _plain(text).split() if token != "of"]
    units = {"kg", "g", "l", "ml"} | {u for good in known.values() for u in (good.unit, plural(good.unit))}
    unit = next((token for token in tokens if token in units and len(tokens) > 1), "")
    if unit:
        tokens.remove(unit)
    return known[pick(" ".join(tokens), {name: good.name for name, good in known.items()}, "good")], unit


def _factor(good: Good, unit: str) -> int:
    """Return how many smallest parts of a good one of a written unit is; no unit means the good's own."""
    if unit in ("", good.unit, plural(good.unit)):
        return good.parts
    own, factor = measures.SUBUNITS.get(unit, ("", 0))
    if own != good.unit:
        raise Unclear(f"{words.capital(good.name)} is counted in {good.unit if good.parts > 1 else plural(good.unit)}.")
    return factor


def _whole(amount: Fraction, good: Good) -> int:
    if amount.denominator != 1 and good.parts > 1:
        raise Unclear(f"Nobody weighs out less than 1 {words.SMALL[good.unit]} of {good.name}.")
    if amount.denominator != 1:
        raise Unclear(f"Write a whole number of {plural(good.unit)}.")
    return int(amount)


def _dial_factor(session: Session, dial: Dial, text: str) -> int:
    if dial.kind.what == "money":
        return session.scenario.currencies[dial.kind.of].minor
    if dial.kind.what == "goods":
        unit = re.search(r"(?:\d\s*|\b)(kg|g|ml|l)\b", text)
        own = Good("", dial.name, dial.kind.of)
        if unit is None and own.parts > 1 and dial.high < own.parts:
            # A portion of 80 means grams.
            return 1
        return _factor(own, unit[1] if unit else "")
    return 1


def _heads(text: str, known: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield (id, the rest of the text) for the person a text begins with."""
    wanted = _plain(text)
    for name, said in known.items():
        for head in sorted({_plain(name), _plain(said), said.lower()}, key=len, reverse=True):
            if wanted == head or wanted.startswith(head + " "):
                yield name, wanted[len(head) :].strip()
                return
    first, _, rest = wanted.partition(" ")
    if first:
        yield pick(first, known, "person"), rest.strip()


def _plain(text: str) -> str:
    text = " ".join(text.lower().replace("_", " ").split())
    for article in ARTICLES:
        text = text.removeprefix(article)
    return text


def _how_many(number: int) -> str:
    if not number:
        return "There is nothing to choose here."
    return (
        f"There are {number} choices here: write a number from 1 to {number}."
        if number > 1
        else "There is one choice here: write 1."
    )
