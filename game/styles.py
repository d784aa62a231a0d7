"""Styles: the style sheets of assets/styles, read where they are needed first."""

from importlib.resources import files


def style(name: str) -> str:
    """Return a style sheet's text."""
    return (files("assets") / "styles" / f"{name}.tcss").read_text("utf-8")
