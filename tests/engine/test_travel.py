"""Travel: setting out, being stopped, turning back, what ends a journey, and where one is then."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine import travel
from engine.actions import Choose, Depart
from engine.errors import Refused
from engine.events import Arrived, DayClosed, Departed, Event, SceneEntered, Stopped, TurnedBack
from engine.goods import Lot
from engine.routes import Journey
from engine.scene import Target
from engine.session import Session
from engine.snapshot import restored, taken
from engine.world import EVENING
from tests.engine.roads import (
    BACK,
    HERE,
    changed,
    choice,
    held,
    kinds,
    plain,
    play,
    rerouted,
    road,
    setting_out,
    travel_back,
    with_choices,
)


def path(events: tuple[Event, ...]) -> list[str]:
    return [event.scene for event in events if isinstance(event, SceneEntered)]


def test_the_fare_is_paid_at_the_start_and_the_journey_arrives() -> None:
    session = play("permit", load={"rice": 1000})
    events = session.act(Depart("valley_coast"))
    assert kinds(events, Departed, Arrived) == [Departed("valley_coast", "valley", "coast", 2050), Arrived("coast", 2)]
    world = session.world
    assert (world.where, world.journey, world.scene, world.day, world.back) == ("coast", None, "port", 3, ())
    assert world.balances["expenses:fares:KPW"] == 2050
    assert world.balances["expenses:keep:KPW"] == 1200
    assert session.state == "port"


def test_there_and_back_on_one_day_where_the_way_is_short() -> None:
    session = play()
    assert kinds(session.act(Depart("valley_pass")), Arrived, DayClosed) == [Arrived("pass", 0)]
    assert (session.world.day, session.world.where, session.world.scene) == (1, "pass", "pass_top")
    session.act(Depart("valley_pass"))
    assert (session.world.day, session.world.where, session.world.scene) == (1, "valley", "home")


def test_a_short_way_takes_a_day_s_strength_each_time() -> None:
    session = play()
    for _ in range(2):
        session.act(Depart("valley_pass"))
    assert session.world.values["energy.you"] == 80 - 2 * 8


def test_a_verb_sets_out_like_the_action() -> None:
    by_verb, by_action = play("permit", "take_the_train"), play("permit")
    by_action.act(Depart("valley_coast"))
    assert by_verb.world.where == by_action.world.where == "coast"
    assert by_verb.world.balances == by_action.world.balances


def test_a_verb_that_cannot_set_out_is_offered_barred_with_the_reason() -> None:
    home = road().scenario.scenes["home"]
    home = replace(home, choices={name: home.choices[name] for name in ("permit", "take_the_train")})
    story = changed(road().scenario, scenes={**road().scenario.scenes, "home": home})
    barred, free = (play(*first, story=story).offered().choices[-1] for first in ((), ("permit",)))
    assert barred.barred == "To set out you need a travel permit from the second department."
    assert (free.barred, [cost.amount for cost in free.costs]) == ("", [2000])


def test_each_post_may_stop_the_traveller_and_back_goes_on() -> None:
    session = play("permit", stop=0.0)
    assert kinds(session.act(Depart("valley_coast")), Stopped) == [Stopped("bridge_post")]
    assert (session.world.scene, session.world.day) == ("stopped", 1)
    assert session.world.journey == Journey("valley_coast", "valley", "coast", 1, 2, 1)
    assert kinds(session.act(Choose("show")), Stopped) == [Stopped("train_guards")]
    assert (session.world.scene, session.world.day) == ("stopped", 2)
    assert kinds(session.act(Choose("show")), Stopped, Arrived) == [Arrived("coast", 2)]


def test_on_the_other_way_the_posts_are_met_in_the_other_order() -> None:
    session = play("permit")
    session.act(Depart("valley_coast"))
    session = Session.resume(session.story, session.world, session.journal, {"stop": 0.0, "event": 0.99, "stalls": 0.9})
    assert kinds(session.act(Depart("valley_coast")), Stopped) == [Stopped("train_guards")]


def test_on_a_short_way_all_posts_are_met_on_the_one_day() -> None:
    story = rerouted("valley_pass", checkpoints=("bridge_post", "train_guards"))
    session = play("permit", story=story, stop=0.0)
    events = session.act(Depart("valley_pass")) + session.act(Choose("show")) + session.act(Choose("show"))
    assert kinds(events, Stopped, DayClosed, Arrived) == [
        Stopped("bridge_post"), Stopped("train_guards"), Arrived("pass", 0),
    ]  # fmt: skip


def test_a_first_walk_with_empty_hands_tells_nothing_of_a_second_one_that_day() -> None:
    """Luck of the first time is the day's, so that another choice meets the same post; later times have their own."""
    story = rerouted("valley_pass", checkpoints=("bridge_post",))
    pairs = []
    for seed in range(120):
        session, stopped = Session(story, seed, {"event": 0.99, "price": 0.5}), []
        for _ in range(2):
            events = session.act(Depart("valley_pass"))
            stopped.append(bool(kinds(events, Stopped)))
            if stopped[-1]:
                session.act(Choose("let_them"))
        pairs.append(tuple(stopped))
        again = Session(story, seed, {"event": 0.99, "price": 0.5})
        again.act(Choose("permit"))
        assert bool(kinds(again.act(Depart("valley_pass")), Stopped)) == stopped[0]
    assert {(True, False), (False, True), (False, False)} <= set(pairs)


