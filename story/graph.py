"""The graph: scenes and the ways between them, as the state machine has them, for Mermaid, DOT and drawings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.scenario import Scenario
from engine.ways import moves
from story.explore import Explored

DAYS, ROAD, BACK = "~days", "~road", "~back"
"""What stands for the days that may bring any event, for the road, and for going back to whatever waits."""
SAID = {DAYS: "days pass", ROAD: "on the road", BACK: "back to where one was"}
_THROUGH = {"interrupt": DAYS, "journey": ROAD}


@dataclass(frozen=True, slots=True)
class Stop:
    """A scene, or one of DAYS, ROAD and BACK; `plays` is the percent of plays that came there, None where unasked."""

    id: str
    title: str
    sort: str
    """first, hub, event, ending, scene or through."""
    plays: int | None = None


@dataclass(slots=True)
class Way:
    """A way from one stop to another, with the choices that lead along it; `taken` None where nobody asked."""

    source: str
    dest: str
    choices: list[str] = field(default_factory=list)
    taken: int | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """All stops and ways of a scenario."""

    title: str
    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]


def graph_of(scenario: Scenario, found: Explored | None = None) -> Graph:
    """Return the graph of a scenario, with what plays came to where some were made."""
    ways: dict[tuple[str, str], Way] = {}

    def way(source: str, dest: str, choice: str = "") -> None:
        along = ways.setdefault((source, dest), Way(source, dest, taken=0 if found is not None else None))
        if choice and choice not in along.choices:
            along.choices.append(choice)
            if found is not None:
                along.taken = (along.taken or 0) + found.taken[f"{source}.{choice}"]

    for move in moves(scenario):
        through = _THROUGH.get(move.why, BACK if len(move.dests) > 1 else "")
        if not through:
            for dest in move.dests:
                way(move.source, dest, move.choice)
            continue
        way(move.source, through, move.choice)
        for dest in move.dests if through != BACK else ():
            way(through, dest)
    named = dict.fromkeys(end for pair in ways for end in pair if end in SAID)
    stops = [_stop(scenario, name, found) for name in scenario.scenes]
    return Graph(scenario.title, (*stops, *(Stop(name, SAID[name], "through") for name in named)), tuple(ways.values()))


def mermaid(graph: Graph) -> Iterator[str]:
    """Yield the lines of a Mermaid flowchart."""
    shapes = {"ending": '(["{}"])', "hub": '{{{{"{}"}}}}', "event": '>"{}"]', "through": '(("{}"))'}
    yield "flowchart TD"
    for stop in graph.stops:
        text = shapes.get(stop.sort, '["{}"]').format(_mermaid_text(_label(stop)))
        yield f"  {_id(stop.id)}{text}" + (":::unseen" if stop.plays == 0 else "")
    for way in graph.ways:
        label = f'|"{_mermaid_text(", ".join(way.choices))}"|' if way.choices else ""
        arrow = "-.->" if way.taken == 0 or not way.choices else "-->"
        yield f"  {_id(way.source)} {arrow}{label} {_id(way.dest)}"
    yield "  classDef unseen stroke-dasharray:4 4,fill:#fdd,color:#400"


def dot(graph: Graph) -> Iterator[str]:
    """Yield the lines of a DOT graph."""
    shapes = {"ending": "oval", "hub": "hexagon", "event": "note", "through": "circle", "first": "house"}
    yield f"digraph {_quoted(graph.title)} {{"
    yield "  node [shape=box, fontname=sans];"
    for stop in graph.stops:
        colour = ", style=filled, fillcolor=mistyrose" if stop.plays == 0 else ""
        shape = shapes.get(stop.sort, "box")
        yield f"  {_quoted(stop.id)} [label={_quoted(_label(stop))}, shape={shape}{colour}];"
    for way in graph.ways:
        style = ", style=dashed" if way.taken == 0 or not way.choices else ""
        yield f"  {_quoted(way.source)} -> {_quoted(way.dest)} [label={_quoted(', '.join(way.choices))}{style}];"
    yield "}"


def _stop(scenario: Scenario, name: str, found: Explored | None) -> Stop:
    scene = scenario.scenes[name]
    sorts = {"first": name in scenario.entries, "ending": scene.ending, "hub": scene.hub, "event": scene.event}
    sort = next((sort for sort, holds in sorts.items() if holds), "scene")
    return Stop(name, scene.title, sort, _share(found.plays_through, name, found.plays) if found is not None else None)


def _share(counts: Mapping[str, int], name: str, plays: int) -> int:
    """Return percent of plays, at least 1 where any came."""
    count = counts.get(name, 0)
    return max(1, 100 * count // plays) if count and plays else 0


def _label(stop: Stop) -> str:
    return stop.title + (f" ({stop.plays} %)" if stop.plays is not None else "")


def _id(name: str) -> str:
    """Return a name that means nothing to Mermaid, whose own words, such as `end`, may not name a node."""
    return "s_" + name.replace("~", "_")


def _mermaid_text(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "#quot;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
