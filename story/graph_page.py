"""The graph page: one HTML file that opens by itself, with the graph drawn in it and a table of the scenes below."""

from collections.abc import Iterator
from html import escape
from typing import Any

from story.graph import Graph, Stop, Way

LETTER, LEAST, HEIGHT, MARGIN = 7.2, 70.0, 34.0, 12.0
"""In px: width of a letter, least width and height of a stop, what is left free around the drawing."""

STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color:#222;background:#fff}
.map{overflow:auto;border:1px solid #ccc;max-height:85vh}
.map svg{max-width:100%;height:auto}#large:checked~.map svg{max-width:none}
svg text{font:12px system-ui,sans-serif;fill:#222;text-anchor:middle;dominant-baseline:middle}
.stop{fill:#f4f1ea;stroke:#8a7f6c}.hub{fill:#e3edf7;stroke:#33608c}.event{fill:#fff7d6;stroke:#a58a1f}
.ending{fill:#e9e4f2;stroke:#5f4b8b}.first{stroke-width:3}.through{fill:#eee;stroke:#aaa}
.unseen{fill:#f7c9c4;stroke:#b03a2e}.few{fill:#fde8c8}.many{fill:#cfe8cf}
.way{fill:none;stroke:#777;stroke-width:1.2}.never{stroke:#b03a2e;stroke-dasharray:4 4}
table{border-collapse:collapse;margin-top:1rem}td,th{padding:.15rem .7rem;text-align:left;border-bottom:1px solid #ddd}
@media (prefers-color-scheme:dark){body{background:#181715;color:#ddd}.map{background:#faf8f3}}
"""


class NoLayout(Exception):
    """What lays a graph out is not installed; carries the sentence that says how to install it."""


def page(graph: Graph) -> Iterator[str]:
    """Yield the lines of the page; raise `NoLayout` where nothing can lay it out."""
    drawn = _laid_out(graph)
    asked = any(stop.plays is not None for stop in graph.stops)
    yield "<!DOCTYPE html>"
    yield f'<html lang="en"><head><meta charset="utf-8"><title>{escape(graph.title)}</title>'
    yield f"<style>{STYLE}</style></head>"
    yield f"<body><h1>{escape(graph.title)}</h1>"
    yield "<p>Boxes are scenes; hold the pointer over one. Blue: hubs. Yellow: events. Violet: endings."
    if asked:
        yield "With plays: green where many came, pale orange where few, red where none; red dashes were never chosen."
    yield '</p><input type="checkbox" id="large"><label for="large"> at full size</label><div class="map">'
    yield from _svg(graph, drawn)
    yield "</div>"
    yield from _table(graph, asked)
    yield "</body></html>"


def _laid_out(graph: Graph) -> Any:
    try:
        import graphlay
    except ImportError:
        raise NoLayout(
            "The drawing is laid out by graphlay, which is not installed: pip install graphlay. "
            "Without it there are --mermaid and --dot."
        ) from None
    wanted = graphlay.Graph()
    for stop in graph.stops:
        wanted.node(stop.id, width=max(LEAST, LETTER * len(_label(stop)) + 20), height=HEIGHT)
    for way in graph.ways:
        if way.source != way.dest:
            wanted.edge(way.source, way.dest)
    return graphlay.layout(wanted)


def _svg(graph: Graph, drawn: Any) -> Iterator[str]:
    raw = drawn.to_dict()
    low, high = raw["bounds"]["min"], raw["bounds"]["max"]
    left, top = low["x"] - MARGIN, low["y"] - MARGIN
    width, height = high["x"] + MARGIN - left, high["y"] + MARGIN - top
    view = f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"
    yield f'<svg width="{width:.0f}" height="{height:.0f}" viewBox="{view}" role="img">'
    yield '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    yield '<path d="M0 0 L8 4 L0 8 z" fill="#777"/></marker></defs>'
    ways = [way for way in graph.ways if way.source != way.dest]
    for way, edge in zip(ways, raw["edges"], strict=True):
        points = " ".join(f"{point['x']:.1f},{point['y']:.1f}" for point in edge["points"])
        never = " never" if way.taken == 0 and way.choices else ""
        yield f'<polyline class="way{never}" points="{points}" marker-end="url(#tip)">'
        yield f"<title>{_told(way)}</title></polyline>"
    for stop, node in zip(graph.stops, raw["nodes"], strict=True):
        w, h = node["size"]["width"], node["size"]["height"]
        x, y = node["center"]["x"] - w / 2, node["center"]["y"] - h / 2
        yield f'<g><title>{_hint(stop)}</title><rect class="{_classes(stop)}" rx="{5 if stop.sort != "ending" else 17}"'
        yield f' x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"/>'
        yield f'<text x="{x + w / 2:.1f}" y="{y + h / 2:.1f}">{escape(_label(stop))}</text></g>'
    yield "</svg>"


def _table(graph: Graph, asked: bool) -> Iterator[str]:
    yield "<table><tr><th>scene</th><th>title</th><th>sort</th>" + ("<th>of plays</th>" if asked else "") + "</tr>"
    for stop in graph.stops:
        if stop.sort != "through":
            cells = [stop.id, stop.title, stop.sort] + ([f"{stop.plays} %"] if asked else [])
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</table>"


def _label(stop: Stop) -> str:
    return stop.title if len(stop.title) <= 28 else stop.title[:27] + "…"


def _hint(stop: Stop) -> str:
    seen = f": {stop.plays} % of plays" if stop.plays is not None else ""
    return escape(f"{stop.title} ({stop.id}, {stop.sort}){seen}" if stop.sort != "through" else stop.title)


def _told(way: Way) -> str:
    taken = f" (taken {way.taken} times)" if way.taken is not None and way.choices else ""
    return escape(", ".join(way.choices) + taken)


def _classes(stop: Stop) -> str:
    seen = ""
    if stop.plays is not None and stop.sort != "through":
        seen = " unseen" if stop.plays == 0 else " few" if stop.plays < 10 else " many"
    return f"stop {stop.sort}{seen}"
