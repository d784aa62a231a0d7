"""Exhausting: what `explore --exhaustive` prints: what is proven of all that choices and luck lead to, and what not."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from engine import actions
from engine.session import Story
from game import saves, scripts, words
from game.exploring import bar, named
from story.attempts import AMOUNTS, SETTINGS
from story.crew import Crew
from story.exhaust import Bound, Exhausted, Step, exhaust
from story.pins import told_pins

SEVERAL = {
    "choice": "outcomes of choices", "sweep": "patrols", "takings": "takings taken", "event": "events",
    "stop": "checkpoints", "stalls": "trains that stand", "courier": "parcels", "hidden": "hidden deals",
}  # fmt: skip
"""Luck of which every outcome is tried, in an author's words."""
PLANS = {
    "dials": "each setting of each dial", "duties": "each duty that can be given", "deals": "each amount of each deal",
    "loads": "each amount of each load",
}  # fmt: skip
"""Sorts of plans and deals that were tried wholly."""
PARTS = {
    "dials": f"dials of more than {SETTINGS} settings, at the least, the middle, the most, where they begin, and on "
    "both sides of what conditions compare them with",
    "deals": "deals, in each thing once a day, of one unit, of as much as can be, and of the amounts at which a "
    f"condition turns or a choice can be paid ({AMOUNTS} amounts at most)",
    "loads": "loads, of one unit, of all, of as much as a way takes, and of the amounts at which a condition turns "
    f"({AMOUNTS} amounts at most)",
}
"""Sorts of which a part was tried, and which part."""
WAYS = 3
"""Ways of each sort that are told and written as scripts."""
LEFT = {"fakes": "bad notes", "price": "prices"}


def prove(story: Story, crew: Crew, seeds: Sequence[int], bound: Bound, as_json: bool) -> bool:
    """See every state under each seed, print what that proves, and return whether nothing broke or stuck."""
    found = [exhaust(crew, story, seed, bound, bar()) for seed in seeds]
    if as_json:
        told = [_as_json(each, story, bound) for each in found]
        print(json.dumps({"seeds": told}, indent=1, ensure_ascii=False))
    else:
        for each in found:
            for line in _lines(each, story, bound):
                print(line)
    return not any(each.stuck or each.failures for each in found)


def _lines(found: Exhausted, story: Story, bound: Bound) -> Iterator[str]:
    seen = f"{words.count(found.states, 'state')}, {words.count(found.ways, 'way')} from one to another"
    scenario = story.scenario
    if found.complete:
        those = "all states seen" if found.proven else "all states seen that what was tried leads to"
        yield f"Seed {found.seed}: {those}: {seen}, at most {words.count(found.depth, 'action')} deep."
        proven = "Proven under this seed" if found.proven and not bound.choices_only else "Of what was tried"
    else:
        yield f"Seed {found.seed}: not all states seen: {seen}, {words.count(found.depth, 'action')} deep."
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
    never = "Can never be come to" if found.proven and not bound.choices_only else "Not come to"
    scenes, choices, outcomes = _unseen(found, story)
    for what, names in (("scenes", scenes), ("choices", choices), ("outcomes of choices that can be taken", outcomes)):
        if names:
            yield f"{never}, {what} ({len(names)}): {named(names)}."
    for sort, why, way in _ways(found):
        yield f"{why}{' So' if sort.startswith('failure') else ''} after: {_way(way, story)}."
        yield from _again(found.seed, way, story, sort)
    yield from _means(found, bound)


def _ways(found: Exhausted) -> Iterator[tuple[str, str, Sequence[Step]]]:
    """Yield the ways that are told, a few of each sort: what one is called, what is wrong, and its steps."""
    for number, way in enumerate(found.dead_ends[:WAYS], 1):
        yield f"dead-end-{number}", "Nothing can be chosen", way
    for number, way in enumerate(found.traps[:WAYS], 1):
        yield f"trap-{number}", "No ending can be come to", way
    for number, (why, way) in enumerate(found.failures[:WAYS], 1):
        yield f"failure-{number}", why, way


def _again(seed: int, way: Sequence[Step], story: Story, name: str) -> Iterator[str]:
    """Write a way as a script that carries the luck it met, and say how it is played again."""
    path = _script(seed, story, name)
    luck = told_pins(told for step in way for told in step.told)
    lines = scripts.script(story, seed, (list(step.action) for step in way), luck=luck)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        yield f"  It could not be written to {path}: {error.strerror or error}."
        return
    yield f"  To play it again, with the same luck: {scripts.command(story, seed, str(path))}"


def _script(seed: int, story: Story, name: str) -> Path:
    return saves.home() / "broken" / f"{story.scenario.slug}-{seed}-{name}.txt"


def _stopped(found: Exhausted, bound: Bound) -> Iterator[str]:
    said = {
        "states": f"{bound.states:,} states", "depth": words.count(bound.depth, "action") + " in a row",
        "seconds": words.count(bound.seconds, "second"),
    }  # fmt: skip
    if found.bound:
        yield (
            f"Stopped at the bound of {said[found.bound]}: {found.open:,} of the states seen were not gone on from, "
            "and nothing is proven of what lies behind them."
        )
    if found.cut:
        yield f"Of {words.count(found.cut, 'action')} too much may come to try it all; of the rest nothing is proven."


def _means(found: Exhausted, bound: Bound) -> Iterator[str]:
    """Say what was tried, what luck was left to the seed, of what only some was tried, and what was left out."""
    yield f"Tried: every open choice and journey, and all luck that has few outcomes: {', '.join(SEVERAL.values())}."
    whole = [PLANS[sort] for sort in found.tried if sort not in found.sampled]
    if whole:
        yield f"Tried too: {'; '.join(whole)}."
    if found.sampled:
        yield f"Tried in part, and so a sample: {'; '.join(PARTS[sort] for sort in found.sampled)}."
    if found.left:
        left = ", ".join(LEFT.get(name, name) for name in found.left)
        yield f"Left to seed {found.seed}, and so a sample: {left}. More seeds: --seeds."
    if bound.choices_only:
        yield "Not tried, as --choices-only says: dials, duties, deals of an amount the player names, and loads."
    elif found.bound and found.tried:
        yield "With --choices-only, which leaves plans, deals and loads as they are, the same bound reaches further."


def _way(way: Sequence[Step], story: Story) -> str:
    """Return the steps of a way, each with the luck that it met."""
    return ", ".join(_step(step, story) for step in way) or "the beginning"


def _step(step: Step, story: Story) -> str:
    action = actions.read(list(step.action))
    plain = scripts.written(story.scenario, action)
    told = f"{step.scene}.{plain}" if isinstance(action, actions.Choose) else plain
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


def _as_json(found: Exhausted, story: Story, bound: Bound) -> dict[str, object]:
    scenes, choices, outcomes = _unseen(found, story)
    endings = {name: found.scenes[name] for name, scene in story.scenario.scenes.items() if scene.ending is not None}
    return {
        "seed": found.seed,
        "complete": found.complete,
        "proven": found.proven and not bound.choices_only,
        "choices_only": bound.choices_only,
        "plans_tried": list(found.tried),
        "plans_tried_in_part": list(found.sampled),
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
        "played_again_by": [
            line.strip() for sort, _, way in _ways(found) for line in _again(found.seed, way, story, sort)
        ],
        "failures": [{"why": why, "way": [_step(step, story) for step in way]} for why, way in found.failures],
    }
