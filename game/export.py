"""Export: a debrief as Markdown and as one HTML file that needs nothing else, reads well on paper, and runs nothing."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from game import aloud, words
from game.books import Statement, Worth
from game.debrief import Debrief, Decision
from game.tongue import tongue, tr

WIDTH, HEIGHT, LEFT, FOOT = 640, 240, 70, 28
"""The picture: its size, and the margins for its labels."""

STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
h1,h2{line-height:1.2;font-weight:600}h2{margin-top:2.2rem;border-bottom:1px solid #999}
table{border-collapse:collapse;width:100%;margin:.8rem 0}caption{text-align:left;font-weight:600}
th,td{text-align:left;padding:.15rem .6rem .15rem 0;vertical-align:top;border-bottom:1px solid #ddd}
td.n,th.n{text-align:right;white-space:nowrap}.source{color:#444;font-size:.9em;margin:.1rem 0 .6rem 1rem}
svg{width:100%;height:auto}pre{white-space:pre-wrap;font:inherit}
@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}tr,li,svg{break-inside:avoid}}
"""


def write(found: Debrief, folder: Path, reflection: str = "") -> tuple[Path, Path]:
    """Write a debrief into a folder as Markdown and HTML, and return the two paths; raises `OSError` as it comes."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{re.sub(r'[^a-z0-9]+', '-', found.title.lower()).strip('-') or 'play'}-{found.seed}-day-{found.day}"
    paths = folder / f"{stem}.md", folder / f"{stem}.html"
    for path, text in zip(paths, (markdown(found, reflection), html(found, reflection)), strict=True):
        scratch = path.with_name(f".{path.name}.part")
        scratch.write_text(text, "utf-8", newline="\n")
        scratch.replace(path)
    return paths


def _facts(found: Debrief) -> str:
    end = tr("It ended with: {ended}.", ended=found.ended) if found.ended else tr("It was left before its end.")
    return tr(
        "Seed {seed}. Day {day} of {of_days}, {date}. {end}",
        seed=found.seed, day=found.day, of_days=found.of_days, date=found.date, end=end,
    )  # fmt: skip


def _sections(one: Statement) -> Iterator[tuple[str, Sequence[tuple[str, str, str]]]]:
    for head, lines in (
        (tr("Came in"), one.income),
        (tr("Went"), one.expenses),
        (tr("Owned"), one.owned),
        (tr("Owed"), one.owed),
        (tr("In all"), (one.opening, one.result, one.worth)),
    ):
        if lines:
            yield head, [(line.name, line.text, line.rice) for line in lines]


def _cash_books(found: Debrief) -> Iterator[tuple[str, list[Sequence[str]]]]:
    """Yield a cash book for each money; its name where there are several."""
    moneys = list(dict.fromkeys(line.money for line in found.cash_book))
    for money in moneys:
        lines = [line for line in found.cash_book if line.money == money]
        entries: list[Sequence[str]] = [(line.date, line.what, line.income, line.outgo, line.balance) for line in lines]
        yield f", {money}" if len(moneys) > 1 else "", entries


def _what_counts(found: Debrief) -> str:
    if len(found.statements) > 1:
        return tr("What was owned less what was owed, goods at what they cost, other money at each day's rate.")
    return tr("What was owned less what was owed, goods at what they cost.")


def _columns() -> tuple[str, ...]:
    """Return the heads of a cash book."""
    return tr("Date"), tr("What"), tr("In"), tr("Out"), tr("In the box")


def _decided(one: Decision, safe: Callable[[str], str]) -> str:
    """Return a decision as a line, its texts made safe for where it is written."""
    said = tr("Day {day}, {scene}: {say}", day=one.day, scene=safe(one.scene), say=safe(one.say))
    return said + (tr(" ({times} times)", times=one.times) if one.times > 1 else "")


def _rice(found: Debrief, day: Worth) -> str:
    return "" if day.rice is None else words.digits(day.rice // 100, found.yard_parts // 100 or 1)


# ---- Markdown -------------------------------------------------------------------------------------------------------


def markdown(found: Debrief, reflection: str = "") -> str:
    """Return a debrief as Markdown."""
    return "\n".join(_markdown(found, reflection)) + "\n"


def _markdown(found: Debrief, reflection: str) -> Iterator[str]:
    yield f"# {_md(found.title)}"
    yield ""
    yield _md(f"{words.sentence(found.subtitle)} {_facts(found)}")
    for one in found.statements:
        yield from ("", "## " + tr("What happened, in {money}", money=_md(one.money)))
        for part, lines in _sections(one):
            yield from _md_table((part, tr("Sum"), tr("In rice")), lines)
    if found.worth:
        yield from ("", "## " + tr("Worth by day"), "", _what_counts(found))
        head = (tr("Day"), tr("Date"), found.money, found.yardstick)
        days = ((str(d.day), d.date, words.digits(d.money, found.minor), _rice(found, d)) for d in found.worth)
        yield from _md_table(head, days)
    for money, entries in _cash_books(found):
        yield from ("", f"## {tr('Cash book')}{money}")
        yield from _md_table(_columns(), entries)
    if found.decisions:
        yield from ("", "## " + tr("What was decided"), "")
        for d in found.decisions:
            yield f"- {_decided(d, _md)}"
    if found.witness:
        yield from ("", "## " + tr("What the witness lived"))
        for lived in found.witness:
            yield from ("", _md(" ".join(words.paragraphs(lived.text))), "")
            yield from (f"- {_md(aloud.source(source))}" for source in lived.sources)
    if found.concepts:
        yield from ("", "## " + tr("What it is called"), "")
        yield from (f"- **{_md(name)}**: {_md(means)}" for name, means in found.concepts)
    if found.questions:
        yield from ("", "## " + tr("To talk about"), "")
        yield from (f"{number}. {_md(question)}" for number, question in enumerate(found.questions, 1))
    if reflection.strip():
        yield from ("", "## " + tr("In your own words"), "")
        yield from ("\n> \n".join("> " + _md(part) for part in words.paragraphs(reflection))).split("\n")


def _md(text: str) -> str:
    """Return a text in which nothing is taken for Markdown or HTML."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def _md_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(map(_md, head))} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(map(_md, row))} |" for row in rows)


