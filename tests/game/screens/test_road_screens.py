"""Markets with notes, coupons and hidden deals; the road, the load and setting out: by keys, at every size."""

from dataclasses import replace

import pytest

from engine.actions import Buy, BuyHidden, Carry, Depart, LayDown, Redeem
from engine.session import Story
from game import saves
from game.widgets.keybar import KeyBar
from game.widgets.menu import Menu
from game.widgets.typeset import width_of

SIZES = [(80, 24), (120, 40), (160, 45)]
TO_THE_COAST = ("permit", "carry rice 20 kg", "carry pobedit 10 kg", "depart 1")


def shown(player) -> set[str]:
    return {command.action for _, command in player.app.screen.query_one(KeyBar).fitting()}


@pytest.mark.parametrize("size", SIZES)
async def test_a_market_has_goods_notes_and_coupons_in_groups(open_road, size) -> None:
    async with open_road(size) as player:
        await player.press("m")
        lines = player.text("#goods").split("\n")
        heads = [n for n, line in enumerate(lines) if line.strip() in ("notes of foreign money", "coupons")]
        assert len(heads) == 2
        assert [line.split()[0] for line in lines[heads[0] + 1 : heads[1]]] == ["dollars", "yuan"]
        assert lines[-1].split()[:3] == ["petrol", "coupon", "(USD)"]


async def test_notes_are_bought_after_a_look_at_what_it_costs_and_risks(open_road) -> None:
    async with open_road() as player:
        await player.press("m", *["down"] * 4)
        assert "Dealers have 1,200 dollars." in player.words("#foot")
        await player.press("enter", "5")
        seen = player.words("#ticket")
        assert "then you have 5 dollars" in seen
        assert "In about 1 of 100 cases there are bad notes in such a purchase." in seen
        await player.press("enter")
        session = player.app.screen.play.session
        assert session.journal == [Buy("USD", 500)]
        assert "5 dollars" in player.words("#foot")
        await player.press("escape")
        assert "Bought: 5 dollars for " in player.words("Transcript")


async def test_hidden_deals_and_handing_in_have_keys_only_where_they_can_be_done(open_road) -> None:
    async with open_road((80, 24), "buy USD 5", "buy coupon 1") as player:
        await player.press("m")
        assert not {"hidden", "redeem"} & shown(player)
        await player.press("h", "r")
        assert player.screen == "MarketScreen"
        await player.press("end")
        assert "redeem" in shown(player)
        await player.press("r")
        assert "15 l of petrol" in player.words("#ticket")
        await player.press("enter")
        assert player.app.screen.play.session.journal[-1] == Redeem("petrol_coupon", 1)


async def test_where_a_ceiling_bites_both_prices_and_the_risk_are_told(open_road) -> None:
    async with open_road((80, 24), *TO_THE_COAST) as player:
        await player.press("m")
        seen = player.words("#foot")
        assert "A ceiling holds the posted price. Behind the stalls: " in seen
        assert "which is little" in seen
        assert "The valley, two days ago: " in seen
        await player.press("h", "2")
        assert "such a deal is caught, and the money is lost." in player.words("#ticket")
        await player.press("enter")
        assert player.app.screen.play.session.journal[-1] == BuyHidden("rice", 2000)
        assert player.screen == "MarketScreen"


async def test_a_deal_that_is_caught_leads_back_to_the_story(open_road) -> None:
    async with open_road((80, 24), *TO_THE_COAST, hidden=0.0) as player:
        await player.press("m", "h", "2", "enter")
        assert player.screen == "PlayScreen"
        assert "Caught behind the stalls. Lost: 2 kg of rice and " in player.words("Transcript")
        assert player.app.screen.play.session.scene.id == "caught_selling"


async def test_what_others_take_of_a_sale_is_told_before_it(open_road) -> None:
    async with open_road() as player:
        await player.press("m", "down", "down", "s", "1", "0")
        seen = player.words("#ticket")
        for part in ("to the conductors", "to the joint fund", "left of it"):
            assert part in seen


@pytest.mark.parametrize("size", SIZES)
async def test_the_ways_from_here_are_listed_and_mapped_with_what_each_takes(open_road, size) -> None:
    async with open_road(size, "permit", "carry pobedit 10 kg") as player:
        await player.press("t")
        assert player.screen == "RoadScreen"
        assert "● " in player.text("#map")
        assert "the pass" in player.text("#map")
        seen = player.words("#way")
        for part in (
            "To the coast, on the train", "2 days, at most 4 as a rule", "10 kg of 40 kg", "travel permit, held",
            "the post at the bridge", "would take pobedit (50 % of it)", "150 won", "You have not seen them.",
        ):  # fmt: skip
            assert part in seen
        await player.press("down")
        assert "on a lorry's open back" in player.words("#way")
        assert "at worst" in player.words("#way")
        await player.press("escape")
        assert player.screen == "PlayScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_of_the_road_is_wider_than_its_room(open_road, size) -> None:
    async with open_road(size, "permit", "carry pobedit 10 kg", "buy USD 5") as player:
        for keys in (["m"], ["m", "end"], ["t"], ["t", "down"], ["t", "enter"], ["t", "l"]):
            await player.press(*keys)
            for sheet in player.app.screen.query("Sheet"):
                if sheet.display:
                    widest = max(map(width_of, sheet.lines), default=0)
                    assert widest <= sheet.size.width, f"{player.screen}: {sheet.id}"
            while player.screen != "PlayScreen":
                await player.press("escape")


