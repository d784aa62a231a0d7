"""Every screen opens and closes by keys, at every size, and holds what it is for."""

import shutil
from pathlib import Path

import pytest

from game import orders, saves
from game.commands import PLAY
from game.screens.market import MarketScreen
from game.widgets.keybar import KeyBar
from game.widgets.menu import Menu
from game.widgets.typeset import width_of
from tests.conftest import TINY

LOG = "w"
SIZES = [(80, 24), (120, 40), (160, 45)]
OPENED = {
    "e": ("EvidenceScreen", "● documented"),
    "m": ("MarketScreen", "rice"),
    "p": ("PlanScreen", "bowls to cook"),
    "l": ("LedgerScreen", "Cash book"),
    "x": ("CodexScreen", "The ration"),
    "w": ("LogScreen", "The counter is shut."),
    "s": ("StatusScreen", "how closely the police watch this stall"),
    "question_mark": ("HelpScreen", "Every sum is also told in kilograms of rice"),
    "comma": ("SettingsScreen", "lamp light (dark)"),
}


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_opens_by_its_key_and_closes_by_it_or_by_escape(open_app, size) -> None:
    async with open_app(size) as player:
        await player.press("1")
        for key, (screen, holds) in OPENED.items():
            for closing in ("escape", key):
                await player.press(key)
                assert player.screen == screen
                assert holds in player.words(), screen
                await player.press(closing)
                assert player.screen == "PlayScreen", f"{closing} closes {screen}"


async def test_a_key_that_comes_before_its_screen_has_anything_on_it_does_no_harm(open_app) -> None:
    async with open_app(SIZES[0]) as player:
        await player.press("1")
        app = player.pilot.app
        for opened in (app.screen.action_debrief, app.screen.action_ledger, app.screen.action_codex):
            opened()
            assert not app.screen.is_mounted
            for key in ("n", "space", "pagedown", "down", "enter"):
                await app._check_bindings(key)
            await player.press("escape")
            assert player.screen == "PlayScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_is_wider_than_its_room(open_app, size) -> None:
    async with open_app(size) as player:
        await player.press("1", "2")
        for key in ("", *OPENED):
            if key:
                await player.press(key)
            for sheet in player.app.screen.query("Sheet"):
                if sheet.display:
                    widest = max(map(width_of, sheet.lines), default=0)
                    assert widest <= sheet.size.width, f"{player.screen}: {sheet.id}"
            if key:
                await player.press("escape")


async def test_the_market_shows_prices_and_an_order_is_previewed_and_done(open_app) -> None:
    async with open_app((120, 40)) as player:
        await player.press("1", "m")
        assert isinstance(player.app.screen, MarketScreen)
        await player.press("enter")
        assert "Buy rice" in player.words()
        await player.press("2")
        seen = player.words("#ticket")
        for part in ("it costs", "in rice", "and in the box", "the price goes"):
            assert part in seen
        session = player.app.screen.play.session
        held = session.view().held("rice")
        assert len(session.journal) == 1
        await player.press("enter")
        assert player.screen == "MarketScreen"
        assert session.view().held("rice") == held + 2000
        await player.press("escape")
        assert "Bought: 2 kg of rice" in player.words("Transcript")
        assert saves.read(player.app.screen.play.recording.path).journal == session.journal


async def test_a_sale_of_what_is_seized_says_how_likely_a_patrol_is(open_app) -> None:
    async with open_app((120, 40)) as player:
        await player.press("1", "m", "down", "s", "1")
        seen = player.words()
        assert "Sell pork" in seen
        assert "the market police" in seen.lower()
        assert "in 10 trading days" in seen


async def test_the_keys_that_the_order_names_work_though_an_amount_can_be_typed(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "m", "down", "s")
        amount = player.app.screen.query_one("#amount")
        first = float(amount.value)
        await player.press("plus")
        assert float(amount.value) == first + 1
        await player.press("minus")
        assert float(amount.value) == first
        await player.press("a")
        play = player.app.screen.play
        assert float(amount.value) == orders.most(play.session, "pork", orders.SELL) / 1000 > first
        await player.press("x", "q")
        assert player.screen == "MarketScreen"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9" * 400, "That is more than any market holds."),
        ("1,000", "Write 2.5 with a point, and thousands without a comma."),
        ("0", "Write an amount above nothing."),
        ("0.0001", "Write an amount above nothing."),
        ("..", "Write the amount in digits."),
    ],
)
async def test_silly_amounts_get_a_sentence(open_app, typed: str, sentence: str) -> None:
    async with open_app() as player:
        await player.press("1", "m", "enter")
        player.app.screen.query_one("#amount").value = typed
        await player.settle()
        assert sentence in player.words("#ticket")
        await player.press("enter")
        assert player.screen == "OrderScreen"
        assert sentence in player.words("#ticket")


