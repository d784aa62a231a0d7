"""Authoring: what `check` and `walk` print, for people and as JSON; each returns whether all was well."""

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from engine.session import Story
from game import words
from game.version import version
from story import bazaar, checks, library, problems, sarif, walks
from story.checks.tables import translations_should_be_whole


def check(folders: Iterable[Path], form: str = "", markets: Iterable[Path] = ()) -> bool:
    """Check chapters and markets and print every problem, as text, `json` or `sarif`; only errors count as failure."""
    _lines.cache_clear()
    read = [library.Loaded(path.parent, None, list(bazaar.load(path).problems)) for path in markets]
    loaded = [(one, _problems(one)) for one in (*map(library.load, folders), *read)]
    found = [problem for _, problems_of_one in loaded for problem in problems_of_one]
    if form == "json":
        print(json.dumps(problems.as_json(found), indent=1, ensure_ascii=False))
    elif form == "sarif":
        placed = [(p, sarif.address_of(_path_of(one.folder, p.file), p.file)) for one, its in loaded for p in its]
        print(json.dumps(sarif.as_sarif(placed, version()), indent=1, ensure_ascii=False))
    else:
        for one, problems_of_one in loaded:
            if len(loaded) > 1 and problems_of_one:
                print(f"{one.folder.name}:")
            for problem in sorted(problems_of_one, key=lambda p: problems.LEVELS.index(p.level)):
                print(problems.shown(problem, _line_of(one.folder, problem.file, problem.line)))
        print(problems.summary(replace(p, file=f"{one.folder}/{p.file}") for one, its in loaded for p in its))
        if any(one.scenario is None and its for one, its in loaded):
            print("Once the errors are mended, more is checked: ways, conditions, evidence, walks and policies.")
    return not any(problem.level == "error" for problem in found)


def told(folder: Path, loaded: library.Loaded) -> list[tuple[problems.Problem, str]]:
    """Return all that is wrong with a story that was read, each with the text in which it is printed."""
    _lines.cache_clear()
    return [(p, problems.shown(p, _line_of(folder, p.file, p.line))) for p in _problems(loaded)]


def problems_in(folder: Path) -> list[problems.Problem]:
    """Return all that is wrong in a scenario's folder."""
    return _problems(library.load(folder))


def _problems(loaded: library.Loaded) -> list[problems.Problem]:
    """Return all that is wrong in a folder: what was found in reading, by the checks, and in policies and walks."""
    found = list(loaded.problems)
    if loaded.scenario is not None:
        found += [*checks.run(loaded.scenario), *walks.mistakes(loaded.scenario, loaded.folder)]
    found += translations_should_be_whole(loaded.folder)
    return problems.in_order(found)


def _line_of(folder: Path, file: str, line: int) -> str | None:
    """Return the author's line a problem stands in."""
    if not line or (path := _path_of(folder, file)) is None:
        return None
    lines = _lines(path)
    return lines[line - 1] if line <= len(lines) else None


def _path_of(folder: Path, file: str) -> Path | None:
    """Return where a problem's file stands, beside the scenario or among what it shares; None where it is not there."""
    homes = (folder, folder.parent, folder.parent.parent, library.HOME)
    return next((path for home in homes if file and (path := home / file).is_file()), None)


@lru_cache(maxsize=8)
def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", errors="replace").splitlines()


def walk(chapters: Iterable[tuple[Story, Path]], as_json: bool) -> bool:
    """Play the walks of chapters and print how each went."""
    _lines.cache_clear()
    results: list[walks.Result] = []
    broken: list[str] = []
    for story, folder in chapters:
        found, wrong = walks.run(story, folder)
        results += found
        broken += [problems.shown(problem, _line_of(folder, problem.file, problem.line)) for problem in wrong]
    failed = sum(not result.passed for result in results) + len(broken)
    if as_json:
        told = [
            {"scenario": r.scenario, "name": r.name, "passed": r.passed, "shows": list(r.shows), "trouble": r.trouble}
            for r in results
        ]
        print(json.dumps({"walks": told, "failed": failed, "problems": broken}, indent=1, ensure_ascii=False))
        return not failed
    for sentence in broken:
        print(sentence)
    for result in results:
        print(f"{'passed' if result.passed else 'FAILED'}  {result.scenario}: {result.name}")
        if not result.passed:
            print("\n".join(f"    {line}" for line in (result.trouble, *result.screen.splitlines()) if line))
    print(f"{words.count(len(results), 'walk')}, {failed or 'none'} failed.")
    return not failed
