"""Exhausting: what `explore --exhaustive` prints: what is proven of all that choices and luck lead to, and what not."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta

from engine.session import Story
from game import words
from game.exploring import bar, named
from story.crew import Crew
from story.exhaust import Bound, Exhausted, Step, exhaust

SEVERAL = {
    "choice": "outcomes of choices", "sweep": "patrols", "takings": "takings taken", "event": "events",
    "stop": "checkpoints", "stalls": "trains that stand", "courier": "parcels", "hidden": "hidden deals",
}  # fmt: skip
"""Luck of which every outcome is tried, in an author's words."""
LEFT = {"fakes": "bad notes", "price": "prices"}


def prove(story: Story, crew: Crew, seeds: Sequence[int], bound: Bound, as_json: bool) -> bool:
    """See every state under each seed, print what that proves, and return whether nothing broke or stuck."""
    found = [exhaust(crew, story, seed, bound, bar()) for seed in seeds]
    if as_json:
        print(json.dumps({"seeds": [_as_json(each, story) for each in found]}, indent=1, ensure_ascii=False))
    else:
        for each in found:
            for line in _lines(each, story, bound):
                print(line)
    return not any(each.stuck or each.failures for each in found)


def _lines(found: Exhausted, story: Story, bound: Bound) -> Iterator[str]:
    seen = f"{words.count(found.states, 'state')}, {words.count(found.ways, 'way')} from one to another"
    scenario = story.scenario
    if found.complete:
        yield f"Seed {found.seed}: all states seen: {seen}, at most {words.count(found.depth, 'choice')} deep."
        proven = "Proven under this seed"
    else:
        yield f"Seed {found.seed}: not all states seen: {seen}, {words.count(found.depth, 'choice')} deep."
        yield from _stopped(found, bound)
        proven = "Of what was seen"
    stuck = words.count(found.stuck, "state")
    if found.stuck:
        yield f"{proven}: from {stuck} no ending can be come to any more."
    elif found.complete:
        yield f"{proven}: no dead end; from every state an ending can be come to."
    else:
        yield f"{proven}: no dead end."
    endings = [name for name, scene in scenario.scenes.items() if scene.ending is not None]
    reached = [name for name in endings if found.scenes[name]]
    yield f"{proven}: endings that can be come to ({len(reached)} of {len(endings)}): {named(reached) or 'none'}."
    money = scenario.currencies[scenario.money]
    if found.owed:
        yield f"{proven}: the most that is ever owed is {words.money(found.owed, money)}."
    if reached:
        low, high = (words.money(amount, money) for amount in found.worths)
        yield f"{proven}: what is left at an ending is worth {low} to {high}."
    never = "Can never be come to" if found.complete else "Not come to"
    scenes, choices, outcomes = _unseen(found, story)
    for what, names in (("scenes", scenes), ("choices", choices), ("outcomes of choices that can be taken", outcomes)):
        if names:
            yield f"{never}, {what} ({len(names)}): {named(names)}."
    for why, ways in (("Nothing can be chosen", found.dead_ends), ("No ending can be come to", found.traps)):
        for way in ways[:3]:
            yield f"{why} after: {_way(way, story)}."
    for why, way in found.failures[:3]:
        yield f"{why} So after: {_way(way, story)}."
    yield from _means(found)


def _stopped(found: Exhausted, bound: Bound) -> Iterator[str]:
    said = {
        "states": f"{bound.states:,} states", "depth": words.count(bound.depth, "choice") + " in a row",
        "seconds": words.count(bound.seconds, "second"),
    }  # fmt: skip
    if found.bound:
        yield (
            f"Stopped at the bound of {said[found.bound]}: {found.open:,} of the states seen were not gone on from, "
            "and nothing is proven of what lies behind them."
        )
    if found.cut:
        yield f"Of {words.count(found.cut, 'action')} too much may come to try it all; of the rest nothing is proven."


def _means(found: Exhausted) -> Iterator[str]:
    """Say what was tried, what luck was left to the seed, and what was not tried at all."""
    yield f"Tried: every open choice and journey, and all luck that has few outcomes: {', '.join(SEVERAL.values())}."
    if found.left:
        left = ", ".join(LEFT.get(name, name) for name in found.left)
        yield f"Left to seed {found.seed}, and so a sample: {left}. More seeds: --seeds."
    yield "Not tried: dials, duties, and deals of an amount the player names."


def _way(way: Sequence[Step], story: Story) -> str:
    """Return the steps of a way, each with the luck that it met."""
    return ", ".join(_step(step, story) for step in way) or "the beginning"


def _step(step: Step, story: Story) -> str:
    told = f"{step.scene}.{step.action[1]}" if step.action[0] == "choose" else f"{step.action[0]} {step.action[1]}"
    met = [step.outcome] if step.outcome else []
    for (stream, key), share in step.told:
        if not stream.startswith("choice."):
            day = story.scenario.starts + timedelta(days=key - 1) if key <= story.scenario.lasts else key
            met.append(f"{stream} {day} at {share:.1%}")
    return f"{told} ({'; '.join(met)})" if met else told


def _unseen(found: Exhausted, story: Story) -> tuple[list[str], list[str], list[str]]:
    scenes = [name for name in story.scenario.scenes if not found.scenes[name]]
    choices, outcomes = [], []
    for scene in story.scenario.scenes.values():
        for choice in scene.choices.values():
            name = f"{scene.id}.{choice.id}"
            if name not in found.taken:
                choices.append(name)
                continue
            outcomes += [f"{name}.{o.id}" for o in choice.outcomes if f"{name}.{o.id}" not in found.outcomes]
    return scenes, choices, outcomes


def _as_json(found: Exhausted, story: Story) -> dict[str, object]:
    scenes, choices, outcomes = _unseen(found, story)
    endings = {name: found.scenes[name] for name, scene in story.scenario.scenes.items() if scene.ending is not None}
    return {
        "seed": found.seed,
        "complete": found.complete,
        "stopped_by": found.bound,
        "actions_not_tried_out": found.cut,
        "states": found.states,
        "not_gone_on_from": found.open,
        "ways": found.ways,
        "depth": found.depth,
        "endings": endings,
        "no_way_to_an_ending": found.stuck,
        "most_owed": found.owed,
        "worth_at_the_end": list(found.worths),
        "unreached_scenes": scenes,
        "unreached_choices": choices,
        "unreached_outcomes": outcomes,
        "left_to_the_seed": list(found.left),
        "dead_ends": [[_step(step, story) for step in way] for way in (*found.dead_ends, *found.traps)],
        "failures": [{"why": why, "way": [_step(step, story) for step in way]} for why, way in found.failures],
    }
