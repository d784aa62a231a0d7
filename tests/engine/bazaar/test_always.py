"""What must hold at every market, whatever is done at it."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bazaar import actions, plain
from engine.bazaar.actions import Action, Ask, Bid, Call, Cancel, Cap, Enter, Pass, Pledge, Strike
from engine.bazaar.events import Traded
from engine.bazaar.fair import fair
from engine.bazaar.market import Market
from engine.bazaar.rules import Ceiling, Role, Rules, Shock
from engine.bazaar.state import State
from engine.errors import Refused

RULES = Rules(
    id="h", title="", subtitle="", about="", content_note="", good="rice", money="won", minutes=1, ages="", days=4,
    waves=("morning", "dusk"), tick=10, highest=400, opening=100, spoils=7.0,
    roles=(Role("seller", "s", "", 2, True, 900, 20, 4, 2), Role("cook", "c", "", 1, False, 2000, 3, 0, 2, 3, 150)),
    wants=((50, 60), (100, 30), (200, 0)), each=2, varies=10.0, carriers=((90, 20), (130, 20)),
    ceiling=Ceiling(120, 30.0, 50), agreement=150, shocks=(Shock("shut", "Shut", "", 2, 50, 0, 150),),
)  # fmt: skip
SEATS = st.integers(1, 5)
PRICES = st.integers(5, 20).map(lambda ten: ten * 10)
ORDERS = st.one_of(
    st.builds(Bid, SEATS, PRICES, st.integers(1, 9), st.booleans()),
    st.builds(Ask, SEATS, PRICES, st.integers(1, 9), st.booleans()),
)
DEEDS = st.one_of(
    ORDERS, ORDERS, ORDERS, st.builds(Cancel, SEATS, st.integers(1, 30)), st.builds(Pass), st.builds(Enter, SEATS),
    st.builds(Cap, st.sampled_from([0, 80, 120])), st.builds(Strike, st.just("shut"), st.booleans()),
    st.builds(Call, st.sampled_from([0, 120])), st.builds(Pledge, SEATS),
)  # fmt: skip
MARKETS = st.tuples(st.integers(0, 99), st.lists(DEEDS, max_size=50))


def tried(market: Market, action: Action) -> bool:
    """Return whether an action could be done; one that could not has changed nothing."""
    before = market.state
    try:
        market.act(action)
    except Refused:
        assert market.state is before
        return False
    return True


def begun(seed: int) -> Market:
    market = Market(RULES, seed)
    for seat in (1, 2, 3):
        market.act(Enter(seat))
    return market


def sound(state: State) -> None:
    """Fail unless books balance, nobody owes, and the book is in order."""
    assert sum(one.cash for one in state.holdings.values()) == 0
    assert sum(one.grain for one in state.holdings.values()) == 0
    for seat in state.traders:
        assert min(state.has(seat)) >= 0
        assert min(state.free(seat)) >= 0
    asks, bids = ([(one.price, one.number) for one in side] for side in (state.asks, state.bids))
    assert asks == sorted(asks)
    assert bids == sorted(bids, key=lambda one: (-one[0], one[1]))
    if asks and bids:
        assert bids[0][0] < asks[0][0]
    assert all(one.amount > 0 for one in (*state.asks, *state.bids))


@given(MARKETS)
@settings(max_examples=150, deadline=None)
def test_won_and_grain_are_neither_made_nor_lost_nobody_owes_and_the_book_is_in_order(
    found: tuple[int, list[Action]],
) -> None:
    seed, deeds = found
    market = begun(seed)
    for action in deeds:
        tried(market, action)
        sound(market.state)


@given(MARKETS)
@settings(max_examples=60, deadline=None)
def test_the_same_actions_give_the_same_digest_through_json_too(found: tuple[int, list[Action]]) -> None:
    seed, deeds = found
    market = begun(seed)
    for action in deeds:
        tried(market, action)
    rules = plain.read(plain.written(RULES))
    again = Market.replayed(rules, seed, [actions.read(actions.written(one)) for one in market.journal])
    assert again.state.digest() == market.state.digest()
    assert again.history == market.history


@given(MARKETS, ORDERS)
@settings(max_examples=60, deadline=None)
def test_an_order_that_waits_and_is_taken_back_leaves_no_trace(found: tuple[int, list[Action]], order: Action) -> None:
    seed, deeds = found
    market = begun(seed)
    for action in deeds:
        tried(market, action)
    before = market.state
    if tried(market, order) and market.state.trades == before.trades and market.state.broken == before.broken:
        assert isinstance(order, Bid | Ask)
        market.act(Cancel(order.seat, market.state.orders))
        after = {**market.state.plain(), "orders": before.orders}
        assert after == before.plain()


@given(MARKETS)
@settings(max_examples=60, deadline=None)
def test_nobody_ever_trades_with_themselves_and_nobody_pays_more_or_gets_less_than_they_said(
    found: tuple[int, list[Action]],
) -> None:
    seed, deeds = found
    market = begun(seed)
    for action in deeds:
        if tried(market, action):
            for event in market.history[-1]:
                if isinstance(event, Traded):
                    assert event.buyer != event.seller
                    if isinstance(action, Bid):
                        assert event.price <= action.price
                    if isinstance(action, Ask):
                        assert event.price >= action.price
                    if event.worth:
                        assert event.price <= event.worth


@given(st.integers(1, 40), st.integers(0, 60))
@settings(max_examples=40, deadline=None)
def test_the_yardstick_falls_where_sellers_have_more(seed: int, more: int) -> None:
    market = begun(seed)
    state = market.state
    richer = {
        seat: type(trader)(trader.role, trader.entered, trader.dawn + more) for seat, trader in state.traders.items()
    }
    assert fair(RULES, replace(state, traders=richer)) <= fair(RULES, state)


SCRIPT = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests/engine/bazaar"]
from test_always import RULES, begun
from engine.bazaar.actions import Ask, Bid, Pass
market = begun(7)
for action in [Ask(1, 100, 9), Bid(2, 100, 3), Pass(), Ask(3, 90, 5), Pass(), Pass(), Ask(1, 80, 9), Pass()]:
    market.act(action)
print(market.state.digest())
"""


def test_another_process_with_other_hashes_gives_the_same_digest() -> None:
    found = set()
    root = str(Path(__file__).resolve().parents[3])
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, root], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        found.add(done.stdout)
    assert len(found) == 1
