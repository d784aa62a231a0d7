"""Verbs: lists of deeds and the amounts in them, compiled; `story.deeds` holds the verbs themselves."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from engine import effects as fx
from engine.errors import ExpressionError
from engine.expressions import compile_expression
from engine.goods import HOME, Good
from engine.kinds import NUMBER, Expr, Kind, near
from engine.scenario import Creditor, Dial, Flag, Number
from story.desk import ID, Desk, Form, absent
from story.marks import Node
from story.respelt import as_days, counted
from story.texts import condition
from story.verb_forms import VERB_FORMS

Maker = Callable[["Verbs", str, Node, str], fx.Effect | None]
GOODS = re.compile(r"([a-z][a-z0-9_]*)\s+(.+)\Z", re.S)


_SPELT = re.compile(r"(?:[A-Za-z-]+ days?|\S+ (?:weeks?|months?|years?|hours?))")
"""A time in words, or in another unit than days."""


@dataclass(slots=True)
class Verbs:
    """Compiles lists of verbs against what a scenario declares."""

    desk: Desk
    table: Mapping[str, Maker]
    """Verb -> what compiles it."""
    money: str
    goods: Mapping[str, Good]
    creditors: Mapping[str, Creditor]
    numbers: Mapping[str, Number]
    kinds: Mapping[str, Kind]
    flags: Mapping[str, Flag]
    dials: Mapping[str, Dial]
    people: frozenset[str]
    adults: frozenset[str]
    duties: frozenset[str]
    patrols: frozenset[str]
    markets: frozenset[str]
    stalls: tuple[str, ...]
    codex: frozenset[str]
    scenes: frozenset[str] = frozenset()
    routes: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    checkpoints: frozenset[str] = frozenset()
    couriers: frozenset[str] = frozenset()
    coupons: frozenset[str] = frozenset()
    boxes: frozenset[str] = frozenset()
    """Shares that are kept in a box."""
    source: str = "income"
    """Account kind of what comes in: `equity` while the opening is compiled."""

    changeable: dict[str, Kind] = field(init=False)
    """Names that may be added to, with what they count."""

    def __post_init__(self) -> None:
        """Work out what may be changed, once."""
        names = {n: self.kinds.get(n, NUMBER) for n in self.numbers}
        for dial in self.dials.values():
            names[dial.id] = Kind(dial.kind.what, dial.kind.of) if dial.kind.what in ("money", "goods") else NUMBER
        names |= {f"trust.{c}": NUMBER for c in (*self.creditors, *sorted(self.couriers))}
        names |= {f"health.{p}": NUMBER for p in self.people}
        names |= {f"energy.{p}": NUMBER for p in self.adults}
        self.changeable = names

    def compile(self, file: str, node: Node | None, owner: str, chosen: bool = True) -> tuple[fx.Effect, ...]:
        """Compile a list of verbs; `owner` keys the texts in it; where nobody chose it, nothing may be needed."""
        if node is None or node.kind == "null":
            return ()
        if node.kind != "list":
            self.desk.note("VRB02", "Deeds are a list: each line begins with `-`.", file, node)
            return ()
        found: list[fx.Effect] = []
        for index, item in enumerate(node.value):
            effect = self._one(file, item, f"{owner}.{index}")
            if effect is None:
                continue
            if found and fx.passes((found[-1],)):
                self.desk.note(
                    "VRB03", "`pass`, `carry_on`, `depart` and `turn_back` come last: nothing may follow.", file, item
                )
            found.append(effect)
            if not chosen and fx.needs((effect,)):
                sentence = "Nobody chooses this, so it cannot need money or goods."
                self.desk.note("VRB04", sentence, file, item, "`lose` takes as much as there is")
            if not chosen and fx.passes((effect,)):
                self.desk.note("VRB04", "Days pass by a choice only.", file, item)
        return tuple(found)

    def _one(self, file: str, item: Node, owner: str) -> fx.Effect | None:
        if item.kind != "map" or not item.value:
            verb, _, about = str(item.value).partition(" ") if item.kind == "text" else ("", "", "")
            hint = f"write `- {verb}: {about or '…'}`" if verb in self.table else ""
            self.desk.note("VRB02", "A deed is a verb and what it is about, such as `pay: 50 KPW`.", file, item, hint)
            return None
        if "if" in item.value:
            return self._if(file, item, owner)
        if len(item.value) > 1:
            self.desk.note("VRB02", "One deed a line: begin each with its own `-`.", file, item)
            return None
        ((verb, node),) = item.value.items()
        make = self.table.get(verb)
        if make is None:
            self.desk.note("VRB01", f"I know no verb {verb!r}.", file, item, near(verb, self.table))
            return None
        return make(self, file, node, owner)

    def _if(self, file: str, item: Node, owner: str) -> fx.Effect | None:
        form = Form(self.desk, file, item, "`if`", VERB_FORMS["if"])
        when = condition(form, "if")
        then = self.compile(file, form.get("then"), owner + ".then")
        otherwise = self.compile(file, form.get("else"), owner + ".else")
        return None if when is None else fx.If(when, then, otherwise)

    # amounts

    def amount(self, file: str, node: Node | None, kind: Kind) -> Expr | None:
        """Compile an amount of a kind: a quantity or an expression."""
        if node is None:
            return None
        if node.kind == "int" and kind.what in ("money", "goods", "days") and node.value != 0:
            unit = {"days": "day"}.get(kind.what, kind.of)
            hint = f"write {counted(str(node.value), unit)}"
            self.desk.note("FRM06", "Every amount carries its unit.", file, node, hint)
            return None
        if node.kind not in ("text", "int"):
            self.desk.note("FRM03", f"This should be {kind.said()}.", file, node)
            return None
        if kind.what == "days" and (said := _SPELT.fullmatch(str(node.value).strip())):
            sentence = f"{said[0]!r}: days are counted in figures and in days, such as 1 day or 30 days."
            self.desk.note("FRM06", sentence, file, node, as_days(said[0]))
            return None
        expr = self.desk.expression(str(node.value).strip(), file, node, kind)
        if expr is not None and isinstance(expr.const, int) and expr.const < 0 and kind.what != "number":
            self.desk.note("FRM05", "An amount cannot be below nothing.", file, node)
            return None
        return expr

    def money_of(self, file: str, node: Node) -> tuple[Expr, str] | None:
        """Compile a sum, in whatever currency its unit names; the chapter's money where it names none."""
        kind = Kind("money", self.money)
        if node.kind == "text" and (told := self._told(node.value.strip())) is not None:
            kind = told
        expr = self.amount(file, node, kind)
        return None if expr is None else (expr, kind.of)

    def _told(self, text: str) -> Kind | None:
        """Return the money that an amount tells of itself, None where it tells none."""
        try:
            kind = compile_expression(text, self.desk.scope).kind
        except ExpressionError:
            kind = NUMBER
        if kind.what == "money":
            return kind
        named = (currency for currency in self.desk.scope.minors if currency in text)
        return next((Kind("money", currency) for currency in named), None)

    def _turned(self, text: str) -> str:
        """Return how `10 tins` or `5 kg rice` is written here, empty where it names no goods."""
        match = re.match(r"(\d+)\s*(.*?)\s*(\w+)\Z", text.strip())
        name = "" if match is None else next((n for n in (match[3], match[3].removesuffix("s")) if n in self.goods), "")
        return f"write {name} {match[1]} {match[2] or self.goods[name].unit}" if match is not None and name else ""

    def goods_of(self, file: str, node: Node) -> tuple[str, Expr | None] | None:
        """Compile `rice 5 kg` or `rice all`."""
        match = GOODS.match(str(node.value).strip()) if node.kind == "text" else None
        if match is None:
            sentence = "Name the goods and how much, such as `rice 5 kg` or `pork all`."
            self.desk.note("VRB02", sentence, file, node, self._turned(str(node.value)))
            return None
        name, rest = match.groups()
        if name not in self.goods:
            self.desk.note("REF01", f"There are no goods {name!r}.", file, node, absent(name, self.goods, "good"))
            return None
        if rest.strip() == "all":
            return name, None
        if rest.strip().isdigit() and int(rest) != 0:
            hint = f"write {name} {counted(rest.strip(), self.goods[name].unit)}"
            self.desk.note("FRM06", "Every amount carries its unit.", file, node, hint)
            return None
        expr = self.desk.expression(rest, file, node, Kind("goods", self.goods[name].unit), match.start(2))
        if expr is not None and isinstance(expr.const, int) and expr.const < 0:
            self.desk.note("FRM05", "An amount cannot be below nothing.", file, node)
            return None
        return None if expr is None else (name, expr)

    def dealt_of(self, file: str, node: Node) -> tuple[str, Expr | None] | None:
        """Compile what a market deals in: `rice 5 kg`, `10 USD`, `USD cash.CNY / 8`, `petrol_coupon 2`, `rice all`."""
        text = str(node.value).strip() if node.kind == "text" else ""
        unit = text.rpartition(" ")[2]
        if text[:1].isdigit() and unit in self.desk.scope.minors:
            expr = self.amount(file, node, Kind("money", unit))
            return None if expr is None else (unit, expr)
        name, _, rest = text.partition(" ")
        if name in self.desk.scope.minors:
            kind = Kind("money", name)
        elif name in self.coupons:
            kind = NUMBER
        else:
            return self.goods_of(file, node)
        rest = rest.strip()
        if rest == "all":
            return name, None
        if rest.isdigit() and kind != NUMBER:
            self.desk.note("FRM06", "Every amount carries its unit.", file, node, f"write {rest} {name}")
            return None
        expr = self.desk.expression(rest, file, node, kind, text.index(" ") + 1 if rest else 0)
        return None if expr is None else (name, expr)

    def some_goods(self, file: str, node: Node) -> tuple[str, Expr] | None:
        """Compile goods whose amount must be said."""
        found = self.goods_of(file, node)
        if found is None:
            return None
        name, amount = found
        if amount is None:
            self.desk.note("VRB02", "Say how much: `all` has no meaning here.", file, node)
            return None
        return name, amount

    def form(self, file: str, node: Node, verb: str) -> Form:
        """Open a verb's long form."""
        return Form(self.desk, file, node, f"`{verb}`", VERB_FORMS[verb])

    def known(self, form: Form, key: str, known: Collection[str], sort: str) -> str | None:
        """Return an id of a verb's form, None (and a problem) where it is not known."""
        node = form.get(key)
        name = form.text(key)
        return name if node is not None and form.known(name, known, sort, node) else None

    def named(self, file: str, node: Node, known: Collection[str], sort: str) -> str | None:
        """Return the id that a verb is given, None (and a problem) where it is not known."""
        name = str(node.value).strip() if node.kind in ("text", "int") else ""
        if name in known:
            return name
        if node.kind not in ("text", "int"):
            self.desk.note("FRM03", f"This should be the id of a {sort}.", file, node)
        else:
            self.desk.note("REF01", f"There is no {sort} {name!r}.", file, node, absent(name, known, sort))
        return None

    def store(self, form: Form, key: str, default: str = HOME) -> str:
        """Return a store's name."""
        name = form.text(key, default)
        if not ID.match(name):
            form.wrong(key, "a place to keep things, such as home or hidden")
            return default
        return name