async def test_an_order_that_cannot_be_done_says_why_and_stays(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "m", "enter", "9", "9")
        assert "you have" in player.words("#ticket")
        await player.press("enter")
        assert player.screen == "OrderScreen"
        await player.press("escape", "escape")
        assert player.screen == "PlayScreen"


async def test_the_plan_turns_dials_and_gives_duties_and_each_counts_at_once(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "p", "right")
        session = player.app.screen.play.session
        assert session.world.plan["you"] == "home"
        await player.press("down", "down", "right", "right", "left")
        assert session.world.values["bowls"] == 9
        assert "9" in player.text("#dials")
        assert "a day at the soup stall" in player.words("#outlook")
        await player.press("escape")
        assert player.screen == "PlayScreen"
        assert len(session.journal) == 5
        assert player.text("Transcript").count("Bowls to cook: ") == 1
        assert "Bowls to cook: 9." in player.text("Transcript")
        await player.press(LOG)
        assert player.text("#page").count("Bowls to cook: ") == 1


async def test_a_dial_stops_at_the_end_of_its_range_without_a_word(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "p", "down", "down", *["left"] * 10)
        session = player.app.screen.play.session
        assert session.world.values["bowls"] == 0
        assert player.told == []


async def test_the_chapters_show_what_is_not_there_yet_dim_with_its_years(open_app) -> None:
    async with open_app(begun=False) as player:
        await player.press("2")
        assert player.screen == "ChaptersScreen"
        seen = player.text("#timeline")
        assert "1993-94" in seen
        assert "Closed border" in seen
        await player.press("1")
        assert player.screen == "ChaptersScreen"
        assert "still being written" in player.told[0]
        await player.press("3")
        assert player.screen == "NoteScreen"
        assert "People are hungry in this chapter." in player.words("#page")
        await player.press("escape", "escape")
        assert player.screen == "TitleScreen"


async def test_ones_own_stories_stand_below_the_chapters_and_open(open_app, home: Path) -> None:
    shutil.copytree(TINY, home / "stories" / "mine")
    async with open_app((80, 45), begun=False) as player:
        await player.press("2")
        seen = player.text("#timeline")
        assert "Your own stories" in seen
        assert seen.splitlines()[-1].split()[:3] == ["1995", "●", "Tiny"]
        await player.press("end", "enter")
        assert player.screen == "NoteScreen"


async def test_a_chapter_begins_after_its_content_note(open_app) -> None:
    async with open_app(begun=False) as player:
        await player.press("1")
        assert player.screen == "NoteScreen"
        await player.press("1")
        assert player.screen == "PlayScreen"


async def test_the_command_palette_finds_commands_of_the_screen_below(open_app) -> None:
    async with open_app((120, 40)) as player:
        await player.press("1", "ctrl+p", *"ledger")
        await player.pilot.pause(0.5)
        await player.press("enter")
        await player.pilot.pause(0.3)
        assert player.screen == "LedgerScreen"


async def test_the_bar_of_keys_keeps_help_and_can_be_clicked(open_app) -> None:
    async with open_app((80, 24)) as player:
        bar = player.app.screen.query_one(KeyBar)
        names = {command.action: at for at, command in bar.fitting()}
        assert "app.help" in names
        assert "leave" in names
        await player.pilot.click(KeyBar, offset=(names["ledger"], 0))
        await player.settle()
        assert player.screen == "LedgerScreen"


def test_no_two_commands_of_play_share_a_key_and_no_choice_takes_one() -> None:
    from game.widgets.menu import LETTERS

    keys = [key for command in PLAY for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert not set(LETTERS) & set(keys)


async def test_the_cursor_goes_round(open_app) -> None:
    async with open_app() as player:
        menu = player.app.screen.query_one(Menu)
        await player.press("up")
        assert menu.cursor == len(menu.items) - 1
        await player.press("down")
        assert menu.cursor == 0
