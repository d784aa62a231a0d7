"""Verbs: the story format's deeds, each compiled to an engine effect."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine import effects as fx
from engine.expressions import DAYS, NUMBER, Expr, Kind, near
from engine.goods import HOME, STALL, Good
from engine.scenario import Creditor, Dial, Flag, Number
from story.desk import ID, Desk, Fields, Form
from story.desk import Field as F
from story.marks import Node
from story.texts import condition, prose

Maker = Callable[["Verbs", str, Node, str], fx.Effect | None]
_GOODS = re.compile(r"([a-z][a-z0-9_]*)\s+(.+)\Z", re.S)


@dataclass(slots=True)
class Verbs:
    """Compiles lists of verbs against what a scenario declares."""

    desk: Desk
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
    source: str = "income"
    """Account kind of what comes in: `equity` while the opening is compiled."""

    def compile(self, file: str, node: Node | None, owner: str) -> tuple[fx.Effect, ...]:
        """Compile a list of verbs; `owner` keys the texts in it."""
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
                self.desk.note("VRB03", "`pass` and `carry_on` come last: nothing may follow them.", file, item)
            found.append(effect)
        return tuple(found)

    def _one(self, file: str, item: Node, owner: str) -> fx.Effect | None:
        if item.kind != "map" or not item.value:
            hint = f"write `- {item.value}: …`" if item.kind == "text" and item.value in VERBS else ""
            self.desk.note("VRB02", "A deed is a verb and what it is about, such as `pay: 50 KPW`.", file, item, hint)
            return None
        if "if" in item.value:
            return self._if(file, item, owner)
        if len(item.value) > 1:
            self.desk.note("VRB02", "One deed a line: begin each with its own `-`.", file, item)
            return None
        (verb, node), = item.value.items()
        make = VERBS.get(verb)
        if make is None:
            self.desk.note("VRB01", f"I know no verb {verb!r}.", file, item, near(verb, VERBS))
            return None
        return make(self, file, node, owner)

    def _if(self, file: str, item: Node, owner: str) -> fx.Effect | None:
        form = Form(self.desk, file, item, "`if`", {
            "if": F("expression", True, "the condition"),
            "then": F("verbs", True, "what is done where it holds"),
            "else": F("verbs", False, "what is done where it does not"),
        })  # fmt: skip
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
            unit = {"days": "days"}.get(kind.what, kind.of)
            self.desk.note("FRM06", "Every amount carries its unit.", file, node, f"write {node.value} {unit}")
            return None
        if node.kind not in ("text", "int"):
            self.desk.note("FRM03", f"This should be {kind.said()}.", file, node)
            return None
        expr = self.desk.expression(str(node.value).strip(), file, node, kind)
        if expr is not None and isinstance(expr.const, int) and expr.const < 0 and kind.what != "number":
            self.desk.note("FRM05", "An amount cannot be below nothing.", file, node)
            return None
        return expr

    def money_of(self, file: str, node: Node) -> tuple[Expr, str] | None:
        """Compile a sum, in whatever currency its unit names; the chapter's money where it names none."""
        kind = Kind("money", self.money)
        if node.kind == "text":
            for currency in self.desk.scope.minors:
                if re.search(rf"\b{currency}\b", node.value):
                    kind = Kind("money", currency)
                    break
        expr = self.amount(file, node, kind)
        return None if expr is None else (expr, kind.of)

    def goods_of(self, file: str, node: Node) -> tuple[str, Expr | None] | None:
        """Compile `rice 5 kg` or `rice all`."""
        match = _GOODS.match(str(node.value).strip()) if node.kind == "text" else None
        if match is None:
            self.desk.note("VRB02", "Name the goods and how much, such as `rice 5 kg` or `pork all`.", file, node)
            return None
        name, rest = match.groups()
        if name not in self.goods:
            self.desk.note("REF01", f"There are no goods {name!r}.", file, node, near(name, self.goods))
            return None
        if rest.strip() == "all":
            return name, None
        if rest.strip().isdigit() and int(rest) != 0:
            unit = self.goods[name].unit
            self.desk.note("FRM06", "Every amount carries its unit.", file, node, f"write {name} {rest.strip()} {unit}")
            return None
        expr = self.desk.expression(rest, file, node, Kind("goods", self.goods[name].unit), match.start(2))
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

    def form(self, file: str, node: Node, what: str, **fields: F) -> Form:
        """Open a verb's long form."""
        return Form(self.desk, file, node, f"`{what}`", fields)

    def known(self, form: Form, key: str, known: object, sort: str) -> str | None:
        """Return an id of a verb's form, None (and a problem) where it is not known."""
        node = form.get(key)
        name = form.text(key)
        return name if node is not None and form.known(name, known, sort, node) else None

    def store(self, form: Form, key: str, default: str = HOME) -> str:
        """Return a store's name."""
        name = form.text(key, default)
        if not ID.match(name):
            form.wrong(key, "a place to keep things, such as home or hidden")
            return default
        return name


