"""Refit: a saved world put into a story that was changed since; what is new in the story starts as it starts."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine import journal, snapshot
from engine.actions import Action
from engine.errors import BadSnapshot, Refused
from engine.legacy import Legacy
from engine.session import Session, Story
from game.mended import mended

if TYPE_CHECKING:
    from game.saves import Saved


def changed(saved: "Saved", story: Story) -> tuple[Session | None, tuple[str, ...]]:
    """Return a saved game's play in a story that was changed, by its journal or else its snapshot, and what to say."""
    where = (saved.snapshot.get("day"), saved.snapshot.get("scene"))
    with contextlib.suppress(Refused):
        session = journal.replay(Session(story, saved.seed, legacy=saved.legacy), saved.journal)
        # Where the same deeds now lead elsewhere, what the player last saw counts for more.
        if (session.world.day, session.world.scene) == where:
            said = "The chapter has been changed since this game was saved; your actions were played again in it."
            return session, (said,)
    try:
        session, gone = fitted(story, saved.seed, saved.snapshot, saved.journal, saved.legacy)
    except BadSnapshot as bad:
        return None, ("The chapter has been changed since this game was saved.", str(bad))
    said = (
        "The chapter has been changed since this game was saved; it goes on from where you stood, "
        "but can no longer be played again from the beginning."
    )
    return session, (said, *gone)


def fitted(
    story: Story, seed: int, saved: Mapping[str, Any], done: list[Action], legacy: Legacy | None = None
) -> tuple[Session, tuple[str, ...]]:
    """Return a session of a changed story from a snapshot, and what the story no longer has of it.

    Raise `BadSnapshot` where it is damaged, has ended in an ending that is gone, or holds money that is.
    """
    scenario = story.scenario
    world, gone = mended(snapshot.read(saved, scenario.road.home), scenario)
    plan = {
        person: duty for person, duty in world.plan.items() if duty in scenario.duties and person in scenario.people
    }
    fresh = Session(story, seed, legacy=legacy).world
    session = Session.resume(
        story,
        replace(
            world,
            values={**fresh.values, **world.values},
            plan={**{p: d for p, d in fresh.plan.items() if p not in plan}, **plan},
            stalls={stall: day for stall, day in world.stalls.items() if stall in scenario.stalls},
            known=tuple(entry for entry in world.known if entry in scenario.codex),
            where=world.where or fresh.where,
        ),
        done,
        legacy=legacy,
    )
    return session, gone
