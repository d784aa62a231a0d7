"""Permits: how long papers hold, and when none are issued or honoured."""

import pytest

from engine import permits
from engine.errors import Refused
from engine.events import PaperIssued, PaperWithdrawn
from engine.turn import Turn
from tests.engine.roads import play

PERMIT = "travel_permit"


@pytest.fixture
def turn() -> Turn:
    return play().view()


def test_a_paper_holds_from_the_day_it_is_issued_for_so_many_days(turn: Turn) -> None:
    permits.issue(turn, PERMIT, 3)
    assert turn.events == [PaperIssued(PERMIT, 3)]
    held = []
    for turn.day in (1, 2, 3, 4):
        held.append((permits.holds(turn, PERMIT), permits.valid(turn, PERMIT)))
    assert held == [(True, 3), (True, 2), (True, 1), (False, 0)]


def test_a_new_paper_never_shortens_one_that_is_held(turn: Turn) -> None:
    permits.issue(turn, PERMIT, 10)
    permits.issue(turn, PERMIT, 4)
    permits.issue(turn, PERMIT, 0)
    assert permits.valid(turn, PERMIT) == 10
    permits.issue(turn, PERMIT, 12)
    assert permits.valid(turn, PERMIT) == 12


def test_while_it_is_frozen_a_paper_is_neither_issued_nor_honoured(turn: Turn) -> None:
    turn.day = 50  # 21 March; frozen from 1 April to 20 April
    permits.issue(turn, PERMIT, 60)
    honoured = {}
    for turn.day in (60, 61, 80, 81):
        honoured[turn.day] = permits.holds(turn, PERMIT)
    assert honoured == {60: True, 61: False, 80: False, 81: True}
    turn.day = 61
    with pytest.raises(Refused, match="No travel permit is issued now"):
        permits.issue(turn, PERMIT, 30)
    assert permits.valid(turn, PERMIT) == 49, "it runs on all the same"
    assert not permits.frozen(turn, "work_letter")


def test_a_paper_can_be_taken_away_once(turn: Turn) -> None:
    permits.issue(turn, PERMIT, 10)
    turn.events.clear()
    permits.withdraw(turn, PERMIT)
    permits.withdraw(turn, PERMIT)
    assert turn.events == [PaperWithdrawn(PERMIT)]
    assert not permits.holds(turn, PERMIT)
    assert permits.valid(turn, PERMIT) == 0


def test_the_loss_of_a_paper_that_has_run_out_is_not_told(turn: Turn) -> None:
    permits.issue(turn, PERMIT, 2)
    turn.day = 3
    turn.events.clear()
    permits.withdraw(turn, PERMIT)
    assert turn.events == []
