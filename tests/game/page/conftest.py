"""A folder that has the files of a Pyodide, and nothing in them that would run."""

import json
from pathlib import Path

from game.page import runtime


def make_runtime(folder: Path, version: str = runtime.VERSION) -> Path:
    folder.mkdir(parents=True)
    for name in runtime.MODULES:
        (folder / name).write_bytes(f"{name} as it came".encode())
    lock = {"info": {"python": "3.14.2"}, "packages": {"numpy": {"url": "https://somewhere.example/numpy.whl"}}}
    (folder / runtime.LOCK).write_text(json.dumps(lock))
    (folder / "package.json").write_text(json.dumps({"name": "pyodide", "version": version}))
    return folder
