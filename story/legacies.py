"""Legacies to begin after: what walks say that the chapter before left, and one made for every ending none of them has.

One that is made is what such a walk says, with another ending, at times with the debts of another walk, and with the
goods that the chapter before begins with where the walk says nothing of them. Where no walk speaks of a chapter, it is
all that it begins with.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engine.legacy import Legacy, left
from engine.session import Session, Story
from story.desk import Desk
from story.neighbours import Neighbours, endings_of
from story.walks import legacy_of, walks_of

MADE = "@"
"""Between what a legacy was made from and the ending that was put to it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a chapter left, under the name by which a play is begun after it."""

    name: str
    """The file of the walk that says so; of one that is made, what it was made from, `@` and its ending."""
    legacy: Legacy
    made: bool = False
    """Whether no walk says it."""


def legacies_of(story: Story, folder: Path) -> tuple[Left, ...]:
    """Return what a chapter may be begun after: what its walks state, then what is made for endings that are missing.

    A walk whose own walk before does not hold is left out; `walk` says why. Where no chapter before is there, none.
    """
    scenario = story.scenario
    if not scenario.carries.chapters:
        return ()
    stated = list(_stated(story, folder))
    return (*stated, *_made(story, stated))


def _stated(story: Story, folder: Path) -> Iterator[Left]:
    known: list[Legacy] = []
    for walk in walks_of(story.scenario, folder, Desk(scope=story.scenario.scope)):
        legacy = legacy_of(walk, story.scenario)
        if legacy is not None and legacy not in known:
            known.append(legacy)
            yield Left(Path(walk.file).stem, legacy)


def _made(story: Story, stated: list[Left]) -> Iterator[Left]:
    """Yield a legacy for every ending that conditions may ask for and none of those stated has."""
    wanted = [ending for ending in story.scenario.carries.endings if ending not in {s.legacy.ending for s in stated}]
    chapters = Neighbours(story.scenario).there
    for slug, loaded in chapters.items():
        if loaded.story is None:
            continue
        opening = left(loaded.story.scenario, Session(loaded.story, 1).world)
        shapes = [each for each in stated if each.legacy.chapter == slug]
        if not shapes:
            shapes = [Left(slug, opening, True)]
            if not wanted:
                yield from shapes
        mine = [ending for ending in wanted if ending in endings_of(loaded.story.scenario)]
        for number, ending in enumerate(mine):
            # In turn, so that rich and poor ones are made; then with others' debts: who has money may owe it too.
            shape, owing = shapes[number % len(shapes)], shapes[(number - number // len(shapes)) % len(shapes)]
            goods, debts = {**opening.goods, **shape.legacy.goods}, owing.legacy.debts
            made = replace(shape.legacy, ending=ending, goods=goods, debts=debts)
            yield Left(f"{shape.name}{MADE}{ending}", made, True)
