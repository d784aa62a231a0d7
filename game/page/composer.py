"""The composer: the lines that could be typed at a market, a plan or a road, so that a finger can pick them."""

from collections.abc import Iterator
from typing import NamedTuple

from game import board, freights, trips, words
from game.play import Play
from game.tongue import tr

MEASURED = ("kg", "g", "l", "ml")


class Line(NamedTuple):
    """A line as the player would type it, whole or but for one thing."""

    group: str
    """What it belongs to: market, plan, roads."""
    typed: str
    """With … where something is still to be written, such as an amount."""
    says: str
    wants: str
    """An example of what is still to be written; empty where the line is whole."""


def lines(play: Play) -> list[Line]:
    """Return what can be picked now, in the order of market, plan and roads."""
    return [*_market(play), *_plan(play), *_roads(play)]


def _market(play: Play) -> Iterator[Line]:
    if not play.market:
        return
    group = words.capital(tr("market"))
    for row in board.rows(play.session):
        name, wants = row.name, _such(row.unit)
        if row.sort == board.COUPONS:
            yield Line(group, f"redeem {row.of} …", tr("Hand in {name}", name=name), wants)
        yield Line(group, f"buy {row.of} …", tr("Buy {name}", name=name), wants)
        if row.bid:
            yield Line(group, f"sell {row.of} …", tr("Sell {name}", name=name), wants)
        yield Line(group, f"price {row.of} …", tr("Ask what {name} would cost", name=name), wants)
        if row.hidden:
            yield Line(group, f"buy {row.of} … hidden", tr("Buy {name} behind the stalls", name=name), wants)
            yield Line(group, f"sell {row.of} … hidden", tr("Sell {name} behind the stalls", name=name), wants)


def _plan(play: Play) -> Iterator[Line]:
    if not play.plan:
        return
    group, scenario = words.capital(tr("plan")), play.session.scenario
    for dial in play.status.dials:
        yield Line(group, f"set {dial.id} …", tr("Set {name}, now {text}", name=dial.name, text=dial.text), dial.range)
    for who in play.status.people:
        for duty in scenario.duties.values():
            if who.id in duty.who and duty.name != who.duty:
                says = tr("{who}: {duty}", who=words.capital(who.name), duty=duty.name)
                yield Line(group, f"assign {who.id} {duty.id}", says, "")


def _roads(play: Play) -> Iterator[Line]:
    if not play.roads:
        return
    group, goods = words.capital(tr("roads")), play.session.scenario.goods
    for number, way in enumerate(trips.ways(play.session), 1):
        to = tr("{place}, {going}", place=way.place, going=words.going(way.mode))
        yield Line(group, f"road {number}", tr("Look at the way to {to}", to=to), "")
        if not way.refused:
            yield Line(group, f"depart {number}", tr("Set out for {to}", to=to), "")
    for verb, says, there in (
        ("carry", tr("Load"), freights.here(play.session)),
        ("lay", tr("Lay down"), freights.loaded(play.session)),
    ):
        for name in there:
            wants = _such(goods[name].unit)
            yield Line(group, f"{verb} {name} …", tr("{verb}: {name}", verb=says, name=goods[name].name), wants)


def _such(unit: str) -> str:
    """Return an amount as an example; what is counted needs no unit."""
    return f"2 {unit}" if unit in MEASURED else "2"
