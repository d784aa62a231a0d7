"""Eras: what a world says of prices (era, prices, shocks, ceilings, cartels, coupons, wages) made into values."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import log
from typing import TYPE_CHECKING

from engine.cartels import Cartel
from engine.ceilings import Ceiling
from engine.coupons import Coupon
from engine.era import CURRENCY, GOOD, Era, Process
from engine.kinds import Kind
from engine.names import MONTHS
from engine.schedule import Schedule
from engine.season import Season
from engine.shocks import Shock
from engine.swings import Swing
from engine.wages import Wage
from story.dated import dated, dated_node
from story.desk import Fields, Form
from story.fields import (
    CARTEL,
    CEILING,
    COUPON,
    DEFECTS,
    ERA,
    FREIGHT,
    PROCESS,
    SHOCK,
    SWING,
    WAGE,
)
from story.marks import Node

if TYPE_CHECKING:
    from story.declarations import Declarer

EVERYWHERE = "everywhere"
"""In a map of places: all those that are not named."""


def read_era(declarer: "Declarer") -> Era | None:
    """Return the era that a world declares, None where it declares no prices."""
    form = declarer.one("era", "`era`", ERA)
    if form is None:
        return None
    reader = _Reader(declarer, form)
    forms = dict(declarer.entries("prices", "A price", PROCESS))
    processes = {name: reader.process(name, entry) for name, entry in forms.items()}
    reader.links(processes, forms)
    return Era(
        reader.first,
        reader.last,
        form.text("money"),
        processes,
        tuple(reader.shock(name, entry, processes) for name, entry in declarer.entries("shocks", "A shock", SHOCK)),
        tuple(
            reader.ceiling(name, entry, processes) for name, entry in declarer.entries("ceilings", "A ceiling", CEILING)
        ),
        tuple(reader.cartel(name, entry, processes) for name, entry in declarer.entries("cartels", "A cartel", CARTEL)),
    )


def read_coupons(declarer: "Declarer") -> dict[str, Coupon]:
    """Return the coupons that a world declares."""
    found = {}
    for name, form in declarer.entries("coupons", "A coupon", COUPON):
        good, _, amount = form.text("for").partition(" ")
        node, unit = form.get("issue"), form.text("issue").rpartition(" ")[2]
        if node is None or "for" not in form or not form.known(good, declarer.done.goods, "good", form.values["for"]):
            continue
        if not form.known(unit, declarer.done.currencies, "currency", node):
            continue
        size = form.desk.expression(
            amount, form.file, form.values["for"], Kind("goods", declarer.done.goods[good].unit), len(good) + 1
        )
        found[name] = Coupon(
            name,
            form.text("name"),
            good,
            size.const if size is not None and isinstance(size.const, int) else 0,
            unit,
            form.quantity("issue", Kind("money", unit)),
            int(form.share("dealer", 0, 0, 100)),
            form.cited(),
            form.spot,
        )
    return found


def read_wages(declarer: "Declarer") -> dict[str, Wage]:
    """Return the wages that a world declares."""
    return {
        name: Wage(
            name,
            form.text("name"),
            max(1, form.quantity("month", declarer.money, 1)),
            declarer.money.of,
            form.cited(),
            form.spot,
        )
        for name, form in declarer.entries("wages", "A wage", WAGE)
    }


class _Reader:
    """Reads the sections of one era."""

    def __init__(self, declarer: "Declarer", form: Form) -> None:
        self.done = declarer.done
        self.first = form.when("from", date(1990, 1, 1)).toordinal()
        self.last = form.when("to", date(2020, 12, 31)).toordinal()
        self.money = Kind("money", form.ref("money", self.done.currencies, "currency"))
        if self.last < self.first:
            form.wrong("to", "no earlier than `from`", "FRM05")
        if self.money != declarer.money and self.money.of in self.done.currencies:
            form.wrong("money", f"the chapter's one money, {declarer.money.of}", "FRM04")

    def process(self, name: str, form: Form) -> Process:
        """Return a price process; prices become logs."""
        kind = CURRENCY if name in self.done.currencies else GOOD
        if name not in self.done.currencies:
            form.known(name, self.done.goods, "good or currency", form.node)
        places = {}
        for place, node in form.items("places"):
            if form.known(place, self.done.places, "place", node):
                places[place] = dated_node(form, "places", node, _logs(form, "places", 9900))
        fuel, part = "", 0.0
        if (freight := self._inner(form, "freight", FREIGHT)) is not None:
            fuel, part = freight.text("fuel"), freight.share("part", 0, 0, 100) / 100
        follows = [
            (leader, dated_node(form, "follows", node, _parts(form, "follows", -500, 500)))
            for leader, node in form.items("follows")
        ]
        return Process(
            name, kind, dated(form, "level", self._price(form)), places, self._swing(form, "common"),
            self._swing(form, "local"), dated(form, "spread", _parts(form, "spread", 0.01, 100), 0.1),
            self._season(form), fuel, part, tuple(follows), max(1, form.quantity("tick", self.money, 1)),
            dated(form, "supply", _parts(form, "supply", 0, 100), 1), form.share("empties", 0, 0, 100) / 100,
            form.cited(), form.spot,
        )  # fmt: skip

    def links(self, processes: Mapping[str, Process], forms: Mapping[str, Form]) -> None:
        """Put down links to prices that are not there, and links that go round in a circle."""
        for name, process in processes.items():
            form = forms[name]
            leaders = [(leader, node) for leader, node in form.items("follows")]
            if (freight := form.get("freight")) is not None and process.fuel:
                leaders.append((process.fuel, freight))
            for leader, node in leaders:
                if not form.known(leader, processes, "price", node):
                    continue
                for place in process.places.keys() - processes[leader].places.keys():
                    sentence = f"{leader!r} has no price at {place!r}, where {name!r} follows it."
                    form.desk.note("REF01", sentence, form.file, node)
                if name in _led_by(processes, leader):
                    form.desk.note("REF02", f"{name!r} follows {leader!r}, which follows {name!r}.", form.file, node)

    def shock(self, name: str, form: Form, processes: Mapping[str, Process]) -> Shock:
        """Return a dated shock."""
        rumour = form.days("rumour")
        return Shock(
            name, form.text("name"), form.when("from", date.fromordinal(self.first)).toordinal(), rumour,
            form.share("heard", 0, 0, 100) / 100 if rumour else 0.0, form.days("onset"), form.days("holds"),
            max(1, form.days("decay", 1)), form.share("stays", 0, -100, 100) / 100,
            dict(self._by_place(form, "moves", processes, _logs(form, "moves"))),
            dict(self._by_place(form, "supply", processes, _parts(form, "supply", -100, 100))),
            form.cited(), form.spot,
        )  # fmt: skip

    def ceiling(self, name: str, form: Form, processes: Mapping[str, Process]) -> Ceiling:
        """Return a price ceiling."""
        good = form.ref("good", processes, "price")
        enforced = {}
        for place, node in form.items("enforced"):
            if good in processes and form.known(place, processes[good].places, f"price of {good} at", node):
                enforced[place] = dated_node(form, "enforced", node, _parts(form, "enforced", 0, 100))
        return Ceiling(
            name, form.text("name"), good, log(max(1, form.quantity("price", self.money, 1))), enforced,
            form.share("withheld", 0, 0, 99) / 100, log(1 + form.share("over", 0, 0, 900) / 100),
            form.share("risk", 0, 0, 100) / 100, form.cited(), form.spot,
        )  # fmt: skip

    def cartel(self, name: str, form: Form, processes: Mapping[str, Process]) -> Cartel:
        """Return a cartel of sellers."""
        good = form.ref("good", processes, "price")
        quoted = processes[good].places if good in processes else {}
        places = [place for place, at in form.texts("places") if form.known(place, quoted, f"price of {good} at", at)]
        first = last = 0.05
        if (chance := self._inner(form, "defects", DEFECTS)) is not None:
            first, last = chance.share("from", 5, 0.1, 100) / 100, chance.share("to", 5, 0.1, 100) / 100
        return Cartel(
            name, form.text("name"), good, tuple(places),
            form.when("from", date.fromordinal(self.first)).toordinal(), max(1, form.days("gathers", 1)),
            form.whole("members", 1, 1, 1000), form.share("keeps", 0, 0, 100) / 100,
            log(1 + form.share("raises", 0, 0, 900) / 100), (first, last), max(1, form.days("eases", 1)),
            form.cited(), form.spot,
        )  # fmt: skip

    def _inner(self, form: Form, key: str, fields: Fields) -> Form | None:
        node = form.get(key)
        return None if node is None else Form(form.desk, form.file, node, f"{key!r} of {form.what}", fields)

    def _swing(self, form: Form, key: str) -> Swing:
        inner = self._inner(form, key, SWING)
        if inner is None:
            return Swing(Schedule(((0, 0.0),)), 1)
        return Swing(dated(inner, "swing", _parts(inner, "swing", 0, 50)), max(1, inner.days("lasts", 1)))

    def _season(self, form: Form) -> Season | None:
        if "season" not in form:
            return None
        months = [0.0] * 12
        for month, node in form.items("season"):
            if form.known(month, MONTHS, "month", node):
                months[MONTHS.index(month)] = _logs(form, "season")(node)
        return Season(tuple(months))

    def _price(self, form: Form) -> Callable[[Node], float]:
        return lambda node: log(max(1, form.quantity_of(node, self.money, 1)))

    def _by_place(
        self, form: Form, key: str, processes: Mapping[str, Process], read: Callable[[Node], float]
    ) -> Iterator[tuple[tuple[str, str], float]]:
        """Yield ((good or currency, place), value) of a map: one value, or values by place."""
        for name, node in form.items(key):
            if not form.known(name, processes, "price", node):
                continue
            places = processes[name].places
            if node.kind != "map":
                yield from (((name, place), read(node)) for place in places)
                continue
            for place, value in node.value.items():
                if place == EVERYWHERE:
                    yield from (((name, other), read(value)) for other in places if other not in node.value)
                elif form.known(place, places, f"price of {name} at", value):
                    yield (name, place), read(value)


def _logs(form: Form, key: str, most: int = 900) -> Callable[[Node], float]:
    """Read a share as what it adds to the log of a price."""
    return lambda node: log(1 + form.share_of(node, key, 0, -99, most) / 100)


def _parts(form: Form, key: str, low: float, high: float) -> Callable[[Node], float]:
    """Read a share as a part of one."""
    return lambda node: form.share_of(node, key, 0, low, high) / 100


def _led_by(processes: Mapping[str, Process], name: str) -> set[str]:
    """Return everything that a price follows, at first or second hand, and itself."""
    found, left = set(), [name]
    while left:
        process = processes.get(each := left.pop())
        if each not in found and process is not None:
            found.add(each)
            left += [leader for leader, _ in process.follows] + ([process.fuel] if process.fuel else [])
    return found
