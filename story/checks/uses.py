"""Uses: whether what is declared is ever asked for, and what is asked for ever changes."""

from collections.abc import Iterator
from pathlib import Path

from engine.effects import Add, If, Set
from engine.scenario import Scenario
from story.checks.logic import logic_of
from story.checks.parts import at, choices, effects, inside, names_read, outcomes, passages, place, texts_tell
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
    """STY12: numbers, flags and dials that nothing asks for, and whose changes players are not told."""
    if not texts_tell(scenario):
        return  # a text may show any of them, so nothing can be said
    told = [number.id for number in scenario.numbers.values() if number.public and number.means]
    told += [flag.id for flag in scenario.flags.values() if flag.means]
    used = names_read(scenario).keys() | _used_by_rules(scenario) | _changed(scenario).intersection(told)
    declared = [("number", scenario.numbers), ("flag", scenario.flags), ("dial", scenario.dials)]
    unused = {name for _, things in declared for name in things if name not in used}
    if unused:  # walks and policies are read only where they may settle it
        unused -= _asked_in_tests(scenario)
    for sort, things in declared:
        for name, thing in things.items():
            if name in unused:
                yield at(place(thing), "STY12", f"Nothing asks for the {sort} {name!r}.")


def _asked_in_tests(scenario: Scenario) -> set[str]:
    """Return the names that a story's walks and policies ask for."""
    # Walks and policies are themselves checked for what they cite, and so know this package.
    from story.walks import names_asked

    return names_asked(scenario, Path(scenario.folder)) if scenario.folder else set()


def values_should_lie_in_range(scenario: Scenario) -> Iterator[Problem]:
    """STY28: a number or dial that is set, or changed at one stroke, to beyond its range."""
    ranges = {each.id: (each.low, each.high) for each in scenario.numbers.values()}
    ranges |= {each.id: (each.low, each.high) for each in scenario.dials.values()}
    for effect, spot in effects(scenario):
        if isinstance(effect, Set):
            for name, expr in effect.values:
                low, high = ranges.get(name, (0, 0))
                if name in ranges and isinstance(expr.const, int) and not low <= expr.const <= high:
                    yield at(spot, "STY28", f"{name!r} is set beyond its range here, and stays at the end of it.")
        elif isinstance(effect, Add):
            for name, expr in effect.changes:
                low, high = ranges.get(name, (0, 0))
                if name in ranges and isinstance(expr.const, int) and abs(expr.const) > high - low:
                    yield at(spot, "STY28", f"{name!r} is changed by more than its whole range here.")


def goods_declared_should_be_used(scenario: Scenario) -> Iterator[Problem]:
    """STY12: goods of the scenario's own file that can neither be had nor are asked for; worlds hold goods for many."""
    own = [good for good in scenario.goods.values() if place(good).file == "scenario.yaml"]
    used = {name.rpartition(".")[2] for name in names_read(scenario)} | _goods_in_rules(scenario)
    for effect, _ in effects(scenario):
        used |= {part for part in inside(effect) if isinstance(part, str)}
    for good in own:
        if good.id not in used:
            yield at(place(good), "STY12", f"Nothing uses the good {good.id!r}.", "price it at a market, or remove it")


def _goods_in_rules(scenario: Scenario) -> set[str]:
    """Return the goods that rules deal in by themselves."""
    found = {*scenario.eating.goods, scenario.yardstick}
    found |= {good for market in scenario.markets.values() for good in market.quotes}
    found |= {coupon.good for coupon in scenario.coupons.values()}
    found |= {ration.good for ration in scenario.rations.values()}
    found |= {good.boil[0] for good in scenario.goods.values() if good.boil is not None}
    for stall in scenario.stalls.values():
        found |= {stall.portion_good, stall.leftovers}
        found |= {good for good, _ in (*stall.recipe, *stall.fuel)}
    return found


def _changed(scenario: Scenario) -> set[str]:
    found = set(scenario.carries.values)
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
