"""Exploring: what `explore` prints of many plays, for people and as JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from engine.session import Story
from game import saves, scripts, words
from story import policies
from story.coverage import histogram
from story.crew import Task, cores, explore_together
from story.desk import Desk
from story.explore import Explored, Failure

SHOWN = 12
"""How many unreached scenes, choices, outcomes or conditions are named."""
ALIKE = 2
"""How many plays that broke in the same way are shown, each with how to play it again."""
BAR = 40
"""Letters of the progress bar."""


class Unexplored(Exception):
    """What is asked for is not in the chapter; carries the sentence for the author."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an author asks for."""

    policy: str = ""
    plays: int = 200
    seed: int = 1
    to: str = ""
    """A scene to which the shortest way is wanted."""
    histograms: bool = False
    hands: int = 0
    """Processes; 0 is as many as there are cores."""


def explore(story: Story, folder: Path, wanted: Wanted, as_json: bool) -> bool:
    """Play a chapter many times and print the figures; plays that broke count as failure."""
    known = policies.policies_of(story.scenario, folder, Desk(scope=story.scenario.scope))
    _must_be_there("policy", wanted.policy, known)
    _must_be_there("scene", wanted.to, story.scenario.scenes)
    policy = wanted.policy or "random"
    task = Task(folder, policy, wanted.plays, wanted.seed, wanted.to)
    try:
        found = explore_together(task, wanted.hands or cores(), _bar(wanted.plays))
    except BrokenProcessPool as broken:
        raise Unexplored("A process ended by itself, perhaps for want of memory. Try --processes 1.") from broken
    if as_json:
        print(json.dumps({"policy": policy, "seed": wanted.seed} | found.as_json(story), indent=1, ensure_ascii=False))
    else:
        seeds = f"seed {wanted.seed}" + (f" to {wanted.seed + wanted.plays - 1}" if wanted.plays > 1 else "")
        print(f"Policy {policy}, {seeds}.")
        for line in (*_figures(found, story), *_unseen(found, story)):
            print(line)
        if wanted.histograms:
            for line in _histograms(found, story):
                print(line)
        if wanted.to:
            for line in _way(found, story, wanted.to):
                print(line)
    for line in _broken(found, story):
        print(line, file=sys.stderr if as_json else sys.stdout)
    return not found.failures


def _must_be_there(sort: str, name: str, known: Iterable[str]) -> None:
    known = list(known)
    if name and name not in known:
        close = get_close_matches(name, known, 1, 0.5)
        hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(known)}."
        raise Unexplored(f"There is no {sort} {name!r}. {hint}")


def _bar(plays: int) -> Callable[[int], None] | None:
    """Return what shows progress on a terminal, None where nobody looks at one."""
    if not sys.stderr.isatty():
        return None

    def show(done: int) -> None:
        full = BAR * done // plays
        end = "\r" if done < plays else "\r\033[K"
        print(f"[{'#' * full}{' ' * (BAR - full)}] {done} of {plays} plays", end=end, file=sys.stderr, flush=True)

    return show


def _figures(found: Explored, story: Story) -> Iterator[str]:
    yield f"{words.count(found.plays, 'play')}, {words.count(found.choices, 'choice')}, {found.seconds:.1f} seconds."
    for name, times in found.endings.most_common():
        ending = story.scenario.scenes[name].ending
        yield f"{times / found.plays:6.1%}  {name}" + (f" ({ending.name})" if ending is not None else "")
    figures = found.as_json(story)
    yardstick = story.scenario.goods.get(story.scenario.yardstick)
    final = figures["final"]
    if yardstick is not None and isinstance(final, dict):
        for share in final.values():
            yield f"Worth at the end, {yardstick.unit} of {yardstick.name}: {_row(share)}"
    yield f"Choices a play: {_row(figures['choices_a_play'])}"


def _row(share: object) -> str:
    return ", ".join(f"{name} {value}" for name, value in share.items()) if isinstance(share, dict) else ""


def _unseen(found: Explored, story: Story) -> Iterator[str]:
    always, never = found.one_sided()
    for what, names in (
        ("Scenes no play came to", found.unreached_scenes(story)),
        ("Choices no play came to", found.unreached_choices(story)),
        ("Outcomes that never came, of choices that were taken", found.unreached_outcomes(story)),
        ("Conditions that never held where they were asked", never),
        ("Conditions that always held", always),
    ):
        if names:
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            between = "; " if ": " in names[0] else ", "
            yield f"{what} ({len(names)}): {between.join(names[:SHOWN])}{more}."


def _histograms(found: Explored, story: Story) -> Iterator[str]:
    """Yield a histogram of each number that a condition read, where it was read."""
    scenario = story.scenario
    for name, values in sorted(found.counted.numbers.items()):
        kind = scenario.scope.symbols[name].kind
        parts = scenario.currencies[kind.of].minor if kind.what == "money" else 1
        parts = 1000 if kind.what == "goods" and kind.of in ("kg", "l") else parts
        unit = kind.of if kind.what in ("money", "goods") else kind.what if kind.what == "days" else ""
        yield f"{name}{f', {unit}' if unit else ''}:"
        rows = histogram(values)
        for low, high, times, bar in rows:
            yield f"  {low / parts:>10,.10g} to {high / parts:>10,.10g} {times:>8}  {bar}".rstrip()


def _way(found: Explored, story: Story, to: str) -> Iterator[str]:
    if found.shortest is None:
        yield f"No play came to {to}. Make more plays, or another policy."
        return
    way = found.shortest
    yield f"The shortest way found to {to}: {words.count(way.choices, 'choice')}, seed {way.seed}."
    yield from scripts.script(story, way.seed, way.actions)


def _broken(found: Explored, story: Story) -> Iterator[str]:
    told: dict[str, int] = {}
    for failure in found.failures:
        told[failure.why] = told.get(failure.why, 0) + 1
        if told[failure.why] > ALIKE or len(told) > SHOWN:
            continue
        yield f"Seed {failure.seed} broke after {len(failure.actions)} actions: {failure.why}"
        if (path := _kept(failure, story)) is not None:
            name = story.scenario.folder or story.scenario.slug
            yield f"To play it again: python main.py plain {name} --seed {failure.seed} --script {path}"

    for why, times in told.items():
        if times > ALIKE:
            yield f"{words.count(times - ALIKE, 'more play')} like it: {why}"


def _kept(failure: Failure, story: Story) -> Path | None:
    """Write a play that broke as a script and return its file, None where it cannot be written."""
    path = saves.home() / "broken" / f"{story.scenario.slug}-{failure.seed}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = scripts.script(story, failure.seed, failure.actions)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    return path