def test_posts_stand_evenly_along_the_days() -> None:
    story = rerouted("valley_coast", days=6, checkpoints=("bridge_post", "train_guards", "bridge_post"))
    session, met = play("permit", story=story, stop=0.0), []
    session.act(Depart("valley_coast"))
    while session.world.journey is not None:
        met.append(session.world.day)
        session.act(Choose("show"))
    assert met == [1, 3, 5]


def test_a_day_on_which_nothing_moves_makes_it_a_day_longer() -> None:
    session = play("permit", stalls={1: 0.24, 2: 0.25, 3: 0.1, 4: 0.5})
    assert kinds(session.act(Depart("valley_coast")), Arrived) == [Arrived("coast", 4)]


def test_trains_run_again_at_last_however_bad_the_luck() -> None:
    session = play("permit", stalls=0.0)
    assert kinds(session.act(Depart("valley_coast")), Arrived) == [Arrived("coast", 62)]


@pytest.mark.parametrize(("stops", "days"), [({"bridge_post": 0.0}, 0), ({"train_guards": 0.0}, 1)])
def test_turning_back_takes_as_long_as_the_way_so_far(stops: Mapping[str, float], days: int) -> None:
    pins = {f"stop__{post}": share for post, share in stops.items()}
    session = play("permit", load={"pobedit": 1000}, **pins)
    session.act(Depart("valley_coast"))
    events = session.act(Choose("go_back"))
    assert kinds(events, TurnedBack, Arrived, Stopped) == [TurnedBack("valley_coast"), Arrived("valley", 2 * days)]
    assert (session.world.scene, session.world.day) == ("home", 1 + 2 * days)
    assert session.view().held("pobedit", "home") == 20_000, "the load is laid down"


def test_from_an_evening_on_the_road_the_day_counts_there_and_back() -> None:
    story = with_choices("snow", choice("home", BACK, travel_back()))
    session = play(story=story, event__road=0.0, event__road__which=0.0)
    session.act(Depart("valley_coast_lorry"))
    assert (session.world.scene, session.world.phase, session.world.day) == ("snow", EVENING, 1)
    events = session.act(Choose("home"))
    assert kinds(events, Arrived) == [Arrived("valley", 2)]


def test_turning_back_twice_or_where_nobody_travels_does_nothing() -> None:
    turn = play().view()
    travel.turn_back(turn)
    assert (turn.journey, turn.events) == (None, [])
    turn.journey = Journey("valley_coast", "valley", "valley", 1, 4)
    travel.turn_back(turn)
    assert turn.events == []


def test_time_spent_on_the_way_does_not_bring_one_nearer() -> None:
    story = with_choices("stopped", choice("held", HERE, held(3)), choice("held_back", BACK, held(2)))
    session = play("permit", story=story, stop__bridge_post=0.0)
    session.act(Depart("valley_coast"))
    session.act(Choose("held"))
    assert (session.world.scene, session.world.day) == ("stopped", 4)
    assert kinds(session.act(Choose("held_back")), Arrived) == [Arrived("coast", 7)]


