"""Loading a chapter against what PyYAML's C loader alone takes to parse the same files; pairs in turn, median ratio.

usage: python benchmarks/loading.py [SCENARIO] [PAIRS]
"""

import gc
import statistics
import sys
from pathlib import Path
from time import perf_counter

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from story import library


def files(folder: Path) -> list[str]:
    """Return the texts of every file that loading reads."""
    head = yaml.load((folder / "scenario.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    paths = [folder / "scenario.yaml", folder / "lesson.yaml", *sorted((folder / "scenes").glob("*.yaml"))]
    paths += [library.HOME / "worlds" / f"{name}.yaml" for name in head.get("include", ())]
    paths += [library.HOME / "evidence" / f"{name}.yaml" for name in head.get("evidence", ())]
    return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]


def floor(texts: list[str]) -> float:
    """Return the seconds PyYAML's C loader takes, untuned, as anybody would call it."""
    gc.collect()
    start = perf_counter()
    for text in texts:
        yaml.load(text, yaml.CSafeLoader)
    return perf_counter() - start


def ours(slug: str) -> float:
    """Return the seconds a load takes: read, compile, build the machine."""
    gc.collect()
    start = perf_counter()
    if library.load(slug).story is None:
        sys.exit(f"{slug} does not load")
    return perf_counter() - start


def main() -> None:
    slug = sys.argv[1] if len(sys.argv) > 1 else "pork_soup"
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    texts = files(library.find(slug))
    ours(slug), floor(texts)
    measured = [(ours(slug), floor(texts)) for _ in range(pairs)]
    ratios = [a / b for a, b in measured]
    size = sum(len(text.encode()) for text in texts)
    print(f"{slug}: {size / 1000:.0f} kB of YAML; load {statistics.median(a for a, _ in measured) * 1000:.0f} ms")
    best = min(a for a, _ in measured) / min(b for _, b in measured)
    print(f"best of each: ratio {best:.2f}")
    print(f"ratio to CSafeLoader alone: median {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")


if __name__ == "__main__":
    main()
