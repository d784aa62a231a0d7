"""After: what a walk says that the chapter before left, read against that chapter."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from engine.instalments import part_of
from engine.kinds import NUMBER, Kind, near
from engine.legacy import Kept, Legacy, Owed, Sum
from engine.scenario import Scenario
from engine.session import Story
from story.desk import Desk, Fields, Form
from story.desk import Field as F
from story.marks import Node
from story.neighbours import Neighbours, endings_of, numbers_of

AFTER = Fields(
    {
        "chapter": F("text", False, "the chapter before; need not be said where `from` names one only"),
        "walk": F("text", False, "a walk of that chapter, by its name or file: it is played for what it leaves"),
        "ending": F("scene", False, "the ending it came to"),
        "cash": F("map", False, "money that was left, by currency"),
        "goods": F("map", False, "goods that were left"),
        "debts": F("map", False, "debts that were left: creditor -> owe, in"),
        "numbers": F("map", False, "what numbers and flags were left at; of others the chapter's own start counts"),
    }
)
OWED = Fields(
    {
        "owe": F("money", True, "what was owed"),
        "in": F("days", False, "days until it, or the next instalment, falls due; 0 days: it is late"),
        "instalments": F("whole", False, "in how many equal parts it is paid"),
        "every": F("days", False, "days between them"),
    }
)


@dataclass(frozen=True, slots=True)
class After:
    """What a walk begins from: what is said of the chapter before, over what a walk of that chapter leaves."""

    story: Story
    folder: Path
    said: Legacy
    walk: str = ""
    at: Node | None = None
    """Where the walk is named."""

    def over(self, base: Legacy) -> Legacy:
        """Return a legacy with what is said put in its place."""
        said = self.said
        return Legacy(
            base.chapter, {**base.cash, **said.cash}, {**base.goods, **said.goods}, {**base.debts, **said.debts},
            {**base.values, **said.values}, said.ending or base.ending,
        )  # fmt: skip


def read_after(neighbours: Neighbours, walk: Form) -> After | None:
    """Return what a walk begins from; None, and a problem where it should have been read, where it begins alone."""
    node = walk.get("after")
    if node is None:
        return None
    form = Form(walk.desk, walk.file, node, "`after`", AFTER)
    chapters = neighbours.scenario.carries.chapters
    if not chapters:
        form.desk.note("REF01", "This chapter follows no other: its `carries` names none.", form.file, node)
        return None
    slug = form.text("chapter", chapters[0] if len(chapters) == 1 else "")
    if slug not in chapters:
        sentence = f"`after` needs the chapter before, one of {', '.join(chapters)}."
        form.desk.note("REF01", sentence, form.file, form.get("chapter") or node, near(slug, chapters))
        return None
    loaded = neighbours.there.get(slug)
    if loaded is None or loaded.story is None:
        form.desk.note("REF01", f"There is no chapter {slug!r} that can be played.", form.file, node)
        return None
    before = loaded.story.scenario
    # What was left is told in the words and units of the chapter that left it.
    form.desk = Desk(form.desk.problems, before.scope)
    said = Legacy(
        slug, _cash(form, before), _goods(form, before), _debts(form, before), _values(form, before),
        form.ref("ending", endings_of(before), f"ending of {slug}"),
    )  # fmt: skip
    return After(loaded.story, loaded.folder, said, form.text("walk"), form.get("walk"))


def _cash(form: Form, before: Scenario) -> dict[str, Sum]:
    found = {}
    for name, node in form.items("cash"):
        if _known(form, name, before.currencies, "currency", before, node):
            amount = _amount(form, node, Kind("money", name))
            found[name] = Sum(amount, before.currencies[name].minor)
    return found


def _goods(form: Form, before: Scenario) -> dict[str, Kept]:
    found, minor = {}, before.currencies[before.money].minor
    for name, node in form.items("goods"):
        if _known(form, name, before.goods, "good", before, node):
            good = before.goods[name]
            found[name] = Kept(_amount(form, node, Kind("goods", good.unit)), good.parts, Sum(0, minor))
    return found


def _debts(form: Form, before: Scenario) -> dict[str, Owed]:
    found = {}
    for name, node in form.items("debts"):
        if not _known(form, name, before.creditors, "creditor", before, node):
            continue
        debt = Form(form.desk, form.file, node, f"The debt to {name!r}", OWED)
        money = before.creditors[name].money or before.money
        owed = Sum(max(0, debt.quantity("owe", Kind("money", money))), before.currencies[money].minor)
        part = part_of(owed.amount, debt.whole("instalments", 1, 1, 1000))
        every = max(1, debt.days("every", 30)) if part else 0
        found[name] = Owed(money, owed, debt.days("in"), part, every)
    return found


def _values(form: Form, before: Scenario) -> dict[str, int]:
    found = {}
    for name, node in form.items("numbers"):
        if not _known(form, name, numbers_of(before), "number or flag", before, node):
            continue
        if name in before.flags:
            if node.kind != "bool":
                form.desk.note("FRM03", f"{name!r} is a flag: yes or no.", form.file, node)
            found[name] = int(bool(node.value))
            continue
        symbol = before.scope.symbols.get(name)
        value = form.quantity_of(node, symbol.kind if symbol is not None else NUMBER)
        rule = before.numbers.get(name) or before.dials.get(name)
        low, high = (rule.low, rule.high) if rule is not None else (0, 100)
        if not low <= value <= high and not name.startswith(("kept.", "missed.")):
            form.desk.note("FRM05", f"{name!r} should lie between {low} and {high}.", form.file, node)
        found[name] = value
    return found


def _amount(form: Form, node: Node, kind: Kind) -> int:
    amount = form.quantity_of(node, kind)
    if amount < 0:
        form.desk.note("FRM05", "Nothing is left of which there is less than nothing.", form.file, node)
    return max(0, amount)


def _known(form: Form, name: str, known: Collection[str], sort: str, before: Scenario, node: Node) -> bool:
    """Put down a name that the chapter before has not."""
    if name in known:
        return True
    form.desk.note("REF01", f"There is no {sort} {name!r} in {before.slug}.", form.file, node, near(name, known))
    return False
