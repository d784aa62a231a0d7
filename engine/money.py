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
