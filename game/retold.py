"""Retold: a saved game whose chapter has been changed since, by its journal or else its snapshot."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from engine import journal, snapshot
from engine.errors import BadSnapshot, Refused
from engine.session import Session, Story
from engine.world import World
from game import words

if TYPE_CHECKING:
    from game.saves import Saved


def of_changed_story(saved: "Saved", story: Story) -> tuple[Session | None, tuple[str, ...]]:
    """Return the play of a saved game in a story that has changed, None where that cannot be, and what to say of it."""
    where = (saved.snapshot.get("day"), saved.snapshot.get("scene"))
    attempts: tuple[Callable[[], Session], ...] = (lambda: _replayed(saved, story), lambda: _fitted(saved, story))
    with contextlib.suppress(Refused):
        session = attempts[0]()
        # Where the same deeds now lead elsewhere, what the player last saw counts for more.
        if (session.world.day, session.world.scene) == where:
            return (
                session,
                ("The chapter has been changed since this game was saved; your actions were played again in it.",),
            )
    try:
        session = attempts[1]()
    except BadSnapshot as bad:
        return None, ("The chapter has been changed since this game was saved.", str(bad))
    return (
        session,
        (
            "The chapter has been changed since this game was saved; it goes on from where you stood, "
            "but can no longer be played again from the beginning.",
        ),
    )


def _replayed(saved: "Saved", story: Story) -> Session:
    return journal.replay(Session(story, saved.seed), saved.journal)


def _fitted(saved: "Saved", story: Story) -> Session:
    """Return a session of a changed story from a snapshot: what is new in the story starts as it starts."""
    scenario = story.scenario
    world: World = snapshot.restored(saved.snapshot, scenario)
    gone = {key.rpartition("/")[2] for key in world.stock} - set(scenario.goods)
    gone |= set(world.debts) - set(scenario.creditors)
    gone |= {debt.currency for debt in world.debts.values()} - set(scenario.currencies)
    if gone:
        names = words.listed(sorted(repr(name) for name in gone))
        raise BadSnapshot(f"The story no longer has {names}, which this save holds.")
    plan = {
        person: duty for person, duty in world.plan.items() if duty in scenario.duties and person in scenario.people
    }
    fresh = Session(story, saved.seed).world
    fitted = replace(
        world,
        values={**fresh.values, **world.values},
        plan={**{p: d for p, d in fresh.plan.items() if p not in plan}, **plan},
        stalls={stall: day for stall, day in world.stalls.items() if stall in scenario.stalls},
        known=tuple(entry for entry in world.known if entry in scenario.codex),
    )
    return Session.resume(story, fitted, saved.journal)
