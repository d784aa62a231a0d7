"""Names: what expressions may speak of in a scenario, and how each value is read off a turn."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine import credit, household
from engine.coupons import account
from engine.couriers import ON_THE_WAY
from engine.era import CURRENCY, Era, Process
from engine.goods import SUBUNITS, Good
from engine.goods import plural as plural
from engine.kinds import BOOL, DAYS, NUMBER, Kind, Run, Scope, Symbol
from engine.legacy import CONTINUED, ENDED
from engine.market import market_of, price
from engine.money import Currency
from engine.rates import value
from engine.road_names import Roadside, add_road_names
from engine.scenario import Creditor, Dial, Duty, Flag, Market, Number, Person, Stall, Weather
from engine.season import MONTHS as MONTHS
from engine.stall import takings
from engine.turn import Turn

STORE = re.compile("[a-z][a-z0-9_]*")
"""What a store may be called."""
NEVER = 9999
"""What `days_since` gives for a scene that was never entered."""


def scope_of(
    *,
    money: str,
    currencies: Mapping[str, Currency],
    goods: Mapping[str, Good],
    markets: Mapping[str, Market],
    weather: Weather,
    people: Mapping[str, Person],
    duties: Mapping[str, Duty] | Iterable[str],
    numbers: Mapping[str, Number],
    flags: Mapping[str, Flag],
    dials: Mapping[str, Dial],
    stalls: Mapping[str, Stall] | Iterable[str],
    creditors: Mapping[str, Creditor],
    scenes: Iterable[str],
    choices: Iterable[str],
    codex: Iterable[str],
    era: Era | None = None,
    number_kinds: Mapping[str, Kind] | None = None,
    side: Roadside | None = None,
) -> Scope:
    """Return the scope of a scenario from what it declares; `choices` are `scene.choice` ids."""
    scope = Scope()
    scope.minors = {c.id: c.minor for c in currencies.values()}
    scope.units = _units(currencies, goods)
    scope.enums = {"month": MONTHS, "weather": tuple(weather.degrees) or tuple(_kinds(weather))}
    add = scope.symbols.__setitem__
    here = Kind("money", money)
    add("takings", Symbol(here, takings))
    add("worth", Symbol(here, worth))
    add("day", Symbol(DAYS, lambda t: t.day))
    add("days_left", Symbol(DAYS, lambda t: t.scenario.lasts - t.day))
    add("food_days", Symbol(DAYS, lambda t: household.food_days(t) // 10))
    add("degrees", Symbol(NUMBER, lambda t: t.scenario.weather.degrees.get(t.paths.weather(t.day), 0)))
    add("month", Symbol(Kind("enum", "month"), lambda t: MONTHS[t.scenario.date_of(t.day).month - 1]))
    add("weather", Symbol(Kind("enum", "weather"), lambda t: t.paths.weather(t.day)))
    for currency in currencies.values():
        add(f"cash.{currency.id}", Symbol(Kind("money", currency.id), _balance(f"assets:cash:{currency.id}")))
    for good in goods.values():
        add(f"stock.{good.id}", Symbol(Kind("goods", good.unit), _held(good.id)))
    for market in markets.values():
        for good_id, quote in market.quotes.items():
            if f"price.{good_id}" not in scope.symbols:
                add(f"price.{good_id}", Symbol(Kind("money", quote.currency or money), _price(good_id, quote.currency)))
    for process in era.processes.values() if era is not None else ():
        if process.kind == CURRENCY:
            add(f"rate.{process.id}", Symbol(here, _quoted(process, "mid")))
        else:
            add(f"hidden.{process.id}", Symbol(here, _quoted(process, "hidden")))
        add(f"supply.{process.id}", Symbol(NUMBER, _quoted(process, "supply")))
    for creditor in creditors:
        add(f"due_in.{creditor}", Symbol(DAYS, _due_in(creditor)))
        add(f"trust.{creditor}", Symbol(NUMBER, _value(f"trust.{creditor}")))
    for person in people.values():
        add(f"health.{person.id}", Symbol(NUMBER, _value(f"health.{person.id}")))
        if person.adult:
            add(f"energy.{person.id}", Symbol(NUMBER, _value(f"energy.{person.id}")))
    for stall in stalls:
        add(f"cooked.{stall}", Symbol(NUMBER, _today(stall, "cooked")))
        add(f"sold.{stall}", Symbol(NUMBER, _today(stall, "sold")))
        for record in ("sold_in_all", "most_sold", "least_sold"):
            add(f"{record}.{stall}", Symbol(NUMBER, _value(f"{record}.{stall}")))
        add(f"customers.{stall}", Symbol(NUMBER, _today(stall, "customers")))
    for dial in dials.values():
        kind = Kind(dial.kind.what, dial.kind.of) if dial.kind.what in ("money", "goods") else NUMBER
        add(dial.id, Symbol(kind, _value(dial.id)))
    for number in numbers:
        add(number, Symbol((number_kinds or {}).get(number, NUMBER), _value(number)))
    for flag in flags:
        add(flag, Symbol(BOOL, _value(flag)))
    scope.find = Finder(goods)
    scope.ids = {
        "scene": frozenset(scenes),
        "choice": frozenset(choices),
        "flag": frozenset(flags),
        "person": frozenset(people),
        "duty": frozenset(duties),
        "creditor": frozenset(creditors),
        "codex": frozenset(codex),
        "ending": frozenset(),
    }
    scope.functions = {
        "visited": (("scene",), BOOL, lambda s: lambda t: s in t.seen),
        "times": (("scene",), NUMBER, lambda s: lambda t: t.seen.get(s, 0)),
        "chose": (("choice",), BOOL, lambda c: lambda t: c in t.seen),
        "days_since": (("scene",), DAYS, lambda s: lambda t: t.day - t.last[s] if s in t.last else NEVER),
        "doing": (("person", "duty"), BOOL, lambda p, d: lambda t: t.plan.get(p) == d),
        "has": (("flag",), BOOL, lambda f: lambda t: bool(t.values.get(f, 0))),
        "owes": (("creditor",), BOOL, lambda c: lambda t: c in t.debts),
        "overdue": (("creditor",), BOOL, lambda c: lambda t: c in t.debts and credit.late(t.debts[c], t.day) > 0),
        "continued": ((), BOOL, lambda: lambda t: bool(t.values.get(CONTINUED, 0))),
        "ended": (("ending",), BOOL, lambda e: lambda t: bool(t.values.get(ENDED + e, 0))),
        "knows": (("codex",), BOOL, lambda c: lambda t: c in t.known),
    }
    side = side or Roadside()
    add_road_names(scope, money, replace(side, owed_in=dict.fromkeys(creditors, money) | dict(side.owed_in)))
    return scope


def worth(turn: Turn) -> int:
    """Return money, goods and coupons at cost, wherever they lie, less debts: smallest parts of the chapter's money.

    Other money counts at the day's middle rate, owned or owed; where nobody has a rate it counts for nothing.
    """
    here = market_of(turn)
    total = takings(turn) + sum(lot.cost for lot in turn.stock.values())
    for currency in turn.scenario.currencies:
        held = turn.cash(currency) + turn.balances.get(f"{ON_THE_WAY}:{currency}", 0)
        held -= sum(debt.owed for debt in turn.debts.values() if debt.currency == currency)
        held += sum(turn.balances.get(account(c), 0) for c in turn.scenario.coupons.values() if c.currency == currency)
        total += value(turn, held, currency, here)
    return total


def yardstick_price(turn: Turn) -> int:
    """Return the middle price of the scenario's yardstick good today, smallest parts a unit; 0 where none."""
    market = market_of(turn)
    good = turn.scenario.yardstick
    return price(turn, market, good).mid if market is not None and _told(market, good, "") else 0


