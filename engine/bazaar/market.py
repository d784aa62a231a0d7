"""A market: rules, seed and the ordered actions; deciding is pure, and replaying gives the same digest anywhere."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from engine.bazaar import book, crowd, night
from engine.bazaar.actions import (
    OF_A_SEAT,
    Action,
    Ask,
    Bid,
    Call,
    Cancel,
    Cap,
    Enter,
    Pace,
    Pass,
    Pledge,
    Strike,
)
from engine.bazaar.events import Called, Capped, Entered, Event, Paced, Pledged, Struck
from engine.bazaar.floor import Floor
from engine.bazaar.rules import Rules
from engine.bazaar.state import ORIGIN, State, Trader
from engine.errors import Refused

SLOWEST, FASTEST = 600, 10
"""Seconds between which time may pass by itself."""


def opened(rules: Rules) -> State:
    """Return a market to which nobody has come yet."""
    return State(last=rules.opening, before=rules.opening)


def decide(rules: Rules, seed: int, state: State, action: Action) -> tuple[State, tuple[Event, ...]]:
    """Return what an action makes of a state, and what happened; raise `Refused` with a sentence where it cannot be."""
    if state.over:
        raise Refused("The market is over.")
    floor = Floor(rules, seed, state)
    match action:
        case Enter(seat):
            _enter(floor, seat)
        case Bid(seat, price, amount, hidden):
            book.bid(floor, seat, price, amount, hidden)
        case Ask(seat, price, amount, hidden):
            book.ask(floor, seat, price, amount, hidden)
        case Cancel(seat, order):
            book.cancel(floor, seat, order)
        case Pledge(seat):
            _pledge(floor, seat)
        case Pass():
            if state.wave < len(rules.waves):
                crowd.come(floor)
            else:
                night.fall(floor)
        case Cap(price):
            _cap(floor, price)
        case Strike(shock, on):
            _strike(floor, shock, on)
        case Call(price):
            _priced(floor, price)
            floor.change(agreement=price, pledged=frozenset(), broken=frozenset())
            floor.events.append(Called(price))
        case Pace(seconds):
            if seconds and not FASTEST <= seconds <= SLOWEST:
                raise Refused(f"Time may pass by itself every {FASTEST} to {SLOWEST} seconds, or not at all.")
            floor.change(pace=seconds)
            floor.events.append(Paced(seconds))
    return floor.frozen(), tuple(floor.events)


def _enter(floor: Floor, seat: int) -> None:
    if seat < 1 or seat in floor.traders:
        raise Refused("This seat is at the market already.")
    role = floor.rules.role_of(seat)
    floor.move(ORIGIN, seat, role.cash, role.grain)
    floor.traders[seat] = Trader(role.id, floor.state.day, role.grain)
    floor.events.append(Entered(seat, role.id))


def _pledge(floor: Floor, seat: int) -> None:
    state = floor.state
    if not state.agreement:
        raise Refused("There is no agreement to join.")
    if seat not in floor.sellers:
        raise Refused("This is among those who sell.")
    if seat in state.pledged:
        raise Refused("You have joined already.")
    floor.change(pledged=state.pledged | {seat})
    floor.events.append(Pledged(seat))
    for order in floor.asks:
        if order.seat == seat:
            floor.keeps(seat, order.price)


def _cap(floor: Floor, price: int) -> None:
    _priced(floor, price)
    if price == floor.state.ceiling:
        raise Refused("It is so already.")
    floor.change(ceiling=price)
    floor.events.append(Capped(price))
    if price:
        floor.clear("ceiling", above=price)


def _strike(floor: Floor, name: str, on: bool) -> None:
    shock, shocks = floor.rules.shock(name), dict(floor.state.shocks)
    if shock is None:
        raise Refused(f"This market has no {name!r} that could befall it.")
    if on == (name in shocks):
        raise Refused("It is so already.")
    if on:
        shocks[name] = floor.state.day + shock.days - 1 if shock.days else 0
    else:
        del shocks[name]
    floor.change(shocks=MappingProxyType(shocks))
    floor.events.append(Struck(name, on))


def _priced(floor: Floor, price: int) -> None:
    rules = floor.rules
    if price and (not rules.tick <= price <= rules.highest or price % rules.tick):
        raise Refused(f"A price goes by {rules.tick:,} {rules.money} and lies below {rules.highest:,}.")


class Market:
    """A market that is on: what was done, in order, and what came of it."""

    def __init__(self, rules: Rules, seed: int) -> None:
        self.rules = rules
        self.seed = seed
        self.state = opened(rules)
        self.journal: list[Action] = []
        self.history: list[tuple[Event, ...]] = []
        """What happened at each action."""

    @classmethod
    def replayed(cls, rules: Rules, seed: int, actions: Iterable[Action]) -> "Market":
        """Return a market in which these actions were done; raise `Refused` at the first that cannot be."""
        market = cls(rules, seed)
        for action in actions:
            market.act(action)
        return market

    def foresee(self, action: Action) -> tuple[State, tuple[Event, ...]]:
        """Return what an action would make of it, and do nothing; raise `Refused` as it would."""
        return decide(self.rules, self.seed, self.state, action)

    def expected(self, action: Action) -> tuple[State, tuple[Event, ...]]:
        """Return what somebody who acts may expect: as `foresee`, but nobody is told whether they would be found."""
        safe = replace(self.rules, ceiling=replace(self.rules.ceiling, risk=0.0))
        return decide(safe, self.seed, self.state, action)

    def act(self, action: Action) -> tuple[Event, ...]:
        """Do an action and return what happened; raise `Refused`, all as it was, where it cannot be."""
        state, events = self.foresee(action)
        self.commit(action, state, events)
        return events

    def commit(self, action: Action, state: State, events: tuple[Event, ...]) -> None:
        """Take over what `foresee` returned for an action."""
        self.state = state
        self.journal.append(action)
        self.history.append(events)


def seat_of(action: Action) -> int:
    """Return the seat that does an action; 0 where it is the teacher or time."""
    return action.seat if isinstance(action, OF_A_SEAT) else 0
