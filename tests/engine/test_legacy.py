"""Chapters in a row: what one leaves the next takes over, and its books balance from the first line."""

import json
from dataclasses import replace

import pytest

from engine import legacy
from engine.actions import Choose
from engine.errors import BadSnapshot
from engine.legacy import Carries, Kept, Legacy, Owed, Sum
from engine.session import Session, Story
from tests.engine.test_always import books, ranges

TAKES = Carries(
    ("before",),
    ("KPW", "CNY"),
    {"rice": "grain", "smokes": "smokes"},
    {"friend": "old_friend", "trader": "trader"},
    {"heat": "heat", "health.you": "health.her", "trust.friend": "trust.old_friend", "lamp": "lamp"},
)
LEFT = Legacy(
    "before",
    {"KPW": Sum(1230, 10), "CNY": Sum(70, 10), "JPY": Sum(5, 1)},
    {"grain": Kept(3, 1, Sum(300, 10))},
    {"old_friend": Owed("KPW", Sum(400, 10), -3), "stranger": Owed("KPW", Sum(9, 10), 9)},
    {"heat": 90, "health.her": 31, "trust.old_friend": 12, "lamp": 1, "unknown": 7},
)


def follow(tiny: Story, what: Legacy = LEFT, takes: Carries = TAKES) -> Session:
    return Session(Story.of(replace(tiny.scenario, carries=takes)), 1, legacy=what)


def test_cash_goods_debts_and_numbers_go_on_in_the_parts_of_the_new_chapter(tiny: Story) -> None:
    session = follow(tiny)
    turn = session.view()
    assert (turn.cash("KPW"), turn.cash("CNY")) == (12_300, 70)
    assert turn.held("rice") == 3000
    assert turn.stock["home/rice"].cost == 3000
    debt = turn.debts["friend"]
    assert (debt.currency, debt.owed, debt.due) == ("KPW", 4000, 2), "what was late falls due tomorrow"
    assert [turn.values[name] for name in ("heat", "health.you", "trust.friend", "lamp")] == [90, 31, 12, 1]
    books(session)
    ranges(session)


def test_what_is_not_carried_is_as_the_chapter_begins(tiny: Story) -> None:
    alone, after = Session(tiny, 1).view(), follow(tiny, takes=replace(TAKES, cash=("KPW",))).view()
    assert after.cash("CNY") == alone.cash("CNY")
    assert after.held("wood") == alone.held("wood")
    assert after.values["skill"] == alone.values["skill"]


def test_a_debt_that_was_paid_is_gone_and_goods_that_were_sold_too(tiny: Story) -> None:
    nothing = Legacy("before", {"KPW": Sum(0, 100)})
    session = follow(tiny, nothing)
    assert (session.view().cash("KPW"), session.view().held("rice")) == (0, 0)
    assert session.world.debts == {}
    books(session)


def test_a_chapter_takes_nothing_from_one_it_does_not_follow(tiny: Story) -> None:
    assert follow(tiny, replace(LEFT, chapter="other")).digest() == Session(tiny, 1).digest()


def test_a_play_that_follows_another_can_be_told_again(tiny: Story) -> None:
    session = follow(tiny)
    session.act(Choose("in"))
    again = session.anew()
    again.act(Choose("in"))
    assert again.digest() == session.digest() != Session(tiny, 1).digest()


def test_what_a_play_leaves_can_be_kept_and_read_again(tiny: Story) -> None:
    session = Session(tiny, 1)
    for choice in ("in", "borrow", "one_day"):
        session.act(Choose(choice))
    kept = legacy.left(session.scenario, session.world)
    assert kept.debts["friend"].owed == Sum(15_000, 100)
    assert kept.cash["CNY"].minor == 10
    assert legacy.read(json.loads(json.dumps(legacy.written(kept)))) == kept


@pytest.mark.parametrize(
    "damage",
    [None, {}, {"cash": {"KPW": [1]}}, {"cash": {"KPW": [1, 0]}}, {"goods": {"rice": [1, 0, 1, 1]}}, {"values": [1]}],
)
def test_a_damaged_legacy_is_refused_with_a_sentence(damage: object) -> None:
    whole = legacy.written(LEFT)
    with pytest.raises(BadSnapshot, match="What the chapter before left is damaged"):
        legacy.read(whole | damage if isinstance(damage, dict) and damage else damage)


def test_money_in_other_parts_is_rounded_towards_nothing() -> None:
    assert (Sum(19, 10).of(1), Sum(-19, 10).of(1), Sum(19, 10).of(100)) == (1, -1, 190)
