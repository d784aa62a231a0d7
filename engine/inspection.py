"""Inspection: how likely patrols and checkpoints are, what they find, and what they take.

The memoir: tobacco, spirits and meat were seized, cooked rice and side dishes left; a day's takings could go; officers
kept most of it. How often they came it does not say: the chances are the world's, and invented there.
"""

from collections.abc import Set

from engine import levers
from engine.checkpoints import Checkpoint
from engine.events import Confiscated, PatrolCame, Retained, TakingsLost
from engine.goods import STALL, Good, Lot
from engine.loads import carried, load_bulk, load_mass, smelling
from engine.routes import LOAD, Mode
from engine.said import booked
from engine.scenario import Patrol, Scenario
from engine.stall import takings, takings_account
from engine.turn import Turn

MILLION = 1_000_000
LOOKS_AWAY = 0.2
"""What of the chance is left of those who are paid to look away."""
SMELLS = 3
"""How many times as likely a traveller is stopped whose goods can be smelled. Both are ours."""


def chance(turn: Turn, patrol: Patrol, day: int | None = None) -> float:
    """Return the chance (0-1) that a patrol comes on a trading day: halved at heat 0, doubled at 100."""
    when = turn.day if day is None else day
    if (given := levers.watched(turn, patrol.id, when)) is not None:
        return given / 100 * (LOOKS_AWAY if retained(turn, patrol.id, when) else 1)
    if retained(turn, patrol.id, when):
        return min(0.9, LOOKS_AWAY * _as_watched(turn, patrol, patrol.comes, when))
    return min(0.9, _as_watched(turn, patrol, patrol.comes, when))


def _as_watched(turn: Turn, who: Patrol | Checkpoint, per_cent: float, day: int) -> float:
    """Return a chance as it is on a day at today's heat."""
    if who.heat:
        per_cent *= 0.5 + 1.5 * turn.values[who.heat] / 100
    for first, last, times in who.times:
        if first <= day <= last:
            per_cent *= times / 100
    return per_cent / 100


def who_comes(turn: Turn, tended: Set[str]) -> str | None:
    """Return the scene of a patrol that comes to one of the stalls tended today, and note that it came."""
    for patrol in turn.scenario.patrols.values():
        if patrol.watches not in tended:
            continue
        if turn.luck.share(f"sweep.{patrol.id}", turn.day) < chance(turn, patrol):
            turn.events.append(PatrolCame(patrol.id))
            return patrol.scene
    return None


def searcher(scenario: Scenario, name: str) -> Patrol | Checkpoint:
    """Return the patrol or checkpoint of a name."""
    return scenario.patrols.get(name) or scenario.checkpoints[name]


def wanted(turn: Turn, who: Patrol | Checkpoint, store: str = LOAD) -> list[tuple[Good, Lot]]:
    """Return what a patrol or checkpoint would take of a store's goods, each with its whole lot."""
    found = []
    for key, lot in turn.stock.items():
        where, _, name = key.partition("/")
        good = turn.scenario.goods[name]
        if where == store and (name in who.takes if who.takes else good.seized):
            found.append((good, lot))
    return found


def confiscate(turn: Turn, who: Patrol | Checkpoint, store: str = STALL) -> None:
    """Take their part of the goods wanted in a store, and by a patrol's chance the day's takings."""
    money = turn.scenario.money
    for good, there in wanted(turn, who, store):
        lot = turn.take(good.id, -(-there.amount * who.part // 100), store)
        if lot.amount:
            turn.post(
                f"taken by {booked(who.name)}",
                (f"expenses:confiscated:{money}", lot.cost),
                (turn.stock_account(good.id), -lot.cost),
            )
            turn.events.append(Confiscated(who.id, good.id, lot.amount))
    if isinstance(who, Patrol) and who.takings and turn.draw(f"takings.{who.id}") * 100 < who.takings:
        lose_takings(turn, 100)


def lose_takings(turn: Turn, percent: int) -> None:
    """Lose a share of the day's takings."""
    amount = takings(turn) * percent // 100
    if amount > 0:
        money = turn.scenario.money
        turn.post("takings lost", (f"expenses:confiscated:{money}", amount), (takings_account(turn), -amount))
        turn.events.append(TakingsLost(amount, money))


def smells(turn: Turn, mode: Mode) -> bool:
    """Return whether more smelling goods are carried than pass unnoticed on a way of going."""
    return mode.smell is not None and smelling(turn) > mode.smell


def stops(turn: Turn, post: Checkpoint, mode: Mode | None = None) -> float:
    """Return the chance (0-1) that a checkpoint stops the traveller today with the load as it is.

    `mode` is the way of going, for what can be smelled; unless said that of the journey under way.
    """
    if (given := levers.watched(turn, post.id, turn.day)) is not None:
        return given / 100 * (LOOKS_AWAY if retained(turn, post.id) else 1)
    road = turn.scenario.road
    if mode is None and turn.journey is not None:
        mode = road.modes[road.routes[turn.journey.route].mode]
    # What is seen of a load is its weight in the arms, or its room where it is bulky: a litre counts as a kilogram.
    size = max(load_mass(turn), load_bulk(turn))
    # Half the chance with empty hands, all of it with a usual load, never more than twice: ours, as the heat's.
    load = min(2.0, 0.5 + 0.5 * size / post.usual) if post.usual else (2.0 if size else 0.5)
    chance = _as_watched(turn, post, post.stops, turn.day) * load
    if mode is not None and smells(turn, mode):
        chance *= SMELLS
    if retained(turn, post.id):
        chance *= LOOKS_AWAY
    return min(0.95, chance)


def finds(turn: Turn, post: Checkpoint) -> float:
    """Return the chance (0-1) that its search finds something it wants in the load as it is: its likeliest find."""
    load = [(good, good.grams(lot.amount)) for good, lot in carried(turn)]
    likeliest = 0
    for good, lot in wanted(turn, post):
        mass = good.grams(lot.amount)
        cover = max((other.covers for other, much in load if other.id != good.id and much >= mass), default=0)
        parts = post.finds * (100 - good.hides) * (100 - cover)
        likeliest = max(likeliest, parts, post.detector * 10_000 if good.metal else 0)
    return likeliest / MILLION


def retain(turn: Turn, who: str, days: int) -> None:
    """Have a patrol or a checkpoint look away for so many days from today on, or for so many more."""
    if days > 0:
        until = max(turn.values.get(f"retained.{who}", 0), turn.day - 1) + days
        turn.values[f"retained.{who}"] = until
        turn.events.append(Retained(who, until))


def retained(turn: Turn, who: str, day: int | None = None) -> bool:
    """Return whether a patrol or checkpoint is paid to look away today, or on a day."""
    return turn.values.get(f"retained.{who}", 0) >= (turn.day if day is None else day)
