"""How a beat of the story is set: the deed, what came of it, the scene that stands open."""

from importlib.resources import files

from game.narration import Told
from game.play import Beat, Option
from game.widgets.menu import Item
from game.widgets.typeset import Block, Run, gap, head, para, pre

ROLES = {
    "prose": "",
    "consequence": "",
    "change": "quiet",
    "day": "frost",
    "warning": "bad",
    "codex": "frost",
    "ending": "title",
}
"""Kind of what is told -> role of the palette."""
TIGHT = {"change", "day", "warning", "codex"}
"""Kinds that stand below each other without a line between them."""


def beat_blocks(beat: Beat, art: bool = False) -> list[Block]:
    """Return a beat's blocks, with the scene's picture if there is room for it."""
    blocks: list[Block] = [gap()]
    if beat.deed:
        blocks += [para([Run("› ", "ember"), Run(beat.deed, "deed")], hang=2), gap()]
    before = ""
    for told in beat.told:
        if before and not (before in TIGHT and told.kind in TIGHT):
            blocks.append(gap())
        if told.kind == "heading" and art and beat.art:
            blocks += [picture(beat.art), gap()]
        blocks.append(told_block(told))
        before = told.kind
    if beat.trouble:
        blocks += [gap(), para(beat.trouble, "bad")]
    return blocks


def told_block(told: Told) -> Block:
    """Return one paragraph of the telling."""
    if told.kind == "heading":
        return head(told.text)
    if told.kind in TIGHT:
        return para(told.text, ROLES[told.kind], indent=2, hang=4)
    return para(told.text, ROLES.get(told.kind, ""))


def picture(name: str) -> Block:
    """Return the picture of a place, centred; nothing where there is none."""
    file = files("assets") / "art" / "places" / f"{name}.txt"
    try:
        lines = file.read_text("utf-8").rstrip("\n").split("\n")
    except (FileNotFoundError, ValueError):
        return lambda _: []
    return pre(lines, "quiet")


def item(option: Option) -> Item:
    """Return a choice as a line of the menu: what it says, what it takes, what it risks."""
    note: list[Run] = []
    for text, role in ((option.cost, "warm"), (option.note, "quiet"), (option.risk, "bad")):
        if text:
            note += [Run(" · ", "rule")] * bool(note) + [Run(text, role)]
    return Item(option.id, option.say, note, option.barred)
