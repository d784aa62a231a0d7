"""Goods: what is traded, carried and eaten, read into engine values; what one good says of another is read last."""

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.goods import MASS, VOLUME, Good
from engine.kinds import Kind
from story.desk import Form
from story.fields import GOOD, SPOILS
from story.road_fields import BOIL, FREEZES
from story.stalls import inner

TAKEN = {
    "g": "write `unit: kg`, or `unit: gram` and `mass: 1 g`",
    "ml": "write `unit: l`",
    "day": "take another word",
    "days": "take another word",
}
"""Words in which other amounts are written already, and what to write instead."""

if TYPE_CHECKING:
    from story.declarations import Declarer


def read_goods(declarer: "Declarer") -> dict[str, Good]:
    """Return the goods that are declared."""
    return {name: _good(name, form) for name, form in declarer.entries("goods", "Goods", GOOD)}


def link_goods(declarer: "Declarer") -> None:
    """Read what goods say of other goods, now that all goods and their units are known."""
    goods = declarer.done.goods
    for name, form in declarer.forms.get("goods", {}).items():
        if (boil := inner(form, "boil", BOIL)) is None:
            continue
        fuel = boil.ref("with", goods, "good")
        if fuel in goods:
            amount = boil.quantity("amount", Kind("goods", goods[fuel].unit))
            goods[name] = replace(goods[name], boil=(fuel, amount))


def goods_should_weigh(declarer: "Declarer") -> None:
    """STY24: a counted good of which nobody knows what it weighs, where somebody travels."""
    for name, form in declarer.forms.get("goods", {}).items() if declarer.done.road.traveller else ():
        good = declarer.done.goods[name]
        if good.parts == 1 and good.mass is None:
            sentence = f"{name!r} is counted, and does not say what one weighs: it cannot be carried."
            form.desk.note("STY24", sentence, form.file, form.node, f"say what a {good.unit} weighs: `mass: 30 g`")


def _good(name: str, form: Form) -> Good:
    if (unit := form.text("unit")) in TAKEN:
        sentence = f"Goods cannot be counted in {unit!r}: amounts of other things are written in it."
        form.desk.note("FRM04", sentence, form.file, form.values["unit"], TAKEN[unit])
    above, share = None, 0
    if (spoils := inner(form, "spoils", SPOILS)) is not None:
        above, share = spoils.whole("above", 0, -60, 60), int(spoils.share("share", 0, 0, 100))
    below, lost = None, 0
    if (freezes := inner(form, "freezes", FREEZES)) is not None:
        below, lost = freezes.whole("below", 0, -60, 60), int(freezes.share("share", 0, 0, 100))
    return Good(
        name,
        form.text("name"),
        form.text("unit"),
        form.whole("food", 0, 0, 10_000),
        form.truth("seized"),
        above,
        share,
        form.cited().claims,
        form.quantity("mass", Kind("goods", MASS)) if "mass" in form else None,
        form.quantity("bulk", Kind("goods", VOLUME)) if "bulk" in form else None,
        form.truth("metal"),
        form.truth("smell"),
        int(form.share("hides", 0, 0, 100)),
        int(form.share("covers", 0, 0, 100)),
        below,
        lost,
        form.truth("grain"),
        form.whole("toxic", 0, 0, 100),
        spot=form.spot,
    )
