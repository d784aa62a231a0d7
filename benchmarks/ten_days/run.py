"""Ten days against its peers: choices a second on one core, choices a play and mean net, all in one run.

The same small game, written for each: in our story format, in ink (one source, compiled once, for inkjs, bink and
inkcpp), in Bardic, and by hand in Python (the floor). Everybody writes the text of every screen, chooses evenly among
what is open, and counts what was chosen; ours counts each side of each condition as well. Processor time, engines
taking turns; the median of the rounds. Peers are installed into a temporary folder; who cannot be installed is named.

Wanted: 60,000 choices a second of ours. Too much: the floor more than 11 times as fast, which is where that stood.

usage: python benchmarks/ten_days/run.py [--rounds N] [--without-peers] [--peers FOLDER]
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
TOO_MUCH = 11.0
NEAR = {"choices a play": 0.05, "mean net": 8.0}
"""How far from ours a peer may be and still play the same game: luck moves means of a few thousand plays so far."""


class Engine(NamedTuple):
    """Whoever plays, and how to ask for so many plays."""

    name: str
    command: list[str]
    plays: int


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--without-peers", action="store_true", help="only ours and the floor")
    ask.add_argument("--peers", type=Path, help="a folder to keep the peers in; a temporary one unless said")
    say = ask.parse_args()
    engines = [
        Engine("ours", [sys.executable, str(HERE / "ours.py")], 20_000),
        Engine("by hand (floor)", [sys.executable, str(HERE / "reference.py")], 40_000),
    ]
    with tempfile.TemporaryDirectory() as temporary:
        if not say.without_peers:
            folder = say.peers or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            engines += peers(folder.resolve())
        rows: dict[str, list[dict[str, float]]] = {engine.name: [] for engine in engines}
        for _ in range(say.rounds):
            for engine in engines:
                made = _asked([*engine.command, str(engine.plays)])
                if made is not None:
                    rows[engine.name].append(json.loads(made))
    return report({name: found for name, found in rows.items() if found})


def peers(folder: Path) -> list[Engine]:
    """Install the peers into a folder and return those that can play."""
    python = folder / "python" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(folder / "python", with_pip=True)
    found = []
    installed = {name: _installs(python, name) for name in ("bink", "inkcpp-py", "bardic")}
    player = [str(python), str(PEERS / "play_python.py")]
    if installed["bardic"]:
        found.append(Engine("bardic", [*player, "bardic", str(PEERS / "ten_days.bard")], 300))
    inkjs = folder / "node_modules" / "inkjs" / "dist" / "ink-full.js"
    if not inkjs.exists() and (npm := shutil.which("npm")):
        _asked([npm, "install", "--silent", "--prefix", str(folder), "inkjs"])
    node = shutil.which("node")
    if node is None or not inkjs.exists():
        print("Not here: inkjs (node or the package is missing), and with it what compiles ink for bink and inkcpp.")
        return found
    story = folder / "ten_days.json"
    play = [node, str(PEERS / "play_inkjs.cjs"), str(inkjs)]
    if _asked([*play, "--compile", str(PEERS / "ten_days.ink"), str(story)]) is None:
        return found
    found.append(Engine("inkjs", [*play, str(story)], 2000))
    for name, package in (("bink", "bink"), ("inkcpp", "inkcpp-py")):
        if installed[package]:
            found.append(Engine(name, [*player, name, str(story)], 2000 if name == "bink" else 10_000))
    return found


def _installs(python: Path, package: str) -> bool:
    done = _asked([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package])
    if done is None:
        print(f"Not here: {package} could not be installed.")
    return done is not None


def _asked(command: list[str]) -> str | None:
    """Return what a command prints; None, with its complaint shown, where it fails or takes ten minutes."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    except subprocess.TimeoutExpired:
        print(f"Gave up after ten minutes: {' '.join(command)}")
        return None
    if done.returncode:
        print(f"{' '.join(command)}\n{done.stderr[-600:]}")
    return done.stdout if done.returncode == 0 else None


def report(rows: dict[str, list[dict[str, float]]]) -> int:
    """Print the table and return 1 where ours is too slow or somebody plays another game."""
    speed = {name: statistics.median(r["choices"] / r["seconds"] for r in found) for name, found in rows.items()}
    means = {
        name: {
            "choices a play": sum(r["choices"] for r in found) / sum(r["plays"] for r in found),
            "mean net": sum(r["net"] for r in found) / sum(r["plays"] for r in found),
        }
        for name, found in rows.items()
    }
    print(f"{'':18}{'choices/s':>12}{'ours / it':>12}{'choices a play':>16}{'mean net':>10}")
    wrong = []
    for name, rate in sorted(speed.items(), key=lambda each: -each[1]):
        mine = means[name]
        print(
            f"{name:18}{rate:12,.0f}{speed['ours'] / rate:12.2f}{mine['choices a play']:16.2f}{mine['mean net']:10.1f}"
        )
        wrong += [f"{name}: {what}" for what, far in NEAR.items() if abs(mine[what] - means["ours"][what]) > far]
    if wrong:
        print(f"Plays another game: {', '.join(wrong)}.")
    ratio = speed["by hand (floor)"] / speed["ours"]
    print(f"ten_days: ours {speed['ours']:,.0f} choices/s, floor / ours {ratio:.2f} (too much: {TOO_MUCH:.2f})")
    return int(bool(wrong) or ratio > TOO_MUCH)


if __name__ == "__main__":
    sys.exit(main())
