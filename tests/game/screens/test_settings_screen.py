"""Settings by keys: they count at once, and the next start has them."""

from game import settings
from game.settings import FILE


async def test_a_theme_is_changed_at_once_and_kept(open_app, home) -> None:
    async with open_app(begun=False) as player:
        await player.press("comma", "right")
        assert player.app.theme == "snow"
        assert settings.load(home)[0].theme == "snow"
        await player.press("down", "right", "down", "enter", "escape")
    async with open_app(begun=False) as player:
        assert player.app.theme == "snow"
        assert player.app.settings.text_speed == "fast"
        assert player.app.settings.motion


async def test_damaged_settings_are_ignored_with_a_word_on_the_title(open_app, home) -> None:
    home.mkdir(parents=True)
    (home / FILE).write_text("{", "utf-8")
    async with open_app(begun=False) as player:
        assert player.app.theme == "lamp"
        assert "could not be read" in player.told[0]
