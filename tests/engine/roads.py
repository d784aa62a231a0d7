"""Plays of the road story: three places, a train that needs a permit, a lorry, a path; what tests of travel share."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from engine import effects as fx
from engine.actions import Carry, Choose
from engine.events import Event
from engine.kinds import constant
from engine.luck import Pin
from engine.prose import Line
from engine.scenario import Scenario
from engine.scene import Choice, Scene, Target
from engine.session import Session, Story
from engine.verb import Effect
from story.library import load

ROAD = Path(__file__).parents[1] / "stories" / "road"
QUIET: dict[str, Pin] = {"event": 0.99, "stop": 0.99, "stalls": 0.99, "price": 0.5, "weather": 0.0}
"""Nothing comes, nobody stops anybody, everything runs, prices at their middles, clear skies (-6 degrees)."""

BACK, HERE = Target("back"), Target()


@cache
def road() -> Story:
    """Return the road story without posts, rations and dues, which come whatever a traveller does."""
    story = load(ROAD).story
    assert story is not None
    return changed(story.scenario, posts={}, rations={}, dues={})


def changed(scenario: Scenario, **fields: object) -> Story:
    """Return a story with fields of its scenario replaced."""
    return Story.of(replace(scenario, **fields))  # type: ignore[arg-type]


def rerouted(name: str, **fields: object) -> Story:
    """Return the road story with fields of one route replaced."""
    scenario = road().scenario
    routes = dict(scenario.road.routes)
    routes[name] = replace(routes[name], **fields)  # type: ignore[arg-type]
    return changed(scenario, road=replace(scenario.road, routes=routes))


def play(*choices: str, story: Story | None = None, load: dict[str, int] | None = None, **pins: Pin) -> Session:
    """Return a play at home, quiet but for its pins (`a__b` for `a.b`), after some choices and loading."""
    named = {name.replace("__", "."): pin for name, pin in pins.items()}
    session = Session(story or road(), 7, {**QUIET, **named})
    for choice in choices:
        session.act(Choose(choice))
    for good, amount in (load or {}).items():
        session.act(Carry(good, amount))
    return session


def kinds(events: tuple[Event, ...], *wanted: type[Event]) -> list[Event]:
    """Return the events of some kinds, in order."""
    return [event for event in events if isinstance(event, wanted)]


def choice(name: str, go: Target, *verbs: Effect, passes: bool = True) -> Choice:
    return Choice(name, Line((name,)), None, None, None, False, verbs, (), (), go, False, passes)


def with_choices(scene: str, *choices: Choice, story: Story | None = None, **scenes: Scene) -> Story:
    """Return the road story with more choices in a scene, and more scenes."""
    scenario = (story or road()).scenario
    old = scenario.scenes[scene]
    more = replace(old, choices={**old.choices, **{one.id: one for one in choices}})
    return changed(scenario, scenes={**scenario.scenes, scene: more, **scenes})


def plain(name: str, *choices: Choice, **fields: object) -> Scene:
    return replace(Scene(name, name, "", (), {one.id: one for one in choices}), **fields)  # type: ignore[arg-type]


def setting_out(route: str) -> Effect:
    return fx.Depart(route)


def travel_back() -> Effect:
    return fx.TurnBack()


def held(days: int) -> Effect:
    return fx.Pass(constant(days), False)
