"""Road names: what expressions may ask of roads, papers, posts, couriers, shares, dues, coupons and instalments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine import credit, inspection, permits, shares, travel
from engine.goods import MASS
from engine.kinds import BOOL, DAYS, NUMBER, Kind, Run, Scope, Symbol
from engine.turn import Turn
from engine.verb import amount_of


@dataclass(frozen=True, slots=True)
class Roadside:
    """Ids of what a scenario declares beside its household and markets."""

    places: Iterable[str] = ()
    papers: Iterable[str] = ()
    checkpoints: Iterable[str] = ()
    patrols: Iterable[str] = ()
    couriers: Iterable[str] = ()
    boxes: Iterable[str] = ()
    """Shares that are kept in a box."""
    dues: Iterable[str] = ()
    coupons: Iterable[str] = ()
    notes: Iterable[str] = ()
    """Currencies that are dealt in."""
    owed_in: Mapping[str, str] = field(default_factory=dict)
    """Creditor -> the money in which they are owed."""


def add_road_names(scope: Scope, money: str, side: Roadside) -> None:
    """Add the names and functions of the road to a scope; sums are in the chapter's money but where said."""
    add = scope.symbols.__setitem__
    here = Kind("money", money)
    add("load_mass", Symbol(Kind("goods", MASS), travel.load_mass))
    for post in side.checkpoints:
        add(f"stops.{post}", Symbol(NUMBER, _stops(post)))
        add(f"finds.{post}", Symbol(NUMBER, _finds(post)))
    for who in (*side.checkpoints, *side.patrols):
        add(f"asks.{who}", Symbol(here, _asks(who)))
    for paper in side.papers:
        add(f"valid.{paper}", Symbol(DAYS, _valid(paper)))
    for courier in side.couriers:
        add(f"trust.{courier}", Symbol(NUMBER, _value(f"trust.{courier}")))
    for share in side.boxes:
        add(f"fund.{share}", Symbol(here, _box(share)))
    for due in side.dues:
        add(f"due.{due}", Symbol(here, _due(due)))
    for coupon in side.coupons:
        add(f"coupon.{coupon}", Symbol(NUMBER, _value(f"coupon.{coupon}")))
    for currency in side.notes:
        add(f"notes.{currency}", scope.symbols[f"cash.{currency}"])
    for creditor, currency in side.owed_in.items():
        add(f"owed.{creditor}", Symbol(Kind("money", currency), _owed(creditor, currency)))
        add(f"called.{creditor}", Symbol(Kind("money", currency), _called(creditor, currency)))
        add(f"kept.{creditor}", Symbol(NUMBER, _value(f"kept.{creditor}")))
        add(f"missed.{creditor}", Symbol(NUMBER, _value(f"missed.{creditor}")))
        add(f"late.{creditor}", Symbol(DAYS, _late(creditor)))
    scope.ids |= {
        "place": frozenset(side.places),
        "paper": frozenset(side.papers),
        "patrol or checkpoint": frozenset((*side.patrols, *side.checkpoints)),
    }
    scope.functions |= {
        "at": (("place",), BOOL, lambda p: lambda t: t.journey is None and t.where == p),
        "on_road": ((), BOOL, lambda: lambda t: t.journey is not None),
        "retained": (("patrol or checkpoint",), BOOL, lambda w: lambda t: inspection.retained(t, w)),
        "holds": (("paper",), BOOL, lambda p: lambda t: permits.holds(t, p)),
        "frozen": (("paper",), BOOL, lambda p: lambda t: permits.frozen(t, p)),
    }


def percent(chance: float) -> int:
    """Return a chance (0-1) as a weight in whole percent; what may happen at all is at least 1."""
    return max(1, round(chance * 100)) if chance > 0 else 0


def _value(name: str) -> Run:
    return lambda t: t.values.get(name, 0)


def _stops(post: str) -> Run:
    return lambda t: percent(inspection.stops(t, t.scenario.checkpoints[post]))


def _finds(post: str) -> Run:
    return lambda t: percent(inspection.finds(t, t.scenario.checkpoints[post]))


def _asks(who: str) -> Run:
    return lambda t: (t.scenario.patrols.get(who) or t.scenario.checkpoints[who]).asks


def _valid(paper: str) -> Run:
    return lambda t: permits.valid(t, paper)


def _box(share: str) -> Run:
    return lambda t: shares.box(t, share)


def _due(due: str) -> Run:
    return lambda t: amount_of(t.scenario.dues[due].amount, t)


def _owed(creditor: str, currency: str) -> Run:
    def run(turn: Turn) -> int:
        debt = turn.debts.get(creditor)
        return debt.owed if debt is not None and debt.currency == currency else 0

    return run


def _called(creditor: str, currency: str) -> Run:
    def run(turn: Turn) -> int:
        debt = turn.debts.get(creditor)
        return credit.called(debt, turn.day) if debt is not None and debt.currency == currency else 0

    return run


def _late(creditor: str) -> Run:
    def run(turn: Turn) -> int:
        debt = turn.debts.get(creditor)
        return credit.late(debt, turn.day) if debt is not None else 0

    return run
