"""Checkpoints: how likely they stop a traveller and find what they want, what they take, who pays them not to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import inspection
from engine.checkpoints import Checkpoint
from engine.events import Confiscated, Retained
from engine.goods import Lot
from engine.turn import Turn
from tests.engine.roads import play


@pytest.fixture
def turn() -> Turn:
    found = play().view()
    found.values["heat"] = 100 // 3  # 0.5 + 1.5 * 33 / 100 = 0.995
    return found


def bridge(turn: Turn) -> Checkpoint:
    return turn.scenario.checkpoints["bridge_post"]


def put(turn: Turn, **amounts: int) -> None:
    for good, amount in amounts.items():
        turn.put(good, Lot(amount, 0), "load")


@pytest.mark.parametrize(
    ("grams", "times"), [(0, 0.5), (10_000, 0.75), (20_000, 1), (40_000, 1.5), (60_000, 2), (500_000, 2)]
)
def test_the_more_is_carried_the_likelier_they_stop_a_traveller(grams: int, times: float, turn: Turn) -> None:
    put(turn, rice=grams)
    assert inspection.stops(turn, bridge(turn)) == pytest.approx(0.35 * 0.995 * times)


@pytest.mark.parametrize(("heat", "times"), [(0, 0.5), (100, 2)])
def test_heat_halves_and_doubles_it(heat: int, times: float, turn: Turn) -> None:
    turn.values["heat"] = heat
    put(turn, rice=20_000)
    assert inspection.stops(turn, bridge(turn)) == pytest.approx(0.35 * times)


def test_in_their_season_they_stop_more_but_never_everybody(turn: Turn) -> None:
    put(turn, rice=20_000)
    chances = []
    for turn.day in (9, 10, 20, 21):
        chances.append(inspection.stops(turn, bridge(turn)) / 0.995)
    assert chances == pytest.approx([0.35, 0.7, 0.7, 0.35])
    turn.day = 10
    put(turn, rice=100_000)
    assert inspection.stops(turn, bridge(turn)) == 0.95


def test_what_smells_is_noticed_only_where_somebody_minds(turn: Turn) -> None:
    modes = turn.scenario.road.modes
    put(turn, squid=5000)
    assert not inspection.smells(turn, modes["train"])
    usual = inspection.stops(turn, bridge(turn), modes["train"])
    put(turn, squid=1)
    assert inspection.smells(turn, modes["train"])
    assert inspection.stops(turn, bridge(turn), modes["train"]) == pytest.approx(3 * usual, rel=0.001)
    assert inspection.stops(turn, bridge(turn), modes["lorry"]) == pytest.approx(usual, rel=0.001)
    assert inspection.stops(turn, bridge(turn)) == pytest.approx(usual, rel=0.001), "at home nobody smells it"


def test_who_is_paid_looks_away_four_times_in_five(turn: Turn) -> None:
    before = inspection.stops(turn, bridge(turn))
    inspection.retain(turn, "bridge_post", 30)
    assert turn.events == [Retained("bridge_post", 30)]
    assert inspection.stops(turn, bridge(turn)) == pytest.approx(before / 5)
    for turn.day, retained in ((30, True), (31, False)):
        assert inspection.retained(turn, "bridge_post") is retained
    assert not inspection.retained(turn, "train_guards")


def test_paying_again_lengthens_it_and_paying_late_begins_anew(turn: Turn) -> None:
    inspection.retain(turn, "bridge_post", 10)
    inspection.retain(turn, "bridge_post", 5)
    assert turn.values["retained.bridge_post"] == 15
    turn.day = 20
    inspection.retain(turn, "bridge_post", 0)
    inspection.retain(turn, "bridge_post", 5)
    assert turn.values["retained.bridge_post"] == 24


@pytest.mark.parametrize(
    ("load", "chance"),
    [
        ({}, 0),
        ({"rice": 50_000}, 0),
        ({"pobedit": 1000}, 0.8),
        ({"pobedit": 1000, "rags": 1000}, 0.8),
        ({"gold": 10}, 0.8),
    ],
)
def test_a_detector_finds_metal_whatever_hides_it(load: dict[str, int], chance: float, turn: Turn) -> None:
    put(turn, **load)
    assert inspection.finds(turn, bridge(turn)) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("load", "chance"),
    [
        ({"pobedit": 1000}, 0.6 * 0.5),
        ({"pobedit": 1000, "rags": 999}, 0.6 * 0.5),
        ({"pobedit": 1000, "rags": 1000}, 0.6 * 0.5 * 0.4),
        ({"gold": 10}, 0.6 * 0.1),
        ({"gold": 10, "pobedit": 1000, "rags": 10}, 0.6 * 0.5),
    ],
)
def test_without_one_what_hides_and_covers_lowers_what_a_search_finds(
    load: dict[str, int], chance: float, turn: Turn
) -> None:
    put(turn, **load)
    assert inspection.finds(turn, replace(bridge(turn), detector=0)) == pytest.approx(chance)


def test_who_names_no_goods_wants_what_is_seized(turn: Turn) -> None:
    put(turn, gold=10, cigarettes=3)
    guards = turn.scenario.checkpoints["train_guards"]
    assert [(good.id, lot.amount) for good, lot in inspection.wanted(turn, guards)] == [("cigarettes", 3)]
    assert [good.id for good, _ in inspection.wanted(turn, bridge(turn))] == ["gold"]
    assert inspection.wanted(turn, bridge(turn), "shed") == []


def test_they_take_their_part_of_what_they_want_rounded_up_and_its_cost_with_it(turn: Turn) -> None:
    turn.put("pobedit", turn.take("pobedit", 2001), "load")
    put(turn, cigarettes=3)
    inspection.confiscate(turn, inspection.searcher(turn.scenario, "bridge_post"), "load")
    assert turn.events == [Confiscated("bridge_post", "pobedit", 1001)]
    assert turn.stock["load/pobedit"].amount == 1000
    assert turn.held("cigarettes", "load") == 3
    assert turn.held("pobedit", "home") == 17_999
    lost = turn.balances["expenses:confiscated:KPW"]
    assert (
        turn.balances["assets:pobedit:KPW"]
        == 80_000 - lost
        == sum(lot.cost for key, lot in turn.stock.items() if key.endswith("/pobedit"))
    )


@given(amount=st.integers(1, 50_000), part=st.integers(0, 100))
def test_no_part_is_more_than_all_or_less_than_its_share(amount: int, part: int) -> None:
    turn = play().view()
    put(turn, gold=amount)
    inspection.confiscate(turn, replace(bridge(turn), part=part), "load")
    left = turn.held("gold", "load")
    assert left >= 0
    assert 100 * (amount - left) >= part * amount > 100 * (amount - left) - 100
