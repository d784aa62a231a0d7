"""Exchange: notes of foreign money at bid and ask, scarce notes, bad notes; goods that are paid in another money."""

from dataclasses import replace

import pytest

from engine import exchange, market
from engine.actions import Buy, Sell
from engine.errors import Refused
from engine.events import Exchanged, FakesFound, Traded
from engine.goods import Lot
from engine.session import Session, Story
from tests.engine.fair import DEEP, FAIR, RATE, fair, play, quote
from tests.engine.test_always import books

GOOD_NOTES = {"fakes": 0.99}


def cash(session: Session) -> dict[str, int]:
    return {name: session.view().cash(name) for name in session.scenario.currencies}


def test_notes_are_bought_at_the_ask_and_sold_at_the_bid_in_their_smallest_parts(tiny: Story) -> None:
    deep = replace(FAIR, notes={"USD": quote("USD", DEEP), "CNY": quote("CNY", DEEP, 15_000, 4)})
    session = play(fair(tiny, deep))
    now = exchange.price(session.view(), deep, "USD")
    assert (now.bid, now.mid, now.ask, now.currency) == (784_000, RATE, 816_000, "KPW"), "in ticks of a won"
    before = cash(session)
    assert session.act(Buy("USD", 150)) == (Exchanged("USD", 150, 1_224_000, "KPW"),)
    assert session.act(Sell("USD", 150)) == (Exchanged("USD", -150, 1_176_000, "KPW"),)
    after = cash(session)
    assert (after["USD"] - before["USD"], after["KPW"] - before["KPW"]) == (0, 1_176_000 - 1_224_000)
    assert session.preview(Buy("CNY", 10)).sum == 15_300, "an own rate, where no era has one"
    books(session)


def test_notes_grow_scarce_while_the_rate_stands_still(tiny: Story) -> None:
    session = play(fair(tiny, era_of={"supply": 0.3}))
    now = exchange.price(session.view(), FAIR, "USD")
    assert (now.mid, now.available, now.offered) == (RATE, 120_000, 36_000)
    with pytest.raises(Refused, match=r"No more than 360 dollars is to be had today\."):
        session.preview(Buy("USD", 36_001))
    assert session.preview(Sell("USD", 50_000)).sum > 0, "whoever brings them is welcome"


def test_an_order_for_notes_leaves_a_mark_on_the_rate_and_uses_the_day_up(tiny: Story) -> None:
    session = play(fair(tiny), **GOOD_NOTES)
    done = session.preview(Sell("USD", 30_000))
    session.act(Sell("USD", 30_000))
    now = exchange.price(session.view(), FAIR, "USD")
    assert now == done.after
    assert (now.mid, now.available) == (RATE * 95 // 100, 90_000)
    assert session.world.values["traded.square.USD"] == 30_000


def test_what_cannot_be_changed_is_refused_and_nothing_changes(tiny: Story) -> None:
    session = play(fair(tiny))
    for action, sentence in (
        (Buy("USD", 2500), "That costs 204,425 won; you have 200,200."),
        (Sell("USD", 50_001), "You have 500 dollars to sell."),
        (Sell("CNY", 2301), "You have 230 yuan to sell."),
        (Buy("KPW", 5), "Nobody deals in KPW here."),
        (Buy("gold", 6_000), "That costs 646.8 yuan; you have 230."),
    ):
        before = session.digest()
        for ask in (session.preview, session.act):
            with pytest.raises(Refused) as refused:
                ask(action)
            assert refused.value.sentence == sentence
        assert session.digest() == before
    with pytest.raises(Refused, match="Nobody changes that money here"):
        exchange.order(session.view(), FAIR, "KPW", 1)


def test_bad_notes_are_found_after_a_purchase_by_the_chance_that_was_shown(tiny: Story) -> None:
    session = play(fair(tiny), fakes=[0.199, 0.0, 0.2, 0.0, 0.9999, 0.0, 0.0])
    assert session.preview(Buy("USD", 1000)).fakes == 0.2
    assert session.preview(Sell("USD", 1000)).fakes == 0
    before = session.view().cash("USD")
    assert FakesFound("USD", 100) in session.act(Buy("USD", 1000)), "a tenth at the least"
    assert session.view().cash("USD") == before + 900
    assert session.world.balances["expenses:counterfeit:USD"] == 100
    assert not [e for e in session.act(Buy("USD", 10)) if isinstance(e, FakesFound)], "a fifth of the time, no more"
    session.act(Sell("USD", 10))
    assert session.world.draws["fakes.square.USD"] == 3, "nobody looks through what was sold"
    assert FakesFound("USD", 1000) in session.act(Buy("USD", 1000)), "all of it at the most"
    assert FakesFound("USD", 1) in session.act(Buy("USD", 5)), "and never nothing, however little is bought"
    books(session)


def test_a_good_priced_in_another_money_is_paid_in_it_and_costs_are_kept_in_the_chapter_s(tiny: Story) -> None:
    session = play(fair(tiny))
    order = session.preview(Buy("gold", 1000))
    assert (order.currency, order.sum, order.price.currency) == ("CNY", 1073, "CNY"), "105 yuan, half the move, 2 %"
    before = cash(session)
    assert Traded("gold", 1000, 1073, "CNY") in session.act(Buy("gold", 1000))
    assert cash(session) == {**before, "CNY": before["CNY"] - 1073}
    assert session.world.stock["home/gold"] == Lot(1000, 1073 * 1500)
    books(session)
    assert session.act(Sell("gold", 1000)) == (Traded("gold", -1000, 1029, "CNY"),)
    assert cash(session) == {**before, "CNY": before["CNY"] - 1073 + 1029}
    assert session.world.balances["income:sale of gold:CNY"] == -1029
    assert session.world.balances["expenses:cost of gold sold:KPW"] == 1073 * 1500
    books(session)


def test_where_nobody_has_a_rate_goods_paid_in_another_money_cost_nothing_in_the_chapter_s(tiny: Story) -> None:
    session = play(fair(tiny, replace(FAIR, notes={})))
    session.act(Buy("gold", 1000))
    assert session.world.stock["home/gold"] == Lot(1000, 0)
    books(session)


def test_what_is_bought_goes_into_the_market_s_store_and_what_is_sold_comes_from_it(tiny: Story) -> None:
    session = play(fair(tiny, replace(FAIR, store="load")))
    with pytest.raises(Refused, match=r"You have 0 kg of rice to sell\."):
        session.act(Sell("rice", 1000))
    session.act(Buy("rice", 1000))
    assert session.world.stock["load/rice"].amount == 1000
    session.act(Sell("rice", 400))
    assert session.world.stock["load/rice"].amount == 600
    assert session.world.stock["home/rice"].amount == 20_000
    assert market.price(session.view(), session.scenario.markets["square"], "rice").currency == "KPW"
