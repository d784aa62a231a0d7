"""Deals at the fair: whatever is bought, sold, changed and handed in, the books balance and no preview lies.

What one day may gain, and why: bought in the open and sold behind the stalls, for the chance of losing it all; a coupon
bought of a dealer and handed in, where the market also takes the petrol: what its buyer saves (S79). A market that only
sells petrol (`buys: no`) leaves that gain to whoever burns it. Any other way round loses: goods, notes and coupons each
back where they were, by the spread and the mark of orders.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from engine import deals, market
from engine.actions import Buy, BuyHidden, Choose, Redeem, Sell, SellHidden
from engine.coupons import account
from engine.deals import Deal
from engine.effects import Pay, Trade
from engine.errors import Refused
from engine.events import (
    CaughtSelling,
    CouponsRedeemed,
    CouponsTraded,
    Event,
    Exchanged,
    FakesFound,
    ShareTaken,
    Traded,
)
from engine.journal import replay
from engine.kinds import constant
from engine.market import Order
from engine.offers import Cost
from engine.session import Session, Story
from tests.engine.fair import CREW, FAIR, FUND, fair, play, quote
from tests.engine.test_always import books

T = TypeVar("T")
NAMES = [*FAIR.quotes, *FAIR.notes, *FAIR.coupons, "pork", "nothing"]
KINDS: tuple[Callable[[str, int], Deal], ...] = (Buy, Sell, BuyHidden, SellHidden, Redeem)
USUAL = [
    *((kind, name) for name in (*FAIR.quotes, *FAIR.notes, "resold") for kind in (Buy, Sell)),
    *((kind, "rice") for kind in (BuyHidden, SellHidden)),
    *((kind, "paper") for kind in (Buy, Redeem)),
]
"""What may be done at the fair."""
amounts = st.one_of(st.integers(-1, 12), st.integers(1, 3000), st.integers(1, 120_000))


def cash(session: Session) -> dict[str, int]:
    return {name: session.view().cash(name) for name in session.scenario.currencies}


def goods(session: Session) -> dict[str, int]:
    held = {name: session.view().held(name) for name in session.scenario.goods}
    return held | {name: session.world.values.get(f"coupon.{name}", 0) for name in session.scenario.coupons}


def done_as_shown(
    session: Session, shown: Order, before: tuple[dict[str, int], ...], events: tuple[Event, ...]
) -> None:
    """Assert that what a deal did lies in what its preview said."""
    money, things = dict(before[0]), dict(before[1])
    caught = [e for e in events if isinstance(e, CaughtSelling)]
    fakes = sum(e.amount for e in events if isinstance(e, FakesFound))
    taken = tuple((e.share, e.amount) for e in events if isinstance(e, ShareTaken))
    assert taken == (() if caught else shown.shares)
    kept_off = shown.sum - sum(amount for _, amount in taken)
    assert not caught or 0 < shown.risk <= 1
    if shown.goods:
        things["petrol"] += shown.goods
    elif shown.amount > 0:
        money[shown.currency] -= shown.sum
    elif not caught:
        money[shown.currency] += kept_off
    if shown.good in money:
        assert not fakes or (shown.fakes > 0 and shown.amount <= 10 * fakes <= 10 * shown.amount)
        money[shown.good] += shown.amount - fakes
    elif not (caught and shown.amount > 0):
        assert not fakes
        things[shown.good] += shown.amount
    assert (cash(session), goods(session)) == (money, things)
    told = [e for e in events if isinstance(e, Traded | Exchanged | CouponsTraded | CouponsRedeemed | CaughtSelling)]
    assert len(told) == 1
    assert caught or isinstance(told[0], CouponsRedeemed) or told[0].sum == shown.sum


def _answer(ask: Callable[[], T]) -> tuple[T | None, str]:
    """Return what is answered, or the sentence it is refused with."""
    try:
        return ask(), ""
    except Refused as refused:
        return None, refused.sentence


class Day(RuleBasedStateMachine):
    """A day of deals at the fair, and the nights between."""

    story: Story

    @initialize(seed=st.integers(0, 10**6))
    def begin(self, seed: int) -> None:
        self.session = play(self.story, seed)
        self.start = self.session.world
        self.pins = self.session.paths.luck.pins

    @rule(pair=st.sampled_from(USUAL), thousandths=st.integers(1, 1000))
    def deal_in_what_there_is(self, pair: tuple[Callable[[str, int], Deal], str], thousandths: int) -> None:
        kind, name = pair
        turn, place = self.session.view(), self.session.scenario.markets["square"]
        held = turn.values.get(f"coupon.{name}", 0) if kind is Redeem else deals.held(turn, place, name)
        if kind in (Buy, BuyHidden):
            now = deals.price(turn, place, name)
            minors = {money.id: money.minor for money in turn.scenario.currencies.values()}
            parts = 1 if name in place.coupons else minors.get(name) or turn.scenario.goods[name].parts
            held = min(now.offered, turn.cash(now.currency) * parts // now.ask)
        self.deal(kind, name, max(1, held * thousandths // 1000))

    @rule(kind=st.sampled_from(KINDS), name=st.sampled_from(NAMES), amount=amounts)
    def deal_in_anything(self, kind: Callable[[str, int], Deal], name: str, amount: int) -> None:
        self.deal(kind, name, amount)

    def deal(self, kind: Callable[[str, int], Deal], name: str, amount: int) -> None:
        session, action = self.session, kind(name, amount)
        if session.world.scene == "well":
            session.act(Choose("home"))
        world, digest, before = session.world, session.digest(), (cash(session), goods(session))
        shown, why = _answer(lambda: session.preview(action))
        assert session.digest() == digest
        if shown is None:
            assert _answer(lambda: session.act(action)) == (None, why)
            assert why.endswith(".")
            assert session.world is world
            assert session.digest() == digest
            return
        done_as_shown(session, shown, before, session.act(action))
        assert session.state == session.world.scene

    @rule()
    def let_a_night_pass(self) -> None:
        turn = self.session.view()
        market.next_day(turn)
        self.session = Session.resume(self.story, turn.close(), [], self.pins)
        self.start = self.session.world

    @invariant()
    def the_books_balance_and_nothing_is_negative(self) -> None:
        books(self.session)
        world = self.session.world
        for coupon in self.session.scenario.coupons.values():
            count, cost = world.values.get(f"coupon.{coupon.id}", 0), world.balances.get(account(coupon), 0)
            assert count >= 0
            assert cost == count * 3500 if coupon.id == "paper" else cost == 0 or count > 0
        assert all(amount >= 0 for name, amount in world.values.items() if name.startswith("traded."))

    def teardown(self) -> None:
        if hasattr(self, "session"):
            again = Session.resume(self.story, self.start, [], self.pins)
            assert replay(again, self.session.journal).digest() == self.session.digest()


@pytest.mark.slow
@pytest.mark.parametrize("ceiling", [1500, 4000, 9000])
def test_whatever_is_dealt_in_the_books_balance_and_what_is_refused_changes_nothing(ceiling: int, tiny: Story) -> None:
    story = fair(tiny, shares={"crew": replace(CREW, flag=""), "fund": FUND}, era_of={"ceiling": ceiling, "risk": 0.5})
    run_state_machine_as_test(
        type("AtTheFair", (Day,), {"story": story}),
        settings=settings(
            max_examples=60, stateful_step_count=40, deadline=None, derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )  # fmt: skip


# cycles: a day's deals, then everything back where it was

OPEN = [(kind, name) for name in ("rice", "gold", "USD", "CNY", "resold") for kind in (Buy, Sell)]
BEHIND = [(kind, "rice") for kind in (BuyHidden, SellHidden)]


def cycle(story: Story, plan: list[tuple[tuple[Callable[[str, int], Deal], str], int]]) -> tuple[Session, Session]:
    """Return a play before and after a plan of deals, with what was dealt in bought or sold back the way it came."""
    # Rich enough to buy back what was sold; nobody looks and no notes are bad, which is the best a player can meet.
    first, session = (play(story, hidden=0.99, fakes=0.99) for _ in range(2))
    held = {name: deals.held(first.view(), FAIR, name) for name in NAMES[:-2]}
    behind = 0
    for (kind, name), thousandths in plan:
        depth = (FAIR.quotes | FAIR.notes | FAIR.coupons)[name].depth  # type: ignore[operator]
        amount = max(1, depth * thousandths // 12_000)
        if _tried(session, kind(name, amount)):
            behind += amount if kind is BuyHidden else -amount if kind is SellHidden else 0
    in_the_open = deals.held(session.view(), FAIR, "rice") - held["rice"] - behind
    # What was sold is bought back first: there must be enough to sell.
    for net, buys, sells in sorted(
        [(behind, BuyHidden, SellHidden), (in_the_open, Buy, Sell)], key=lambda lane: lane[0]
    ):
        _must(session, buys, sells, "rice", net)
    # Money last: the others may have been paid in it.
    for name in ("gold", "resold", "CNY", "USD"):
        _must(session, Buy, Sell, name, deals.held(session.view(), FAIR, name) - held[name])
    return first, session


def _tried(session: Session, action: Deal) -> bool:
    try:
        session.act(action)
    except Refused:
        return False
    return True


def _must(session: Session, buys: type[Buy | BuyHidden], sells: type[Sell | SellHidden], name: str, net: int) -> None:
    """Sell what was bought in all, or buy back what was sold."""
    if net:
        session.act(sells(name, net) if net > 0 else buys(name, -net))


@settings(max_examples=300)
@given(plan=st.lists(st.tuples(st.sampled_from(OPEN + BEHIND), st.integers(1, 1000)), max_size=3))
def test_no_cycle_of_deals_of_a_day_ends_with_more(plan: list[Any], tiny: Story) -> None:
    """Each market for itself, hidden sales among themselves: what is bought where it is dear is sold where it is."""
    first, session = cycle(fair(tiny), plan)
    assert goods(session) == goods(first)
    before, after = cash(first), cash(session)
    assert (before["USD"], before["CNY"]) == (after["USD"], after["CNY"])
    assert after["KPW"] < before["KPW"] or not session.journal


def test_a_coupon_of_today_handed_in_today_gains_nothing(tiny: Story) -> None:
    session = play(fair(tiny), fakes=0.99)
    before = cash(session)
    for action in (Buy("paper", 1), Redeem("paper", 1), Sell("petrol", 15_000)):
        session.act(action)
    after = cash(session)
    assert (after["USD"] - before["USD"], after["KPW"] - before["KPW"] < 35 * 800_000) == (-3500, True)


def test_petrol_that_a_market_only_sells_has_no_bid_and_is_taken_off_nobody(tiny: Story) -> None:
    pump = replace(FAIR, quotes={**FAIR.quotes, "petrol": quote("petrol", 60_000, buys=False)})
    session = play(fair(tiny, pump))
    session.act(Buy("petrol", 5000))
    assert deals.price(session.view(), pump, "petrol").bid == 0
    with pytest.raises(Refused, match="Nobody here takes petrol off people"):
        session.act(Sell("petrol", 1000))


def test_nothing_is_dealt_in_where_there_is_no_market_and_nothing_of_nothing(tiny: Story) -> None:
    session = Session(fair(tiny), 1)
    for kind in KINDS:
        for ask in (session.act, session.preview):
            with pytest.raises(Refused, match="There is no market here"):
                ask(kind("rice", 1))
    there = play(fair(tiny))
    for kind in KINDS:
        with pytest.raises(Refused, match="more than nothing"):
            there.preview(kind("rice", 0))


def test_a_choice_that_buys_shows_its_cost_in_the_money_that_is_paid(tiny: Story) -> None:
    session = play(fair(tiny))
    choice = next(offer for offer in session.offered().choices if offer.id == "buy_rice")
    assert choice.costs == (Cost("KPW", session.preview(Buy("rice", 5000)).sum, True),)
    in_yuan = replace(FAIR, quotes={"rice": replace(FAIR.quotes["gold"], good="rice", mid=100)})
    session = play(fair(tiny, in_yuan))
    choice = next(offer for offer in session.offered().choices if offer.id == "buy_rice")
    assert choice.costs == (Cost("CNY", session.preview(Buy("rice", 5000)).sum, True),)


def test_a_choice_that_changes_money_and_spends_it_is_offered_and_done_whatever_the_luck(tiny: Story) -> None:
    """What is tried before it is offered goes as it was tried: bad notes would bar it, day after day."""
    fakes = replace(FAIR, notes={**FAIR.notes, "CNY": quote("CNY", 4000, 15_000, fakes=100)})
    deed = tiny.scenario.scenes["morning"].choices["dear"]
    verbs = (Trade("CNY", constant(200), 1, "square"), Pay(constant(2200), "CNY", "tea"))
    morning = tiny.scenario.scenes["morning"]
    morning = replace(morning, choices={**morning.choices, "dear": replace(deed, effects=verbs, costs=True)})
    session = play(fair(tiny, fakes, scenes={**tiny.scenario.scenes, "morning": morning}), fakes=0.0)
    assert [offer.barred for offer in session.offered().choices if offer.id == "dear"] == [""]
    before = cash(session)["CNY"]
    session.act(Choose("dear"))
    assert cash(session)["CNY"] == before - 2000