def _is_money(verbs: Verbs, node: Node) -> bool:
    """Whether a short form speaks of money rather than of goods."""
    match = _GOODS.match(str(node.value).strip()) if node.kind == "text" else None
    return match is None or match.group(1) not in verbs.goods


def _pay(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    purpose = "spent"
    if node.kind == "map":
        form = verbs.form(file, node, "pay", amount=F("money", True, "the sum"), **{"for": F("text", False, "what for")})
        purpose = form.text("for", purpose)
        inner = form.get("amount")
        if inner is None:
            return None
        node = inner
    found = verbs.money_of(file, node)
    return None if found is None else fx.Pay(found[0], found[1], purpose)


def _receive(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    source = "received"
    if node.kind == "map":
        form = verbs.form(
            file, node, "receive", amount=F("money", True, "the sum"), **{"from": F("text", False, "where from")}
        )
        source = form.text("from", source)
        inner = form.get("amount")
        if inner is None:
            return None
        node = inner
    found = verbs.money_of(file, node)
    return None if found is None else fx.Receive(found[0], found[1], source, verbs.source)


def _lose(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    to, store = "lost", HOME
    if node.kind == "map":
        form = verbs.form(
            file, node, "lose", amount=F("money", False, "the sum"), goods=F("goods", False, "the goods"),
            at=F("text", False, "the store"), to=F("text", False, "what became of it"),
        )  # fmt: skip
        to, store = form.text("to", to), verbs.store(form, "at")
        inner = form.get("goods") or form.get("amount")
        if inner is None:
            verbs.desk.note("VRB02", "`lose` needs `amount` or `goods`.", file, node)
            return None
        node = inner
    if _is_money(verbs, node):
        found = verbs.money_of(file, node)
        return None if found is None else fx.LoseMoney(found[0], found[1], to)
    goods = verbs.goods_of(file, node)
    return None if goods is None else fx.LoseGoods(goods[0], goods[1], store, to)


def _gain(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    source, store, worth = "gift", HOME, None
    if node.kind == "map":
        form = verbs.form(
            file, node, "gain", goods=F("goods", True, "the goods"), worth=F("money", False, "what they are worth"),
            at=F("text", False, "the store"), **{"from": F("text", False, "where from")},
        )  # fmt: skip
        source, store = form.text("from", source), verbs.store(form, "at")
        worth = verbs.amount(file, form.get("worth"), Kind("money", verbs.money))
        inner = form.get("goods")
        if inner is None:
            return None
        node = inner
    found = verbs.some_goods(file, node)
    return None if found is None else fx.Gain(found[0], found[1], worth, source, store, verbs.source)


def _give(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    to, store = "given away", HOME
    if node.kind == "map":
        form = verbs.form(
            file, node, "give", goods=F("goods", True, "the goods"), to=F("text", False, "to whom"),
            at=F("text", False, "the store"),
        )  # fmt: skip
        to, store = form.text("to", to), verbs.store(form, "at")
        inner = form.get("goods")
        if inner is None:
            return None
        node = inner
    found = verbs.goods_of(file, node)
    return None if found is None else fx.Give(found[0], found[1], to, store)


def _trade(sign: int, word: str) -> Maker:
    def make(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
        market, total, store = "", None, HOME
        if node.kind == "map":
            form = verbs.form(
                file, node, word, goods=F("goods", True, "the goods"), market=F("text", False, "the market"),
                at=F("text", False, "the store"), **({"for": F("money", False, "the sum agreed")} if sign < 0 else {}),
            )  # fmt: skip
            if "market" in form:
                market = verbs.known(form, "market", verbs.markets, "market") or ""
            store = verbs.store(form, "at")
            if "for" in form:
                total = verbs.amount(file, form.get("for"), Kind("money", verbs.money))
                if total is None:
                    return None
            inner = form.get("goods")
            if inner is None:
                return None
            node = inner
        found = verbs.goods_of(file, node)
        if found is None:
            return None
        if total is not None:
            return fx.SellFor(found[0], found[1], total, store)
        return fx.Trade(found[0], found[1], sign, market)

    return make


def _borrow(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    form = Form(verbs.desk, file, node, "`borrow`", BORROW)
    creditor = verbs.known(form, "from", verbs.creditors, "creditor")
    owe_node, days = form.get("owe"), verbs.amount(file, form.get("in"), DAYS)
    if owe_node is None or creditor is None or days is None:
        return None
    owe = verbs.money_of(file, owe_node)
    if owe is None:
        return None
    if (goods_node := form.get("goods")) is not None:
        goods = verbs.some_goods(file, goods_node)
        return None if goods is None else fx.Borrow(creditor, goods[0], goods[1], owe[1], owe[0], days)
    if (money_node := form.get("money")) is not None:
        sum_ = verbs.amount(file, money_node, Kind("money", owe[1]))
        return None if sum_ is None else fx.Borrow(creditor, "", sum_, owe[1], owe[0], days)
    verbs.desk.note("VRB02", "`borrow` needs `goods` or `money`.", file, node)
    return None


BORROW: Fields = {
    "from": F("id", True, "the creditor"),
    "goods": F("goods", False, "what is had"),
    "money": F("money", False, "what is had"),
    "owe": F("money", True, "what is owed for it"),
    "in": F("days", True, "when it falls due"),
}


def _repay(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    form = verbs.form(file, node, "repay", to=F("id", True, "the creditor"), amount=F("money", True, "the sum, or all"))
    creditor = verbs.known(form, "to", verbs.creditors, "creditor")
    inner = form.get("amount")
    if creditor is None or inner is None:
        return None
    if inner.value == "all":
        return fx.Repay(creditor, None)
    found = verbs.money_of(file, inner)
    return None if found is None else fx.Repay(creditor, found[0])


def _extend(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    form = verbs.form(file, node, "extend", debt=F("id", True, "the creditor"), by=F("days", True, "how long"))
    creditor, days = verbs.known(form, "debt", verbs.creditors, "creditor"), verbs.amount(file, form.get("by"), DAYS)
    return None if creditor is None or days is None else fx.Extend(creditor, days)


def _forgive(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    form = verbs.form(file, node, "forgive", debt=F("id", True, "the creditor"), amount=F("money", False, "how much"))
    creditor = verbs.known(form, "debt", verbs.creditors, "creditor")
    inner = form.get("amount")
    found = verbs.money_of(file, inner) if inner is not None else None
    return None if creditor is None else fx.Forgive(creditor, found[0] if found else None)


def _changeable(verbs: Verbs) -> dict[str, Kind]:
    """Names that may be added to, with what they count."""
    names = {n: verbs.kinds.get(n, NUMBER) for n in verbs.numbers}
    for dial in verbs.dials.values():
        names[dial.id] = Kind(dial.kind.what, dial.kind.of) if dial.kind.what in ("money", "goods") else NUMBER
    names |= {f"trust.{c}": NUMBER for c in verbs.creditors}
    names |= {f"health.{p}": NUMBER for p in verbs.people}
    names |= {f"energy.{p}": NUMBER for p in verbs.adults}
    return names


def _pairs(verbs: Verbs, file: str, node: Node, verb: str) -> list[tuple[str, Node]]:
    if node.kind != "map" or not node.value:
        verbs.desk.note("VRB02", f"`{verb}` takes names and values, such as `{verb}: {{heat: 5}}`.", file, node)
        return []
    return list(node.value.items())


def _add(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    names = _changeable(verbs)
    found = []
    for name, value in _pairs(verbs, file, node, "add"):
        if name not in names:
            verbs.desk.note("REF01", f"There is no number {name!r}.", file, value, near(name, names))
            continue
        expr = _signed(verbs, file, value, names[name])
        if expr is not None:
            found.append((name, expr))
    return fx.Add(tuple(found))


def _signed(verbs: Verbs, file: str, node: Node, kind: Kind) -> Expr | None:
    if node.kind not in ("text", "int"):
        verbs.desk.note("FRM03", f"This should be {kind.said()}.", file, node)
        return None
    text = str(node.value).strip()
    if kind == NUMBER and re.fullmatch(r"-?\d+\s*%", text):
        text = text.rstrip("% ")
    return verbs.desk.expression(text, file, node, kind)


def _set(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    names = _changeable(verbs)
    found = []
    for name, value in _pairs(verbs, file, node, "set"):
        if name in verbs.flags:
            text = {True: "yes", False: "no"}.get(value.value, str(value.value)) if value.kind == "bool" else str(value.value)
            expr = verbs.desk.expression(text, file, value, Kind("bool"))
        elif name in names:
            expr = _signed(verbs, file, value, names[name])
        else:
            known = [*names, *verbs.flags]
            verbs.desk.note("REF01", f"There is no number, flag or dial {name!r}.", file, value, near(name, known))
            continue
        if expr is not None:
            found.append((name, expr))
    return fx.Set(tuple(found))


def _assign(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    found = []
    for person, value in _pairs(verbs, file, node, "assign"):
        duty = str(value.value)
        if person not in verbs.adults:
            verbs.desk.note("REF01", f"There is no adult {person!r}.", file, value, near(person, verbs.adults))
        elif duty not in verbs.duties:
            verbs.desk.note("REF01", f"There is no duty {duty!r}.", file, value, near(duty, verbs.duties))
        else:
            found.append((person, duty))
    return fx.AssignDuty(tuple(found))


def _move(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    form = verbs.form(
        file, node, "move", goods=F("goods", True, "the goods"), to=F("text", True, "the store they go to"),
        **{"from": F("text", False, "the store they come from")},
    )  # fmt: skip
    inner = form.get("goods")
    found = verbs.goods_of(file, inner) if inner is not None else None
    if found is None:
        return None
    return fx.Move(found[0], found[1], verbs.store(form, "from"), verbs.store(form, "to"))


def _confiscate(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    form = verbs.form(file, node, "confiscate", by=F("id", True, "the patrol"), at=F("text", False, "the store"))
    patrol = verbs.known(form, "by", verbs.patrols, "patrol")
    return None if patrol is None else fx.Confiscate(patrol, verbs.store(form, "at", STALL))


def _takings(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    if node.kind == "bool" and node.value:
        return fx.LoseTakings(100)
    text = str(node.value)
    if node.kind == "text" and re.fullmatch(r"\d{1,3}\s*%", text) and int(text.rstrip("% ")) <= 100:
        return fx.LoseTakings(int(text.rstrip("% ")))
    verbs.desk.note("FRM06", "`lose_takings` is yes, or a share such as 50 %.", file, node)
    return None


def _portions(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    count = verbs.amount(file, node, NUMBER)
    if not verbs.stalls:
        verbs.desk.note("REF01", "There is no stall to sell portions at.", file, node)
        return None
    return None if count is None else fx.SellPortions(verbs.stalls[0], count)


def _open(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    entries = node.value if node.kind == "list" else [node]
    found = []
    for entry in entries:
        if str(entry.value) in verbs.codex:
            found.append(str(entry.value))
        else:
            hint = near(str(entry.value), verbs.codex)
            verbs.desk.note("REF01", f"There is no codex entry {entry.value!r}.", file, entry, hint)
    return fx.Open(tuple(found))


def _say(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
    return fx.Say(prose(verbs.desk, file, node, owner))


def _days(until: bool) -> Maker:
    def make(verbs: Verbs, file: str, node: Node, owner: str) -> fx.Effect | None:
        days = verbs.amount(file, node, DAYS)
        if days is not None and isinstance(days.const, int) and not 1 <= days.const <= 60:
            verbs.desk.note("FRM05", "Between 1 and 60 days may pass at a time.", file, node)
            return None
        return None if days is None else fx.Pass(days, until)

    return make


VERBS: dict[str, Maker] = {
    "pay": _pay,
    "receive": _receive,
    "lose": _lose,
    "gain": _gain,
    "give": _give,
    "buy": _trade(1, "buy"),
    "sell": _trade(-1, "sell"),
    "borrow": _borrow,
    "repay": _repay,
    "extend": _extend,
    "forgive": _forgive,
    "add": _add,
    "set": _set,
    "assign": _assign,
    "move": _move,
    "confiscate": _confiscate,
    "lose_takings": _takings,
    "sell_portions": _portions,
    "open": _open,
    "say": _say,
    "pass": _days(False),
    "carry_on": _days(True),
}
