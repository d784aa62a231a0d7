"""What the market is there to show: to hold back pays while all hold, and pays most whoever breaks it."""

import pytest

from engine.bazaar.actions import Ask, Bid, Enter, Pass
from engine.bazaar.fair import fair, spare
from engine.bazaar.market import Market
from engine.bazaar.rules import Rules

SEATS = 12
AGREED = 5500
DAYS = 8


def taken(rules: Rules, seed: int, agreed: bool, breaker: int = 0) -> dict[int, tuple[int, int]]:
    """Return (won, kilograms left) of each seller after a market in which each brings an even share of its stock.

    They ask the yardstick, or what was agreed; the breaker 50 won less, and brings twice as much.
    """
    market = Market(rules, seed)
    for seat in range(1, SEATS + 1):
        market.act(Enter(seat))
    sells = {seat: rules.role_of(seat).sells for seat in range(1, SEATS + 1)}
    for _ in range(DAYS):
        day, yardstick = market.state.day, fair(rules, market.state)
        for seat in sells:
            state = market.state
            if not sells[seat]:
                free = state.free(seat).cash
                market.act(Bid(seat, AGREED + 450, min(6, free // (AGREED + 450)) or 1))
                continue
            share = round(spare(rules, state, state.traders[seat]) / (rules.days - day + 1))
            price = AGREED if agreed else yardstick
            if seat == breaker:
                price, share = AGREED - 50, 2 * share
            if amount := min(share, state.free(seat).grain):
                market.act(Ask(seat, price, amount))
        while market.state.day == day and not market.state.over:
            market.act(Pass())
    return {seat: tuple(market.state.has(seat)) for seat in sells if sells[seat]}  # type: ignore[misc]


def each(found: dict[int, tuple[int, int]]) -> tuple[float, float]:
    return tuple(sum(one[at] for one in found.values()) / len(found) for at in (0, 1))  # type: ignore[return-value]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_to_hold_back_pays_while_all_do_it_and_breaking_it_pays_more(rules: Rules, seed: int) -> None:
    even, held = each(taken(rules, seed, agreed=False)), each(taken(rules, seed, agreed=True))
    assert held[0] > 1.15 * even[0], "they took more for it"
    assert held[1] >= even[1], "and sold no more"
    broken = taken(rules, seed, agreed=True, breaker=1)
    breaker, keepers = broken.pop(1), each(broken)
    assert breaker[0] > held[0] > keepers[0]
