"""The campaign: what a chapter says it takes over from the one before it."""

from collections.abc import Collection, Mapping

from engine.legacy import Carries
from story.declared import Declared
from story.desk import Form
from story.head import CARRIES


def read_carries(head: Form, declared: Declared, changeable: Collection[str]) -> Carries:
    """Return what a chapter takes over; `changeable` are the numbers it knows, those of people and creditors too."""
    node = head.get("carries")
    if node is None:
        return Carries()
    form = Form(head.desk, head.file, node, "`carries`", CARRIES)
    return Carries(
        tuple(name for name, _ in form.texts("from")),
        tuple(name for name, at in form.texts("money") if form.known(name, declared.currencies, "currency", at)),
        _names(form, "goods", declared.goods, "good"),
        _names(form, "debts", declared.creditors, "creditor"),
        _names(form, "numbers", {*changeable, *declared.flags}, "number or flag"),
    )


def _names(form: Form, key: str, known: Collection[str], sort: str) -> Mapping[str, str]:
    found = {}
    for name, node in form.items(key):
        if form.known(name, known, sort, node):
            found[name] = str(node.value)
    return found
