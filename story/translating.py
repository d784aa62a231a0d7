"""Translating: the tables of a story in one language, brought up to date with what its author wrote; YAML or CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from story import shown
from story.desk import Desk
from story.files import content
from story.folder import Folder
from story.library import HOME, home_of
from story.marks import Node, decoded, read
from story.shown import Shown
from story.tables import GONE, STALE, Entry, Table, place_of, read_table, same_text

ALIKE = 0.6
"""How much two wordings must have in common for one to be taken for the other, changed."""
COLUMNS = ("table", "id", "source", "text", "mark")


@dataclass(slots=True)
class Source:
    """What a table is made from: the texts of one scenario, world or evidence file, and where the table stands."""

    path: Path
    texts: list[Shown]


@dataclass(frozen=True, slots=True)
class Count:
    """How a table stands."""

    path: Path
    texts: int
    missing: int
    stale: int
    gone: int


def sources(folder: Path, language: str) -> list[Source]:
    """Return what a scenario's tables are made from, its own first, then those of what it shares with others."""
    desk = Desk()
    files = Folder(desk, folder, home_of(folder), HOME)
    own: list[Shown] = []
    cited: set[str] = set()
    head = _node(folder / "scenario.yaml")
    for path in _own(folder):
        if (node := _node(path)) is not None:
            own += shown.OF_FILES[path.relative_to(folder).parts[0]](node)
            cited |= set(_cited(node))
    found = [Source(place_of(folder / "scenario.yaml", language), own)]
    for key, kind in (("include", "worlds"), ("evidence", "evidence")):
        for name in _names(head, key):
            path = files.shared(kind, name)
            if (node := _node(path)) is None:
                continue
            if kind == "worlds":
                cited |= set(_cited(node))
            texts = list(shown.OF_FILES[kind](node))
            if kind == "evidence":
                texts = [one for one in texts if not one.id.startswith("claims.") or one.id.split(".")[1] in cited]
            found.append(Source(place_of(path, language), texts))
    return found


def bring_up(source: Source, language: str) -> Count:
    """Write a table anew: what is translated is kept, what changed is marked, what is new stands empty."""
    table = load(source.path)
    entries = merged(source.texts, table, keep_others="evidence" in source.path.parts)
    source.path.parent.mkdir(parents=True, exist_ok=True)
    source.path.write_text(written(entries, language), encoding="utf-8", newline="\n")
    return counted(source.path, entries)


def counted(path: Path, entries: dict[str, Entry]) -> Count:
    """Return how a table stands."""
    here = [one for one in entries.values() if one.mark != GONE]
    stale = sum(one.mark == STALE for one in here)
    return Count(path, len(here), sum(not one.text for one in here), stale, len(entries) - len(here))


def merged(texts: Iterable[Shown], table: Table, keep_others: bool = False) -> dict[str, Entry]:
    """Return id -> entry for the texts there are, with what the table has of them, and at the end what is no more."""
    wanted = {one.id: one.text for one in reversed(list(texts))}
    wanted = dict(reversed(wanted.items()))
    old = table.entries
    left = {name: entry for name, entry in old.items() if name not in wanted and entry.text}
    said = {" ".join(one.source.split()): one.text for one in old.values() if one.text}
    found: dict[str, Entry] = {}
    for name, source in wanted.items():
        entry = old.get(name)
        if entry is not None and entry.text:
            same = same_text(entry.source, source)
            found[name] = Entry(source, entry.text, STALE if not same or entry.mark == STALE else "")
        elif text := said.get(" ".join(source.split())):
            found[name] = Entry(source, text)
        elif (before := likeness(name, source, left)) is not None:
            found[name] = Entry(source, left.pop(before).text, STALE)
        else:
            found[name] = Entry(source)
    kept = {" ".join(one.source.split()) for one in found.values()}
    for name, entry in left.items():
        if " ".join(entry.source.split()) not in kept:
            found[name] = Entry(entry.source, entry.text, "" if keep_others else GONE)
    return found


