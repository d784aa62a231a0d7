"""The merchant: a policy that buys what paid better elsewhere by what it has seen, and goes there.

It knows no price it has not seen: of another place, those of the day it was last there. It keeps its household in grain
and leaves to chance every choice that is no trade.
"""

from dataclasses import dataclass
from typing import NamedTuple

from engine import household, travel
from engine.actions import Action, Buy, Carry, Choose, Depart, Sell
from engine.errors import Refused
from engine.goods import HOME
from engine.luck import Luck, weighted
from engine.market import price
from engine.routes import LOAD
from engine.scenario import Market, Scenario
from engine.session import Session
from engine.turn import Turn
from story.policies import Policy

MOST_DEALS = 20
"""Deals in a row after which it goes on, so that no play stands still."""
LARDER = 200
"""Tenths of days of food at home below which grain is bought before anything else."""
LOOKS = 0.15
"""How often it goes to see a place it has never been to, where nothing it knows is worth carrying."""
WORTH_IT = 1.15
"""What a load must fetch, over what it and the way cost, before it is carried."""


class Venture(NamedTuple):
    """A load for a route: what to buy here, how much of it, and what a day of it is thought to bring."""

    route: str
    good: str
    amount: int
    a_day: int


@dataclass(frozen=True, slots=True)
class Merchant(Policy):
    """The policy; it remembers nothing but what the play itself has seen."""

    knows: bool = False
    """Whether it is told today's prices everywhere, as nobody was: the measure of what trade can bring at most."""

    def next(self, session: Session, luck: Luck, count: int, planned: int) -> Action:
        """Return the next action; `planned` counts deals since the last choice, `count` keys the policy's own luck."""
        offered = session.offered()
        turn = session.view()
        market = turn.scenario.markets.get(offered.market)
        if planned < MOST_DEALS:
            if market is not None and (deal := self._sale(turn, market) or _grain(turn, market)) is not None:
                return deal
            if session.scene.roads and (step := self._venture(turn, market) or _look(turn, luck, count)) is not None:
                return step
        going = [offer for offer in offered.open if not ends(session, offer.id)] or list(offered.open)
        if not going:
            raise Refused(f"Nothing can be chosen in {session.world.scene!r}.")
        weights = [4 if offer.passes else 1 for offer in going]
        return Choose(going[weighted(luck.share("policy", count), weights)].id)

    def seen(self, turn: Turn, market: Market, good: str) -> int:
        """Return the middle price of a good at a market on the day the player was last there; 0 where never."""
        day = turn.day if self.knows else turn.last.get(turn.scenario.places[market.place].scene, 0)
        return turn.paths.mid(market.id, good, day) if day and good in market.quotes else 0

    def _sale(self, turn: Turn, market: Market) -> Action | None:
        """Sell what is carried for trade where it fetches no less than was last seen elsewhere, once a day."""
        for good, quote in market.quotes.items():
            held = turn.held(good, market.store)
            if not held or _dealt(turn, market, good) or (market.store == HOME and good in needed(turn.scenario)):
                continue
            now = price(turn, market, good)
            best = max((self.seen(turn, other, good) for other in turn.scenario.markets.values()), default=0)
            if 10 * now.bid >= 9 * best and (amount := min(held, quote.depth, now.available)):
                return Sell(good, amount)
        return None

    def _venture(self, turn: Turn, market: Market | None) -> Action | None:
        """Buy for the best route, load it, and set out; one step at a time."""
        best: Venture | None = None
        for name in travel.routes(turn):
            trip = travel.trip(turn, name)
            if trip.refused and trip.mass <= trip.limit:
                continue
            for good, amount, gain in self._loads(turn, market, trip):
                a_day = gain // max(1, trip.days[0])
                if best is None or a_day > best.a_day:
                    best = Venture(name, good, amount, a_day)
        if best is None:
            return None
        if market is not None and best.amount and not _dealt(turn, market, best.good):
            return Buy(best.good, best.amount)
        if market is not None and market.store == HOME:
            for good in market.quotes:
                if good not in needed(turn.scenario) and (there := turn.held(good, HOME)):
                    room = travel.trip(turn, best.route).limit - travel.load_mass(turn)
                    weight = turn.scenario.goods[good].grams(turn.scenario.goods[good].parts) or 1
                    if amount := min(there, max(0, room) * turn.scenario.goods[good].parts // weight):
                        return Carry(good, amount)
        return Depart(best.route) if not travel.trip(turn, best.route).refused else None

    def _loads(self, turn: Turn, market: Market | None, trip: travel.Trip) -> list[tuple[str, int, int]]:
        """Return (good, amount to buy, gain) of what might be carried on a trip, and of going with what is carried."""
        there = [other for other in turn.scenario.markets.values() if other.place == trip.target]
        cost = trip.fare + trip.keep
        found = []
        if (gain := self._carried(turn, market, there) - cost) > 0:
            found.append(("", 0, gain))
        if market is None:
            return found
        for good, quote in market.quotes.items():
            rule = turn.scenario.goods[good]
            fetches = max((self.seen(turn, other, good) for other in there), default=0)
            now = price(turn, market, good)
            weight = rule.grams(rule.parts)
            if not fetches or not weight or not now.offered or _dealt(turn, market, good):
                continue
            room = max(0, trip.limit - trip.mass) * rule.parts // weight
            amount = min(
                now.offered, quote.depth, room, max(0, turn.cash() - cost) * rule.parts // (now.ask * 11 // 10 + 1)
            )
            gain = (fetches * 9 // 10 - now.ask) * amount // rule.parts - cost
            if amount > 0 and fetches * 9 // 10 > now.ask * WORTH_IT and gain > 0:
                found.append((good, amount, gain))
        return found

    def _carried(self, turn: Turn, market: Market | None, there: list[Market]) -> int:
        """Return what goods at hand would fetch elsewhere beyond what they fetch here."""
        stores = dict.fromkeys((LOAD, market.store if market is not None else LOAD))
        more = 0
        for good, rule in turn.scenario.goods.items():
            held = sum(turn.held(good, store) for store in stores)
            fetches = max((self.seen(turn, other, good) for other in there), default=0) * 9 // 10
            if not held or not fetches or good in needed(turn.scenario):
                continue
            here = price(turn, market, good).bid if market is not None and good in market.quotes else 0
            more += max(0, fetches - here) * held // rule.parts
        return more


MERCHANT = Merchant("merchant", "Carries what paid best where it was last seen, as much as money and the way allow.")


def _dealt(turn: Turn, market: Market, good: str) -> bool:
    return bool(turn.values.get(f"traded.{market.id}.{good}", 0))


def _grain(turn: Turn, market: Market) -> Action | None:
    """Buy the cheapest food for home while the larder is low."""
    if market.store != HOME or household.food_days(turn) >= LARDER:
        return None
    foods = [good for good in turn.scenario.eating.goods if good in market.quotes and turn.scenario.goods[good].food]
    foods = [good for good in foods if not _dealt(turn, market, good)]
    if not foods:
        return None
    cheapest = min(foods, key=lambda good: price(turn, market, good).ask * 1000 // turn.scenario.goods[good].food)
    now = price(turn, market, cheapest)
    amount = min(now.offered, turn.cash() // 2 * turn.scenario.goods[cheapest].parts // (now.ask * 11 // 10 + 1))
    return Buy(cheapest, amount) if amount > 0 else None


def needed(scenario: Scenario) -> frozenset[str]:
    """Return what the household lives on: what it eats and what it burns."""
    fuels = {good.boil[0] for good in scenario.goods.values() if good.boil is not None}
    fuels |= {fuel for stall in scenario.stalls.values() for fuel, _ in stall.fuel}
    return frozenset(scenario.eating.goods) | fuels


def _look(turn: Turn, luck: Luck, count: int) -> Action | None:
    """Now and then, go and see a place that was never seen."""
    if luck.share("policy.look", count) > LOOKS:
        return None
    for name in travel.routes(turn):
        trip = travel.trip(turn, name)
        if turn.scenario.places[trip.target].scene not in turn.last and not trip.refused:
            return Depart(name)
    return None


def ends(session: Session, choice: str) -> bool:
    """Return whether a choice only leads to an ending."""
    taken = session.scene.choices[choice]
    targets = [outcome.go.scene for outcome in taken.outcomes] or [taken.go.scene]
    return all(name and session.scenario.scenes[name].ending is not None for name in targets)
