"""Legacies: what one chapter leaves to the next where they are played in a row, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.errors import BadSnapshot
from engine.instalments import late, next_due
from engine.scene import Spot
from engine.world import World

if TYPE_CHECKING:
    from engine.scenario import Scenario

CONTINUED = "~continued"
"""Kept among the values: 1 where a chapter was begun with what another left."""
ENDED = "~ended."
"""Kept among the values, before the id of an ending: 1 where the chapter before came to it."""


class Sum(NamedTuple):
    """A sum with the smallest parts that make one of its currency: two chapters may count in different ones."""

    amount: int
    minor: int

    def of(self, minor: int) -> int:
        """Return it in other smallest parts, rounded towards nothing."""
        sign = 1 if self.amount >= 0 else -1
        return sign * (abs(self.amount) * minor // self.minor)


class Owed(NamedTuple):
    """A debt as it was left."""

    currency: str
    owed: Sum
    due_in: int
    """Days until the next unpaid sum falls due, below 0 where one is late."""
    part: int = 0
    """What an instalment is, in the parts of `owed`; 0: all falls due at once."""
    every: int = 0
    """Days between instalments."""


class Kept(NamedTuple):
    """Goods as they were left: smallest parts, how many make a unit, and what they cost."""

    amount: int
    parts: int
    cost: Sum


@dataclass(frozen=True, slots=True)
class Legacy:
    """What a chapter left."""

    chapter: str
    cash: Mapping[str, Sum] = field(default_factory=dict)
    goods: Mapping[str, Kept] = field(default_factory=dict)
    debts: Mapping[str, Owed] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    ending: str = ""
    """The ending it came to; empty where it was left before."""


@dataclass(frozen=True, slots=True)
class Carries:
    """What a chapter takes over: each map is from its own names to those of the chapters before it."""

    chapters: tuple[str, ...] = ()
    """Slugs of the chapters it may follow."""
    cash: tuple[str, ...] = ()
    goods: Mapping[str, str] = field(default_factory=dict)
    debts: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    """The scene in which a play begins that follows another; empty: the chapter's first."""
    endings: tuple[str, ...] = ()
    """Endings of the chapters before that conditions may ask for."""
    spots: Mapping[str, Spot] = field(default_factory=dict)
    """Key, or `key.name` -> where an author wrote it."""


def left(scenario: "Scenario", world: World) -> Legacy:
    """Return all that a play leaves: money in the box and from the day, goods wherever they lie, debts, numbers, flags.

    What is on the way with a courier, coupons and what lies in a box of shares stay behind.
    """
    minors = {currency.id: currency.minor for currency in scenario.currencies.values()}
    cash = {
        name: Sum(sum(world.balances.get(f"assets:{box}:{name}", 0) for box in ("cash", "takings")), minor)
        for name, minor in minors.items()
    }
    money, goods = minors[scenario.money], dict[str, Kept]()
    for key, lot in world.stock.items():
        good = key.partition("/")[2]
        before = goods.get(good, Kept(0, scenario.goods[good].parts, Sum(0, money)))
        cost = Sum(before.cost.amount + lot.cost, money)
        goods[good] = before._replace(amount=before.amount + lot.amount, cost=cost)
    debts = {
        name: Owed(
            debt.currency,
            Sum(debt.owed, minors[debt.currency]),
            -since if (since := late(debt, world.day)) else next_due(debt, world.day) - world.day,
            debt.part,
            debt.every,
        )
        for name, debt in world.debts.items()
    }
    values = {name: value for name, value in world.values.items() if name[0] != "~"}
    return Legacy(scenario.slug, cash, goods, debts, values, world.scene if world.ended else "")


def written(legacy: Legacy) -> dict[str, Any]:
    """Return a legacy as plain values that JSON can hold."""
    return {
        "chapter": legacy.chapter,
        "ending": legacy.ending,
        "cash": {name: list(sum_) for name, sum_ in legacy.cash.items()},
        "goods": {name: [kept.amount, kept.parts, *kept.cost] for name, kept in legacy.goods.items()},
        "debts": {
            name: [owed.currency, *owed.owed, owed.due_in, owed.part, owed.every] for name, owed in legacy.debts.items()
        },
        "values": dict(legacy.values),
    }


def read(data: object) -> Legacy:
    """Return the legacy of plain values; raise `BadSnapshot` where they are none.

    One of earlier days says neither the ending nor the instalments that were left: then none is known, and none are.
    """
    try:
        if not isinstance(data, dict):
            raise TypeError("it is no list of facts")
        return Legacy(
            _text(data["chapter"]),
            {_text(name): _sum(_whole(row, 2)) for name, row in data["cash"].items()},
            {_text(name): _kept(_whole(row, 4)) for name, row in data["goods"].items()},
            {_text(name): _owed(row) for name, row in data["debts"].items()},
            {_text(name): _whole([value], 1)[0] for name, value in data["values"].items()},
            _text(data.get("ending", "")),
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise BadSnapshot(f"What the chapter before left is damaged: {error}.") from error


def _sum(row: list[int]) -> Sum:
    if row[0] < 0 or row[1] < 1:
        raise TypeError("it holds less than nothing, or counts in parts of nothing")
    return Sum(*row)


def _kept(row: list[int]) -> Kept:
    amount, parts = _sum(row[:2])
    return Kept(amount, parts, _sum(row[2:]))


def _owed(row: Any) -> Owed:
    owed, (due_in, part, every) = _sum(_whole(row[1:3], 2)), _whole([*row[3:], 0, 0] if len(row) == 4 else row[3:], 3)
    if part < 0 or every < 0:
        raise TypeError("an instalment is less than nothing")
    return Owed(_text(row[0]), owed, due_in, part, every)


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError(f"{value!r} is no text")
    return value


def _whole(row: object, length: int) -> list[int]:
    if not isinstance(row, list) or len(row) != length or any(type(value) is not int for value in row):
        raise TypeError(f"{row!r} is no row of {length} whole numbers")
    return row
