"""Mended: what a save holds that the story no longer has is taken out of it, with a sentence for each.

A scene that is gone gives way to the one that the story names for it under `moved`, else to the hub last seen, else to
the first scene. Money of a currency that is gone cannot be mended: nobody says what it would be worth.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine import ledger
from engine.couriers import ON_THE_WAY, Parcel
from engine.errors import BadSnapshot
from engine.scenario import Scenario
from engine.scene import Scene
from engine.world import World
from game import words

CHANGED = "the story was changed"
"""The name under which it stands in the books."""


def mended(world: World, scenario: Scenario) -> tuple[World, tuple[str, ...]]:
    """Return a saved world that fits a scenario, and what was taken out; raise `BadSnapshot` where it cannot be."""
    currencies = {ledger.currency_of(account) for account, amount in world.balances.items() if amount}
    if gone := sorted(currencies - set(scenario.currencies)):
        raise BadSnapshot(f"The story no longer has the money {words.listed(gone)}, which this save holds.")
    told: list[str] = []
    world = _without_goods(world, scenario, told)
    world = _without_coupons(world, scenario, told)
    world = _without_debts(world, scenario, told)
    world = _without_parcels(world, scenario, told)
    world = _without_places(world, scenario, told)
    return _in_a_scene(world, scenario, told), tuple(told)


def _without_goods(world: World, scenario: Scenario, told: list[str]) -> World:
    gone = _each(key.rpartition("/")[2] for key in world.stock if key.rpartition("/")[2] not in scenario.goods)
    for good in gone:
        told.append(f"There is no {good.replace('_', ' ')} in it any more: what you had is gone.")
        world = _emptied(world, f"assets:{good}:{scenario.money}")
    kept = {key: lot for key, lot in world.stock.items() if key.rpartition("/")[2] not in gone}
    return replace(world, stock=kept)


def _without_coupons(world: World, scenario: Scenario, told: list[str]) -> World:
    held = [name for name, count in world.values.items() if name.startswith("coupon.") and count]
    gone = [name for name in held if name.removeprefix("coupon.") not in scenario.coupons]
    for name in gone:
        told.append(
            f"There is no {name.removeprefix('coupon.').replace('_', ' ')} in it any more: what you had is gone."
        )
        for account in [account for account in world.balances if account.startswith(f"assets:{name}:")]:
            world = _emptied(world, account)
    return replace(world, values={name: value for name, value in world.values.items() if name not in gone})


def _without_debts(world: World, scenario: Scenario, told: list[str]) -> World:
    gone = [name for name in world.debts if name not in scenario.creditors]
    for creditor in gone:
        told.append(f"{creditor.replace('_', ' ').capitalize()}, to whom you owed something, is no longer in it.")
        world = _emptied(world, f"liabilities:{creditor}:{world.debts[creditor].currency}")
    return replace(world, debts={name: debt for name, debt in world.debts.items() if name not in gone})


def _without_parcels(world: World, scenario: Scenario, told: list[str]) -> World:
    kept = []
    for parcel in world.parcels:
        if _known(parcel, scenario):
            arrives, lost = (scenario.moved.get(scene, scene) for scene in (parcel.arrives, parcel.lost))
            kept.append(parcel._replace(arrives=arrives, lost=lost))
            continue
        told.append("What was on its way with somebody is gone: the story no longer knows how it would arrive.")
        kept_in = parcel.of if parcel.of in scenario.currencies else scenario.money
        world = _booked(world, f"{ON_THE_WAY}:{kept_in}", -parcel.cost)
    return replace(world, parcels=tuple(kept))


def _known(parcel: Parcel, scenario: Scenario) -> bool:
    scenes = (scenario.moved.get(scene, scene) for scene in (parcel.arrives, parcel.lost) if scene)
    return (
        parcel.courier in scenario.couriers
        and parcel.of in {**scenario.goods, **scenario.currencies}
        and all(scene in scenario.scenes for scene in scenes)
    )


def _without_places(world: World, scenario: Scenario, told: list[str]) -> World:
    home, journey = scenario.road.home, world.journey
    if journey is not None and journey.route not in scenario.road.routes:
        told.append("The road you were on is no longer in it: you are back where you set out.")
        world = replace(world, journey=None, where=journey.source)
    if world.where and world.where not in scenario.places:
        told.append(f"{world.where.replace('_', ' ').capitalize()} is no longer in it: you are at home.")
        world = replace(world, where=home)
    return world


def _in_a_scene(world: World, scenario: Scenario, told: list[str]) -> World:
    back = tuple(name for name in (scenario.moved.get(scene, scene) for scene in world.back) if name in scenario.scenes)
    world = replace(world, back=back)
    if world.scene in scenario.scenes:
        return world
    other = next(name for name in _others(world, scenario) if name in scenario.scenes)
    if world.ended and scenario.moved.get(world.scene) != other:
        raise BadSnapshot(f"The story no longer has the ending {world.scene!r}, to which this game came.")
    title = scenario.scenes[other].title or other
    told.append(f"The scene {world.scene!r} is no longer in it: you go on in {title!r}.")
    if world.journey is not None and scenario.moved.get(world.scene) != other:
        # A hub is no place on a road: without its scene the journey cannot go on.
        told.append("You are back where you set out.")
        world = replace(world, journey=None, where=world.journey.source)
    return replace(world, scene=other)


def _others(world: World, scenario: Scenario) -> Iterator[str]:
    """Yield the scenes a play may go on in whose own is gone, the best first."""
    yield scenario.moved.get(world.scene, "")
    yield from reversed(world.back)
    place = world.where if world.journey is None else world.journey.source
    hubs = [scene for scene in scenario.scenes.values() if scene.hub and _is_at(scene, place, scenario)]
    yield from (hub.id for hub in sorted(hubs, key=lambda hub: -world.last.get(hub.id, 0)))
    yield scenario.first


def _is_at(scene: Scene, place: str, scenario: Scenario) -> bool:
    """Return whether a scene is not at the market of another place."""
    market = scenario.markets.get(scene.market)
    return market is None or not place or market.place in ("", place)


def _emptied(world: World, account: str) -> World:
    """Book off all that an account holds."""
    return _booked(world, account, -world.balances.get(account, 0))


def _booked(world: World, account: str, amount: int) -> World:
    balances = dict(world.balances)
    other = f"equity:{CHANGED}:{ledger.currency_of(account)}"
    book = ledger.post(balances, world.book, world.day, CHANGED, (account, amount), (other, -amount))
    return replace(world, balances=balances, book=book)


def _each(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
