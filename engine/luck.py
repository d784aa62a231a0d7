"""Luck: every draw is keyed by seed, stream and count or date, so that one draw never shifts another."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b, shake_256
from math import cos, log, pi, sin, sqrt
from statistics import NormalDist
from struct import Struct
from typing import Any

Pin = float | Sequence[float] | Mapping[int, float] | Mapping[int, str]
"""A pinned share 0-1: always the same, one a draw in order (the last repeats), or by day; or names by day."""

UNNAMED_DAY = 0.99
"""What a pin by day gives on days it does not name: high, so that rare events stay away."""

_BITS = 53
"""As many as a share holds exactly: rounding could make the highest ones 1."""
_BELOW_ONE = 1 - 2.0**-_BITS
_NORMAL = NormalDist()

BLOCK = 256
"""Days whose normal values are drawn in one go."""
_WORDS = Struct(f"<{BLOCK}I")
_PART = 2.0**-32
_TURN = 2 * pi * _PART


def fresh_seed() -> int:
    """Return a new seed from the operating system, small enough to be read out in a classroom."""
    return random.SystemRandom().randrange(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class Luck:
    """The luck of one play: shares in 0-1 that depend on nothing but seed, stream and key."""

    seed: int
    pins: Mapping[str, Pin] = field(default_factory=dict)
    _begun: dict[str, Callable[[], Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Stream -> its hash as far as seed and stream go, for those that were drawn from."""

    def share(self, stream: str, key: int) -> float:
        """Return the share (0 <= share < 1) of a stream at a count or a day."""
        if self.pins:
            pin = self.pins.get(stream, self.pins.get(stream.partition(".")[0]))
            if pin is not None and (share := _pinned(pin, key)) is not None:
                return min(max(share, 0.0), _BELOW_ONE)
        begun = self._begun.get(stream) or self._begin(stream)
        drawn = begun()
        drawn.update(b"%d" % key)
        return (int.from_bytes(drawn.digest(), "big") >> (64 - _BITS)) * 2.0**-_BITS

    def _begin(self, stream: str) -> Callable[[], Any]:
        begun = self._begun[stream] = blake2b(f"{self.seed}/{stream}/".encode(), digest_size=8).copy
        return begun

    def stream(self, name: str) -> Callable[[int], float]:
        """Return what gives the shares of a stream by count or day, as `share` does, for whoever draws many."""
        if self.pins:
            return partial(self.share, name)
        begun = self._begun.get(name) or self._begin(name)

        def share(key: int) -> float:
            drawn = begun()
            drawn.update(b"%d" % key)
            return (int.from_bytes(drawn.digest(), "big") >> (64 - _BITS)) * 2.0**-_BITS

        return share

    def pick(self, stream: str, key: int, weights: Sequence[int]) -> int:
        """Return the index among weights that a stream picks at a count or a day; their sum must be above 0."""
        return weighted(self.share(stream, key), weights)

    def named(self, stream: str, day: int) -> str | None:
        """Return the name pinned for a day: empty where the stream is pinned without it, None where luck decides."""
        pin = self.pins.get(stream) if self.pins else None
        if not isinstance(pin, Mapping):
            return None
        return str(pin.get(day, ""))

    def normal(self, stream: str, key: int) -> float:
        """Return a standard normal value for a stream at a count or a day."""
        return _NORMAL.inv_cdf(min(max(self.share(stream, key), 1e-9), 1 - 1e-9))

    def normal_stream(self, name: str) -> Callable[[int], float]:
        """Return what gives the normal values of a stream, as `normal` does, for whoever draws many."""
        share, inverse = self.stream(name), _NORMAL.inv_cdf
        return lambda key: inverse(min(max(share(key), 1e-9), 1 - 1e-9))

    def normals(self, stream: str, block: int) -> list[float]:
        """Return a stream's standard normal values for a block of days, the first of them day `block * BLOCK`."""
        if self.pins and (stream in self.pins or stream.partition(".")[0] in self.pins):
            return [self.normal(stream, day) for day in range(block * BLOCK, (block + 1) * BLOCK)]
        drawn = _WORDS.unpack(shake_256(f"{self.seed}/{stream}/block {block}".encode()).digest(_WORDS.size))
        # Two even shares make two normal values (Box and Muller).
        sizes = [sqrt(-2 * log((one + 0.5) * _PART)) for one in drawn[: BLOCK // 2]]
        angles = [_TURN * one for one in drawn[BLOCK // 2 :]]
        found = [size * cos(angle) for size, angle in zip(sizes, angles, strict=True)]
        return found + [size * sin(angle) for size, angle in zip(sizes, angles, strict=True)]


def _pinned(pin: Pin, key: int) -> float | None:
    if isinstance(pin, (int, float)):
        return float(pin)
    if isinstance(pin, Mapping):
        share = pin.get(key, UNNAMED_DAY)
        return UNNAMED_DAY if isinstance(share, str) else share
    return pin[max(0, min(key, len(pin) - 1))] if pin else None


def weighted(share: float, weights: Sequence[int]) -> int:
    """Return the index that a share picks among weights; the weights' sum must be above 0."""
    point = share * sum(weights)
    for index, weight in enumerate(weights):
        point -= weight
        if point < 0:
            return index
    return max(i for i, weight in enumerate(weights) if weight > 0)
