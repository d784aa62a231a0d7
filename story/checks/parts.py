"""Parts: every effect, expression and text of a scenario with where it stands, for checks to look through."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple

from engine.effects import Effect, If
from engine.kinds import Expr
from engine.prose import Line, Passage, Prose
from engine.scenario import Scenario
from engine.scene import Choice, Outcome, Scene, Spot
from story.checks.once import once
from story.problems import Problem


class Read(NamedTuple):
    """A condition or sum, and where it stands."""

    expr: Expr
    spot: Spot


def at(spot: Spot, code: str, sentence: str, hint: str = "") -> Problem:
    """Return a problem at a place."""
    return Problem(code, sentence, spot.file, spot.line, spot.column, hint)


def place(declared: Any) -> Spot:
    """Return where a thing was declared: its own place, else only the scenario's file."""
    spot = getattr(declared, "spot", None)
    return spot if isinstance(spot, Spot) and spot.file else Spot("scenario.yaml")


def choices(scenario: Scenario) -> Iterator[tuple[Scene, Choice]]:
    """Yield each choice with its scene."""
    for scene in scenario.scenes.values():
        for choice in scene.choices.values():
            yield scene, choice


def outcomes(scenario: Scenario) -> Iterator[tuple[Scene, Choice, Outcome]]:
    """Yield each outcome with its choice and scene."""
    for scene, choice in choices(scenario):
        for outcome in choice.outcomes:
            yield scene, choice, outcome


@once
def effects(scenario: Scenario) -> tuple[tuple[Effect, Spot], ...]:
    """Return each effect, those inside `if` too, with where it belongs to; a dozen checks go through them."""
    return tuple((effect, spot) for listed, spot in _lists(scenario) for effect in _flat(listed))


def expressions(scenario: Scenario) -> Iterator[Read]:
    """Yield each expression outside of texts' values."""
    for duty in scenario.duties.values():
        if duty.when is not None:
            yield Read(duty.when, place(duty))
    for route in scenario.road.routes.values():
        yield from _reads((route.when,), route.spot)
    for post in scenario.posts.values():
        yield from _reads((post.excused,), post.spot)
    for ration in scenario.rations.values():
        yield from _reads((ration.when,), ration.spot)
    for due in scenario.dues.values():
        yield from _reads((due.amount, due.when), due.spot)
    for scene in scenario.scenes.values():
        if scene.event is not None:
            yield from _reads((scene.event.when, scene.event.weight), scene.spot)
        for choice in scene.choices.values():
            yield from _reads((choice.when,), choice.spot)
            for outcome in choice.outcomes:
                yield from _reads((outcome.when, outcome.weight), outcome.spot)
    for effect, spot in effects(scenario):
        yield from _reads(_held(effect), spot)
    for passage, spot in passages(scenario):
        yield from _reads((when for when, _ in passage.wordings), spot)


def passages(scenario: Scenario) -> Iterator[tuple[Passage, Spot]]:
    """Yield each passage of each text that is read in play."""
    for scene in scenario.scenes.values():
        yield from ((passage, scene.spot) for passage in scene.text)
        for choice in scene.choices.values():
            yield from ((passage, choice.spot) for passage in choice.then)
            for outcome in choice.outcomes:
                yield from ((passage, outcome.spot) for passage in outcome.text)
    for effect, spot in effects(scenario):
        yield from ((part, spot) for part in inside(effect) if isinstance(part, Passage))


def lines(scenario: Scenario) -> Iterator[Line]:
    """Yield each text that is shown in play."""
    for passage, _ in passages(scenario):
        yield from (line for _, line in passage.wordings)
    for _, choice in choices(scenario):
        yield from (line for line in (choice.say, choice.note, choice.otherwise) if line is not None)
    yield from (route.otherwise for route in scenario.road.routes.values() if route.otherwise is not None)


@once
def names_read(scenario: Scenario) -> Mapping[str, Spot]:
    """Return every name that conditions, sums and texts ask for, with the first place that does."""
    found: dict[str, Spot] = {}
    for read in expressions(scenario):
        for name in read.expr.names:
            found.setdefault(_bare(name), read.spot)
    for line in lines(scenario):
        for piece in line.pieces:
            for name in getattr(piece, "names", ()):
                found.setdefault(_bare(name), Spot())
    return found


def texts_tell(scenario: Scenario) -> bool:
    """Return whether each value in a text says which names it reads."""
    return all(isinstance(piece, str) or hasattr(piece, "names") for line in lines(scenario) for piece in line.pieces)


def longest(prose: Prose, size: Callable[[str], int]) -> int:
    """Return the size of a text at its longest; a value counts as eight letters, a new paragraph as two."""
    return sum(max((measure(line, size) for _, line in passage.wordings), default=0) + 2 for passage in prose)


def measure(line: Line, size: Callable[[str], int]) -> int:
    """Return the size of a line; a value in it counts as eight letters."""
    return sum(size(piece) if isinstance(piece, str) else 8 for piece in line.pieces)


def _bare(name: str) -> str:
    return name[4:-1] if name.startswith("has(") else name


def _lists(scenario: Scenario) -> Iterator[tuple[tuple[Effect, ...], Spot]]:
    yield scenario.begin, Spot("scenario.yaml")
    for duty in scenario.duties.values():
        yield duty.effects, place(duty)
    for due in scenario.dues.values():
        yield due.unpaid, due.spot
    for lever in scenario.levers.values():
        yield lever.effects, lever.spot
    for market in scenario.markets.values():
        yield market.caught.effects, place(market)
    for scene in scenario.scenes.values():
        yield scene.enter, scene.spot
        for choice in scene.choices.values():
            yield choice.effects, choice.spot
            for outcome in choice.outcomes:
                yield outcome.effects, outcome.spot


def _flat(listed: tuple[Effect, ...]) -> Iterator[Effect]:
    for effect in listed:
        yield effect
        if isinstance(effect, If):
            yield from _flat(effect.then)
            yield from _flat(effect.otherwise)


def inside(effect: Any) -> Iterator[Any]:
    """Yield what the fields of an effect hold, the parts of tuples one by one."""
    for name in _fields(effect.__class__):
        value = getattr(effect, name)
        yield from value if isinstance(value, tuple) else (value,)


@cache
def _fields(sort: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(sort))


def _held(effect: Effect) -> Iterator[Expr]:
    for part in inside(effect):
        if isinstance(part, Expr):
            yield part
        elif isinstance(part, tuple):  # the (name, expression) pairs of `add` and `set`
            yield from (each for each in part if isinstance(each, Expr))


def _reads(exprs: Iterable[Expr | None], spot: Spot) -> Iterator[Read]:
    return (Read(expr, spot) for expr in exprs if expr is not None)
