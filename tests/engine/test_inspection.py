"""Inspection: how likely a patrol is, when it comes, and what it takes."""

import pytest

from engine import inspection
from engine.events import Confiscated, PatrolCame, TakingsLost
from engine.goods import Lot
from engine.scenario import Patrol
from engine.session import Session, Story
from engine.stall import takings
from engine.turn import Turn


def police(turn: Turn) -> Patrol:
    return turn.scenario.patrols["police"]


@pytest.mark.parametrize(("heat", "chance"), [(0, 0.10), (100, 0.40), (10, 0.13), (50, 0.25)])
def test_no_heat_halves_the_chance_and_a_hundred_doubles_it(heat: int, chance: float, turn: Turn) -> None:
    turn.values["heat"] = heat
    assert inspection.chance(turn, police(turn)) == pytest.approx(chance)


def test_in_their_season_they_come_more_often(turn: Turn) -> None:
    turn.values["heat"] = 0
    chances = [inspection.chance(turn, police(turn), day) for day in (9, 10, 14, 15)]
    assert chances == pytest.approx([0.1, 0.2, 0.2, 0.1])


def test_they_never_come_every_day(turn: Turn) -> None:
    turn.values["heat"] = 100
    assert inspection.chance(turn, police(turn), 10) == pytest.approx(0.8)
    turn.values["heat"] = 1000
    assert inspection.chance(turn, police(turn), 10) == 0.9


@pytest.mark.parametrize(("share", "comes"), [(0.12, True), (0.14, False)])
def test_they_come_where_the_day_s_luck_is_below_the_chance(share: float, comes: bool, tiny: Story) -> None:
    turn = Session(tiny, 1, {"sweep.police": share}).view()
    assert inspection.who_comes(turn, {"soup"}) == ("sweep" if comes else None)
    assert turn.events == ([PatrolCame("police")] if comes else [])


def test_they_do_not_come_where_nobody_trades(tiny: Story) -> None:
    turn = Session(tiny, 1, {"sweep.police": 0.0}).view()
    assert inspection.who_comes(turn, set()) is None


def test_they_take_what_they_want_of_what_lies_there_and_leave_the_rest(tiny: Story) -> None:
    turn = Session(tiny, 1, {"takings.police": 0.99}).view()
    for good in ("pork", "rice", "smokes", "wood"):
        turn.put(good, Lot(10, 0), "stall")
    turn.put("pork", turn.take("pork", 1000), "stall")
    inspection.confiscate(turn, police(turn))
    assert {key for key in turn.stock if key.startswith("stall/")} == {"stall/rice", "stall/wood"}
    assert turn.held("pork", "home") == 1000, "what is at home is not found"
    assert turn.balances["expenses:confiscated:KPW"] == 2500
    assert turn.balances["assets:pork:KPW"] == turn.stock["home/pork"].cost
    assert turn.events == [Confiscated("police", "pork", 1010), Confiscated("police", "smokes", 10)]


def test_they_find_nothing_in_an_empty_store(turn: Turn) -> None:
    inspection.confiscate(turn, police(turn), "nowhere")
    assert not any(isinstance(event, Confiscated) for event in turn.events)


@pytest.mark.parametrize(("share", "left"), [(0.49, 0), (0.5, 700)])
def test_the_day_s_takings_go_by_the_patrol_s_chance(share: float, left: int, tiny: Story) -> None:
    turn = Session(tiny, 1, {"takings.police": share}).view()
    turn.post("sold", ("assets:takings:KPW", 700), ("income:soup:KPW", -700))
    inspection.confiscate(turn, police(turn))
    assert takings(turn) == left
    assert (TakingsLost(700, "KPW") in turn.events) == (not left)


def test_a_share_of_the_takings_is_rounded_down_and_nothing_is_no_loss(turn: Turn) -> None:
    inspection.lose_takings(turn, 100)
    assert turn.events == []
    turn.post("sold", ("assets:takings:KPW", 701), ("income:soup:KPW", -701))
    inspection.lose_takings(turn, 50)
    assert takings(turn) == 351
    assert turn.cash() == 20_000
