"""What every floor tests with: the chapter that comes with the program, and a tiny story that holds everything once."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from engine.luck import Pin
from engine.scenario import Scenario
from engine.session import Session, Story
from engine.turn import Turn
from game import tongue
from story.library import Loaded, load
from story.tongue import SOURCE

TINY = Path(__file__).parent / "stories" / "tiny"

QUIET: Mapping[str, Pin] = {"sweep": 0.99, "event": 0.99, "price": 0.5, "customers": 0.5, "weather": 0.0}
"""Nothing comes, prices stand at their middles, the usual number of customers, clear skies."""

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are cores: a third of the suite's time is waiting for browsers and servers."""
    return (os.cpu_count() or 1) + 1


def loaded(name: str | Path) -> Story:
    story = load(name).story
    assert story is not None
    return story


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test read English, whatever the machine's own language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    tongue.begin(SOURCE)


@pytest.fixture(scope="session")
def story() -> Story:
    """The first chapter."""
    return loaded("pork_soup")


@pytest.fixture(scope="session")
def tiny() -> Story:
    """The tiny story, in which scenes, verbs and rules stand once each."""
    return loaded(TINY)


@pytest.fixture
def retold(tmp_path: Path) -> Callable[..., Loaded]:
    """Load the tiny story with files laid over it: `retold(**{"scenes/extra.yaml": text})`."""

    def make(**files: str) -> Loaded:
        folder = tmp_path / "tiny"
        if not folder.exists():
            shutil.copytree(TINY, folder)
        for name, text in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return load(folder)

    return make


@pytest.fixture
def session(tiny: Story) -> Session:
    """A play of the tiny story on which luck has no hold; it stands at the gate."""
    return Session(tiny, 7, QUIET)


@pytest.fixture
def turn(session: Session) -> Turn:
    """The first morning of the tiny story, to be written on."""
    return session.view()


@pytest.fixture(scope="session")
def changed(tiny: Story) -> Callable[..., Story]:
    """Make a story out of the tiny one with fields of its scenario replaced."""

    def make(**fields: object) -> Story:
        scenario: Scenario = replace(tiny.scenario, **fields)  # type: ignore[arg-type]
        return Story.of(scenario)

    return make
