"""Loads: what the traveller carries, what it weighs, and taking goods up and laying them down."""

from collections.abc import Iterator

from engine.errors import Refused
from engine.events import Loaded
from engine.goods import HOME, Good, Lot, said
from engine.routes import LOAD
from engine.said import Sentence
from engine.turn import Turn


def carried(turn: Turn) -> Iterator[tuple[Good, Lot]]:
    """Yield each good of the load with its lot, in the order loaded."""
    for key, lot in turn.stock.items():
        store, _, good = key.partition("/")
        if store == LOAD:
            yield turn.scenario.goods[good], lot


def load_mass(turn: Turn) -> int:
    """Return the grams the traveller carries."""
    return sum(good.grams(lot.amount) for good, lot in carried(turn))


def load_bulk(turn: Turn) -> int:
    """Return the millilitres that what the traveller carries takes up."""
    return sum(good.room(lot.amount) for good, lot in carried(turn))


def smelling(turn: Turn) -> int:
    """Return the grams of smelling goods the traveller carries."""
    return sum(good.grams(lot.amount) for good, lot in carried(turn) if good.smell)


def store_here(turn: Turn) -> str:
    """Return the store of the place the traveller is at; empty where there is none, and on the road."""
    if turn.journey is not None:
        return ""
    if turn.where and turn.where == turn.scenario.road.home:
        return HOME
    place = turn.scenario.places.get(turn.where)
    return place.store if place is not None else ""


def carry(turn: Turn, good: str, amount: int) -> None:
    """Load goods from the store here (amount above 0) or lay them down in it (below); refuse where it cannot be."""
    rule, store, size = turn.scenario.goods.get(good), store_here(turn), abs(amount)
    if not store:
        raise Refused("There is nowhere here to lay goods down or take them up.")
    if rule is None:
        raise Refused("There is no {good} to carry.", good=repr(good))
    if rule.mass is None and rule.parts == 1:
        raise Refused("{good} cannot be taken on the road.", good=rule.name.capitalize())
    source, target = (store, LOAD) if amount > 0 else (LOAD, store)
    there = turn.held(good, source)
    if size > there:
        of_it = said(there, rule) if there else Sentence("no {good}", good=rule.name)
        raise Refused("There is {amount} here." if amount > 0 else "You carry {amount}.", amount=of_it)
    turn.put(good, turn.take(good, size, source), target)
    turn.events.append(Loaded(good, amount))
