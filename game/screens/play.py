"""Play: the story as it is told, the choices below it, and how things stand beside it."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from engine.errors import Refused
from game.commands import PLAY, Command, bindings
from game.play import Beat, Play
from game.screens.base import GameScreen
from game.shelf import NotPlayable
from game.styles import style
from game.tongue import told, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.sill import Sill
from game.widgets.standing import column, goods, headlines, titleline
from game.widgets.told import beat_blocks, item
from game.widgets.transcript import Transcript
from game.widgets.typeset import Block, Line, rule

MEASURE = 74
"""Characters of the column that holds the story and the choices."""
TALL = 34
"""Rows from which on there is room for pictures."""
PAGING = (
    Command("page(-1)", "pageup", "Back in the text", "Read what was told before"),
    Command("page(1)", "pagedown,space", "On in the text", "Read on"),
)


def after() -> tuple[Item, ...]:
    """Return what may be done once the story has ended."""
    return (
        Item("debrief", tr("Look back on it"), tr("what happened, what the witness lived, questions")),
        Item("ledger", tr("Read the books"), tr("what came in and went out")),
        Item("leave", tr("Back to the title"), tr("the game is kept")),
    )


class Headlines(Sheet):
    """How things stand, in two lines and a rule."""

    play: Play

    def set_lines(self, width: int) -> list[Line]:
        """Return the lines for a width."""
        lines = titleline if self.screen.has_class("-column") or self.screen.has_class("-wide") else headlines
        return [*lines(self.play.status, width), *rule()(width)]


class PlayScreen(GameScreen):
    """A play of a chapter."""

    CSS = style("play")
    commands: ClassVar[tuple[Command, ...]] = (*PLAY, *PAGING)
    BINDINGS = bindings(*PLAY, *PAGING)

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play
        self.busy = False
        self.turned = ""
        """The dial that was turned last: only where it was left is told."""
        self.onward: list[Item] = []
        """The chapters that may follow, once the play has ended."""

    def compose(self) -> ComposeResult:
        lines = Headlines(id="headlines")
        lines.play = self.play
        yield lines
        with Horizontal(id="body"):
            yield Sheet(id="left", classes="column")
            with Vertical(id="middle"):
                yield Transcript(measure=MEASURE, id="transcript")
                yield Sill(measure=MEASURE, centre=True, id="sill")
                yield Menu(measure=MEASURE, centre=True, id="menu")
            yield Sheet(id="right", classes="column")
        yield KeyBar(PLAY)

    # ---- showing

    def on_mount(self) -> None:
        """Show where the play stands."""
        self.call_after_refresh(self.open)

    def open(self) -> None:
        """Show the beginning, or where the play was left."""
        self.show(self.play.beats[-1])

    def show(self, beat: Beat) -> None:
        """Show a beat and what it leads to. The choices come first: they decide how much room the story has."""
        self.show_offer()
        if self.game.may_go_on(self.play):
            self.run_worker(self.look_onward(), exclusive=True, group="onward")
        self.tell(beat)
        self.query_one(Sill).say(self.query_one(Transcript).more)

    def tell(self, beat: Beat) -> None:
        """Tell a beat; one in which no scene was entered is an aside."""
        aside = not beat.deed and not any(told.kind == "heading" for told in beat.told)
        if not aside or beat.told or beat.trouble:
            blocks = beat_blocks(beat, self.size.height >= TALL)
            again = bool(beat.dial) and beat.dial == self.turned
            self.query_one(Transcript).tell(blocks, self.game.settings.text_speed, aside, again)
        self.turned = beat.dial

    def offer(self) -> list[Item]:
        """Return what may be done now."""
        if self.play.ended:
            return [*after()[:-1], *self.onward, after()[-1]]
        return [item(option) for option in self.play.options()]

    def show_offer(self) -> None:
        """Show what may be done now, and how things stand."""
        menu = self.query_one(Menu)
        items = self.offer()
        menu.offer(items, next((number for number, one in enumerate(items) if not one.barred), 0))
        self.fit_menu()
        self.query_one(Headlines).set_anew()
        self.query_one(KeyBar).refresh()
        self.show_columns()

    async def look_onward(self) -> None:
        """Find the chapters that may follow, and offer them."""
        from game import campaign

        found = await asyncio.to_thread(campaign.next_after, self.play.session.scenario.slug)
        self.onward = [
            Item(
                f"onward {each.name}",
                tr("Go on to {title}", title=tr(each.title)),
                tr("the next chapter, with what you have"),
            )
            for each in found
        ]
        if found:
            self.show_offer()

    def show_columns(self) -> None:
        """Show the status in the columns that are in sight."""
        left, right = self.query_one("#left", Sheet), self.query_one("#right", Sheet)
        if left.display and self.has_class("-wide"):
            left.show(column(self.play.status, stock=False))
            right.show([*goods(self.play.status)[1:], *self.prices()])
        elif right.display:
            right.show(column(self.play.status))

    def prices(self) -> list[Block]:
        """Return the market's prices for a wide screen."""
        if not self.play.market:
            return []
        from game.widgets.prices import short

        return short(self.play)

    def fit_menu(self) -> None:
        """Give the choices the lines they need, but leave the story room."""
        menu = self.query_one(Menu)
        most = max(4, (self.size.height - 5) * (3 if self.size.height < TALL else 2) // 5)
        height = min(max(len(menu.lines), 1), most)
        if menu.styles.height is None or menu.styles.height.value != height:
            menu.styles.height = height
        self.query_one(Transcript).expected = self.query_one("#middle").size.height - 1 - height

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew once the sheets have their new widths."""
        self.call_after_refresh(self.laid_out)

    def laid_out(self) -> None:
        """Fit what depends on the room there is."""
        self.fit_menu()
        self.show_columns()
        self.query_one(Headlines).set_anew()

    def on_transcript_reached(self, message: Transcript.Reached) -> None:
        """Say on the sill whether there is more to read."""
        self.query_one(Sill).say(message.more)

    async def read_anew(self) -> None:
        """Go on in the language that is read now, where the story was put into it; else in the author's."""
        scenario = self.play.session.scenario
        try:
            name = scenario.folder or scenario.slug
            story = await self.game.long(tr("Opening the chapter"), lambda: self.game.shelf.story(name))
            self.play.read_in(story)
        except (NotPlayable, ValueError) as no:
            self.game.say_once(no.sentence if isinstance(no, NotPlayable) else str(no), timeout=6)
        await self.recompose()
        self.call_after_refresh(self.open)

    # ---- doing

    async def on_menu_taken(self, message: Menu.Taken) -> None:
        """Take a choice; where lines are still appearing, show them all first."""
        transcript = self.query_one(Transcript)
        if transcript.appearing:
            transcript.reveal(all_of_it=True)
        else:
            await self.taken(message.item)

    async def taken(self, chosen: Item) -> None:
        """Do what was chosen; say why where it is barred."""
        if self.play.ended and chosen.id.startswith("onward "):
            self.game.go_on_from(self.play, chosen.id.removeprefix("onward "))
        elif self.play.ended:
            getattr(self, f"action_{chosen.id}")()
        elif chosen.barred:
            self.game.say_once(chosen.barred, timeout=4)
        else:
            await self.do(lambda: self.play.choose(chosen.id))

    async def do(self, deed: Callable[[], Beat]) -> bool:
        """Do something, saved before it is shown; say why where it is refused."""
        if self.busy:
            return False
        self.busy = True
        try:
            # On another thread, because a save waits for the disk and others may be playing in this process.
            beat = await asyncio.to_thread(deed)
        except Refused as refused:
            self.game.say_once(told(refused.sentence), timeout=5)
            return False
        finally:
            self.busy = False
        self.show(beat)
        return True

    def on_key(self, event: events.Key) -> None:
        """Show all at once where lines are still appearing."""
        transcript = self.query_one(Transcript)
        if transcript.appearing:
            transcript.reveal(all_of_it=True)
            event.stop()
            event.prevent_default()

    # ---- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what cannot be done here."""
        if not hasattr(self, "play"):
            return True
        if action == "market":
            return self.play.market and not self.play.ended
        if action == "road":
            return self.play.roads
        if action == "plan":
            return self.play.plan and not self.play.ended
        return True

    def action_page(self, by: int) -> None:
        transcript = self.query_one(Transcript)
        transcript.go_by(by * max(1, transcript.size.height - 2))

    def action_evidence(self) -> None:
        from game.screens.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(self.play))

    def action_market(self) -> None:
        from game.screens.market import MarketScreen

        self.app.push_screen(MarketScreen(self.play, self.did))

    def action_road(self) -> None:
        from game.screens.road import RoadScreen

        self.app.push_screen(RoadScreen(self.play, self.did))

    def action_plan(self) -> None:
        from game.screens.plan import PlanScreen

        self.app.push_screen(PlanScreen(self.play, self.did))

    def did(self, beat: Beat) -> None:
        """Take in what was done on a screen above this one."""
        self.show(beat)

    def action_ledger(self) -> None:
        from game.screens.ledger import LedgerScreen

        self.app.push_screen(LedgerScreen(self.play))

    def action_codex(self) -> None:
        from game.screens.codex import CodexScreen

        self.app.push_screen(CodexScreen(self.play))

    def action_log(self) -> None:
        from game.screens.log import LogScreen

        self.app.push_screen(LogScreen(self.play))

    def action_status(self) -> None:
        from game.screens.status import StatusScreen

        self.app.push_screen(StatusScreen(self.play))

    def action_debrief(self) -> None:
        self.game.look_back(self.play)

    def action_leave(self) -> None:
        self.game.to_title()

    def on_unmount(self) -> None:
        """Leave no file of a play in which nothing was done, however it was left."""
        self.play.recording.close()
