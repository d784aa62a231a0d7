"""The runtime: an unpacked Pyodide (CPython as WebAssembly), looked for, checked, and fetched where it is asked for."""

import json
import shutil
import subprocess
import tarfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

VERSION = "314.0.7"
"""The version that is tried with each change, and that is fetched."""
FIRST, BELOW = (314, 0, 0), (315, 0, 0)
"""The versions that fit: of one CPython, 3.14, whose loader takes its parts from whoever starts it."""
MODULES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
"""What goes into a page as it is."""
LOCK = "pyodide-lock.json"
NEEDED = (*MODULES, LOCK, "package.json")
LICENCE = "MPL-2.0"
HOW = f"npm install pyodide@{VERSION}"


class NoRuntime(Exception):
    """There is no Pyodide that fits; carries the sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """A folder with a Pyodide that fits."""

    folder: Path
    version: str

    def module(self, name: str) -> bytes:
        """Return one of its files."""
        return (self.folder / name).read_bytes()

    def lock(self) -> bytes:
        """Return what its loader asks of the lock file: which Python it is, and none of the packages for it."""
        info = json.loads((self.folder / LOCK).read_text("utf-8"))["info"]
        return json.dumps({"info": info, "packages": {}}).encode()


def find(named: Path | None) -> Runtime:
    """Return the Pyodide in a folder, or where npm and `--fetch` put one; raise `NoRuntime` where there is none."""
    if named is not None:
        inside = (named, named / "package", named / "node_modules" / "pyodide")
        return checked(next((folder for folder in inside if (folder / "package.json").is_file()), named))
    for folder in (Path("node_modules") / "pyodide", fetched()):
        if folder.is_dir():
            return checked(folder)
    raise NoRuntime(
        "A page that plays needs Pyodide, which is Python for browsers, and there is none here. "
        f"Where npm is installed, write: {HOW}. Or add --fetch to this command, and npm is asked for it. "
        "Or name a folder with an unpacked Pyodide: --runtime FOLDER."
    )


def fetched() -> Path:
    """Return the folder in which `--fetch` puts a Pyodide."""
    from game import saves

    return saves.home() / "pyodide"


def checked(folder: Path) -> Runtime:
    """Return the Pyodide of a folder; raise `NoRuntime` where a file is missing or its version does not fit."""
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise NoRuntime(f"The folder {folder} is no whole Pyodide: it has no {', no '.join(missing)}. Write: {HOW}.")
    try:
        version = str(json.loads((folder / "package.json").read_text("utf-8"))["version"])
        json.loads((folder / LOCK).read_text("utf-8"))["info"]
        parts = tuple(int(part) for part in version.split("-")[0].split("."))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoRuntime(
            f"The folder {folder} holds a damaged Pyodide: its package.json or {LOCK} cannot be read. Write: {HOW}."
        ) from error
    if "-" in version or not FIRST <= parts < BELOW:
        within = f"from {'.'.join(map(str, FIRST))} on, below {BELOW[0]}"
        raise NoRuntime(f"The folder {folder} holds Pyodide {version}; a page needs one {within}. Write: {HOW}.")
    return Runtime(folder, version)


def fetch() -> Runtime:
    """Let npm bring Pyodide, into the folder where the game keeps its files; raise `NoRuntime` where it cannot."""
    npm = shutil.which("npm")
    if npm is None:
        raise NoRuntime("There is no npm here to fetch Pyodide with: install Node.js, which brings it, and try again.")
    with TemporaryDirectory() as scratch:
        asked = [npm, "pack", f"pyodide@{VERSION}", "--silent", "--pack-destination", scratch]
        done = subprocess.run(asked, capture_output=True, text=True, errors="replace", check=False, cwd=scratch)
        packed = next(Path(scratch).glob("pyodide-*.tgz"), None)
        if done.returncode or packed is None:
            why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise NoRuntime(f"npm could not fetch Pyodide {VERSION}: {why}")
        brought = Path(scratch) / "package"
        brought.mkdir()
        with tarfile.open(packed) as pack:
            # By name, so that nothing else in the archive is written anywhere.
            for name in NEEDED:
                with suppress(KeyError):
                    member = pack.extractfile(f"package/{name}")
                    if member is not None:
                        (brought / name).write_bytes(member.read())
        checked(brought)
        into = fetched()
        shutil.rmtree(into, ignore_errors=True)
        shutil.copytree(brought, into)
    return checked(into)
