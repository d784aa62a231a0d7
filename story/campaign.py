"""The campaign: what a chapter says it takes over from the one before it, and that one beside it."""

from collections.abc import Collection

from engine.legacy import Carries
from engine.scene import Spot
from story.declared import Declared
from story.desk import Form
from story.head import CARRIES
from story.marks import Node


def read_carries(head: Form, declared: Declared, changeable: Collection[str], scenes: Collection[str]) -> Carries:
    """Return what a chapter takes over; `changeable` are the numbers it knows, those of people and creditors too."""
    node = head.get("carries")
    if node is None:
        return Carries()
    form = Form(head.desk, head.file, node, "`carries`", CARRIES)
    spots: dict[str, Spot] = {}

    def spot(key: str, name: str, at: Node) -> None:
        spots[f"{key}.{name}"] = Spot(head.file, at.line, at.column)

    def listed(key: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        found = []
        for name, at in form.texts(key):
            if known is None or form.known(name, known, "currency", at):
                found.append(name)
                spot(key, name, at)
        return tuple(dict.fromkeys(found))

    def mapped(key: str, known: Collection[str], sort: str) -> dict[str, str]:
        found = {}
        for name, at in form.items(key):
            if form.known(name, known, sort, at):
                found[name] = str(at.value)
                spot(key, name, at)
        return found

    return Carries(
        listed("from"),
        listed("money", declared.currencies),
        mapped("goods", declared.goods, "good"),
        mapped("debts", declared.creditors, "creditor"),
        mapped("numbers", {*changeable, *declared.flags}, "number or flag"),
        form.ref("first", scenes, "scene"),
        listed("endings"),
        spots,
    )
