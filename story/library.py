"""The library: which scenarios there are, and how one is loaded."""

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from engine.scenario import Scenario
from engine.session import Story
from story.compiler import compile_folder
from story.problems import Problem

HOME = Path(__file__).resolve().parent
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


def shelves(folders: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield the folders of the scenarios there are, those that come with the program first, then those in `folders`.

    A folder holds scenarios at once, or in its `scenarios`, or is one itself.
    """
    yield from sorted(path.parent for path in (HOME / "scenarios").glob("*/scenario.yaml"))
    for folder in folders:
        if (folder / "scenario.yaml").is_file():
            yield folder
        else:
            found = {path.parent for where in ("*", "scenarios/*") for path in folder.glob(f"{where}/scenario.yaml")}
            yield from sorted(found)


def slugs(folders: Iterable[Path] = ()) -> list[str]:
    """Return the slugs of the scenarios there are, in order of name, each once."""
    return sorted({path.name for path in shelves(folders)})


def ships(folder: str | Path) -> bool:
    """Return whether a folder is one of those that come with the program."""
    return Path(folder).parent == HOME / "scenarios"


def find(name: str, folders: Iterable[Path] = ()) -> Path:
    """Return the folder of a slug or a path; raise `NoSuchScenario` with a sentence where there is none."""
    path = Path(name)
    folders = tuple(folders)
    if path.name == name:
        for folder in shelves(folders):
            if folder.name == name:
                return folder
    if (path / "scenario.yaml").is_file():
        return path
    if path.name == "scenario.yaml" and path.is_file():
        return path.parent
    if name and path.is_dir():
        other = next((file.name for file in sorted(path.glob("scenario.y*ml*")) if file.is_file()), "")
        hint = f" There is a {other}: call it scenario.yaml." if other else ""
        raise NoSuchScenario(f"The folder {name} holds no scenario.yaml.{hint}")
    if path.is_file():
        raise NoSuchScenario(f"{name} is a file; name the folder that holds the scenario.yaml.")
    known = slugs(folders)
    close = get_close_matches(path.name.lower(), known, 1, 0.5)
    hint = f" Did you mean {close[0]}?" if close else f" There are: {', '.join(known)}."
    raise NoSuchScenario(f"There is no scenario {name!r}.{hint}")


def home_of(folder: Path) -> Path:
    """Return the folder in which a scenario's own `worlds` and `evidence` stand; the program's where it has none."""
    homes = (folder.parent, folder.parent.parent)
    return next((home for home in homes if any((home / kind).is_dir() for kind in ("worlds", "evidence"))), HOME)


def load(name: str | Path, folders: Iterable[Path] = (), language: str = "") -> Loaded:
    """Load a scenario by slug or folder, in a language it was translated into; unplayable, it leaves `story` empty."""
    folder = find(str(name), folders).resolve()
    # Compiling makes many small values that all stay: collecting meanwhile costs a third of the time and finds nothing.
    enabled = gc.isenabled()
    gc.disable()
    try:
        compiled = compile_folder(folder, home_of(folder), HOME, language=language)
        story = Story.of(compiled.scenario) if compiled.scenario is not None else None
    finally:
        if enabled:
            gc.enable()
    return Loaded(folder, story, compiled.problems)
