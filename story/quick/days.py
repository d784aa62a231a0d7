"""Days as Python source, for stories in which nothing lives by itself: no household, stall, patrol, creditor, market.

A day then is three things: numbers fade, the date moves on, and the morning may bring an event. The days of any other
story are the engine's own.
"""

from engine.scenario import Scenario
from engine.scene import EventRule
from engine.world import MORNING
from story.quick.source import Names, code_of, skies


def bare(scenario: Scenario) -> bool:
    """Return whether a day brings nothing but fading numbers and events of the morning."""
    lives = (
        scenario.people, scenario.duties, scenario.stalls, scenario.patrols, scenario.creditors, scenario.couriers,
        scenario.posts, scenario.rations, scenario.dues, scenario.markets, scenario.levers, scenario.road.home,
    )  # fmt: skip
    return not any(lives) and all(good.spoils_above is None for good in scenario.goods.values())


def live(names: Names) -> str:
    """Return the source of `live`, which lets days go by as `day.live` does and returns the scene that interrupts."""
    scenario = names.scenario
    body = [
        f"if t.phase != {MORNING!r}: return day_live(t, days, until)",
        "v, b, seen, stock = t.values, t.balances, t.seen, t.stock",
    ]
    body += ["for _ in range(days):"]
    for number in scenario.numbers.values():
        if number.fades:
            step = f"max({-number.fades!r}, min({number.fades!r}, x))"
            body += [f"  x = {number.start!r} - v[{number.id!r}]", f"  if x: v[{number.id!r}] += {step}"]
    events = []
    for scene in sorted(scenario.urgent["morning"], key=lambda scene: -(scene.event.priority if scene.event else 0)):
        if scene.event is not None:
            events.append(f"if {_may_come(names, scene.id, scene.event)}: return {scene.id!r}")
    body += [f"  {line}" for line in ["t.day += 1", *skies(events), *events]]
    if scenario.events["morning"]:
        body += ["  came = chance_event(t, 'morning')", "  if came is not None: return came"]
    return "\n".join(["def live(t, days, until):", *(f"  {line}" for line in [*body, "return None"])])


def _may_come(names: Names, scene: str, rule: EventRule) -> str:
    unseen = f"{scene!r} not in t.last"
    asked = [unseen if rule.cooldown is None else f"({unseen} or t.day - t.last[{scene!r}] >= {rule.cooldown!r})"]
    if rule.when is not None:
        asked.append(names.fill(code_of(names, rule.when)))
    return " and ".join(asked)
