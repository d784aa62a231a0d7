"""Snapshots: a world as plain lists and numbers that JSON can hold, and back; with the save format's version."""

from collections.abc import Mapping
from typing import Any

from engine.errors import BadSnapshot
from engine.goods import Lot
from engine.ledger import Transaction, transactions
from engine.scenario import Scenario
from engine.world import DAWN, EVENING, MORNING, Debt, StallDay, World

SAVE_FORMAT = 1
"""The version of this form; an older program refuses a newer one with a sentence."""


def taken(world: World) -> dict[str, Any]:
    """Return a world as plain values."""
    return {
        "format": SAVE_FORMAT,
        "seed": world.seed,
        "day": world.day,
        "phase": world.phase,
        "scene": world.scene,
        "back": list(world.back),
        "values": dict(world.values),
        "stock": {key: list(lot) for key, lot in world.stock.items()},
        "balances": dict(world.balances),
        "book": [[t.day, t.memo, [list(p) for p in t.postings]] for t in transactions(world.book)],
        "debts": {key: list(debt) for key, debt in world.debts.items()},
        "plan": dict(world.plan),
        "stalls": {key: list(day) for key, day in world.stalls.items()},
        "seen": dict(world.seen),
        "last": dict(world.last),
        "draws": dict(world.draws),
        "picks": dict(world.picks),
        "known": list(world.known),
        "ended": world.ended,
    }


def restored(data: Mapping[str, Any], scenario: Scenario) -> World:
    """Return the world of a snapshot; raise `BadSnapshot` where it is damaged or not of this scenario."""
    version = data.get("format")
    if version != SAVE_FORMAT:
        raise BadSnapshot(f"This save has format {version}; this program reads format {SAVE_FORMAT}.")
    try:
        world = _world(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadSnapshot(f"The save is damaged: {error}.") from error
    if world.scene not in scenario.scenes or any(scene not in scenario.scenes for scene in world.back):
        raise BadSnapshot(f"The story no longer has the scene {world.scene!r} that this save stands in.")
    if world.phase not in (DAWN, MORNING, EVENING):
        raise BadSnapshot("The save is damaged: it names no part of the day.")
    return world


def _world(data: Mapping[str, Any]) -> World:
    book: Transaction | None = None
    for day, memo, postings in data["book"]:
        book = Transaction(int(day), str(memo), tuple((str(a), int(n)) for a, n in postings), book)
    return World(
        seed=int(data["seed"]),
        day=int(data["day"]),
        phase=str(data["phase"]),
        scene=str(data["scene"]),
        back=tuple(map(str, data["back"])),
        values=_counts(data["values"]),
        stock={str(k): Lot(int(a), int(c)) for k, (a, c) in data["stock"].items()},
        balances=_counts(data["balances"]),
        book=book,
        debts={
            str(k): Debt(str(c), int(o), int(p), int(t), int(d), int(q))
            for k, (c, o, p, t, d, q) in data["debts"].items()
        },
        plan={str(k): str(v) for k, v in data["plan"].items()},
        stalls={str(k): StallDay(*map(int, v)) for k, v in data["stalls"].items()},
        seen=_counts(data["seen"]),
        last=_counts(data["last"]),
        draws=_counts(data["draws"]),
        picks=_counts(data["picks"]),
        known=tuple(map(str, data["known"])),
        ended=bool(data["ended"]),
    )


def _counts(values: Mapping[str, Any]) -> dict[str, int]:
    return {str(key): int(value) for key, value in values.items()}
