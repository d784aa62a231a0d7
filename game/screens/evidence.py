"""Evidence: what the present scene stands on, each thing with its grade."""

from collections.abc import Iterable

from game.commands import HELP, SCROLL, Command, bindings
from game.play import Play
from game.screens.base import PageScreen
from game.sources import GRADES, of_scene
from game.tongue import tr
from game.widgets.cited import SIGNS, cited
from game.widgets.typeset import Block, Run, Text, gap, head, para, rule

BACK = Command("close", "escape,q,e", "Back", "Back to the story", "back")


class EvidenceScreen(PageScreen):
    """The evidence of the scene that stands open."""

    commands = (BACK, *SCROLL, HELP)
    BINDINGS = bindings(BACK)

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play

    def heading(self) -> tuple[Text, Text]:
        return tr("What it stands on"), self.play.session.scene.title

    def blocks(self) -> Iterable[Block]:
        found = of_scene(self.play.session)
        yield gap()
        for grade, meaning in GRADES.items():
            sign, role = SIGNS[grade]
            yield para([Run(tr(sign), role), Run(f": {tr(meaning)}", "quiet")])
        for number, stand in enumerate(found):
            yield gap()
            yield head(stand.what[:1].upper() + stand.what[1:], "title") if number == 0 else rule(stand.what)
            yield gap()
            yield from _apart(cited(stand.sources))
        if not found:
            yield gap()
            yield para(tr("Nothing is cited for this scene. Take all of it as invented."), "warm")


def _apart(blocks: list[Block]) -> Iterable[Block]:
    for number, block in enumerate(blocks):
        if number:
            yield gap()
        yield block
