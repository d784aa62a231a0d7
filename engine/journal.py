"""The journal: a play as its actions, replayed to the same world on every machine; and the digest that proves it."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from engine.actions import Action
from engine.snapshot import taken
from engine.world import World

if TYPE_CHECKING:
    from engine.session import Session


def digest(world: World) -> str:
    """Return a short digest of all facts of a world, the same in every process."""
    text = json.dumps(taken(world), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return blake2b(text.encode(), digest_size=12).hexdigest()


def replay(session: "Session", actions: Iterable[Action]) -> "Session":
    """Act each action in order and return the session; raise `Refused` at the first that cannot be done."""
    for action in actions:
        session.act(action)
    return session
