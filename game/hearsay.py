"""Hearsay: all that can be known today of one thing at a market, and what it cost elsewhere when one was there."""

from typing import NamedTuple

from engine import coupons, hidden
from engine.scenario import Market
from engine.session import Session
from engine.turn import Turn
from game import board, orders, words
from game.affairs import store_name
from game.tongue import tr

SEVERAL = 3
"""Of how many other places it is told."""


class Word(NamedTuple):
    """A sentence, and what sort it is: `plain`, `risk` or `elsewhere`."""

    sort: str
    text: str


def heard(session: Session, name: str) -> tuple[Word, ...]:
    """Return what can be known of something that the scene's market deals in, in sentences."""
    turn = session.view()
    place = session.scenario.markets[session.scene.market]
    sort = board.sort_of(place, name)
    said: list[Word] = []
    if sort == board.COUPONS:
        said += _coupon(turn, place, name)
    else:
        said.append(Word("plain", _today(turn, place, name)))
    said += _held(turn, place, name)
    if sort == board.GOODS:
        said += _hidden(turn, place, name)
        said += _weight(turn, place, name)
    if sort == board.NOTES and place.notes[name].fakes:
        chance = words.in_cases(place.notes[name].fakes / 100)
        said.append(Word("risk", tr("{chance} there are bad notes in a purchase.", chance=words.capital(chance))))
    if sort != board.COUPONS:
        said += _elsewhere(turn, place, name)
    if sort == board.GOODS and (risk := orders.risk(session, name)):
        said.append(Word("risk", risk))
    return tuple(said)


def _today(turn: Turn, place: Market, name: str) -> str:
    now = board.price(turn, place, name)
    if now is None or (now.offered <= 0 and now.available <= 0):
        return tr("Nothing more of it is dealt in today.")
    have, want = (board.quantity(turn, place, name, amount) for amount in (now.offered, now.available))
    who = tr("Dealers have") if name in place.notes else tr("To be had today:")
    if now.offered <= 0:
        return tr("None to be had today. Up to {want} can be sold.", want=want)
    if not now.bid:
        return tr("{who} {have}. Nobody here takes it off people.", who=who, have=have)
    scarce = tr(", which is little") if board.scarcity(turn, place, now) else ""
    return f"{who} {have}{scarce}. " + (
        tr("Up to {want} can be sold.", want=want) if want != have else tr("As much can be sold.")
    )


def _held(turn: Turn, place: Market, name: str) -> list[Word]:
    amount, now = board.held(turn, place, name), board.price(turn, place, name)
    said = []
    if amount and now is not None:
        money = turn.scenario.currencies[now.currency]
        text = tr("You hold {quantity}", quantity=board.quantity(turn, place, name, amount))
        if now.bid:
            parts = board.parts_of(turn, place, name)
            brings = now.bid * amount // parts
            text += tr(", at today's bid {money}", money=words.money(brings, money))
            if paid := board.cost(turn, place, name):
                gain = brings - paid
                sort = tr("a gain") if gain > 0 else tr("a loss")
                text += tr("; it cost {money}", money=words.money(paid, money))
                text += tr(", {sort} of {money}", sort=sort, money=words.money(abs(gain), money)) if gain else ""
        said.append(Word("plain", text + "."))
    if board.sort_of(place, name) == board.GOODS:
        rule = turn.scenario.goods[name]
        others = [
            f"{words.quantity(lot.amount, rule)} {store_name(turn.scenario, store)}"
            for key, lot in turn.stock.items()
            for store, _, good in [key.partition("/")]
            if good == name and store != place.store and lot.amount
        ]
        if others:
            said.append(Word("plain", tr("Elsewhere: {others}.", others=words.listed(others))))
    return said


def _weight(turn: Turn, place: Market, name: str) -> list[Word]:
    """Say what is held weighs, where its unit does not say so already."""
    rule, amount = turn.scenario.goods[name], turn.held(name, place.store)
    if not amount or not (grams := rule.grams(amount)) or (rule.unit == "kg" and grams == amount):
        return []
    return [Word("plain", tr("What you hold weighs {mass}.", mass=words.mass(grams)))]


