"""Views: what a pupil sees of the market, and what the teacher does; read off the state, never kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.bazaar.fair import even_share, spare
from engine.bazaar.state import CARRIERS, Order
from game.classroom.bazaar.square import Square
from game.classroom.room import Seat

LEVELS = 6
"""Prices that are shown of each side of the book."""


@dataclass(frozen=True, slots=True)
class Level:
    """A price of the book: how much stands at it, how much of that is one's own, whether it is behind the stalls."""

    price: int
    amount: int
    own: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Own:
    """An order of one's own."""

    number: int
    buys: bool
    price: int
    amount: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Common:
    """What everybody sees."""

    state: str
    day: int
    wave: int
    days: int
    hour: str
    next: str
    """What comes next."""
    over: bool
    last: int
    before: int
    """What a kilogram cost on the average the day before."""
    asks: tuple[Level, ...]
    bids: tuple[Level, ...]
    trades: tuple[tuple[str, int, int], ...]
    """(how, kilograms, price) of the latest, the last first."""
    told: tuple[tuple[str, str], ...]
    ceiling: int
    agreement: int
    joined: int
    broken: int
    sellers: int
    volume: int
    good: str
    money: str
    tick: int


@dataclass(frozen=True, slots=True)
class Mine:
    """What a seat sees of its own."""

    role: str
    about: str
    sells: bool
    cash: int
    grain: int
    free_cash: int
    free_grain: int
    eats: int
    cooks: int
    takings: int
    short: int
    days_of_food: int
    orders: tuple[Own, ...]
    told: tuple[str, ...]
    joined: bool
    broke: bool
    placed: int


def common(square: Square, seat: int = 0) -> Common:
    """Return what everybody sees, with one's own part of the book marked."""
    market, rules, told = square.market, square.rules, square.chronicle
    state = market.state
    at = (*(f"before {rules.waves[0]}", *rules.waves),)[state.wave]
    coming = "night falls" if state.wave == len(rules.waves) else f"households come ({rules.waves[state.wave]})"
    return Common(
        square.state.value, state.day, state.wave, rules.days, "over" if state.over else at, coming, state.over,
        state.last, state.before,
        levels(state.asks, state.ceiling, seat), levels(state.bids, state.ceiling, seat),
        tuple(
            ("behind the stalls" if one.hidden else "", one.amount, one.price) for one in reversed(told.trades[-8:])
        ),
        tuple(reversed(tuple(told.told)[-6:])), state.ceiling, state.agreement, len(state.pledged), len(state.broken),
        sum(rules.role(trader.role).sells for trader in state.traders.values()), state.volume, rules.good, rules.money,
        rules.tick,
    )  # fmt: skip


def levels(orders: Iterable[Order], ceiling: int, seat: int = 0) -> tuple[Level, ...]:
    """Return one side of the book by price, best first."""
    found: dict[int, list[int]] = {}
    for one in orders:
        sums = found.setdefault(one.price, [0, 0])
        sums[0] += one.amount
        sums[1] += one.amount if seat and one.seat == seat else 0
    return tuple(
        Level(price, amount, own, bool(ceiling and price > ceiling)) for price, (amount, own) in found.items()
    )[:LEVELS]


def mine(square: Square, seat: Seat) -> Mine:
    """Return what a seat sees of its own."""
    state, number = square.market.state, seat.number
    role = square.rules.role_of(number)
    has, free = state.has(number), state.free(number)
    orders = tuple(
        Own(one.number, one.buys, one.price, one.amount, bool(state.ceiling and one.price > state.ceiling))
        for one in sorted((*state.asks, *state.bids), key=lambda one: one.number)
        if one.seat == number and number != CARRIERS
    )
    trader = state.traders.get(number)
    return Mine(
        role.name, role.about, role.sells, has.cash, has.grain, free.cash, free.grain, role.eats, role.cooks,
        role.takings, trader.short if trader is not None else 0, has.grain // role.eats if role.eats else 0, orders,
        tuple(reversed(tuple(square.chronicle.own[number])[-10:])), number in state.pledged, number in state.broken,
        square.chronicle.placed.get(number, 0),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supply:
    """How much of what sellers had at dawn they bring."""

    stock: int
    brought: int
    even: int
    """What they would bring if each spread it evenly over the days left."""
    holding: int
    """Sellers who bring less than half of their own even share."""
    sellers: int

    @property
    def percent(self) -> int:
        """Percent of the stock that is sold or on offer today."""
        return round(100 * self.brought / self.stock) if self.stock else 0

    @property
    def fair_percent(self) -> int:
        """Percent that an even share would be."""
        return round(100 * self.even / self.stock) if self.stock else 0


def supply(square: Square) -> Supply:
    """Return how much of their stock sellers bring today; no names."""
    state, rules = square.market.state, square.rules
    days = rules.days - state.day + 1
    stock = brought = holding = sellers = 0
    for number, trader in state.traders.items():
        role = rules.role(trader.role)
        if not role.sells:
            continue
        sellers += 1
        offered = trader.sold + state.tied(number).grain
        stock, brought = stock + trader.dawn, brought + offered
        holding += offered * 2 * days < spare(rules, state, trader)
    return Supply(stock, brought, even_share(rules, state), holding, sellers)
