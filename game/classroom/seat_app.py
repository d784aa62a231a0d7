"""The game in a pupil's browser: the same screens over a play that the class keeps, behind the teacher's door."""

import sys
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.driver import Driver
from textual.screen import Screen

from game import saves
from game.app import JangmadangApp
from game.classroom.driver import SocketDriver, Wire, cut_ties
from game.classroom.room import SHUT, Room, Seat, State
from game.commands import HELP, SCROLL, Command, bindings
from game.screens.base import GameScreen
from game.screens.debrief import BACK, BEFORE, NEXT, DebriefScreen
from game.settings import Settings
from game.tongue import later, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import Block, gap, head, para

if TYPE_CHECKING:
    from game.debrief import Debrief
    from game.play import Play


OWN_WORDS = "/words"
"""Where a pupil writes; the debrief to print is one step from there."""


def go_on() -> Item:
    """Return the way back to the story."""
    return Item("go_on", tr("Go to the story"), tr("where you left it"))


def look_back() -> Item:
    """Return the way to the debrief."""
    return Item("look_back", tr("Look back on it"), tr("what happened, what the witness lived, questions"))


def own_words() -> Item:
    """Return the way to the page on which a pupil writes."""
    return Item("own_words", tr("In your own words"), tr("a page to write on, for your teacher"))


class DoorScreen(GameScreen):
    """Before the class has begun, while it rests, and when it is over; below the play while it is on."""

    commands = (HELP,)
    BINDINGS = bindings(HELP)

    def __init__(self, room: Room, seat: Seat) -> None:
        super().__init__()
        self.room = room
        self.seat = seat

    def compose(self) -> ComposeResult:
        yield self.headline(self.room.story.scenario.title, self.seat.nickname)
        yield Sheet(self.blocks(), measure=66, centre=True, id="page")
        yield Menu(self.items(), numbered=True, measure=66, centre=True, id="menu")
        yield KeyBar(self.commands)

    def blocks(self) -> list[Block]:
        """Return what stands on the door."""
        said = tr(SHUT.get(self.room.state, later("The class is on.")))
        word = tr(
            "To come back from another device: the class's code and your three words: {words}.",
            words=self.seat.record.word,
        )
        you = tr("You are {name}", name=self.seat.nickname)
        return [gap(2), head(you), gap(), para(said), gap(), para(word, "quiet"), gap(2)]

    def items(self) -> list[Item]:
        """Return what may be done from here."""
        if self.room.state is State.RUNNING:
            return [go_on()]
        return [look_back(), own_words()] if self.room.state is State.STOPPED else []

    def say_anew(self) -> None:
        """Show how the class stands now."""
        self.query_one("#page", Sheet).show(self.blocks())
        menu = self.query_one(Menu)
        menu.offer(self.items())
        menu.styles.height = len(self.items()) + 1

    def on_mount(self) -> None:
        self.say_anew()

    def on_screen_resume(self) -> None:
        if self.is_mounted:
            self.say_anew()

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Go to the story, look back, or write."""
        app = self.app
        assert isinstance(app, SeatApp)
        if message.item.id == "go_on":
            app.show_play(app.play)
        elif message.item.id == "own_words":
            app.open_url(OWN_WORDS, new_tab=False)
        else:
            app.look_back(app.play)


OWN = Command("export", "w", "Own words", "Write in your own words, on a page of its own", "own words")


class SeatDebriefScreen(DebriefScreen):
    """Looking back at a seat: what a player writes to files, a pupil reads and answers on a page."""

    commands = (NEXT, BEFORE, OWN, BACK, *SCROLL, HELP)

    def questions(self) -> list[Block]:
        """Return questions and concepts, and where to answer."""
        asked = tr("Press w to answer in your own words on a page of its own. Your teacher reads it.")
        return [gap(), para(asked, "strong"), *super().questions()]


class SeatApp(JangmadangApp):
    """The game at one seat; nothing in it reaches the files of the computer it runs on."""

    def __init__(self, room: Room, seat: Seat, play: "Play", wire: Wire) -> None:
        self.room = room
        self.seat = seat
        self.play = play
        self.wire = wire
        self.moves = seat.moves
        self.leaving = False
        """Whether its page has gone; a screen that was still being built then may fail, which is nobody's concern."""
        # Settings belong to a player's own computer; a seat begins with the usual ones.
        language = room.language
        home = saves.home() / "classroom" / "no-settings"
        super().__init__(home=home, keep=False, language=language)
        self.in_terminal = False
        cut_ties(self)

    def look_back(self, play: "Play") -> None:
        """Show the debrief of the play, with the way to the pupil's own words."""
        self.push_screen(SeatDebriefScreen(play))

    def get_driver_class(self) -> type[Driver]:
        """Return what writes to the pupil's browser."""
        return SocketDriver

    def get_default_screen(self) -> "Screen[None]":
        """Return the door."""
        return DoorScreen(self.room, self.seat)

    def on_mount(self) -> None:
        """Go straight to the story where the class is on."""
        if self.room.state is State.RUNNING:
            self.show_play(self.play)
        self.call_later(self.follow)

    def show_play(self, play: "Play") -> None:
        """Show the play, to one or to two."""
        if not self.seat.record.pair:
            super().show_play(play)
            return
        from game.classroom.pair import PairScreen

        self.to_title()
        self.push_screen(PairScreen(play))

    def follow(self) -> None:
        """Take in what the teacher did: let in, rest, end, or say something."""
        inside, state = len(self.screen_stack) > 1, self.room.state
        if state is State.RUNNING and (not inside or self.moves != self.seat.moves):
            self.show_play(self.play)
        elif inside and (state is State.PAUSED or (state is State.STOPPED and not self.play.ended)):
            self.to_title()
        if isinstance(self.screen, DoorScreen):
            self.screen.say_anew()
        self.moves = self.seat.moves
        notes = list(self.seat.notes)
        for note in notes[self.seat.heard :]:
            self.notify(note, title=tr("Your teacher"), timeout=30, markup=False)
        self.seat.heard = len(notes)

    def change(self, settings: Settings) -> None:
        """Take other settings on, for as long as the page is open."""
        self.settings = replace(settings)
        self.theme = settings.theme
        self.animation_level = "basic" if settings.motion else "none"

    async def write_out(self, found: "Debrief") -> None:
        """Have the browser open the page to write on, which leads to the debrief to be printed or kept."""
        # In the same tab, which no browser blocks; the page leads back to the seat.
        self.open_url(OWN_WORDS, new_tab=False)

    async def action_quit(self) -> None:
        """Go back to the door: a page is left by closing it."""
        self.to_title()

    def leave(self) -> None:
        """End, because the page has gone or is to go."""
        self.leaving = self.leaving or self._exception is None
        self.exit()

    def action_suspend_process(self) -> None:
        """Do nothing: the process is everybody's."""

    def _print_error_renderables(self) -> None:
        """Say in the log of the server, and not on a pupil's screen, what went wrong."""
        self._exit_renderables.clear()
        if self._exception is not None and not self.leaving:
            print(f"Seat {self.seat.number} ended with an error; it comes back by itself.", file=sys.stderr)
            traceback.print_exception(self._exception, limit=-6, file=sys.stderr)

    def _fatal_error(self) -> None:
        """End this app alone."""
        self._close_messages_no_wait()
