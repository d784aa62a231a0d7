"""The whole engine at once, on stories with roads: whatever is dealt in, loaded, set out on or chosen, in any order."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from engine import deals
from engine.actions import Action, Buy, BuyHidden, Carry, Depart, LayDown, Redeem, Sell, SellHidden
from engine.errors import Refused
from engine.events import (
    Arrived,
    CaughtSelling,
    CouponsRedeemed,
    Departed,
    Event,
    Exchanged,
    FakesFound,
    GoodsMoved,
    RationCame,
    ShareTaken,
    Traded,
)
from engine.session import Session, Story
from story import library
from tests.engine.test_always import Play, picks

ROAD = Path(__file__).parent.parent / "stories" / "road"
STORIES = [str(ROAD), *(slug for slug in library.slugs() if slug.startswith("trader_"))]
DEALS = (Buy, Sell, BuyHidden, SellHidden)
amounts = st.one_of(st.integers(1, 40), st.integers(1, 200).map(lambda n: n * 500))


def goods(session: Session) -> dict[str, int]:
    return {good: session.view().held(good) for good in session.scenario.goods}


def cash(session: Session) -> dict[str, int]:
    return {name: session.view().cash(name) for name in session.scenario.currencies}


def came_in(events: tuple[Event, ...]) -> dict[str, int]:
    """Return what the events say has come in of each good."""
    found: dict[str, int] = {}
    for event in events:
        if (isinstance(event, (Traded, GoodsMoved)) and event.amount > 0) or isinstance(event, RationCame):
            found[event.good] = found.get(event.good, 0) + event.amount
        elif isinstance(event, CouponsRedeemed):
            found[event.good] = found.get(event.good, 0) + event.goods
    return found


class Everything(Play):
    """A play with roads, notes, coupons and hidden sales, by whatever Hypothesis thinks of."""

    def act(self, action: Action) -> tuple[Event, ...] | None:
        before = goods(self.session)
        events = super().act(action)
        if events is not None:
            told = came_in(events)
            kept = {stall.leftovers for stall in self.session.scenario.stalls.values()}
            for good, amount in goods(self.session).items():
                if good not in kept:
                    assert amount - before[good] <= told.get(good, 0), f"{good} came from nowhere"
        return events

    def _at_market(self) -> bool:
        return not self.session.ended and bool(self.session.offered().market)

    @precondition(_at_market)
    @rule(pick=picks, kind=st.sampled_from(DEALS), amount=amounts)
    def deal(self, pick: int, kind: Any, amount: int) -> None:
        """What a deal brings is what its preview said, but for luck, which it named."""
        place = deals.market_here(self.session.view(), self.session.scene)
        names = [*place.quotes, *place.notes, *place.coupons]
        action = kind(names[pick % len(names)], amount)
        try:
            told = self.session.preview(action)
        except Refused:
            assert self.act(action) is None, "what the preview refuses is refused"
            return
        before = cash(self.session)
        events = self.act(action)
        assert events is not None, "what the preview allows is done"
        caught = any(isinstance(event, CaughtSelling) for event in events)
        assert not caught or told.risk > 0
        fakes = sum(event.amount for event in events if isinstance(event, FakesFound))
        assert not fakes or told.fakes > 0
        assert fakes <= amount
        if caught or action.good in place.coupons:
            return
        taken = sum(event.amount for event in events if isinstance(event, ShareTaken))
        assert taken == sum(part for _, part in told.shares)
        after = cash(self.session)
        if action.good in place.notes:
            assert after[action.good] - before[action.good] == told.amount - fakes
            assert any(isinstance(event, Exchanged) for event in events)
        paid = -told.sum if told.amount > 0 else told.sum - taken
        assert after[told.currency] - before[told.currency] == paid

    @precondition(_at_market)
    @rule(pick=picks, count=st.integers(1, 6))
    def redeem(self, pick: int, count: int) -> None:
        if names := sorted(self.session.scenario.coupons):
            self.act(Redeem(names[pick % len(names)], count))

    @precondition(lambda self: not self.session.ended)
    @rule(pick=picks, amount=amounts, loads=st.booleans())
    def carry(self, pick: int, amount: int, loads: bool) -> None:
        names = list(self.session.scenario.goods)
        before = goods(self.session)
        if self.act((Carry if loads else LayDown)(names[pick % len(names)], amount)) is not None:
            assert goods(self.session) == before, "loading neither makes nor loses anything"

    @precondition(lambda self: not self.session.ended and self.session.scene.roads)
    @rule(pick=picks)
    def set_out(self, pick: int) -> None:
        """What a trip costs at the start, and whether one can set out, is as was told."""
        names = sorted(self.session.scenario.road.routes)
        name = names[pick % len(names)]
        try:
            trip = self.session.trip(name)
        except Refused:
            assert self.act(Depart(name)) is None
            return
        events = self.act(Depart(name))
        assert (events is None) == bool(trip.refused)
        if events is not None:
            left = next(event for event in events if isinstance(event, Departed))
            assert (left.paid, left.target) == (trip.fare, trip.target)
            if any(isinstance(event, Arrived) for event in events) and self.session.world.journey is None:
                assert self.session.world.where in self.session.scenario.places

    @invariant()
    def whoever_is_not_on_the_road_is_somewhere(self) -> None:
        world = self.session.world
        assert world.where in self.session.scenario.places
        assert world.journey is None or world.journey.route in self.session.scenario.road.routes


def story_of(name: str) -> Story:
    story = library.load(name).story
    assert story is not None
    return story


@pytest.mark.slow
@pytest.mark.parametrize("name", STORIES, ids=lambda name: Path(name).name)
def test_whatever_is_dealt_in_loaded_and_set_out_on_nothing_comes_from_nowhere_and_no_preview_lies(name: str) -> None:
    machine = type("Everything", (Everything,), {"story": story_of(name)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40 if Path(name) == ROAD else 12, stateful_step_count=40, deadline=None, derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )  # fmt: skip
