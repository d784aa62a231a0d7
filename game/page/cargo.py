"""Cargo: what travels in a page besides Pyodide: the program's own modules, what they import, and one chapter."""

import ast
import io
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from game.version import version
from story.library import HOME, home_of, ships
from story.luggage import read_by

STARTS = "game.page.sitting"
"""The module that the page asks for; whatever it imports, at its head or when it comes to it, travels too."""
OURS = ("engine", "story", "game")
LIBRARIES = {"yaml": "PyYAML", "transitions": "transitions", "six": "six"}
"""Package that travels -> the distribution it belongs to. Their Python sources alone: the page has no C parser."""
ROOT = Path(__file__).resolve().parents[2]
WHEN = (2000, 1, 1, 0, 0, 0)
"""The date of every file in the archive, so that the same program and chapter give the same page."""


def source_of(module: str) -> Path | None:
    """Return the file of a module of ours, None where the name is none."""
    path = ROOT.joinpath(*module.split("."))
    found = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in found if file.is_file()), None)


def named_in(source: str) -> Iterator[str]:
    """Yield the modules that a source may import; of `from a import b` both `a` and `a.b`, which may be one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@cache
def modules() -> dict[str, Path]:
    """Return module of ours -> its file, for all that the page may come to import, in order of name."""
    found: dict[str, Path] = {}
    ahead = [STARTS]
    while ahead:
        module = ahead.pop()
        # A package's own file is imported before what is in it.
        for name in (module, *(module.rsplit(".", up)[0] for up in range(1, module.count(".") + 1))):
            if name.split(".")[0] in OURS and name not in found and (file := source_of(name)) is not None:
                found[name] = file
                ahead += named_in(file.read_text("utf-8"))
    return dict(sorted(found.items()))


def _library(package: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name in the archive, content) of a library's Python files."""
    spec = find_spec(package)
    assert spec is not None, f"{package} is installed with the game"
    assert spec.origin is not None, f"{package} has a file"
    origin = Path(spec.origin)
    if origin.name != "__init__.py":
        yield origin.name, origin.read_bytes()
        return
    for file in sorted(origin.parent.rglob("*.py")):
        yield f"{package}/{file.relative_to(origin.parent).as_posix()}", file.read_bytes()


def chapter(folder: Path, language: str) -> tuple[str, dict[str, Path]]:
    """Return what a chapter is asked for by in the page, and name in the archive -> file, for all it is read from."""
    home = home_of(folder)
    base = "story" if ships(folder) else "own"
    found = {}
    for file in read_by(folder, home, HOME, language=language):
        if file.is_relative_to(folder):
            name = f"{base}/scenarios/{folder.name}/{file.relative_to(folder).as_posix()}"
        elif file.is_relative_to(HOME):
            name = f"story/{file.relative_to(HOME).as_posix()}"
        else:
            name = f"{base}/{file.relative_to(home).as_posix()}"
        found[name] = file
    return (folder.name if ships(folder) else f"own/scenarios/{folder.name}"), found


def packed(folder: Path, language: str) -> bytes:
    """Return the archive that a page unpacks beside its Python."""
    contents = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in modules().values()}
    for package in LIBRARIES:
        contents.update(_library(package))
    contents["assets/__init__.py"] = b""
    # Not shown there, but a chapter is refused that names a picture the game has not.
    for file in (files("assets") / "art" / "places").iterdir():
        contents[f"assets/art/places/{file.name}"] = file.read_bytes()
    for file in (files("assets") / "tongues").iterdir():
        if file.name == f"{language}.po":
            contents[f"assets/tongues/{file.name}"] = file.read_bytes()
    contents.update({name: file.read_bytes() for name, file in chapter(folder, language)[1].items()})
    about = f"Metadata-Version: 2.1\nName: jangmadang\nVersion: {version()}\n"
    contents["jangmadang.dist-info/METADATA"] = about.encode()
    made = io.BytesIO()
    # Stored, not deflated: the whole is packed once more, and better, when it goes into the page.
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            archive.writestr(zipfile.ZipInfo(name, WHEN), contents[name])
    return made.getvalue()


def licences() -> str:
    """Return the licences of all that is in a page: ours, Pyodide's, Python's, and those of the libraries."""
    page = files("assets") / "page"
    parts = [
        ("Jangmadang", _own_licence()),
        ("Pyodide", (page / "MPL-2.0.txt").read_text("utf-8")),
        ("Python", (page / "PSF-2.0.txt").read_text("utf-8")),
    ]
    parts += [(f"{name} {distribution(name).version}", _licence(name)) for name in LIBRARIES.values()]
    rule = "-" * 60
    return "\n\n".join(f"{rule}\n{head}\n{rule}\n\n{text.strip()}" for head, text in parts) + "\n"


def _own_licence() -> str:
    of_checkout = ROOT / "LICENSE"
    return of_checkout.read_text("utf-8") if of_checkout.is_file() else _licence("jangmadang")


def _licence(name: str) -> str:
    inside = distribution(name).files or []
    found = next((file for file in inside if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))), None)
    return found.read_text("utf-8") if found is not None else f"See the distribution {name}."
