"""Declarations: what worlds and scenario.yaml declare, read into engine values; duties' verbs come later."""

from collections.abc import Iterator
from datetime import date

from engine.evidence import CodexEntry
from engine.goods import SUBUNITS
from engine.kinds import NUMBER, Kind
from engine.money import Currency
from engine.names import MONTHS
from engine.scenario import Dial, DialKind, Eating, Flag, Number, Person, Place, Weather
from story.declared import Declared
from story.desk import Desk, Fields, Form, sections
from story.eras import read_coupons, read_era, read_wages
from story.fields import CODEX, CURRENCY, DIAL, EATING, EVENTS, FLAG, NUMBER_FIELDS, PERSON, PLACE, WEATHER
from story.goods import goods_should_weigh, link_goods, read_goods
from story.markets import read_markets, store
from story.marks import Node
from story.partners import read_couriers, read_creditors, read_shares
from story.roads import read_checkpoints, read_papers, read_road
from story.stalls import read_patrols, read_stalls


class Declarer:
    """Reads the sections in the order in which they lean on each other."""

    def __init__(self, desk: Desk, parts: dict[str, list[tuple[str, Node]]], starts: date, money: str) -> None:
        self.desk = desk
        self.parts = parts
        self.starts = starts
        self.money = Kind("money", money)
        self.done = Declared()
        self.forms: dict[str, dict[str, Form]] = {}
        """Section -> id -> its form, for what can be read only once all else is known."""

    def entries(self, section: str, what: str, fields: Fields) -> Iterator[tuple[str, Form]]:
        """Yield (id, form) of a section over all files; an id declared twice is a problem."""
        seen: dict[str, str] = {}
        for file, node in self.parts.get(section, ()):
            if node.kind != "map":
                if node.kind != "null":
                    self.desk.note("FRM03", f"{section!r} should be written as `id: …` lines.", file, node)
                continue
            for name, form in sections(self.desk, file, iter(node.value.items()), what, fields):
                if name in seen:
                    self.desk.note("DUP01", f"{what} {name!r} is declared in {seen[name]} too.", file, form.node)
                    continue
                seen[name] = file
                self.forms.setdefault(section, {})[name] = form
                yield name, form

    def ids(self, section: str) -> tuple[str, ...]:
        """Return the ids a section declares, before it is read."""
        found = (name for _, node in self.parts.get(section, ()) if node.kind == "map" for name in node.value)
        return tuple(dict.fromkeys(found))

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
        self._units()
        done.goods = read_goods(self)
        self._counted()
        link_goods(self)
        for name, form in self.entries("places", "A place", PLACE):
            xy = form.texts("map")
            spot = (int(xy[0][0]), int(xy[1][0])) if len(xy) == 2 and all(x[0].isdigit() for x in xy) else (0, 0)
            done.places[name] = Place(name, form.text("name"), spot, form.text("scene"), store(form, "store", ""))
        done.era, done.coupons, done.wages = read_era(self), read_coupons(self), read_wages(self)
        done.markets = read_markets(self)
        if (sky := self.one("weather", "`weather`", WEATHER)) is not None:
            done.weather = _weather(sky)
        desk.scope.enums["weather"] = tuple(done.weather.degrees)
        for name, form in self.entries("people", "A person", PERSON):
            adult = form.word("kind", ("adult", "child"), "adult") == "adult"
            done.people[name] = Person(
                name, form.text("name"), adult, form.whole("needs", 0, 0, 6000), form.whole("health", 80, 0, 100),
                form.whole("energy", 70, 0, 100), form.cited(), form.spot,
            )  # fmt: skip
        for name, form in self.entries("numbers", "A number", NUMBER_FIELDS):
            self._number(name, form)
        for name, form in self.entries("flags", "A flag", FLAG):
            done.flags[name] = Flag(name, form.text("means"), form.truth("start"), form.spot)
        for name, form in self.entries("dials", "A dial", DIAL):
            self._dial(name, form)
        done.stalls = read_stalls(self)
        done.patrols, done.creditors = read_patrols(self), read_creditors(self)
        done.couriers, done.shares = read_couriers(self), read_shares(self)
        done.papers, done.road = read_papers(self), read_road(self)
        goods_should_weigh(self)
        done.checkpoints = read_checkpoints(self)
        for name, form in self.entries("codex", "A codex entry", CODEX):
            done.codex[name] = CodexEntry(name, form.text("title"), form.text("text"), form.cited())
        if (table := self.one("eating", "`eating`", EATING)) is not None:
            goods = [name for name, node in table.texts("from") if table.known(name, done.goods, "good", node)]
            boiling = table.ref("boiling", done.dials, "dial")
            done.eating = Eating(tuple(goods), table.ref("rationing", done.dials, "dial"), boiling)
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

    def _counted(self) -> None:
        """Let counted goods be counted in their own words."""
        units = self.desk.scope.units
        for good in self.done.goods.values():
            if good.parts == 1:
                for word in (good.unit, f"{good.unit}s", f"{good.unit}es"):
                    units[word] = (Kind("goods", good.unit), 1)

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
            name, start, low, high, form.text("means"), form.truth("public", True), form.spot,
            max(0, form.quantity("fades", kind)),
        )  # fmt: skip
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
