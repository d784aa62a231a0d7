"""Events of a market: what happened, in the order in which it did."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entered:
    """A seat came to the market."""

    seat: int
    role: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What was left of an order lies in the book."""

    order: int
    seat: int
    """0: a carrier from elsewhere."""
    buys: bool
    price: int
    amount: int


@dataclass(frozen=True, slots=True)
class Traded:
    """Grain changed hands, at the price of the order that lay there first."""

    number: int
    buyer: int
    """A seat, or -1 for a household from outside."""
    seller: int
    """A seat, or 0 for a carrier."""
    price: int
    amount: int
    hidden: bool
    resting: int
    """The order that lay in the book."""
    worth: int = 0
    """What a household would have paid for a kilogram."""


@dataclass(frozen=True, slots=True)
class Seized:
    """A sale behind the stalls was found: what was left of the order was taken, nothing was paid."""

    number: int
    seller: int
    order: int
    amount: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An order left the book: taken back, at dusk, or because of a ceiling."""

    order: int
    seat: int
    amount: int
    why: str
    """`own`, `dusk` or `ceiling`."""


@dataclass(frozen=True, slots=True)
class Came:
    """Households came to buy: kilograms they had in mind, got, and went without so far."""

    day: int
    wave: int
    wanted: int
    got: int
    without: int


@dataclass(frozen=True, slots=True)
class Ate:
    """A family had its day's food, or less."""

    seat: int
    amount: int
    short: int


@dataclass(frozen=True, slots=True)
class Cooked:
    """A pot was cooked and sold."""

    seat: int
    amount: int
    takings: int


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A night took some of the grain."""

    seat: int
    amount: int


@dataclass(frozen=True, slots=True)
class Received:
    """Grain came in the morning."""

    seat: int
    amount: int


@dataclass(frozen=True, slots=True)
class DayClosed:
    """A market day was over."""

    day: int
    volume: int
    turnover: int
    hidden: int
    """Kilograms of the volume that went behind the stalls."""
    unmet: int
    """Kilograms that households wanted at some price and did not get."""
    brought: int
    """Kilograms that sellers sold or had on offer at dusk."""
    stock: int
    """Kilograms that sellers had at dawn."""
    fair: int
    """What a kilogram would have cost had each seller brought an even share; see `fair`."""


@dataclass(frozen=True, slots=True)
class Capped:
    """A ceiling was ordered; at 0 lifted."""

    price: int


@dataclass(frozen=True, slots=True)
class Struck:
    """A shock began or ended."""

    shock: str
    on: bool


@dataclass(frozen=True, slots=True)
class Called:
    """Sellers were asked to agree on a lowest price; at 0 the agreement was ended."""

    price: int


@dataclass(frozen=True, slots=True)
class Pledged:
    """A seller joined the agreement."""

    seat: int


@dataclass(frozen=True, slots=True)
class Broke:
    """A seller who had joined offered or sold under the price agreed on."""

    seat: int
    price: int


@dataclass(frozen=True, slots=True)
class Paced:
    """It was said when time passes by itself."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The last market day was over."""


Event = (
    Entered | Placed | Traded | Seized | Withdrawn | Came | Ate | Cooked | Spoiled | Received | DayClosed
    | Capped | Struck | Called | Pledged | Broke | Paced | Ended
)  # fmt: skip
