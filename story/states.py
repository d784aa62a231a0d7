"""States: what of a world can influence its future, so that two plays that differ in nothing else count as one.

Left out: the books, the wordings of texts, what things cost where no condition asks for worth, how often a scene was
entered where none asks, and draws of luck of which every outcome is tried anyhow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from hashlib import blake2b

from engine.kinds import Expr, Scope
from engine.prose import Line, Passage
from engine.scenario import Scenario
from engine.world import World

ENUMERATED = ("choice", "sweep", "takings", "stop", "stalls", "courier", "hidden", "event")
"""First parts of the names of draws of which every outcome can be tried."""
LEFT_OUT = ("seed", "book", "picks")
"""Facts that no rule reads for what it decides."""
_RECORDS = ("sold_in_all.", "most_sold.", "least_sold.")


class States:
    """Tells the states of one scenario apart."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        read = {name for expr in expressions(scenario) for name in expr.names}
        self._read = read
        self._times = {name[6:-1] for name in read if name.startswith("times(")}
        self._since = {name[11:-1] for name in read if name.startswith("days_since(")}
        self._knows = {name[6:-1] for name in read if name.startswith("knows(")}
        self._seen = {name[name.index("(") + 1 : -1] for name in read if name.startswith(("visited(", "chose("))}
        self._seen |= {f"{s.id}.{c.id}" for s in scenario.scenes.values() for c in s.choices.values() if c.once}
        self._worth = "worth" in read
        self._stocks = {f"assets:{good}:{scenario.money}" for good in scenario.goods}
        self._cooldowns = {s.id: s.event.cooldown for s in scenario.scenes.values() if s.event is not None}

    def key(self, world: World) -> bytes:
        """Return the key of a world: equal where no future can differ."""
        return blake2b(repr(self.facts(world)).encode(), digest_size=16).digest()

    def facts(self, world: World) -> tuple[object, ...]:
        """Return what a key is made of; the order of stores, debts and duties counts, because rules go by it."""
        if self._worth:
            stock: list[object] = [(key, tuple(lot)) for key, lot in world.stock.items()]
        else:
            stock = [(key, lot.amount) for key, lot in world.stock.items()]
        told: dict[str, object] = {
            "stock": stock,
            "values": sorted(item for item in world.values.items() if self._matters(item[0])),
            "balances": sorted(item for item in world.balances.items() if item[1] and self._counts(item[0])),
            "seen": sorted(self._visits(world.seen)),
            "last": sorted(self._days(world)),
            "draws": sorted(item for item in world.draws.items() if item[0].partition(".")[0] not in ENUMERATED),
            "known": sorted(self._knows.intersection(world.known)),
        }
        # A field that is new to the world counts as it is, until somebody says here what of it does not.
        return tuple(
            told[field.name] if field.name in told else _plain(getattr(world, field.name))
            for field in fields(world)
            if field.name not in LEFT_OUT
        )

    def _matters(self, name: str) -> bool:
        return not name.startswith(_RECORDS) or name in self._read

    def _counts(self, account: str) -> bool:
        if account.startswith("income:fund."):
            return True
        return account.startswith("assets:") and (self._worth or account not in self._stocks)

    def _visits(self, seen: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        for name, times in seen.items():
            if name in self._times:
                yield name, times
            elif name in self._seen:
                yield name, 1

    def _days(self, world: World) -> Iterator[tuple[str, int]]:
        """Yield since when it counts that a scene was entered."""
        for name, day in world.last.items():
            if name.startswith("~") or name in self._since:
                yield name, day
            elif name in self._cooldowns:
                cooldown = self._cooldowns[name]
                if cooldown is None:
                    yield name, 0
                elif world.day - day < cooldown:
                    yield name, day


def _plain(value: object) -> object:
    return list(value.items()) if isinstance(value, Mapping) else value


def expressions(scenario: Scenario) -> Iterator[Expr]:
    """Yield every expression that rules read; what texts alone read changes nothing but their wording."""
    waiting: list[object] = [scenario]
    known: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, Expr):
            yield value
        if isinstance(value, (str, int, float, Expr, Scope, Line, Passage)) or value is None or id(value) in known:
            continue
        known.add(id(value))
        if is_dataclass(value) and not isinstance(value, type):
            waiting += [getattr(value, field.name) for field in fields(value)]
        elif isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, (tuple, list, frozenset, set)):
            waiting += value
