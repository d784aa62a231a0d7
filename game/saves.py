"""Saves: one file a play, written after every action so that nothing shown is lost.

    {"format": 1,
    "about": {…},              what the list of saved games shows
    "checksum": "…",           of the two lines around it
    "payload": {…}}            scenario, its folder if it did not come with the program, digest, seed, journal, snapshot

Two older copies stand beside it (`….json.1` and `….json.2`). Key order is kept on purpose: the order of debts, duties
and stores is part of a world.
"""

import contextlib
import errno
import json
import os
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from engine import actions, legacy, snapshot
from engine.errors import BadSnapshot
from engine.legacy import Legacy
from engine.scenario import Scenario
from engine.session import Session, Story
from game import words
from game.refit import changed
from game.tongue import later, tr
from game.version import version

FORMAT = 1
"""The version of the file around the snapshot, which has its own."""
COPIES = 2


class SaveFailed(Exception):
    """A game could not be saved; carries the sentence that says why and what helps."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Unreadable(Exception):
    """A file is not a saved game, or is damaged; carries the sentence that says so."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved game as it stands in its file, with its checksum verified."""

    scenario: str
    digest: str
    seed: int
    journal: list[actions.Action]
    snapshot: dict[str, Any]
    about: dict[str, Any]
    legacy: Legacy | None = None
    """What the chapter before it left, where it follows one."""
    folder: str = ""
    """Where its story stands; empty for those that come with the program."""

    @property
    def story(self) -> str:
        """What the story is asked for by: its folder, or the slug of one that comes with the program."""
        return self.folder or self.scenario


