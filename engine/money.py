"""Money: whole numbers of a currency's smallest part, and prices a unit of a good."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its names and how many smallest parts make one."""

    id: str
    name: str
    plural: str
    minor: int = 100
    evidence: tuple[str, ...] = ()


class Counted(Protocol):
    """What is priced a unit: a good, notes of a currency, coupons."""

    @property
    def parts(self) -> int:
        """Smallest parts in one unit."""


def cost_up(price: int, amount: int, of: Counted) -> int:
    """Return what `amount` costs at `price` a unit, rounded up: nobody gains by rounding."""
    return -(-price * amount // of.parts)


def cost_down(price: int, amount: int, of: Counted) -> int:
    """Return what `amount` fetches at `price` a unit, rounded down."""
    return price * amount // of.parts


def around(mid: int, half: float, tick: int = 1, above: float | None = None) -> tuple[int, int]:
    """Return bid and ask about a middle price, half a spread away, in whole ticks; never equal, never nothing.

    `above`: the part by which the ask lies above the middle, where that is not half a spread.
    """
    bid = int(mid * (1 - half) // tick) * tick or tick
    ask = -int(-mid * (1 + (half if above is None else above)) // tick) * tick
    return bid, ask if ask > bid else bid + tick


def plain(amount: int, minor: int) -> str:
    """Return a sum of smallest parts as plain digits: `12`, `12.50`."""
    whole, rest = divmod(abs(amount), minor)
    text = f"{whole:,}" + (f".{rest:0{len(str(minor)) - 1}d}" if rest else "")
    return "-" + text if amount < 0 else text