def _hidden(turn: Turn, place: Market, name: str) -> list[Word]:
    behind = hidden.price(turn, place, name)
    if behind is None:
        return []
    money, rule = turn.scenario.currencies[behind.currency], turn.scenario.goods[name]
    ask, bid = (words.price(price, money, rule) for price in (behind.ask, behind.bid))
    quoted = turn.paths.quotation(name, place.place, turn.day)
    chance = words.in_cases(quoted.risk / 100) if quoted is not None else ""
    caught = (
        tr("{chance} such a deal is caught; money or goods of it are lost.", chance=words.capital(chance))
        if chance
        else ""
    )
    return [
        Word(
            "risk",
            tr(
                "A ceiling holds the posted price. Behind the stalls: {ask} to buy, {bid} to sell. {caught}",
                ask=ask,
                bid=bid,
                caught=caught,
            ).strip(),
        )
    ]


def _coupon(turn: Turn, place: Market, name: str) -> list[Word]:
    rule, quote = turn.scenario.coupons[name], place.coupons[name]
    money, good = turn.scenario.currencies[rule.currency], turn.scenario.goods[rule.good]
    what = words.goods(rule.amount, good)
    pump, now = coupons.pump(turn, place, rule), board.price(turn, place, name)
    said = [tr("Good for {what} on any day.", what=what)]
    if now is not None and quote.issuer:
        said.append(
            tr(
                "Issued here at {money}, as the pump asks today; handed in here, not bought back.",
                money=words.money(now.ask, money),
            )
        )
    elif now is not None:
        said.append(
            tr(
                "A dealer asks {money} and gives {money2}.",
                money=words.money(now.ask, money),
                money2=words.money(now.bid, money),
            )
        )
    if pump is not None and now is not None and not quote.issuer:
        said.append(tr("The pump asks {money} for as much today.", money=words.money(pump, money)))
        saved = words.money(pump - now.ask, money) if now.ask < pump else tr("nothing")
        said.append(tr("Bought now it saves {saved}.", saved=saved))
    return [Word("plain", " ".join(said))]


def last_seen(turn: Turn, market: str) -> int:
    """Return the day on which a market's prices were last seen; 0 where they never were."""
    scenes = (scene.id for scene in turn.scenario.scenes.values() if scene.market == market)
    return max((turn.last.get(scene, 0) for scene in scenes), default=0)


def days_ago(days: int) -> str:
    """Return `today`, `yesterday`, `six days ago`."""
    return (tr("today"), tr("yesterday"))[days] if days < 2 else tr("{spelled} days ago", spelled=words.spelled(days))


def _elsewhere(turn: Turn, place: Market, name: str) -> list[Word]:
    """Say what it cost in the other places one has been to, when one was last there."""
    now, found = board.price(turn, place, name), []
    for other in turn.scenario.markets.values():
        quote, here = other.quotes.get(name) or other.notes.get(name), board.quote_of(place, name)
        day = last_seen(turn, other.id)
        if other.place == place.place or quote is None or now is None or not day or quote.currency != here.currency:
            continue
        then = turn.paths.mid(other.id, name, day)
        found.append((day, other, then, round(100 * (now.mid - then) / then) if then else 0))
    money = turn.scenario.currencies[now.currency] if now is not None else None
    said = []
    for day, other, then, more in sorted(found, key=lambda one: -one[0])[:SEVERAL]:
        assert money is not None
        where = turn.scenario.places[other.place].name if other.place in turn.scenario.places else other.id
        than = (
            tr("the same here")
            if not more
            else tr("{abs} % {value} here", abs=abs(more), value=tr("dearer") if more > 0 else tr("cheaper"))
        )
        when = days_ago(turn.day - day)
        unit = board.unit_of(turn, place, name)
        said.append(
            Word(
                "elsewhere",
                tr(
                    "{where}, {when}: {about} a {unit}; today {than}.",
                    where=words.capital(where),
                    when=when,
                    about=words.about(then, money),
                    unit=unit,
                    than=than,
                ),
            )
        )
    return said
