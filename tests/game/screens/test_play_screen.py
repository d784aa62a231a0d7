"""A whole play by keys: choices, what is barred, what stands beside the story, and what is kept."""

import pytest

from game import saves
from game.widgets.menu import Menu
from game.widgets.transcript import SPEEDS, Transcript

SIZES = [(80, 24), (120, 40), (160, 45)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_story_is_played_to_its_end_and_looked_back_on(open_app, size) -> None:
    async with open_app(size) as player:
        assert "The counter is shut." in player.words("Transcript")
        await player.press("1")
        assert "It takes two to carry it." in player.words("Transcript")
        await player.press("2", "down", "enter")
        menu = player.app.screen.query_one(Menu)
        for _ in range(9):
            if player.app.screen.play.session.scene.id == "hub":
                break
            await player.press("2")
        await player.press(str(1 + [item.id for item in menu.items].index("stop")))
        assert "The end: Empty hands." in player.words("Transcript")
        await player.press("1")
        assert player.screen == "DebriefScreen"
        assert "Statement" in player.text("#page")
        await player.press("tab", "tab")
        assert "The rations had ended." in player.words("#page")
        await player.press("tab")
        assert "Who carried the risk?" in player.words("#page")
        await player.press("w")
        assert sorted(path.suffix for path in (saves.home() / "exports").iterdir()) == [".html", ".md"]
        assert any(str(saves.home()) in note for note in player.told)
        await player.press("escape", "3")
        assert player.screen == "TitleScreen"


async def test_a_barred_choice_is_refused_with_its_reason_and_nothing_changes(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "3")
        play = player.app.screen.play
        before = len(play.session.journal)
        assert "× There is a lamp." in player.text("Menu")
        await player.press("3")
        assert player.told == ["There is a lamp."]
        assert len(play.session.journal) == before


async def test_a_reason_said_again_takes_the_place_of_the_one_before(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "3")
        await player.press("3", "3", "3")
        assert player.told == ["There is a lamp."]


async def test_a_game_whose_file_is_emptied_is_gone_on_with_from_its_copy(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "2", "q")
        await player.settle()
        path = saves.slots()[0].path
        path.write_bytes(b"")
        await player.press("2", "escape")
        await player.settle()
        assert "Go on" in player.text("Menu")
        await player.press("1")
        assert player.screen == "PlayScreen"
        assert "is damaged" in player.told[0]


async def test_a_copy_that_cannot_be_put_in_place_is_said(open_app, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with open_app() as player:
        await player.press("1", "2", "q")
        await player.settle()
        saves.slots()[0].path.write_bytes(b"")
        monkeypatch.setattr(saves, "restore", full)
        await player.press("1")
        assert player.screen == "TitleScreen"
        assert player.told[-1].endswith("The copy could not be put in place: No space left on device.")


async def test_letters_take_choices_as_digits_do(open_app) -> None:
    async with open_app() as player:
        await player.press("a")
        assert player.app.screen.play.session.scene.id == "hub"


async def test_a_click_takes_a_choice(open_app) -> None:
    async with open_app() as player:
        await player.pilot.click(Menu, offset=(10, 0))
        await player.settle()
        assert player.app.screen.play.session.scene.id == "hub"


async def test_costs_and_risks_stand_beside_a_choice_before_it_is_taken(open_app, tiny) -> None:
    async with open_app() as player:
        await player.press("1")
        assert "30 won (3" in player.words("Menu")
        play = player.app.screen.play
        play.session.world = play.session.world.__class__(
            **{name: getattr(play.session.world, name) for name in play.session.world.__slots__} | {"scene": "sweep"}
        )
        play.session.state, play.session._offered = "sweep", None
        player.app.screen.show_offer()
        await player.settle()
        assert "caught with the load (about 3 in 10)" in player.words("Menu")


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 0), ((120, 40), 1), ((160, 45), 2)])
async def test_the_status_is_two_lines_or_a_column_or_two(open_app, size, columns) -> None:
    async with open_app(size) as player:
        shown = [sheet for sheet in player.app.screen.query(".column") if sheet.display]
        assert len(shown) == columns
        seen = player.words("#headlines, .column")
        for fact in ("23 January 1995", "46 won", "of rice", "food for"):
            assert fact in seen


async def test_a_terminal_that_is_resized_in_play_loses_nothing(open_app) -> None:
    async with open_app((80, 24)) as player:
        await player.press("1", "2")
        before = player.words("Transcript")
        for size in [(160, 45), (60, 16), (120, 40), (80, 24)]:
            await player.pilot.resize_terminal(*size)
            await player.settle()
            await player.settle()
            assert player.words("Transcript") == before
            assert player.app.screen.query_one(Menu).display
            assert max(len(line) for line in player.text("Transcript").split("\n")) <= min(size[0], 74)
        transcript = player.app.screen.query_one(Transcript)
        assert transcript.scroll_y <= max(0, len(transcript.lines) - transcript.size.height)


async def test_what_is_new_is_in_sight_and_what_is_past_stands_back(open_app) -> None:
    async with open_app() as player:
        await player.press("1")
        transcript = player.app.screen.query_one(Transcript)
        assert round(transcript.scroll_y) <= transcript.fresh_from
        assert transcript.role_of("", 0) == "past"
        assert transcript.role_of("", transcript.fresh_from) == ""


async def test_quitting_asks_nothing_and_loses_nothing(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "2")
        world = player.app.screen.play.session.digest()
        await player.press("q")
        assert player.screen == "TitleScreen"
        await player.settle()
        assert "Go on" in player.text("Menu")
        await player.press("1")
        assert player.screen == "PlayScreen"
        assert player.app.screen.play.session.digest() == world


async def test_a_play_in_which_nothing_was_done_leaves_nothing_behind(open_app) -> None:
    async with open_app() as player:
        await player.press("q")
        assert saves.slots() == []


async def test_a_damaged_save_goes_on_from_its_copy_with_a_word(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "2", "q")
        await player.settle()
        path = saves.slots()[0].path
        path.write_bytes(path.read_bytes()[:-40])
        await player.press("1")
        assert player.screen == "PlayScreen"
        assert "is damaged" in player.told[0]
        assert len(player.app.screen.play.session.journal) == 1


async def test_the_cursor_begins_at_a_choice_that_can_be_taken(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "3")
        menu = player.app.screen.query_one(Menu)
        assert not menu.items[menu.cursor].barred


async def test_the_log_of_a_play_that_was_loaded_begins_at_the_beginning(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "2", "q")
        await player.settle()
        await player.press("1", "w")
        assert player.screen == "LogScreen"
        told = player.words("#page")
        assert "The counter is shut." in told
        assert "› Take the pig." in told


async def test_lines_appear_one_by_one_where_that_is_set_and_any_key_shows_them_all(open_app, monkeypatch) -> None:
    monkeypatch.setitem(SPEEDS, "slow", 5)
    async with open_app() as player:
        player.app.settings = type(player.app.settings)(text_speed="slow")
        await player.press("1")
        transcript = player.app.screen.query_one(Transcript)
        assert transcript.appearing
        await player.press("2")
        assert not transcript.appearing
        assert len(player.app.screen.play.session.journal) == 1


async def test_commands_that_cannot_be_given_here_do_nothing(open_app) -> None:
    async with open_app() as player:
        await player.press("m", "p")
        assert player.screen == "PlayScreen"
