"""The folder of a scenario: its files read into nodes, each once, and named as an author would name them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from difflib import get_close_matches
from hashlib import blake2b
from pathlib import Path

from story.desk import ID, Desk, Form
from story.files import content
from story.head import SECTIONS, WORLD
from story.marks import Node, decoded, read
from story.problems import Problem
from story.respelt import unfit
from story.tables import Table, place_of, table_at, table_of, translate

READ = ("scenes", "walks")
"""Folders whose files are read, whatever they are called."""
HEADS = ("scenario.yaml", "policies.yaml", "lesson.yaml", "card.yaml")
"""Files that are read in the story's own folder."""


DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages", ".hwp", ".hwpx")
"""What word processors keep: someone took one for a text editor."""


def _as_yaml(name: str) -> str:
    """Return what a file of a story was to be called: `a.yml`, `a.yaml.txt` -> `a.yaml`; empty where it is none."""
    match = re.fullmatch(r"(.+?)\.ya?ml(?:\.txt)?", name, re.IGNORECASE)
    return f"{match[1]}.yaml" if match else ""


def _meant(folder: str) -> str:
    """Return the folder that a name is a slip of, empty where it is none."""
    return next(iter(get_close_matches(folder.lower(), READ, 1, 0.8)), "")


def _stray(path: Path, folder: str, elsewhere: bool) -> str:
    """Return what to do with a file of scenes or walks that is not read, empty where it is."""
    if path.suffix.lower() in DOCUMENTS:
        return f"save it as plain text, as {folder}/{path.stem}.yaml"
    name = _as_yaml(path.name) or (f"{path.stem}.yaml" if path.suffix == ".txt" else "")
    if not name or (not elsewhere and path.suffix == ".yaml"):
        return ""
    return f"call it {folder}/{name}"


