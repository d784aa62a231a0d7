"""Errands: the verbs of roads, papers, couriers, shares and consignment, compiled to engine effects."""

from engine import effects as fx
from engine.goods import HOME
from engine.kinds import DAYS, Kind
from story.marks import Node
from story.verbs import Maker, Verbs

Made = fx.Effect | None


def _depart(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    route = verbs.named(file, node, verbs.routes, "route")
    return None if route is None else fx.Depart(route)


def _turn_back(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    if node.kind != "bool" or not node.value:
        verbs.desk.note("FRM03", "`turn_back` takes nothing but yes.", file, node, "write `turn_back: yes`")
        return None
    return fx.TurnBack()


def _issue(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "issue")
    paper, days = verbs.known(form, "paper", verbs.papers, "paper"), verbs.amount(file, form.get("for"), DAYS)
    return None if paper is None or days is None else fx.Issue(paper, days)


def _withdraw(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    paper = verbs.named(file, node, verbs.papers, "paper")
    return None if paper is None else fx.Withdraw(paper)


def _retain(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "retain")
    who = verbs.known(form, "who", verbs.patrols | verbs.checkpoints, "patrol or checkpoint")
    days = verbs.amount(file, form.get("for"), DAYS)
    return None if who is None or days is None else fx.Retain(who, days)


def _send(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "send")
    courier = verbs.known(form, "by", verbs.couriers, "courier")
    arrives = verbs.known(form, "arrives", verbs.scenes, "scene")
    lost = verbs.known(form, "lost", verbs.scenes, "scene")
    money, goods, said = form.get("money"), form.get("goods"), form.get("declared")
    if (money is None) == (goods is None):
        verbs.desk.note("VRB02", "`send` needs `money` or `goods`, one of the two.", file, node)
        return None
    declared = verbs.money_of(file, said) if said is not None else None
    if courier is None or arrives is None or lost is None or (said is not None and declared is None):
        return None
    if money is not None:
        found = verbs.money_of(file, money)
        if found is None:
            return None
        worth, currency = declared or found
        if currency != found[1] and said is not None:
            verbs.desk.note("VRB02", f"What is declared of {found[1]} is declared in {found[1]}.", file, said)
            return None
        return fx.Send(courier, found[1], found[0], worth, currency, arrives, lost)
    parcel = verbs.some_goods(file, goods) if goods is not None else None
    if declared is None:
        verbs.desk.note("VRB02", "Say what the goods are declared to be worth: `declared: 100 KPW`.", file, node)
    if parcel is None or declared is None:
        return None
    return fx.Send(courier, parcel[0], parcel[1], declared[0], declared[1], arrives, lost)


def _draw(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "draw")
    share = verbs.known(form, "from", verbs.boxes, "share that is kept")
    amount = verbs.amount(file, form.get("amount"), Kind("money", verbs.money))
    return None if share is None or amount is None else fx.Draw(share, amount)


def _hand_back(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "hand_back")
    creditor = verbs.known(form, "to", verbs.creditors, "creditor")
    goods, total = form.get("goods"), form.get("for")
    found = verbs.goods_of(file, goods) if goods is not None else None
    sum_ = verbs.money_of(file, total) if total is not None else None
    if creditor is None or found is None or sum_ is None:
        return None
    return fx.HandBack(creditor, found[0], found[1], *sum_)


def _seize(verbs: Verbs, file: str, node: Node, owner: str) -> Made:
    form = verbs.form(file, node, "seize")
    creditor = verbs.known(form, "by", verbs.creditors, "creditor")
    return None if creditor is None else fx.Seize(creditor, verbs.store(form, "at", HOME))


ERRANDS: dict[str, Maker] = {
    "depart": _depart,
    "turn_back": _turn_back,
    "issue": _issue,
    "withdraw": _withdraw,
    "retain": _retain,
    "send": _send,
    "draw": _draw,
    "hand_back": _hand_back,
    "seize": _seize,
}
