"""Legacies: what one chapter leaves to the next where they are played in a row, and how the next takes it over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.errors import BadSnapshot
from engine.goods import HOME, Lot
from engine.world import Debt, World

if TYPE_CHECKING:
    from engine.scenario import Scenario
    from engine.turn import Turn

TAKEN_OVER = "carried over"
"""The name under which it stands in the books."""
CONTINUED = "~continued"
"""Kept among the values: 1 where a chapter was begun with what another left."""


class Sum(NamedTuple):
    """A sum with the smallest parts that make one of its currency: two chapters may count in different ones."""

    amount: int
    minor: int

    def of(self, minor: int) -> int:
        """Return it in other smallest parts, rounded towards nothing."""
        sign = 1 if self.amount >= 0 else -1
        return sign * (abs(self.amount) * minor // self.minor)


class Owed(NamedTuple):
    """A debt as it was left: its currency, what is owed, and in how many days it falls due (below 0: late)."""

    currency: str
    owed: Sum
    due_in: int


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


@dataclass(frozen=True, slots=True)
class Carries:
    """What a chapter takes over: each map is from its own names to those of the chapters before it."""

    chapters: tuple[str, ...] = ()
    """Slugs of the chapters it may follow."""
    cash: tuple[str, ...] = ()
    goods: Mapping[str, str] = field(default_factory=dict)
    debts: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


def left(scenario: "Scenario", world: World) -> Legacy:
    """Return all that a play leaves: cash, goods wherever they lie, debts, numbers and flags."""
    minors = {currency.id: currency.minor for currency in scenario.currencies.values()}
    cash = {name: Sum(world.balances.get(f"assets:cash:{name}", 0), minor) for name, minor in minors.items()}
    money, goods = minors[scenario.money], dict[str, Kept]()
    for key, lot in world.stock.items():
        good = key.partition("/")[2]
        before = goods.get(good, Kept(0, scenario.goods[good].parts, Sum(0, money)))
        cost = Sum(before.cost.amount + lot.cost, money)
        goods[good] = before._replace(amount=before.amount + lot.amount, cost=cost)
    debts = {
        name: Owed(debt.currency, Sum(debt.owed, minors[debt.currency]), debt.due - world.day)
        for name, debt in world.debts.items()
    }
    values = {name: value for name, value in world.values.items() if name[0] != "~"}
    return Legacy(scenario.slug, cash, goods, debts, values)


def take_over(turn: "Turn", legacy: Legacy) -> None:
    """Put what a chapter left in the place of what this one would begin with, as far as it takes it over.

    What is not named in the chapter's `carries` stays as the chapter's own beginning has it.
    """
    carries = turn.scenario.carries
    if legacy.chapter not in carries.chapters:
        return
    for currency in carries.cash:
        minor = turn.scenario.currencies[currency].minor
        _balance(turn, f"assets:cash:{currency}", legacy.cash.get(currency, Sum(0, 1)).of(minor))
    for good, there in carries.goods.items():
        _goods(turn, good, legacy.goods.get(there))
    for creditor, there in carries.debts.items():
        _debt(turn, creditor, legacy.debts.get(there))
    for name, there in carries.values.items():
        if there in legacy.values:
            if name in turn.scenario.flags:
                turn.values[name] = int(bool(legacy.values[there]))
            else:
                turn.add(name, legacy.values[there] - turn.values.get(name, 0))
    turn.values[CONTINUED] = 1


def _balance(turn: "Turn", account: str, wanted: int) -> None:
    more = wanted - turn.balances.get(account, 0)
    turn.post(TAKEN_OVER, (account, more), (f"equity:{TAKEN_OVER}:{account.rpartition(':')[2]}", -more))


def _goods(turn: "Turn", good: str, kept: Kept | None) -> None:
    for key in [key for key in turn.stock if key.endswith(f"/{good}")]:
        del turn.stock[key]
    rule, minor = turn.scenario.goods[good], turn.scenario.currencies[turn.scenario.money].minor
    lot = Lot(kept.amount * rule.parts // kept.parts, kept.cost.of(minor)) if kept is not None else Lot(0, 0)
    if lot.amount:
        turn.put(good, lot, HOME)
    _balance(turn, turn.stock_account(good), lot.cost if lot.amount else 0)


def _debt(turn: "Turn", creditor: str, owed: Owed | None) -> None:
    before = turn.debts.pop(creditor, None)
    if before is not None:
        _balance(turn, f"liabilities:{creditor}:{before.currency}", 0)
    if owed is None or owed.currency not in turn.scenario.currencies:
        return
    amount = owed.owed.of(turn.scenario.currencies[owed.currency].minor)
    if amount <= 0:
        return
    # Instalments that the chapter's own beginning agreed on go on; else what is late falls due tomorrow.
    due = turn.day + max(1, owed.due_in)
    terms = before if before is not None and before.currency == owed.currency else None
    turn.debts[creditor] = Debt(
        owed.currency, amount, amount, turn.day, terms.due if terms is not None and terms.every else due, 0,
        terms.part if terms is not None else 0, terms.every if terms is not None else 0,
    )  # fmt: skip
    _balance(turn, f"liabilities:{creditor}:{owed.currency}", -amount)


def written(legacy: Legacy) -> dict[str, Any]:
    """Return a legacy as plain values that JSON can hold."""
    return {
        "chapter": legacy.chapter,
        "cash": {name: list(sum_) for name, sum_ in legacy.cash.items()},
        "goods": {name: [kept.amount, kept.parts, *kept.cost] for name, kept in legacy.goods.items()},
        "debts": {name: [owed.currency, *owed.owed, owed.due_in] for name, owed in legacy.debts.items()},
        "values": dict(legacy.values),
    }


def read(data: object) -> Legacy:
    """Return the legacy of plain values; raise `BadSnapshot` where they are none."""
    try:
        if not isinstance(data, dict):
            raise TypeError("it is no list of facts")
        found = Legacy(
            _text(data["chapter"]),
            {_text(name): Sum(*_whole(row, 2)) for name, row in data["cash"].items()},
            {_text(n): _kept(_whole(row, 4)) for n, row in data["goods"].items()},
            {
                _text(n): Owed(_text(row[0]), Sum(*_whole(row[1:3], 2)), *_whole(row[3:], 1))
                for n, row in data["debts"].items()
            },
            {_text(name): _whole([value], 1)[0] for name, value in data["values"].items()},
        )
        if any(sum_.minor < 1 for sum_ in found.cash.values()) or any(k.parts < 1 for k in found.goods.values()):
            raise TypeError("it counts in parts of nothing")
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise BadSnapshot(f"What the chapter before left is damaged: {error}.") from error
    return found


def _kept(row: list[int]) -> Kept:
    amount, parts, cost, minor = row
    return Kept(amount, parts, Sum(cost, minor))


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError(f"{value!r} is no text")
    return value


def _whole(row: object, length: int) -> list[int]:
    if not isinstance(row, list) or len(row) != length or any(type(value) is not int for value in row):
        raise TypeError(f"{row!r} is no row of {length} whole numbers")
    return row
