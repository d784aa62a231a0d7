"""What commands share: how they end, how a chapter is found, and what may stand after an option."""

import argparse
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.session import Story

    Command = Callable[[argparse.Namespace], "Exit"]
    Adder = Callable[[str, Command, str], argparse.ArgumentParser]

SCENARIO = "a chapter's name, or its folder"


class Exit(IntEnum):
    """What the program says to whoever started it."""

    OK = 0
    FAILED = 1
    """Problems were found, a walk failed, a replay differs."""
    REFUSED = 2
    """What was asked for makes no sense, or a script's line was refused."""
    RAN_OUT = 3
    """A script had no more lines and the story no ending yet."""
    STOPPED = 130
    """Stopped with Ctrl-C."""
    PIPE = 141
    """Whoever read the output stopped reading."""


class Wrong(Exception):
    """Something asked for is not there or not possible; carries the sentence for the user."""


def folder_of(name: str) -> Path:
    """Return the folder of a scenario by slug or folder."""
    from game import stories
    from story import library

    try:
        return stories.find(name)
    except library.NoSuchScenario as missing:
        raise Wrong(str(missing)) from missing


def story_of(name: str) -> "Story":
    """Return a scenario to be played by slug or folder."""
    from game.shelf import NotPlayable, from_library

    try:
        return from_library(name)
    except NotPlayable as no:
        raise Wrong(no.sentence) from no


def seed(text: str) -> int:
    """Read a seed."""
    if not text.isdecimal() or len(text) > 18:
        raise argparse.ArgumentTypeError(f"a seed is a whole number such as 4711, not {text!r}")
    return int(text)


def count(text: str) -> int:
    """Read a number of plays."""
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"a number of plays is a whole number from 1 to 1000000, not {text!r}")
    return int(text)


def none_or_count(text: str) -> int:
    """Read a number that may be 0."""
    return 0 if text == "0" else count(text)
