"""Ways: whether every scene can be reached, leads on, and comes to an end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from engine.effects import Issue, needs
from engine.machine import edges, home_hub
from engine.scenario import Scenario
from engine.scene import Choice, Scene, Target
from engine.ways import moves
from story.checks.logic import Logic, logic_of
from story.checks.once import once
from story.checks.parts import at, choices
from story.problems import Problem

Graph = dict[str, set[str]]

_BACK = "~back"


def scenes_should_be_reachable(scenario: Scenario) -> Iterator[Problem]:
    """STY03: nothing leads to a scene; STY10: the first scene is already an end."""
    seen = _closure(_graph(scenario), scenario.entries)
    for scene in scenario.scenes.values():
        if scene.id not in seen:
            hint = "no choice lets days pass, so no event can come" if scene.event is not None else ""
            yield at(scene.spot, "STY03", f"Nothing leads to the scene {scene.id!r}.", hint)
    for first in map(scenario.scenes.get, scenario.entries):
        if first is not None and first.ending is not None:
            yield at(first.spot, "STY10", f"The story begins with {first.id!r}, which is an ending.")


def scenes_must_lead_on(scenario: Scenario) -> Iterator[Problem]:
    """STY04: no way out of a scene that is no ending."""
    graph = _graph(scenario)
    backless = {scene for scene, _ in _nowhere(scenario)}
    for scene in scenario.scenes.values():
        if scene.ending is not None or _leads_on(graph, scene.id) or scene.id in backless:
            continue
        if not scene.choices:
            yield at(
                scene.spot, "STY04", f"{scene.id!r} has no choices and is no ending.", "give it choices, or `ending`"
            )
        else:
            yield at(scene.spot, "STY04", f"No choice leads out of {scene.id!r}.")


def endings_must_be_reachable(scenario: Scenario) -> Iterator[Problem]:
    """STY05 and STY11: the story goes round for ever."""
    endings = [scene.id for scene in scenario.scenes.values() if scene.ending is not None]
    if not endings:
        first = scenario.scenes.get(scenario.first) or next(iter(scenario.scenes.values()), None)
        if first is not None:
            yield at(first.spot, "STY11", "The story has no ending.", "give a scene `ending: {name: …, tone: …}`")
        return
    graph = _graph(scenario)
    ends = _closure(_turned(graph), endings)
    stuck = [name for name in scenario.scenes if not _leads_on(graph, name)]
    hopeless = _closure(_turned(graph), [name for name in stuck if name not in ends])
    for scene in scenario.scenes.values():
        if scene.id not in ends and scene.id not in hopeless:
            yield at(scene.spot, "STY05", f"No way leads from {scene.id!r} to an ending.")


def endings_offer_nothing(scenario: Scenario) -> Iterator[Problem]:
    """STY09: an ending that has choices."""
    for scene in scenario.scenes.values():
        if scene.ending is not None and scene.choices:
            yield at(scene.spot, "STY09", f"{scene.id!r} is an ending and has choices.", "remove one of the two")


def some_choice_should_be_open(scenario: Scenario) -> Iterator[Problem]:
    """STY06: a scene in which every choice may be barred."""
    logic = logic_of(scenario)
    frozen = frozenset(paper.id for paper in scenario.papers.values() if paper.frozen)
    for scene in scenario.scenes.values():
        if scene.choices and scene.ending is None and _may_stop(logic, scene, frozen):
            sentence = f"In {scene.id!r} every choice may be barred, and then the play stops."
            yield at(scene.spot, "STY06", sentence, "leave one choice without a condition or cost")


def back_needs_somewhere_to_go(scenario: Scenario) -> Iterator[Problem]:
    """STY07: `back` in a scene that nothing comes back from, without a hub."""
    for scene, choice in _nowhere(scenario):
        spot = scenario.scenes[scene].choices[choice].spot
        yield at(
            spot, "STY07", f"{choice!r} goes `back`, but there is nothing to come back to.", "name a scene, or a hub"
        )


def visits_should_come_back(scenario: Scenario) -> Iterator[Problem]:
    """STY15: a visited scene from which no way leads back."""
    visits = [c for _, c in choices(scenario) if any(target.how == "visit" for target in _targets(c))]
    if not visits:
        return
    returns = [s.id for s, c in choices(scenario) if any(target.how == "back" for target in _targets(c))]
    returning = _closure(_turned(_onward(scenario)), returns)
    for choice in visits:
        for target in _targets(choice):
            if target.how == "visit" and target.scene not in returning:
                yield at(
                    choice.spot, "STY15", f"Nothing leads back from {target.scene!r}.", "write `go` instead of `visit`"
                )
                break


def events_should_be_able_to_come(scenario: Scenario) -> Iterator[Problem]:
    """STY08: an event whose condition or weight rules it out."""
    never = logic_of(scenario).never
    trades = any(duty.tends in scenario.stalls for duty in scenario.duties.values())
    for scene in scenario.scenes.values():
        rule = scene.event
        if rule is None:
            continue
        if never(rule.when):
            yield at(scene.spot, "STY08", f"The condition of the event {scene.id!r} never holds.")
        elif never(rule.weight) and not rule.priority:
            yield at(scene.spot, "STY08", f"The event {scene.id!r} has weight 0.")
        elif rule.at == "trade" and not trades:
            hint = "write `at: morning`, or give a duty `tends`"
            yield at(scene.spot, "STY08", f"The event {scene.id!r} comes at trade, but nobody trades.", hint)
        elif rule.at == "road" and not scenario.road.routes:
            hint = "declare `road`, `modes` and `routes`"
            yield at(scene.spot, "STY08", f"The event {scene.id!r} comes on the road, but there are no routes.", hint)


def days_need_a_hub(scenario: Scenario) -> Iterator[Problem]:
    """STY18: days go by and nothing is there to come back to."""
    if home_hub(scenario):
        return
    passing = next((choice for _, choice in choices(scenario) if choice.passes), None)
    if passing is not None:
        yield at(passing.spot, "STY18", "Days go by here, but the story has no hub.", "give a scene `hub: yes`")


@once
def _graph(scenario: Scenario) -> Graph:
    """Return scene -> scenes a choice may lead to, leaving out choices that are never open.

    What days and journeys may bring stands once, under names that no scene has: each choice by which days pass may
    lead to every event.
    """
    never = logic_of(scenario).never
    shut = {(scene.id, choice.id) for scene, choice in choices(scenario) if never(choice.when)}
    graph: Graph = {name: set() for name in scenario.scenes}
    for move in moves(scenario):
        if (move.source, move.choice) in shut:
            continue
        if move.why in ("interrupt", "journey"):
            graph.setdefault(f"~{move.why}", set(move.dests))
            graph[move.source].add(f"~{move.why}")
        else:
            graph[move.source].update(move.dests)
    for scene in scenario.scenes.values():
        if scene.ending is not None:
            graph[scene.id] = set()
    return graph


def _leads_on(graph: Graph, scene: str) -> bool:
    """Return whether something leads from a scene to another."""
    ways = graph[scene] - {scene}
    return any(name in graph and (not name.startswith("~") or graph[name] - {scene}) for name in ways)


def _turned(graph: Graph) -> Graph:
    turned: Graph = defaultdict(set)
    for source, dests in graph.items():
        for dest in dests:
            turned[dest].add(source)
    return turned


def _closure(graph: Graph, start: Iterable[str]) -> set[str]:
    seen, waiting = set[str](), list(start)
    while waiting:
        if (name := waiting.pop()) not in seen:
            seen.add(name)
            waiting += graph.get(name, ())
    return seen


def _onward(scenario: Scenario) -> Graph:
    """Return scene -> scenes it goes on to while something still waits to be come back to."""
    graph: Graph = {name: set() for name in scenario.scenes}
    for scene, choice in choices(scenario):
        for target in _targets(choice):
            if target.scene and not scenario.scenes[target.scene].hub:
                graph[scene.id].add(target.scene)
    return graph


def _targets(choice: Choice) -> list[Target]:
    return [outcome.go for outcome in choice.outcomes] or [choice.go]


def _nowhere(scenario: Scenario) -> list[tuple[str, str]]:
    """Return (scene, choice) of each `back` that leads nowhere."""
    backs = [(s, c) for s, c in choices(scenario) if any(t.how == "back" for t in _targets(c))]
    if not backs or home_hub(scenario):
        return []
    # Each such scene is asked by a choice that does nothing but go back, because outcomes share their choice's edges.
    scenes = dict(scenario.scenes)
    for scene, choice in backs:
        asks = replace(choice, id=_BACK, outcomes=(), go=Target("back"), passes=False)
        scenes[scene.id] = replace(scenes[scene.id], choices={**scenes[scene.id].choices, _BACK: asks})
    found = {edge.source for edge in edges(replace(scenario, scenes=scenes)) if edge.choice == _BACK}
    return [(scene.id, choice.id) for scene, choice in backs if scene.id not in found]


def _may_stop(logic: Logic, scene: Scene, frozen: Set[str]) -> bool:
    """Return whether no choice may be open: one of those that nothing else can bar does not always hold."""
    sure = [choice for choice in scene.choices.values() if not _may_fail(logic, scene, choice, frozen)]
    if any(choice.when is None for choice in sure):
        return False
    return not logic.one_always_holds(choice.when.source for choice in sure if choice.when is not None)


def _may_fail(logic: Logic, scene: Scene, choice: Choice, frozen: Set[str]) -> bool:
    """Return whether more than its condition may bar a choice: a cost, a frozen paper, use, no outcome left."""
    used_up = choice.once and (scene.hub or any(target.how in ("here", "visit") for target in _targets(choice)))
    lists = (choice.effects, *(outcome.effects for outcome in choice.outcomes))
    asked = {deed.paper for deeds in lists for deed in deeds if isinstance(deed, Issue)}
    if used_up or asked & frozen or any(map(needs, lists)):
        return True
    possible = [outcome.when for outcome in choice.outcomes if not logic.never(outcome.weight)]
    if not choice.outcomes or None in possible:
        return False
    return not logic.one_always_holds(when.source for when in possible if when is not None)