class Folder:
    """A scenario's folder and the homes of what it shares with others; `hash` is of all that was read."""

    def __init__(self, desk: Desk, folder: Path, *homes: Path, language: str = "") -> None:
        self.desk = desk
        self.folder = folder
        self.homes = homes
        self.hash = blake2b(digest_size=16)
        self.unread: list[str] = []
        """Files of scenes that cannot be read, so that nobody knows which scenes there are."""
        own = place_of(folder / "scenario.yaml", language)
        self.language = language if language and own.is_file() else ""
        """The language its texts are put into; empty: the author's own, as where it was not translated."""
        self.words: dict[str, str] = {}
        """The author's names and words of the books, as that language has them."""
        self._own: Table | None = None

    def file(
        self, path: Path, asked: tuple[str, Node] | None = None, optional: bool = False
    ) -> tuple[str, Node] | None:
        """Read one file into nodes; a missing one is a problem where it was asked for."""
        name = self._name(path)
        try:
            raw = content(path)
        except FileNotFoundError:
            if not optional:
                file, node = asked if asked is not None else (name, None)
                inside = self.folder / path.parent.name / path.name
                hint = f"move the folder {path.parent.name} out of the story's folder, beside it"
                hint = hint if inside.exists() and inside != path else ""
                self.desk.note("FIL01", f"There is no file {name}.", file, node, hint)
            return None
        except OSError as error:
            self.desk.note("FIL01", f"{name} cannot be read: {error.strerror or error}.", name, None)
            return None
        self.hash.update(raw)
        text = decoded(raw, name, self.desk.problems)
        if text is None:
            return None
        self.desk.sources[name] = text
        node = read(text, name, self.desk.problems)
        if node is not None and self.language:
            self._translate(path, node)
        return None if node is None else (name, node)

    def _translate(self, path: Path, node: Node) -> None:
        """Put the texts of the language into a file's nodes."""
        from story import shown

        if path.is_relative_to(self.folder):
            if self._own is None:
                self._own = table_of(self.folder, self.language)
            table, sort = self._own, path.relative_to(self.folder).parts[0]
        else:
            table, sort = table_at(place_of(path, self.language)), path.parent.name
        if (texts := shown.OF_FILES.get(sort)) is not None:
            translate(texts(node), table, self.words)

    def shared(self, kind: str, name: str) -> Path:
        """Return the file of a world or of evidence: in the first home that has it, else where it should be."""
        paths = [home / kind / f"{name}.yaml" for home in self.homes]
        return next((path for path in paths if path.exists()), paths[0])

    def _name(self, path: Path) -> str:
        for base in (self.folder, *self.homes):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.as_posix()

    def others_use(self, evidence: str) -> bool:
        """Return whether evidence is not this story's alone: another beside it names it, or it comes from elsewhere."""
        home = self.shared("evidence", evidence).parent.parent
        if self.folder.parent not in (home, home / "scenarios"):
            return True
        named = re.compile(rf"^evidence:.*\b{re.escape(evidence)}\b".encode(), re.MULTILINE)
        for path in self.folder.parent.glob("*/scenario.yaml"):
            with suppress(OSError):
                if path.parent != self.folder and named.search(content(path)):
                    return True
        return False

    def parts(self, form: Form) -> dict[str, list[tuple[str, Node]]]:
        """Return section -> the nodes that declare it, worlds first."""
        parts: dict[str, list[tuple[str, Node]]] = {}
        for name, at in form.texts("include"):
            if not ID.match(name):
                self.desk.note("FRM08", f"{name!r} is no id of a world.", form.file, at)
                continue
            found = self.file(self.shared("worlds", name), (form.file, at))
            if found is None:
                continue
            world = Form(self.desk, found[0], found[1], "A world", WORLD)
            for section, node in world.values.items():
                parts.setdefault(section, []).append((world.file, node))
        for section in SECTIONS:
            if (own := form.get(section)) is not None:
                parts.setdefault(section, []).append((form.file, own))
        return parts

    def strays(self) -> Iterator[tuple[str, str]]:
        """Yield (file, what to do) for each file that looks like part of the story and is not read."""
        for path in sorted(self.folder.iterdir()):
            if path.is_dir():
                folder = "" if path.name in READ else _meant(path.name)
                for inner in sorted(path.iterdir()) if path.name in READ or folder else ():
                    if inner.is_file() and (hint := _stray(inner, folder or path.name, bool(folder))):
                        yield self._name(inner), hint
            elif path.name in HEADS:
                continue
            elif (name := _as_yaml(path.name)) in HEADS:
                yield path.name, f"call it {name}"
            elif name:
                yield path.name, f"scenes stand in the folder scenes: scenes/{name}"

    def scene_nodes(self) -> dict[str, tuple[str, Node]]:
        """Return scene id -> (file, node) over scenes/*.yaml, files in order of name."""
        drafts: dict[str, tuple[str, Node]] = {}
        folder = self.folder / "scenes"
        for file, hint in self.strays():
            scenes = "scenes/" in hint
            level = "error" if scenes else ""
            self.desk.problems.append(Problem("FIL03", "This file is not read.", file, 0, 0, hint, level))
            self.unread += [file] if scenes else []
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            found = self.file(path)
            if found is None:
                self.unread.append(self._name(path))
                continue
            file, node = found
            if any(problem.code == "YML16" and problem.file == file for problem in self.desk.problems):
                self.unread.append(file)
            if node.kind != "map":
                sentence = "A file of scenes holds their ids at the left edge, and below each what belongs to it."
                hint = "write `yard:`, not `- id: yard`" if node.kind == "list" else "write `yard:`"
                self.desk.note("FRM03", sentence, file, node, hint)
                self.unread.append(file)
                continue
            for name, scene in node.value.items():
                if name == "scenes" and scene.kind == "map" and "text" not in scene.value:
                    sentence = "`scenes:` is not written: the ids of scenes stand at the left edge."
                    hint = "remove the line, and two spaces before each of those below"
                    self.desk.note("FRM01", sentence, file, scene, hint)
                    self.unread.append(file)
                elif not ID.match(name):
                    sentence, hint = unfit(name)
                    self.desk.note("FRM08", sentence, file, scene, hint)
                elif name in drafts:
                    sentence = f"Scene {name!r} is written in {drafts[name][0]} too."
                    self.desk.note("DUP01", sentence, file, scene, "rename one, or remove the file that is a copy")
                else:
                    drafts[name] = (file, scene)
        if not drafts and not self.unread:
            self.desk.note("STY01", "There are no scenes: write them in scenes/*.yaml.", "scenario.yaml", None)
        return drafts