def in_yardstick(turn: Turn, amount: int, currency: str = "") -> int:
    """Return what a sum is worth in the yardstick good at the day's price, in its smallest parts.

    A sum of another currency than the chapter's is first turned into it at the day's rate; where none is known, 0.
    """
    if currency not in ("", turn.scenario.money):
        sign = 1 if amount >= 0 else -1
        amount = sign * value(turn, abs(amount), currency, market_of(turn))
    unit = yardstick_price(turn)
    parts = turn.scenario.goods[turn.scenario.yardstick].parts if turn.scenario.yardstick else 1
    return (1 if amount >= 0 else -1) * (abs(amount) * parts // unit) if unit else 0


def _balance(account: str) -> Run:
    return lambda t: t.balances.get(account, 0)


def _held(good: str) -> Run:
    return lambda t: t.held(good)


def _due_in(creditor: str) -> Run:
    return lambda t: credit.next_due(t.debts[creditor], t.day) - t.day if creditor in t.debts else NEVER


def _today(stall: str, what: str) -> Run:
    return lambda t: getattr(t.stall(stall), what)


def _value(name: str) -> Run:
    return lambda t: t.values.get(name, 0)


def _price(good: str, currency: str) -> Run:
    """Read a good's price at the market here, else at the first that has one, told in the same money."""

    def run(turn: Turn) -> int:
        market = market_of(turn)
        if market is None or not _told(market, good, currency):
            market = next(m for m in turn.scenario.markets.values() if _told(m, good, currency))
        return price(turn, market, good).mid

    return run


def _told(market: Market, good: str, currency: str) -> bool:
    return good in market.quotes and market.quotes[good].currency == currency


def _quoted(process: Process, what: str) -> Run:
    """Read what the era says of a price at the place of the market here, else at the first place that has one."""

    def run(turn: Turn) -> int:
        market = market_of(turn)
        place = market.place if market is not None and market.place in process.places else next(iter(process.places))
        return int(getattr(turn.paths.quotation(process.id, place, turn.day), what))

    return run


def _units(currencies: Mapping[str, Currency], goods: Mapping[str, Good]) -> dict[str, tuple[Kind, int]]:
    units: dict[str, tuple[Kind, int]] = {name: (Kind("goods", unit), n) for name, (unit, n) in SUBUNITS.items()}
    units |= {"day": (DAYS, 1), "days": (DAYS, 1)}
    for currency in currencies.values():
        units[currency.id] = (Kind("money", currency.id), currency.minor)
    for good in goods.values():
        if good.parts == 1:
            units[good.unit] = units[plural(good.unit)] = (Kind("goods", good.unit), 1)
    return units


def _kinds(weather: Weather) -> list[str]:
    return list(dict.fromkeys(kind for month in weather.months.values() for kind, _ in month))


class Finder:
    """Answers `stock.<store>.<good>` for whatever store an author names."""

    def __init__(self, goods: Mapping[str, Good]) -> None:
        self.goods = goods

    def __call__(self, name: str) -> Symbol | None:
        """Return the symbol of a name made of parts, or None."""
        parts = name.split(".")
        if len(parts) != 3 or parts[0] != "stock" or not STORE.fullmatch(parts[1]) or parts[2] not in self.goods:
            return None
        store, good = parts[1], self.goods[parts[2]]
        return Symbol(Kind("goods", good.unit), lambda t: t.held(good.id, store))
