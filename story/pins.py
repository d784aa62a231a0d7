"""Pins: luck that walks name, and by what names there is any."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from engine.luck import Pin
from engine.scenario import Scenario
from story.desk import Desk, Field, Fields, Form
from story.marks import Node, read
from story.states import ENUMERATED

WHOLE = (
    "choice", "courier", "customers", "event", "events", "fakes", "hidden", "price", "stalls", "stop", "sweep",
    "takings", "weather",
)  # fmt: skip
"""Names that pin all the luck whose names begin so."""


PINS = Fields({"pin": Field("map", True, "luck by name")})
BY_SHARE = "1 % is its first outcome, 99 % its last; those between have the shares that their weights give them"
NOTHING = 1.0
"""The pin that lets no chance come true, and of several outcomes picks the last."""


def told_pins(told: Iterable[tuple[tuple[str, int], float]]) -> dict[str, Pin]:
    """Return the pins that make draws turn out as told, and all others of which every outcome is tried come to nothing.

    A draw is its stream and the count or the day it goes by: a list has a share for each, and its last is for the rest.
    """
    shares: dict[str, dict[int, float]] = {}
    for (stream, key), share in told:
        shares.setdefault(stream, {})[key] = share
    pins: dict[str, Pin] = dict.fromkeys(ENUMERATED, NOTHING)
    for stream, known in sorted(shares.items()):
        pins[stream] = tuple(known.get(key, NOTHING) for key in range(max(known) + 2))
    return pins


def written(pin: Pin) -> str:
    """Return a pin, one share or a list of them, as walks and scripts have it."""
    if isinstance(pin, (int, float)):
        return f"{pin * 100:.10f}".rstrip("0").rstrip(".") + " %"
    if isinstance(pin, Mapping):
        raise ValueError("a pin by day is not written")
    return f"[{', '.join(map(written, pin))}]"


def read_pins(scenario: Scenario, desk: Desk, text: str, file: str) -> dict[str, Pin]:
    """Return the luck that a text of the form `pin: {…}` pins; what is wrong in it is put down."""
    node = read(text, file, desk.problems)
    return pins_of(scenario, Form(desk, file, node, "A script", PINS)) if node is not None else {}


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
            problems = form.desk.problems
            known = len(problems)
            pins[name] = form.share_of(node, name, 0, 0, 100) / 100
            if len(problems) > known and name.startswith("choice."):
                problems[-1] = replace(problems[-1], hint=BY_SHARE)
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