async def test_a_way_that_is_barred_says_why_and_nobody_sets_out(open_road) -> None:
    async with open_road() as player:
        await player.press("t", "enter")
        assert player.told == ["To set out you need a travel permit from the second department."]
        assert player.screen == "RoadScreen"
        assert "missing; issued by the second department" in player.words("#way")


async def test_a_load_is_put_together_before_anything_is_moved(open_road) -> None:
    async with open_road() as player:
        await player.press("t", "l", "right", "right", "pageup", "down", "down", "a")
        assert "it weighs 32 kg" in player.words("#load-foot")
        assert "32 kg of 25 kg · too much" in player.words("#load-foot")
        session = player.app.screen.play.session
        assert session.journal == []
        await player.press("escape")
        assert session.journal == []
        await player.press("l", "right", "pageup", "enter")
        assert player.screen == "RoadScreen"
        assert session.journal == [Carry("rice", 11_000)]
        assert "11 kg of rice" in player.words("#way")
        await player.press("l", "n", "enter")
        assert session.journal[1:] == [LayDown("rice", 11_000)]
        await player.press("escape")
        assert "Loaded: 11 kg of rice." in player.words("Transcript")


async def test_the_load_is_changed_by_clicks(open_road) -> None:
    async with open_road() as player:
        await player.press("t", "l")
        await player.pilot.click("#pieces", offset=(60, 0))
        await player.pilot.click("#pieces", offset=(60, 0))
        await player.pilot.click("#pieces", offset=(5, 0))
        await player.settle()
        assert player.app.screen.cargo.wanted["rice"] == 1000


@pytest.mark.parametrize("size", SIZES)
async def test_setting_out_is_asked_about_and_the_story_says_where_one_goes(open_road, size) -> None:
    async with open_road(size, "permit", event=0.0) as player:
        await player.press("t", "enter")
        assert player.screen == "SettingOutScreen"
        assert "To the coast, on the train" in player.words("#whole")
        await player.press("escape")
        assert player.screen == "RoadScreen"
        await player.press("enter", "enter")
        assert player.screen == "PlayScreen"
        session = player.app.screen.play.session
        assert session.journal[-1] == Depart("valley_coast")
        assert "Set out for the coast, on the train." in player.words("Transcript")
        assert "on the way to the coast, day 1 of 2" in player.words("#headlines").lower()
        assert "road" not in shown(player)
        assert saves.read(player.app.screen.play.recording.path).journal == session.journal


async def test_what_a_place_cost_is_known_once_one_has_been_there(open_road) -> None:
    async with open_road((80, 24), *TO_THE_COAST, "depart 1") as player:
        assert player.app.screen.play.session.world.where == "valley"
        await player.press("t")
        assert "prices there, two days ago" in player.words("#way")


async def test_a_click_on_the_plan_turns_a_dial_by_one_step(open_road) -> None:
    async with open_road() as player:
        await player.press("p")
        dials = player.app.screen.query_one(Menu)
        line = dials.owner.index(2)
        await player.pilot.click("#dials", offset=(5, line))
        await player.settle()
        session = player.app.screen.play.session
        assert session.world.values["meals"] == 90
        await player.pilot.click("#dials", offset=(60, line))
        await player.settle()
        assert session.world.values["meals"] == 100


async def test_a_click_on_a_place_of_the_map_looks_at_the_next_way_to_it(open_road) -> None:
    async with open_road() as player:
        await player.press("t")
        lines = player.text("#map").split("\n")
        row = next(n for n, line in enumerate(lines) if "the pass" in line)
        await player.pilot.click("#map", offset=(lines[row].index("○") + 1, row))
        await player.settle()
        assert "To the pass, on foot" in player.words("#way")
        row = next(n for n, line in enumerate(lines) if "the coast" in line)
        for way in ("on the train", "on a lorry's open back"):
            await player.pilot.click("#map", offset=(lines[row].index("○"), row))
            await player.settle()
            assert f"To the coast, {way}" in player.words("#way")


async def test_the_range_of_a_dial_in_thousands_is_told_whole(open_app, tiny) -> None:
    dial = tiny.scenario.dials["price"]
    dials = dict(tiny.scenario.dials) | {"price": replace(dial, high=dial.low + 200_000)}
    async with open_app() as player:
        play = player.app.screen.play
        play.session.story = Story.of(replace(tiny.scenario, dials=dials))
        await player.press("1", "p")
        assert "from 3 won to 2,003 won" in player.words("#dials")


async def test_another_than_the_latest_game_can_be_gone_on_with(open_app) -> None:
    async with open_app() as player:
        await player.press("1", "2", "q")
        await player.settle()
        await player.press("1")
        first = player.app.screen.play.session.world.day
        await player.press("q", "2")
        timeline = player.app.screen.query_one(Menu)
        timeline.cursor = 2
        await player.press("enter")
        assert player.screen == "NoteScreen"
        await player.press("2", "1", "q")
        await player.settle()
        assert len(saves.unfinished("tiny")) == 2
        await player.press("2")
        player.app.screen.query_one(Menu).cursor = 2
        await player.settle()
        await player.press("enter")
        await player.settle()
        assert "2 saved games" in player.words("#menu")
        await player.press("2")
        assert player.screen == "GamesScreen"
        await player.press("2")
        await player.settle()
        assert player.screen == "PlayScreen"
        assert player.app.screen.play.session.world.day == first
