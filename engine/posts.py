"""Posts: work for the state, what it pays and demands, and the rations that hang on it."""

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.events import RationCame, WagePaid
from engine.evidence import Cited
from engine.goods import Lot
from engine.kinds import Expr
from engine.said import booked
from engine.scene import Spot
from engine.schedule import Schedule

if TYPE_CHECKING:
    from engine.turn import Turn

WHOLE = 1_000_000
"""Parts in which a share is counted."""
WEIGHED = 10
"""Rations are weighed out in tens of grams."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post at a works or an office; attendance is a number 0-100."""

    id: str
    name: str
    attendance: str
    rises: int
    falls: int
    excused: Expr | None
    wage: int
    """Smallest parts of the chapter's money, each `every` days, for full attendance."""
    every: int
    paid: Schedule
    """Part of the wage that is paid out, by date (0-1)."""
    cited: Cited = Cited()
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Ration:
    """What the state hands out."""

    id: str
    name: str
    good: str
    adult: int
    """Smallest parts of the good a day."""
    child: int
    every: int
    share: Schedule
    """Part of it that comes, by date (0-1)."""
    when: Expr | None
    cited: Cited = Cited()
    spot: Spot = Spot()


def attend(turn: "Turn", attended: Set[str]) -> None:
    """Let attendance at each post rise or fall by whether anybody was there today; it stands still where excused."""
    for post in turn.scenario.posts.values():
        if post.id in attended:
            turn.add(post.attendance, post.rises)
        elif post.excused is None or not post.excused.run(turn):
            turn.add(post.attendance, -post.falls)


def pay(turn: "Turn") -> None:
    """Pay the wages and hand out the rations that fall due this morning."""
    today = turn.scenario.ordinal(turn.day)
    for post in turn.scenario.posts.values():
        if comes(turn.day, post.every):
            wage = post.wage * turn.values.get(post.attendance, 0) * _share(post.paid, today) // (100 * WHOLE)
            _pay_out(turn, post, wage)
    for ration in turn.scenario.rations.values():
        if comes(turn.day, ration.every) and (ration.when is None or ration.when.run(turn)):
            amount = _daily(turn, ration) * ration.every * _share(ration.share, today) // WHOLE
            if turn.scenario.goods[ration.good].parts > 1:
                amount -= amount % WEIGHED
            turn.put(ration.good, Lot(amount, 0))
            turn.events.append(RationCame(ration.id, ration.good, amount))


def comes(day: int, every: int) -> bool:
    """Return whether a day is one of those on which comes what comes each so many days, counted from the first."""
    return every > 0 and day > 1 and (day - 1) % every == 0


def _share(shares: Schedule, today: int) -> int:
    """A share as whole parts of `WHOLE`, so that sums are worked out in whole numbers."""
    return round(shares.at(today) * WHOLE)


def _pay_out(turn: "Turn", post: Post, wage: int) -> None:
    money = turn.scenario.money
    turn.post(
        f"wage from {booked(post.name)}", (turn.cash_account, wage), (f"income:{booked(post.name)}:{money}", -wage)
    )
    turn.events.append(WagePaid(post.id, wage, money))


def _daily(turn: "Turn", ration: Ration) -> int:
    return sum(ration.adult if person.adult else ration.child for person in turn.scenario.people.values())
