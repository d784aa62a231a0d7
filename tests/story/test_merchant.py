"""The merchant policy plays by what it has seen, and no story lets trade grow without bound, even for who knows all."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions import Choose, Depart, Sell
from engine.effects import Receive
from engine.kinds import constant
from engine.luck import Luck
from engine.names import worth
from engine.session import Session, Story
from story import library
from story.merchant import MERCHANT

ROAD = Path(__file__).parent.parent / "stories" / "road"
OPEN_GAMES = [slug for slug in library.slugs() if slug.startswith("trader_")]
KNOWING = replace(MERCHANT, knows=True)
MOST = 1500


def road() -> Story:
    story = library.load(ROAD).story
    assert story is not None
    return story


def played(story: Story, seed: int, knowing: bool = False) -> tuple[Session, list[type]]:
    session, luck, planned, done = Session(story, seed), Luck(seed), 0, []
    policy = KNOWING if knowing else MERCHANT
    for count in range(MOST):
        if session.ended:
            break
        action = policy.next(session, luck, count, planned)
        planned = 0 if isinstance(action, Choose) else planned + 1
        session.act(action)
        done.append(type(action))
    return session, done


def with_more(story: Story, cash: int) -> Story:
    more = Receive(constant(cash), story.scenario.money, "a test", "equity")
    return Story.of(replace(story.scenario, begin=(*story.scenario.begin, more)))


def test_it_sells_sets_out_and_chooses() -> None:
    done = {kind for seed in range(1, 6) for kind in played(road(), seed)[1]}
    assert {Sell, Depart, Choose} <= done


def test_it_is_the_same_under_the_same_seed() -> None:
    assert played(road(), 3)[0].digest() == played(road(), 3)[0].digest()


def test_it_knows_no_price_of_a_place_it_never_saw() -> None:
    session = Session(road(), 1)
    turn = session.view()
    unseen = [m for m in turn.scenario.markets.values() if turn.scenario.places[m.place].scene not in turn.last]
    assert unseen
    assert all(MERCHANT.seen(turn, market, good) == 0 for market in unseen for good in market.quotes)
    assert any(KNOWING.seen(turn, market, good) > 0 for market in unseen for good in market.quotes)


@pytest.mark.parametrize("slug", OPEN_GAMES)
def test_a_hundred_times_the_money_does_not_gain_a_hundred_times_as_much(slug: str) -> None:
    """Markets, loads and days bound what trade brings: a fortune at the start gains hardly more than a fair sum."""
    story = library.load(slug).story
    assert story is not None
    start = max(1, worth(Session(story, 1).view()))
    most = {}
    for times in (20, 2000):
        session, _ = played(with_more(story, times * start), 1, knowing=True)
        most[times] = worth(session.view()) - (times + 1) * start
    assert most[2000] < 3 * max(most[20], 20 * start)
