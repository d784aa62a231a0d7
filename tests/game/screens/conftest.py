"""The application over the tiny story, driven by keys."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from engine.session import Session, Story
from game.app import JangmadangApp
from game.plain import Plain
from game.play import Play
from game.shelf import Shelf
from game.widgets.sheet import Sheet

SIZES = [(80, 24), (120, 40), (160, 45)]


class Player:
    """Presses keys and reads the screen."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app: JangmadangApp = pilot.app  # type: ignore[assignment]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def screen(self) -> str:
        return type(self.app.screen).__name__

    def text(self, selector: str = "Sheet") -> str:
        """Return all lines of the sheets of the screen, whether in sight or not."""
        return "\n".join(sheet.text_of() for sheet in self.app.screen.query(selector).results(Sheet) if sheet.display)

    def words(self, selector: str = "Sheet") -> str:
        """Return the same with line ends as spaces."""
        return " ".join(self.text(selector).split())

    @property
    def told(self) -> list[str]:
        """What was notified."""
        return [note.message for note in self.app._notifications]


Open = Callable[..., AbstractAsyncContextManager[Player]]


@pytest.fixture
def open_app(tiny: Story) -> Iterator[Open]:
    """Open the application at a size; with `begun` at the first scene of a play under seed 7."""

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24), begun: bool = True, **options: Any) -> Any:
        app = JangmadangApp(shelf=Shelf(lambda _: tiny), **options)
        async with app.run_test(size=size) as pilot:
            player = Player(pilot)
            await player.settle()
            if begun:
                app.fresh(Session(tiny, 7))
                await player.settle()
                await player.settle()
            yield player

    return opened  # type: ignore[return-value]


@pytest.fixture
def open_road(road: Story, calm: dict[str, float]) -> Iterator[Open]:
    """Open the application at a size in a play of the story of roads, some typed lines into it."""

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24), *lines: str, **pins: float) -> Any:
        play = Play.fresh(Session(road, 5, {**calm, **pins}))
        typist = Plain(play, lambda _: None)
        for line in lines:
            typist.hear(line)
        app = JangmadangApp(shelf=Shelf(lambda _: road))
        async with app.run_test(size=size) as pilot:
            player = Player(pilot)
            await player.settle()
            app.show_play(play)
            await player.settle()
            await player.settle()
            yield player

    return opened  # type: ignore[return-value]


Press = Callable[..., Awaitable[None]]
