"""Moves: what rules of policies and steps of walks do besides choosing; amounts may be worked out when it is done."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from engine import rules
from engine.actions import (
    Action,
    Assign,
    Buy,
    BuyHidden,
    Carry,
    Depart,
    LayDown,
    Pull,
    Redeem,
    Sell,
    SellHidden,
    SetDial,
)
from engine.errors import Refused
from engine.kinds import NUMBER, Expr, Kind
from engine.market import MOST_DEPTHS
from engine.routes import LOAD
from engine.scenario import Scenario
from engine.session import Session
from engine.verb import amount_of
from story.desk import Field as F
from story.desk import Fields, Form
from story.marks import Node

Trade = Callable[[str, int], Action]

DEALS: dict[str, Trade] = {"buy": Buy, "sell": Sell, "buy_hidden": BuyHidden, "sell_hidden": SellHidden}
HANDLED: dict[str, Trade] = {**DEALS, "redeem": Redeem, "carry": Carry, "lay_down": LayDown}
MOVES = Fields(
    {
        "set": F("map", False, "dials"),
        "assign": F("map", False, "duties"),
        "buy": F("goods", False, "goods, notes or coupons and how much"),
        "sell": F("goods", False, "goods, notes or coupons and how much"),
        "buy_hidden": F("goods", False, "goods and how much, behind the stalls"),
        "sell_hidden": F("goods", False, "goods and how much, behind the stalls"),
        "redeem": F("goods", False, "coupons and how many"),
        "carry": F("goods", False, "goods and how much to load"),
        "lay_down": F("goods", False, "carried goods and how much to lay down"),
        "depart": F("route", False, "a route to set out on"),
        "pull": F("map", False, "levers, and the day from which on they are in force"),
    }
)
"""Keys that rules and steps share."""


@dataclass(frozen=True, slots=True)
class Move:
    """A deal or a load whose amount is worked out when it is done; no amount: as much as can be."""

    make: Trade
    what: str
    amount: Expr | None

    def action(self, session: Session) -> Action:
        """Return the action as it would be now."""
        if self.amount is None:
            return self.make(self.what, most(session, self.make, self.what))
        return self.make(self.what, amount_of(self.amount, session.view()))


def can(session: Session, action: Action) -> bool:
    """Return whether an action would not be refused now."""
    try:
        rules.decide(session.scenario, session.world, action, session.paths)
    except Refused:
        return False
    return True


def most(session: Session, make: Trade, what: str) -> int:
    """Return the most that can be dealt in, loaded or laid down now, smallest parts; 0 where nothing can."""
    bad = _at_hand(session, make, what) + 1
    good = 0
    if bad > 1 and can(session, make(what, bad - 1)):
        return bad - 1
    while bad - good > 1:
        half = (good + bad) // 2
        if can(session, make(what, half)):
            good = half
        else:
            bad = half
    return good


def _at_hand(session: Session, make: Trade, what: str) -> int:
    """Return what there is at the most of what is dealt in or carried."""
    view, scenario = session.view(), session.scenario
    market = scenario.markets.get(session.scene.market)
    if make is Carry:
        place = scenario.places.get(session.world.where)
        return view.held(what, place.store) if place is not None and place.store else 0
    if make is LayDown:
        return view.held(what, LOAD)
    if market is None:
        return 0
    if make in (Buy, BuyHidden):
        quote = market.quotes.get(what) or market.notes.get(what) or market.coupons.get(what)
        return MOST_DEPTHS * quote.depth if quote is not None else 0
    if what in scenario.goods:
        return view.held(what, market.store)
    return view.cash(what) if what in scenario.currencies else view.values.get(f"coupon.{what}", 0)


def moves(scenario: Scenario, form: Form) -> list[Action | Move]:
    """Compile the keys of `MOVES` in a rule or a walk's step."""
    found: list[Action | Move] = []
    for dial, node in form.items("set"):
        if (turned := _dial(scenario, form, dial, node)) is not None:
            found.append(turned)
    for person, node in form.items("assign"):
        duty = str(node.value)
        if form.known(person, scenario.people, "person", node) and form.known(duty, scenario.duties, "duty", node):
            if person in scenario.duties[duty].who:
                found.append(Assign(person, duty))
            else:
                form.desk.note("FRM04", f"The duty {duty!r} is not one that {person!r} may do.", form.file, node)
    for key, make in HANDLED.items():
        for what, amount, node, offset in _amounts(scenario, form, key):
            if (move := _move(scenario, form, make, what, amount, node, offset)) is not None:
                found.append(move)
    for lever, node in form.items("pull"):
        if form.known(lever, scenario.levers, "lever", node):
            day = str(node.value)
            if day.isdecimal() and 1 < int(day) <= scenario.lasts:
                found.append(Pull(lever, int(day)))
            else:
                form.wrong("pull", "a day of the play, such as 5", "FRM05")
    if "depart" in form:
        route = form.text("depart")
        if form.known(route, scenario.road.routes, "route", form.values["depart"]):
            found.append(Depart(route))
    return found


def _dial(scenario: Scenario, form: Form, dial: str, node: Node) -> Action | None:
    known = len(form.desk.problems)
    if not form.known(dial, scenario.dials, "dial", node):
        return None
    kind = scenario.dials[dial].kind
    value = int(form.share_of(node, dial)) if kind.what == "share" else form.quantity_of(node, Kind(kind.what, kind.of))
    if form.desk.problems[known:]:
        return None
    if not scenario.dials[dial].allows(value):
        form.desk.note("FRM05", f"The dial {dial!r} cannot be set to that.", form.file, node)
        return None
    return SetDial(dial, value)


def _amounts(scenario: Scenario, form: Form, key: str) -> list[tuple[str, str, Node, int]]:
    """Return (what, how much, where, column in it) of a key: `rice 5 kg`, `10 USD`, or a map of several."""
    node = form.get(key)
    if node is None:
        return []
    if node.kind == "map":
        return [(what, str(inner.value).strip(), inner, 0) for what, inner in node.value.items()]
    text = form.text(key)
    unit = text.rpartition(" ")[2]
    if text[:1].isdigit() and unit in scenario.currencies:
        return [(unit, text, node, 0)]
    what, _, amount = text.partition(" ")
    return [(what, amount, node, len(what) + 1)]


def _move(
    scenario: Scenario, form: Form, make: Trade, what: str, amount: str, node: Node, offset: int
) -> Action | Move | None:
    kind = _kind(scenario, form, make, what, node)
    if kind is None:
        return None
    if amount == "all":
        return Move(make, what, None)
    expr = form.desk.expression(amount, form.file, node, kind, offset)
    if expr is None:
        return None
    return make(what, expr.const) if isinstance(expr.const, int) else Move(make, what, expr)


def _kind(scenario: Scenario, form: Form, make: Trade, what: str, node: Node) -> Kind | None:
    """Return what amounts of a thing count in, None (and a problem) where such a thing is not dealt in so."""
    known: Collection[str] = scenario.goods
    sort = "good"
    if make is Redeem:
        known, sort = scenario.coupons, "coupon"
    elif make in (Buy, Sell):
        known = {**scenario.goods, **scenario.currencies, **scenario.coupons}
    if not form.known(what, known, sort, node):
        return None
    if what in scenario.goods:
        return Kind("goods", scenario.goods[what].unit)
    return Kind("money", what) if what in scenario.currencies else NUMBER
