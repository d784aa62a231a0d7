"""Dated shocks: rumour, onset, overshoot and what stays."""

from itertools import pairwise

from engine.shocks import Shock

CLOSED = Shock("closed", "the road is closed", 100, 4, 0.25, 4, 10, 20, 0.5, {}, {})


def test_a_shock_is_heard_then_comes_peaks_and_settles() -> None:
    felt = [CLOSED.felt(day) for day in (95, 96, 99, 100, 104, 114, 134, 154, 5000)]
    assert felt == [0, 0.05, 0.2, 0.4, 1, 1, 0.75, 0.625, 0.5]


def test_supply_knows_nothing_of_a_rumour() -> None:
    assert [CLOSED.lacking(day) for day in (96, 99, 100, 104, 134)] == [0, 0, 0.2, 1, 0.75]


def test_what_prices_feel_never_leaps_by_more_than_a_day_of_the_onset() -> None:
    felt = [CLOSED.felt(day) for day in range(90, 400)]
    assert max(abs(b - a) for a, b in pairwise(felt)) <= 0.2


def test_a_shock_without_rumour_or_onset_is_there_at_once() -> None:
    sudden = Shock("sudden", "a raid", 100, 0, 0, 0, 0, 1, 0, {}, {})
    assert [sudden.felt(day) for day in (99, 100, 101)] == [0, 1, 0.5]
