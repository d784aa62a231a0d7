"""Looking back: the statement and the course of worth, what the witness lived, questions; and a way to write it out."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from game.commands import HELP, SCROLL, Command, bindings
from game.debrief import Debrief, debrief
from game.play import Play
from game.screens.base import PageScreen
from game.tongue import later, tr
from game.widgets.books import statement, titled, worth
from game.widgets.cited import cited
from game.widgets.keybar import KeyBar
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, Run, Text, gap, para, table

if TYPE_CHECKING:
    from game.campaign import Next

BACK = Command("close", "escape,q", "Back", "Back to the last scene", "back")
NEXT = Command("turn(1)", "tab,right,n", "Next part", "To the next part", "next part")
BEFORE = Command("turn(-1)", "shift+tab,left", "Part before", "To the part before")
EXPORT = Command("export", "w", "Write to files", "Write all of it as Markdown and as HTML", "write to files")
ONWARD = Command("onward", "c", "Next chapter", "Go on to the next chapter with what you have", "next chapter")

PARTS = (later("What happened"), later("Your course"), later("What the witness lived"), later("To talk about"))


class DebriefScreen(PageScreen):
    """Four parts, one at a time."""

    commands: ClassVar[tuple[Command, ...]] = (NEXT, BEFORE, ONWARD, EXPORT, BACK, *SCROLL, HELP)
    BINDINGS = bindings(NEXT, BEFORE, ONWARD, EXPORT, BACK)
    measure = 76

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play
        self.found: Debrief = debrief(play.session)
        self.part = 0
        self.next: list[Next] = []
        """The chapters that may follow."""

    def look_again(self) -> None:
        self.found = debrief(self.play.session)

    def compose(self) -> ComposeResult:
        yield self.headline(self.found.title, self.found.ended or self.found.date)
        yield Sheet([self.tabs], measure=self.measure, centre=True, id="tabs")
        yield Sheet(self.blocks(), measure=self.measure, centre=True, id="page")
        yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Look for the chapters that may follow."""
        if self.game.may_go_on(self.play):
            self.run_worker(self.look_onward(), exclusive=True, group="onward")

    async def look_onward(self) -> None:
        """Find the chapters that may follow."""
        from game import campaign

        self.next = await asyncio.to_thread(campaign.next_after, self.play.session.scenario.slug)
        if self.next:
            self.query_one(KeyBar).refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the next chapter out where there is none."""
        return action != "onward" or bool(getattr(self, "next", ()))

    def tabs(self, width: int) -> list[tuple[Run, ...]]:
        """Return the names of the parts, the open one marked."""
        runs: list[Run] = []
        for number, name in enumerate(PARTS):
            here = number == self.part
            runs += [
                Run("● " if here else "○ ", "ember" if here else "rule"),
                Run(tr(name) + "   ", "strong" if here else "quiet"),
            ]
        return [(), tuple(runs)]

    def blocks(self) -> Iterable[Block]:
        return (self.happened, self.course, self.witness, self.questions)[self.part]()

    def happened(self) -> list[Block]:
        """Return worth by day and the statement."""
        found = self.found
        ended = f"{found.ended}. " if found.ended else ""
        lead = para(
            [
                Run(ended, "strong"),
                Run(
                    tr(
                        "{date}, day {day} of {of_days}. The world's number was {seed}.",
                        date=found.date,
                        day=found.day,
                        of_days=found.of_days,
                        seed=found.seed,
                    ),
                    "quiet",
                ),
            ]
        )
        blocks: list[Block] = [gap(), lead, *titled(tr("Net worth, day by day"), worth(found))]
        for one in found.statements:
            several = len(found.statements) > 1
            title = tr("Statement, {money}", money=one.money) if several else tr("Statement")
            blocks += titled(title, statement(one))
        return blocks

    def course(self) -> list[Block]:
        """Return the player's own decisions."""
        rows: list[list[Text]] = [
            [
                d.say + (tr(", {times} times", times=d.times) if d.times > 1 else ""),
                [Run(d.scene, "quiet")],
                [Run(tr("day {day}", day=d.day), "quiet")],
            ]
            for d in self.found.decisions
        ]
        return titled(
            tr("What you decided"), [table(rows, "llr")] if rows else [para(tr("Nothing was decided."), "quiet")]
        )

    def witness(self) -> list[Block]:
        """Return what the witness lived."""
        blocks: list[Block] = []
        for lived in self.found.witness:
            blocks += [para(lived.text), gap(), *cited(lived.sources), gap()]
        lead = para(tr("Not a score, and not a model: what the one who told of it did and met."), "quiet")
        return titled(
            tr("What the witness lived"),
            [lead, gap(), *(blocks or [para(tr("This chapter has nothing written here yet."), "quiet")])],
        )

    def questions(self) -> list[Block]:
        """Return questions and concepts."""
        blocks: list[Block] = []
        for number, question in enumerate(self.found.questions, 1):
            blocks += [para([Run(f"{number} ", "key"), Run(question)], hang=len(f"{number} ")), gap()]
        made = titled(tr("To talk about"), blocks or [para(tr("This chapter has no questions yet."), "quiet")])
        if self.found.concepts:
            meant = []
            for name, means in self.found.concepts:
                meant += [para([Run(name, "strong"), Run(": " + means)], hang=2), gap()]
            made += titled(tr("What it is called"), meant)
        return made

    def action_turn(self, by: int) -> None:
        self.part = (self.part + by) % len(PARTS)
        self.query_one("#tabs", Sheet).set_anew()
        self.page.show(self.blocks())

    def action_onward(self) -> None:
        self.game.go_on_from(self.play, self.next[0].name)

    def action_export(self) -> None:
        self.run_worker(self.game.write_out(self.found), exclusive=True, group="export")