def likeness(name: str, source: str, others: dict[str, Entry]) -> str | None:
    """Return the id of the text under the same name of which this one was probably made; None where there is none."""
    under = name.rpartition(".")[0] + "."
    best, most = None, ALIKE
    for other, entry in others.items():
        if other.startswith(under) and "." not in other[len(under) :]:
            alike = SequenceMatcher(None, entry.source, source, autojunk=False).ratio()
            if alike >= most:
                best, most = other, alike
    return best


# ---- files ----------------------------------------------------------------------------------------------------------


def load(path: Path) -> Table:
    """Return the table in a file, empty where there is none; raise `ValueError` with a sentence where it is damaged."""
    desk = Desk()
    if not path.is_file():
        return Table(path.name)
    table = read_table(desk, path.name, desk.document(path, path.name))
    if any(problem.level == "error" for problem in desk.problems):
        first = desk.problems[0]
        raise ValueError(f"{path} cannot be read: line {first.line}: {first.sentence} Mend it first.")
    return table


def written(entries: dict[str, Entry], language: str) -> str:
    """Return a table as YAML, for a translator to fill in."""
    lines = [
        "# The texts of a story in another language. Fill in `text`; leave ids, `source` and what stands in braces.",
        f"language: {language}",
        "texts:",
    ]
    for name, entry in entries.items():
        lines.append(f"  {name if _plain(name) else json.dumps(name, ensure_ascii=False)}:")
        if entry.mark:
            lines.append(f"    mark: {entry.mark}")
        lines.append(f"    source: {_scalar(entry.source)}")
        lines.append(f"    text: {_scalar(entry.text)}")
    return "\n".join(lines) + "\n"


def as_csv(tables: Iterable[tuple[str, dict[str, Entry]]]) -> str:
    """Return tables as one CSV with a head: table, id, source, text, mark."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table, entries in tables:
        writer.writerows((table, name, one.source, one.text, one.mark) for name, one in entries.items())
    return out.getvalue()


def from_csv(text: str) -> dict[str, dict[str, Entry]]:
    """Return table -> id -> entry of a CSV; raise `ValueError` with a sentence where a column is missing."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    lacking = [column for column in COLUMNS[:4] if column not in (rows.fieldnames or ())]
    if lacking:
        raise ValueError(f"The first line of the CSV names no column {', '.join(lacking)}.")
    found: dict[str, dict[str, Entry]] = {}
    for row in rows:
        entry = Entry((row["source"] or "").strip(), (row["text"] or "").strip(), (row.get("mark") or "").strip())
        found.setdefault(row["table"] or "", {})[row["id"] or ""] = entry
    return found


def taken_in(entries: dict[str, Entry], filled: dict[str, Entry]) -> dict[str, Entry]:
    """Return a table with the translations of another put in; what they were made from stays the author's of then."""
    return {
        name: Entry(filled[name].source or one.source, filled[name].text, filled[name].mark)
        if name in filled and filled[name].text
        else one
        for name, one in entries.items()
    }


def _plain(name: str) -> bool:
    return all(part.isidentifier() or part.isalnum() for part in name.split("."))


def _scalar(text: str) -> str:
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    return "|-\n" + "\n".join(f"      {line}".rstrip() for line in text.split("\n"))


def _own(folder: Path) -> Iterator[Path]:
    yield folder / "scenario.yaml"
    yield from sorted((folder / "scenes").glob("*.yaml"))
    yield from (folder / "policies.yaml", folder / "lesson.yaml")


def _node(path: Path) -> Node | None:
    try:
        text = decoded(content(path), path.name, [])
    except OSError:
        return None
    return None if text is None else read(text, path.name, [])


def _names(head: Node | None, key: str) -> list[str]:
    node = head.value.get(key) if head is not None and head.kind == "map" else None
    return [str(item.value) for item in node.value] if node is not None and node.kind == "list" else []


def _cited(node: Node) -> Iterator[str]:
    """Yield the claims that anything in a file cites."""
    if node.kind == "map":
        for key, inner in node.value.items():
            if key == "evidence":
                yield from (str(one.value) for one in (inner.value if inner.kind == "list" else [inner]))
            else:
                yield from _cited(inner)
    elif node.kind == "list":
        for inner in node.value:
            yield from _cited(inner)
