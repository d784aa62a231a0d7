"""Declarations: what worlds and scenario.yaml declare, read into engine values; duties' verbs come later."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from engine.coupons import Coupon
from engine.era import Era
from engine.evidence import CodexEntry
from engine.goods import SUBUNITS, Good
from engine.kinds import NUMBER, Kind
from engine.money import Currency
from engine.names import MONTHS
from engine.scenario import (
    Creditor,
    Dial,
    DialKind,
    Eating,
    Flag,
    Market,
    Number,
    Patrol,
    Person,
    Place,
    Quote,
    Stall,
    Weather,
)
from engine.wages import Wage
from story.desk import Desk, Fields, Form, sections
from story.eras import read_coupons, read_era, read_wages
from story.fields import (
    CARRY,
    CODEX,
    CREDITOR,
    CURRENCY,
    CUSTOMERS,
    DIAL,
    EATING,
    EVENTS,
    FLAG,
    GOOD,
    LEANING,
    MARKET,
    NUMBER_FIELDS,
    PATROL,
    PERSON,
    PLACE,
    PORTION,
    QUOTE,
    SEASON,
    SPOILS,
    STALL,
    WEATHER,
)
from story.marks import Node

Entry = tuple[str, str, Node]
"""(file, id, node) of one entry of a section."""


@dataclass(slots=True)
class Declared:
    """Everything a scenario and its worlds declare."""

    currencies: dict[str, Currency] = field(default_factory=dict)
    goods: dict[str, Good] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    era: Era | None = None
    coupons: dict[str, Coupon] = field(default_factory=dict)
    wages: dict[str, Wage] = field(default_factory=dict)
    markets: dict[str, Market] = field(default_factory=dict)
    weather: Weather = field(default_factory=Weather)
    people: dict[str, Person] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    flags: dict[str, Flag] = field(default_factory=dict)
    dials: dict[str, Dial] = field(default_factory=dict)
    stalls: dict[str, Stall] = field(default_factory=dict)
    patrols: dict[str, Patrol] = field(default_factory=dict)
    creditors: dict[str, Creditor] = field(default_factory=dict)
    codex: dict[str, CodexEntry] = field(default_factory=dict)
    eating: Eating = field(default_factory=Eating)
    calm: int = 1
    chance: int = 0


class Declarer:
    """Reads the sections in the order in which they lean on each other."""

    def __init__(self, desk: Desk, parts: dict[str, list[tuple[str, Node]]], starts: date, money: str) -> None:
        self.desk = desk
        self.parts = parts
        self.starts = starts
        self.money = Kind("money", money)
        self.done = Declared()

    def entries(self, section: str, what: str, fields: Fields) -> Iterator[tuple[str, Form]]:
        """Yield (id, form) of a section over all files; an id declared twice is a problem."""
        seen: dict[str, str] = {}
        for file, node in self.parts.get(section, ()):
            if node.kind != "map":
                if node.kind != "null":
                    self.desk.note("FRM03", f"{section!r} should be a list of `id: …` lines.", file, node)
                continue
            for name, form in sections(self.desk, file, iter(node.value.items()), what, fields):
                if name in seen:
                    self.desk.note("DUP01", f"{what} {name!r} is declared in {seen[name]} too.", file, form.node)
                    continue
                seen[name] = file
                yield name, form

    def one(self, section: str, what: str, fields: Fields) -> Form | None:
        """Return the form of a section that may be written once."""
        found = self.parts.get(section, [])
        if len(found) > 1:
            file, node = found[1]
            self.desk.note("DUP01", f"{section!r} is declared in {found[0][0]} too.", file, node)
        return Form(self.desk, found[0][0], found[0][1], what, fields) if found else None

    def read(self) -> Declared:
        """Read everything; the desk's scope must know the units before amounts are read."""
        done, desk = self.done, self.desk
        for name, form in self.entries("currencies", "A currency", CURRENCY):
            done.currencies[name] = Currency(
                name, form.text("name"), form.text("plural"), form.whole("minor", 1, 1, 1000), form.cited().claims
            )
        for name, form in self.entries("goods", "Goods", GOOD):
            done.goods[name] = _good(name, form)
        self._units()
        for name, form in self.entries("places", "A place", PLACE):
            xy = form.texts("map")
            spot = (int(xy[0][0]), int(xy[1][0])) if len(xy) == 2 and all(x[0].isdigit() for x in xy) else (0, 0)
            done.places[name] = Place(name, form.text("name"), spot)
        done.era, done.coupons, done.wages = read_era(self), read_coupons(self), read_wages(self)
        for name, form in self.entries("markets", "A market", MARKET):
            place = form.ref("place", done.places, "place")
            done.markets[name] = Market(name, place, self._quotes(form, place))
        if (sky := self.one("weather", "`weather`", WEATHER)) is not None:
            done.weather = _weather(sky)
        desk.scope.enums["weather"] = tuple(done.weather.degrees)
        for name, form in self.entries("people", "A person", PERSON):
            adult = form.word("kind", ("adult", "child"), "adult") == "adult"
            done.people[name] = Person(
                name, form.text("name"), adult, form.whole("needs", 0, 0, 6000), form.whole("health", 80, 0, 100),
                form.whole("energy", 70, 0, 100),
            )  # fmt: skip
        for name, form in self.entries("numbers", "A number", NUMBER_FIELDS):
            self._number(name, form)
        for name, form in self.entries("flags", "A flag", FLAG):
            done.flags[name] = Flag(name, form.text("means"), form.truth("start"), form.spot)
        for name, form in self.entries("dials", "A dial", DIAL):
            self._dial(name, form)
        for name, form in self.entries("stalls", "A stall", STALL):
            self._stall(name, form)
        for name, form in self.entries("patrols", "A patrol", PATROL):
            done.patrols[name] = self._patrol(name, form)
        for name, form in self.entries("creditors", "A creditor", CREDITOR):
            done.creditors[name] = Creditor(
                name,
                form.text("name"),
                form.whole("trust", 50, 0, 100),
                form.text("scene"),
                max(1, form.days("presses", 7)),
                form.spot,
            )
        for name, form in self.entries("codex", "A codex entry", CODEX):
            done.codex[name] = CodexEntry(name, form.text("title"), form.text("text"), form.cited())
        if (table := self.one("eating", "`eating`", EATING)) is not None:
            goods = [name for name, node in table.texts("from") if table.known(name, done.goods, "good", node)]
            done.eating = Eating(tuple(goods), table.ref("rationing", done.dials, "dial"))
        if (pace := self.one("events", "`events`", EVENTS)) is not None:
            done.calm, done.chance = pace.days("calm", 1), int(pace.share("chance", 0, 0, 100))
        return done

    def _units(self) -> None:
        units = self.desk.scope.units
        units |= {name: (Kind("goods", unit), size) for name, (unit, size) in SUBUNITS.items()}
        units |= {"day": (Kind("days"), 1), "days": (Kind("days"), 1)}
        for currency in self.done.currencies.values():
            units[currency.id] = (Kind("money", currency.id), currency.minor)
            self.desk.scope.minors[currency.id] = currency.minor
        for good in self.done.goods.values():
            if good.parts == 1:
                for word in (good.unit, f"{good.unit}s", f"{good.unit}es"):
                    units[word] = (Kind("goods", good.unit), 1)

    def _quotes(self, form: Form, place: str) -> dict[str, Quote]:
        """Return a market's quotes; where the era has a price of the good at the place, only their depth is written."""
        found = {}
        for name, node in form.items("goods"):
            if not form.known(name, self.done.goods, "good", node):
                continue
            good = self.done.goods[name]
            leans = self.done.era is not None and self.done.era.quotes(name, place)
            quote = Form(self.desk, form.file, node, f"The price of {name!r}", LEANING if leans else QUOTE)
            drift = []
            for day, change in quote.items("drift"):
                if (when := quote.date_of(change, day, "drift")) is not None:
                    drift.append(((when - self.starts).days + 1, int(quote.share_of(change, "drift", 0, -90, 900))))
            found[name] = Quote(
                name,
                0 if leans else max(1, quote.quantity("mid", self.money, 1)),
                int(quote.share("spread", 10, 1, 100)),
                quote.share("swing", 0, 0, 50),
                max(1, quote.days("lasts", 10)),
                int(quote.share("common", 0, 0, 100)),
                max(1, quote.quantity("depth", Kind("goods", good.unit), 1)),
                tuple(sorted(drift)),
                quote.cited(),
                quote.spot,
            )
        return found

    def _number(self, name: str, form: Form) -> None:
        kind = NUMBER
        node = form.get("start")
        if node is not None and node.kind == "text":
            for word, (unit_kind, _) in self.desk.scope.units.items():
                if node.value.strip().endswith(" " + word):
                    kind = unit_kind
        low, high = form.quantity("from", kind), form.quantity("to", kind)
        start = form.quantity("start", kind)
        if not low <= start <= high:
            self.desk.note("FRM05", f"Number {name!r} starts outside its range.", form.file, node)
        self.done.numbers[name] = Number(
            name, start, low, high, form.text("means"), form.truth("public", True), form.spot
        )
        self.done.kinds[name] = kind

    def _dial(self, name: str, form: Form) -> None:
        node = form.get("start")
        text = str(node.value).strip() if node is not None else ""
        if text.endswith("%"):
            read = {key: int(form.share(key)) for key in ("start", "from", "to", "step")}
            kind = DialKind("share")
        else:
            unit = text.rpartition(" ")[2]
            found = self.desk.scope.units.get(unit, (NUMBER, 1))[0] if " " in text else NUMBER
            kind = DialKind(found.what, found.of)
            read = {key: form.quantity(key, found) for key in ("start", "from", "to", "step")}
        if not read["from"] <= read["start"] <= read["to"] or read["step"] <= 0:
            self.desk.note(
                "FRM05", f"Dial {name!r} needs `from` <= `start` <= `to` and a step above 0.", form.file, node
            )
        self.done.dials[name] = Dial(
            name,
            form.text("name"),
            kind,
            read["start"],
            read["from"],
            read["to"],
            max(1, read["step"]),
            form.text("help"),
            form.spot,
        )

    def _goods_map(self, form: Form, key: str) -> tuple[tuple[str, int], ...]:
        found = []
        for name, node in form.items(key):
            if form.known(name, self.done.goods, "good", node):
                found.append((name, form.quantity_of(node, Kind("goods", self.done.goods[name].unit))))
        return tuple(found)

    def _stall(self, name: str, form: Form) -> None:
        done = self.done
        portion = self._sub(form, "portion", PORTION)
        carry = self._sub(form, "carry", CARRY)
        custom = self._sub(form, "customers", CUSTOMERS)
        if portion is None or custom is None:
            return
        good = portion.ref("good", done.goods, "good")
        if good not in done.goods:
            return
        keep = []
        for kept, node in form.items("keep"):
            if form.known(kept, done.goods, "good", node) and form.known(str(node.value), done.dials, "dial", node):
                keep.append((kept, str(node.value)))
        weather = {kind: int(form.share_of(node, "weather")) for kind, node in form.items("weather")}
        for kind in weather:
            form.known(kind, done.weather.degrees, "weather", form.values["weather"].value[kind])
        done.stalls[name] = Stall(
            id=name,
            name=form.text("name"),
            market=form.ref("market", done.markets, "market"),
            dish=form.text("dish"),
            cooks=form.ref("cooks", done.dials, "dial"),
            price=form.ref("price", done.dials, "dial"),
            portion_good=good,
            portion_dial=portion.ref("dial", done.dials, "dial"),
            portion_usual=max(1, portion.quantity("usual", Kind("goods", done.goods[good].unit), 1)),
            recipe=self._goods_map(form, "recipe"),
            fuel=self._goods_map(form, "fuel"),
            carry_dial=carry.ref("dial", done.dials, "dial") if carry is not None else "",
            leftovers=form.ref("leftovers", done.goods, "good"),
            fair=max(1, form.quantity("fair", self.money, 1)),
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

    def _sub(self, form: Form, key: str, fields: Fields) -> Form | None:
        node = form.get(key)
        return None if node is None else Form(self.desk, form.file, node, f"{key!r} of {form.what}", fields)

    def _patrol(self, name: str, form: Form) -> Patrol:
        times = []
        for part in form.forms("dates", "A season of a patrol", SEASON):
            first, last = part.when("from", self.starts), part.when("to", self.starts)
            times.append(
                ((first - self.starts).days + 1, (last - self.starts).days + 1, int(part.real("times", 1) * 100))
            )
        return Patrol(
            id=name,
            name=form.text("name"),
            comes=int(form.share("comes", 0, 0, 100)),
            heat=form.ref("heat", self.done.numbers, "number"),
            watches=form.ref("watches", self.done.stalls, "stall"),
            times=tuple(times),
            scene=form.text("scene"),
            takings=int(form.share("takings", 0, 0, 100)),
            cited=form.cited(),
            spot=form.spot,
        )


def _good(name: str, form: Form) -> Good:
    above, share = None, 0
    if (node := form.get("spoils")) is not None:
        inner = Form(form.desk, form.file, node, f"`spoils` of {name!r}", SPOILS)
        above, share = inner.whole("above", 0, -60, 60), int(inner.share("share", 0, 0, 100))
    return Good(
        name, form.text("name"), form.text("unit"), form.whole("food", 0, 0, 10_000), form.truth("seized"), above,
        share, form.cited().claims,
    )  # fmt: skip


def _weather(form: Form) -> Weather:
    degrees = {}
    for kind, node in form.items("degrees"):
        if node.kind != "int":
            form.desk.note("FRM03", f"The degrees of {kind!r} should be a whole number.", form.file, node)
        else:
            degrees[kind] = int(node.value)
    months = {}
    for month, node in form.items("months"):
        if not form.known(month, MONTHS, "month", node):
            continue
        if node.kind != "map":
            form.desk.note("FRM03", f"{month} should be kinds and weights, such as {{clear: 40}}.", form.file, node)
            continue
        kinds = []
        for kind, weight in node.value.items():
            if form.known(kind, degrees, "weather", weight):
                if weight.kind == "int" and weight.value >= 0:
                    kinds.append((kind, int(weight.value)))
                else:
                    form.desk.note("FRM03", f"The weight of {kind!r} should be a whole number.", form.file, weight)
        if sum(w for _, w in kinds) > 0:
            months[MONTHS.index(month) + 1] = tuple(kinds)
    return Weather(int(form.share("persistence", 0, 0, 100)), months, degrees)
