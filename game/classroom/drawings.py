"""Drawings of a class's debrief, as SVG that stands in a page by itself."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from game.classroom.together import Course, Luck
from game.tongue import tr

WIDE, HIGH, LEFT, FOOT = 900, 320, 70, 30


def courses(found: Iterable[Course], parts: int, yardstick: str) -> Markup:
    """Return every seat's net worth by day, a line each, without names."""
    lines = [course for course in found if course.days]
    if not lines:
        return Markup("")
    last = max(course.days[-1][0] for course in lines)
    values = [value / parts for course in lines for _, value in course.days]
    top, bottom = max(*values, 0.0), min(*values, 0.0)
    span = (top - bottom) or 1.0

    def x(day: float) -> float:
        return LEFT + (WIDE - LEFT - 14) * (day - 1) / max(1, last - 1)

    def y(value: float) -> float:
        return 10 + (HIGH - FOOT - 10) * (top - value) / span

    def drawn() -> Iterator[str]:
        yield f'<line x1="{LEFT}" x2="{WIDE - 14}" y1="{y(0):.1f}" y2="{y(0):.1f}" class="zero"/>'
        for value in sorted({top, 0.0, bottom}):
            yield f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,.0f}</text>'
        yield f'<text x="{LEFT}" y="{HIGH - 8}">{escape(tr("day {day}", day=1))}</text>'
        yield f'<text x="{WIDE - 14}" y="{HIGH - 8}" text-anchor="end">{escape(tr("day {day}", day=last))}</text>'
        for course in lines:
            points = " ".join(f"{x(day):.1f},{y(value / parts):.1f}" for day, value in course.days)
            day, value = course.days[-1]
            yield f'<polyline points="{points}" class="course"/>'
            mark = "end" if course.ending else "way"
            yield f'<circle cx="{x(day):.1f}" cy="{y(value / parts):.1f}" r="4" class="{mark}"/>'

    told = tr("Net worth of {seats} seats by day, in {yardstick}.", seats=len(lines), yardstick=yardstick)
    return _svg(WIDE, HIGH, told, drawn())


def spread(found: Iterable[Course], luck: Iterable[Luck], parts: int, yardstick: str) -> Markup:
    """Return where the class ended, a dot a seat, over what luck alone makes of plain policies."""
    worths = sorted(course.days[-1][1] / parts for course in found if course.days)
    rows = list(luck)
    if not worths:
        return Markup("")
    ends = [*worths, *(edge for row in rows for edge in (row.low, row.high))]
    low, high = min(ends), max(ends)
    room, height = 250, 40 * (len(rows) + 1) + FOOT

    def x(value: float) -> float:
        return room + (WIDE - room - 20) * (value - low) / ((high - low) or 1.0)

    def drawn() -> Iterator[str]:
        yield f'<text x="0" y="24">{escape(tr("this class, {seats} seats", seats=len(worths)))}</text>'
        piles: dict[int, int] = {}
        for worth in worths:
            at = round(x(worth) / 9)
            piles[at] = piles.get(at, 0) + 1
            yield f'<circle cx="{at * 9:.1f}" cy="{24 - 9 * (piles[at] - 1) % 27:.1f}" r="4.5" class="end"/>'
        for number, row in enumerate(rows, 1):
            middle = 20 + 40 * number
            yield f'<text x="0" y="{middle + 4}">{escape(row.policy)}</text>'
            yield f'<line x1="{x(row.low):.1f}" x2="{x(row.high):.1f}" y1="{middle}" y2="{middle}" class="luck"/>'
            there = f"{x(row.middle):.1f}"
            yield f'<line x1="{there}" x2="{there}" y1="{middle - 9}" y2="{middle + 9}" class="mid"/>'
        yield f'<text x="{room}" y="{height - 6}">{low:,.0f}</text>'
        yield f'<text x="{WIDE - 20}" y="{height - 6}" text-anchor="end">{high:,.0f} {escape(yardstick)}</text>'

    told = tr(
        "Where {seats} seats stand, in {yardstick}, beside what luck alone makes of plain ways to play.",
        seats=len(worths), yardstick=yardstick,
    )  # fmt: skip
    return _svg(WIDE, height, told, drawn())


def _svg(wide: int, high: int, told: str, drawn: Iterable[str]) -> Markup:
    inner = "".join(drawn)
    # Every piece is a number of ours or escaped where it is put in.
    return Markup(f'<svg viewBox="0 0 {wide} {high}" role="img"><title>{escape(told)}</title>{inner}</svg>')
