"""Hidden sales: dearer than in the open, to be had when the stalls are empty, and now and then caught."""

from dataclasses import replace

import pytest

from engine import hidden, market
from engine.actions import Buy, BuyHidden, Choose, Sell, SellHidden
from engine.errors import Refused
from engine.events import CaughtSelling, NumberChanged, SceneEntered, Traded
from engine.machine import DEAL, Edge, edges
from engine.scenario import Caught
from engine.session import Story
from tests.engine.fair import FAIR, fair, play, quote
from tests.engine.test_always import books

FREE, SEEN = {"hidden": 0.1}, {"hidden": 0.0999}


def test_behind_the_stalls_it_is_dearer_and_the_bid_lies_the_same_spread_below(tiny: Story) -> None:
    turn = play(fair(tiny)).view()
    quoted = turn.paths.quotation("rice", "square", 1)
    assert quoted is not None
    assert (quoted.mid, quoted.ask, quoted.hidden) == (4000, 4080, 5355)
    now = hidden.price(turn, FAIR, "rice")
    assert now is not None
    assert (now.ask, now.bid) == (5355, 5140), "4 % below"
    assert hidden.price(turn, FAIR, "petrol") is None, "no order on its price"
    assert hidden.price(turn, FAIR, "gold") is None, "the era does not price it"


def test_it_is_to_be_had_when_the_stalls_are_empty_up_to_the_depth(tiny: Story) -> None:
    bare = replace(FAIR, quotes={"rice": quote("rice", 1000)})
    session = play(fair(tiny, bare, era_of={"ceiling": 1000}), **FREE)
    assert market.price(session.view(), bare, "rice").offered < 10
    with pytest.raises(Refused, match=r"No more than 1 kg of rice is to be had today\."):
        session.act(BuyHidden("rice", 1001))
    assert Traded("rice", 600, 3309, "KPW") in session.act(BuyHidden("rice", 600))
    with pytest.raises(Refused, match=r"No more than 0\.4 kg of rice is wanted today\."):
        session.act(SellHidden("rice", 401))


def test_only_where_a_ceiling_bites(tiny: Story) -> None:
    loose = play(fair(tiny, era_of={"ceiling": 9000}))
    for session, action in (
        (loose, BuyHidden("rice", 1000)), (play(fair(tiny)), SellHidden("petrol", 1)),
        (play(fair(tiny)), BuyHidden("nothing", 1)), (play(fair(tiny)), BuyHidden("USD", 1)),
    ):  # fmt: skip
        for ask in (session.preview, session.act):
            with pytest.raises(Refused, match="behind the stalls here"):
                ask(action)


def test_a_deal_that_nobody_sees_is_booked_as_any_other(tiny: Story) -> None:
    session = play(fair(tiny), **FREE)
    order = session.preview(SellHidden("rice", 6000))
    assert order.risk == pytest.approx(0.1)
    before = session.view().cash()
    assert session.act(SellHidden("rice", 6000)) == (Traded("rice", -6000, order.sum, "KPW"),)
    assert session.view().cash() == before + order.sum
    assert hidden.price(session.view(), FAIR, "rice") == order.after
    assert market.price(session.view(), FAIR, "rice").mid == 4000, "the open price does not feel it"
    books(session)


def test_a_buyer_who_is_caught_loses_the_money_and_a_seller_the_goods(tiny: Story) -> None:
    for action in (BuyHidden("rice", 6000), SellHidden("rice", 6000)):
        session = play(fair(tiny), **SEEN)
        order, turn = session.preview(action), session.view()
        events = session.act(action)
        assert CaughtSelling("rice", 6000, order.sum, "KPW") in events
        paid, gone = (order.sum, 0) if isinstance(action, BuyHidden) else (0, 6000)
        assert session.view().cash() == turn.cash() - paid
        assert session.view().held("rice") == turn.held("rice") - gone
        assert session.world.balances["expenses:confiscated:KPW"] == (paid or 6000 * 20_000 // 20_000)
        assert NumberChanged("heat", 10, 20) in events
        books(session)


def test_being_caught_moves_the_play_and_it_comes_back(tiny: Story) -> None:
    session = play(fair(tiny), **SEEN)
    assert SceneEntered("well") in session.act(SellHidden("rice", 1000))
    assert (session.state, session.world.scene, session.world.back) == ("well", "well", ("morning",))
    session.act(Choose("home"))
    assert session.world.scene == "morning"
    assert session.journal == [SellHidden("rice", 1000), Choose("home")]


def test_the_move_is_an_edge_of_each_scene_with_the_market_and_back_may_lead_to_it(tiny: Story) -> None:
    found = edges(fair(tiny).scenario)
    assert [edge for edge in found if edge.why == "deal"] == [Edge("morning", DEAL, "well", "deal")]
    market_at_gate = {**tiny.scenario.scenes, "gate": replace(tiny.scenario.scenes["gate"], market="square")}
    story = fair(tiny, scenes=market_at_gate)
    assert Edge("gate", DEAL, "well", "deal") in edges(story.scenario)
    assert {e.dest for e in edges(story.scenario) if (e.source, e.choice) == ("well", "home")} == {"morning", "gate"}


def test_without_a_scene_the_play_stays_and_caught_in_that_scene_it_does_not_wait_for_itself(tiny: Story) -> None:
    session = play(fair(tiny, replace(FAIR, caught=Caught())), **SEEN)
    session.act(SellHidden("rice", 1000))
    assert (session.state, session.world.back) == ("morning", ())
    again = {**tiny.scenario.scenes, "well": replace(tiny.scenario.scenes["well"], market="square")}
    session = play(fair(tiny, scenes=again), **SEEN)
    for _ in range(3):
        session.act(SellHidden("rice", 1000))
    assert (session.state, session.world.back) == ("well", ("morning",))


def test_bought_openly_and_sold_behind_the_stalls_it_gains_only_for_the_chance_of_losing(tiny: Story) -> None:
    """The one gain of a day that a ceiling leaves: what it holds back is worth more behind the stalls."""
    free = play(fair(tiny), **FREE)
    start = free.view().cash()
    free.act(Buy("rice", 10_000))
    free.act(SellHidden("rice", 10_000))
    assert free.view().cash() > start
    seen = play(fair(tiny), **SEEN)
    seen.act(Buy("rice", 10_000))
    seen.act(SellHidden("rice", 10_000))
    assert seen.view().cash() < start
    round_trip = play(fair(tiny), **FREE)
    round_trip.act(BuyHidden("rice", 10_000))
    round_trip.act(Sell("rice", 10_000))
    assert round_trip.view().cash() < start, "the other way round it never does"
