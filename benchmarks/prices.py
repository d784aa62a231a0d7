"""10,000 days of a world's prices, bid and ask, against as many steps of a plain AR(1); median ratio of pairs.

The floor draws one normal value a price and day, lets a level revert and makes a price of it: no keys, no links between
prices, no seasons, shocks or ceilings, no spread. Too much: 6 times that.

usage: python benchmarks/prices.py [WORLD] [PAIRS]
"""

import random
import statistics
import sys
from math import exp
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.era import Era
from engine.luck import Luck
from engine.prices import Prices
from story import atlas

DAYS = 10_000
TOO_MUCH = 6.0


def ours(era: Era, seed: int) -> float:
    """Return the seconds our prices take, every good and currency at every place."""
    start, left = process_time(), DAYS
    while left > 0:
        last = min(era.last, era.first + left - 1)
        prices = Prices(era, Luck(seed))
        for process in era.processes.values():
            for place in process.places:
                for _ in prices.posted(process.id, place, era.first, last):
                    pass
        left, seed = left - (last - era.first + 1), seed + 1
    return process_time() - start


def floor(series: int, seed: int) -> float:
    """Return the seconds a plain AR(1) takes."""
    luck = random.Random(seed)
    start = process_time()
    for _ in range(series):
        level, path = 0.0, []
        for _ in range(DAYS):
            level = 0.97 * level + luck.gauss(0, 0.01)
            path.append(round(5000 * exp(level)))
    return process_time() - start


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else "reports"
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    era = atlas.world(name).declared.era
    if era is None:
        sys.exit(f"{name} has no prices by date")
    series = sum(len(process.places) for process in era.processes.values())
    measured = [(ours(era, 10 * number), floor(series, number)) for number in range(pairs)]
    ratio = statistics.median(a / b for a, b in measured)
    mine, least = (statistics.median(column) for column in zip(*measured, strict=True))
    print(
        f"{DAYS:,} days of {series} prices: ours {mine * 1000:.0f} ms, floor {least * 1000:.0f} ms, "
        f"ratio {ratio:.2f} (too much: {TOO_MUCH:.2f})"
    )
    return int(ratio > TOO_MUCH)


if __name__ == "__main__":
    sys.exit(main())
