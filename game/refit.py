"""Refit: a saved world put into a story that was changed since; what is new in the story starts as it starts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine import snapshot
from engine.actions import Action
from engine.errors import BadSnapshot
from engine.ledger import currency_of
from engine.legacy import Legacy
from engine.scenario import Scenario
from engine.session import Session, Story
from engine.world import World
from game import words


def fitted(
    story: Story, seed: int, saved: Mapping[str, Any], journal: list[Action], legacy: Legacy | None = None
) -> Session:
    """Return a session of a changed story from a snapshot; raise `BadSnapshot` where the story lacks what it holds."""
    scenario = story.scenario
    world: World = snapshot.restored(dict(saved), scenario)
    if gone := _gone(world, scenario):
        names = words.listed(sorted(repr(name) for name in gone))
        raise BadSnapshot(f"The story no longer has {names}, which this save holds.")
    plan = {
        person: duty for person, duty in world.plan.items() if duty in scenario.duties and person in scenario.people
    }
    fresh = Session(story, seed, legacy=legacy).world
    return Session.resume(
        story,
        replace(
            world,
            values={**fresh.values, **world.values},
            plan={**{p: d for p, d in fresh.plan.items() if p not in plan}, **plan},
            stalls={stall: day for stall, day in world.stalls.items() if stall in scenario.stalls},
            known=tuple(entry for entry in world.known if entry in scenario.codex),
            where=world.where or fresh.where,
        ),
        journal,
        legacy=legacy,
    )


def _gone(world: World, scenario: Scenario) -> set[str]:
    """Return what is held or owed, and where one is, that the story no longer has."""
    gone = {key.rpartition("/")[2] for key in world.stock} - set(scenario.goods)
    gone |= set(world.debts) - set(scenario.creditors)
    gone |= {debt.currency for debt in world.debts.values()} - set(scenario.currencies)
    gone |= {currency_of(account) for account, amount in world.balances.items() if amount} - set(scenario.currencies)
    held = [name for name, amount in world.values.items() if amount and name.startswith("coupon.")]
    gone |= {name.removeprefix("coupon.") for name in held} - set(scenario.coupons)
    return gone | ({world.where} - {""} - set(scenario.places))
