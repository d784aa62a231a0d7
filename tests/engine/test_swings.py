"""Swings: unit shocks that revert, the same wherever a play begins."""

from math import sqrt
from statistics import correlation, fmean, pstdev

import pytest

from engine.luck import BLOCK, Luck
from engine.swings import Swings


def path(seed: int, lasts: int, blocks: int = 40) -> list[float]:
    swings = Swings(Luck(seed))
    return [value for block in range(2800, 2800 + blocks) for value in swings.block("price.rice", lasts, block)]


@pytest.mark.parametrize("lasts", [5, 20])
def test_half_of_a_shock_is_gone_after_so_many_days(lasts: int) -> None:
    values = path(1, lasts)
    assert correlation(values[:-lasts], values[lasts:]) == pytest.approx(0.5, abs=0.08)
    assert pstdev(values) == pytest.approx(1 / sqrt(1 - 0.25 ** (1 / lasts)), rel=0.1)


def test_normal_values_are_normal() -> None:
    drawn = [value for block in range(40) for value in Luck(5).normals("x", block)]
    assert fmean(drawn) == pytest.approx(0, abs=0.03)
    assert pstdev(drawn) == pytest.approx(1, abs=0.02)
    assert fmean(value**4 for value in drawn) == pytest.approx(3, abs=0.2)
    assert correlation(drawn[:-1], drawn[1:]) == pytest.approx(0, abs=0.03)


def test_normal_values_can_be_pinned_as_any_luck() -> None:
    assert Luck(5, {"price": 0.5}).normals("price.rice", 3) == [0] * BLOCK
    assert Luck(5, {"weather": 0.5}).normals("price.rice", 3) == Luck(5).normals("price.rice", 3)


def test_a_block_does_not_care_which_was_asked_for_first() -> None:
    one, other = Swings(Luck(8)), Swings(Luck(8))
    one.block("price.rice", 30, 2801)
    assert one.block("price.rice", 30, 2805) == other.block("price.rice", 30, 2805)
