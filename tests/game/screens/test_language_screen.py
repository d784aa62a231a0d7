"""Another language by keys: it is read at once, on every screen that is open, and the play is the same."""

from pathlib import Path

import pytest

from engine.session import Session
from game import settings, tongue
from game.app import JangmadangApp
from game.play import Play
from game.shelf import Shelf
from story import library
from tests.game.screens.conftest import Player


def korean(text: str) -> bool:
    """Return whether any letter of a text is Korean."""
    return any("가" <= letter <= "힣" for letter in text)


@pytest.fixture
def pork_soup() -> Play:
    story = library.load("pork_soup").story
    assert story is not None
    return Play.fresh(Session(story, 5), keep=False)


@pytest.mark.slow
async def test_the_language_is_changed_in_the_middle_of_a_play_and_back(tmp_path: Path, pork_soup: Play) -> None:
    app = JangmadangApp(shelf=Shelf(), home=tmp_path, keep=False)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await player.settle()
        app.show_play(pork_soup)
        await player.settle()
        await player.press("3")
        before = pork_soup.session.digest()
        english = player.text()
        assert "What came from the capital" in english
        assert not korean(english.replace("장마당", ""))
        await player.press("comma", "down", "down", "down", "right", "right")
        assert settings.load(tmp_path)[0].language == "ko"
        assert "설정" in player.text()
        await player.press("escape")
        assert "평양에서 온 것" in player.text()
        assert "모직 외투." in [item.say for item in app.screen.query_one("Menu").items]  # type: ignore[attr-defined]
        assert pork_soup.session.digest() == before
        await player.press("1")
        assert "가져가려고 제 옷 위에 껴입는다" in player.words()
        await player.press("w")
        log = player.words()
        assert "장마당으로 해서 집에 가며 값을 물어본다" in log, "what was done in English is told in Korean"
        await player.press("escape", "comma", "down", "down", "down", "left", "escape")
        assert "What came from the capital" in player.text()
    tongue.begin("en")


@pytest.mark.slow
async def test_screens_above_the_story_are_read_in_the_other_language_too(tmp_path: Path, pork_soup: Play) -> None:
    app = JangmadangApp(shelf=Shelf(), home=tmp_path, keep=False)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        app.show_play(pork_soup)
        await player.settle()
        for key, word in (("x", "배급"), ("e", "지어냄"), ("l", "현금 장부"), ("s", "국밥 장사")):
            await player.press(key)
            assert not korean(player.text().replace("장마당", ""))
            await player.press("comma", "down", "down", "down", "left", "escape")
            assert word in player.words()
            await player.press("comma", "down", "down", "down", "right", "escape", "q")
    tongue.begin("en")


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_no_line_is_wider_than_its_room_in_korean(tmp_path: Path, size: tuple[int, int]) -> None:
    app = JangmadangApp("pork_soup", 5, shelf=Shelf(), home=tmp_path, keep=False, language="ko")
    async with app.run_test(size=size) as pilot:
        player = Player(pilot)
        for keys in (
            ("enter",),
            ("3",),
            ("s", "q"),
            ("e", "q"),
            ("x", "q"),
            ("l", "q"),
            ("question_mark", "q"),
            ("6",),
        ):
            await player.press(*keys)
            for sheet in app.screen.query("Sheet").results():
                assert all(
                    sum(run.cell_length for run in strip) <= size[0]  # type: ignore[attr-defined]
                    for strip in [sheet.render_line(y) for y in range(sheet.size.height)]
                )
        assert korean(player.text())
