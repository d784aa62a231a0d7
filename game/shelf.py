"""The shelf: chapters that are loaded, each once for however many players share it; and the timeline they stand on."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from game.tongue import later, tongue, tr
from story.tongue import SOURCE

if TYPE_CHECKING:
    from engine.session import Story


class Chapter(NamedTuple):
    """A chapter of the timeline; an open game has the number 0."""

    number: int
    title: str
    years: str
    slug: str
    part: str


MEMOIR, REPORTS, OPEN = later("A memoir"), later("Reports"), later("Open games")
OWN = later("Your own stories")

TIMELINE = (
    Chapter(1, later("Scrap iron"), "1993-94", "scrap_iron", MEMOIR),
    Chapter(2, later("Grass porridge"), "1995", "grass_porridge", MEMOIR),
    Chapter(3, later("Pork soup"), later("winter 1995"), "pork_soup", MEMOIR),
    Chapter(4, later("May Day"), "1995", "may_day", MEMOIR),
    Chapter(5, later("Ducklings"), "1996", "ducklings", MEMOIR),
    Chapter(6, later("The gold town"), "1996", "gold_town", MEMOIR),
    Chapter(7, later("Cargo No. 9"), "1996-97", "cargo_nine", MEMOIR),
    Chapter(8, later("Two hundred thousand yen"), "1997", "two_hundred_thousand_yen", MEMOIR),
    Chapter(9, later("A jacket for seven thousand"), "2002", "jacket", REPORTS),
    Chapter(10, later("Labels"), "2016-17", "labels", REPORTS),
    Chapter(11, later("Coupons"), "2017", "coupons", REPORTS),
    Chapter(12, later("Grasshoppers"), "2017", "grasshoppers", REPORTS),
    Chapter(13, later("The manager and the secretary"), "2016", "manager_and_secretary", REPORTS),
    Chapter(14, later("Waiting for Hanoi"), "2019", "waiting_for_hanoi", REPORTS),
    Chapter(15, later("Closed border"), "2020", "closed_border", REPORTS),
    Chapter(0, later("A trader's year: 1996"), "1996", "trader_1996", OPEN),
    Chapter(0, later("A trader's year: 2019"), "2019-20", "trader_2019", OPEN),
)


class NotPlayable(Exception):
    """A chapter cannot be played; carries the sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Shelf:
    """Loads chapters when they are first asked for; safe to ask from several threads."""

    def __init__(self, load: "Callable[[str], Story] | None" = None) -> None:
        """Take chapters from a function, or else from the library."""
        self._load = load or from_library
        self._stories: dict[tuple[str, str], Story] = {}
        """(name, language) -> story."""
        self._lock = Lock()

    def story(self, name: str) -> "Story":
        """Return a chapter by slug or folder, in the reader's language; raise `NotPlayable` where it cannot be."""
        with self._lock:
            key = (name, tongue().code)
            if key not in self._stories:
                self._stories[key] = self._load(name)
            return self._stories[key]


def from_library(name: str) -> "Story":
    """Return a chapter of the library; raise `NotPlayable` where it has errors or is not there."""
    from game import stories, words
    from story import library

    try:
        loaded = library.load(stories.find(name), language=tongue().code)
    except library.NoSuchScenario as missing:
        raise NotPlayable(str(missing)) from missing
    if loaded.story is None:
        errors = [problem for problem in loaded.problems if problem.level == "error"]
        first = (
            tr(" The first: {place}: {sentence}", place=errors[0].place, sentence=errors[0].sentence) if errors else ""
        )
        raise NotPlayable(
            tr(
                "{name} has {count} and cannot be played; run check on it.{first}",
                name=Path(name).name,
                count=words.count(len(errors), "mistake"),
                first=first,
            )
        )
    return loaded.story


def there() -> list[str]:
    """Return the chapters that can be played, as they are asked for: by slug, one's own by folder."""
    return [*sorted(path.parent.name for path in _home().glob("*/scenario.yaml")), *(chapter.slug for chapter in own())]


def translated(name: str) -> bool:
    """Return whether a chapter was put into the reader's language; what stands in no language yet is English."""
    code = tongue().code
    if code == SOURCE:
        return True
    from story.tables import place_of

    folder = Path(name) if Path(name).is_absolute() else _home() / name
    return place_of(folder / "scenario.yaml", code).is_file()


def _home() -> Path:
    return Path(__file__).resolve().parent.parent / "story" / "scenarios"


def timeline() -> tuple[Chapter, ...]:
    """Return the chapters of the timeline, and after them one's own."""
    return (*TIMELINE, *own())


def own() -> list[Chapter]:
    """Return the stories that did not come with the program; one whose head cannot be read by its folder's name."""
    try:
        from game import stories

        folders = stories.own()
    except OSError:
        return []
    if not folders:
        return []
    from story.listing import head_of

    heads = [(head_of(folder), folder) for folder in folders]
    return [Chapter(0, head.title or folder.name, head.years, str(folder.resolve()), OWN) for head, folder in heads]
