"""Systems: each thing the documents tell of trade and life is played by a walk that claims it, or held by a test."""

import importlib
from pathlib import Path

import pytest
import yaml

from story import library
from story.desk import Desk
from story.walks import walks_of

STORIES = Path(__file__).parent.parent / "stories"
SHARED = Path(__file__).parents[3] / "shared" / "systems.yaml"

REPORTS = "tests.story.test_reports"
HELD: dict[str, tuple[str, str]] = {
    "S67": (REPORTS, "test_a_jacket_of_7000_won_is_more_than_two_months_of_a_wage_of_3000"),
    "S71": (REPORTS, "test_prices_rise_on_rumour_while_supply_is_as_ever"),
    "S72": (REPORTS, "test_rice_rises_by_about_36_percent_at_first"),
    "S73": (REPORTS, "test_prices_rise_on_rumour_while_supply_is_as_ever"),
    "S74": (REPORTS, "test_after_the_border_closes_the_gap_is_above_20_percent_over_both"),
    "S75": (REPORTS, "test_the_ceiling_near_5000_is_breached_at_6300_in_hyesan_on_18_march"),
    "S76": (REPORTS, "test_pork_is_withheld_then_dear_then_cheaper"),
    "S77": (REPORTS, "test_rice_and_maize_are_linked_by_half_until_they_are_not"),
    "S78": (REPORTS, "test_rice_goes_with_the_rate_until_2016_and_its_own_way_from_2017"),
    "S79": (
        "tests.engine.test_coupons",
        "test_bought_for_30_dollars_it_brings_32_when_the_pump_asks_35_and_its_buyer_saves_3",
    ),
    "S80": (REPORTS, "test_petrol_rises_by_46_percent_in_hyesan_and_38_in_the_country"),
    "S84": (REPORTS, "test_the_dollar_stays_near_8000_and_the_yuan_near_1200_while_notes_grow_scarce"),
    "S86": (REPORTS, "test_rice_is_dear_before_the_autumn_harvest_and_cheap_at_the_turn_of_the_year"),
    "S87": (REPORTS, "test_early_in_2017_rice_falls_yet_april_2014_was_cheaper"),
    "S88": (REPORTS, "test_in_july_2016_rice_and_the_dollar_stay_calm_whatever_harvest_is_forecast"),
    "S89": (REPORTS, "test_no_price_is_kept_of_the_money_before_the_reform_of_2009"),
}
"""System -> (module, test) for what a world does by itself."""


def walked() -> dict[str, set[str]]:
    """Return system -> the walks that claim it, over the published stories and those for tests."""
    found: dict[str, set[str]] = {}
    folders = [library.find(slug) for slug in library.slugs()]
    for folder in (*folders, *(path.parent for path in sorted(STORIES.glob("*/scenario.yaml")))):
        scenario = library.load(folder).scenario
        assert scenario is not None
        for walk in walks_of(scenario, folder, Desk(scope=scenario.scope)):
            for system in walk.shows:
                found.setdefault(system, set()).add(f"{folder.name}: {walk.name}")
    return found


@pytest.mark.parametrize(("system", "test"), HELD.items())
def test_what_holds_a_system_is_there(system: str, test: tuple[str, str]) -> None:
    module, name = test
    assert hasattr(importlib.import_module(module), name), f"{system} is held by {name}, which is gone"


def test_every_system_of_the_documents_is_played_by_a_walk_or_held_by_a_test() -> None:
    if not SHARED.exists():
        pytest.skip(f"the list of systems is not here: {SHARED}")
    systems = {entry["id"] for entry in yaml.safe_load(SHARED.read_text("utf-8"))}
    assert systems - walked().keys() - HELD.keys() == set()


@pytest.mark.parametrize("folder", sorted(path.parent for path in STORIES.glob("*/walks")), ids=lambda path: path.name)
def test_the_walks_of_the_stories_for_tests_pass(folder: Path) -> None:
    from story import walks

    loaded = library.load(folder)
    assert loaded.story is not None
    results, problems = walks.run(loaded.story, folder)
    assert problems == []
    assert [result.trouble for result in results if not result.passed] == []
