"""Actions: what a player asks for, in the imperative; and their form in a journal."""

from dataclasses import astuple, dataclass

from engine.errors import BadSnapshot


@dataclass(frozen=True, slots=True)
class Choose:
    """Take a choice of the scene by its id."""

    choice: str


@dataclass(frozen=True, slots=True)
class SetDial:
    """Set a dial to a value in its smallest parts."""

    dial: str
    value: int


@dataclass(frozen=True, slots=True)
class Assign:
    """Give a person a duty."""

    person: str
    duty: str


@dataclass(frozen=True, slots=True)
class Buy:
    """Buy an amount (smallest parts) of a good, notes of a currency or coupons at the scene's market."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class Sell:
    """Sell an amount (smallest parts) of a good, notes of a currency or coupons at the scene's market."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class BuyHidden:
    """Buy an amount of a good behind the stalls, where a ceiling holds its price."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class SellHidden:
    """Sell an amount of a good behind the stalls, where a ceiling holds its price."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class Redeem:
    """Hand in a number of coupons for their goods."""

    coupon: str
    amount: int


@dataclass(frozen=True, slots=True)
class Carry:
    """Load an amount (smallest parts) of a good from the store here."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class LayDown:
    """Lay an amount (smallest parts) of a carried good down in the store here."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class Depart:
    """Set out on a route."""

    route: str


@dataclass(frozen=True, slots=True)
class Pull:
    """Let something happen from the morning of a day on; whoever leads a class asks for it, never a player."""

    lever: str
    day: int


Action = Choose | SetDial | Assign | Buy | Sell | BuyHidden | SellHidden | Redeem | Carry | LayDown | Depart | Pull

_NAMES: dict[str, type[Action]] = {
    "choose": Choose, "set": SetDial, "assign": Assign, "buy": Buy, "sell": Sell, "buy_hidden": BuyHidden,
    "sell_hidden": SellHidden, "redeem": Redeem, "carry": Carry, "lay_down": LayDown, "depart": Depart, "pull": Pull,
}  # fmt: skip
_WORDS = {kind: word for word, kind in _NAMES.items()}


def written(action: Action) -> list[str | int]:
    """Return an action as a journal keeps it: `["buy", "rice", 5000]`."""
    return [_WORDS[type(action)], *astuple(action)]


def read(line: object) -> Action:
    """Return the action of a journal's line; raise `BadSnapshot` where it is none."""
    if isinstance(line, list) and line and isinstance(line[0], str) and line[0] in _NAMES:
        kind = _NAMES[line[0]]
        fields = tuple(kind.__dataclass_fields__.values())
        wanted = [int if field.type in (int, "int") else str for field in fields]
        values = line[1:]
        if len(values) == len(wanted) and all(type(v) is w for v, w in zip(values, wanted, strict=True)):
            return kind(*values)
    raise BadSnapshot(f"The journal holds a line that is no action: {line!r}.")
