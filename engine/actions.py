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
    """Buy an amount (smallest parts) of a good at the scene's market."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class Sell:
    """Sell an amount (smallest parts) of a good at the scene's market."""

    good: str
    amount: int


Action = Choose | SetDial | Assign | Buy | Sell

_NAMES: dict[str, type[Action]] = {"choose": Choose, "set": SetDial, "assign": Assign, "buy": Buy, "sell": Sell}
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
