"""Going on to the next chapter: what is brought is shown first, and one of several ended games is chosen."""

import shutil
from pathlib import Path

import pytest

from engine.session import Session
from game.app import JangmadangApp
from game.conversation import converse
from game.plain import Plain
from game.play import Play
from game.screens.chapters import ChaptersScreen
from game.screens.note import NoteScreen
from game.screens.play import PlayScreen
from game.shelf import Shelf
from game.widgets.keybar import KeyBar
from game.widgets.menu import Menu
from tests.conftest import TINY
from tests.game.screens.conftest import Player

CARRIES = """
carries:
  from: [first]
  money: [KPW]
  debts: {friend: friend}
  numbers: {health.you: health.you, lamp: lamp}
"""


@pytest.fixture
def two(home: Path) -> tuple[Path, Path]:
    """Put two chapters where one's own stories stand: the second may follow the first."""
    first, second = (Path(shutil.copytree(TINY, home / "stories" / name)) for name in ("first", "second"))
    for folder, title in ((first, "The first"), (second, "The second")):
        head = (folder / "scenario.yaml").read_text("utf-8").replace("title: Tiny", f"title: {title}")
        (folder / "scenario.yaml").write_text(head + (CARRIES if folder is second else ""), "utf-8")
    return first, second


def play_on(first: Path, *choices: str) -> Play:
    story = Shelf().story(str(first))
    play = Play.fresh(Session(story, 7, {"event": 0.99, "sweep": 0.99}))
    for choice in choices:
        play.choose(choice)
    return play


async def opened(pilot: object, app: JangmadangApp) -> Player:
    player = Player(pilot)  # type: ignore[arg-type]
    await player.settle()
    await player.settle()
    return player


def items(player: Player) -> list[str]:
    return [item.say for item in player.app.screen.query_one(Menu).items]


async def test_the_end_of_a_chapter_offers_the_next_one_with_what_was_left(two: tuple[Path, Path]) -> None:
    play = play_on(two[0], "in", "lamp", "borrow")
    app = JangmadangApp()
    async with app.run_test(size=(80, 24)) as pilot:
        player = await opened(pilot, app)
        app.show_play(play)
        await player.settle()
        assert "Go on to The second" not in items(player)
        await app.screen.do(lambda: play.choose("stop"))  # type: ignore[attr-defined]
        await player.settle()
        await player.settle()
        assert items(player) == ["Look back on it", "Read the books", "Go on to The second", "Back to the title"]
        await player.press("3")
        assert player.screen == "NoteScreen"
        assert items(player)[0] == "Begin after The first"
        await player.press("1")
        said = player.words("#page")
        assert player.screen == "FollowScreen"
        assert "Money: 170 won (" in said
        assert "Owed to the friend: 150 won" in said
        assert "A lamp hangs there." in said
        assert "what stays behind" in said
        assert "30 yuan" in said
        assert "7 kg of pork" in said
        await player.press("1")
        assert player.screen == "PlayScreen"
        screen = app.screen
        assert isinstance(screen, PlayScreen)
        view = screen.play.session.view()
        assert (view.cash("KPW"), view.debts["friend"].owed, view.held("pork")) == (17_000, 15_000, 2000)
        assert screen.play.session.legacy is not None


async def test_the_debrief_goes_on_to_the_next_chapter_and_has_no_such_key_before_the_end(
    two: tuple[Path, Path],
) -> None:
    app = JangmadangApp()
    async with app.run_test(size=(80, 24)) as pilot:
        player = await opened(pilot, app)
        for choices, there in ((("in",), False), (("in", "stop"), True)):
            play = play_on(two[0], *choices)
            app.show_play(play)
            await player.settle()
            app.screen.action_debrief()  # type: ignore[attr-defined]
            await player.settle()
            await player.settle()
            bar = app.screen.query_one(KeyBar)
            assert ("next chapter" in [command.bar for _, command in bar.fitting()]) == there
            await player.press("c")
            assert player.screen == ("NoteScreen" if there else "DebriefScreen")


async def test_of_several_ended_games_one_is_chosen(two: tuple[Path, Path]) -> None:
    for choices in (("in", "lamp", "stop"), ("in", "borrow", "stop")):
        play_on(two[0], *choices)
    app = JangmadangApp()
    async with app.run_test(size=(80, 24)) as pilot:
        player = await opened(pilot, app)
        app.begin(str(two[1]))
        await player.settle()
        await player.settle()
        assert isinstance(app.screen, NoteScreen)
        assert [item.note for item in app.screen.following()] == ["Empty hands, or another of 2 games"]
        await player.press("1")
        latest = player.words("#page")
        await player.press("2")
        assert player.screen == "EndedScreen"
        assert len(items(player)) == 2
        await player.press("2")
        assert player.screen == "FollowScreen"
        assert player.words("#page") != latest
        await player.press("escape")
        assert player.screen == "NoteScreen"


async def test_the_title_and_the_timeline_offer_what_may_follow_a_game_that_has_ended(
    two: tuple[Path, Path],
) -> None:
    play_on(two[0], "in", "stop")
    app = JangmadangApp()
    async with app.run_test(size=(80, 45)) as pilot:
        player = await opened(pilot, app)
        assert items(player)[:2] == ["On to The second", "Begin"]
        await player.press("3")
        assert isinstance(app.screen, ChaptersScreen)
        notes = {item.say: item.note for item in app.screen.items()}
        assert notes["The second"] == "ready · after The first"
        assert notes["The first"] == "ready"
        await player.press("escape", "1")
        await player.settle()
        assert items(player)[0] == "Begin after The first"


async def test_a_play_that_is_not_kept_offers_no_next_chapter(two: tuple[Path, Path]) -> None:
    app = JangmadangApp(keep=False)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await opened(pilot, app)
        story = Shelf().story(str(two[0]))
        app.fresh(Session(story, 7))
        await player.settle()
        await player.press("1")
        assert isinstance(app.screen, PlayScreen)
        play = app.screen.play
        await app.screen.do(lambda: play.choose("stop"))
        await player.settle()
        assert items(player) == ["Look back on it", "Read the books", "Back to the title"]


def test_line_by_line_the_end_says_how_to_go_on(two: tuple[Path, Path]) -> None:
    said: list[str] = []
    play = play_on(two[0])
    converse(Plain(play, said.append), ["in", "stop", "status"])
    onward = [line for line in said if line.startswith("To go on to The second with what you have: ")]
    assert len(onward) == 1, "it is said once"
    assert onward[0].endswith(f"plain {two[1].resolve()} --after {play.recording.path}")
