"""No story can be drained: the search finds pumps where there are some, and none in the stories that we publish."""

import shutil
from pathlib import Path

import pytest

from engine.session import Story
from story import library
from story.policies import RANDOM
from story.pumps import gains, search

TINY = Path(__file__).parent.parent / "stories" / "tiny"


@pytest.mark.parametrize("slug", library.slugs())
def test_no_published_story_can_be_drained_within_a_day(slug: str) -> None:
    story = library.load(slug).story
    assert story is not None
    assert list(search(story, RANDOM, 2, 1, nodes=600)) == []


LEAKS = {
    "a gift that is had again and again": "    leak: {say: Take some., do: [{receive: 1 KPW}]}",
    "a neighbour who buys for more than the market asks": (
        "    leak: {say: Sell her some., when: stock.maize >= 1 kg, do: [{sell: {goods: maize 1 kg, for: 9 KPW}}]}"
    ),
    "a debt that is paid back with what was borrowed, and some is left": (
        "    leak: {say: Lend and forgive., do: [{receive: 30 KPW}, {owe: {to: friend, amount: 40 KPW, in: 9 days}}, "
        "{forgive: {debt: friend, amount: 11 KPW}}, {repay: {to: friend, amount: 29 KPW}}]}"
    ),
}


def sound(tmp_path: Path, more: str = "") -> Story:
    """Return the tiny story, whose one leak (cigarettes sold privately above the market's price) is stopped."""
    folder = tmp_path / "story"
    shutil.copytree(TINY, folder)
    scenes = folder / "scenes" / "all.yaml"
    text = scenes.read_text().replace("for: 9 KPW", "for: 4 KPW")
    scenes.write_text(text.replace("    one_day:", f"{more}    one_day:", 1))
    story = library.load(folder).story
    assert story is not None
    return story


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_a_leak_is_found(leak: str, tmp_path: Path) -> None:
    found = list(search(sound(tmp_path, leak + "\n"), RANDOM, 3, 1, nodes=5000))
    assert any(["choose", "leak"] in pump.actions for pump in found)


def test_the_tiny_story_sells_cigarettes_for_more_than_they_cost() -> None:
    story = library.load(TINY).story
    assert story is not None
    assert [pump.scene for pump in search(story, RANDOM, 3, 1)] == ["morning"]


def test_a_story_without_a_leak_gives_nothing(tmp_path: Path) -> None:
    assert list(search(sound(tmp_path), RANDOM, 3, 1)) == []


def test_more_of_one_thing_and_less_of_none_is_a_gain() -> None:
    assert gains({"cash": 3, "rice": 2}, {"cash": 4, "rice": 2}) == (("cash", 1),)


def test_more_of_one_thing_for_less_of_another_is_a_deal() -> None:
    assert gains({"cash": 3, "rice": 2}, {"cash": 4, "rice": 1}) == ()


def test_a_debt_taken_on_for_cash_is_no_gain() -> None:
    assert gains({"cash": 3}, {"cash": 9, "debt friend KPW": -6}) == ()
