"""Determinism: the same seed and actions give the same world in any process, whatever it hashes, on any Python."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.engine.plays import PLAYED, SEEDS, digests

ROOT = Path(__file__).resolve().parents[2]
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
PACKAGES = [path for path in sys.path if "site-packages" in path]
"""Packages without compiled parts serve every Python; transitions is one, and PyYAML can do without its own."""


@cache
def here() -> list[str]:
    return digests()


def run(python: str, *arguments: str, hash_seed: str = "random") -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(ROOT), *PACKAGES])
    return subprocess.run(
        [python, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


def told_by(python: str, hash_seed: str) -> list[str]:
    done = run(python, "-m", "tests.engine.plays", hash_seed=hash_seed)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_plays_end_in_worlds_of_their_own() -> None:
    assert len(set(here())) == len(PLAYED) * len(SEEDS)


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_another_process_comes_to_the_same_worlds_whatever_it_hashes(hash_seed: str) -> None:
    assert told_by(sys.executable, hash_seed) == here()


@cache
def others() -> list[str]:
    """Return the other Pythons here, one a version, that can import what a play needs."""
    versions = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    pythons = [str(path) for path in sorted(versions.glob("3.*/bin/python"))]
    pythons += [path for minor in range(11, 16) if (path := shutil.which(f"python3.{minor}")) is not None]
    probe = "import sys, transitions, yaml; print(*sys.version_info[:2], sep='.')"
    known = {run(python, "-c", probe).stdout.strip(): python for python in pythons}
    return [python for version, python in known.items() if version not in ("", HERE) and int(version[2:]) >= 11]


def test_every_other_python_here_comes_to_the_same_worlds() -> None:
    assert {python: told_by(python, "random") for python in others()} == {python: here() for python in others()}
