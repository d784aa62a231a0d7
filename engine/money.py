"""Money: whole numbers of a currency's smallest part, and prices a unit of a good."""

from dataclasses import dataclass

from engine.goods import Good


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its names and how many smallest parts make one."""

    id: str
    name: str
    plural: str
    minor: int = 100
    evidence: tuple[str, ...] = ()


def cost_up(price: int, amount: int, good: Good) -> int:
    """Return what `amount` costs at `price` a unit, rounded up: nobody gains by rounding."""
    return -(-price * amount // good.parts)


def cost_down(price: int, amount: int, good: Good) -> int:
    """Return what `amount` fetches at `price` a unit, rounded down."""
    return price * amount // good.parts


def around(mid: int, half: float, tick: int = 1) -> tuple[int, int]:
    """Return bid and ask about a middle price, half a spread away, in whole ticks; never equal, never nothing."""
    bid = int(mid * (1 - half) // tick) * tick or tick
    ask = -int(-mid * (1 + half) // tick) * tick
    return bid, ask if ask > bid else bid + tick
