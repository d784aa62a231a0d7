"""Ways: every move of the road is an edge, and building the machine stays quick."""

from dataclasses import replace
from time import perf_counter

from engine.actions import Choose, Depart
from engine.errors import Refused
from engine.kinds import constant
from engine.luck import Luck
from engine.machine import DEAL, DEPART, Edge, StoryMachine, edges, interrupts
from engine.routes import Mode, Road, Route
from engine.scenario import Place, Scenario
from engine.scene import EventRule, Scene, Target
from engine.session import Session, Story
from engine.ways import road_interrupts, ways
from story.library import load
from tests.engine.roads import BACK, ROAD, choice, plain, play, road, with_choices

ON_THE_ROAD = {"stopped", "snow", "trader_comes", "owner_comes", "it_came", "it_is_lost"}
PLACES = {"home", "port", "pass_top"}


def leads(scenario: Scenario, scene: str, choice: str) -> set[str]:
    return {edge.dest for edge in edges(scenario) if (edge.source, edge.choice) == (scene, choice)}


def test_posts_and_events_of_the_road_interrupt_journeys_and_no_other_days() -> None:
    scenario = road().scenario
    assert set(interrupts(scenario)) == ON_THE_ROAD - {"stopped", "snow"}
    assert set(road_interrupts(scenario)) == ON_THE_ROAD
    assert not leads(scenario, "home", "wait") & {"stopped", "snow"}


def test_the_scene_of_a_due_interrupts_too() -> None:
    story = load(ROAD).story
    assert story is not None
    assert "levy_comes" in interrupts(story.scenario)


def test_setting_out_leads_to_every_place_and_whatever_may_stop_a_journey() -> None:
    scenario = road().scenario
    assert leads(scenario, "home", DEPART) == leads(scenario, "port", DEPART) == PLACES | ON_THE_ROAD
    assert leads(scenario, "stopped", DEPART) == set()
    assert leads(scenario, "home", "take_the_train") == PLACES | ON_THE_ROAD
    assert Edge("home", DEPART, "port", "journey") in edges(scenario)


def test_back_on_the_road_leads_on() -> None:
    scenario = road().scenario
    for scene, name in (("stopped", "show"), ("snow", "on"), ("stopped", "go_back"), ("trader_comes", "goods")):
        assert leads(scenario, scene, name) >= PLACES | ON_THE_ROAD, (scene, name)
    assert leads(scenario, "caught_selling", "pay") == {"port"}, "nobody sells on the road"


def test_scenes_that_the_road_leads_to_lead_on_too_but_not_those_of_places() -> None:
    cell = plain("cell", choice("free", BACK), choice("home", Target("scene", "yard")))
    yard = plain("yard", choice("in", BACK, passes=False), hub=True, place="valley")
    story = with_choices("stopped", choice("cell", Target("scene", "cell")), cell=cell, yard=yard)
    assert leads(story.scenario, "cell", "free") >= PLACES | ON_THE_ROAD
    assert leads(story.scenario, "yard", "in") == PLACES


def test_a_deal_that_is_caught_leads_to_the_scene_that_tells_it() -> None:
    assert Edge("port", DEAL, "caught_selling", "deal") in edges(road().scenario)
    assert leads(road().scenario, "home", DEAL) == set()


def test_where_nobody_travels_routes_mean_nothing() -> None:
    scenario = replace(road().scenario, road=replace(road().scenario.road, home="", traveller=""))
    assert not [edge for edge in edges(scenario) if edge.why == "journey"]
    assert leads(scenario, "snow", "on") == {"home"}


def test_a_machine_permits_just_the_edges() -> None:
    scenario = road().scenario
    found = {
        (source, choice, dest) for choice, by in ways(scenario).items() for source, to in by.items() for dest in to
    }
    assert found == {(edge.source, edge.choice, edge.dest) for edge in edges(scenario)}


def test_every_move_of_many_journeys_is_an_edge() -> None:
    known = {(edge.source, edge.choice, edge.dest) for edge in edges(road().scenario)}
    taken, sentences = set(), set[str]()
    for seed in range(60):
        session, luck = Session(road(), seed), Luck(seed)
        for count in range(40):
            if session.ended:
                break
            scene, share = session.world.scene, luck.share("test.pick", count)
            routes = [name for name in session.scenario.road.routes if not session.trip(name).refused]
            if session.scene.roads and routes and share < 0.7:
                session.act(Depart(routes[int(share * 10) % len(routes)]))
                move = (scene, DEPART, session.world.scene)
            else:
                names = [
                    name for name in session.scene.choices if not name.startswith(("send", "draw", "hand", "goods"))
                ]
                name = names[int(share * 100) % len(names)]
                try:
                    session.act(Choose(name))
                except Refused as refused:
                    sentences.add(refused.sentence)
                    continue
                move = (scene, name, session.world.scene)
            assert move in known
            assert session.state == session.world.scene
            taken.add(move)
    assert len(taken) > 25
    assert "The story does not lead there." not in sentences


def test_what_is_no_edge_cannot_be_set_out_on() -> None:
    session = play()
    assert road().machine.permits(session, DEPART, "port")
    assert not road().machine.permits(session, DEPART, "away")
    assert not road().machine.permits(session, DEPART, "caught_selling")


def test_a_large_story_of_roads_becomes_a_machine_in_a_fraction_of_a_second() -> None:
    """188 scenes, 80 of them events, 12 places: over 100,000 edges, none of which is made before it is taken."""
    story = large()
    start = perf_counter()
    StoryMachine(story.scenario).permits(Session(story, 1), DEPART, "p1")
    assert perf_counter() - start < 0.25


def large() -> Story:
    hubs = [f"p{i}" for i in range(12)]
    scenes = {}
    for hub in hubs:
        choices = {f"c{k}": choice(f"c{k}", Target("scene", f"s{k}"), passes=k < 3) for k in range(6)}
        scenes[hub] = Scene(hub, hub, hub, (), choices, hub=True, roads=True)
    for i in range(188):
        event = EventRule(None, constant(1), "morning" if i % 3 else "road", None) if i < 80 else None
        onward = [Target("back"), Target("back"), Target("scene", f"s{(i * 7) % 188}"), Target("scene", f"s{i // 2}")]
        choices = {f"c{k}": choice(f"c{k}", go, passes=k == 3) for k, go in enumerate(onward)}
        scenes[f"s{i}"] = Scene(f"s{i}", "", "", (), choices, event=event)
    routes = {f"r{i}": Route(f"r{i}", hubs[i], hubs[i + 1], "t", False, 1, 1, 0, 0, 0) for i in range(11)}
    return Story.of(
        replace(
            road().scenario,
            scenes=scenes,
            first="p0",
            begin=(),
            places={hub: Place(hub, hub, scene=hub) for hub in hubs},
            road=Road("", "p0", 0, {"t": Mode("t", "t", 1000)}, routes),
            checkpoints={},
            creditors={},
            couriers={},
        )
    )
