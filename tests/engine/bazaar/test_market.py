from dataclasses import replace

import pytest

from engine.bazaar.actions import Action, Ask, Bid, Call, Cancel, Cap, Enter, Pace, Pass, Pledge, Strike
from engine.bazaar.events import (
    Ate,
    Broke,
    Came,
    Cooked,
    DayClosed,
    Ended,
    Received,
    Seized,
    Struck,
    Traded,
    Withdrawn,
)
from engine.bazaar.market import Market
from engine.bazaar.rules import Rules
from engine.errors import Refused


@pytest.fixture
def market(rules: Rules) -> Market:
    made = Market(rules, 1)
    for seat in (1, 2, 3):
        made.act(Enter(seat))
    return made


def of(kind: type, events: tuple[object, ...]) -> list[object]:
    return [event for event in events if isinstance(event, kind)]


def test_seats_are_given_roles_so_that_neighbours_differ(rules: Rules) -> None:
    assert [rules.role_of(seat).id for seat in range(1, 7)] == ["seller", "cook", "seller"] * 2


def test_an_order_that_meets_one_trades_at_the_price_of_the_one_that_lay_there(market: Market) -> None:
    market.act(Ask(1, 100, 5))
    (trade,) = market.act(Bid(2, 140, 3))
    assert trade == Traded(1, 2, 1, 100, 3, False, 1)
    assert market.state.has(1) == (1300, 17)
    assert market.state.has(2) == (1700, 3)
    assert [(one.price, one.amount) for one in market.state.asks] == [(100, 2)]


def test_of_two_at_one_price_the_older_is_served_first_and_the_cheaper_before_both(market: Market) -> None:
    market.act(Ask(1, 110, 2))
    market.act(Ask(3, 110, 2))
    market.act(Ask(3, 100, 1))
    trades = of(Traded, market.act(Bid(2, 120, 4)))
    assert [(one.seller, one.price, one.amount) for one in trades] == [(3, 100, 1), (1, 110, 2), (3, 110, 1)]


