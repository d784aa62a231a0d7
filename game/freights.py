"""Freights: what lies where the traveller is, what is loaded, and how that stands against what may be brought."""

from dataclasses import dataclass

from engine import loads, travel
from engine.actions import Carry, LayDown
from engine.goods import Good
from engine.routes import LOAD
from engine.session import Session
from engine.turn import Turn
from game import words
from game.tongue import later, tr

SIGNS = (
    ("seized", later("seized")), ("metal", later("metal")), ("smell", later("smells")),
    ("freezes_below", later("freezes")), ("covers", later("covers")), ("hides", later("hides well")),
)  # fmt: skip
"""(what a good is, the word for it)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What may be brought on one way of going from here."""

    way: str
    text: str
    over: bool
    smells: bool


def here(session: Session) -> dict[str, int]:
    """Return what lies in the store here that can be carried: good -> smallest parts."""
    turn = session.view()
    store = loads.store_here(turn)
    return _of_store(turn, store) if store else {}


def loaded(session: Session) -> dict[str, int]:
    """Return what is loaded: good -> smallest parts."""
    return _of_store(session.view(), LOAD)


def _of_store(turn: Turn, store: str) -> dict[str, int]:
    goods = turn.scenario.goods
    held = {good: turn.held(good, store) for good in goods}
    return {
        good: amount
        for good, amount in held.items()
        if amount and (goods[good].mass is not None or goods[good].parts > 1 or store == LOAD)
    }


class Loading:
    """A load as it is wanted, before anything is moved: what there is, here and loaded, and what should be loaded."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.turn = session.view()
        self.loaded = loaded(session)
        lies = here(session)
        self.all = {
            good: lies.get(good, 0) + self.loaded.get(good, 0)
            for good in session.scenario.goods
            if good in lies or good in self.loaded
        }
        """Good -> what there is of it, here and loaded."""
        self.wanted = {good: self.loaded.get(good, 0) for good in self.all}

    def put(self, good: str, amount: int) -> None:
        """Want so much of a good in the load, as far as there is so much."""
        self.wanted[good] = max(0, min(amount, self.all[good]))

    def actions(self) -> list[Carry | LayDown]:
        """Return what is to be done for the load to be as wanted; what is laid down first."""
        moves = [(good, amount - self.loaded.get(good, 0)) for good, amount in self.wanted.items()]
        down: list[Carry | LayDown] = [LayDown(good, -move) for good, move in moves if move < 0]
        return [*down, *(Carry(good, move) for good, move in moves if move > 0)]

    @property
    def mass(self) -> int:
        """Grams of the load as wanted."""
        return sum(self.turn.scenario.goods[good].grams(amount) for good, amount in self.wanted.items())

    def limits(self) -> tuple[Limit, ...]:
        """Return what may be brought on each way of going from here, and whether the load as wanted is above it."""
        goods, road, mass = self.turn.scenario.goods, self.turn.scenario.road, self.mass
        smelling = sum(goods[good].grams(amount) for good, amount in self.wanted.items() if goods[good].smell)
        found = []
        for name in dict.fromkeys(road.routes[name].mode for name in travel.routes(self.turn)):
            mode = road.modes[name]
            text = tr("{load} of {most}", load=words.mass(mass) if mass else tr("nothing"), most=words.mass(mode.load))
            found.append(Limit(mode.name, text, mass > mode.load, mode.smell is not None and smelling > mode.smell))
        return tuple(found)


def signs(good: Good) -> str:
    """Return what matters of a good on the road: `metal, seized`."""
    return ", ".join(word for field, word in SIGNS if getattr(good, field) not in (None, False, 0))
