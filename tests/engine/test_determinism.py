"""Determinism: the same seed and actions give the same world in any process, whatever it hashes, on any Python."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.engine.plays import SEEDS, digests

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
    assert len(set(here())) == 2 * len(SEEDS)


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_another_process_comes_to_the_same_worlds_whatever_it_hashes(hash_seed: str) -> None:
    assert told_by(sys.executable, hash_seed) == here()


def found(version: str) -> str:
    """Return a Python of a version that can import what a play needs, or skip."""
    kept = [Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser(), Path("/root/.pyenv"), Path("/opt/pyenv")]
    pythons = [str(path) for root in kept for path in sorted(root.glob(f"versions/{version}.*/bin/python"))]
    probe = "import sys, transitions, yaml; print(*sys.version_info[:2], sep='.')"
    for python in (*pythons, shutil.which(f"python{version}")):
        if python is not None and run(python, "-c", probe).stdout.strip() == version:
            return python
    pytest.skip(f"There is no Python {version} here that finds transitions and PyYAML.")


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_another_python_comes_to_the_same_worlds(version: str) -> None:
    if version == HERE:
        pytest.skip(f"This is Python {version}.")
    assert told_by(found(version), "random") == here()
