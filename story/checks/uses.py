"""Uses: whether what is declared is ever asked for, and what is asked for ever changes."""

from collections.abc import Iterator

from engine.effects import Add, If, Set
from engine.scenario import Scenario
from story.checks.logic import logic_of
from story.checks.parts import at, choices, effects, names_read, outcomes, passages, place, texts_tell
from story.problems import Problem


def conditions_should_be_able_to_hold(scenario: Scenario) -> Iterator[Problem]:
    """STY14: a choice, an outcome or a wording that can never come."""
    never = logic_of(scenario).never
    for _, choice in choices(scenario):
        if never(choice.when):
            yield at(choice.spot, "STY14", f"The choice {choice.id!r} is never open.")
    for _, _, outcome in outcomes(scenario):
        if never(outcome.when) or never(outcome.weight):
            yield at(outcome.spot, "STY14", f"The outcome {outcome.id!r} can never come.")
    for effect, spot in effects(scenario):
        if isinstance(effect, If) and never(effect.when):
            yield at(spot, "STY14", f"A deed here is never done: `if: {effect.when.source}` never holds.")
    for passage, spot in passages(scenario):
        for when, _ in passage.wordings:
            if when is not None and never(when):
                yield at(spot, "STY14", f"A text here is never said: `{when.source}` never holds.")


def flags_asked_for_should_be_set(scenario: Scenario) -> Iterator[Problem]:
    """STY13: a flag that is asked for and always stays as it starts."""
    changed, asked = _changed(scenario), names_read(scenario)
    for flag in scenario.flags.values():
        if flag.id in asked and flag.id not in changed:
            spot = asked[flag.id] if asked[flag.id].file else place(flag)
            yield at(spot, "STY13", f"The flag {flag.id!r} is asked for here, but nothing ever sets it.")


def numbers_asked_for_should_change(scenario: Scenario) -> Iterator[Problem]:
    """STY17: a number that is asked for and always stays as it starts."""
    changed, asked = _changed(scenario), names_read(scenario)
    changed |= {stall.regulars for stall in scenario.stalls.values()}
    changed |= {post.attendance for post in scenario.posts.values()}
    changed |= {number.id for number in scenario.numbers.values() if number.fades}
    for number in scenario.numbers.values():
        if number.id in asked and number.id not in changed:
            spot = asked[number.id] if asked[number.id].file else place(number)
            yield at(spot, "STY17", f"The number {number.id!r} is asked for here, but nothing ever changes it.")


def dials_should_be_in_reach(scenario: Scenario) -> Iterator[Problem]:
    """STY16: a dial that nobody can turn."""
    if any(scene.plan for scene in scenario.scenes.values()):
        return
    changed = _changed(scenario)
    for dial in scenario.dials.values():
        if dial.id not in changed:
            yield at(
                place(dial), "STY16", f"Nothing lets the player turn the dial {dial.id!r}.", "give a scene `plan: yes`"
            )


def what_is_declared_should_be_used(scenario: Scenario) -> Iterator[Problem]:
    """STY12: numbers, flags and dials that nothing asks for."""
    if not texts_tell(scenario):
        return  # a text may show any of them, so nothing can be said
    used = names_read(scenario).keys() | _used_by_rules(scenario)
    declared = [("number", scenario.numbers), ("flag", scenario.flags), ("dial", scenario.dials)]
    for sort, things in declared:
        for name, thing in things.items():
            if name not in used:
                yield at(place(thing), "STY12", f"Nothing asks for the {sort} {name!r}.")


def _changed(scenario: Scenario) -> set[str]:
    found: set[str] = set()
    for effect, _ in effects(scenario):
        if isinstance(effect, Add):
            found |= {name for name, _ in effect.changes}
        elif isinstance(effect, Set):
            found |= {name for name, _ in effect.values}
    return found


def _used_by_rules(scenario: Scenario) -> set[str]:
    found = {scenario.eating.rationing, scenario.eating.boiling}
    found |= {patrol.heat for patrol in scenario.patrols.values()}
    found |= {checkpoint.heat for checkpoint in scenario.checkpoints.values()}
    found |= {post.attendance for post in scenario.posts.values()} | {share.flag for share in scenario.shares.values()}
    for stall in scenario.stalls.values():
        found |= {stall.cooks, stall.price, stall.portion_dial, stall.carry_dial, stall.regulars}
        found |= {dial for _, dial in stall.keep}
    return found
