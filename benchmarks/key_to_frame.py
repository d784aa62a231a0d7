"""From a key to the last byte of the frame it leads to, in a pseudo-terminal at 120x40, over a played script.

Against the same for a bare key in an app of one widget; a median over 50 ms, or over 20 times the floor, is too much.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from _pty_child import READY, Child, probe

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 40
SLUG = "pork_soup"
QUIET = 0.12
"""Seconds without a byte after which a frame counts as done."""
MOST_MS, MOST_RATIO = 50.0, 20.0

FLOOR = probe(
    "Bare",
    """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    count = 0
    def compose(self):
        self.shown = Static("0", id="n")
        self.shown.styles.height = 1
        yield self.shown
    def on_key(self, event):
        self.count += 1
        self.shown.update(str(self.count), layout=False)
""",
    "Probe().run()",
)
GAME = probe("JangmadangApp", "from game.app import JangmadangApp", f"Probe({SLUG!r}, 11).run()")


def measure(source: str, home: str, first: list[str], keys: list[str], sign: bytes) -> list[float]:
    """Return the milliseconds from each key to its frame."""
    child = Child(source, 120, 40, {"JANGMADANG_HOME": home})
    found = []
    try:
        child.wait_for(sign)
        child.quiet(0.5)
        for key in first:
            child.type(key)
            child.quiet(0.5)
        for key in keys:
            before = time.perf_counter()
            child.type(key)
            last, size = child.quiet(QUIET)
            if size:
                found.append((last - before) * 1000)
    finally:
        child.end()
    return found


def main() -> int:
    """Play a script of choices and print median, 95th part and the ratio to the floor."""
    with tempfile.TemporaryDirectory() as home:
        floor = measure(FLOOR, home, [], ["x"] * STEPS, READY)
        # To the first hub, then on and on: "1" is the first choice of whatever scene the days bring.
        opening = ["1", "3", "6", "1", "1", "1", "1", "1"]
        ours = measure(GAME, home, ["1"], opening[1:] + ["1", "2"] * (STEPS // 2), b"before you begin")
    middle, late = statistics.median(ours), statistics.quantiles(ours, n=20)[18]
    bare = statistics.median(floor)
    ratio = middle / bare
    print(
        f"choice to next scene: ours {middle:.1f} ms (p95 {late:.1f}, {len(ours)} choices), floor {bare:.1f} ms, "
        f"ratio {ratio:.1f} (too much: {MOST_MS:.0f} ms or {MOST_RATIO:.0f})"
    )
    return int(middle > MOST_MS or ratio > MOST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
