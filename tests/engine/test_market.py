"""Markets: bid below middle below ask, the mark a trade leaves, what is to be had, and no gain by going in circles."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import market
from engine.actions import Buy, Choose, Sell
from engine.errors import Refused
from engine.events import Traded
from engine.goods import Lot
from engine.luck import Luck
from engine.paths import Paths
from engine.scenario import Market, Quote
from engine.session import Session, Story
from engine.turn import Turn

FLAT = {"price": 0.5}


def square(turn: Turn) -> Market:
    return turn.scenario.markets["square"]


def rich(turn: Turn, good: str, amount: int) -> Turn:
    turn.receive(10**12, "KPW", "equity", "test", "test")
    turn.put(good, Lot(amount, 0))
    return turn


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6), day=st.integers(1, 90))
def test_the_bid_is_below_the_middle_and_the_middle_below_the_ask(
    seed: int, day: int, tiny: Story, story: Story
) -> None:
    for each in (tiny, story):
        turn = Session(each, seed).view()
        turn.day = day
        for place in each.scenario.markets.values():
            for good in place.quotes:
                now = market.price(turn, place, good)
                assert 1 <= now.bid < now.mid < now.ask


def test_the_cheapest_good_still_has_a_bid_and_an_ask(changed: Callable[..., Story]) -> None:
    turn = at_prices(changed, Quote("rice", 1, 1, 0, 5, 0, 1000)).view()
    now = market.price(turn, square(turn), "rice")
    assert (now.bid, now.ask) == (1, 2)


def test_a_purchase_raises_the_price_and_pays_half_of_the_rise(turn: Turn) -> None:
    rich(turn, "rice", 0)
    done = market.trade(turn, square(turn), "rice", 60_000)
    assert done.price.mid == 1000
    assert done.after.mid == 1100
    assert done.sum == 60 * 1092, "the middle at 1,050, and half of the 8 % spread above it"
    assert market.price(turn, square(turn), "rice") == done.after


def test_a_sale_lowers_the_price_and_is_booked_with_its_cost(turn: Turn) -> None:
    before = turn.cash()
    done = market.trade(turn, square(turn), "pork", -1000)
    assert done.sum < done.price.bid
    assert done.after.mid < done.price.mid
    assert turn.cash() == before + done.sum
    assert turn.stock["home/pork"] == Lot(1000, 2500)
    assert turn.balances["assets:pork:KPW"] == 2500
    assert turn.balances["expenses:cost of pork sold:KPW"] == 2500


def test_many_small_orders_move_the_price_as_far_as_one_large_one(turn: Turn) -> None:
    rich(turn, "wood", 0)
    for _ in range(240):
        market.trade(turn, square(turn), "wood", 500)
    small = turn.values["impact.square.wood"]
    assert small == 120_000
    assert market.price(turn, square(turn), "wood").mid == 33


def test_the_mark_a_trade_leaves_fades_and_the_day_s_trade_begins_anew(turn: Turn) -> None:
    rich(turn, "rice", 0)
    market.trade(turn, square(turn), "rice", 120_000)
    assert market.price(turn, square(turn), "rice").available == 0
    mids = []
    for _ in range(40):
        market.next_day(turn)
        mids.append(market.price(turn, square(turn), "rice").mid)
    assert mids[:3] == [1140, 1098, 1068]
    assert mids[-1] == 1000
    assert not [key for key in turn.values if key.startswith(("impact.", "traded."))]


def test_no_more_is_to_be_had_than_twice_the_depth_bought_and_sold_together(turn: Turn) -> None:
    rich(turn, "smokes", 20)
    market.trade(turn, square(turn), "smokes", 14)
    with pytest.raises(Refused, match=r"No more than 10 packs of cigarettes is to be had today\."):
        market.order(turn, square(turn), "smokes", 11)
    market.trade(turn, square(turn), "smokes", -10)
    with pytest.raises(Refused, match=r"No more than 0 packs of cigarettes is wanted today\."):
        market.order(turn, square(turn), "smokes", -1)


def test_what_cannot_be_done_is_refused_with_a_sentence(session: Session) -> None:
    session.act(Choose("in"))
    for action, sentence in (
        (Buy("gold", 1), "Nobody deals in gold here."),
        (Buy("bowls_home", 1), "Nobody deals in soup taken home here."),
        (Buy("rice", 0), "Say how much, more than nothing."),
        (Sell("rice", -5), "Say how much, more than nothing."),
        (Buy("rice", 40_000), "That costs 430 won; you have 200."),
        (Sell("pork", 2001), "You have 2 kg of pork to sell."),
        (Sell("smokes", 1), "You have 0 packs of cigarettes to sell."),
    ):
        before = session.digest()
        with pytest.raises(Refused) as refused:
            session.act(action)
        assert refused.value.sentence == sentence
        assert session.digest() == before


def test_nothing_is_traded_where_there_is_no_market(session: Session) -> None:
    for ask in (session.act, session.preview):
        with pytest.raises(Refused, match="There is no market here"):
            ask(Buy("rice", 1000))


def test_a_preview_is_what_then_happens(session: Session) -> None:
    session.act(Choose("in"))
    order = session.preview(Buy("rice", 5000))
    assert Traded("rice", 5000, order.sum, "KPW") in session.act(Buy("rice", 5000))
    assert market.price(session.view(), square(session.view()), "rice") == order.after


@settings(max_examples=25)
@given(
    st.integers(0, 10**6),
    st.lists(st.tuples(st.integers(1, 90), st.sampled_from(["rice", "pork", "wood"])), max_size=6),
)
def test_prices_are_those_of_the_date_in_whatever_order_they_are_asked(
    tiny: Story, seed: int, asked: list[tuple[int, str]]
) -> None:
    one, other = Paths(tiny.scenario, Luck(seed)), Paths(tiny.scenario, Luck(seed))
    for day, good in asked:
        one.mid("square", good, day)
        one.weather(day)
    everything = [
        (paths.mid("square", "rice", 90), paths.mid("square", "pork", 33), paths.weather(40)) for paths in (one, other)
    ]
    assert everything[0] == everything[1]


def test_prices_and_weather_do_not_care_what_the_player_does(tiny: Story) -> None:
    idle, busy = Session(tiny, 3), Session(tiny, 3)
    busy.act(Choose("in"))
    for action in (Buy("rice", 5000), Sell("pork", 500), Choose("hide"), Choose("gamble"), Choose("one_day")):
        busy.act(action)
    for day in range(1, 31):
        assert busy.paths.weather(day) == idle.paths.weather(day)
        for good in ("rice", "maize", "pork", "wood", "smokes"):
            assert busy.paths.mid("square", good, day) == idle.paths.mid("square", good, day)


def test_a_drift_is_reached_over_ten_days_and_stays(session: Session) -> None:
    mids = [session.paths.mid("square", "maize", day) for day in (9, 10, 19, 20, 30)]
    assert mids == [500, 509, 600, 600, 600]


# pumps: whatever is bought and sold at a market with flat middles, in whatever order, split and spread over days


def at_prices(changed: Callable[..., Story], quote: Quote) -> Session:
    """Return a play at a market that deals in one good, at middles that stand still."""
    scenario = changed().scenario
    markets = {"square": replace(scenario.markets["square"], quotes={quote.good: quote})}
    return Session(changed(markets=markets), 1, FLAT)


quotes = st.builds(
    Quote,
    good=st.sampled_from(["rice", "smokes"]),
    mid=st.one_of(st.integers(1, 60), st.integers(60, 10**6)),
    spread=st.integers(1, 5),
    swing=st.just(0),
    lasts=st.just(5),
    common=st.just(0),
    depth=st.one_of(st.integers(1, 40), st.integers(1000, 300_000)),
)
shares = st.one_of(st.integers(1, 3), st.integers(1, 1000))
orders = st.lists(
    st.tuples(st.sampled_from(["buy", "buy", "sell", "sell", "night"]), shares, st.integers(1, 12)),
    min_size=2,
    max_size=14,
)


def gain(turn: Turn, good: str, plan: list[tuple[str, int, int]]) -> int:
    """Return what a plan of orders gains, once everything is sold (or what was sold first is bought back)."""
    rich(turn, good, 10**9)
    place, start = square(turn), turn.cash()
    depth, held = place.quotes[good].depth, turn.held(good)
    for kind, thousandths, times in plan:
        if kind == "night":
            market.next_day(turn)
            continue
        size = max(1, 2 * depth * thousandths // 1000)
        for _ in range(times):
            _try(turn, place, good, size if kind == "buy" else -size)
    while (open_amount := turn.held(good) - held) != 0:
        most = market.price(turn, place, good).available
        size = min(abs(open_amount), max(1, 2 * depth // 16), most)
        if not size or not _try(turn, place, good, -size if open_amount > 0 else size):
            market.next_day(turn)
    return turn.cash() - start


def _try(turn: Turn, place: Market, good: str, amount: int) -> bool:
    try:
        market.trade(turn, place, good, amount)
    except Refused:
        return False
    return True


@settings(max_examples=250)
@given(quote=quotes, plan=orders)
def test_nobody_gains_by_buying_and_selling_at_a_price_that_stands_still(
    quote: Quote, plan: list[tuple[str, int, int]], changed: Callable[..., Story]
) -> None:
    assert gain(at_prices(changed, quote).view(), quote.good, plan) <= 0


@pytest.mark.parametrize("good", ["rice", "maize", "pork", "wood", "smokes"])
@pytest.mark.parametrize(
    "plan",
    [
        [("buy", 1000, 1), ("sell", 1, 1000)],
        [("buy", 1, 1000), ("sell", 1000, 1)],
        [("sell", 1000, 1), ("buy", 1, 1000)],
        [("buy", 1000, 1), ("night", 1, 1), ("sell", 100, 5), ("night", 1, 1), ("sell", 50, 10)],
        [("buy", 500, 1), ("sell", 100, 2), ("night", 1, 1), ("buy", 500, 2), ("night", 1, 1), ("sell", 10, 100)],
        [("sell", 500, 2), ("night", 1, 1), ("sell", 500, 2), ("night", 1, 1), ("buy", 1, 400)],
    ],
)
def test_no_round_trip_gains_at_the_tiny_story_s_prices(
    plan: list[tuple[str, int, int]], good: str, turn: Turn
) -> None:
    assert gain(turn, good, plan) < 0