def test_a_visit_on_the_road_comes_back_to_the_post_and_then_goes_on() -> None:
    room = plain("room", choice("out", BACK), choice("cell", Target("scene", "cell")))
    cell = plain("cell", choice("free", BACK))
    story = with_choices("stopped", choice("room", Target("visit", "room")), room=room, cell=cell)
    session = play("permit", story=story, stop__bridge_post=0.0)
    session.act(Depart("valley_coast"))
    session.act(Choose("room"))
    session.act(Choose("cell"))
    assert session.world.journey is not None
    assert path(session.act(Choose("free"))) == ["stopped"]
    assert path(session.act(Choose("show"))) == ["port"]


def test_a_scene_that_is_nobody_s_arrival_keeps_the_journey_waiting() -> None:
    cell = plain("cell", choice("free", BACK))
    story = with_choices("stopped", choice("cell", Target("scene", "cell")), cell=cell)
    session = play("permit", story=story, stop__bridge_post=0.0)
    session.act(Depart("valley_coast"))
    assert path(session.act(Choose("cell"))) == ["cell"]
    assert session.world.journey is not None
    assert path(session.act(Choose("free"))) == ["port"]


@pytest.mark.parametrize(("scene", "place"), [("home", "valley"), ("pass_top", "pass"), ("inn", "coast")])
def test_the_scene_of_a_place_or_a_hub_there_ends_the_journey_at_that_place(scene: str, place: str) -> None:
    inn = plain("inn", choice("out", Target("scene", "port")), hub=True, place="coast")
    story = with_choices("stopped", choice("leave", Target("scene", scene)), inn=inn)
    session = play("permit", story=story, load={"rice": 2000}, stop__bridge_post=0.0)
    session.act(Depart("valley_coast"))
    assert kinds(session.act(Choose("leave")), Arrived) == [Arrived(place, 0)]
    assert (session.world.where, session.world.journey, session.world.scene) == (place, None, scene)
    assert session.view().held("rice", "load") == (0 if place == "valley" else 2000)


def test_an_ending_on_the_road_is_the_end() -> None:
    story = with_choices("stopped", choice("shot", Target("scene", "away")))
    session = play("permit", story=story, stop__bridge_post=0.0)
    session.act(Depart("valley_coast"))
    session.act(Choose("shot"))
    assert session.ended


def test_turning_back_to_a_scene_lets_the_way_back_pass_there() -> None:
    rest = plain("rest", choice("on", BACK))
    story = with_choices("stopped", choice("rest", Target("scene", "rest"), travel_back()), rest=rest)
    session = play("permit", story=story, stop__train_guards=0.0)
    session.act(Depart("valley_coast"))
    session.act(Choose("rest"))
    assert (session.world.scene, session.world.where, session.world.journey) == ("rest", "valley", None)
    assert session.world.day == 3
    assert path(session.act(Choose("on"))) == ["home"]


@pytest.mark.parametrize("go", [HERE, BACK, Target("scene", "home"), Target("scene", "port")])
def test_wherever_a_departure_is_said_to_lead_the_journey_is_made(go: Target) -> None:
    story = with_choices("home", choice("ride", go, setting_out("valley_coast_lorry")))
    session = play(story=story)
    assert kinds(session.act(Choose("ride")), Arrived) == [Arrived("coast", 3)]
    assert session.world.scene == "port"


def test_a_farewell_comes_before_the_journey_and_back_begins_it() -> None:
    farewell = plain("farewell", choice("on", BACK))
    story = with_choices(
        "home", choice("ride", Target("visit", "farewell"), setting_out("valley_coast_lorry")), farewell=farewell
    )
    session = play(story=story)
    assert path(session.act(Choose("ride"))) == ["farewell"]
    assert path(session.act(Choose("on"))) == ["port"]


