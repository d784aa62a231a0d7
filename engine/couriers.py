"""Couriers: people who carry money or goods for others, and parcels on their way with them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from engine import rates
from engine.errors import Refused
from engine.events import ParcelArrived, ParcelLost, ParcelSent
from engine.evidence import Cited
from engine.goods import HOME, said, there_is
from engine.routes import LOAD
from engine.said import booked
from engine.scene import Spot

if TYPE_CHECKING:
    from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Courier:
    """Somebody who carries; shares in percent."""

    id: str
    name: str
    days: int
    honest: int
    """Chance that a parcel whose whole worth was declared arrives."""
    undeclared: int
    """The same where less was declared."""
    pays: int
    """Part of the declared sum that is made good when a parcel is lost."""
    trust: int
    cited: Cited = Cited()
    spot: Spot = Spot()


class Parcel(NamedTuple):
    """Something on its way."""

    courier: str
    of: str
    """A currency or a good."""
    amount: int
    declared: int
    """Smallest parts of the money it was declared in."""
    currency: str
    """The money it was declared in."""
    due: int
    """Day on which it is heard of."""
    arrives: str
    """Scene that tells of its arrival."""
    lost: str
    """Scene that tells of its loss."""
    cost: int = 0
    """What it has cost: of goods in the chapter's money, of money in itself."""
    whole: bool = True
    """Whether no less was declared than it was worth on the day it was sent."""


TRUST_MOVES = 20
"""Points by which trust of 0 or 100 moves the chance that a parcel arrives. Ours, as are the steps below."""
KEPT, LOST = 2, -10
"""What a parcel that arrives, or is lost, does to trust."""
ON_THE_WAY = "assets:on the way"
"""The account, one a currency, of what is with couriers: still the sender's own."""


def send(
    turn: "Turn", courier: str, of: str, amount: int, declared: int, currency: str, arrives: str, lost: str
) -> None:
    """Give money or goods (from what is at hand) to a courier; refuse where there is less."""
    if amount <= 0:
        raise Refused("There is nothing to send.")
    if of in turn.scenario.currencies:
        cost, kept_in = amount, of
        turn.need(amount, of)
        source = f"assets:cash:{of}"
    else:
        store, rule, kept_in = _at_hand(turn), turn.scenario.goods[of], turn.scenario.money
        if amount > (there := turn.held(of, store)):
            raise Refused(
                "This takes {wanted}; there is {there}.", wanted=said(amount, rule), there=there_is(there, rule)
            )
        cost, source = turn.take(of, amount, store).cost, turn.stock_account(of)
    who = turn.scenario.couriers[courier]
    turn.post(f"sent with {booked(who.name)}", (f"{ON_THE_WAY}:{kept_in}", cost), (source, -cost))
    worth = rates.converted(turn, cost, kept_in, currency)
    # Where nobody knows a rate, nobody can say that less was declared.
    whole = worth is None or declared >= worth
    # No more is made good than what was sent; of goods the sum agreed counts, whatever they have cost.
    declared = min(declared, worth) if worth is not None and kept_in == of else declared
    turn.parcels += (Parcel(courier, of, amount, declared, currency, turn.day + who.days, arrives, lost, cost, whole),)
    turn.events.append(ParcelSent(courier, of, amount))


def _at_hand(turn: "Turn") -> str:
    """Return the store of what is at hand: home there, the load on the road and elsewhere."""
    away = turn.journey is not None or turn.where != turn.scenario.road.home
    return LOAD if away else HOME


def who_arrives(turn: "Turn") -> str | None:
    """Return the scene of a parcel that is heard of this morning, and settle what became of it."""
    while (parcel := next((one for one in turn.parcels if one.due <= turn.day), None)) is not None:
        at = turn.parcels.index(parcel)
        turn.parcels = turn.parcels[:at] + turn.parcels[at + 1 :]
        if scene := _heard_of(turn, parcel):
            return scene
    return None


def chance(turn: "Turn", courier: Courier, whole: bool) -> int:
    """Return the percent chance that a parcel arrives whose whole worth was declared, or not, as trust stands today."""
    trust = turn.values.get(f"trust.{courier.id}", courier.trust)
    moved = 2 * TRUST_MOVES * (trust - 50)
    moved = moved // 100 if moved >= 0 else -(-moved // 100)
    return min(100, max(0, (courier.honest if whole else courier.undeclared) + moved))


def _heard_of(turn: "Turn", parcel: Parcel) -> str:
    """Book what became of a parcel, and return the scene that tells of it."""
    courier = turn.scenario.couriers[parcel.courier]
    kept_in = parcel.of if parcel.of in turn.scenario.currencies else turn.scenario.money
    came = turn.draw(f"courier.{courier.id}") * 100 < chance(turn, courier, parcel.whole)
    what = "sent" if came else "lost on the way"
    turn.post(
        f"{what} with {booked(courier.name)}",
        (f"expenses:{what}:{kept_in}", parcel.cost),
        (f"{ON_THE_WAY}:{kept_in}", -parcel.cost),
    )
    if came:
        turn.events.append(ParcelArrived(courier.id, parcel.of, parcel.amount))
    else:
        back = parcel.declared * courier.pays // 100
        turn.post(
            f"made good by {booked(courier.name)}",
            (f"assets:cash:{parcel.currency}", back),
            (f"income:made good:{parcel.currency}", -back),
        )
        turn.events.append(ParcelLost(courier.id, parcel.of, parcel.amount, back, parcel.currency))
    turn.add(f"trust.{courier.id}", KEPT if came else LOST)
    return parcel.arrives if came else parcel.lost
