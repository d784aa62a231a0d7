"""Arguments: kinds of what is written after a command, each with the sentence that says what was wrong."""

import argparse


def of_a_class(room: argparse.ArgumentParser) -> None:
    """Give a parser what the command `classroom` may be told."""
    room.add_argument(
        "do", nargs="?", default="start", choices=("start", "export", "erase"), help="start, export or erase (start)"
    )
    room.add_argument("--scenario", default="", metavar="SCENARIO", help="a chapter's name or folder")
    room.add_argument("--seats", type=seats, default=40, metavar="N", help="how many may take a seat (40)")
    room.add_argument("--bind", default="0.0.0.0", metavar="ADDRESS", help="the address to listen on (all)")
    room.add_argument("--port", type=port, default=8000, metavar="P", help="the port to listen on (8000)")
    room.add_argument("--seed", type=seed, help="the same seed is the same world; all seats have the same")
    room.add_argument("--new", action="store_true", help="a new class, even where one is not over yet")
    room.add_argument("--keep", type=days, default=30, metavar="DAYS", help="erase after so many days (30d)")
    room.add_argument("--database", default="", metavar="FILE", help="where classes are kept")
    room.add_argument("--to", default=".", metavar="FOLDER", help="where export writes (this folder)")


def seed(text: str) -> int:
    """Return a seed; raise `ArgumentTypeError` where the text is none."""
    if not text.isdecimal() or len(text) > 18:
        raise argparse.ArgumentTypeError(f"a seed is a whole number such as 4711, not {text!r}")
    return int(text)


def seats(text: str) -> int:
    """Return a number of seats; raise `ArgumentTypeError` where the text is none."""
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 500:
        raise argparse.ArgumentTypeError(f"seats are a whole number from 1 to 500, not {text!r}")
    return int(text)


def port(text: str) -> int:
    """Return a port; raise `ArgumentTypeError` where the text is none."""
    if not text.isdecimal() or not 0 <= int(text[:9]) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 0 to 65535, not {text!r}")
    return int(text)


def days(text: str) -> int:
    """Return a number of days, written as 30d; raise `ArgumentTypeError` where the text is none."""
    digits = text.removesuffix("days").removesuffix("day").removesuffix("d")
    if not digits.isdecimal() or not 1 <= int(digits[:9]) <= 3650:
        raise argparse.ArgumentTypeError(f"days are written as 30d, not {text!r}")
    return int(digits)


def count(text: str) -> int:
    """Return a number of plays; raise `ArgumentTypeError` where the text is none."""
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"a number of plays is a whole number from 1 to 1000000, not {text!r}")
    return int(text)
