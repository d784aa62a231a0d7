"""Whereabouts: where the traveller is, what counts as having come to a place, and coming to one."""

from engine.events import Arrived
from engine.goods import HOME
from engine.routes import LOAD
from engine.scenario import Scenario
from engine.turn import Turn

ROAD_DAY = "~road"
"""The value that says that today is a day on the road, and whether it takes the journey further."""
MOVES, STANDS = 1, 2


def away(turn: Turn) -> bool:
    """Return whether the traveller will not eat and sleep at home tonight."""
    road = turn.scenario.road
    return bool(road.traveller) and (turn.journey is not None or turn.where != road.home)


def place_of(scenario: Scenario, scene: str, likely: tuple[str, ...] = ()) -> str:
    """Return the place one has come to with a scene, the likely ones first; empty where it is nobody's arrival.

    Beside the scene that opens on arrival it is any hub there: who stands in one is no longer on the road.
    """
    places = scenario.places
    for name in (*likely, *places):
        if name in places and places[name].scene == scene:
            return name
    rule = scenario.scenes[scene]
    return rule.place if rule.hub and rule.place in places and places[rule.place].scene else ""


def arrivals(scenario: Scenario) -> tuple[str, ...]:
    """Return the scenes that open at the ends of routes, in the order declared; none in a story nobody travels in."""
    if not scenario.road.home:
        return ()
    ends = [end for route in scenario.road.routes.values() for end in (route.source, route.target)]
    scenes = (scenario.places[end].scene for end in dict.fromkeys(ends) if end in scenario.places)
    return tuple(dict.fromkeys(scene for scene in scenes if scene in scenario.scenes))


def arrive(turn: Turn, place: str) -> None:
    """Come to a place; at home everything that was carried is laid down at once."""
    journey, turn.journey, turn.where = turn.journey, None, place
    turn.back = ()
    turn.values.pop(ROAD_DAY, None)
    turn.events.append(Arrived(place, turn.day - journey.started if journey is not None else 0))
    if place == turn.scenario.road.home:
        for key in [key for key in turn.stock if key.startswith(LOAD + "/")]:
            turn.put(key.partition("/")[2], turn.stock.pop(key), HOME)
