"""Small stories of all sorts for Hypothesis: numbers, a flag, cash, a sack of goods, luck, days, events, visits."""

import tempfile
from pathlib import Path

from hypothesis import strategies as st

from engine.session import Story
from story.library import load

HEAD = """
format: 1
title: Any story
subtitle: made up
blurb: Made up for a test.
chapter: 1
starts: 1995-01-20
lasts: 30 days
minutes: 1
ages: 12+
money: COIN
content_note: Nothing happens here.
first: s0
begin:
  - receive: 25 COIN
  - gain: {goods: sand 3 sacks, worth: 9 COIN}
currencies:
  COIN: {name: coin, plural: coins, minor: 1}
goods:
  sand: {name: sand, unit: sack, mass: 1 kg}
places:
  square: {name: the square}
weather:
  persistence: 30 %
  months: {january: {wet: 2, dry: 3}, february: {dry: 1}}
  degrees: {wet: 1, dry: 2}
numbers:
  heat: {start: 5, from: 0, to: 12, fades: FADES}
  luck: {start: -3, from: -6, to: 6}
  debt: {start: 50 COIN, from: 0 COIN, to: 90 COIN}
flags:
  lamp: {means: a lamp}
events: {calm: 1 day, chance: 60 %}
"""

NUMBERS = st.sampled_from(
    ["heat", "luck", "times(s1)", "3", "0", "9", "-8", "-1", "0 - heat", "heat - luck", "luck * 2", "heat / luck",
     "-luck", "min(heat, 5)", "max(luck, times(s2))", "2 + 4 * lamp", "degrees"]
)  # fmt: skip
TRUTHS = st.one_of(
    st.tuples(NUMBERS, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), NUMBERS).map(" ".join),
    st.sampled_from(
        ["lamp", "not lamp", "weather == wet", "month == january", "cash.COIN >= debt", "cash.COIN > 30 COIN",
         "stock.sand > 1 sack", "stock.home.sand == 0", "visited(s2)", "chose(s1.c0)", "has(lamp) and heat > 5",
         "not (heat < 3 or luck > 2)", "day > 4", "days_left < 27", "days_since(s2) > 2 days", "yes", "no"]
    ),
)  # fmt: skip
SUMS = st.sampled_from(["5 COIN", "0 COIN", "30 COIN", "debt / 3", "cash.COIN / 2", "debt - cash.COIN"])
TEXTS = st.sampled_from(
    ["Plain.", "{heat} and {luck}", "{cash.COIN | money} of {debt | money}", "{{100 %}} {stock.sand | weight}",
     "{day | date}, {weather}", "It's {heat | days} \\\\ %s"]
)  # fmt: skip


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


@st.composite
def passages(draw: st.DrawFn) -> str:
    """A text: passages that depend on conditions, and wordings that take turns."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        sort = draw(st.sampled_from(["plain", "when", "any"]))
        say = quoted(draw(TEXTS))
        if sort == "plain":
            made.append(say)
        elif sort == "when":
            other = f", else: {quoted(draw(TEXTS))}" if draw(st.booleans()) else ""
            made.append(f"{{when: {quoted(draw(TRUTHS))}, say: {say}{other}}}")
        else:
            wordings = [f"{{when: {quoted(draw(TRUTHS))}, say: {quoted(draw(TEXTS))}}}", say]
            made.append(f"{{any: [{', '.join(wordings[: draw(st.integers(1, 2))])}]}}")
    return f"[{', '.join(made)}]"


@st.composite
def verbs(draw: st.DrawFn, chosen: bool, deep: int = 1) -> list[str]:
    """Verbs; those that need something only where somebody chooses."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        sorts = ["add", "set", "lamp", "receive", "lose", "gain", "lose_goods", "say", *(["if"] if deep else [])]
        sort = draw(st.sampled_from([*sorts, *(["pay", "give", "sell"] if chosen else [])]))
        if sort == "add":
            made.append(f"{{add: {{heat: {quoted(draw(NUMBERS))}, debt: {quoted(draw(SUMS))}}}}}")
        elif sort == "set":
            made.append(f"{{set: {{luck: {quoted(draw(NUMBERS))}}}}}")
        elif sort == "lamp":
            made.append(f"{{set: {{lamp: {draw(st.sampled_from(['yes', 'no']))}}}}}")
        elif sort in ("receive", "lose", "pay"):
            made.append(f"{{{sort}: {quoted(draw(SUMS))}}}")
        elif sort == "gain":
            made.append("{gain: {goods: sand 2 sacks, worth: 4 COIN}}")
        elif sort in ("lose_goods", "give"):
            made.append(f"{{{sort.partition('_')[0]}: sand 1 sack}}")
        elif sort == "sell":
            made.append("{sell: {goods: sand 1 sack, for: 6 COIN}}")
        elif sort == "say":
            made.append(f"{{say: {draw(passages())}}}")
        else:
            then, other = draw(verbs(chosen, 0)), draw(verbs(chosen, 0))
            made.append(f"{{if: {quoted(draw(TRUTHS))}, then: [{', '.join(then)}], else: [{', '.join(other)}]}}")
    return made


