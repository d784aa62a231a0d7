"""Version: which version of the program this is."""

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


@cache
def version() -> str:
    """Return the program's version as installed, or as pyproject.toml says where it runs from a checkout."""
    try:
        return installed("jangmadang")
    except PackageNotFoundError:
        return _of_checkout()


def _of_checkout() -> str:
    import tomllib
    from pathlib import Path

    try:
        text = (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
        return str(tomllib.loads(text)["project"]["version"])
    except (OSError, KeyError, ValueError):
        return "unknown"
