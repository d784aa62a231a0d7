"""Neighbours: the chapters that one may follow, found beside it or among those that come with the program."""

from functools import cached_property
from pathlib import Path

from engine.scenario import Scenario
from story import library


class Neighbours:
    """The chapters that one may follow; they are loaded when they are first asked for."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    @cached_property
    def there(self) -> dict[str, library.Loaded]:
        """Slug -> chapter, as far as they are there and can be played."""
        found = {}
        for slug in self.scenario.carries.chapters:
            try:
                loaded = library.load(slug, [self.beside])
            except library.NoSuchScenario:
                continue
            if loaded.story is not None:
                found[slug] = loaded
        return found

    @property
    def beside(self) -> Path:
        """The folder in which the chapter stands, and perhaps those before it."""
        return Path(self.scenario.folder).parent


def numbers_of(scenario: Scenario) -> set[str]:
    """Return the names of all numbers, flags and dials that a play of a chapter can leave."""
    lenders, people = scenario.creditors, scenario.people.values()
    return {
        *scenario.numbers, *scenario.flags, *scenario.dials,
        *(f"trust.{name}" for name in (*lenders, *scenario.couriers)),
        *(f"{what}.{name}" for name in lenders for what in ("kept", "missed")),
        *(f"health.{person.id}" for person in people), *(f"energy.{person.id}" for person in people if person.adult),
    }  # fmt: skip


def endings_of(scenario: Scenario) -> set[str]:
    """Return the scenes in which a chapter ends."""
    return {scene.id for scene in scenario.scenes.values() if scene.ending is not None}
