"""Actions of a market: what its traders do, what the teacher lets happen, and time, which passes on somebody's word."""

from dataclasses import astuple, dataclass, fields

from engine.errors import BadSnapshot


@dataclass(frozen=True, slots=True)
class Enter:
    """A seat comes to the market."""

    seat: int


@dataclass(frozen=True, slots=True)
class Bid:
    """Buy up to an amount at no more than a price; what is not had at once waits in the book until dusk."""

    seat: int
    price: int
    amount: int
    hidden: bool = False
    """Whether it may be behind the stalls, above a ceiling."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Sell up to an amount at no less than a price; what is not sold at once waits in the book until dusk."""

    seat: int
    price: int
    amount: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Cancel:
    """Take an order of one's own back."""

    seat: int
    order: int


@dataclass(frozen=True, slots=True)
class Pledge:
    """Join the agreement that stands."""

    seat: int


@dataclass(frozen=True, slots=True)
class Pass:
    """Let time pass: the next households come, or night falls."""


@dataclass(frozen=True, slots=True)
class Cap:
    """Order a ceiling; at 0 lift it."""

    price: int


@dataclass(frozen=True, slots=True)
class Strike:
    """Let a shock befall the market, or end it."""

    shock: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """Propose to the sellers that nobody sells under a price; at 0 end the agreement."""

    price: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Say after how many seconds time passes by itself; 0: only on the teacher's word."""

    seconds: int


Action = Enter | Bid | Ask | Cancel | Pledge | Pass | Cap | Strike | Call | Pace
OF_A_SEAT = (Enter, Bid, Ask, Cancel, Pledge)

_KINDS: dict[str, type[Action]] = {
    kind.__name__.lower(): kind for kind in (Enter, Bid, Ask, Cancel, Pledge, Pass, Cap, Strike, Call, Pace)
}


def written(action: Action) -> list[object]:
    """Return an action as a list that JSON can hold, its kind first."""
    return [type(action).__name__.lower(), *astuple(action)]


def read(line: object) -> Action:
    """Return the action of a list; raise `BadSnapshot` where it is none."""
    if not isinstance(line, list) or not line or line[0] not in _KINDS:
        raise BadSnapshot(f"{str(line)[:80]} is no action of a market.")
    kind, values = _KINDS[line[0]], line[1:]
    wanted = [field.type for field in fields(kind)]
    if [type(value) for value in values] != wanted:
        raise BadSnapshot(f"{str(line)[:80]} is no action of a market.")
    return kind(*values)
