"""Attempts: what exhausting tries in a state: choices, journeys, and of plans, deals and loads those that may matter.

A dial with few settings is tried at each, and every duty. Of other dials and of amounts a few are tried: the least, the
most, and those at which a condition turns or a choice can be paid; and of what was dealt in today no more.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from engine import deals, trips
from engine.actions import (
    Action,
    Assign,
    Buy,
    BuyHidden,
    Carry,
    Choose,
    Depart,
    LayDown,
    Redeem,
    Sell,
    SellHidden,
    SetDial,
)
from engine.errors import Refused
from engine.goods import Good
from engine.loads import load_bulk, load_mass, store_here
from engine.market import MOST_DEPTHS
from engine.offers import offered
from engine.paths import Paths
from engine.routes import LOAD, Mode
from engine.scenario import Dial, Market, Scenario
from engine.turn import Turn
from engine.world import World
from story.levels import Levels, stock_names

SETTINGS = 11
"""Settings of a dial up to which each is tried."""
AMOUNTS = 10
"""Amounts that are tried of one deal."""
DIALS, DEALS, LOADS = "dials", "deals", "loads"
"""Sorts of which only some are tried."""


class Attempts:
    """Says what is tried in the states of one scenario, and notes of what only a part was."""

    def __init__(self, scenario: Scenario, choices_only: bool = False) -> None:
        self.scenario, self.choices_only = scenario, choices_only
        self.levels = None if choices_only else Levels(scenario)
        self.sampled: set[str] = set()
        """`dials`, `deals` and `loads`, where not all of them that could be were tried."""
        self.tried: set[str] = set()
        """Sorts besides choices and journeys that there were: `dials`, `duties`, `deals`, `loads`."""

    def of(self, world: World, paths: Paths) -> Iterator[Action]:
        """Yield what is tried in a world."""
        if world.ended:
            return
        for offer in offered(self.scenario, world, paths).open:
            yield Choose(offer.id)
        scene, view = self.scenario.scenes[world.scene], Turn(self.scenario, world, paths)
        if scene.roads:
            yield from self._journeys(view)
        if self.levels is None:
            return
        if scene.plan:
            yield from self._plans(view, self.levels)
        place = self.scenario.markets.get(scene.market)
        if place is not None:
            yield from self._deals(view, place, self.levels)
        if scene.roads:
            yield from self._loads(view, self.levels)

    def _journeys(self, view: Turn) -> Iterator[Action]:
        for route in self.scenario.road.routes.values():
            try:
                if route.other_end(view.where) and not trips.trip(view, route.id).refused:
                    yield Depart(route.id)
            except Refused:
                continue

    def _plans(self, view: Turn, levels: Levels) -> Iterator[Action]:
        for duty in self.scenario.duties.values():
            if duty.when is None or duty.when.run(view):
                self.tried.add("duties")
                yield from (Assign(who, duty.id) for who in duty.who if view.plan.get(who) != duty.id)
        for dial in self.scenario.dials.values():
            self.tried.add(DIALS)
            stands = view.values[dial.id]
            yield from (SetDial(dial.id, value) for value in self._settings(view, dial, levels) if value != stands)

    def _settings(self, view: Turn, dial: Dial, levels: Levels) -> list[int]:
        steps = (dial.high - dial.low) // dial.step
        if steps < SETTINGS:
            return [dial.low + step * dial.step for step in range(steps + 1)]
        self.sampled.add(DIALS)
        found = {0, steps // 2, steps, (dial.start - dial.low) // dial.step}
        for change in levels.of(view, dial.id):
            down, rest = divmod(view.values[dial.id] + change - dial.low, dial.step)
            found |= {down, down + bool(rest)}
        return [dial.low + step * dial.step for step in sorted(found) if 0 <= step <= steps]

    def _deals(self, view: Turn, place: Market, levels: Levels) -> Iterator[Action]:
        scene = self.scenario.scenes[view.scene]
        ceilings = self.scenario.era.ceilings if self.scenario.era is not None else ()
        held_back = {ceiling.good for ceiling in ceilings}
        for name in (*place.quotes, *place.notes, *place.coupons):
            kinds: list[Callable[[str, int], deals.Deal]] = [Buy, Sell]
            kinds += [BuyHidden, SellHidden] if name in place.quotes and name in held_back else []
            kinds += [Redeem] if name in place.coupons and place.coupons[name].issuer else []
            for make in kinds:
                if self._dealt_in(view, place, name, make):
                    continue

                def order(amount: int, make: Callable[[str, int], deals.Deal] = make, name: str = name) -> int | None:
                    try:
                        return deals.order(view, scene, make(name, amount)).sum
                    except Refused:
                        return None

                amounts = self._amounts(view, place, name, make in (Buy, BuyHidden), order, levels)
                yield from (make(name, amount) for amount in amounts)

    def _dealt_in(self, view: Turn, place: Market, name: str, make: Callable[[str, int], deals.Deal]) -> bool:
        """Return whether a thing was dealt in today: to and fro in it there would be no end of states."""
        hidden = ".hidden" if make in (BuyHidden, SellHidden) else ""
        dealt = make is not Redeem and view.values.get(f"traded.{place.id}.{name}{hidden}", 0) > 0
        if dealt:
            self.sampled.add(DEALS)
        return dealt

    def _amounts(
        self,
        view: Turn,
        place: Market,
        name: str,
        buys: bool,
        order: Callable[[int], int | None],
        levels: Levels,
    ) -> list[int]:
        """Return the amounts of one deal that are tried."""
        quote = place.quotes.get(name) or place.notes.get(name) or place.coupons[name]
        top = MOST_DEPTHS * quote.depth if buys else deals.held(view, place, name)
        most = _highest(top, lambda amount: order(amount) is not None)
        if not most:
            return []
        self.tried.add(DEALS)
        names = stock_names(name, place.store) if name in place.quotes else (f"coupon.{name}", f"cash.{name}")
        sign = 1 if buys else -1
        found = {sign * change for change in levels.of(view, *names)}
        for_money: set[int] = set()
        money = quote.currency or self.scenario.money
        for change in levels.of(view, f"cash.{money}"):
            if sign * change < 0:
                # The sum grows with the amount: the last that stays within the change, and the first that goes beyond.
                within = _highest(most, partial(_costs_within, order, abs(change)))
                for_money |= {within, within + 1}
        unit = self.scenario.goods[name].parts if name in self.scenario.goods else 1
        unit = self.scenario.currencies[name].minor if name in self.scenario.currencies else unit
        return self._some(found, for_money, min(unit, most), most, DEALS)

    def _some(self, first: Iterable[int], then: Iterable[int], least: int, most: int, sort: str) -> list[int]:
        """Return the least, the most and, up to AMOUNTS in all, what was found; the one sort before the other."""
        found = {least, most}
        for amounts in (first, then):
            new = sorted({amount for amount in amounts if 0 < amount < most} - found)
            room = AMOUNTS - len(found)
            found.update(new if len(new) <= room else (new[len(new) * at // room] for at in range(room)))
        if most > len(found):
            self.sampled.add(sort)
        return sorted(found)

    def _loads(self, view: Turn, levels: Levels) -> Iterator[Action]:
        store = store_here(view)
        for good in self.scenario.goods.values():
            if not store or (good.mass is None and good.parts == 1):
                continue
            for make, held, sign in ((Carry, view.held(good.id, store), 1), (LayDown, view.held(good.id, LOAD), -1)):
                if not held:
                    continue
                self.tried.add(LOADS)
                found = {sign * change for change in levels.of(view, *stock_names(good.id, LOAD))}
                found |= {-sign * change for change in levels.of(view, *stock_names(good.id, store))}
                if make is Carry:
                    found |= set(self._fitting(view, good, held))
                amounts = self._some(found, (), min(good.parts, held), held, LOADS)
                yield from (make(good.id, amount) for amount in amounts)

    def _fitting(self, view: Turn, good: Good, held: int) -> Iterator[int]:
        """Yield the most of a good that each way of travelling takes besides what is loaded."""
        mass, bulk = load_mass(view), load_bulk(view)
        for route in trips.routes(view):
            mode = self.scenario.road.modes[self.scenario.road.routes[route].mode]
            yield _highest(held, partial(_fits, mode, good, mass, bulk))


def _costs_within(order: Callable[[int], int | None], most: int, amount: int) -> bool:
    """Return whether a deal that can be done comes to no more than a sum."""
    return (order(amount) or 0) <= most


def _fits(mode: Mode, good: Good, mass: int, bulk: int, amount: int) -> bool:
    """Return whether an amount of a good can be taken besides what weighs and takes up so much."""
    return mass + good.grams(amount) <= mode.load and (mode.bulk is None or bulk + good.room(amount) <= mode.bulk)


def _highest(top: int, holds: Callable[[int], bool]) -> int:
    """Return the highest amount up to a top for which something holds that ceases to hold as amounts rise; 0: none."""
    if top > 0 and holds(top):
        return top
    good, bad = 0, top
    while bad - good > 1:
        half = (good + bad) // 2
        good, bad = (half, bad) if holds(half) else (good, half)
    return good
