"""Exploring: what `explore` prints of many plays, for people and as JSON."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from engine.legacy import Legacy
from engine.session import Story
from game import saves, scripts, words
from story import cluster, legacies, policies, reach
from story.coverage import histogram
from story.crew import Crew, cores, crew_of
from story.desk import Desk
from story.explore import Explored, Failure
from story.reach import Nearest, Reached

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
    rounds: int = reach.ROUNDS
    """Of the directed search; 0: none."""
    alone: bool = False
    """Whether the other policies, and plays after another chapter, are left out."""
    dask: str = ""
    """The address of a Dask scheduler whose workers are to do it; empty: this machine's processes do."""


@contextmanager
def working(folder: Path, hands: int, dask: str) -> Iterator[Crew]:
    """Give a crew of so many processes (0: as many as there are cores), or a cluster's, and say it when one is lost."""
    try:
        crew = cluster.Cluster(folder, dask) if dask else crew_of(folder, hands or cores())
        with crew:
            yield crew
    except cluster.NoCluster as no:
        raise Unexplored(str(no)) from no
    except BrokenProcessPool as broken:
        raise Unexplored("A process ended by itself, perhaps for want of memory. Try --processes 1.") from broken


def explore(story: Story, folder: Path, wanted: Wanted, as_json: bool) -> bool:
    """Play a chapter many times and print the figures; plays that broke count as failure."""
    known = policies.policies_of(story.scenario, folder, Desk(scope=story.scenario.scope))
    _must_be_there("policy", wanted.policy, known)
    _must_be_there("scene", wanted.to, story.scenario.scenes)
    policy = wanted.policy or "random"
    after = legacies.legacies_of(story, folder) if not wanted.alone else ()
    asked = reach.Wanted(policy, wanted.plays, wanted.seed, wanted.to, wanted.rounds, not wanted.alone, after)
    with working(folder, wanted.hands, wanted.dask) as crew:
        found = reach.reach(crew, story, list(known), asked, bar())
    if as_json:
        head = {"policy": policy, "seed": wanted.seed}
        print(json.dumps(head | found.as_json(story, wanted.to), indent=1, ensure_ascii=False))
    else:
        seeds = f"seed {wanted.seed}" + (f" to {wanted.seed + wanted.plays - 1}" if wanted.plays > 1 else "")
        print(f"Policy {policy}, {seeds}.")
        for line in (*_figures(found.asked, story), *_beside(found), *_unseen(found, story)):
            print(line)
        if wanted.histograms:
            for line in _histograms(found.asked, story):
                print(line)
        if wanted.to:
            for line in _way(found, story, wanted.to):
                print(line)
    failures = found.everything.failures
    for line in _broken(failures, story, found):
        print(line, file=sys.stderr if as_json else sys.stdout)
    return not failures


def known_policies(story: Story, folder: Path) -> Iterator[str]:
    """Yield a line for each policy a story can be played by."""
    found = policies.policies_of(story.scenario, folder, Desk(scope=story.scenario.scope))
    widest = max(map(len, found))
    for name, policy in found.items():
        yield f"{name:{widest}}  {policy.about}"


def _must_be_there(sort: str, name: str, known: Iterable[str]) -> None:
    known = list(known)
    if name and name not in known:
        close = get_close_matches(name, known, 1, 0.5)
        hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(known)}."
        raise Unexplored(f"There is no {sort} {name!r}. {hint}")


def bar() -> reach.Progress | None:
    """Return what shows progress on a terminal, None where nobody looks at one."""
    if not sys.stderr.isatty():
        return None

    def show(what: str, done: int, of: int) -> None:
        full = BAR * done // of
        end = "\r" if done < of else "\r\033[K"
        print(f"\r\033[K[{'#' * full}{' ' * (BAR - full)}] {done} of {of} {what}", end=end, file=sys.stderr, flush=True)

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


def _beside(found: Reached) -> Iterator[str]:
    """Say what else was played, which the shares above do not count, and what only that came to."""
    told = [f"{name} {words.count(other.plays, 'play')}" for name, other in found.others.items()]
    if found.search is not None and found.search.sallies:
        went = f"{words.count(found.rounds, 'round')}, {words.count(found.search.choices, 'choice')}"
        told.append(f"a search for what was missing, {went}")
    if told:
        yield f"Played besides, and not counted above: {'; '.join(told)}."
    if found.legacies:
        yield _after(found)
    only: dict[str, list[str]] = {}
    for scene, by in found.first_by().items():
        if by:
            only.setdefault(by, []).append(scene)
    for by, scenes in only.items():
        yield f"Scenes that {_who(by)} came to first ({len(scenes)}): {named(scenes)}."