# ---- HTML -----------------------------------------------------------------------------------------------------------


def html(found: Debrief, reflection: str = "") -> str:
    """Return a debrief as one HTML file."""
    title = escape(tr("{title}: debrief", title=found.title))
    body = "\n".join(_html(found, reflection))
    return (
        f'<!doctype html>\n<html lang="{tongue().code}"><head><meta charset="utf-8"><title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>{STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def _html(found: Debrief, reflection: str) -> Iterator[str]:
    yield f"<h1>{escape(found.title)}</h1>"
    yield f"<p>{escape(words.sentence(found.subtitle))} {escape(_facts(found))}</p>"
    if len(found.worth) > 1:
        yield picture(found)
    for one in found.statements:
        yield f"<h2>{escape(tr('What happened, in {money}', money=one.money))}</h2>"
        for head, lines in _sections(one):
            yield table((head, tr("Sum"), tr("In rice")), lines, numbers=(1, 2))
    if found.decisions:
        yield f"<h2>{tr('What was decided')}</h2><ul>"
        for d in found.decisions:
            yield f"<li>{_decided(d, escape)}</li>"
        yield "</ul>"
    if found.witness:
        yield f"<h2>{tr('What the witness lived')}</h2>"
        for lived in found.witness:
            yield f"<p>{escape(' '.join(words.paragraphs(lived.text)))}</p>"
            yield from (f'<p class="source">{escape(aloud.source(source))}</p>' for source in lived.sources)
    if found.concepts:
        yield f"<h2>{tr('What it is called')}</h2><dl>"
        yield from (f"<dt><b>{escape(name)}</b></dt><dd>{escape(means)}</dd>" for name, means in found.concepts)
        yield "</dl>"
    if found.questions:
        yield f"<h2>{tr('To talk about')}</h2><ol>"
        yield from (f"<li>{escape(question)}</li>" for question in found.questions)
        yield "</ol>"
    if reflection.strip():
        yield f"<h2>{tr('In your own words')}</h2><pre>{escape(reflection.strip())}</pre>"
    for money, entries in _cash_books(found):
        yield f"<h2>{tr('Cash book')}{escape(money)}</h2>"
        yield table(_columns(), entries, numbers=(2, 3, 4))
    if found.worth:
        yield f"<h2>{tr('Worth by day')}</h2><p>{escape(_what_counts(found))}</p>"
        days = ((str(d.day), d.date, words.digits(d.money, found.minor), _rice(found, d)) for d in found.worth)
        yield table((tr("Day"), tr("Date"), found.money, found.yardstick), days, numbers=(2, 3))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """Return a table as HTML; `numbers` are the columns that are set to the right."""
    marks = [' class="n"' if column in numbers else "" for column in range(len(head))]
    tops = "".join(f'<th scope="col"{mark}>{escape(text)}</th>' for text, mark in zip(head, marks, strict=True))
    cells = ("".join(f"<td{mark}>{escape(text)}</td>" for text, mark in zip(row, marks, strict=True)) for row in rows)
    return f"<table><tr>{tops}</tr>\n" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "\n</table>"


def picture(found: Debrief) -> str:
    """Return the net worth over time as inline SVG: in the yardstick, or in money where there is none."""
    in_rice = all(day.rice is not None for day in found.worth)
    unit = found.yardstick if in_rice else found.money
    parts = found.yard_parts if in_rice else found.minor
    values = [(day.rice or 0 if in_rice else day.money) / parts for day in found.worth]
    top, bottom = max(*values, 0.0), min(*values, 0.0)
    span = (top - bottom) or 1.0
    wide, high = WIDTH - LEFT - 10, HEIGHT - FOOT - 10

    def x(index: int) -> float:
        return LEFT + wide * index / (len(values) - 1)

    def y(value: float) -> float:
        return 10 + high * (top - value) / span

    line = " ".join(f"{x(index):.1f},{y(value):.1f}" for index, value in enumerate(values))
    marks = "".join(
        f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,.0f}</text>'
        for value in sorted({top, bottom, 0.0})
    )
    first, last = found.worth[0], found.worth[-1]
    said = tr(
        "Net worth in {unit}: {first} on day {day}, {last} on day {day2}, between {least} and {most}.",
        unit=unit, first=f"{values[0]:,.1f}", day=first.day, last=f"{values[-1]:,.1f}", day2=last.day,
        least=f"{min(values):,.1f}", most=f"{max(values):,.1f}",
    )  # fmt: skip
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="worth" font-size="12" '
        f'font-family="sans-serif"><title id="worth">{escape(said)}</title>'
        f'<line x1="{LEFT}" y1="{y(0):.1f}" x2="{WIDTH - 10}" y2="{y(0):.1f}" stroke="#999"/>'
        f'<line x1="{LEFT}" y1="10" x2="{LEFT}" y2="{10 + high}" stroke="#999"/>{marks}'
        f'<text x="{LEFT}" y="{HEIGHT - 6}">{escape(first.date)}</text>'
        f'<text x="{WIDTH - 10}" y="{HEIGHT - 6}" text-anchor="end">{escape(last.date)}</text>'
        f'<polyline points="{line}" fill="none" stroke="#8a2a1b" stroke-width="2"/></svg>'
        f"<figcaption>{escape(said)}</figcaption></figure>"
    )
