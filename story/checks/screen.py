"""Screen: whether texts fit a terminal of 80 columns and 24 lines."""

from collections.abc import Iterator

from engine.scenario import Scenario
from story.checks.parts import at, choices, longest, measure
from story.problems import Problem, width

TEXT, LABEL = 1200, 72
"""Cells of a scene's text, and of one choice."""


def scenes_should_fit_the_screen(scenario: Scenario) -> Iterator[Problem]:
    """TXT03: a scene whose text, at its longest, is too long."""
    for scene in scenario.scenes.values():
        if (size := longest(scene.text, width)) > TEXT:
            sentence = f"The text of {scene.id!r} has up to {size} characters; {TEXT} fit the screen."
            yield at(scene.spot, "TXT03", sentence, "shorten it, or divide the scene")


def choices_should_fit_a_line(scenario: Scenario) -> Iterator[Problem]:
    """TXT04: a choice that takes more than a line."""
    for _, choice in choices(scenario):
        if (size := measure(choice.say, width)) > LABEL:
            yield at(choice.spot, "TXT04", f"The choice {choice.id!r} has {size} characters; {LABEL} fit a line.")
