"""Evidence: whether scenes, prices and figures say what they stand on, and claims are there and used."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from engine.evidence import Cited
from engine.kinds import near
from engine.scenario import Scenario
from engine.scene import Spot
from story.checks.parts import at, place
from story.problems import Problem

SYSTEM = re.compile(r"S(?:0[1-9]|[1-8][0-9]|9[0-7])")
"""S01 to S97."""
_TITLES = "The|An?|Mr|Mrs|Miss|Dr|Old|Aunt|Uncle|Comrade|Donna|Don"
_FULL_NAME = re.compile(rf"(?<!\w)(?!(?:{_TITLES})\b)[A-Z][\w'-]+(?: [A-Z][\w'-]+)+")
"""Two words or more with capital letters; a title and one name are no full name."""


def scenes_should_cite(scenario: Scenario) -> Iterator[Problem]:
    """EVD02: a scene that stands on nothing."""
    for scene in scenario.scenes.values():
        if not _stands(scene.cited):
            sentence = f"The scene {scene.id!r} does not say what it stands on."
            yield at(scene.spot, "EVD02", sentence, "write `evidence: [claim]` or `evidence: {invented: why}`")


def claims_cited_must_exist(scenario: Scenario) -> Iterator[Problem]:
    """EVD01: a claim that no evidence file has."""
    for claim, spot, what in _citations(scenario):
        if claim not in scenario.claims:
            sentence = f"{what} cites {claim!r}, which no evidence file has."
            yield at(spot, "EVD01", sentence, near(claim, scenario.claims) or _how_to_cite(claim, scenario))


def prices_and_figures_should_cite(scenario: Scenario) -> Iterator[Problem]:
    """EVD04 and EVD05: a price, or the figures of anything else, that stand on nothing."""
    for market in scenario.markets.values():
        for quote in (*market.quotes.values(), *market.notes.values()):
            if quote.mid and not _stands(quote.cited):
                spot = place(quote)
                yield at(spot, "EVD04", f"The price of {quote.good} at {market.id} does not say what it stands on.")
    for process in scenario.era.processes.values() if scenario.era is not None else ():
        if not _stands(process.cited):
            yield at(place(process), "EVD04", f"The price of {process.id} does not say what it stands on.")
    for thing, what in _figures(scenario):
        if not _stands(thing.cited):
            yield at(place(thing), "EVD05", f"{what} does not say what its figures stand on.")


def people_named_should_cite(scenario: Scenario) -> Iterator[Problem]:
    """EVD06: somebody with a name such as real people have, who stands on nothing."""
    named: list[Iterable[Any]] = [
        scenario.people.values(), scenario.creditors.values(), scenario.couriers.values(), scenario.patrols.values(),
        scenario.checkpoints.values(), scenario.shares.values(),
    ]  # fmt: skip
    for things in named:
        for thing in things:
            if _FULL_NAME.search(thing.name) and not _stands(thing.cited):
                sentence = f"{thing.name!r} could be somebody's name, and nothing says whose."
                hint = "cite the claim that names them, or write `evidence: [{invented: the name}]`"
                yield at(place(thing), "EVD06", sentence, hint)


def claims_should_be_used(scenario: Scenario) -> Iterator[Problem]:
    """EVD03: a claim that nothing cites, in a file that no other story uses."""
    cited = {claim for claim, _, _ in _citations(scenario)}
    for claim in scenario.claims.values():
        if claim.id not in cited and claim.id not in scenario.background.sources.shared:
            yield at(place(claim), "EVD03", f"Nothing cites the claim {claim.id!r}.", "cite it, or remove it")


def witness_lines_should_cite(scenario: Scenario) -> Iterator[Problem]:
    """LES02: a line of the witness without a claim."""
    for line in scenario.lesson.witness:
        if not line.claims:
            yield at(line.spot or Spot("lesson.yaml"), "LES02", f"No claim stands behind {_begin(line.text)!r}.")


def lessons_should_be_whole(scenario: Scenario) -> Iterator[Problem]:
    """LES03: a lesson that lacks a part. LES04: a plan that is longer or shorter than its lesson."""
    lesson = scenario.lesson
    if not (lesson.concepts or lesson.questions or lesson.plan):
        if scenario.folder and not Path(scenario.folder, "lesson.yaml").exists():
            yield at(Spot("lesson.yaml"), "LES03", "There is no lesson.yaml.", "`new` writes one to begin with")
        return
    parts = ("aims", "before", "worksheet", "double", "parents")
    if missing := [f"`{part}`" for part in parts if not getattr(lesson, part)]:
        yield at(lesson.spots.get("", Spot("lesson.yaml")), "LES03", f"The lesson has no {', '.join(missing)}.")
    for key, steps, minutes in (("plan", lesson.plan, 45), ("double", lesson.double, 90)):
        if steps and (total := sum(step for step, _ in steps)) != minutes:
            where = lesson.spots.get(key, Spot("lesson.yaml"))
            yield at(where, "LES04", f"The steps of `{key}` take {total} minutes, not {minutes}.")


def systems_must_exist(scenario: Scenario) -> Iterator[Problem]:
    """LES01: a system that is none of S01 to S97."""
    for scene in scenario.scenes.values():
        for system in scene.shows:
            if not SYSTEM.fullmatch(system):
                yield at(scene.spot, "LES01", f"{scene.id!r} shows {system!r}; systems are S01 to S97.")
    for concept in scenario.lesson.concepts:
        for system in concept.systems:
            if not SYSTEM.fullmatch(system):
                sentence = f"The concept {concept.name!r} names {system!r}; systems are S01 to S97."
                yield at(concept.spot or Spot("lesson.yaml"), "LES01", sentence)


def _how_to_cite(claim: str, scenario: Scenario) -> str:
    if " " in claim or claim == "invented":
        return "what you made up is written `evidence: [{invented: why}]`"
    if not scenario.claims:
        return "name the file that holds it in scenario.yaml: `evidence: [notes]` is evidence/notes.yaml"
    return ""


def _stands(cited: Cited) -> bool:
    return bool(cited.claims or cited.invented)


def _citations(scenario: Scenario) -> Iterator[tuple[str, Spot, str]]:
    """Yield each claim that is cited, with the place and what cites it."""
    for scene in scenario.scenes.values():
        yield from ((claim, scene.spot, f"The scene {scene.id!r}") for claim in scene.cited.claims)
    for market in scenario.markets.values():
        for quote in (*market.quotes.values(), *market.notes.values(), *market.coupons.values()):
            what = f"The price of {quote.good} at {market.id}"
            yield from ((claim, place(quote), what) for claim in quote.cited.claims)
    for process in scenario.era.processes.values() if scenario.era is not None else ():
        yield from ((claim, place(process), f"The price of {process.id}") for claim in process.cited.claims)
    for thing, what in _figures(scenario):
        yield from ((claim, place(thing), what) for claim in thing.cited.claims)
    for creditor in scenario.creditors.values():
        yield from ((claim, place(creditor), f"The creditor {creditor.id!r}") for claim in creditor.cited.claims)
    for person in scenario.people.values():
        yield from ((claim, place(person), f"The person {person.id!r}") for claim in person.cited.claims)
    for paper in scenario.papers.values():
        yield from ((claim, place(paper), f"The paper {paper.id!r}") for claim in paper.cited.claims)
    for mode in scenario.road.modes.values():
        yield from ((claim, place(mode), f"The mode {mode.id!r}") for claim in mode.cited.claims)
    for entry in scenario.codex.values():
        yield from ((claim, place(entry), f"The codex entry {entry.id!r}") for claim in entry.cited.claims)
    for good in scenario.goods.values():
        yield from ((claim, place(good), f"The good {good.id!r}") for claim in good.evidence)
    for currency in scenario.currencies.values():
        yield from ((claim, place(currency), f"The currency {currency.id!r}") for claim in currency.evidence)
    for line in scenario.lesson.witness:
        yield from ((claim, Spot("lesson.yaml"), f"The witness's {_begin(line.text)!r}") for claim in line.claims)


def _figures(scenario: Scenario) -> Iterator[tuple[Any, str]]:
    """Yield each thing whose figures are to be cited, with what it is called in a sentence."""
    era = scenario.era
    named: list[tuple[str, Iterable[Any]]] = [
        ("stall", scenario.stalls.values()),
        ("patrol", scenario.patrols.values()),
        ("coupon", scenario.coupons.values()),
        ("wage", scenario.wages.values()),
        ("route", scenario.road.routes.values()),
        ("checkpoint", scenario.checkpoints.values()),
        ("courier", scenario.couriers.values()),
        ("share", scenario.shares.values()),
        ("post", scenario.posts.values()),
        ("ration", scenario.rations.values()),
        ("due", scenario.dues.values()),
        ("lever", scenario.levers.values()),
    ]
    if era is not None:
        named += [("shock", era.shocks), ("ceiling", era.ceilings), ("cartel", era.cartels)]
    for what, things in named:
        yield from ((thing, f"The {what} {thing.id!r}") for thing in things)


def _begin(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
