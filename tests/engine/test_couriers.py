"""Couriers: what is given to them, what becomes of it, and how trust moves the chance."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import couriers
from engine.actions import Choose
from engine.couriers import ON_THE_WAY, Parcel
from engine.effects import If, Send
from engine.errors import BadSnapshot, Refused
from engine.events import NumberChanged, ParcelArrived, ParcelLost, ParcelSent, SceneEntered
from engine.goods import Lot
from engine.kinds import BOOL, constant
from engine.ledger import currency_of
from engine.machine import interrupts
from engine.names import worth
from engine.session import Session, Story
from engine.snapshot import restored, taken
from engine.turn import Turn
from tests.engine.fair import PORTER, fair, play

ARRIVES, LOST = {"courier": 0.0}, {"courier": 0.99}


def posted(tiny: Story, **pins: Any) -> Turn:
    return play(fair(tiny, couriers={"porter": PORTER}), **pins).view()


def send(turn: Turn, of: str, amount: int, declared: int, currency: str = "KPW") -> None:
    couriers.send(turn, "porter", of, amount, declared, currency, "letter", "hungry")


def balanced(turn: Turn) -> bool:
    sums: dict[str, int] = {}
    for name, amount in turn.balances.items():
        assert amount >= 0 or not name.startswith("assets"), name
        sums[currency_of(name)] = sums.get(currency_of(name), 0) + amount
    return not any(sums.values())


def test_money_that_was_sent_is_on_its_way_and_still_one_s_own(tiny: Story) -> None:
    turn = posted(tiny)
    before, cash = worth(turn), turn.cash("CNY")
    send(turn, "CNY", 1000, 1000, "CNY")
    assert turn.cash("CNY") == cash - 1000
    assert turn.balances[f"{ON_THE_WAY}:CNY"] == 1000
    assert turn.parcels == (Parcel("porter", "CNY", 1000, 1000, "CNY", 4, "letter", "hungry", 1000, True),)
    assert turn.events == [ParcelSent("porter", "CNY", 1000)]
    assert worth(turn) == before
    assert balanced(turn)


def test_goods_are_sent_from_home_and_from_the_load_elsewhere(tiny: Story) -> None:
    turn = posted(tiny)
    send(turn, "rice", 5000, 9_000)
    assert turn.held("rice", "home") == 15_000
    assert turn.balances[f"{ON_THE_WAY}:KPW"] == 5000, "what it has cost"
    turn.where = "square"
    with pytest.raises(Refused, match=r"This takes 5 kg of rice; there is none\."):
        send(turn, "rice", 5000, 5000)
    turn.put("rice", Lot(7000, 0), "load")
    send(turn, "rice", 5000, 5000)
    assert turn.held("rice", "load") == 2000


def test_what_is_not_there_cannot_be_sent_and_nothing_changes(tiny: Story) -> None:
    turn = posted(tiny)
    kept = turn.close()
    for of, amount, sentence in (
        ("CNY", 2301, "This takes 230.1 yuan; you have 230."),
        ("pork", 2001, "This takes 2.001 kg of pork; there is 2 kg."),
        ("pork", 0, "There is nothing to send."),
    ):
        with pytest.raises(Refused) as refused:
            send(turn, of, amount, 0)
        assert refused.value.sentence == sentence
    assert (turn.stock, turn.balances, turn.parcels, turn.events) == (kept.stock, kept.balances, (), [])


def test_it_is_heard_of_on_the_due_morning_and_gone_from_the_books(tiny: Story) -> None:
    turn = posted(tiny, **ARRIVES)
    send(turn, "CNY", 1000, 1000, "CNY")
    turn.day = 3
    assert couriers.who_arrives(turn) is None
    turn.day = 4
    assert couriers.who_arrives(turn) == "letter"
    assert turn.balances[f"{ON_THE_WAY}:CNY"] == 0
    assert turn.balances["expenses:sent:CNY"] == 1000
    assert turn.events[1:] == [ParcelArrived("porter", "CNY", 1000), NumberChanged("trust.porter", 50, 52)]
    assert turn.parcels == ()
    assert couriers.who_arrives(turn) is None
    assert balanced(turn)


def test_what_is_lost_is_made_good_in_part_and_trust_falls(tiny: Story) -> None:
    turn = posted(tiny, **LOST)
    send(turn, "rice", 5000, 9000)
    turn.day, cash = 4, turn.cash()
    assert couriers.who_arrives(turn) == "hungry"
    assert turn.cash() == cash + 4500, "half of what was declared"
    assert turn.balances["expenses:lost on the way:KPW"] == 5000
    assert turn.events[1:] == [
        ParcelLost("porter", "rice", 5000, 4500, "KPW"), NumberChanged("trust.porter", 50, 40),
    ]  # fmt: skip
    assert balanced(turn)


def test_no_more_money_is_made_good_than_was_sent(tiny: Story) -> None:
    turn = posted(tiny, **LOST)
    send(turn, "CNY", 100, 1_000_000, "CNY")
    send(turn, "USD", 100, 10**9)
    assert [parcel.declared for parcel in turn.parcels] == [100, 800_000]


@pytest.mark.parametrize(
    ("of", "amount", "declared", "currency", "whole"),
    [
        ("CNY", 1000, 1000, "CNY", True),
        ("CNY", 1000, 999, "CNY", False),
        ("USD", 100, 800_000, "KPW", True),
        ("USD", 100, 799_999, "KPW", False),
        ("rice", 5000, 5000, "KPW", True),
        ("rice", 5000, 4999, "KPW", False),
        ("rice", 16_000, 2, "USD", True),
        ("rice", 16_000, 1, "USD", False),
    ],
)
def test_less_than_its_worth_was_declared_by_the_day_s_rate_or_the_cost(
    tiny: Story, of: str, amount: int, declared: int, currency: str, whole: bool
) -> None:
    turn = posted(tiny)
    send(turn, of, amount, declared, currency)
    assert turn.parcels[0].whole is whole
    assert couriers.chance(turn, PORTER, turn.parcels[0].whole) == (70 if whole else 40)


def test_the_chance_decides_and_trust_moves_it_by_a_fifth_either_way(tiny: Story) -> None:
    turn = posted(tiny)
    chances = {}
    for trust in (0, 49, 50, 51, 53, 100):
        turn.values["trust.porter"] = trust
        chances[trust] = couriers.chance(turn, PORTER, True)
    assert chances == {0: 50, 49: 70, 50: 70, 51: 70, 53: 71, 100: 90}
    for share, scene in ((0.699, "letter"), (0.7, "hungry")):
        turn = posted(tiny, courier=share)
        send(turn, "KPW", 100, 100)
        turn.day = 4
        assert couriers.who_arrives(turn) == scene


@given(trust=st.integers(0, 100), honest=st.integers(0, 100), less=st.integers(0, 100))
def test_a_chance_is_between_nothing_and_all_and_grows_with_trust(
    trust: int, honest: int, less: int, tiny: Story
) -> None:
    turn, rule = posted(tiny), replace(PORTER, honest=honest, undeclared=honest * less // 100)
    turn.values["trust.porter"] = trust
    whole, part = couriers.chance(turn, rule, True), couriers.chance(turn, rule, False)
    assert 0 <= part <= whole <= 100
    turn.values["trust.porter"] = min(100, trust + 10)
    assert couriers.chance(turn, rule, True) >= whole


def test_two_parcels_of_a_day_are_heard_of_on_two_mornings_and_without_a_scene_at_once(tiny: Story) -> None:
    turn = posted(tiny, **ARRIVES)
    couriers.send(turn, "porter", "KPW", 100, 100, "KPW", "", "")
    send(turn, "KPW", 100, 100)
    send(turn, "KPW", 100, 100)
    turn.day = 4
    assert couriers.who_arrives(turn) == "letter"
    assert len(turn.parcels) == 1
    turn.day = 5
    assert couriers.who_arrives(turn) == "letter"


def sending(tiny: Story, nested: bool) -> Story:
    """Return the fair with a choice that sends; the scenes that tell of it are no events."""
    amount, yes = constant(1000), constant(1, BOOL)
    verb: Any = Send("porter", "KPW", amount, amount, "KPW", "gate", "well")
    verb = If(yes, (), (If(yes, (verb,), ()),)) if nested else verb
    scene = tiny.scenario.scenes["morning"]
    choice = replace(scene.choices["hide"], id="send", effects=(verb,), costs=True)
    scenes = {**tiny.scenario.scenes, "morning": replace(scene, choices={**scene.choices, "send": choice})}
    return fair(tiny, couriers={"porter": PORTER}, scenes=scenes)


@pytest.mark.parametrize("nested", [False, True])
def test_the_scenes_that_tell_of_parcels_interrupt_the_days(tiny: Story, nested: bool) -> None:
    assert {"gate", "well"} <= set(interrupts(sending(tiny, nested).scenario))
    assert not {"gate", "well"} & set(interrupts(tiny.scenario))


def test_a_save_whose_parcel_the_story_no_longer_knows_is_refused_with_a_sentence(tiny: Story) -> None:
    story = sending(tiny, nested=False)
    session = play(story)
    session.act(Choose("send"))
    (parcel,) = session.world.parcels
    for other, sentence in (
        (parcel._replace(courier="nobody"), "The story no longer has what this save sent with 'nobody'."),
        (parcel._replace(of="nothing"), "The story no longer has what this save sent with 'porter'."),
        (parcel._replace(lost="gone"), "The story no longer has the scene 'gone', which this save names."),
    ):
        with pytest.raises(BadSnapshot) as bad:
            restored(taken(replace(session.world, parcels=(other,))), story.scenario)
        assert str(bad.value) == sentence


def test_a_parcel_is_heard_of_as_the_days_go_by_and_a_save_keeps_it(tiny: Story) -> None:
    story = sending(tiny, nested=False)
    session = play(story, **LOST)
    session.act(Choose("send"))
    world = restored(taken(session.world), story.scenario)
    assert world.parcels == session.world.parcels != ()
    session = Session.resume(story, world, [], session.paths.luck.pins)
    assert SceneEntered("well") in session.act(Choose("go_on"))
    assert (session.world.day, session.world.scene, session.state) == (4, "well", "well")
    assert session.world.values["trust.porter"] == 40
    session.act(Choose("home"))
    assert session.world.scene == "morning"
