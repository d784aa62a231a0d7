"""Translation: what `translate` does with the tables of a story, and what it says of them."""

from collections.abc import Iterator
from pathlib import Path

from story.checks.tables import named
from story.translating import as_csv, bring_up, from_csv, load, merged, sources, taken_in, written


def brought_up(folder: Path, language: str, csv: Path | None, take: Path | None) -> Iterator[str]:
    """Bring the tables of a story up to date and tell of each; take a spreadsheet in before, write one after.

    Raises `ValueError` with a sentence where a table or the spreadsheet cannot be read.
    """
    folder = folder.resolve()
    filled = from_csv(take.read_text(encoding="utf-8-sig")) if take is not None else {}
    tables = []
    for source in sources(folder, language):
        name = named(folder, source.path)
        if not source.texts and not source.path.is_file():
            continue
        if name in filled:
            entries = merged(source.texts, load(source.path))
            source.path.parent.mkdir(parents=True, exist_ok=True)
            source.path.write_text(written(taken_in(entries, filled[name]), language), encoding="utf-8", newline="\n")
        now = bring_up(source, language)
        left = [
            text
            for number, text in (
                (now.missing, f"{now.missing} to translate"),
                (now.stale, f"{now.stale} changed since"),
                (now.gone, f"{now.gone} no longer used"),
            )
            if number
        ]
        yield f"{now.path}: {now.texts} texts, {', '.join(left) or 'all translated'}."
        tables.append((name, load(source.path).entries))
    if csv is not None:
        csv.write_text(as_csv(tables), encoding="utf-8-sig", newline="\n")
        yield f"{csv}: all of them, for a spreadsheet; give it back with --take."
