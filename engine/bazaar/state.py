"""The state of a market: frozen, and whole: rules, seed and the ordered actions give it, and nothing else does."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

CARRIERS, HOUSEHOLDS, POTS, SEIZED, EATEN, SPOILED, ORIGIN = 0, -1, -2, -3, -4, -5, -6
"""Accounts outside the class, so that each won and each kilogram comes from one account and goes to another."""


class Holding(NamedTuple):
    """Won and kilograms of an account; of one outside, what has flowed into it less what has flowed out."""

    cash: int = 0
    grain: int = 0


NOTHING = Holding()


@dataclass(frozen=True, slots=True)
class Order:
    """An order in the book; the lower number came first."""

    number: int
    seat: int
    buys: bool
    price: int
    amount: int


@dataclass(frozen=True, slots=True)
class Trader:
    """What is known of a seat beside what it holds."""

    role: str
    entered: int
    """The day on which it came."""
    dawn: int
    """Kilograms it had when the day began."""
    sold: int = 0
    """Kilograms it has sold today."""
    bought: int = 0
    ate: int = 0
    """Kilograms the family has eaten so far."""
    short: int = 0
    """Kilograms it went without so far."""


class Household(NamedTuple):
    """A household from outside that has not got what it came for."""

    limit: int
    amount: int
    dares: bool


@dataclass(frozen=True, slots=True)
class State:
    """How a market stands."""

    last: int
    """The price of the last trade."""
    before: int
    """What a kilogram cost on the average of the last day on which any was sold, in whole steps."""
    day: int = 1
    wave: int = 0
    """How many times households have come today."""
    over: bool = False
    holdings: Mapping[int, Holding] = field(default_factory=lambda: MappingProxyType({}))
    traders: Mapping[int, Trader] = field(default_factory=lambda: MappingProxyType({}))
    asks: tuple[Order, ...] = ()
    """Cheapest first, then oldest."""
    bids: tuple[Order, ...] = ()
    """Dearest first, then oldest."""
    waiting: tuple[Household, ...] = ()
    orders: int = 0
    """How many orders there have been."""
    trades: int = 0
    volume: int = 0
    turnover: int = 0
    hidden: int = 0
    """Kilograms traded today, the won for them, and how many of them behind the stalls."""
    ceiling: int = 0
    agreement: int = 0
    pledged: frozenset[int] = frozenset()
    broken: frozenset[int] = frozenset()
    shocks: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Shock -> the last day it lasts; 0: until it is ended."""
    pace: int = 0

    def has(self, account: int) -> Holding:
        """Return what an account holds."""
        return self.holdings.get(account, NOTHING)

    def tied(self, seat: int) -> Holding:
        """Return what a seat's own orders hold back: money for what it would buy, grain that it offers."""
        cash = sum(one.price * one.amount for one in self.bids if one.seat == seat)
        return Holding(cash, sum(one.amount for one in self.asks if one.seat == seat))

    def free(self, seat: int) -> Holding:
        """Return what a seat can still do something with."""
        has, tied = self.has(seat), self.tied(seat)
        return Holding(has.cash - tied.cash, has.grain - tied.grain)

    def digest(self) -> str:
        """Return a digest of all of it, the same in every process."""
        return blake2b(json.dumps(self.plain(), sort_keys=True).encode(), digest_size=16).hexdigest()

    def plain(self) -> dict[str, object]:
        """Return all of it as values that JSON can hold."""
        orders = {side: [asdict(one) for one in found] for side, found in (("asks", self.asks), ("bids", self.bids))}
        simple = {
            name: getattr(self, name)
            for name in (
                "last", "before", "day", "wave", "over", "orders", "trades", "volume", "turnover", "hidden", "ceiling",
                "agreement", "pace",
            )
        }  # fmt: skip
        return {
            **simple,
            **orders,
            "holdings": {str(key): list(value) for key, value in sorted(self.holdings.items())},
            "traders": {str(key): asdict(value) for key, value in sorted(self.traders.items())},
            "waiting": [list(one) for one in self.waiting],
            "pledged": sorted(self.pledged),
            "broken": sorted(self.broken),
            "shocks": dict(sorted(self.shocks.items())),
        }
