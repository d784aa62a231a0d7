"""Typed: what a player writes in words, read as actions of the engine: `buy rice 5 kg`, `set price 6.50`."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import NamedTuple

from engine import deals, travel
from engine import goods as measures
from engine.actions import Assign, Carry, LayDown, SetDial
from engine.errors import Refused
from engine.goods import Good
from engine.names import plural
from engine.offers import Offer
from engine.scenario import Dial
from engine.session import Session
from game import board, freights, orders, words
from game.tongue import tr
from story.tongue import SMALL

_NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?|\.\d+)(?![\w.]*\d)")
_UNIT = re.compile(r"(\d)(kg|g|l|ml)\b")
HIDDEN = r"\b(?:hidden|behind the stalls)\b"
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


class Thing(NamedTuple):
    """What an amount may be of: a good, notes, a coupon."""

    id: str
    name: str
    unit: str
    parts: int


def things(session: Session) -> dict[str, Thing]:
    """Return what the market here deals in; refuse where there is none."""
    place = session.scenario.markets.get(session.offered().market)
    if place is None:
        raise Unclear(tr("There is no market here."))
    turn = session.view()
    found = {}
    for name in board.names(place):
        said = board.name_of(turn, place, name)
        said = plural(said) if board.sort_of(place, name) == board.COUPONS else said
        unit = "" if name not in place.quotes else board.unit_of(turn, place, name)
        found[name] = Thing(name, said, unit, board.parts_of(turn, place, name))
    return found


def trade(session: Session, verb: str, text: str) -> deals.Deal:
    """Return the deal that `rice 5 kg`, `5 kg of rice`, `20 dollars`, `rice 5 kg hidden` or `pork all` asks for."""
    known = things(session)
    behind = bool(re.search(HIDDEN, text))
    text = re.sub(HIDDEN, " ", text)
    how = {"redeem": orders.REDEEM}.get(verb, f"{verb}_hidden" if behind else verb)
    if how == orders.REDEEM:
        coupons = session.scenario.coupons
        known = {name: thing for name, thing in known.items() if name in coupons}
        if not known:
            raise Unclear(tr("No coupons are handed in here."))
    if not text.strip():
        raise Unclear(tr("Say what and how much: {verb} {next} 2.", verb=verb, next=next(iter(known), "rice")))
    thing, amount = _amount(text, known, verb)
    if amount is None:
        if how in orders.BUYING:
            raise Unclear(
                tr("Say how much: {verb} {id} 2 {unit}", verb=verb, id=thing.id, unit=thing.unit).rstrip() + "."
            )
        place = session.scenario.markets[session.offered().market]
        amount = board.held(session.view(), place, thing.id)
    return orders.ACTIONS[how](thing.id, amount)


def freight(session: Session, verb: str, text: str) -> Carry | LayDown:
    """Return the loading (verb carry) or laying down (lay) that `rice 20 kg` or `rice all` asks for."""
    goods = session.scenario.goods
    there = freights.here(session) if verb == "carry" else freights.loaded(session)
    known = {name: Thing(name, goods[name].name, goods[name].unit, goods[name].parts) for name in there}
    if not known:
        raise Unclear(tr("There is nothing here to load.") if verb == "carry" else tr("Nothing is loaded."))
    if not text.strip():
        raise Unclear(tr("Say what and how much: {verb} {next} 2.", verb=verb, next=next(iter(known))))
    thing, amount = _amount(text, known, verb)
    amount = there[thing.id] if amount is None else amount
    return Carry(thing.id, amount) if verb == "carry" else LayDown(thing.id, amount)


def _amount(text: str, known: Mapping[str, Thing], verb: str) -> tuple[Thing, int | None]:
    """Return what a text is about and how much of it; None where it says all."""
    number, rest = _number(text)
    everything = number is None and re.search(r"\ball\b", rest)
    if everything:
        rest = re.sub(r"\ball\b", " ", rest)
    thing, unit = _thing_and_unit(rest, known)
    if everything:
        return thing, None
    if number is None:
        counted = thing.unit if thing.parts > 1 else plural(thing.unit)
        raise Unclear(
            tr(
                "Say how much {thing}: {verb} {id} 2 {counted}",
                thing=thing.name,
                verb=verb,
                id=thing.id,
                counted=counted,
            ).rstrip()
            + "."
        )
    return thing, _whole(number * _factor(thing, unit), thing)


def good(session: Session, text: str) -> str:
    """Return the id of what a text names, among what is dealt in here."""
    found, _ = _thing_and_unit(text, things(session))
    return found.id


def route(session: Session, text: str) -> str:
    """Return the route that a text names by its id or by the place it leads to."""
    turn = session.view()
    ways = travel.routes(turn)
    if not session.scene.roads or not ways:
        raise Unclear(tr("No journey begins here."))
    places, lines = session.scenario.places, session.scenario.road.routes
    known = {name: places[lines[name].other_end(turn.where)].name for name in ways}
    modes = {name: f"{known[name]} {_plain(session.scenario.road.modes[lines[name].mode].name)}" for name in ways}
    several = len(set(known.values())) < len(known)
    if _plain(text).isdecimal() and 1 <= int(text) <= len(ways):
        return ways[int(text) - 1]
    return pick(text, modes if several else known, "way")


def dial(session: Session, text: str) -> SetDial:
    """Return the setting that `price 6.50` or `bowls to cook 8` asks for."""
    scenario = session.scenario
    if not scenario.dials:
        raise Unclear(tr("There is nothing to set in this chapter."))
    number, rest = _number(text)
    name = pick(
        re.sub(r"(?:\b(?:kg|g|l|ml|to|=)\b|%)", " ", rest), {d.id: d.name for d in scenario.dials.values()}, "setting"
    )
    chosen = scenario.dials[name]
    if number is None:
        raise Unclear(
            tr(
                "{name} can be set {dial_range}.",
                name=words.capital(chosen.name),
                dial_range=words.dial_range(scenario, chosen),
            )
        )
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
        raise Unclear(tr("Nobody can be given a duty in this chapter."))
    for who, rest in _heads(text, people):
        duties = {d.id: d.name for d in scenario.duties.values() if who in d.who}
        if not rest:
            raise Unclear(
                tr("Say what {people} should do: {duties}.", people=people[who], duties=words.listed(duties, "or"))
            )
        return Assign(who, pick(rest, duties, "duty"))
    raise Unclear(
        tr(
            "Say who should do what, as in: assign {next} {next2}.",
            next=next(iter(people)),
            next2=next(iter(scenario.duties)),
        )
    )


def pick(text: str, known: Mapping[str, str], sort: str) -> str:
    """Return the id among id -> name that a text means: id, name, or the only one with a word that begins so."""
    wanted = _plain(text)
    if not wanted:
        raise Unclear(tr("Say which {sort}: {known}.", sort=sort, known=words.listed(known, "or")))
    sayings = {name: {_plain(name), _plain(said), name.lower()} for name, said in known.items()}
    exact = [name for name, said in sayings.items() if wanted in said]
    begins = [name for name, said in sayings.items() if any(s.startswith(wanted) for s in said)]
    within = [name for name, said in sayings.items() if any(f" {wanted}" in f" {s}" for s in said)]
    for found in (exact, begins, within):
        if len(found) == 1:
            return found[0]
    if begins or within:
        raise Unclear(
            tr(
                "{strip} could be {within}. Write one of these.",
                strip=f"{text.strip()!r}",
                within=words.listed(begins or within, "or"),
            )
        )
    close = get_close_matches(wanted, [said for all_of_them in sayings.values() for said in all_of_them], 1, 0.6)
    hint = (
        tr(" Did you mean {close}?", close=f"{close[0]!r}")
        if close
        else tr(" There are: {known}.", known=words.listed(known))
    )
    raise Unclear(tr("There is no {sort} {strip} here.{hint}", sort=sort, strip=f"{text.strip()!r}", hint=hint))


# ---- pieces ---------------------------------------------------------------------------------------------------------


def _number(text: str) -> tuple[Fraction | None, str]:
    """Return the one number of a text, exactly, and the rest; commas are refused, because they mean two things."""
    if re.search(r"\d,\d", text):
        raise Unclear(tr("Write 2.5 with a point, and thousands without a comma."))
    if re.search(r"(?<!\w)-\s*\d", text):
        raise Unclear(tr("Write an amount above nothing, without a minus."))
    text = _UNIT.sub(r"\1 \2", text)
    found = _NUMBER.findall(text)
    if len(found) > 1:
        raise Unclear(tr("Write one number at a time."))
    if not found:
        return None, text
    if len(found[0]) > 12:
        raise Unclear(tr("That number is too long."))
    return Fraction(found[0]), _NUMBER.sub(" ", text, count=1)


def _thing_and_unit(text: str, known: Mapping[str, Thing]) -> tuple[Thing, str]:
    tokens = [token for token in _plain(text).split() if token != "of"]
    whole = " ".join(tokens)
    if named := next((thing for thing in known.values() if whole in (_plain(thing.id), _plain(thing.name))), None):
        return named, ""  # a rice cooker, counted in cookers, is no rice
    units = {"kg", "g", "l", "ml"} | {u for thing in known.values() for u in (thing.unit, plural(thing.unit)) if u}
    unit = next((token for token in tokens if token in units and len(tokens) > 1), "")
    if unit:
        tokens.remove(unit)
    if not tokens and len(known) == 1:
        return next(iter(known.values())), unit
    return known[pick(" ".join(tokens), {name: thing.name for name, thing in known.items()}, "good")], unit


def _factor(thing: Thing | Good, unit: str) -> int:
    """Return how many smallest parts of a thing one of a written unit is; no unit means the thing's own."""
    if unit in ("", thing.unit, plural(thing.unit)):
        return thing.parts
    own, factor = measures.SUBUNITS.get(unit, ("", 0))
    if own != thing.unit:
        counted = thing.unit if thing.parts > 1 else plural(thing.unit)
        raise Unclear(
            tr("{name} is counted in {counted}.", name=words.capital(thing.name), counted=counted or thing.name)
        )
    return factor


def _whole(amount: Fraction, thing: Thing) -> int:
    if amount.denominator != 1 and thing.unit in SMALL:
        raise Unclear(
            tr("Nobody weighs out less than 1 {SMALL} of {thing}.", SMALL=SMALL[thing.unit], thing=thing.name)
        )
    if amount.denominator != 1:
        raise Unclear(tr("Write a whole number of {plural}.", plural=plural(thing.unit) if thing.unit else thing.name))
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
        return tr("There is nothing to choose here.")
    return (
        tr("There are {number} choices here: write a number from 1 to {number}.", number=number)
        if number > 1
        else tr("There is one choice here: write 1.")
    )
