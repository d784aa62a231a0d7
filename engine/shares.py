"""Shares: what of each sale belongs to others: partners who are paid at once, a joint fund that is kept in a box."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import Refused
from engine.events import ShareTaken
from engine.evidence import Cited
from engine.money import plain
from engine.said import booked
from engine.scene import Spot

if TYPE_CHECKING:
    from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Share:
    """A part (percent) of what sales bring."""

    id: str
    name: str
    part: int
    of: tuple[str, ...] = ()
    """Goods whose sales are shared; none: all."""
    flag: str = ""
    """The flag while which it is taken; empty: always."""
    kept: bool = False
    """Whether it is kept in a box that may be drawn on."""
    cited: Cited = Cited()
    spot: Spot = Spot()


def parts(turn: "Turn", good: str, takings: int) -> tuple[tuple[str, int], ...]:
    """Return (share, sum) of what others take of a sale, each rounded down, together no more than the takings."""
    found, left = [], takings
    for share in turn.scenario.shares.values():
        if (share.of and good not in share.of) or (share.flag and not turn.values.get(share.flag, 0)):
            continue
        amount = min(left, takings * share.part // 100)
        if amount > 0:
            found.append((share.id, amount))
            left -= amount
    return tuple(found)


def take(turn: "Turn", good: str, takings: int, currency: str) -> None:
    """Pay out of what a sale of a good has just brought what belongs to others, or lay it in its box."""
    for name, amount in parts(turn, good, takings):
        share = turn.scenario.shares[name]
        into = _laid_in(name, currency) if share.kept else f"expenses:{booked(share.name)}:{currency}"
        turn.post(f"to {booked(share.name)}", (into, amount), (f"assets:cash:{currency}", -amount))
        turn.events.append(ShareTaken(name, amount, currency))


def draw(turn: "Turn", share: str, amount: int) -> None:
    """Take money out of a share's box into the purse; refuse where there is less."""
    rule, money, there = turn.scenario.shares[share], turn.scenario.money, box(turn, share)
    if amount > there:
        currency = turn.scenario.currencies[money]
        raise Refused(
            "There is no more than {amount} {money} in {box}.",
            amount=plain(there, currency.minor), money=currency.plural, box=rule.name,
        )  # fmt: skip
    turn.receive(amount, money, "income", f"fund.{share}", f"out of {booked(rule.name)}")


def box(turn: "Turn", share: str) -> int:
    """Return what is in a share's box, smallest parts of the chapter's money; what other money it holds stays there."""
    money = turn.scenario.money
    # The box is not the player's own: what is laid in is an expense, what is drawn an income, and the rest is in it.
    return turn.balances.get(_laid_in(share, money), 0) + turn.balances.get(f"income:fund.{share}:{money}", 0)


def _laid_in(share: str, currency: str) -> str:
    return f"expenses:fund.{share}:{currency}"
