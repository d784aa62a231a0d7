"""Checks: what is wrong with a story that can be read: dead ends, things nobody sees, texts too long, uncited claims.

A check is a plain function from a compiled scenario to problems; a new one is written in a file here and added to
CHECKS.
"""

import gc
from collections.abc import Callable, Iterable

from engine.scenario import Scenario
from story.checks.carried import what_is_carried_over_must_be_there
from story.checks.debts import debts_should_be_asked_for_in_their_money
from story.checks.evidence import (
    claims_cited_must_exist,
    claims_should_be_used,
    lessons_should_be_whole,
    people_named_should_cite,
    prices_and_figures_should_cite,
    scenes_should_cite,
    systems_must_exist,
    witness_lines_should_cite,
)
from story.checks.roads import (
    checkpoints_should_lie_on_a_route,
    journeys_should_have_somewhere_to_go,
    papers_asked_for_should_be_issued,
    routes_should_be_taken,
)
from story.checks.screen import choices_should_fit_a_line, scenes_should_fit_the_screen
from story.checks.uses import (
    conditions_should_be_able_to_hold,
    dials_should_be_in_reach,
    flags_asked_for_should_be_set,
    goods_declared_should_be_used,
    numbers_asked_for_should_change,
    values_should_lie_in_range,
    what_is_declared_should_be_used,
)
from story.checks.ways import (
    back_needs_somewhere_to_go,
    days_need_a_hub,
    endings_must_be_reachable,
    endings_offer_nothing,
    events_should_be_able_to_come,
    scenes_must_lead_on,
    scenes_should_be_reachable,
    some_choice_should_be_open,
    visits_should_come_back,
)
from story.problems import Problem, in_order

Check = Callable[[Scenario], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    scenes_should_be_reachable,
    scenes_must_lead_on,
    endings_must_be_reachable,
    endings_offer_nothing,
    some_choice_should_be_open,
    back_needs_somewhere_to_go,
    visits_should_come_back,
    events_should_be_able_to_come,
    days_need_a_hub,
    journeys_should_have_somewhere_to_go,
    checkpoints_should_lie_on_a_route,
    papers_asked_for_should_be_issued,
    routes_should_be_taken,
    debts_should_be_asked_for_in_their_money,
    what_is_carried_over_must_be_there,
    conditions_should_be_able_to_hold,
    flags_asked_for_should_be_set,
    numbers_asked_for_should_change,
    values_should_lie_in_range,
    dials_should_be_in_reach,
    what_is_declared_should_be_used,
    goods_declared_should_be_used,
    scenes_should_fit_the_screen,
    choices_should_fit_a_line,
    scenes_should_cite,
    claims_cited_must_exist,
    prices_and_figures_should_cite,
    people_named_should_cite,
    claims_should_be_used,
    lessons_should_be_whole,
    witness_lines_should_cite,
    systems_must_exist,
)


def run(scenario: Scenario) -> list[Problem]:
    """Return what every check finds in a scenario, in the order of its files."""
    # As in loading: many small values are made that all stay, and collecting meanwhile finds nothing.
    enabled = gc.isenabled()
    gc.disable()
    try:
        return in_order(problem for check in CHECKS for problem in check(scenario))
    finally:
        if enabled:
            gc.enable()