@st.composite
def ways(draw: st.DrawFn, scenes: list[str]) -> str:
    """Where a choice leads."""
    return draw(
        st.sampled_from(["go: back", "go: here", *(f"{how}: {name}" for how in ("go", "visit") for name in scenes)])
    )


@st.composite
def choices(draw: st.DrawFn, name: str, scenes: list[str]) -> str:
    """One choice of a scene."""
    parts = [f"say: {quoted(draw(TEXTS))}"]
    if draw(st.booleans()):
        parts.append(f"when: {quoted(draw(TRUTHS))}")
        parts += [f"otherwise: {quoted(draw(TEXTS))}"] if draw(st.booleans()) else []
    parts += ["once: yes"] if draw(st.integers(0, 3)) == 0 else []
    parts += [f"note: {quoted(draw(TEXTS))}"] if draw(st.booleans()) else []
    done = draw(verbs(True))
    passing = [
        draw(st.sampled_from(["{pass: 1 day}", "{pass: 3 days}", "{carry_on: 4 days}", '{pass: "day - 3 days"}']))
    ]
    if draw(st.integers(0, 2)):
        done += passing if draw(st.integers(0, 2)) else []
        parts += [f"do: [{', '.join(done)}]", f"then: {draw(passages())}", draw(ways(scenes))]
        return f"    {name}: {{{', '.join(parts)}}}"
    outcomes = []
    # Either they stand for ever, or they may change as the story goes.
    sure = draw(st.booleans())
    weights = ["1", "2", "3"] if sure else ["1", "2", "0", "heat", "2 + 4 * lamp"]
    for number in range(draw(st.integers(1, 3))):
        inner = draw(verbs(True)) + (passing if draw(st.booleans()) else [])
        what = [f"weight: {quoted(draw(st.sampled_from(weights)))}"]
        what += [f"when: {quoted(draw(TRUTHS))}"] if not sure and draw(st.booleans()) else []
        what += ["risk: it goes wrong"] if draw(st.booleans()) else []
        what += [f"text: {draw(passages())}", f"do: [{', '.join(inner)}]", draw(ways(scenes))]
        outcomes.append(f"o{number}: {{{', '.join(what)}}}")
    parts += [f"do: [{', '.join(done)}]", f"outcomes: {{{', '.join(outcomes)}}}"]
    return f"    {name}: {{{', '.join(parts)}}}"


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A story of three scenes, two events and two endings, one of them a morning's."""
    scenes = ["s0", "s1", "s2"]
    lines = []
    for number, scene in enumerate(scenes):
        lines += [f"{scene}:", f"  title: {scene}", "  place: square", f"  text: {draw(passages())}"]
        lines += ["  hub: yes"] if number == 0 or draw(st.booleans()) else []
        lines += [f"  enter: [{', '.join(draw(verbs(False)))}]", "  choices:"]
        lines += [draw(choices(f"c{at}", scenes)) for at in range(draw(st.integers(2, 4)))]
        lines += ["    wait: {say: Wait., do: [{pass: 1 day}], go: here}"]
    for event in ("e0", "e1"):
        urgent = f"priority: {draw(st.integers(0, 3))}, weight: {quoted(draw(st.sampled_from(['1', 'heat'])))}"
        cooldown = f", cooldown: {draw(st.integers(1, 4))} days" if draw(st.booleans()) else ""
        when = f", when: {quoted(draw(TRUTHS))}" if draw(st.booleans()) else ""
        lines += [f"{event}:", f"  title: {event}", "  place: square", f"  text: {draw(passages())}"]
        lines += [f"  event: {{at: morning, {urgent}{cooldown}{when}}}", "  choices:"]
        lines += [draw(choices("c0", [*scenes, "done"])), "    on: {say: On., go: back}"]
    lines += ["done:", "  title: Done", f"  text: {draw(passages())}", "  ending: {name: Done, tone: nothing}"]
    lines += ["late:", "  title: Late", "  text: Late.", "  event: {at: morning, priority: 9, when: day > 20}"]
    lines += ["  ending: {name: Late, tone: nothing}", ""]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "any"
        (home / "scenes").mkdir(parents=True)
        fades = str(draw(st.integers(0, 3)))
        (home / "scenario.yaml").write_text(HEAD.replace("FADES", fades), encoding="utf-8")
        (home / "scenes" / "all.yaml").write_text("\n".join(lines), encoding="utf-8")
        made = load(home)
    assert made.story is not None, [
        f"{p.sentence} {p.hint}: {lines[p.line - 1][p.column - 2 : p.column + 60]}" for p in made.found
    ]
    return made.story
