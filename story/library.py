"""The library: which scenarios there are, and how one is loaded."""

import gc
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from engine.scenario import Scenario
from engine.session import Story
from story.compiler import compile_folder
from story.problems import Problem

HOME = Path(__file__).parent
"""Where the stories that come with the program stand, with their worlds and evidence."""


class NoSuchScenario(Exception):
    """There is no scenario of that name; carries the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a folder gave: a story where it can be played, and every problem found."""

    folder: Path
    story: Story | None
    found: list[Problem]
    """Problems found so far; `problems` has them all."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, those of evidence and lesson too, which are read for this where they were not yet."""
        if self.story is not None:
            self.story.scenario.background.sources  # noqa: B018 - reading is what finds them
        return tuple(self.found)

    @property
    def scenario(self) -> Scenario | None:
        """The scenario, None where it cannot be played."""
        return self.story.scenario if self.story is not None else None


def slugs() -> list[str]:
    """Return the slugs of the scenarios that come with the program, in order of name."""
    return sorted(path.parent.name for path in (HOME / "scenarios").glob("*/scenario.yaml"))


def find(name: str) -> Path:
    """Return the folder of a slug or a path; raise `NoSuchScenario` with a sentence where there is none."""
    path = Path(name)
    if (HOME / "scenarios" / name / "scenario.yaml").is_file() and path.name == name:
        return HOME / "scenarios" / name
    if (path / "scenario.yaml").is_file():
        return path
    if path.name == "scenario.yaml" and path.is_file():
        return path.parent
    if name and path.is_dir():
        raise NoSuchScenario(f"The folder {name} holds no scenario.yaml.")
    if path.is_file():
        raise NoSuchScenario(f"{name} is a file; name the folder that holds the scenario.yaml.")
    close = get_close_matches(name.lower(), slugs(), 1, 0.5)
    hint = f" Did you mean {close[0]}?" if close else f" There are: {', '.join(slugs())}."
    raise NoSuchScenario(f"There is no scenario {name!r}.{hint}")


def load(name: str | Path) -> Loaded:
    """Load a scenario by slug or folder; problems that make it unplayable leave `story` empty."""
    folder = find(str(name)).resolve()
    home = folder.parent.parent if (folder.parent.parent / "worlds").is_dir() else HOME
    # Compiling makes many small values that all stay: collecting meanwhile costs a third of the time and finds nothing.
    enabled = gc.isenabled()
    gc.disable()
    try:
        compiled = compile_folder(folder, home)
        story = Story.of(compiled.scenario) if compiled.scenario is not None else None
    finally:
        if enabled:
            gc.enable()
    return Loaded(folder, story, compiled.problems)
