"""Deeds: each verb of the story format, compiled to an engine effect."""

import re

from engine import effects as fx
from engine.goods import HOME, STALL
from engine.kinds import DAYS, NUMBER, Expr, Kind, constant, near
from story.desk import Form, absent
from story.errands import ERRANDS
from story.marks import Node
from story.texts import prose
from story.verbs import GOODS, Maker, Verbs

Made = fx.Effect | None


def _is_money(verbs: Verbs, node: Node) -> bool:
    """Whether a short form speaks of money rather than of goods."""
    match = GOODS.match(str(node.value).strip()) if node.kind == "text" else None
    return match is None or match.group(1) not in verbs.goods


def _pay(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    purpose = "spent"
    if node.kind == "map":
        form = verbs.form(file, node, "pay")
        purpose = form.text("for", purpose)
        inner = form.get("amount")
        if inner is None:
            return None
        node = inner
    found = verbs.money_of(file, node)
    return None if found is None else fx.Pay(found[0], found[1], purpose)


def _receive(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    source = "received"
    if node.kind == "map":
        form = verbs.form(file, node, "receive")
        source = form.text("from", source)
        inner = form.get("amount")
        if inner is None:
            return None
        node = inner
    found = verbs.money_of(file, node)
    return None if found is None else fx.Receive(found[0], found[1], source, verbs.source)


def _lose(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    to, store = "lost", HOME
    if node.kind == "map":
        form = verbs.form(file, node, "lose")
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


def _gain(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    source, store, worth = "gift", HOME, None
    if node.kind == "map":
        form = verbs.form(file, node, "gain")
        source, store = form.text("from", source), verbs.store(form, "at")
        worth = verbs.amount(file, form.get("worth"), Kind("money", verbs.money))
        inner = form.get("goods")
        if inner is None:
            return None
        node = inner
    found = verbs.some_goods(file, node)
    return None if found is None else fx.Gain(found[0], found[1], worth, source, store, verbs.source)


def _give(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    to, store = "given away", HOME
    if node.kind == "map":
        form = verbs.form(file, node, "give")
        to, store = form.text("to", to), verbs.store(form, "at")
        inner = form.get("goods")
        if inner is None:
            return None
        node = inner
    found = verbs.goods_of(file, node)
    return None if found is None else fx.Give(found[0], found[1], to, store)


def _trade(sign: int, word: str) -> Maker:
    def make(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
        market, total, store = "", None, HOME
        if node.kind == "map":
            form = verbs.form(file, node, word)
            if "market" in form:
                market = verbs.known(form, "market", verbs.markets, "market") or ""
            store = verbs.store(form, "at")
            if "at" in form and "for" not in form:
                verbs.desk.note("VRB02", f"`{word}` at a market's price has no `at`.", file, node, "`move` them first")
            if "for" in form:
                total = verbs.amount(file, form.get("for"), Kind("money", verbs.money))
                if total is None:
                    return None
            inner = form.get("goods")
            if inner is None:
                return None
            node = inner
        found = verbs.goods_of(file, node) if total is not None else verbs.dealt_of(file, node)
        if found is not None and found[1] is None and sign > 0:
            verbs.desk.note("VRB02", "Say how much: `all` has no meaning here.", file, node)
            return None
        if found is None:
            return None
        if total is not None:
            return fx.SellFor(found[0], found[1], total, store)
        return fx.Trade(found[0], found[1], sign, market)

    return make


def _borrow(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "borrow")
    creditor = verbs.known(form, "from", verbs.creditors, "creditor")
    owe_node, days = form.get("owe"), verbs.amount(file, form.get("in"), DAYS)
    if owe_node is None or creditor is None or days is None:
        return None
    owe = verbs.money_of(file, owe_node)
    if owe is None:
        return None
    if (parts := _instalments(form)) is None:
        return None
    if (goods_node := form.get("goods")) is not None:
        goods = verbs.some_goods(file, goods_node)
        return None if goods is None else fx.Borrow(creditor, goods[0], goods[1], owe[1], owe[0], days, *parts)
    if (money_node := form.get("money")) is not None:
        sum_ = verbs.amount(file, money_node, Kind("money", owe[1]))
        return None if sum_ is None else fx.Borrow(creditor, "", sum_, owe[1], owe[0], days, *parts)
    verbs.desk.note("VRB02", "`borrow` needs `goods` or `money`.", file, node)
    return None


def _instalments(form: Form) -> tuple[int, int] | None:
    """Return (how many, days between them) of a loan's instalments, None where they cannot be."""
    count, every = form.whole("instalments", 1, 1, 1000), form.days("every")
    if count > 1 and every < 1:
        sentence = "Instalments need `every`: the days between one and the next, at least 1."
        form.desk.note("VRB02", sentence, form.file, form.node)
        return None
    if count == 1 and "every" in form:
        form.desk.note("VRB02", "`every` needs `instalments`: how many there are.", form.file, form.node)
        return None
    return count, every


def _repay(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "repay")
    creditor = verbs.known(form, "to", verbs.creditors, "creditor")
    inner = form.get("amount")
    if creditor is None or inner is None:
        return None
    if inner.value == "all":
        return fx.Repay(creditor, None)
    found = verbs.money_of(file, inner)
    return None if found is None else fx.Repay(creditor, *found)


def _owe(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "owe")
    creditor = verbs.known(form, "to", verbs.creditors, "creditor")
    inner = form.get("amount")
    days = verbs.amount(file, form.get("in"), DAYS) if "in" in form else constant(0, DAYS)
    if creditor is None or inner is None or days is None:
        return None
    found = verbs.money_of(file, inner)
    return None if found is None else fx.Owe(creditor, found[1], found[0], days, form.text("for", "interest"))


def _extend(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "extend")
    creditor, days = verbs.known(form, "debt", verbs.creditors, "creditor"), verbs.amount(file, form.get("by"), DAYS)
    return None if creditor is None or days is None else fx.Extend(creditor, days)


def _forgive(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "forgive")
    creditor = verbs.known(form, "debt", verbs.creditors, "creditor")
    inner = form.get("amount")
    found = verbs.money_of(file, inner) if inner is not None else None
    if creditor is None or (inner is not None and found is None):
        return None
    return fx.Forgive(creditor, *found) if found is not None else fx.Forgive(creditor, None)


def _pairs(verbs: Verbs, file: str, node: Node, verb: str) -> list[tuple[str, Node]]:
    if node.kind != "map" or not node.value:
        word = str(node.value).strip() if node.kind == "text" else ""
        hint = f"write {verb}: {{{word}: yes}}" if word in verbs.flags else ""
        verbs.desk.note("VRB02", f"`{verb}` takes names and values, such as `{verb}: {{heat: 5}}`.", file, node, hint)
        return []
    return list(node.value.items())


def _add(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    names = verbs.changeable
    found = []
    for name, value in _pairs(verbs, file, node, "add"):
        if name not in names:
            hint = f"it is a flag: write set: {{{name}: yes}}" if name in verbs.flags else absent(name, names, "number")
            verbs.desk.note("REF01", f"There is no number {name!r}.", file, value, hint)
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


def _set(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    names = verbs.changeable
    found = []
    for name, value in _pairs(verbs, file, node, "set"):
        if name in verbs.flags:
            text = (
                {True: "yes", False: "no"}.get(value.value, str(value.value))
                if value.kind == "bool"
                else str(value.value)
            )
            expr = verbs.desk.expression(text, file, value, Kind("bool"))
        elif name in names:
            expr = _signed(verbs, file, value, names[name])
        else:
            known = [*names, *verbs.flags]
            hint = absent(name, known, "number, flag or dial")
            verbs.desk.note("REF01", f"There is no number, flag or dial {name!r}.", file, value, hint)
            continue
        if expr is not None:
            found.append((name, expr))
    return fx.Set(tuple(found))


def _assign(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
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


def _move(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "move")
    inner = form.get("goods")
    found = verbs.goods_of(file, inner) if inner is not None else None
    if found is None:
        return None
    return fx.Move(found[0], found[1], verbs.store(form, "from"), verbs.store(form, "to"))


def _confiscate(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "confiscate")
    patrol = verbs.known(form, "by", verbs.patrols | verbs.checkpoints, "patrol or checkpoint")
    return None if patrol is None else fx.Confiscate(patrol, verbs.store(form, "at", STALL))


def _takings(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    if node.kind == "bool" and node.value:
        return fx.LoseTakings(100)
    text = str(node.value)
    if node.kind == "text" and re.fullmatch(r"\d{1,3}\s*%", text) and int(text.rstrip("% ")) <= 100:
        return fx.LoseTakings(int(text.rstrip("% ")))
    verbs.desk.note("FRM06", "`lose_takings` is yes, or a share such as 50 %.", file, node)
    return None


def _portions(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    count = verbs.amount(file, node, NUMBER)
    if not verbs.stalls:
        verbs.desk.note("REF01", "There is no stall to sell portions at.", file, node)
        return None
    return None if count is None else fx.SellPortions(verbs.stalls[0], count)


def _open(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    entries = node.value if node.kind == "list" else [node]
    found = []
    for entry in entries:
        if str(entry.value) in verbs.codex:
            found.append(str(entry.value))
        else:
            hint = near(str(entry.value), verbs.codex)
            verbs.desk.note("REF01", f"There is no codex entry {entry.value!r}.", file, entry, hint)
    return fx.Open(tuple(found))


def _say(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    return fx.Say(prose(verbs.desk, file, node, owner))


def _days(until: bool) -> Maker:
    def make(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
        days = verbs.amount(file, node, DAYS)
        if days is not None and isinstance(days.const, int) and not 1 <= days.const <= fx.MOST_DAYS:
            verbs.desk.note("FRM05", f"Between 1 and {fx.MOST_DAYS} days may pass at a time.", file, node)
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
    "owe": _owe,
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
} | ERRANDS