@dataclass(frozen=True, slots=True)
class Slot:
    """A saved game as a list shows it; `damaged` says why it cannot be read, empty where it can."""

    path: Path
    scenario: str
    """What the story is asked for by, as `asked_for` says."""
    title: str
    day: int
    of_days: int
    date: str
    scene: str
    seed: int
    saved_at: datetime | None
    ended: bool
    damaged: str = ""

    @property
    def playable(self) -> bool:
        """Whether it can be gone on with, if only from a copy."""
        return bool(self.scenario) and not self.ended


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading: a session, or None and, where an older copy is sound, the copy to offer instead."""

    session: Session | None
    warnings: tuple[str, ...] = ()
    offered_copy: Path | None = None


# ---- where ----------------------------------------------------------------------------------------------------------


def home() -> Path:
    """Return the folder the program keeps its files in; `JANGMADANG_HOME` says another. Nothing is made here."""
    named = os.environ.get("JANGMADANG_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("jangmadang", appauthor=False)


def folder() -> Path:
    """Return the folder of saved games, which may not be there yet."""
    return home() / "saves"


def own_folder(scenario: Scenario) -> str:
    """Return the folder of a story that did not come with the program, empty for one that did."""
    from story import library

    return "" if not scenario.folder or library.ships(scenario.folder) else scenario.folder


def asked_for(scenario: Scenario) -> str:
    """Return what a story is asked for by: its folder, or the slug of one that comes with the program."""
    return own_folder(scenario) or scenario.slug


def new_path(session: Session) -> Path:
    """Return a path for a new play that no file has yet."""
    stem = f"{session.scenario.slug}-{datetime.now(UTC):%Y%m%d-%H%M%S}-{session.world.seed}"
    path = folder() / f"{stem}.json"
    number = 2
    while path.exists():
        path = folder() / f"{stem}-{number}.json"
        number += 1
    return path


def copies(path: Path) -> list[Path]:
    """Return where the older copies of a saved game stand, the newer first; they may not be there."""
    return [path.with_name(f"{path.name}.{number}") for number in range(1, COPIES + 1)]


# ---- writing --------------------------------------------------------------------------------------------------------


def save(session: Session, path: Path) -> None:
    """Write a play to its file and keep the one before; where that fails raise `SaveFailed`, all left as it was."""
    made = content(session)
    scratch = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch.open("wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        _roll(path)
        scratch.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise SaveFailed(_why_not(error, path)) from error


def delete(path: Path) -> None:
    """Remove a saved game with its copies."""
    for file in (path, *copies(path)):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def content(session: Session) -> bytes:
    """Return what the file of a saved game holds."""
    world = session.world
    about = {
        "scenario": session.scenario.slug,
        "folder": own_folder(session.scenario),
        "title": session.scenario.title,
        "day": world.day,
        "of_days": session.scenario.lasts,
        "date": words.date(session, world.day),
        "scene": session.scene.title,
        "seed": world.seed,
        "saved_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "ended": world.ended,
        "program": version(),
    }
    payload = {
        "scenario": session.scenario.slug,
        "folder": own_folder(session.scenario),
        "digest": session.scenario.digest,
        "seed": world.seed,
        "journal": [actions.written(action) for action in session.journal],
        "snapshot": snapshot.taken(world),
    } | ({"legacy": legacy.written(session.legacy)} if session.legacy is not None else {})
    first, second = _text(about), _text(payload)
    checksum = _checksum(first, second)
    return f'{{"format": {FORMAT},\n"about": {first},\n"checksum": "{checksum}",\n"payload": {second}}}\n'.encode()


def _text(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _checksum(about: str, payload: str) -> str:
    return blake2b(f"{about}\n{payload}".encode(), digest_size=16).hexdigest()


def _roll(path: Path) -> None:
    """Keep the file that is to be replaced as the first copy; at no moment is there no file under the name."""
    if not path.exists():
        return
    newer, older = copies(path)
    with contextlib.suppress(FileNotFoundError):
        newer.replace(older)
    try:
        os.link(path, newer)
    except OSError:
        # Not every file system knows links.
        shutil.copyfile(path, newer)


def _sync_folder(path: Path) -> None:
    """Make sure that the new name itself is on the disk, where the system can (Windows cannot open a folder)."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _why_not(error: OSError, path: Path) -> str:
    after = tr("You can play on; the next action tries to save again.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return tr("The game could not be saved: the disk is full. {after}", after=after)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        no = later("The game could not be saved: there is no permission to write in {folder}. {after}")
        return tr(no, folder=path.parent, after=after)
    why = error.strerror or error
    return tr("The game could not be saved in {folder}: {error}. {after}", folder=path.parent, error=why, after=after)


# ---- reading --------------------------------------------------------------------------------------------------------


def read(path: Path) -> Saved:
    """Read a file and verify it; raise `Unreadable` with a sentence where it is no sound saved game."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise Unreadable(tr("There is no saved game at {path}.", path=path)) from None
    except OSError as error:
        raise Unreadable(
            tr("The saved game {path} cannot be opened: {error}.", path=path.name, error=error.strerror or error)
        ) from error
    except (ValueError, RecursionError):
        raise Unreadable(
            tr("The saved game {path} is damaged: its end is missing or part of it is overwritten.", path=path.name)
        ) from None
    if not isinstance(data, dict) or "payload" not in data or "about" not in data:
        raise Unreadable(tr("{path} is not a saved game.", path=path.name))
    if data.get("format") != FORMAT:
        raise Unreadable(
            tr(
                "The saved game {path} has format {its}; this program reads format {format}. "
                "It was probably written by a newer program.",
                path=path.name,
                its=repr(data.get("format")),
                format=FORMAT,
            )
        )
    payload, about = data["payload"], data["about"]
    if data.get("checksum") != _checksum(_text(about), _text(payload)):
        raise Unreadable(
            tr("The saved game {path} is damaged: its content does not agree with its checksum.", path=path.name)
        )
    try:
        return Saved(
            str(payload["scenario"]),
            str(payload["digest"]),
            int(payload["seed"]),
            [actions.read(line) for line in payload["journal"]],
            dict(payload["snapshot"]),
            dict(about),
            legacy.read(payload["legacy"]) if "legacy" in payload else None,
            str(payload.get("folder", "")),
        )
    except (KeyError, TypeError, ValueError, BadSnapshot) as error:
        raise Unreadable(
            tr("The saved game {path} holds something this program cannot read: {error}.", path=path.name, error=error)
        ) from error


def load(path: Path, story: Story) -> Loaded:
    """Load a play: sound and of this story as it was; of a changed story by its journal or else its snapshot."""
    try:
        saved = read(path)
    except Unreadable as damaged:
        return _offer(path, damaged.sentence)
    if saved.scenario != story.scenario.slug:
        other = repr(story.scenario.slug)
        said = tr("This game is of the chapter {scenario}, not of {other}.", scenario=repr(saved.scenario), other=other)
        return Loaded(None, (said,))
    if saved.digest == story.scenario.digest:
        try:
            return Loaded(_resumed(saved, story))
        except BadSnapshot as bad:
            return _offer(path, str(bad))
    return Loaded(*changed(saved, story))


def _resumed(saved: Saved, story: Story) -> Session:
    world = snapshot.restored(saved.snapshot, story.scenario)
    return Session.resume(story, world, saved.journal, legacy=saved.legacy)


def slots() -> list[Slot]:
    """Return the saved games, the latest first."""
    try:
        found = [_slot(path) for path in folder().glob("*.json") if path.is_file()]
    except OSError:
        return []
    return sorted(found, key=lambda slot: slot.saved_at or datetime.min.replace(tzinfo=UTC), reverse=True)


def unfinished(scenario: str) -> list[Slot]:
    """Return the unfinished games of a chapter, named as `asked_for` says, the latest first."""
    return [slot for slot in slots() if slot.scenario == scenario and slot.playable]


def _slot(path: Path) -> Slot:
    damaged = tr("The saved game {path} is damaged.", path=path.name)
    slot = next(filter(None, map(_head, (path, *copies(path)))), None)
    if slot is None:
        return Slot(path, "", path.stem, 0, 0, "", "", 0, None, False, damaged)
    return slot if slot.path == path else replace(slot, path=path, damaged=damaged)


def _head(path: Path) -> Slot | None:
    """Read the head of a file only: a list of games should not cost the games."""
    try:
        with path.open("rb") as file:
            lines = [file.readline(100_000) for _ in range(2)]
        about = json.loads(lines[1].decode().strip().removeprefix('"about":').removesuffix(","))
        return Slot(
            path,
            str(about.get("folder") or about["scenario"]),
            str(about["title"]),
            int(about["day"]),
            int(about["of_days"]),
            str(about["date"]),
            str(about["scene"]),
            int(about["seed"]),
            datetime.fromisoformat(about["saved_at"]),
            bool(about["ended"]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def sound_copy(path: Path) -> tuple[Path, Saved] | None:
    """Return the newest older copy of a saved game that can be read, and what it holds."""
    for copy in copies(path):
        with contextlib.suppress(Unreadable):
            return copy, read(copy)
    return None


def _offer(path: Path, sentence: str) -> Loaded:
    """Say what is wrong, and offer the newest copy that is sound."""
    found = sound_copy(path)
    if found is None:
        return Loaded(None, (sentence, tr("No older copy of it can be read either.")))
    copy, saved = found
    sound = tr("A copy from just before is sound (day {day}).", day=saved.snapshot.get("day"))
    return Loaded(None, (sentence, sound), copy)


def restore(copy: Path, path: Path) -> None:
    """Put a copy in the place of the damaged file, which is kept beside it as `….damaged`."""
    with contextlib.suppress(FileNotFoundError):
        path.replace(path.with_name(f"{path.name}.damaged"))
    shutil.copyfile(copy, path)
