"""Inspection: how likely a patrol is, when it comes, and what it takes.

The memoir: tobacco, spirits and meat were seized, cooked rice and side dishes left; a day's takings could go; officers
kept most of it. How often they came it does not say: the chances are the world's, and invented there.
"""

from collections.abc import Set

from engine.checkpoints import Checkpoint
from engine.events import Confiscated, PatrolCame, TakingsLost
from engine.goods import STALL
from engine.scenario import Patrol
from engine.stall import takings, takings_account
from engine.turn import Turn


def chance(turn: Turn, patrol: Patrol, day: int | None = None) -> float:
    """Return the chance (0-1) that a patrol comes on a trading day: halved at heat 0, doubled at 100."""
    when = turn.day if day is None else day
    per_cent = float(patrol.comes)
    if patrol.heat:
        per_cent *= 0.5 + 1.5 * turn.values[patrol.heat] / 100
    for first, last, times in patrol.times:
        if first <= when <= last:
            per_cent *= times / 100
    return min(0.9, per_cent / 100)


def who_comes(turn: Turn, tended: Set[str]) -> str | None:
    """Return the scene of a patrol that comes to one of the stalls tended today, and note that it came."""
    for patrol in turn.scenario.patrols.values():
        if patrol.watches not in tended:
            continue
        if turn.luck.share(f"sweep.{patrol.id}", turn.day) < chance(turn, patrol):
            turn.events.append(PatrolCame(patrol.id))
            return patrol.scene
    return None


def confiscate(turn: Turn, patrol: Patrol, store: str = STALL) -> None:
    """Take what patrols want of the goods in a store, and by the patrol's chance the day's takings."""
    money = turn.scenario.money
    for key in [k for k in turn.stock if k.startswith(store + "/")]:
        good = key.partition("/")[2]
        if not turn.scenario.goods[good].seized:
            continue
        lot = turn.stock.pop(key)
        turn.post(
            f"taken by {patrol.name}",
            (f"expenses:confiscated:{money}", lot.cost),
            (turn.stock_account(good), -lot.cost),
        )
        turn.events.append(Confiscated(patrol.id, good, lot.amount))
    if patrol.takings and turn.draw(f"takings.{patrol.id}") * 100 < patrol.takings:
        lose_takings(turn, 100)


def lose_takings(turn: Turn, percent: int) -> None:
    """Lose a share of the day's takings."""
    amount = takings(turn) * percent // 100
    if amount > 0:
        money = turn.scenario.money
        turn.post("takings lost", (f"expenses:confiscated:{money}", amount), (takings_account(turn), -amount))
        turn.events.append(TakingsLost(amount, money))


def stops(turn: Turn, post: Checkpoint) -> float:
    """Return the chance (0-1) that a checkpoint stops the traveller today with the load as it is."""
    raise NotImplementedError


def finds(turn: Turn, post: Checkpoint) -> float:
    """Return the chance (0-1) that its search finds something it wants in the load as it is."""
    raise NotImplementedError


def retain(turn: Turn, who: str, days: int) -> None:
    """Have a patrol or a checkpoint look away for so many days from today on, or for so many more."""
    raise NotImplementedError


def retained(turn: Turn, who: str) -> bool:
    """Return whether a patrol or checkpoint is paid to look away today."""
    raise NotImplementedError
