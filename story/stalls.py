"""Stalls and patrols: who cooks what for whom, and who searches it, read into engine values."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from engine.kinds import Kind
from engine.scenario import Patrol, Stall
from story.dated import span
from story.desk import Fields, Form
from story.fields import CARRY, CUSTOMERS, PATROL, PORTION, SEASON, STALL

if TYPE_CHECKING:
    from story.declarations import Declarer


def read_stalls(declarer: "Declarer") -> dict[str, Stall]:
    """Return the stalls that are declared; one whose portion or customers cannot be read is left out."""
    found = {}
    for name, form in declarer.entries("stalls", "A stall", STALL):
        if (stall := _stall(declarer, name, form)) is not None:
            found[name] = stall
    return found


def read_patrols(declarer: "Declarer") -> dict[str, Patrol]:
    """Return the patrols that are declared; their scenes are asked for once scenes are known."""
    done = declarer.done
    return {
        name: Patrol(
            id=name,
            name=form.text("name"),
            comes=int(form.share("comes", 0, 0, 100)),
            heat=form.ref("heat", done.numbers, "number"),
            watches=form.ref("watches", done.stalls, "stall"),
            times=seasons(form, declarer.starts),
            scene=form.text("scene"),
            takings=int(form.share("takings", 0, 0, 100)),
            cited=form.cited(),
            spot=form.spot,
            takes=refs(form, "takes", done.goods, "good"),
            part=int(form.share("part", 100, 0, 100)),
            asks=form.quantity("asks", declarer.money),
        )
        for name, form in declarer.entries("patrols", "A patrol", PATROL)
    }


def seasons(form: Form, starts: date) -> tuple[tuple[int, int, int], ...]:
    """Return (first day, last day, percent) of each season under `dates`."""
    found = []
    for part in form.forms("dates", "A season", SEASON):
        first, last = span(part, starts)
        found.append(((first - starts).days + 1, (last - starts).days + 1, int(part.real("times", 1) * 100)))
    return tuple(found)


def refs(form: Form, key: str, known: Iterable[str], sort: str) -> tuple[str, ...]:
    """Return the ids of a list, each of which must be known."""
    ids = frozenset(known)
    return tuple(name for name, node in form.texts(key) if form.known(name, ids, sort, node))


def inner(form: Form, key: str, fields: Fields) -> Form | None:
    """Return the form of a map under a key, None where there is none."""
    node = form.get(key)
    return None if node is None else Form(form.desk, form.file, node, f"{key!r} of {form.what}", fields)


def _stall(declarer: "Declarer", name: str, form: Form) -> Stall | None:
    done = declarer.done
    portion = inner(form, "portion", PORTION)
    carry = inner(form, "carry", CARRY)
    custom = inner(form, "customers", CUSTOMERS)
    if portion is None or custom is None:
        return None
    good = portion.ref("good", done.goods, "good")
    if good not in done.goods:
        return None
    keep = []
    for kept, node in form.items("keep"):
        if form.known(kept, done.goods, "good", node) and form.known(str(node.value), done.dials, "dial", node):
            keep.append((kept, str(node.value)))
    weather = {kind: int(form.share_of(node, "weather")) for kind, node in form.items("weather")}
    for kind in weather:
        form.known(kind, done.weather.degrees, "weather", form.values["weather"].value[kind])
    return Stall(
        id=name,
        name=form.text("name"),
        market=form.ref("market", done.markets, "market"),
        dish=form.text("dish"),
        cooks=form.ref("cooks", done.dials, "dial"),
        price=form.ref("price", done.dials, "dial"),
        portion_good=good,
        portion_dial=portion.ref("dial", done.dials, "dial"),
        portion_usual=max(1, portion.quantity("usual", Kind("goods", done.goods[good].unit), 1)),
        recipe=_goods_map(declarer, form, "recipe"),
        fuel=_goods_map(declarer, form, "fuel"),
        carry_dial=carry.ref("dial", done.dials, "dial") if carry is not None else "",
        leftovers=form.ref("leftovers", done.goods, "good"),
        fair=max(1, form.quantity("fair", declarer.money, 1)),
        mean=custom.real("mean", 1),
        spread=int(custom.share("spread", 40)),
        price_effect=int(custom.share("price", 100)),
        portion_effect=int(custom.share("portion", 0)),
        most=custom.whole("most", 10, 1, 1000),
        weather=weather,
        regulars=form.ref("regulars", done.numbers, "number"),
        keep=tuple(keep),
        cited=form.cited(),
        spot=form.spot,
    )


def _goods_map(declarer: "Declarer", form: Form, key: str) -> tuple[tuple[str, int], ...]:
    found = []
    for name, node in form.items(key):
        if form.known(name, declarer.done.goods, "good", node):
            found.append((name, form.quantity_of(node, Kind("goods", declarer.done.goods[name].unit))))
    return tuple(found)
