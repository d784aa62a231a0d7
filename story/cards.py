"""Cards: what is published of a scenario: its length, what it stands on, and where each policy's plays end."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.scenario import Scenario
from engine.session import Story
from story.desk import Desk, Fields, Form
from story.desk import Field as F
from story.marks import Node

if TYPE_CHECKING:
    # A card is read before each play, and measured seldom.
    from story.explore import Explored
    from story.policies import Policy

FILE = "card.yaml"
RUIN = "loss"
"""The tone of the endings that count as ruin."""

CARD = Fields(
    {
        "plays": F("whole", True, "plays a policy"),
        "seed": F("whole", True, "the first seed; each play takes the next"),
        "choices": F("map", True, "choices a play, by policy"),
        "minutes": F(
            "map", False, "minutes a play (reading and weighing), by policy: 5th, 50th, 95th percentile of 100 plays"
        ),
        "evidence": F("map", True, "how many scenes stand on what"),
        "endings": F("map", True, "percent of plays that come to each ending, by policy"),
        "ruin": F("map", True, "percent of plays that end in a loss, by policy"),
        "net_worth": F("map", True, "kilograms of the yardstick at the end: 5th, 50th, 95th percentile, by policy"),
    }
)


@dataclass(frozen=True, slots=True)
class Card:
    """Published figures: shares in percent."""

    plays: int
    seed: int
    endings: dict[str, dict[str, float]]
    """Policy -> ending -> percent of plays."""
    ruin: dict[str, float]
    """Policy -> percent of plays that end in a loss."""
    minutes: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """Policy -> 5th, 50th and 95th percentile of the minutes that a play takes."""
    worth: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """Policy -> 5th, 50th and 95th percentile of kilograms of the yardstick at the end."""


def card_of(folder: Path) -> Card | None:
    """Return the card published in a scenario's folder, None where there is none."""
    path = folder / FILE
    if not path.is_file():
        return None
    desk = Desk()
    node = desk.document(path, FILE)
    if node is None or node.kind != "map":
        return None
    form = Form(desk, FILE, node, "A card", CARD)
    endings = {}
    for policy, inner in form.items("endings"):
        if inner.kind == "map":
            endings[policy] = {name: form.share_of(value, name) for name, value in inner.value.items()}
    ruin = {policy: form.share_of(node, policy) for policy, node in form.items("ruin")}
    return Card(
        form.whole("plays"), form.whole("seed"), endings, ruin, _spreads(form, "minutes"), _spreads(form, "net_worth")
    )


def _spreads(form: Form, key: str) -> dict[str, tuple[float, ...]]:
    return {
        policy: tuple(_number(value) for value in inner.value.values())
        for policy, inner in form.items(key)
        if inner.kind == "map"
    }


def _number(node: Node) -> float:
    try:
        return float(node.value)
    except (TypeError, ValueError):
        return 0.0


def published(known: "Mapping[str, Policy]") -> "list[Policy]":
    """Return the policies whose shares a card tells: the plain ones of any story only where it has none of its own."""
    from story.judges import Judge

    own = [policy for policy in known.values() if not isinstance(policy, Judge)]
    return own if any(policy.name not in ("random", "merchant") for policy in own) else list(known.values())


def shares(found: "Explored") -> dict[str, float]:
    """Return the percent of plays that came to each ending."""
    return {name: 100 * count / found.plays for name, count in found.endings.most_common()}


def ruin(scenario: Scenario, endings: dict[str, float]) -> float:
    """Return the percent of plays that ended in a loss."""
    return sum(share for name, share in endings.items() if (end := scenario.scenes[name].ending) and end.tone == RUIN)


def grades(scenario: Scenario) -> Counter[str]:
    """Return how many scenes stand on documents, on arithmetic, and on invention alone or beside."""
    found: Counter[str] = Counter()
    for scene in scenario.scenes.values():
        known = [scenario.claims[c].grade for c in scene.cited.claims if c in scenario.claims]
        found["documented" if "documented" in known else "derived" if known else "invented"] += 1
        if known and scene.cited.invented:
            found["with_invention"] += 1
    return found


def written(story: Story, policies: "Iterable[Policy]", plays: int, seed: int, minutes: Mapping[str, object]) -> str:
    """Return the text of a card, measured now: every policy plays the same seeds; `minutes` were taken beside."""
    from story.explore import explore

    scenario = story.scenario
    lines = [f"# Measured, not written: `python main.py card {scenario.slug} --measure {plays}` makes it anew."]
    lines += [f"plays: {plays}", f"seed: {seed}"]
    choices, endings, ruins, worths = ["choices:"], ["endings:"], ["ruin:"], ["net_worth:"]
    for policy in policies:
        found = explore(story, policy, plays, seed)
        figures = found.as_json(story)
        share = shares(found)
        choices.append(f"  {policy.name}: {_row(figures['choices_a_play'])}")
        endings.append(f"  {policy.name}: {{{', '.join(f'{name}: {value:.1f} %' for name, value in share.items())}}}")
        ruins.append(f"  {policy.name}: {ruin(scenario, share):.1f} %")
        final = figures["final"]
        worths.append(f"  {policy.name}: {_row(final['net_worth_rice_kg'] if isinstance(final, dict) else {})}")
    timed = ["minutes:", *(f"  {name}: {_row(figures)}" for name, figures in minutes.items())]
    counted = grades(scenario)
    evidence = ["evidence:", *(f"  {name}: {count}" for name, count in sorted(counted.items()))]
    return "\n".join(lines + choices + timed + evidence + endings + ruins + worths) + "\n"


def _row(figures: object) -> str:
    pairs = figures.items() if isinstance(figures, dict) else ()
    return "{" + ", ".join(f"{name}: {value}" for name, value in pairs) + "}"
