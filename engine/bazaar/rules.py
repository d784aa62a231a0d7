"""What a market is made of: who its traders are, who comes from outside, and what may befall it.

Money is whole won, grain whole kilograms, prices won a kilogram. What comes from outside is declared for ten sellers:
a class of any size has the same market.
"""

from dataclasses import dataclass

from engine.evidence import Cited

PER = 10
"""Sellers for whom demand and supply from outside are declared."""


@dataclass(frozen=True, slots=True)
class Role:
    """What some of the seats are: what they come with, and what a day takes and brings."""

    id: str
    name: str
    about: str
    weight: int
    """How many seats have this role for so many of the others."""
    sells: bool
    """Whether it lives by selling: counted when supply is, and asked to agree on a price."""
    cash: int
    grain: int
    receives: int
    """Kilograms that come in each morning."""
    eats: int
    """Kilograms that the family eats in a day."""
    cooks: int = 0
    """Kilograms that its pot takes in a day at most."""
    takings: int = 0
    """Won that a cooked kilogram brings in the evening."""


@dataclass(frozen=True, slots=True)
class Shock:
    """Something that may befall the market: parts, in percent, of what would come otherwise."""

    id: str
    name: str
    news: str
    days: int
    """Market days that it lasts; 0: until the teacher ends it."""
    receives: int = 100
    carriers: int = 100
    demand: int = 100


@dataclass(frozen=True, slots=True)
class Ceiling:
    """An order that the good may cost no more, and what becomes of those who sell above it all the same."""

    price: int
    risk: float
    """Chance, in percent, that a sale behind the stalls is found; the rest of that order is taken."""
    dares: int
    """Percent of the households who buy behind the stalls."""
    news: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """A market as an author declares it."""

    id: str
    title: str
    subtitle: str
    about: str
    content_note: str
    good: str
    money: str
    minutes: int
    ages: str
    days: int
    waves: tuple[str, ...]
    """What the hours of a day are called at which households come."""
    tick: int
    highest: int
    opening: int
    """What a kilogram cost the day before the first."""
    spoils: float
    """Percent of the grain that a night takes: damp, mice."""
    roles: tuple[Role, ...]
    wants: tuple[tuple[int, int], ...]
    """(price, kilograms a day that households outside would buy at it), ever dearer and ever less; 0 at the last."""
    each: int
    """Kilograms that a household buys at a time."""
    varies: float
    """Percent by which what a household would pay differs by luck from day to day."""
    carriers: tuple[tuple[int, int], ...]
    """(least price, kilograms a day) that carriers from elsewhere bring where the price is worth the way."""
    ceiling: Ceiling
    agreement: int
    """The price that is proposed when sellers are asked to agree."""
    shocks: tuple[Shock, ...]
    news: tuple[tuple[int, str], ...] = ()
    """(day, what is told in the morning)."""
    questions: tuple[str, ...] = ()
    witness: tuple[str, ...] = ()
    """What the documents tell, for looking back."""
    cited: Cited = Cited()

    def role_of(self, seat: int) -> Role:
        """Return what a seat is; neighbours differ, so that a small class has every role too."""
        cycle = self.cycle()
        return cycle[(seat - 1) % len(cycle)]

    def role(self, name: str) -> Role:
        """Return a role by its id."""
        return next(role for role in self.roles if role.id == name)

    def cycle(self) -> tuple[Role, ...]:
        """Return the roles in the order in which seats are given them."""
        total = sum(role.weight for role in self.roles)
        given = dict.fromkeys((role.id for role in self.roles), 0)
        found = []
        for number in range(1, total + 1):
            role = max(self.roles, key=lambda one: (one.weight * number - given[one.id] * total, one.weight))
            given[role.id] += 1
            found.append(role)
        return tuple(found)

    def shock(self, name: str) -> Shock | None:
        """Return a shock by its id."""
        return next((shock for shock in self.shocks if shock.id == name), None)
