"""Credit: what is owed, when it falls due, how it presses, and what is paid, put off or let go."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import credit
from engine.errors import Refused
from engine.events import Borrowed, DebtChanged, DebtFellDue, Repaid
from engine.routes import Journey, Road
from engine.session import Session, Story
from engine.turn import Turn


@pytest.fixture
def owing(turn: Turn) -> Turn:
    """A morning on which the friend is owed 150 won for a pig, due on the seventh day."""
    credit.supply(turn, "friend", "pork", 5000, 15_000, "KPW", 6)
    return turn


def books_agree(turn: Turn) -> bool:
    liabilities = {name: amount for name, amount in turn.balances.items() if name.startswith("liabilities:") and amount}
    return liabilities == {credit.liability(c, d.currency): -d.owed for c, d in turn.debts.items()}


def test_goods_on_credit_cost_what_is_owed_for_them(owing: Turn) -> None:
    debt = owing.debts["friend"]
    assert (debt.owed, debt.principal, debt.taken, debt.due, debt.pressed) == (15_000, 15_000, 1, 7, 0)
    assert owing.balances["assets:pork:KPW"] == 5000 + 15_000
    assert owing.cash() == 20_000
    assert owing.events[-1] == Borrowed("friend", 15_000, "KPW", 7)
    assert books_agree(owing)


def test_money_on_credit_is_had_at_once_and_the_rest_is_interest(turn: Turn) -> None:
    credit.lend(turn, "trader", 200, 250, "CNY", 5)
    assert turn.cash("CNY") == 500
    assert turn.balances["expenses:interest:CNY"] == 50
    assert books_agree(turn)


def test_goods_owed_for_in_another_money_keep_both_currencies_balanced(turn: Turn) -> None:
    credit.supply(turn, "trader", "smokes", 10, 120, "CNY", 5)
    assert turn.held("smokes") == 10
    assert turn.stock["home/smokes"].cost == 0, "no rate turns yuan into won"
    assert turn.balances["expenses:goods on credit:CNY"] == 120
    assert turn.debts["trader"].currency == "CNY"
    assert books_agree(turn)


def test_who_gets_nothing_owes_nothing_and_a_debt_of_nothing_is_none(turn: Turn) -> None:
    credit.supply(turn, "friend", "pork", 0, 500, "KPW", 3)
    credit.lend(turn, "friend", 0, 500, "KPW", 3)
    credit.supply(turn, "friend", "smokes", 2, 0, "KPW", 3)
    assert turn.debts == {}
    assert turn.held("smokes") == 2
    assert books_agree(turn)


def test_a_second_debt_is_added_to_the_first_and_falls_due_on_the_later_day(owing: Turn) -> None:
    owing.day = 3
    credit.supply(owing, "friend", "pork", 1000, 3000, "KPW", 2)
    assert (owing.debts["friend"].owed, owing.debts["friend"].due) == (18_000, 7)
    credit.supply(owing, "friend", "pork", 1000, 3000, "KPW", 9)
    assert owing.debts["friend"].due == 12
    assert books_agree(owing)


def test_nobody_lends_in_two_moneys(owing: Turn) -> None:
    with pytest.raises(Refused, match="another money"):
        credit.lend(owing, "friend", 10, 10, "CNY", 3)


def test_a_charge_lets_a_debt_grow_and_leaves_its_day(owing: Turn) -> None:
    owing.day = 12
    credit.charge(owing, "friend", 500, "KPW", 0, "interest")
    assert (owing.debts["friend"].owed, owing.debts["friend"].due) == (15_500, 7)
    credit.charge(owing, "trader", 50, "CNY", 4, "a fine")
    assert (owing.debts["trader"].owed, owing.debts["trader"].due) == (50, 16)
    assert owing.balances["expenses:a fine:CNY"] == 50
    assert books_agree(owing)


def test_a_part_is_paid_and_the_rest_still_owed(owing: Turn) -> None:
    credit.repay(owing, "friend", 4000)
    assert (owing.debts["friend"].owed, owing.cash()) == (11_000, 16_000)
    assert owing.events[-1] == Repaid("friend", 4000, 11_000, "KPW")
    assert books_agree(owing)


def test_whoever_pays_all_owes_nothing(owing: Turn) -> None:
    credit.repay(owing, "friend", 0, everything=True)
    assert owing.debts == {}
    assert owing.cash() == 5000
    assert books_agree(owing)


@given(st.lists(st.integers(1, 9000), max_size=8))
def test_no_more_is_ever_paid_than_is_owed(tiny: Story, sums: list[int]) -> None:
    turn = Session(tiny, 1).view()
    credit.lend(turn, "friend", 12_000, 15_000, "KPW", 6)
    for amount in sums:
        if "friend" in turn.debts:
            credit.repay(turn, "friend", amount)
    paid = 32_000 - turn.cash()
    assert paid == min(sum(sums), 15_000)
    assert books_agree(turn)


def test_what_cannot_be_paid_is_refused_with_a_sentence(owing: Turn) -> None:
    with pytest.raises(Refused, match=r"Nothing is owed to the trader\."):
        credit.repay(owing, "trader", 100)
    with pytest.raises(Refused, match=r"There is nothing to pay with\."):
        credit.repay(owing, "friend", 0)
    with pytest.raises(Refused, match=r"What is owed to the friend is owed in won\."):
        credit.repay(owing, "friend", 100, "CNY")
    credit.charge(owing, "friend", 10_000, "KPW", 0, "interest")
    with pytest.raises(Refused, match=r"This takes 250 won; you have 200\."):
        credit.repay(owing, "friend", 0, everything=True)


def test_a_debt_is_let_go_in_part_or_whole_and_becomes_income(owing: Turn) -> None:
    credit.forgive(owing, "friend", 5000)
    assert owing.events[-1] == DebtChanged("friend", 10_000, 7, "KPW")
    credit.forgive(owing, "friend", 99_000)
    assert owing.debts == {}
    assert owing.balances["income:debt forgiven:KPW"] == -15_000
    assert books_agree(owing)


def test_nothing_happens_where_there_is_nothing_to_let_go(owing: Turn) -> None:
    before = list(owing.events)
    credit.forgive(owing, "trader", None)
    credit.forgive(owing, "friend", 0)
    credit.forgive(owing, "friend", 100, "CNY")
    assert owing.events == before
    assert owing.debts["friend"].owed == 15_000


def test_a_day_is_put_off_from_the_due_day_or_from_today_if_that_is_later(owing: Turn) -> None:
    credit.extend(owing, "friend", 3)
    assert owing.debts["friend"].due == 10
    owing.day = 20
    credit.extend(owing, "friend", 3)
    assert owing.debts["friend"].due == 23
    credit.extend(owing, "trader", 3)
    assert "trader" not in owing.debts


def came(turn: Turn, days: range) -> list[int]:
    found = []
    for turn.day in days:
        if credit.who_comes(turn):
            found.append(turn.day)
    return found


def test_the_creditor_comes_on_the_day_and_then_every_so_many_days(owing: Turn) -> None:
    assert came(owing, range(1, 20)) == [7, 11, 15, 19]
    assert [event for event in owing.events if isinstance(event, DebtFellDue)][1] == DebtFellDue(
        "friend", 15_000, 4, "KPW"
    )


def test_a_creditor_who_gave_time_comes_when_it_is_over(owing: Turn) -> None:
    assert came(owing, range(1, 8)) == [7]
    credit.extend(owing, "friend", 2)
    assert came(owing, range(8, 16)) == [9, 13]


def test_whoever_has_paid_is_left_alone(owing: Turn) -> None:
    credit.repay(owing, "friend", 0, everything=True)
    assert came(owing, range(1, 20)) == []


def test_of_two_creditors_the_second_comes_the_next_day(owing: Turn) -> None:
    credit.lend(owing, "trader", 10, 10, "CNY", 6)
    owing.day = 7
    assert [credit.who_comes(owing), credit.who_comes(owing), credit.who_comes(owing)] == [
        "friend_comes",
        "trader_comes",
        None,
    ]


def test_who_lives_elsewhere_comes_only_when_the_traveller_is_there_and_nobody_comes_on_the_road(
    changed: Callable[..., Story], tiny: Story
) -> None:
    creditors = dict(tiny.scenario.creditors)
    creditors["trader"] = replace(creditors["trader"], place="square")
    turn = Session(changed(creditors=creditors, road=Road("you", "lane")), 1).view()
    for creditor in ("friend", "trader"):
        credit.lend(turn, creditor, 10, 10, "KPW", 2)
    turn.day = 9
    assert turn.where == "lane"
    turn.journey = Journey("way", "lane", "square", 8, 3)
    assert credit.who_comes(turn) is None
    turn.journey = None
    assert [credit.who_comes(turn), credit.who_comes(turn)] == ["friend_comes", None]
    turn.where = "square"
    assert [credit.who_comes(turn), credit.who_comes(turn)] == ["trader_comes", None]


def test_where_no_story_has_roads_a_creditor_s_place_keeps_nobody_away(
    changed: Callable[..., Story], tiny: Story
) -> None:
    creditors = dict(tiny.scenario.creditors)
    creditors["friend"] = replace(creditors["friend"], place="square")
    turn = Session(changed(creditors=creditors), 1).view()
    credit.lend(turn, "friend", 10, 10, "KPW", 0)
    assert credit.who_comes(turn) == "friend_comes"
