"""Plays Ten days with one of the Python peers: python play_python.py bink|inkcpp|bardic STORY PLAYS; prints JSON.

Each choice is uniform among those that are open, each screen's text is taken, and what was chosen is counted.
"""

import contextlib
import io
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time

LUCK = random.Random(1)
NET = re.compile(r"NET (-?\d+)")
Play = Callable[[Counter[str]], tuple[int, int]]


def _net(text: str) -> int:
    found = NET.search(text)
    assert found is not None, text
    return int(found[1])


def bink(path: Path) -> Play:
    from bink.story import Story

    story = Story(path.read_text("utf-8"))

    def play(taken: Counter[str]) -> tuple[int, int]:
        story.reset_state()
        text, choices = story.continue_maximally(), 0
        while len(offered := story.get_current_choices()):
            said = list(offered)
            chosen = LUCK.randrange(len(said))
            taken[said[chosen]] += 1
            story.choose_choice_index(chosen)
            text = story.continue_maximally()
            choices += 1
        return choices, _net(text)

    return play


def inkcpp(path: Path) -> Play:
    import inkcpp_py

    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "story.bin"
        inkcpp_py.compile_json(str(path), str(compiled))
        story = inkcpp_py.Story.from_file(str(compiled))

    def play(taken: Counter[str]) -> tuple[int, int]:
        runner = story.new_runner()
        text, choices = runner.getall(), 0
        while runner.has_choices():
            said = [runner.get_choice(index).text() for index in range(runner.num_choices())]
            chosen = LUCK.randrange(len(said))
            taken[said[chosen]] += 1
            runner.choose(chosen)
            text = runner.getall()
            choices += 1
        return choices, _net(text)

    return play


def bardic(path: Path) -> Play:
    from bardic import BardEngine
    from bardic.compiler.compiler import BardCompiler

    story = BardCompiler().compile_string(path.read_text("utf-8"))

    def play(taken: Counter[str]) -> tuple[int, int]:
        engine = BardEngine(story)
        shown, choices = engine.current(), 0
        while shown.choices:
            chosen = LUCK.randrange(len(shown.choices))
            taken[shown.choices[chosen]["text"]] += 1
            shown = engine.choose(chosen)
            choices += 1
        return choices, _net(shown.content)

    return play


def main() -> None:
    name, path, plays = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    with contextlib.redirect_stdout(io.StringIO()):
        play = {"bink": bink, "inkcpp": inkcpp, "bardic": bardic}[name](path)
        for _ in range(20):
            play(Counter())
        taken: Counter[str] = Counter()
        start = process_time()
        made = [play(taken) for _ in range(plays)]
        seconds = process_time() - start
    choices, net = (sum(column) for column in zip(*made, strict=True))
    print(json.dumps({"plays": plays, "choices": choices, "net": net, "seconds": seconds, "reached": len(taken)}))


if __name__ == "__main__":
    main()
