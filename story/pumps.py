"""Pumps: sequences of deeds that leave more than before, within a day and as often as one likes; a good story has none.

The search goes from the states that plays come to. It tries deals at the market and choices that let no day pass and
leave nothing to luck, and asks whether the play can come back to the scene it was in with at least as much of
everything, more of something, and the same again, and again.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from engine import rules
from engine.actions import Action, Buy, Choose, Redeem, Sell, written
from engine.errors import Refused
from engine.luck import Luck
from engine.market import MOST_DEPTHS
from engine.offers import offered
from engine.paths import Paths
from engine.scenario import Scenario
from engine.session import Session, Story
from engine.turn import Turn
from engine.world import World
from story.policies import Policy

AGAIN = 3
"""Times a sequence with a choice in it must gain in a row to be a pump: a gift is had once. Deals alone never gain."""
PARTS = (1, 2, 8)
"""A deal is tried with all of what can be dealt, a half and an eighth of it, and with a unit."""


class Pump(NamedTuple):
    """A sequence that gains: where it was found, the actions as a journal keeps them, and what it brings."""

    seed: int
    day: int
    scene: str
    actions: tuple[list[str | int], ...]
    gains: tuple[tuple[str, int], ...]
    """(what, how much) of one round, smallest parts."""


def holdings(world: World) -> dict[str, int]:
    """Return all a play has by what it is: cash, goods wherever they lie, coupons, and debts as less than nothing."""
    found: dict[str, int] = {}
    for account, amount in world.balances.items():
        if account.startswith(("assets:cash:", "assets:takings:")):
            money = f"cash {account.rpartition(':')[2]}"
            found[money] = found.get(money, 0) + amount
    for key, lot in world.stock.items():
        good = f"goods {key.partition('/')[2]}"
        found[good] = found.get(good, 0) + lot.amount
    for name, value in world.values.items():
        if name.startswith("coupon."):
            found[name] = value
    for creditor, debt in world.debts.items():
        found[f"debt {creditor} {debt.currency}"] = -debt.owed
    return found


def gains(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return what there is more of, empty where there is less of anything."""
    changes = {name: after.get(name, 0) - before.get(name, 0) for name in (*before, *after)}
    if any(change < 0 for change in changes.values()):
        return ()
    return tuple((name, change) for name, change in sorted(changes.items()) if change > 0)


def search(story: Story, policy: Policy, plays: int, seed: int, nodes: int = 1500, depth: int = 4) -> Iterator[Pump]:
    """Yield the first pump of each scene found from states of so many plays; from each, `nodes` deeds are tried."""
    found: set[str] = set()
    for number in range(plays):
        for world, paths in _states(story, policy, seed + number):
            scenario = story.scenario
            if world.scene not in found and (pump := _pump(scenario, world, paths, nodes, depth)) is not None:
                found.add(world.scene)
                yield pump


def _states(story: Story, policy: Policy, seed: int) -> Iterator[tuple[World, Paths]]:
    """Yield the states of a play in which something can be dealt in or chosen without a day passing: one a day."""
    session, luck, planned, last = Session(story, seed), Luck(seed), 0, 0
    for count in range(600):
        if session.ended:
            return
        if session.world.day > last and not session.scene.event:
            last = session.world.day + 6
            yield session.world, session.paths
        action = policy.next(session, luck, count, planned)
        planned = 0 if isinstance(action, Choose) else planned + 1
        try:
            session.act(action)
        except Refused:
            return


def _pump(scenario: Scenario, start: World, paths: Paths, nodes: int, depth: int) -> Pump | None:
    had = holdings(start)
    edge: list[tuple[World, tuple[Action, ...]]] = [(start, ())]
    looked = 0
    for world, done in edge:
        if len(done) == depth:
            break
        for action in _moves(scenario, world, paths):
            looked += 1
            if looked > nodes:
                return None
            after = _after(scenario, world, action, paths)
            if after is None or after.day != start.day or after.ended:
                continue
            actions = (*done, action)
            if after.scene == start.scene and (more := gains(had, holdings(after))):
                if _goes_on(scenario, after, actions, paths):
                    return Pump(start.seed, start.day, start.scene, tuple(map(written, actions)), more)
                continue
            edge.append((after, actions))
    return None


def _goes_on(scenario: Scenario, world: World, actions: tuple[Action, ...], paths: Paths) -> bool:
    """Return whether the same actions gain again and again; what only the market gives, it would give every day."""
    if not any(isinstance(action, Choose) for action in actions):
        return True
    for _ in range(AGAIN - 1):
        before = holdings(world)
        for action in actions:
            after = _after(scenario, world, action, paths)
            if after is None:
                return False
            world = after
        if not gains(before, holdings(world)):
            return False
    return True


def _after(scenario: Scenario, world: World, action: Action, paths: Paths) -> World | None:
    try:
        return rules.decide(scenario, world, action, paths).world
    except Refused:
        return None


def _moves(scenario: Scenario, world: World, paths: Paths) -> Iterator[Action]:
    """Yield what can be done without a day passing and without luck."""
    now = offered(scenario, world, paths)
    scene = scenario.scenes[world.scene]
    for offer in now.open:
        choice = scene.choices[offer.id]
        if not offer.passes and len(choice.outcomes) < 2:
            yield Choose(offer.id)
    market = scenario.markets.get(now.market)
    if market is None:
        return
    turn = Turn(scenario, world, paths)
    for name, quote in (*market.quotes.items(), *market.notes.items(), *market.coupons.items()):
        unit = scenario.goods[name].parts if name in scenario.goods else 1
        held = _held(turn, name, market.store)
        for deal, most in ((Buy, MOST_DEPTHS * quote.depth), (Sell, held)):
            for amount in dict.fromkeys((*(most // part for part in PARTS), min(unit, most))):
                if amount:
                    yield deal(name, amount)
        if name in market.coupons and held:
            yield Redeem(name, held)


def _held(turn: Turn, name: str, store: str) -> int:
    if name in turn.scenario.goods:
        return turn.held(name, store)
    return turn.cash(name) if name in turn.scenario.currencies else turn.values.get(f"coupon.{name}", 0)