def _after(found: Reached) -> str:
    """Say what plays began after, of which the shares above count none either."""
    plays = sum(explored.plays for explored in found.after.values())
    stated = [left.name for left in found.legacies if not left.made]
    made = [left.name for left in found.legacies if left.made]
    told = [f"{words.listed(stated)}, as walks state it"] if stated else []
    told += [f"{named(made)}, made up because no walk states it"] if made else []
    searched = ", and a part of the search" if found.search is not None else ""
    return f"After another chapter, and not counted above: {words.count(plays, 'play')}{searched}; {'; '.join(told)}."


def _who(by: str) -> str:
    if by.startswith(reach.AFTER):
        return f"plays begun {by}"
    return "the search" if by == reach.SEARCH else f"the policy {by}"


def named(names: Sequence[str], between: str = ", ") -> str:
    """Return the first few of some names, and how many more there are."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return between.join(names[:SHOWN]) + more


def _unseen(found: Reached, story: Story) -> Iterator[str]:
    every = found.everything
    always, never = every.one_sided()
    scenes, choices = found.missing(story)
    for what, names in (
        (
            "Scenes of a play that follows another chapter, and none does here",
            list(found.continued) if not found.legacies else [],
        ),
        ("Scenes no play came to", scenes),
        ("Choices no play took", choices),
        ("Outcomes that never came, of choices that were taken", every.unreached_outcomes(story)),
        ("Conditions that never held where they were asked", never),
        ("Conditions that always held", always),
    ):
        if names:
            yield f"{what} ({len(names)}): {named(names, '; ' if ': ' in names[0] else ', ')}."
    for near in found.nearest[:SHOWN]:
        yield from _near(near)


def _near(near: Nearest) -> Iterator[str]:
    """Say how near plays came to a scene that none came to."""
    ways_in = f"{near.scene} opens by {_either(near.gates)}" if near.gates else f"nothing leads to {near.scene}"
    if near.way is None:
        yield f"  {ways_in}; no play came near."
        return
    lacking = f"lacking: {' and '.join(near.lacking)}" if near.lacking else "and only luck or time was lacking"
    point = f"day {near.day} in {near.at}, {words.count(near.way.choices, 'choice')}, seed {near.way.seed}"
    point += f", after {near.way.after}" if near.way.after else ""
    yield f"  {ways_in}. Nearest: {point}; {lacking}."
    if near.never:
        yield f"    Never, in any play of the search: {'; '.join(near.never)}."


def _either(gates: tuple[str, ...]) -> str:
    few = list(dict.fromkeys(gates))
    return " or ".join(few[:4]) + (f" or {len(few) - 4} other ways" if len(few) > 4 else "")


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


def _way(found: Reached, story: Story, to: str) -> Iterator[str]:
    way, by = found.way_to(to)
    if way is None:
        yield f"No play came to {to}. Make more plays, or another policy."
        return
    whose = f", by {_who(by)}" if by else ""
    begun = f", begun after {way.after}" if way.after and not by.startswith(reach.AFTER) else ""
    yield f"The shortest way found to {to}: {words.count(way.choices, 'choice')}{whose}{begun}, seed {way.seed}."
    yield from scripts.script(story, way.seed, way.actions, way.after, found.legacy(way.after))


def _broken(failures: Sequence[Failure], story: Story, found: Reached) -> Iterator[str]:
    """Yield the plays that broke, a few of each kind and each of them with how to play it again."""
    kinds = Counter(failure.why for failure in failures)
    told: Counter[str] = Counter()
    for failure in failures:
        if told[failure.why] == ALIKE or told.total() == SHOWN:
            continue
        told[failure.why] += 1
        begun = f", begun after {failure.after}," if failure.after else ""
        yield f"Seed {failure.seed}{begun} broke after {len(failure.actions)} actions: {failure.why}"
        if (path := _kept(failure, story, found.legacy(failure.after))) is not None:
            yield f"To play it again: {scripts.command(story, failure.seed, str(path), failure.after)}"
    for why, times in (kinds - told).items():
        yield f"{words.count(times, 'more play')} broke so: {why}"
    if any("has not ended" in why for why in kinds):
        yield "A play that does not end goes round: does a day pass where it stands, and does a rule let it?"


def _kept(failure: Failure, story: Story, legacy: Legacy | None) -> Path | None:
    """Write a play that broke as a script and return its file, None where it cannot be written."""
    after = f"-{failure.after}" if failure.after else ""
    path = saves.home() / "broken" / f"{story.scenario.slug}{after}-{failure.seed}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = scripts.script(story, failure.seed, failure.actions, failure.after, legacy)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    return path
