"""Moves: deals, loads and journeys of policies and walks, compiled and tried; amounts worked out when they are done."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions import Action, Buy, BuyHidden, Carry, Choose, Depart, LayDown, Redeem, Sell, SellHidden
from engine.luck import Luck
from engine.session import Session, Story
from story.desk import Desk, Form
from story.library import Loaded, load
from story.marks import read
from story.moves import MOVES, Move, can, most, moves
from story.open_game import THIRD, openly
from story.walks import mistakes
from tests.conftest import QUIET

ROAD = Path(__file__).resolve().parents[1] / "stories" / "road"


@pytest.fixture(scope="module")
def road() -> Story:
    story = load(ROAD).story
    assert story is not None
    return story


def form(story: Story, yaml: str) -> Form:
    node = read(yaml, "a.yaml", [])
    assert node is not None
    return Form(Desk(scope=story.scenario.scope), "a.yaml", node, "A step", MOVES)


def compiled(story: Story, yaml: str) -> list[Action | Move]:
    step = form(story, yaml)
    found = moves(story.scenario, step)
    assert step.desk.problems == []
    return found


@pytest.mark.parametrize(
    ("yaml", "action"),
    [
        ("buy: rice 5 kg", Buy("rice", 5000)),
        ("buy: 10 USD", Buy("USD", 1000)),
        ("sell: {CNY: 2.5 CNY}", Sell("CNY", 25)),
        ("buy: petrol_coupon 2", Buy("petrol_coupon", 2)),
        ("redeem: petrol_coupon 2", Redeem("petrol_coupon", 2)),
        ("buy_hidden: rice 500 g", BuyHidden("rice", 500)),
        ("sell_hidden: {rice: 1 kg}", SellHidden("rice", 1000)),
        ("carry: {rice: 20 kg}", Carry("rice", 20_000)),
        ("lay_down: cigarettes 3 packs", LayDown("cigarettes", 3)),
        ("depart: valley_coast", Depart("valley_coast")),
    ],
)
def test_each_move_is_an_action(yaml: str, action: Action, road: Story) -> None:
    assert compiled(road, yaml) == [action]


def test_several_things_are_done_in_the_order_written(road: Story) -> None:
    assert compiled(road, "buy: {rice: 1 kg, USD: 1 USD}\ndepart: valley_pass") == [
        Buy("rice", 1000), Buy("USD", 100), Depart("valley_pass"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("yaml", "code", "hint"),
    [
        ("buy: rce 5 kg", "REF01", "'rice'"),
        ("carry: {USD: 5 USD}", "REF01", ""),
        ("redeem: rice 5 kg", "REF01", ""),
        ("depart: valley_cost", "REF01", "'valley_coast'"),
        ("buy: rice 5", "EXP04", ""),
        ("buy: rice", "EXP01", ""),
        ("sell: petrol_coupon 2 kg", "EXP03", ""),
    ],
)
def test_a_move_that_cannot_be_is_told(yaml: str, code: str, hint: str, road: Story) -> None:
    step = form(road, yaml)
    assert moves(road.scenario, step) == []
    assert [problem.code for problem in step.desk.problems] == [code]
    assert hint in step.desk.problems[0].hint


def test_an_amount_may_be_worked_out_when_the_deal_is_done(tiny: Story) -> None:
    session = Session(tiny, 1, QUIET)
    (half,) = compiled(tiny, "sell: rice stock.home.rice / 2")
    assert isinstance(half, Move)
    assert half.action(session) == Sell("rice", 10_000)


def test_all_is_as_much_as_can_be(tiny: Story) -> None:
    session = Session(tiny, 1, QUIET)
    session.act(Choose("in"))
    (bought,) = compiled(tiny, "buy: rice all")
    assert isinstance(bought, Move)
    action = bought.action(session)
    assert isinstance(action, Buy)
    assert can(session, action)
    assert not can(session, Buy("rice", action.amount + 1))
    assert most(session, Sell, "smokes") == 0


def test_a_step_of_a_walk_is_checked_before_it_is_played(retold: Callable[..., Loaded]) -> None:
    walk = "name: odd\nsteps:\n  - carry: {gold: 5 kg}\n  - depart: nowhere\npin: {swep: 5 %, sweep.army: 5 %}\n"
    loaded = retold(**{"walks/odd.yaml": walk})
    assert loaded.scenario is not None
    found = [(p.code, p.line) for p in mistakes(loaded.scenario, loaded.folder) if p.file == "walks/odd.yaml"]
    assert sorted(found) == [("REF01", 3), ("REF01", 4), ("REF01", 5), ("REF01", 5)]


def open_actions(session: Session, count: int) -> Iterator[Action]:
    for number in range(count):
        if (action := openly(session, Luck(5), number)) is not None:
            yield action


def test_a_story_without_roads_and_notes_is_played_at_random_as_before(tiny: Story) -> None:
    session = Session(tiny, 1, QUIET)
    session.act(Choose("in"))
    assert list(open_actions(session, 200)) == []


def test_in_the_open_game_about_a_third_of_what_is_done_is_a_deal(tiny: Story) -> None:
    market = next(iter(tiny.scenario.markets.values()))
    noted = replace(market, notes={"CNY": market.quotes["rice"]})
    session = Session(Story.of(replace(tiny.scenario, markets={market.id: noted})), 1, QUIET)
    session.act(Choose("in"))
    found = [action for action in open_actions(session, 300) if getattr(action, "good", "CNY") != "CNY"]
    assert 30 < len(found) <= THIRD * 300 * 1.2
    assert all(can(session, action) for action in found)
    assert {type(action) for action in found} == {Buy, Sell}
