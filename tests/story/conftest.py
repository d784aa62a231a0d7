"""Stories to try things on: the good one in tests/broken/base, with the files of a broken one laid over it."""

import codecs
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

BROKEN = Path(__file__).resolve().parents[1] / "broken"
SHARED = ("worlds", "evidence")

Assemble = Callable[..., Path]


def lay(source: Path, home: Path) -> None:
    """Lay the files of one folder over a story; `x.escaped` holds bytes as Python writes them, `x.gone` removes x."""
    for path in sorted(path for path in source.rglob("*") if path.is_file() and path.name != "expect.txt"):
        inside = path.relative_to(source)
        target = (home if inside.parts[0] in SHARED else home / "scenarios" / "story") / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".escaped":
            written = path.read_text("utf-8").rstrip("\n")
            target.with_suffix("").write_bytes(codecs.escape_decode(written)[0])
        elif target.suffix == ".gone":
            shutil.rmtree(target.with_suffix(""))
        else:
            shutil.copyfile(path, target)


@pytest.fixture
def assemble(tmp_path: Path) -> Assemble:
    """Return what makes a folder to load from the good story and what is laid over it."""

    def make(*names: str) -> Path:
        for name in ("base", *names):
            lay(BROKEN / name, tmp_path)
        return tmp_path / "scenarios" / "story"

    return make
