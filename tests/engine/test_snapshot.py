"""Snapshots: a world as plain values and back; damaged ones are refused with a sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actions import Choose
from engine.errors import BadSnapshot
from engine.journal import digest
from engine.session import Session, Story
from engine.snapshot import SAVE_FORMAT, restored, taken
from engine.world import World
from tests.conftest import QUIET


@pytest.fixture(scope="module")
def world(tiny: Story) -> World:
    """A world in which something of everything has happened: a debt, a patrol in the evening, goods in three stores."""
    session = Session(tiny, 7, {**QUIET, "sweep.police": {2: 0.0}})
    for choice in ("in", "borrow", "borrow_yuan", "hide", "lamp", "gamble", "go_on"):
        session.act(Choose(choice))
    assert session.world.scene == "sweep"
    return session.world


def plain(world: World) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(taken(world)))
    return copy


def test_a_world_comes_back_as_it_was(world: World, tiny: Story) -> None:
    back = restored(plain(world), tiny.scenario)
    assert taken(back) == taken(world)
    assert digest(back) == digest(world)
    assert (back.stock, back.debts, back.stalls) == (world.stock, world.debts, world.stalls)


def test_a_play_goes_on_from_a_snapshot_as_it_would_have(world: World, tiny: Story) -> None:
    straight, saved = (
        Session.resume(tiny, state, [], QUIET) for state in (world, restored(plain(world), tiny.scenario))
    )
    for choice in ("run", "one_day", "one_day"):
        assert straight.act(Choose(choice)) == saved.act(Choose(choice))
        assert straight.digest() == saved.digest()


GONE = object()
READS = f"this program reads format {SAVE_FORMAT}."
DAMAGED = "The save is damaged: "


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("format", SAVE_FORMAT + 1, f"This save has format {SAVE_FORMAT + 1}; {READS}"),
        ("format", GONE, f"This save has format None; {READS}"),
        ("day", GONE, DAMAGED + "it lacks 'day'."),
        ("day", "3", DAMAGED + "'3' is no whole number."),
        ("day", 3.5, DAMAGED + "3.5 is no whole number."),
        ("day", float("inf"), DAMAGED + "inf is no whole number."),
        ("day", True, DAMAGED + "True is no whole number."),
        ("day", 0, DAMAGED + "there is no day 0."),
        ("day", 10**9, DAMAGED + "there is no day 1000000000."),
        ("phase", "noon", DAMAGED + "it names no part of the day."),
        ("scene", "moon", "The story no longer has the scene 'moon', which this save names."),
        ("back", ["morning", "moon"], "The story no longer has the scene 'moon', which this save names."),
        ("back", "morning", DAMAGED + "'morning' is no list."),
        ("back", [3], DAMAGED + "3 is no text."),
        ("ended", "no", DAMAGED + "'no' is neither true nor false."),
        ("values", {"heat": None}, DAMAGED + "None is no whole number."),
        ("values", [], DAMAGED + "[] is no list of names and values."),
        ("stock", {"home/rice": [1]}, DAMAGED + "[1] should be a list of 2."),
        ("stalls", {"soup": [1, 2, 3, 4]}, DAMAGED + "[1, 2, 3, 4] should be a list of 3."),
        ("debts", {"friend": 5}, DAMAGED + "5 should be a list of 8."),
        (
            "debts",
            {"friend": ["KPW", 9, 9, 1, 4, 0, 3, 0]},
            DAMAGED + "the instalments of ['KPW', 9, 9, 1, 4, 0, 3, 0] fall on one day.",
        ),
        ("book", {}, DAMAGED + "{} is no list."),
        ("book", [], DAMAGED + "its ledger does not balance."),
        ("balances", {"assets:cash:KPW": 10**6}, DAMAGED + "its ledger does not balance."),
    ],
)
def test_a_damaged_snapshot_is_refused_with_a_sentence(
    key: str, value: object, sentence: str, world: World, tiny: Story
) -> None:
    data = plain(world)
    data[key] = value
    if value is GONE:
        del data[key]
    with pytest.raises(BadSnapshot) as caught:
        restored(data, tiny.scenario)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("data", [None, [], "save", 3])
def test_what_is_no_snapshot_at_all_is_refused(data: object, tiny: Story) -> None:
    with pytest.raises(BadSnapshot, match="damaged"):
        restored(data, tiny.scenario)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_any_damage_gives_a_world_or_a_sentence(world: World, tiny: Story, data: st.DataObject) -> None:
    snapshot = plain(world)
    key = data.draw(st.sampled_from(sorted(snapshot)))
    snapshot[key] = data.draw(values)
    try:
        back = restored(snapshot, tiny.scenario)
    except BadSnapshot:
        return
    Session.resume(tiny, back, []).digest()
