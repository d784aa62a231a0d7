"""Luck: shares that depend on nothing but seed, stream and key; and pins."""

from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.luck import UNNAMED_DAY, Luck, fresh_seed, weighted
from engine.session import Session


def test_a_share_is_the_same_whenever_it_is_asked_and_another_for_another_seed_stream_or_key() -> None:
    luck = Luck(7)
    assert luck.share("sweep", 3) == Luck(7).share("sweep", 3) == pytest.approx(0.9477427914)
    assert (
        len({luck.share("sweep", 3), luck.share("sweep", 4), luck.share("weather", 3), Luck(8).share("sweep", 3)}) == 4
    )


def test_shares_are_spread_evenly_and_normals_normally() -> None:
    shares = [Luck(1).share("s", key) for key in range(4000)]
    assert fmean(shares) == pytest.approx(0.5, abs=0.02)
    assert sum(share < 0.1 for share in shares) == pytest.approx(400, abs=60)
    normals = [Luck(1).normal("n", key) for key in range(4000)]
    assert fmean(normals) == pytest.approx(0, abs=0.05)
    assert stdev(normals) == pytest.approx(1, abs=0.05)


@given(st.integers(), st.text(max_size=20), st.integers())
def test_a_share_is_never_one(seed: int, stream: str, key: int) -> None:
    assert 0 <= Luck(seed).share(stream, key) < 1


def test_a_draw_of_one_stream_does_not_shift_another(session: Session) -> None:
    one, other = session.view(), session.view()
    for _ in range(5):
        one.draw("choice.a.b")
    assert one.draw("takings.police") == other.draw("takings.police")
    assert one.draws == {"choice.a.b": 5, "takings.police": 1}


def test_pins_are_one_share_or_one_a_draw_or_one_a_day() -> None:
    luck = Luck(1, {"always": 0.25, "list": [0.1, 0.2], "days": {3: 0.4, 4: 1}, "whole": 1})
    assert [luck.share("always", key) for key in (0, 9)] == [0.25, 0.25]
    assert [luck.share("list", key) for key in (0, 1, 2, 7)] == [0.1, 0.2, 0.2, 0.2]
    assert [luck.share("days", key) for key in (2, 3)] == [UNNAMED_DAY, 0.4]
    assert luck.share("list.inner", 0) == 0.1, "a pin holds for the streams named after it"
    assert luck.share("free", 0) == Luck(1).share("free", 0)


def test_a_pin_of_a_hundred_percent_is_still_below_one_and_one_below_nothing_is_nothing() -> None:
    luck = Luck(1, {"high": 1.0, "higher": 5, "days": {1: 1.0}, "low": -1.0})
    for stream in ("high", "higher", "days"):
        assert 0.999 < luck.share(stream, 1) < 1
    assert luck.share("low", 1) == 0


def test_a_list_pin_answers_keys_before_the_first_and_an_empty_one_leaves_it_to_luck() -> None:
    assert Luck(1, {"price": [0.3, 0.6]}).share("price.x", -20) == 0.3
    assert Luck(1, {"price": []}).share("price", 2) == Luck(1).share("price", 2)


def test_names_are_pinned_by_day() -> None:
    assert Luck(1).named("events", 3) is None
    assert Luck(1, {"events": {3: "letter"}}).named("events", 3) == "letter"
    assert Luck(1, {"events": {3: "letter"}}).named("events", 4) == ""
    assert Luck(1, {"events": {3: "letter"}}).share("events", 3) == UNNAMED_DAY


@given(
    st.floats(0, 1), st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any)
)  # fmt: skip
def test_a_weight_of_nothing_is_never_drawn(share: float, weights: list[int]) -> None:
    assert weights[weighted(share, weights)] > 0


def test_weights_are_drawn_in_their_proportion() -> None:
    picks = [weighted(share, [1, 0, 3]) for share in (0.0, 0.24, 0.25, 0.9, 1.0)]
    assert picks == [0, 0, 2, 2, 2]


def test_a_fresh_seed_can_be_read_out() -> None:
    assert 1 <= fresh_seed() < 1_000_000