@pytest.mark.parametrize("go", [HERE, Target("scene", "farewell"), Target("visit", "farewell")])
def test_what_waited_at_home_is_not_come_back_to_from_the_road(go: Target) -> None:
    gate = plain("gate", choice("ride", go, setting_out("valley_coast_lorry")))
    farewell = plain("farewell", choice("on", BACK))
    story = with_choices("home", choice("gate", Target("visit", "gate")), gate=gate, farewell=farewell)
    session = play("gate", "ride", story=story, stop=0.0)
    if session.world.scene == "farewell":
        session.act(Choose("on"))
    assert (session.world.scene, session.world.back) == ("stopped", ())


def test_a_place_that_is_come_to_from_a_visit_on_the_road_has_nothing_waiting() -> None:
    room = plain("room", choice("walk", Target("scene", "pass_top")))
    story = with_choices("stopped", choice("room", Target("visit", "room")), room=room)
    session = play("permit", story=story, stop__bridge_post=0.0)
    session.act(Depart("valley_coast"))
    session.act(Choose("room"))
    session.act(Choose("walk"))
    assert (session.world.scene, session.world.where, session.world.back) == ("pass_top", "pass", ())


def test_who_walks_off_in_the_evening_leaves_the_road_s_day_behind() -> None:
    story = with_choices("snow", choice("walk", Target("scene", "pass_top")))
    session = play(story=story, event__road={1: 0.0}, event__road__which=0.0)
    session.act(Depart("valley_coast_lorry"))
    session.act(Choose("walk"))
    assert (session.world.scene, session.world.phase) == ("pass_top", EVENING)
    assert not [name for name in session.world.values if name == "~road"]
    assert kinds(session.act(Depart("pass_coast")), Arrived) == [Arrived("coast", 4)]


def test_away_from_home_back_without_anything_waiting_leads_to_the_place() -> None:
    stairs = plain("stairs", choice("down", BACK))
    story = with_choices("port", choice("stairs", Target("scene", "stairs")), stairs=stairs)
    session = play("permit", "take_the_train", "stairs", story=story)
    assert path(session.act(Choose("down"))) == ["port"]


def test_a_deed_that_leads_to_another_place_brings_the_traveller_there() -> None:
    story = with_choices("home", choice("walk", Target("scene", "pass_top")))
    session = play(story=story)
    assert kinds(session.act(Choose("walk")), Arrived) == [Arrived("pass", 0)]
    assert session.world.where == "pass"


def test_where_nobody_travels_no_scene_brings_one_to_a_place() -> None:
    story = with_choices("home", choice("walk", Target("scene", "pass_top"), passes=False))
    nobody = replace(story.scenario.road, home="", traveller="")
    session = play(story=changed(story.scenario, road=nobody))
    assert kinds(session.act(Choose("walk")), Arrived) == []
    assert (session.world.where, session.world.scene) == ("", "pass_top")
    with pytest.raises(Refused, match="does not begin here"):
        session.act(Depart("valley_pass"))


def test_what_a_post_takes_is_gone_and_the_rest_goes_on() -> None:
    session = play("permit", load={"pobedit": 3000, "rice": 1000}, stop__bridge_post=0.0, choice=0.0)
    session.act(Depart("valley_coast"))
    session.act(Choose("let_them"))
    assert session.world.where == "coast"
    assert session.view().held("pobedit", "load") == 1500
    assert session.view().held("rice", "load") == 1000


def test_a_journey_survives_a_save_in_the_middle_and_ends_the_same() -> None:

    pins = {"stop": 0.0, "event": 0.99, "price": 0.5, "stalls": [0.9, 0.9, 0.1, 0.9]}
    straight = Session(road(), 7, pins)
    for action in (Choose("permit"), Depart("valley_coast")):
        straight.act(action)
    saved = Session.resume(road(), restored(taken(straight.world), straight.scenario), straight.journal, pins)
    assert saved.world.journey is not None
    for session in (straight, saved):
        while session.world.journey is not None:
            session.act(Choose("show"))
    assert straight.digest() == saved.digest()
    assert straight.world.where == "coast"


def test_the_cost_of_goods_stays_with_them_on_the_way() -> None:
    session = play("permit", load={"pobedit": 2000})
    session.act(Depart("valley_coast"))
    assert session.world.stock["load/pobedit"] == Lot(2000, 8000)
