"""Trips: what a preview says, why one cannot set out, and that what it says is what happens."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import inspection, permits, trips
from engine.actions import Choose, Depart
from engine.errors import Refused
from engine.events import Arrived, Departed, Frozen, Stopped
from engine.goods import Lot
from engine.luck import Luck, Pin
from engine.session import Session
from tests.engine.roads import changed, kinds, play, rerouted, road


def test_a_preview_says_what_a_trip_takes_and_risks() -> None:
    session = play("permit", load={"pobedit": 10_000, "rice": 2000})
    trip = session.trip("valley_coast")
    assert (trip.route, trip.target, trip.days, trip.refused) == ("valley_coast", "coast", (2, 4), "")
    assert (trip.mass, trip.limit, trip.fare, trip.keep) == (12_000, 40_000, 2000 + 600, 1200)
    assert (trip.coldest, trip.perish, trip.smells) == (None, (), False)
    bridge, guards = trip.stops
    assert (bridge.checkpoint, bridge.wants, bridge.papers, bridge.finds) == ("bridge_post", ("pobedit",), True, 0.8)
    assert bridge.stops == pytest.approx(0.35 * (0.5 + 1.5 * 0.1) * 0.8)
    assert (guards.checkpoint, guards.wants, guards.papers) == ("train_guards", ("pobedit",), True)


def test_asking_changes_nothing() -> None:
    session = play()
    before = session.digest()
    for route in session.scenario.road.routes:
        session.trip(route)
    assert session.digest() == before
    with pytest.raises(Refused, match="no such way"):
        session.trip("nowhere")


def test_the_lorry_s_fare_goes_with_petrol_and_it_is_cold_on_the_pass() -> None:
    session = play(load={"rice": 10_000})
    session.view().put("apples", Lot(1, 0), "load")
    turn = session.view()
    turn.put("apples", Lot(1000, 0), "load")
    trip = trips.trip(turn, "valley_coast_lorry")
    assert trip.coldest == (-6 - 7, -12 - 7)
    assert trip.perish == ("apples",)
    petrol = turn.paths.quotation("petrol", "valley", 1)
    assert petrol is not None
    level = 1000 + 400 * 31 / 152
    assert trip.fare == pytest.approx((3000 + 20 * 11) * petrol.mid / level, rel=0.01)
    assert trip.fare % turn.scenario.era.processes["petrol"].tick == 0
    plain = trips.fare(turn, replace(turn.scenario.road.routes["valley_coast_lorry"], fuel=""))
    assert plain == 3000 + 220


def test_posts_come_in_the_order_in_which_they_are_met() -> None:
    turn = play("permit").view()
    turn.where = "coast"
    assert [stop.checkpoint for stop in trips.trip(turn, "valley_coast").stops] == ["train_guards", "bridge_post"]
    assert trips.trip(turn, "valley_coast").target == "valley"


def test_routes_lead_away_from_where_one_is() -> None:
    turn = play().view()
    assert trips.routes(turn) == ("valley_coast", "valley_coast_lorry", "valley_pass")
    turn.where = "coast"
    assert trips.routes(turn) == ("valley_coast", "valley_coast_lorry")
    turn.where = "pass"
    assert trips.routes(turn) == ("valley_pass", "pass_coast")


def refused(session: Session, route: str) -> str:
    """Return why a departure is refused; the preview says the same, and nothing has changed."""
    before = session.digest()
    with pytest.raises(Refused) as why:
        session.act(Depart(route))
    assert session.digest() == before
    assert session.trip(route).refused == why.value.sentence
    return why.value.sentence


def test_the_way_must_begin_here_be_open_and_the_papers_be_held() -> None:
    assert refused(play(), "pass_coast") == "That way does not begin here."
    sentence = "To set out you need a travel permit from the second department."
    assert refused(play(), "valley_coast") == sentence
    story = rerouted("valley_coast", papers=("travel_permit", "work_letter"))
    assert refused(play(story=story), "valley_coast") == (
        "To set out you need one of these papers: travel permit (the second department); "
        "letter from the work unit (the mill)."
    )
    assert play("letter", story=story).trip("valley_coast").refused == "", "one of them is enough"


def test_while_papers_are_frozen_the_gates_are_shut() -> None:
    shut = play(story=changed(road().scenario, starts=road().scenario.starts.replace(month=4)))
    assert refused(shut, "valley_coast") == "The gates are shut."
    bare = rerouted("valley_coast", when=None)
    open_gates = play(story=changed(bare.scenario, starts=road().scenario.starts.replace(month=4)))
    assert refused(open_gates, "valley_coast") == "No travel permit is honoured now."


def test_who_carries_too_much_or_has_too_little_stays_where_they_are() -> None:
    heavy = play(load={"rice": 25_001})
    assert refused(heavy, "valley_pass") == "You carry 25.001 kg; no more than 25 kg can be taken on this way."
    too_much = refused(play(load={"rice": 27_500}), "valley_pass")
    assert too_much == "You carry 27.5 kg; no more than 25 kg can be taken on this way."
    story = rerouted("valley_pass", fare=296_001)
    assert refused(play("permit", story=story), "valley_pass") == "The fare is 2,960.01 won; you have 2,960."
    assert play("permit", story=rerouted("valley_pass", fare=296_000)).trip("valley_pass").refused == ""


def test_no_journey_begins_on_a_journey_or_where_no_roads_begin() -> None:
    session = play("permit", load={"pobedit": 1000}, stop=0.0)
    session.act(Depart("valley_coast"))
    with pytest.raises(Refused, match="No journey begins here"):
        session.act(Depart("valley_pass"))
    assert session.trip("valley_pass").refused == "You are on the road already."
    assert trips.routes(session.view()) == ()


@pytest.mark.parametrize(("top", "degrees"), [(0, -6), (700, -6), (800, -7), (1700, -12), (1800, -13), (2700, -18)])
def test_it_is_six_tenths_colder_each_hundred_metres(top: int, degrees: int) -> None:
    assert trips.degrees_at(-6, top) == degrees


@given(moves=st.integers(0, 12), stalls=st.integers(0, 99))
def test_half_of_all_journeys_take_the_usual_days_and_nine_in_ten_no_more_than_the_most(
    moves: int, stalls: int
) -> None:
    usual, most = trips._days(moves, stalls, 2), trips._days(moves, stalls, 10)
    assert moves <= usual <= most <= moves + trips.LONGEST
    if stalls <= 50:
        takes = sorted(_takes(Luck(seed), moves, stalls) for seed in range(200))
        assert takes[80] <= usual <= takes[120] + 1
        assert sum(days <= most for days in takes) >= 160


def _takes(luck: Luck, moves: int, stalls: int) -> int:
    days = 0
    while moves:
        days += 1
        moves -= luck.share("stalls", days) * 100 >= stalls
    return days


FREE: Mapping[str, Pin] = {"event": 0.99, "price": 0.5}


@pytest.mark.parametrize(
    ("route", "load"),
    [("valley_coast", {"pobedit": 10_000, "rice": 8000}), ("valley_coast_lorry", {"apples": 4000, "rags": 5000})],
)
def test_what_was_previewed_is_what_comes(route: str, load: dict[str, int]) -> None:
    """Over many seeds: the fare to the smallest part, days, posts, cold; chances as often as was said."""
    plays, within, stopped, expected = 300, 0, dict.fromkeys(("bridge_post", "train_guards"), 0), 0.0
    usual = 0
    for seed in range(plays):
        session = Session(road(), seed, FREE)
        session.act(Choose("permit"))
        turn = session.view()
        for good, amount in load.items():
            turn.put(good, Lot(amount, 0), "load")
        session.world = turn.close()
        trip, cash = session.trip(route), turn.cash()
        events = list(session.act(Depart(route)))
        while session.world.journey is not None:
            events += session.act(Choose("show"))
        assert kinds(tuple(events), Departed) == [Departed(route, "valley", "coast", trip.fare)]
        arrived = next(event for event in events if isinstance(event, Arrived))
        assert arrived.place == trip.target == session.world.where
        assert arrived.days == session.world.day - 1 >= 2
        assert session.view().cash() == cash - trip.fare - 600 * arrived.days
        within += arrived.days <= trip.days[1]
        usual += arrived.days <= trip.days[0]
        lost = {event.good for event in events if isinstance(event, Frozen)}
        assert lost <= set(trip.perish)
        for event in kinds(tuple(events), Stopped):
            stopped[event.checkpoint] += 1  # type: ignore[attr-defined]
        assert {name for name, count in stopped.items() if count} <= {stop.checkpoint for stop in trip.stops}
        expected = trip.stops[0].stops
    assert within >= plays * 0.85
    assert usual >= plays * 0.42
    assert stopped["bridge_post"] == pytest.approx(plays * expected, abs=3.5 * (plays * expected) ** 0.5)


def test_a_search_finds_as_often_as_the_preview_says() -> None:
    found = searched = 0
    for seed in range(400):
        session = Session(road(), seed, {**FREE, "stop": 0.0})
        session.act(Choose("permit"))
        turn = session.view()
        turn.put("pobedit", Lot(5000, 0), "load")
        session.world = turn.close()
        assert session.trip("valley_coast").stops[0].finds == 0.8
        session.act(Depart("valley_coast"))
        session.act(Choose("let_them"))
        searched += 1
        found += session.view().held("pobedit", "load") == 2500
    assert found == pytest.approx(0.8 * searched, abs=3.5 * (0.8 * 0.2 * searched) ** 0.5)


def test_a_paper_that_is_asked_for_shows_in_the_preview() -> None:
    turn = play().view()
    assert [stop.papers for stop in trips.trip(turn, "valley_coast_lorry").stops] == [False]
    permits.issue(turn, "travel_permit", 1)
    assert [stop.papers for stop in trips.trip(turn, "valley_coast_lorry").stops] == [True]


def test_who_smells_on_the_train_sees_it_before_setting_out() -> None:
    turn = play().view()
    turn.put("squid", Lot(5001, 0), "load")
    trip = trips.trip(turn, "valley_coast")
    assert trip.smells
    post = turn.scenario.checkpoints["bridge_post"]
    assert trip.stops[0].stops == pytest.approx(3 * inspection.stops(turn, post))
    assert not trips.trip(turn, "valley_coast_lorry").smells


def test_what_takes_up_too_much_room_is_refused_and_a_bulky_load_draws_eyes() -> None:
    story = play("permit").view().scenario
    modes = {name: replace(mode, bulk=40_000) for name, mode in story.road.modes.items()}
    goods = {**story.goods, "apples": replace(story.goods["apples"], bulk=5000)}
    turn = play("permit").view()
    turn.scenario = replace(story, goods=goods, road=replace(story.road, modes=modes))
    seen = trips.trip(turn, "valley_coast").stops[0].stops
    turn.put("apples", Lot(9000, 0), "load")
    trip = trips.trip(turn, "valley_coast")
    assert (trip.bulk, trip.room) == (45_000, 40_000)
    assert trip.refused == "What you carry takes up 45 litres; there is room for 40 on this way."
    light = replace(goods["apples"], bulk=None)
    dense = turn.scenario
    turn.scenario = replace(dense, goods={**goods, "apples": light})
    as_heavy = trips.trip(turn, "valley_coast").stops[0].stops
    assert seen < as_heavy < trip.stops[0].stops
