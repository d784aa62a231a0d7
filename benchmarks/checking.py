"""Checking generated stories of growing size, all of `check`: seconds, and how the cost grows with the scenes.

Too much: eight times the scenes take more than 1.4 times eight times as long; or `check` takes longer than what
PyYAML's C loader alone takes on the same files.

usage: python benchmarks/checking.py [SCENES]
"""

import gc
import statistics
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from game import authoring
from story import beginnings

A_FILE = 250
"""Scenes in a file."""
GROWTH, FLOOR = 1.4, 1.0

SCENE = """
s{i}:
  title: Scene {i}
  place: lane
  evidence: [{{invented: made for measuring}}]
  text: |
    You stand at place {i}. There are {{cash.KPW | money}} under the mat.
  choices:
    on: {{say: Go on., go: s{next}}}
    over:
      say: Look over there.
      when: "cash.KPW >= {sum} KPW and notice < 90"
      do: [{{add: {{notice: 1}}}}]
      outcomes:
        well: {{weight: 3, text: It goes well., do: [{{receive: 1 KPW}}], go: s{far}}}
        badly: {{weight: "1 + notice / 20", risk: it goes badly, go: s{next}}}
    wait: {{say: Wait., do: [{{pass: 1 day}}], go: s{hub}}}
"""
HUB, EVENT = "  hub: yes\n", '  event: {at: morning, when: "notice >= 5"}\n'


def write(folder: Path, scenes: int) -> list[str]:
    """Write a story of so many scenes, a hub and an event among each fifty, and return its texts."""
    beginnings.begin(folder)
    for path in (folder / "scenes").iterdir():
        path.unlink()
    (folder / "policies.yaml").unlink()
    (folder / "walks" / "frost.yaml").unlink()
    head = folder / "scenario.yaml"
    head.write_text(head.read_text("utf-8").replace("first: the_pot", "first: s0"), encoding="utf-8")
    for first in range(0, scenes, A_FILE):
        texts = []
        for i in range(first, min(scenes, first + A_FILE)):
            text = SCENE.format(i=i, next=(i + 1) % scenes, far=(7 * i + 3) % scenes, sum=i % 50, hub=i - i % 50)
            texts.append(text + (HUB if i % 50 == 0 else EVENT if i % 50 == 25 else ""))
        (folder / "scenes" / f"part{first // A_FILE:04d}.yaml").write_text("".join(texts), encoding="utf-8")
    end = "end:\n  title: End\n  place: lane\n  evidence: [{invented: end}]\n  ending: {name: End, tone: nothing}\n"
    end += "  text: End.\n"
    way = "    stop: {say: Stop., go: end}\n"
    first = folder / "scenes" / "part0000.yaml"
    first.write_text(first.read_text("utf-8").replace("    wait:", f"{way}    wait:", 1) + end, encoding="utf-8")
    return [path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))]


def ours(folder: Path) -> float:
    """Return the seconds that the command takes."""
    gc.collect()
    start = perf_counter()
    with redirect_stdout(StringIO()) as said:
        sound = authoring.check([folder])
    if not sound:
        sys.exit(f"the story that was made is not sound:\n{said.getvalue()[:500]}")
    return perf_counter() - start


def floor(texts: list[str]) -> float:
    """Return the seconds PyYAML's C loader takes."""
    gc.collect()
    start = perf_counter()
    for text in texts:
        yaml.load(text, yaml.CSafeLoader)
    return perf_counter() - start


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    with TemporaryDirectory() as at:
        small, big = Path(at) / "small", Path(at) / "big"
        write(small, most // 8)
        texts = write(big, most)
        ours(small)
        pairs = [(ours(small), ours(big)) for _ in range(3)]
        growth = statistics.median(b / a for a, b in pairs) / 8
        seconds = min(b for _, b in pairs)
        against = seconds / floor(texts)
    print(f"check of {most} scenes: {seconds:.1f} s")
    print(f"eight times the scenes, cost over eight times the cost: ratio {growth:.2f} (too much: {GROWTH})")
    print(f"check over the C loader alone: ratio {against:.2f} (too much: {FLOOR})")
    sys.exit(growth > GROWTH or against > FLOOR)


if __name__ == "__main__":
    main()