def test_what_is_not_had_at_once_waits_and_ties_up_the_money_for_it(market: Market) -> None:
    market.act(Bid(2, 90, 10))
    assert market.state.free(2) == (1100, 0)
    with pytest.raises(Refused, match="enough for 12 kg"):
        market.act(Bid(2, 90, 13))
    market.act(Cancel(2, 1))
    assert market.state.free(2) == (2000, 0)


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (Bid(2, 100, 0), "1 to"), (Bid(2, 100, -3), "1 to"), (Ask(1, 100, 10**6), "1 to"),
        (Bid(2, 0, 1), "A price lies"),
        (Bid(2, -100, 1), "A price lies"), (Bid(2, 10**9, 1), "A price lies"), (Bid(2, 105, 1), "go by 10"),
        (Ask(1, 100, 21), "You have 20 kg"), (Bid(9, 100, 1), "not at the market"), (Cancel(1, 77), "no longer"),
        (Enter(1), "already"), (Enter(0), "already"), (Pledge(1), "no agreement"), (Strike("flood"), "no 'flood'"),
        (Strike("shut", False), "so already"), (Cap(0), "so already"), (Cap(55), "goes by"), (Call(-10), "goes by"),
        (Pace(3), "10 to 600"), (Pace(601), "10 to 600"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_changes_nothing(market: Market, action: Action, why: str) -> None:
    before = market.state.digest()
    with pytest.raises(Refused, match=why):
        market.act(action)
    assert market.state.digest() == before


def test_nobody_trades_with_themselves_nor_takes_back_what_is_anothers(market: Market) -> None:
    market.act(Ask(1, 100, 5))
    with pytest.raises(Refused, match="with yourself"):
        market.act(Bid(1, 100, 1))
    with pytest.raises(Refused, match="no longer"):
        market.act(Cancel(3, 1))
    market.act(Bid(1, 90, 1))
    with pytest.raises(Refused, match="with yourself"):
        market.act(Ask(1, 90, 1))


def test_a_seat_has_twelve_orders_at_most(market: Market) -> None:
    for _ in range(12):
        market.act(Ask(1, 100, 1))
    with pytest.raises(Refused, match="12 orders"):
        market.act(Ask(1, 100, 1))


def test_households_buy_up_to_what_they_would_pay_and_the_rest_come_again_the_same_day(market: Market) -> None:
    market.act(Ask(1, 60, 2))
    (came,) = of(Came, market.act(Pass()))
    assert isinstance(came, Came)
    assert came.got == 2
    assert came.without == came.wanted - 2 > 0
    market.act(Ask(3, 60, 20))
    (later,) = of(Came, market.act(Pass()))
    assert isinstance(later, Came)
    assert later.got > 0


def test_a_dearer_offer_sells_less_to_households(rules: Rules) -> None:
    sold = []
    for price in (60, 100, 150, 200):
        market = Market(rules, 4)
        for seat in (1, 2, 3):
            market.act(Enter(seat))
        market.act(Ask(1, price, 20))
        events = market.act(Pass()) + market.act(Pass())
        sold.append(sum(one.amount for one in of(Traded, events)))  # type: ignore[attr-defined]
    assert sold == sorted(sold, reverse=True)
    assert sold[0] > sold[-1] == 0


def test_at_night_stalls_are_cleared_families_eat_pots_are_sold_and_in_the_morning_more_comes(market: Market) -> None:
    market.act(Ask(1, 100, 4))
    market.act(Bid(2, 100, 4))
    market.act(Ask(3, 200, 1))
    market.act(Pass())
    market.act(Pass())
    events = market.act(Pass())
    assert [one.seat for one in of(Withdrawn, events)] == [3]  # type: ignore[attr-defined]
    assert Ate(2, 2, 0) in events
    assert Cooked(2, 2, 300) in events
    assert Received(1, 4) in events
    assert market.state.day == 2
    assert market.state.asks == ()
    assert market.state.has(2) == (2000 - 400 + 300, 0)


def test_a_family_without_grain_goes_without_and_it_is_kept(market: Market) -> None:
    for _ in range(3):
        events = market.act(Pass())
    assert Ate(2, 0, 2) in events
    assert market.state.traders[2].short == 2


def test_a_ceiling_clears_dearer_offers_and_above_it_one_trades_hidden_or_not_at_all(market: Market) -> None:
    market.act(Ask(1, 150, 5))
    assert of(Withdrawn, market.act(Cap(120))) == [Withdrawn(1, 1, 5, "ceiling")]
    with pytest.raises(Refused, match="behind the stalls"):
        market.act(Ask(1, 150, 5))
    market.act(Ask(1, 150, 5, True))
    with pytest.raises(Refused, match="behind the stalls"):
        market.act(Bid(2, 150, 1))


def test_a_seller_in_the_open_gets_no_more_than_is_ordered_from_a_hidden_bid(market: Market) -> None:
    market.act(Cap(120))
    market.act(Bid(2, 200, 1, True))
    assert of(Traded, market.act(Ask(1, 100, 1))) == [Traded(1, 2, 1, 120, 1, False, 1)]


def test_a_sale_that_is_found_takes_the_rest_of_the_order_and_nobody_pays(rules: Rules) -> None:
    caught = replace(rules, ceiling=replace(rules.ceiling, risk=100.0))
    market = Market(caught, 1)
    for seat in (1, 2, 3):
        market.act(Enter(seat))
    market.act(Cap(120))
    market.act(Ask(1, 150, 6, True))
    events = market.act(Bid(2, 150, 2, True))
    assert of(Seized, events) == [Seized(1, 1, 1, 6)]
    assert market.state.has(1) == (1000, 14)
    assert market.state.has(2) == (2000, 0)
    assert [one.amount for one in market.state.bids] == [2]


def test_nobody_is_told_beforehand_whether_they_would_be_found(rules: Rules) -> None:
    market = Market(replace(rules, ceiling=replace(rules.ceiling, risk=100.0)), 1)
    market.act(Enter(1))
    market.act(Enter(2))
    market.act(Cap(120))
    market.act(Bid(2, 150, 2, True))
    _, events = market.expected(Ask(1, 150, 2, True))
    assert of(Traded, events)
    assert of(Seized, market.act(Ask(1, 150, 2, True)))


def test_households_who_do_not_dare_pass_by_what_is_behind_the_stalls(rules: Rules) -> None:
    def sold(dares: int) -> int:
        market = Market(replace(rules, ceiling=replace(rules.ceiling, risk=0.0, dares=dares, price=50)), 2)
        for seat in (1, 2, 3):
            market.act(Enter(seat))
        market.act(Cap(50))
        market.act(Ask(1, 60, 20, True))
        return sum(one.amount for one in of(Traded, market.act(Pass())))  # type: ignore[attr-defined]

    assert sold(0) == 0 < sold(50) < sold(100)


def test_whoever_joined_and_offers_under_the_price_has_broken_the_agreement_once(market: Market) -> None:
    market.act(Call(150))
    market.act(Pledge(1))
    with pytest.raises(Refused, match="among those who sell"):
        market.act(Pledge(2))
    assert of(Broke, market.act(Ask(1, 150, 1))) == []
    assert of(Broke, market.act(Ask(3, 140, 1))) == []
    assert of(Broke, market.act(Ask(1, 140, 1))) == [Broke(1, 140)]
    assert of(Broke, market.act(Ask(1, 130, 1))) == []
    market.act(Call(0))
    assert (market.state.pledged, market.state.broken) == (frozenset(), frozenset())


def test_who_joins_with_a_cheaper_offer_in_the_book_breaks_it_at_once(market: Market) -> None:
    market.act(Ask(1, 100, 1))
    market.act(Call(150))
    assert Broke(1, 100) in market.act(Pledge(1))


def test_a_shock_lasts_its_days_and_keeps_the_morning_empty(market: Market) -> None:
    market.act(Strike("shut"))
    market.act(Pass())
    market.act(Pass())
    night = market.act(Pass())
    assert Struck("shut", False) in night
    assert of(Received, night)
    market.act(Strike("shut"))
    assert market.state.shocks == {"shut": 2}


def test_the_last_night_ends_the_market_and_nothing_is_done_after_it(market: Market) -> None:
    for _ in range(9):
        events = market.act(Pass())
    assert events[-1] == Ended()
    assert len([one for events in market.history for one in of(DayClosed, events)]) == 3
    for action in (Pass(), Ask(1, 100, 1), Enter(4), Cancel(1, 1)):
        with pytest.raises(Refused, match="over"):
            market.act(action)


def test_carriers_come_where_the_price_is_worth_the_way_and_stay_away_from_a_low_ceiling(rules: Rules) -> None:
    market = Market(replace(rules, carriers=((90, 10), (130, 10))), 1)
    for seat in (1, 2, 3):
        market.act(Enter(seat))
    first, _ = market.foresee(Pass())
    assert {one.price for one in first.asks if one.seat == 0} <= {100, 130}
    market.act(Cap(80))
    second, _ = market.foresee(Pass())
    assert not [one for one in second.asks if one.seat == 0]
