"""Snapshots: a world as plain lists and numbers that JSON can hold, and back; with the save format's version."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.couriers import Parcel
from engine.errors import BadSnapshot
from engine.goods import Lot
from engine.ledger import Transaction, transactions
from engine.routes import Journey
from engine.scenario import Scenario
from engine.world import DAWN, EVENING, MORNING, Debt, StallDay, World

LATEST_DAY = 100_000
"""The last day a save may stand at: far beyond any story, near enough that dates can be worked out."""

SAVE_FORMAT = 2
"""The version of this form; an older program refuses a newer one with a sentence. 1 knew no roads."""


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
        "where": world.where,
        "journey": list(world.journey) if world.journey is not None else None,
        "parcels": [list(parcel) for parcel in world.parcels],
    }


def restored(data: object, scenario: Scenario) -> World:
    """Return the world of a snapshot; raise `BadSnapshot` where it is damaged or not of this scenario."""
    world = read(data, scenario.road.home)
    told = [scene for parcel in world.parcels for scene in (parcel.arrives, parcel.lost) if scene]
    for scene in (world.scene, *world.back, *told):
        if scene not in scenario.scenes:
            raise BadSnapshot(f"The story no longer has the scene {scene!r}, which this save names.")
    for parcel in world.parcels:
        if parcel.courier not in scenario.couriers or parcel.of not in {**scenario.goods, **scenario.currencies}:
            raise BadSnapshot(f"The story no longer has what this save sent with {parcel.courier!r}.")
    if world.journey is not None and world.journey.route not in scenario.road.routes:
        raise BadSnapshot(f"The story no longer has the route {world.journey.route!r}, on which this save is.")
    return world


def read(data: object, home: str) -> World:
    """Return the world of a snapshot, of whatever scenario; raise `BadSnapshot` where it is damaged.

    `home` is where one is by a snapshot that knew no roads.
    """
    if not isinstance(data, Mapping):
        raise BadSnapshot("The save is damaged: it is no list of facts.")
    version = data.get("format")
    if version == 1:
        data = {"where": home, "journey": None, "parcels": []} | dict(data)
    elif version != SAVE_FORMAT:
        raise BadSnapshot(f"This save has format {version}; this program reads format {SAVE_FORMAT}.")
    try:
        world = _world(data)
    except KeyError as error:
        raise BadSnapshot(f"The save is damaged: it lacks {error}.") from error
    except TypeError as error:
        raise BadSnapshot(f"The save is damaged: {error}.") from error
    if world.phase not in (DAWN, MORNING, EVENING):
        raise BadSnapshot("The save is damaged: it names no part of the day.")
    if not 1 <= world.day <= LATEST_DAY:
        raise BadSnapshot(f"The save is damaged: there is no day {world.day}.")
    if not _balanced(world):
        raise BadSnapshot("The save is damaged: its ledger does not balance.")
    return world


def _balanced(world: World) -> bool:
    """Return whether the balances are those of the book."""
    sums: dict[str, int] = {}
    for transaction in transactions(world.book):
        for name, amount in transaction.postings:
            sums[name] = sums.get(name, 0) + amount
    return all(sums.get(name, 0) == world.balances.get(name, 0) for name in sums.keys() | world.balances.keys())


def _world(data: Mapping[str, Any]) -> World:
    book: Transaction | None = None
    for line in _rows(data["book"], 3):
        day, memo, postings = line
        book = Transaction(_whole(day), _word(memo), tuple((_word(a), _whole(n)) for a, n in _rows(postings, 2)), book)
    return World(
        seed=_whole(data["seed"]),
        day=_whole(data["day"]),
        phase=_word(data["phase"]),
        scene=_word(data["scene"]),
        back=_words(data["back"]),
        values=_counts(data["values"]),
        stock={_word(k): Lot(*map(_whole, _row(v, 2))) for k, v in _pairs(data["stock"])},
        balances=_counts(data["balances"]),
        book=book,
        debts={_word(k): _debt(_row(v, 8 if data["format"] == SAVE_FORMAT else 6)) for k, v in _pairs(data["debts"])},
        plan={_word(k): _word(v) for k, v in _pairs(data["plan"])},
        stalls={_word(k): StallDay(*map(_whole, _row(v, 3))) for k, v in _pairs(data["stalls"])},
        seen=_counts(data["seen"]),
        last=_counts(data["last"]),
        draws=_counts(data["draws"]),
        picks=_counts(data["picks"]),
        known=_words(data["known"]),
        ended=_truth(data["ended"]),
        where=_word(data["where"]),
        journey=_journey(data["journey"]),
        parcels=tuple(_parcel(row) for row in _rows(data["parcels"], 10)),
    )


def _debt(row: list[Any]) -> Debt:
    debt = Debt(_word(row[0]), *map(_whole, row[1:]))
    if debt.part and debt.every < 1:
        raise TypeError(f"the instalments of {row!r} fall on one day")
    return debt


def _journey(row: object) -> Journey | None:
    if row is None:
        return None
    route, source, target, *days = _row(row, 6)
    return Journey(_word(route), _word(source), _word(target), *map(_whole, days))


def _parcel(row: list[Any]) -> Parcel:
    courier, of, amount, declared, currency, due, arrives, lost, cost, whole = row
    return Parcel(
        _word(courier), _word(of), _whole(amount), _whole(declared), _word(currency), _whole(due), _word(arrives),
        _word(lost), _whole(cost), _truth(whole),
    )  # fmt: skip


def _counts(values: object) -> dict[str, int]:
    return {_word(key): _whole(value) for key, value in _pairs(values)}


def _pairs(values: object) -> Iterable[tuple[object, object]]:
    if not isinstance(values, Mapping):
        raise TypeError(f"{values!r} is no list of names and values")
    return values.items()


def _row(value: object, length: int) -> list[Any]:
    if not isinstance(value, list) or len(value) != length:
        raise TypeError(f"{value!r} should be a list of {length}")
    return value


def _rows(values: object, length: int) -> Iterable[list[Any]]:
    if not isinstance(values, list):
        raise TypeError(f"{values!r} is no list")
    return (_row(value, length) for value in values)


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r} is no whole number")
    return value


def _word(value: object) -> str:
    if type(value) is not str:
        raise TypeError(f"{value!r} is no text")
    return value


def _words(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"{values!r} is no list")
    return tuple(map(_word, values))


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError(f"{value!r} is neither true nor false")
    return value
