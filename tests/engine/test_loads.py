"""Loads: what may be carried, what it weighs, and that nothing is lost in taking it up and laying it down."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import loads
from engine.actions import Carry, Choose, Depart, LayDown
from engine.errors import Refused
from engine.events import Loaded
from engine.goods import Lot
from tests.engine.roads import changed, play, road


def test_goods_are_loaded_with_their_cost_and_laid_down_again() -> None:
    session = play()
    assert session.act(Carry("pobedit", 5000)) == (Loaded("pobedit", 5000),)
    assert session.world.stock["load/pobedit"] == Lot(5000, 20_000)
    assert session.act(LayDown("pobedit", 2000)) == (Loaded("pobedit", -2000),)
    assert session.world.stock["load/pobedit"] == Lot(3000, 12_000)
    assert session.world.stock["home/pobedit"] == Lot(17_000, 68_000)


def test_counted_goods_and_litres_weigh_what_is_said_of_them() -> None:
    turn = play().view()
    turn.put("cigarettes", Lot(20, 0), "load")
    turn.put("petrol", Lot(2000, 0), "load")
    turn.put("rice", Lot(1500, 0), "load")
    turn.put("rice", Lot(9000, 0), "shed")
    assert loads.load_mass(turn) == 600 + 1500 + 1500


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (Carry("pobedit", 20_001), "There is 20 kg of pobedit here."),
        (Carry("squid", 1), "There is no dried squid here."),
        (LayDown("rice", 1), "You carry no rice."),
        (Carry("nothing", 1), "There is no 'nothing' to carry."),
        (Carry("rice", 0), "Say how much, more than nothing."),
    ],
)
def test_what_cannot_be_loaded_is_refused_and_changes_nothing(action: Carry | LayDown, sentence: str) -> None:
    session = play()
    before = session.digest()
    with pytest.raises(Refused) as refused:
        session.act(action)
    assert refused.value.sentence == sentence
    assert session.digest() == before


def test_what_has_no_mass_cannot_be_taken_along() -> None:
    goods = {**road().scenario.goods, "cigarettes": replace(road().scenario.goods["cigarettes"], mass=None)}
    turn = play(story=changed(road().scenario, goods=goods)).view()
    turn.put("cigarettes", Lot(20, 0))
    with pytest.raises(Refused, match="Cigarettes cannot be taken on the road"):
        loads.carry(turn, "cigarettes", 1)


def test_where_there_is_no_store_nothing_is_laid_down() -> None:
    session = play(load={"rice": 1000})
    session.act(Depart("valley_pass"))
    with pytest.raises(Refused, match="nowhere here"):
        session.act(LayDown("rice", 1000))


def test_each_place_has_its_own_store() -> None:
    session = play("permit", load={"rice": 3000})
    session.act(Depart("valley_coast"))
    session.act(LayDown("rice", 2000))
    assert {key: lot.amount for key, lot in session.world.stock.items() if key.endswith("/rice")}.keys() == {
        "home/rice", "load/rice", "shed/rice",
    }  # fmt: skip
    with pytest.raises(Refused, match="There is no firewood here"):
        session.act(Carry("firewood", 1000))


def test_goods_are_loaded_only_where_journeys_begin() -> None:
    session = play(load={"pobedit": 20_000}, stop=0.0)
    session.act(Depart("valley_coast_lorry"))
    assert session.world.scene == "stopped"
    with pytest.raises(Refused, match="where journeys begin"):
        session.act(LayDown("pobedit", 1))
    turn = session.view()
    with pytest.raises(Refused, match="nowhere here"):
        loads.carry(turn, "pobedit", -1)


@given(st.lists(st.integers(-8000, 8000).filter(bool), max_size=12))
def test_goods_and_cost_are_conserved_whatever_is_carried_to_and_fro(amounts: list[int]) -> None:
    turn = play().view()
    whole = turn.stock["home/pobedit"]
    for amount in amounts:
        try:
            loads.carry(turn, "pobedit", amount)
        except Refused:
            continue
        lots = [lot for key, lot in turn.stock.items() if key.endswith("/pobedit")]
        assert (sum(lot.amount for lot in lots), sum(lot.cost for lot in lots)) == whole


def test_at_home_everything_carried_is_laid_down_at_once() -> None:
    session = play("permit", load={"rice": 3000, "pobedit": 1000})
    for route in ("valley_coast", "valley_coast"):
        session.act(Depart(route))
    assert not [key for key in session.world.stock if key.startswith("load/")]
    assert session.world.stock["home/pobedit"].amount == 20_000
    assert isinstance(session.act(Choose("wait")), tuple)
