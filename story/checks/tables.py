"""Tables: whether a story's translations are complete, up to date, and fit the screen."""

from collections.abc import Iterator
from pathlib import Path

from story import library
from story.checks.screen import choices_should_fit_a_line, scenes_should_fit_the_screen
from story.desk import Desk
from story.problems import Problem
from story.shown import LINE, Shown
from story.tables import GONE, STALE, Entry, Table, languages, read_table, same_slots, same_text, slots
from story.translating import Source, likeness, sources


def translations_should_be_whole(folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with a scenario's tables, in every language it has one of its own in."""
    for language in languages(folder):
        for source in sources(folder, language):
            yield from _table(folder, source, language)
        yield from _too_long(folder, language)


def _table(folder: Path, source: Source, language: str) -> Iterator[Problem]:
    name = named(folder, source.path)
    if not source.path.is_file():
        if source.texts:
            yield Problem("TRN01", f"There is no table {name}, for {len(source.texts)} texts.", name, hint="translate")
        return
    desk = Desk()
    table = read_table(desk, name, desk.document(source.path, name))
    yield from desk.problems
    if table.language and table.language != language:
        sentence = f"{name} is a table of {language}, and says that it is of {table.language!r}."
        yield Problem("TRN06", sentence, name, 1, 1, f"write language: {language}")
    yield from _of_table(source, table, language)


def _of_table(source: Source, table: Table, language: str) -> Iterator[Problem]:
    wanted: dict[str, Shown] = {}
    for one in source.texts:
        wanted.setdefault(one.id, one)
    left = {n: e for n, e in table.entries.items() if n not in wanted and e.text and e.mark != GONE}
    missing = []
    for name, one in wanted.items():
        entry = table.entries.get(name)
        if entry is None or not entry.text:
            if (before := likeness(name, one.text, left)) is not None:
                yield _at(table, left.pop(before), "TRN02", f"The text from which {before} was made has changed.")
            else:
                missing.append(name)
            continue
        if entry.mark == STALE or not same_text(entry.source, one.text):
            yield _at(table, entry, "TRN02", f"{name} has changed since it was translated.")
        if one.sort == LINE and not same_slots(one.text, entry.text):
            yield _at(table, entry, "TRN04", f"{name} does not put in {_unlike(one.text, entry.text)}.")
    if missing:
        several = f"{len(missing)} of {len(wanted)} texts are" if len(missing) > 1 else "One text is"
        yield Problem("TRN01", f"{several} not translated; the first is {missing[0]}.", table.file, 1, 1)
    if "evidence" not in source.path.parts:
        # What other stories cite stands in the table of evidence too.
        for name, entry in left.items():
            yield _at(table, entry, "TRN03", f"The story has no text {name} any more.")


def _unlike(source: str, text: str) -> str:
    lacking, more = slots(source) - slots(text), slots(text) - slots(source)
    if lacking:
        return f"{{{sorted(lacking)[0]}}}, which the author's text does"
    return f"what the author's text does: {{{sorted(more)[0]}}} stands there" if more else "its braces in pairs"


def _too_long(folder: Path, language: str) -> Iterator[Problem]:
    """Yield what does not fit the screen in a language."""
    scenario = library.load(folder, language=language).scenario
    if scenario is None:
        return
    table = f"text/{language}.yaml"
    for found in (*scenes_should_fit_the_screen(scenario), *choices_should_fit_a_line(scenario)):
        yield Problem("TRN05", found.sentence.replace("characters", "places"), table, 1, 1, found.hint)


def _at(table: Table, entry: Entry, code: str, sentence: str) -> Problem:
    line, column = (entry.node.line, entry.node.column) if entry.node is not None else (1, 1)
    return Problem(code, sentence, table.file, line, column)


def named(folder: Path, path: Path) -> str:
    """Return a table's file as an author would name it."""
    for base in (folder, library.home_of(folder), library.HOME):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()
