"""Once: what several checks ask of one scenario is worked out once, and kept until another scenario comes."""

from collections.abc import Callable
from typing import TypeVar

from engine.scenario import Scenario

T = TypeVar("T")


def once(work: Callable[[Scenario], T]) -> Callable[[Scenario], T]:
    """Return a function that remembers what came of the scenario it was last asked about; nobody may change that."""
    kept: list[tuple[Scenario, T]] = []

    def known(scenario: Scenario) -> T:
        last = kept[:1]
        if not last or last[0][0] is not scenario:
            last = [(scenario, work(scenario))]
            kept[:] = last
        return last[0][1]

    return known
