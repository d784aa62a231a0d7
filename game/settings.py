"""Settings: what a player prefers, in a small file that is replaced whole; a damaged one is ignored with a word."""

import contextlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from game.tongue import NAMES, preferred, tr

FORMAT = 1
FILE = "settings.json"
THEMES = ("lamp", "snow", "contrast")
SPEEDS = ("off", "fast", "slow")
AUTO = "auto"
LANGUAGES = (AUTO, *NAMES)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a player prefers."""

    theme: str = "lamp"
    """One of THEMES: dark, light, high contrast."""
    text_speed: str = "off"
    """One of SPEEDS: off shows a scene at once."""
    motion: bool = False
    """Whether anything may move by itself."""
    language: str = AUTO
    """One of LANGUAGES: as the environment asks, or the code of a language."""


CHOICES: dict[str, tuple[Any, ...]] = {
    "theme": THEMES, "text_speed": SPEEDS, "motion": (False, True), "language": LANGUAGES,
}  # fmt: skip
"""Field -> the values it may have."""


def language(settings: Settings) -> str:
    """Return the code of the language that is read: the one chosen, or what the environment asks for."""
    return preferred() if settings.language == AUTO else settings.language


def folder() -> Path:
    """Return where settings are kept; it is made only when something is written."""
    if home := os.environ.get("JANGMADANG_HOME"):
        return Path(home)
    from platformdirs import user_config_path

    return user_config_path("jangmadang", appauthor=False)


def load(where: Path | None = None) -> tuple[Settings, str]:
    """Return the settings and, where the file was damaged, a sentence that says so."""
    path = (where or folder()) / FILE
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError):
        return Settings(), tr("The settings in {path} could not be read; the usual ones are in use.", path=path)
    if not isinstance(data, dict):
        return Settings(), tr("The settings in {path} could not be read; the usual ones are in use.", path=path)
    known = {}
    odd = []
    for field in fields(Settings):
        if field.name not in data:
            continue
        value = data[field.name]
        if any(value is choice or (isinstance(value, str) and value == choice) for choice in CHOICES[field.name]):
            known[field.name] = value
        else:
            odd.append(field.name.replace("_", " "))
    said = (
        tr("In {path}, {join} cannot be understood; the usual is in use.", path=path, join=" and ".join(odd))
        if odd
        else ""
    )
    return Settings(**known), said


def save(settings: Settings, where: Path | None = None) -> str:
    """Write the settings; return a sentence where that was not possible."""
    home = where or folder()
    path = home / FILE
    beside = home / f"{FILE}.{os.getpid()}.new"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            json.dump({"format": FORMAT, **asdict(settings)}, file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        return tr("The settings could not be kept in {path}: {error}.", path=path, error=error.strerror or error)
    return ""
