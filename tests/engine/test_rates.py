"""Rates: what one money is worth in another."""

from dataclasses import replace

from engine import rates
from engine.session import Story
from tests.engine.fair import FAIR, RATE, fair, play


def test_a_market_s_own_rate_counts_before_the_era_s_and_the_chapter_s_money_is_itself(tiny: Story) -> None:
    turn = play(fair(tiny)).view()
    assert [rates.rate(turn, name, FAIR) for name in ("USD", "CNY", "KPW")] == [RATE, 15_000, 100]
    own = fair(tiny, replace(FAIR, notes={"USD": replace(FAIR.notes["USD"], mid=900_000)}))
    turn = play(own).view()
    assert [rates.rate(turn, name, own.scenario.markets["square"]) for name in ("USD", "CNY")] == [900_000, 0]
    assert rates.rate(turn, "USD") == 900_000, "of the first market that has one"


def test_without_notes_the_era_s_first_place_has_the_rate(tiny: Story) -> None:
    turn = play(fair(tiny, replace(FAIR, notes={}))).view()
    assert rates.rate(turn, "USD") == RATE
    assert rates.rate(turn, "CNY") == 0


def test_sums_are_converted_to_the_nearest_smallest_part_and_not_where_no_rate_is_known(tiny: Story) -> None:
    turn = play(fair(tiny)).view()
    assert rates.converted(turn, 3000, "USD", "KPW") == 30 * RATE
    assert rates.converted(turn, RATE // 200, "KPW", "USD") == 1, "half a cent is one"
    assert rates.converted(turn, RATE // 200 - 1, "KPW", "USD") == 0
    assert rates.converted(turn, 100, "USD", "CNY") == 533, "8,000 won at 150 a yuan, in tenths of a yuan"
    assert rates.value(turn, 10, "CNY") == 15_000
    turn = play(fair(tiny, replace(FAIR, notes={}))).view()
    assert rates.converted(turn, 10, "CNY", "KPW") is None
    assert rates.converted(turn, 10, "CNY", "CNY") == 10
    assert rates.value(turn, 10, "CNY") == 0


def test_what_is_swapped_balances_in_each_money(tiny: Story) -> None:
    turn = play(fair(tiny)).view()
    before = dict(turn.balances)
    rates.swap(turn, "test", "assets:cash:KPW", 800, "assets:cash:USD", 1)
    moved = {name: n - before.get(name, 0) for name, n in turn.balances.items() if n != before.get(name, 0)}
    assert moved == {
        "assets:cash:KPW": 800, "assets:cash:USD": -1, "equity:exchange:KPW": -800, "equity:exchange:USD": 1,
    }  # fmt: skip
