"""Roads: whether what is declared for the road can ever be met on it."""

from collections.abc import Iterator

from engine.effects import Depart, Issue
from engine.scenario import Scenario
from engine.scene import Spot
from story.checks.parts import at, effects, names_read, place
from story.problems import Problem


def journeys_should_have_somewhere_to_go(scenario: Scenario) -> Iterator[Problem]:
    """STY20: a scene in which journeys begin, at a place from which no route leads."""
    routes = scenario.road.routes.values()
    for scene in scenario.scenes.values():
        if scene.roads and scene.place and not any(route.other_end(scene.place) for route in routes):
            sentence = f"{scene.id!r} has `roads: yes`, but no route leads from {scene.place!r}."
            yield at(scene.spot, "STY20", sentence)


def checkpoints_should_lie_on_a_route(scenario: Scenario) -> Iterator[Problem]:
    """STY21: a checkpoint that no route passes."""
    passed = {post for route in scenario.road.routes.values() for post in route.checkpoints}
    for post in scenario.checkpoints.values():
        if post.id not in passed and _own(post.spot):
            yield at(place(post), "STY21", f"No route passes the checkpoint {post.id!r}.", "name it in a route")


def papers_asked_for_should_be_issued(scenario: Scenario) -> Iterator[Problem]:
    """STY22: a paper that is asked for and that nothing ever issues; of several that would do, one is enough."""
    issued = {effect.paper for effect, _ in effects(scenario) if isinstance(effect, Issue)}
    passed = dict.fromkeys(post for route in scenario.road.routes.values() for post in route.checkpoints)
    lists = [route.papers for route in scenario.road.routes.values()]
    lists += [scenario.checkpoints[post].papers for post in passed]
    asked = {paper for papers in lists if issued.isdisjoint(papers) for paper in papers}
    for name in names_read(scenario):
        if name.startswith(("holds(", "valid.")):
            asked.add(name.removeprefix("holds(").removeprefix("valid.").rstrip(")"))
    for paper in scenario.papers.values():
        if paper.id in asked and paper.id not in issued:
            hint = f"a deed `issue: {{paper: {paper.id}, for: 30 days}}`"
            yield at(place(paper), "STY22", f"The paper {paper.id!r} is asked for, but nothing issues it.", hint)


def routes_should_be_taken(scenario: Scenario) -> Iterator[Problem]:
    """STY23: a route on which nobody can set out: no scene where it begins has `roads: yes`, and no deed departs."""
    begun = {effect.route for effect, _ in effects(scenario) if isinstance(effect, Depart)}
    starts = {scene.place for scene in scenario.scenes.values() if scene.roads}
    for route in scenario.road.routes.values():
        ends = {route.source} if route.oneway else {route.source, route.target}
        if _own(route.spot) and route.id not in begun and "" not in starts and not ends & starts:
            sentence = f"Nobody can set out on the route {route.id!r}."
            hint = f"give a scene at {route.source!r} `roads: yes`, or a deed `depart: {route.id}`"
            yield at(route.spot, "STY23", sentence, hint)


def _own(spot: Spot) -> bool:
    """Return whether something is the story's own: a world may hold more than each of its stories comes by."""
    return not spot.file.startswith("worlds/")
