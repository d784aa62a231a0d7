"""Carding: the card of a scenario, for whoever must choose or judge it: length, content, evidence, how plays end."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.scenario import Scenario
from engine.session import Story
from game import authoring, words
from game.extent import Extent, extent, played, spread
from story import problems
from story.cards import FILE, Card, card_of, grades, published, written
from story.desk import Desk
from story.policies import RANDOM, policies_of

TIMED = 100
"""Plays of each policy that say how long a play is: as a player sees it, which is slow, and a median settles early."""
MEASURED = ("sensible", "random")
"""The policies whose plays say how long a play is: the first that the scenario has."""


@dataclass(frozen=True, slots=True)
class Carded:
    """All that is said of a scenario; `card` is None where no shares were published."""

    scenario: Scenario
    extent: Extent
    policy: str
    """The policy whose plays were measured."""
    card: Card | None
    problems: tuple[problems.Problem, ...]


def carded(story: Story, folder: Path, plays: int) -> Carded:
    """Return what is to be said of a scenario, its length measured in so many plays."""
    policies = policies_of(story.scenario, folder, Desk(scope=story.scenario.scope))
    policy = next((policies[name] for name in MEASURED if name in policies), RANDOM)
    found = tuple(authoring.problems_in(folder))
    return Carded(story.scenario, extent(story, plays, policy=policy), policy.name, card_of(folder), found)


def measure(story: Story, folder: Path, plays: int) -> Path:
    """Play every policy so many times, publish where the plays end in the scenario's folder, and return the file."""
    policies = policies_of(story.scenario, folder, Desk(scope=story.scenario.scope))
    path = folder / FILE
    told = published(policies)
    minutes = {policy.name: spread(played(story, min(plays, TIMED), 1, policy)) for policy in told}
    path.write_text(written(story, told, plays, 1, minutes), encoding="utf-8")
    return path


def lines(found: Carded) -> Iterator[str]:
    """Yield the card as Markdown, which reads as plain text too."""
    scenario = found.scenario
    yield f"# {scenario.title}"
    yield from (f"\n{text}" for text in (scenario.subtitle, scenario.blurb) if text)
    yield f"\n- **Length:** {_length(found)}"
    if scenario.ages:
        yield f"- **Ages:** {scenario.ages}"
    if scenario.content_note:
        yield f"- **Content:** {' '.join(scenario.content_note.split())}"
    if names := [concept.name for concept in scenario.lesson.concepts]:
        yield f"- **Concepts:** {', '.join(names)}"
    yield f"- **Stands on:** {_stands_on(scenario)}"
    yield from _shares(scenario, found.card)
    yield f"\n## Open problems\n\n{problems.summary(found.problems)}"
    yield from (f"- {problem.place}: {problem.code} {problem.sentence}" for problem in found.problems)


def _length(found: Carded) -> str:
    measured = found.extent
    scenes, endings = words.count(measured.scenes, "scene"), words.count(measured.endings, "ending")
    said = f"{measured.words:,} words in {scenes}, {endings}"
    if not measured.plays:
        return f"{said}; no play came to an end"
    play = f"{measured.words_a_play:,} words and {words.count(measured.choices_a_play, 'choice')}"
    stated = found.scenario.minutes
    ours = words.count(measured.minutes, "minute")
    return f"{said}. A play ({found.policy}): {play}, about {ours}{f' (stated: {stated})' if stated else ''}"


def _stands_on(scenario: Scenario) -> str:
    counted = grades(scenario)
    shares = [f"{words.count(counted[name], 'scene')} {name}" for name in ("documented", "derived", "invented")]
    titles = ", ".join(document.title for document in scenario.documents.values())
    return f"{words.listed(shares)}; {titles}" if titles else words.listed(shares)


def _shares(scenario: Scenario, card: Card | None) -> Iterator[str]:
    yield "\n## Where plays end\n"
    if card is None:
        yield f"Not measured. `card {scenario.slug} --measure` plays every policy and publishes it."
        return
    yield f"Percent of {card.plays:,} plays a policy, seeds from {card.seed}.\n"
    yield "| policy | minutes | ruin | endings |"
    yield "|---|---:|---:|---|"
    for policy, shares in card.endings.items():
        ends = ", ".join(f"{_named(scenario, name)} {share:.0f}" for name, share in shares.items() if share >= 1)
        yield f"| {policy} | {_minutes(card.minutes.get(policy, ()))} | {card.ruin.get(policy, 0):.0f} | {ends} |"


def _minutes(figures: tuple[float, ...]) -> str:
    """Return the middle play's minutes, and those of the shorter and longer ones."""
    return f"{figures[1]:.0f} ({figures[0]:.0f}-{figures[2]:.0f})" if len(figures) == 3 else ""


def _named(scenario: Scenario, name: str) -> str:
    scene = scenario.scenes.get(name)
    return scene.ending.name if scene is not None and scene.ending is not None else f"{name} (gone)"
