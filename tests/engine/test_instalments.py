"""Instalments: on which days they fall due, what is called by a day, and what is kept, missed and put off."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import credit, day
from engine.dealings import Borrow
from engine.errors import Refused
from engine.events import Borrowed, DebtChanged, DebtFellDue, InstalmentKept, InstalmentMissed, NumberChanged
from engine.instalments import falls_due, last_due, only_the_last_is_left, part_of
from engine.kinds import DAYS, Kind, constant
from engine.session import Session, Story
from engine.turn import Turn
from engine.world import EVENING, Debt
from tests.conftest import QUIET

WON = Kind("money", "KPW")


@pytest.fixture
def strict(changed: Callable[..., Story], tiny: Story) -> Story:
    """The tiny story with a friend who notices what is kept and missed."""
    creditors = dict(tiny.scenario.creditors)
    creditors["friend"] = replace(creditors["friend"], kept=2, missed=-6)
    return changed(creditors=creditors)


@pytest.fixture
def owing(strict: Story) -> Turn:
    """The first day: 240 won owed in four instalments of 60, on days 11, 16, 21 and 26."""
    turn = Session(strict, 7, QUIET).view()
    credit.lend(turn, "friend", 20_000, 24_000, "KPW", 10, 4, 5)
    return turn


def close(turn: Turn, on: int) -> None:
    turn.day, turn.phase = on, EVENING
    day.close(turn)
    turn.day = on


def told(turn: Turn) -> list[object]:
    return [event for event in turn.events if isinstance(event, InstalmentKept | InstalmentMissed)]


def test_the_verb_borrows_in_instalments(strict: Story) -> None:
    turn = Session(strict, 7, QUIET).view()
    sums = [constant(number, WON) for number in (20_000, 24_001)]
    Borrow("friend", "", sums[0], "KPW", sums[1], constant(10, DAYS), 4, 5).apply(turn)
    assert turn.debts["friend"] == Debt("KPW", 24_001, 24_001, 1, 11, 0, 6001, 5)
    assert turn.events[-1] == Borrowed("friend", 24_001, "KPW", 11)
    Borrow("trader", "smokes", constant(3, Kind("goods", "pack")), "KPW", sums[1], constant(10, DAYS), 4, 5).apply(turn)
    assert (turn.debts["trader"].part, turn.held("smokes")) == (6001, 3)


@pytest.mark.parametrize(("owe", "instalments", "part"), [(240, 12, 20), (241, 12, 21), (10, 1, 0), (2, 12, 1)])
def test_an_instalment_is_rounded_up_and_one_alone_is_none(owe: int, instalments: int, part: int) -> None:
    assert part_of(owe, instalments) == part


@pytest.mark.parametrize(
    ("on", "called"), [(10, 0), (11, 6000), (15, 6000), (16, 12_000), (25, 18_000), (26, 24_000), (99, 24_000)]
)
def test_what_is_called_grows_by_an_instalment_on_each_of_its_days(on: int, called: int, owing: Turn) -> None:
    assert credit.called(owing.debts["friend"], on) == called


def test_what_was_paid_before_is_not_called(owing: Turn) -> None:
    credit.repay(owing, "friend", 7000)
    debt = owing.debts["friend"]
    assert [credit.called(debt, on) for on in (11, 16, 26)] == [0, 5000, 17_000]
    assert [credit.next_due(debt, on) for on in (1, 11, 16, 17, 40)] == [16, 16, 16, 21, 26]
    assert [credit.late(debt, on) for on in (11, 16, 17, 40)] == [0, 0, 1, 24]


def test_what_was_let_go_counts_as_paid(owing: Turn) -> None:
    credit.forgive(owing, "friend", 6000)
    assert credit.called(owing.debts["friend"], 11) == 0
    assert owing.events[-1] == DebtChanged("friend", 18_000, 16, "KPW")


def test_a_debt_without_instalments_has_one_sum_and_one_day() -> None:
    debt = Debt("KPW", 900, 1000, 1, 7, 0)
    assert [credit.called(debt, on) for on in (6, 7, 30)] == [0, 900, 900]
    assert [credit.late(debt, on) for on in (6, 7, 30)] == [0, 0, 23]
    assert [credit.next_due(debt, on) for on in (6, 7, 30)] == [7, 7, 7]
    assert last_due(debt, 30) == 7
    assert not falls_due(debt, 7)
    assert not only_the_last_is_left(debt, 8)


def test_instalments_that_are_paid_before_the_day_is_over_are_kept_and_raise_trust(owing: Turn) -> None:
    credit.repay(owing, "friend", 6000)
    close(owing, 10)
    assert told(owing) == []
    close(owing, 11)
    assert told(owing) == [InstalmentKept("friend")]
    assert (owing.values["kept.friend"], owing.values["trust.friend"]) == (1, 62)
    assert NumberChanged("trust.friend", 60, 62) in owing.events


def test_instalments_of_which_anything_is_missing_are_missed_and_lower_trust(owing: Turn) -> None:
    credit.repay(owing, "friend", 5999)
    close(owing, 11)
    close(owing, 16)
    assert told(owing) == [InstalmentMissed("friend", 1, "KPW"), InstalmentMissed("friend", 6001, "KPW")]
    assert (owing.values["missed.friend"], owing.values["trust.friend"]) == (2, 48)
    assert "kept.friend" not in owing.values


def test_a_debt_without_instalments_keeps_and_misses_nothing(strict: Story) -> None:
    turn = Session(strict, 7, QUIET).view()
    credit.lend(turn, "friend", 100, 100, "KPW", 4)
    for on in range(1, 9):
        close(turn, on)
    assert told(turn) == []
    assert turn.values["trust.friend"] == 60


@pytest.mark.parametrize(("on", "kept"), [(5, 0), (11, 1), (12, 0), (21, 1), (22, 1), (26, 1), (27, 0)])
def test_paying_all_keeps_todays_instalment_or_the_last_and_no_other(on: int, kept: int, owing: Turn) -> None:
    owing.receive(10_000, "KPW", "income", "luck", "luck")
    owing.day = on
    credit.repay(owing, "friend", 0, everything=True)
    assert owing.values.get("kept.friend", 0) == kept
    assert owing.values["trust.friend"] == 60 + 2 * kept
    close(owing, on)
    assert owing.values.get("kept.friend", 0) == kept, "and once only"


def test_a_debt_that_is_let_go_is_not_one_that_was_kept(owing: Turn) -> None:
    owing.day = 26
    credit.forgive(owing, "friend", None)
    close(owing, 26)
    assert told(owing) == []


def test_more_time_moves_the_oldest_unpaid_day_and_all_that_follow(owing: Turn) -> None:
    credit.repay(owing, "friend", 6000)
    owing.day = 14
    credit.extend(owing, "friend", 3)
    debt = owing.debts["friend"]
    assert owing.events[-1] == DebtChanged("friend", 18_000, 19, "KPW")
    assert [on for on in range(1, 60) if falls_due(debt, on)] == [19, 24, 29], "the day that is over stays behind"
    assert [credit.called(debt, on) for on in (18, 19, 24, 29)] == [0, 6000, 12_000, 18_000]


def test_more_time_is_counted_from_today_where_the_day_is_over(owing: Turn) -> None:
    owing.day = 18
    credit.extend(owing, "friend", 4)
    assert [on for on in range(1, 60) if falls_due(owing.debts["friend"], on)] == [22, 27, 32, 37]
    assert credit.late(owing.debts["friend"], 22) == 0


def test_more_time_asked_for_on_the_day_itself_leaves_nothing_to_miss_on_it(owing: Turn) -> None:
    owing.day = 11
    credit.extend(owing, "friend", 2)
    close(owing, 11)
    assert told(owing) == []
    close(owing, 13)
    assert told(owing) == [InstalmentMissed("friend", 6000, "KPW")]


def test_an_instalment_that_was_paid_ahead_still_has_its_day_when_all_are_put_off(owing: Turn) -> None:
    credit.repay(owing, "friend", 6000)
    credit.extend(owing, "friend", 2)
    assert [on for on in range(1, 60) if falls_due(owing.debts["friend"], on)] == [13, 18, 23, 28]


def test_a_charge_is_called_after_the_last_instalment(owing: Turn) -> None:
    credit.charge(owing, "friend", 1000, "KPW", 0, "interest")
    debt = owing.debts["friend"]
    assert [credit.called(debt, on) for on in (11, 26, 31)] == [6000, 24_000, 25_000]
    assert falls_due(debt, 31)


def test_beside_instalments_there_is_no_second_loan(owing: Turn) -> None:
    before = (dict(owing.debts), dict(owing.balances), list(owing.events))
    for instalments in (1, 3):
        with pytest.raises(Refused, match=r"First what is owed to the friend in instalments must be paid\."):
            credit.lend(owing, "friend", 100, 100, "KPW", 5, instalments, 5)
    with pytest.raises(Refused, match="instalments"):
        credit.supply(owing, "friend", "pork", 100, 100, "KPW", 5)
    assert (owing.debts, owing.balances, owing.events) == before


def test_no_instalments_begin_beside_another_debt(turn: Turn) -> None:
    credit.lend(turn, "friend", 100, 100, "KPW", 5)
    with pytest.raises(Refused, match=r"First what is owed to the friend already must be paid\."):
        credit.lend(turn, "friend", 100, 100, "KPW", 5, 2, 5)
    assert turn.debts["friend"].owed == 100


def came(turn: Turn, days: range) -> list[int]:
    found = []
    for turn.day in days:
        if credit.who_comes(turn):
            found.append(turn.day)
    return found


def test_the_creditor_comes_on_each_day_and_presses_between_them(owing: Turn) -> None:
    assert came(owing, range(1, 36)) == [11, 15, 16, 20, 21, 25, 26, 30, 34]
    assert [event for event in owing.events if isinstance(event, DebtFellDue)][:3] == [
        DebtFellDue("friend", 6000, 0, "KPW"),
        DebtFellDue("friend", 6000, 4, "KPW"),
        DebtFellDue("friend", 12_000, 5, "KPW"),
    ]


def test_whoever_has_paid_what_is_called_is_left_alone_until_the_next_day(owing: Turn) -> None:
    credit.repay(owing, "friend", 6000)
    assert came(owing, range(1, 17)) == [16]
    credit.repay(owing, "friend", 6000)
    assert came(owing, range(17, 22)) == [21]


def test_conditions_ask_for_the_next_unpaid_day_and_for_what_is_late(owing: Turn) -> None:
    symbols, overdue = owing.scenario.scope.symbols, owing.scenario.scope.functions["overdue"][2]("friend")
    found = []
    for owing.day in (9, 11, 12, 16, 27):
        names = ("due_in.friend", "called.friend", "late.friend")
        found.append((*(symbols[name].run(owing) for name in names), overdue(owing)))
    assert found == [
        (2, 0, 0, False), (0, 6000, 0, False), (4, 6000, 1, True), (0, 12_000, 5, True), (-1, 24_000, 16, True),
    ]  # fmt: skip
