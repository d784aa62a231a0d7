"""Followers: problems that only follow from another and would lead an author away from it."""

import re
from collections.abc import Collection

from story.problems import Problem
from story.respelt import tidied

_ABSENT = re.compile(r"There (?:is|are) no (?:(scenes?|choice)|.+?) '(.*)'\.\Z|I know no value called '(.*)' here\.\Z")
_UNFIT = re.compile(r"'(.*)' is no id:")


def without_followers(problems: list[Problem], unread: Collection[str]) -> list[Problem]:
    """Return the problems without those that end with another's cause.

    Where a file of scenes cannot be read, nobody knows which scenes there are; where an id is written wrongly, it is
    there all the same.
    """
    unfit = {match[1] for problem in problems if problem.code == "FRM08" and (match := _UNFIT.match(problem.sentence))}
    meant = unfit | {tidied(name) for name in unfit}
    if not meant and not unread:
        return problems
    return [problem for problem in problems if not _follows(problem, meant, bool(unread))]


def _follows(problem: Problem, meant: Collection[str], scenes_unsure: bool) -> bool:
    match = _ABSENT.search(problem.sentence) if problem.code in ("REF01", "EXP02", "EXP06") else None
    if match is None:
        return False
    name = match[2] or match[3] or ""
    return name in meant or name.rpartition(".")[2] in meant or (scenes_unsure and bool(match[1]))
