"""Writing: the page put together, as one file: what it shows, Pyodide, the program and the chapter."""

import gzip
import json
import re
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path

from game.page import cargo
from game.page.runtime import LOCK, MODULES, Runtime
from game.tongue import tongue, tr
from story.tongue import SOURCE

IN = "/jangmadang"
"""The folder in the page's own file system in which the program stands."""
ZIPPED = ("python_stdlib.zip",)
"""What is packed already."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What page is asked for: of which chapter, and in which world where not in a new one each time."""

    folder: Path
    title: str
    seed: int | None = None


def page(wanted: Wanted, runtime: Runtime) -> str:
    """Return the page of a chapter in the reader's language; the same chapter and program give the same page."""
    language = tongue().code
    translated = "" if language == SOURCE else language
    story, _ = cargo.chapter(wanted.folder, translated)
    contents = {name: runtime.module(name) for name in MODULES}
    contents |= {
        LOCK: runtime.lock(),
        "program.zip": cargo.packed(wanted.folder, translated),
        "licences.txt": cargo.licences().encode(),
    }
    about = {
        "story": story if story == wanted.folder.name else f"{IN}/{story}",
        "folder": IN,
        "language": language,
        "key": f"jangmadang/{wanted.folder.name}",
        "seed": "" if wanted.seed is None else str(wanted.seed),
        "packed": [name for name in contents if name not in ZIPPED],
        "words": said_by_the_page(),
    }
    parts = {name: escape(text) for name, text in shown(wanted.title, runtime.version).items()}
    assets = files("assets") / "page"
    parts |= {
        "language": language,
        "style": (assets / "page.css").read_text("utf-8").rstrip(),
        "script": (assets / "page.js").read_text("utf-8").rstrip(),
        "about": _in_script(about),
        "files": "\n".join(_embedded(name, content) for name, content in contents.items()),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], (assets / "page.html").read_text("utf-8"))


def _in_script(values: object) -> str:
    """Return JSON in which nothing ends the script that holds it."""
    return json.dumps(values, ensure_ascii=False).replace("<", "\\u003c")


def _embedded(name: str, content: bytes) -> str:
    packed = content if name in ZIPPED else gzip.compress(content, 9, mtime=0)
    return f'<script type="text/plain" id="file:{name}">{b64encode(packed).decode()}</script>'


def shown(title: str, version: str) -> dict[str, str]:
    """Return what stands in the page itself: what buttons and fields say."""
    return {
        "title": title,
        "noscript": tr("This page is a game. It needs JavaScript, which is turned off here."),
        "go_on": tr("Go on"),
        "begin": tr("Begin"),
        "more": tr("A certain world, or a saved game"),
        "seed": tr("Seed: the same number is the same world. Leave it empty for a new one."),
        "upload": tr("Go on with a saved game from a file"),
        "log": tr("What is told"),
        "choices": tr("Choices"),
        "commands": tr("Look at"),
        "compose": tr("Trade, plan, travel"),
        "amount": tr("How much"),
        "typed": tr("Or write what to do, such as: buy rice 2 kg. Write help for what you can write."),
        "do": tr("Do this"),
        "look": tr("Look back on it"),
        "save_debrief": tr("Keep the debrief as a file"),
        "keep": tr("Saved game"),
        "kept": tr(
            "This browser keeps the game after each step; nothing is sent anywhere. "
            "A file can be taken elsewhere, and the program's replay checks it."
        ),
        "download": tr("Keep the saved game as a file"),
        "anew": tr("To the beginning"),
        "made": tr(
            "Made with Jangmadang. The whole game is in this file; it needs no network. In it runs Pyodide {version}, "
            "which is Python for browsers, under the Mozilla Public License 2.0.",
            version=version,
        ),
        "licences": tr("Licences"),
        "pyodide": tr(
            "Pyodide is in this file unchanged. Its source is published by the Pyodide project, under the name "
            "pyodide and this version: {version}.",
            version=version,
        ),
    }


def said_by_the_page() -> dict[str, str]:
    """Return what the page says by itself, before Python runs and where it fails."""
    return {
        "at_unpacking": tr("Unpacking …"),
        "at_python": tr("Python starts in this page …"),
        "at_program": tr("The game is laid out …"),
        "at_chapter": tr("The chapter is read …"),
        "held": tr("There is a saved game here:"),
        "unfit": tr("The saved game cannot be gone on with:"),
        "sure": tr("Begin anew? The saved game that this browser keeps is then overwritten."),
        "not_kept": tr(
            "This browser does not keep games for this page. Keep the saved game as a file before you close it."
        ),
        "twice": tr("This chapter is played in another window too. This browser keeps whichever acted last."),
        "wrong": tr(
            "Something in the program went wrong, and this was not done. What was done before is kept: "
            "keep the saved game as a file, and open this page anew."
        ),
        "no_start": tr("The game could not be started in this browser. Try a current Firefox, Chrome, Edge or Safari."),
        "old": tr("This browser is too old for this page. It needs one from 2023 or later."),
    }
