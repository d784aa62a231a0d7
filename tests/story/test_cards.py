"""Cards: what is published of each story, and that no plain way to play it has only one end."""

import pytest

from game.published import SHOWN
from story import library
from story.cards import Card, card_of

CHAPTERS = ("ducklings", "gold_town", "cargo_nine", "two_hundred_thousand_yen")
STORIES = ("pork_soup", *CHAPTERS, "trader_1996", "trader_2019")
LONGEST = 45
"""Minutes of the two that see nearly all there is: the memoir's course, and one that refuses nothing."""
MOST = 85.0
"""Percent of plays that one ending, or ruin, may come to under a policy that players are told of."""


def card(slug: str) -> Card:
    found = card_of(library.find(slug))
    assert found is not None
    return found


@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_publishes_a_sensible_a_cautious_and_a_reckless_policy(slug: str) -> None:
    found = card(slug)
    assert {"sensible", "cautious", "reckless", "random"} <= found.endings.keys()
    assert found.plays >= 400


@pytest.mark.parametrize("slug", STORIES)
def test_no_policy_that_is_told_of_comes_to_one_end_nearly_always(slug: str) -> None:
    found = card(slug)
    told = [policy for policy in SHOWN if policy in found.endings]
    assert {
        policy: max(found.endings[policy].values()) for policy in told if max(found.endings[policy].values()) > MOST
    } == {}
    assert {policy: found.ruin[policy] for policy in told if found.ruin[policy] > MOST} == {}


@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_is_played_in_twenty_to_thirty_five_minutes(slug: str) -> None:
    middle = {policy: spread[1] for policy, spread in card(slug).minutes.items()}
    assert {
        policy: middle[policy] for policy in ("sensible", "cautious", "random") if not 20 <= middle[policy] <= 35
    } == {}
    assert {policy: middle[policy] for policy in ("memoir", "reckless") if middle[policy] > LONGEST} == {}


@pytest.mark.parametrize("slug", CHAPTERS)
def test_care_makes_ruin_rarer_and_does_not_abolish_it(slug: str) -> None:
    found = card(slug)
    assert 0 < found.ruin["cautious"] < found.ruin["reckless"]


@pytest.mark.parametrize("slug", STORIES)
def test_the_shares_of_a_policy_are_of_all_its_plays_and_of_endings_that_are_there(slug: str) -> None:
    story = library.load(slug).story
    assert story is not None
    for policy, shares in card(slug).endings.items():
        assert sum(shares.values()) <= 100.5, policy
        assert [name for name in shares if name not in story.scenario.scenes] == [], policy
