"""The first frame that takes keys, in a pseudo-terminal, against an empty Textual app; over 1.5 times is too much."""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from _pty_child import READY, Child, probe

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
TOO_MUCH = 1.5
PROGRAMS = {
    "floor": probe("App", "from textual.app import App", "Probe().run()"),
    "ours": probe("JangmadangApp", "from game.app import JangmadangApp", "Probe().run()"),
}

SIGNS = {"floor": [READY], "ours": [READY, b"M A D A N G", b"Chapters", b"help"]}
"""What must have been written: of ours, the picture, the menu and the bar of keys as well."""


def main() -> int:
    """Measure both in turn, several times; return whether the ratio is too much."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as home:
        for number in range(RUNS + 1):
            for name, source in PROGRAMS.items():
                child = Child(source, 120, 40, {"JANGMADANG_HOME": home})
                try:
                    took = max(child.wait_for(sign) for sign in SIGNS[name])
                finally:
                    child.end()
                if number:  # the first round fills the caches of files and byte code
                    times[name].append(took * 1000)
    ours, floor = statistics.median(times["ours"]), statistics.median(times["floor"])
    ratio = ours / floor
    print(
        f"first frame of the game: ours {ours:.0f} ms, floor {floor:.0f} ms, "
        f"ratio {ratio:.2f} (too much: {TOO_MUCH:.2f})"
    )
    return int(ratio > TOO_MUCH)


if __name__ == "__main__":
    sys.exit(main())
