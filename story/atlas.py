"""The atlas: worlds read by themselves, without a chapter, and the prices they declare."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from story.declarations import Declarer
from story.declared import Declared
from story.desk import Desk, Form
from story.files import content
from story.head import WORLD
from story.library import HOME
from story.marks import decoded, read
from story.problems import Problem

WATCHED = frozenset({"checkpoints", "patrols"})
"""Sections whose entries may lean on what each chapter declares for itself: a number that draws them, a stall."""


class NoSuchWorld(Exception):
    """There is no world of that name; carries the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Charted:
    """What reading a world by itself gave."""

    declared: Declared
    problems: tuple[Problem, ...]


def worlds() -> list[str]:
    """Return the names of the worlds that come with the program, in order."""
    return sorted(path.stem for path in (HOME / "worlds").glob("*.yaml"))


def world(name: str, home: Path = HOME, more: Iterable[Path] = ()) -> Charted:
    """Read a world by itself, at home or else in `more`; raise `NoSuchWorld` where there is none of the name."""
    homes = {path.stem: each for each in (*more, home) for path in (each / "worlds").glob("*.yaml")}
    known = sorted(homes)
    if name not in known:
        close = get_close_matches(name, known, 1, 0.5)
        hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(known)}."
        raise NoSuchWorld(f"There is no world {name!r}. {hint}")
    desk, file = Desk(), f"worlds/{name}.yaml"
    text = decoded(content(homes[name] / file), file, desk.problems)
    node = read(text, file, desk.problems) if text is not None else None
    if node is None:
        return Charted(Declared(), tuple(desk.problems))
    form = Form(desk, file, node, "A world", WORLD)
    era = form.get("era")
    listed = form.get("currencies")
    inside = era.value if era is not None and era.kind == "map" else {}
    money = next(iter(listed.value), "") if listed is not None and listed.kind == "map" else ""
    money = str(inside["money"].value) if "money" in inside else money
    parts = {section: [(file, entry)] for section, entry in form.values.items() if section not in WATCHED}
    declarer = Declarer(desk, parts, date(2000, 1, 1), money)
    return Charted(declarer.read(), tuple(desk.problems))
