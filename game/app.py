"""The application: themes, settings, what is open, and how a chapter is begun, gone on with and left."""

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.css.query import NoMatches

from game import settings as kept
from game import tongue
from game.commands import EVERYWHERE, bindings
from game.screens.base import GameScreen
from game.screens.title import TitleScreen
from game.settings import Settings
from game.shelf import NotPlayable, Shelf
from game.styles import style
from game.tongue import tr
from game.widgets.palette import themes

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.screen import Screen

    from engine.session import Session
    from game.campaign import Before
    from game.debrief import Debrief
    from game.play import Play

T = TypeVar("T")
LOOKED_FOR = 2.0
"""Seconds between two looks at whether the terminal is still there; a terminal that closes does not always say so."""
SHOWN_AFTER = 0.2
"""Seconds after which a wait is shown."""


class JangmadangApp(App[None]):
    """The game in a terminal."""

    TITLE = "Jangmadang"
    CSS = style("game")
    BINDINGS = bindings(*EVERYWHERE)
    COMMANDS = set()
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self, scenario: str = "", seed: int | None = None, *, shelf: Shelf | None = None, home: Path | None = None,
        keep: bool = True, language: str = "",
    ) -> None:  # fmt: skip
        """Open at a chapter where one is named; `home` is where settings are kept, `keep` whether plays are saved.

        A language that is given goes before the one that is kept, and is not kept itself.
        """
        super().__init__()
        self.shelf = shelf or Shelf()
        self.wanted = (scenario, seed)
        self.home = home
        self.keep = keep
        self.in_terminal = os.isatty(0)
        self.settings, self.word = kept.load(home)
        self.reader = tongue.begin(language or kept.language(self.settings))
        for theme in themes():
            self.register_theme(theme)
        self.theme = self.settings.theme
        self.animation_level = "basic" if self.settings.motion else "none"

    def get_default_screen(self) -> "Screen[None]":
        """Return the title, so that the first frame is of it."""
        return TitleScreen()

    def look_for_terminal(self) -> None:
        """End when the terminal has gone: nobody can see the game, and reading from nothing would never rest."""
        if not os.isatty(0):
            self.exit()

    def on_mount(self) -> None:
        """Say what was wrong with the settings, and open the chapter that was asked for."""
        if self.in_terminal and not self.is_headless:
            self.set_interval(LOOKED_FOR, self.look_for_terminal)
        if self.word:
            self.notify(self.word, severity="warning", timeout=8)
        name, seed = self.wanted
        if name:
            self.begin(name, seed)

    # ---- chapters

    def begin(self, name: str, seed: int | None = None, after: "Before | None" = None) -> None:
        """Open a chapter at its content note; `after` an ended game that it may follow."""
        self.run_worker(self._begin(name, seed, after), exclusive=True, group="opening")

    async def _begin(self, name: str, seed: int | None, after: "Before | None") -> None:
        try:
            story = await self.long(tr("Opening the chapter"), lambda: self.shelf.story(name))
        except NotPlayable as why:
            self.notify(why.sentence, severity="error", timeout=12)
            return
        from game.screens.note import NoteScreen

        self.push_screen(NoteScreen(story, seed, after))

    def may_go_on(self, play: "Play") -> bool:
        """Return whether a next chapter may be begun from a play: it has ended, and such games are kept here."""
        return play.ended and self.keep and play.recording.path is not None

    def go_on_from(self, play: "Play", name: str) -> None:
        """Open a chapter that may follow the one that was played to its end."""
        from game import campaign

        self.begin(name, after=campaign.leaving(play.session, play.recording.path))

    def resume(self, path: Path, scenario: str) -> None:
        """Go on with a saved play."""
        self.run_worker(self._resume(path, scenario), exclusive=True, group="opening")

    async def _resume(self, path: Path, scenario: str) -> None:
        from game.recording import Recording

        try:
            story = await self.long(tr("Opening the chapter"), lambda: self.shelf.story(scenario))
        except NotPlayable as why:
            self.notify(why.sentence, severity="error", timeout=12)
            return
        from game import saves

        loaded = await self.long(tr("Reading the saved game"), lambda: saves.load(path, story))
        if loaded.session is None and loaded.offered_copy is not None:
            warnings = loaded.warnings
            try:
                saves.restore(loaded.offered_copy, path)
            except OSError as error:
                refused = tr("The copy could not be put in place: {error}.", error=error.strerror or error)
                self.notify(f"{warnings[0]} {refused}", severity="error", timeout=12)
                return
            loaded = replace(saves.load(path, story), warnings=warnings)
        for warning in loaded.warnings:
            self.notify(warning, severity="warning", timeout=12)
        if loaded.session is not None:
            from game.play import Play

            self.show_play(Play.resumed(Recording(loaded.session, path)))

    def fresh(self, session: "Session") -> None:
        """Show a new play of a session."""
        from game.play import Play

        self.show_play(Play.fresh(session, self.keep))

    def look_on(self, session: "Session") -> None:
        """Show a session played by the chapter's usual policy."""
        from game.screens.watch import WatchScreen
        from game.watching import Watched, policy_of

        self.to_title()
        self.push_screen(WatchScreen(Watched(session, policy_of(session))))

    def show_play(self, play: "Play") -> None:
        """Show a play, over the title."""
        from game.screens.play import PlayScreen

        self.to_title()
        self.push_screen(PlayScreen(play))

    def to_title(self) -> None:
        """Close everything above the title."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    async def long(self, what: str, work: Callable[[], T]) -> T:
        """Do work on another thread; show that it goes on where it takes longer than a moment."""
        task = asyncio.create_task(asyncio.to_thread(work))
        done, _ = await asyncio.wait({task}, timeout=SHOWN_AFTER)
        if not done:
            from game.screens.wait import WaitScreen

            wait = WaitScreen(what, self.settings.motion)
            await self.push_screen(wait)
            await asyncio.wait({task})
            wait.dismiss()
        return task.result()

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: "DOMNode | None" = None,
        namespaces: "Mapping[str, DOMNode] | None" = None,
    ) -> bool:
        """Do what a key asks for; one about something that its screen has not on it yet is let go."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except NoMatches:
            if isinstance(default_namespace, GameScreen) and not default_namespace.is_mounted:
                return False
            raise

    def look_back(self, play: "Play") -> None:
        """Show the debrief of a play."""
        from game.screens.debrief import DebriefScreen

        self.push_screen(DebriefScreen(play))

    async def write_out(self, found: "Debrief") -> None:
        """Write a debrief to files, and say where they are."""
        from game import export, saves

        try:
            paths = await self.long(tr("Writing"), lambda: export.write(found, saves.home() / "exports"))
        except OSError as error:
            self.notify(
                tr("It could not be written: {error}.", error=error.strerror or error), severity="error", timeout=12
            )
            return
        for path in paths:
            self.notify(str(path), title=tr("Written"), timeout=15)

    def say_once(self, sentence: str, timeout: float) -> None:
        """Say why something cannot be done, in the place of what was said before: words must not hide the story."""
        self.clear_notifications()
        self.notify(sentence, severity="warning", timeout=timeout)

    # ---- what is everywhere

    def change(self, settings: Settings) -> None:
        """Take other settings on, and keep them."""
        before, self.settings = self.settings, settings
        self.theme = settings.theme
        self.animation_level = "basic" if settings.motion else "none"
        if trouble := kept.save(settings, self.home):
            self.notify(trouble, severity="warning", timeout=8)
        if settings.language != before.language:
            self.reader.read(kept.language(settings))
            self.run_worker(self.read_anew(), exclusive=True, group="language")

    async def read_anew(self) -> None:
        """Show every screen in the language that is read now, the story with them."""
        for screen in tuple(self.screen_stack):
            if isinstance(screen, GameScreen):
                await screen.read_anew()

    def action_help(self) -> None:
        """Open the help."""
        from game.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_settings(self) -> None:
        """Open the settings."""
        from game.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_command_palette(self) -> None:
        """Open the command palette over the commands of the screen."""
        from game.commands_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())
