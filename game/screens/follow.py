"""Following: what a chapter would take over from an ended game of the one before, and from which of several games."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from game import words
from game.commands import CLOSE, HELP, SCROLL, bindings
from game.screens.base import GameScreen, scroll
from game.styles import style
from game.tongue import tongue, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import MEASURE, Block, gap, para, rule

if TYPE_CHECKING:
    from engine.session import Story
    from game.campaign import Before


class FollowScreen(GameScreen):
    """What is carried over and what is not, before it is begun with."""

    CSS = style("pages")
    commands = (CLOSE, *SCROLL, HELP)
    BINDINGS = bindings(CLOSE, *SCROLL)

    def __init__(self, story: "Story", seed: int, ended: "list[Before]", chosen: int = 0) -> None:
        super().__init__()
        self.story = story
        self.seed = seed
        self.ended = ended
        """Ended games that the chapter may follow, the latest first."""
        self.before = ended[chosen]

    def compose(self) -> ComposeResult:
        yield self.headline(tr("After {title}", title=self.before.title), self.before.ended)
        yield Sheet(self.blocks(), measure=MEASURE, centre=True, id="page")
        items = list(self.items())
        menu = Menu(items, measure=MEASURE, centre=True, id="menu")
        menu.styles.height = len(items) + 1
        yield menu
        yield KeyBar(self.commands)

    def blocks(self) -> list[Block]:
        """Return what is brought, and what stays behind."""
        from game.handover import REST, handover

        found = handover(self.story, self.seed, self.before.scenario, self.before.legacy)
        title = self.story.scenario.title
        made: list[Block] = [gap(), rule(tr("what you bring into {title}", title=title)), gap()]
        made += [para(line, hang=2) for line in found.brings]
        if found.behind:
            made += [
                gap(),
                rule(tr("what stays behind")),
                gap(),
                *(para(line, "quiet", hang=2) for line in found.behind),
            ]
        return [*made, gap(), para(tr(REST), "quiet")]

    def items(self) -> Iterable[Item]:
        """Return the ways on."""
        yield Item("begin", tr("Begin with it"), self.story.scenario.subtitle)
        if len(self.ended) > 1:
            yield Item("other", tr("After another game"), tr("{ended} have ended", ended=len(self.ended)))
        yield Item("close", tr("Not now"))

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Begin, choose another game, or go back."""
        if message.item.id == "begin":
            from engine.session import Session

            self.game.fresh(Session(self.story, self.seed, legacy=self.before.legacy))
        elif message.item.id == "other":
            self.app.switch_screen(EndedScreen(self.story, self.seed, self.ended))
        else:
            self.action_close()

    def action_scroll(self, how: str) -> None:
        scroll(self.query_one("#page", Sheet), how)

    def action_close(self) -> None:
        self.dismiss()


class EndedScreen(GameScreen):
    """A line for each ended game that a chapter may follow, the latest first."""

    CSS = style("pages")
    commands = (CLOSE, HELP)
    BINDINGS = bindings(CLOSE)

    def __init__(self, story: "Story", seed: int, ended: "list[Before]") -> None:
        super().__init__()
        self.story = story
        self.seed = seed
        self.ended = ended

    def compose(self) -> ComposeResult:
        yield self.headline(tr("Ended games"), tr("before {title}", title=self.story.scenario.title))
        lead = tr("Enter shows what would be brought from a game. All of them are kept.")
        yield Sheet([gap(), para(lead, "quiet", indent=1), gap()], measure=78, centre=True, id="lead")
        yield Menu(self.items(), measure=78, centre=True, id="timeline")
        yield KeyBar(self.commands)

    def items(self) -> list[Item]:
        """Return the games as items: chapter, ending, the money that was left, and when it was."""
        return [
            Item(str(number), ": ".join(filter(None, (one.title, one.ended))), _left(one))
            for number, one in enumerate(self.ended)
        ]

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Show what a game would bring."""
        self.app.switch_screen(FollowScreen(self.story, self.seed, self.ended, int(message.item.id)))

    def action_close(self) -> None:
        self.dismiss()


def _left(before: "Before") -> str:
    """Say what of the chapter's own money was left, and when it was."""
    money = before.scenario.currencies[before.scenario.money]
    when = _when(before)
    return tr("{money} left · {when}", money=words.money(before.legacy.cash[money.id].amount, money), when=when)


def _when(before: "Before") -> str:
    """Say when a game was left."""
    if before.saved_at is None:
        return tr("just now")
    at = before.saved_at.astimezone()
    return tr("{date}, {time}", date=tongue().date(at.date()), time=f"{at:%H:%M}")
