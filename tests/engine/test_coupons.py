"""Coupons and wages: the documents' own sums are in test_reports; here the rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import coupons
from engine.actions import Buy, Redeem, Sell
from engine.coupons import Coupon
from engine.errors import Refused
from engine.events import CouponsRedeemed, CouponsTraded
from engine.goods import Lot
from engine.scenario import Market
from engine.session import Session, Story
from engine.wages import Wage
from tests.engine.fair import COUPON, DEEP, FAIR, RATE, RESOLD, fair, play, quote
from tests.engine.test_always import books

PAPER = Coupon("paper", "a coupon", "petrol", 15_000, "USD", 3000, 40)


@given(pump=st.integers(0, 10**6))
def test_a_coupon_never_costs_more_than_the_pump_and_no_buyer_loses_by_it(pump: int) -> None:
    assert PAPER.resale(pump) <= pump
    assert PAPER.saving(pump) >= 0


def test_a_coupon_is_worth_no_more_than_cheap_fuel() -> None:
    assert PAPER.resale(2500) == 2500


def test_a_price_in_months_of_work() -> None:
    assert Wage("worker", "a worker", 3000, "KPW").months(4500) == 1.5


# at a market: the issuer and the dealer


def dealt(spread: int = 0, depth: int = DEEP) -> Market:
    """Return the fair whose dealer takes such a spread; so deep that one coupon does not move the price."""
    return replace(FAIR, coupons={**FAIR.coupons, "resold": quote("resold", depth, spread=spread)})


def dollars(session: Session) -> int:
    return session.view().cash("USD")


def handed_on(session: Session, count: int) -> None:
    """Let coupons bought at the issuer be those that the dealer deals in: the fair has a name for each."""
    session.world = replace(
        session.world,
        values={**session.world.values, "coupon.paper": 0, "coupon.resold": count},
        balances={
            **session.world.balances,
            coupons.account(COUPON): 0,
            coupons.account(RESOLD): session.world.balances[coupons.account(COUPON)],
        },
    )


def test_bought_for_30_dollars_it_brings_32_when_the_pump_asks_35_and_its_buyer_saves_3(tiny: Story) -> None:
    """S79. A dealer's bid and ask lie half of the quote's spread from 32 dollars. Without one the bid is 32 dollars and
    the ask a cent above, since they are never equal; and an order's own mark, however small, takes a cent of a bid."""
    for spread, sides in ((0, (3200, 3200, 3201)), (4, (3136, 3200, 3264))):
        now = coupons.price(play(fair(tiny, dealt(spread))).view(), dealt(spread), "resold")
        assert (now.bid, now.mid, now.ask) == sides
    cheap = {"era_of": {"pump": 30}}
    session = play(fair(tiny, dealt(), **cheap))
    start = dollars(session)
    assert session.act(Buy("paper", 1)) == (CouponsTraded("paper", 1, 3000, "USD"),)
    session = Session.resume(fair(tiny, dealt()), session.world, [])
    assert coupons.pump(session.view(), FAIR, COUPON) == 3500
    handed_on(session, 1)
    assert session.act(Sell("resold", 1)) == (CouponsTraded("resold", -1, 3199, "USD"),)
    assert dollars(session) - start == 200 - 1, "the reseller's gain"
    assert session.world.balances["income:sale of petrol coupon:USD"] == -3199
    assert session.world.balances["expenses:cost of petrol coupon sold:USD"] == 3000
    before = dollars(session)
    assert session.act(Buy("resold", 1)) == (CouponsTraded("resold", 1, 3200, "USD"),)
    assert 3500 - (before - dollars(session)) == 300, "what a buyer saves"


def test_an_issuer_asks_what_the_pump_asks_today_however_many_up_to_the_day_s_number(tiny: Story) -> None:
    session = play(fair(tiny))
    now = coupons.price(session.view(), FAIR, "paper")
    assert (now.bid, now.ask, now.offered, now.currency) == (0, 3500, 8, "USD")
    order = session.preview(Buy("paper", 5))
    assert session.act(Buy("paper", 5)) == (CouponsTraded("paper", 5, 17_500, "USD"),)
    assert coupons.price(session.view(), FAIR, "paper") == order.after
    for action, sentence in (
        (Buy("paper", 4), "No more than 3 petrol coupons is to be had today."),
        (Sell("paper", 1), "Whoever issues coupons gives goods for them, and no money."),
    ):
        with pytest.raises(Refused) as refused:
            session.act(action)
        assert refused.value.sentence == sentence
    books(session)


def test_coupons_are_handed_in_where_they_are_issued_for_goods_at_what_they_cost(tiny: Story) -> None:
    session = play(fair(tiny, replace(FAIR, store="load")))
    session.act(Buy("paper", 3))
    assert session.preview(Redeem("paper", 2)).goods == 30_000
    assert session.act(Redeem("paper", 2)) == (CouponsRedeemed("paper", 2, "petrol", 30_000),)
    assert session.world.stock["load/petrol"] == Lot(30_000, 70 * RATE)
    assert session.world.values["coupon.paper"] == 1
    assert session.world.balances[coupons.account(COUPON)] == 3500
    books(session)
    for action, sentence in (
        (Redeem("paper", 2), "You have 1 petrol coupon to hand in."),
        (Redeem("resold", 1), "Coupons are handed in where they are issued."),
        (Redeem("nothing", 1), "Coupons are handed in where they are issued."),
        (Redeem("paper", 0), "Say how much, more than nothing."),
    ):
        before = session.digest()
        for ask in (session.preview, session.act):
            with pytest.raises(Refused) as refused:
                ask(action)
            assert refused.value.sentence == sentence
        assert session.digest() == before


def test_a_dealer_s_price_feels_an_order_and_the_player_s_own_orders_at_the_pump_do_not_count(tiny: Story) -> None:
    session = play(fair(tiny))
    order = session.preview(Buy("resold", 4))
    assert (order.price.mid, order.after.mid) == (3200, 3520)
    session.act(Buy("resold", 4))
    assert coupons.price(session.view(), FAIR, "resold") == order.after
    session = play(fair(tiny))
    session.act(Buy("petrol", 1000))
    assert coupons.price(session.view(), FAIR, "resold").mid == 3200


def test_the_pump_is_asked_here_then_of_the_era_then_at_the_first_market_that_sells(tiny: Story) -> None:
    dry = replace(FAIR, quotes={"rice": FAIR.quotes["rice"]})
    assert coupons.pump(play(fair(tiny, dry)).view(), dry, COUPON) == 3500, "the era at the market's place"
    own = replace(FAIR, quotes={"petrol": quote("petrol", 60_000, 40, currency="CNY")})
    session = play(fair(tiny, own))
    assert coupons.pump(session.view(), own, COUPON) == 113, "60 yuan are 9,000 won, or 1.125 dollars"
    elsewhere = replace(dry, id="other", place="lane", notes={})
    session = play(fair(tiny, markets={"square": FAIR, "other": elsewhere}))
    assert coupons.pump(session.view(), elsewhere, COUPON) == 3500


def test_where_nobody_sells_the_good_no_dealer_can_say_what_a_coupon_is_worth(tiny: Story) -> None:
    dry = replace(FAIR, quotes={})
    session = play(fair(tiny, dry, era=None))
    with pytest.raises(Refused, match="Nobody can say what a petrol coupon is worth today"):
        session.act(Buy("resold", 1))
