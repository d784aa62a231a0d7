"""Pins: luck that walks name, and by what names there is any."""

from collections.abc import Collection

from engine.luck import Pin
from engine.scenario import Scenario
from story.desk import Form
from story.marks import Node

WHOLE = (
    "choice", "courier", "customers", "event", "events", "fakes", "hidden", "price", "stalls", "stop", "sweep",
    "takings", "weather",
)  # fmt: skip
"""Names that pin all the luck whose names begin so."""


def pins_of(scenario: Scenario, form: Form) -> dict[str, Pin]:
    """Return the luck that a walk pins; a name by which nothing is drawn is a problem."""
    pins: dict[str, Pin] = {}
    for name, node in form.items("pin"):
        _must_be_drawn(scenario, form, name, node)
        if node.kind == "list":
            if not node.value:
                form.desk.note("FRM03", "A pin that is a list names at least one share.", form.file, node)
            pins[name] = tuple(form.share_of(item, name, 0, 0, 100) / 100 for item in node.value)
        elif node.kind == "map":
            days: dict[int, float] = {}
            names: dict[int, str] = {}
            for text, value in node.value.items():
                when = form.date_of(value, text, name)
                if when is None:
                    continue
                day = (when - scenario.starts).days + 1
                if name == "events":
                    if form.known(str(value.value), scenario.scenes, "scene", value):
                        names[day] = str(value.value)
                else:
                    days[day] = form.share_of(value, name, 0, 0, 100) / 100
            pins[name] = names if name == "events" else days
        else:
            pins[name] = form.share_of(node, name, 0, 0, 100) / 100
    return pins


def _must_be_drawn(scenario: Scenario, form: Form, name: str, node: Node) -> None:
    """Put down a name by which nothing is drawn."""
    first, dot, _ = name.partition(".")
    if "#" in name or first == "price" or name in WHOLE:
        return
    known = [f"{first}.{each}" for each in _drawn(scenario).get(first, ())]
    if first not in WHOLE or (dot and name not in known):
        form.known(name, known or WHOLE, "luck that goes by the name", node)


def _drawn(scenario: Scenario) -> dict[str, Collection[str]]:
    """Return beginning -> what may follow it in the name of a draw; beginnings of prices and texts are left out."""
    dealt = [f"{market.id}.{name}" for market in scenario.markets.values() for name in (*market.quotes, *market.notes)]
    return {
        "choice": [f"{scene.id}.{choice}" for scene in scenario.scenes.values() for choice in scene.choices],
        "courier": scenario.couriers,
        "customers": scenario.stalls,
        "event": [f"{at}{which}" for at in ("morning", "trade", "road") for which in ("", ".which")],
        "fakes": dealt,
        "hidden": dealt,
        "stalls": scenario.road.routes,
        "stop": scenario.checkpoints,
        "sweep": scenario.patrols,
        "takings": scenario.patrols,
        "weather": ("stays",),
    }
