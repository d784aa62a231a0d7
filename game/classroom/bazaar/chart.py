"""The chart: what was paid when, how much of it, and what befell the market; SVG that stands in a page by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from game.classroom.bazaar.square import Square


@dataclass(frozen=True, slots=True)
class Size:
    """How large a chart is drawn, and how much stands on it."""

    wide: int
    high: int
    left: int
    letters: int
    marks: bool
    fair: bool = False


PHONE = Size(360, 170, 42, 11, False)
DESK = Size(900, 340, 60, 13, True)
WALL = Size(900, 560, 60, 14, True)
LOOK_BACK = Size(900, 400, 60, 13, True, True)


class Chart:
    """Draws one chart of a market."""

    def __init__(self, square: Square, size: Size) -> None:
        self.square = square
        self.size = size
        self.told = square.chronicle
        self.days = square.rules.days
        state = square.market.state
        self.now = state.day + state.wave / (len(square.rules.waves) + 1)
        prices = [dot.price for dot in self.told.dots] + [square.rules.opening]
        prices += [price for _, price in (*self.told.caps, *self.told.calls) if price]
        if size.fair:
            prices += [day.fair for day in self.told.days if day.fair]
        self.top, self.bottom = self._round(max(prices) * 1.06, up=True), self._round(min(prices) * 0.9, up=False)
        self.foot = size.letters + 8
        self.bars = size.high // 5

    @staticmethod
    def _round(value: float, up: bool) -> int:
        step = 500
        return -int(-value // step) * step if up else int(value // step) * step

    def x(self, day: float) -> float:
        """Return where a time stands."""
        return self.size.left + (self.size.wide - self.size.left - 8) * (day - 1) / self.days

    def y(self, price: float) -> float:
        """Return where a price stands."""
        high = self.size.high - self.foot - self.bars - 6
        return 6 + high * (self.top - price) / max(1, self.top - self.bottom)

    def drawn(self) -> Markup:
        """Return the chart."""
        told = f"Prices of {self.square.rules.good} by day: {len(self.told.dots)} trades."
        if self.told.dots:
            told += f" The last was at {self.square.market.state.last:,}."
        inner = "".join((*self._frame(), *self._volume(), *self._lines(), *self._dots(), *self._marks()))
        # Every piece is a number of ours or escaped where it is put in.
        return Markup(
            f'<svg class="chart" viewBox="0 0 {self.size.wide} {self.size.high}" role="img" '
            f'font-size="{self.size.letters}"><title>{escape(told)}</title>{inner}</svg>'
        )

    def _frame(self) -> Iterator[str]:
        left, right = self.size.left, self.size.wide - 8
        steps = max(1, (self.top - self.bottom) // 500)
        by = 500 * -(-steps // 6)
        for price in range(self.bottom, self.top + 1, by):
            yield f'<line x1="{left}" x2="{right}" y1="{self.y(price):.1f}" y2="{self.y(price):.1f}" class="grid"/>'
            yield f'<text x="{left - 5}" y="{self.y(price) + 4:.1f}" text-anchor="end">{price:,}</text>'
        for day in range(1, self.days + 1):
            yield self._upright(day, "grid")
            if self.days <= 12 or day % 5 == 0:
                middle = (self.x(day) + self.x(day + 1)) / 2
                word = f"day {day}" if self.size.wide > 500 else str(day)
                yield f'<text x="{middle:.1f}" y="{self.size.high - 5}" text-anchor="middle">{word}</text>'

    def _upright(self, day: float, kind: str) -> str:
        x = f"{self.x(day):.1f}"
        return f'<line x1="{x}" x2="{x}" y1="6" y2="{self.size.high - self.foot}" class="{kind}"/>'

    def _bar(self, left: float, wide: float, high: float, kind: str) -> str:
        top = self.size.high - self.foot - high
        return f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" class="{kind}"/>'

    def _volume(self) -> Iterator[str]:
        volumes = [(day.day, day.volume, day.hidden) for day in self.told.days]
        state = self.square.market.state
        if state.volume and not state.over:
            volumes.append((state.day, state.volume, state.hidden))
        most = max((volume for _, volume, _ in volumes), default=0) or 1
        foot = self.size.high - self.foot
        for day, volume, hidden in volumes:
            wide, high = (self.x(2) - self.x(1)) * 0.6, self.bars * volume / most
            left = self.x(day + 0.2)
            yield self._bar(left, wide, high, "volume")
            if hidden:
                part = self.bars * hidden / most
                yield self._bar(left, wide, part, "behind")
            if self.size.wide > 500:
                middle = f"{left + wide / 2:.1f}"
                yield f'<text x="{middle}" y="{foot - high - 3:.1f}" text-anchor="middle">{volume} kg</text>'

    def _stretches(self, found: list[tuple[float, int]]) -> Iterator[tuple[float, float, int]]:
        """Yield (from, to, price) for each stretch of time in which something stood."""
        for number, (start, price) in enumerate(found):
            end = found[number + 1][0] if number + 1 < len(found) else self.now
            if price:
                yield start, max(end, start + 0.1), price

    def _level(self, start: float, end: float, price: int, kind: str) -> str:
        y = f"{self.y(price):.1f}"
        return f'<line x1="{self.x(start):.1f}" x2="{self.x(end):.1f}" y1="{y}" y2="{y}" class="{kind}"/>'

    def _lines(self) -> Iterator[str]:
        for kind, found in (("ceiling", self.told.caps), ("agreed", self.told.calls)):
            for start, end, price in self._stretches(found):
                yield self._level(start, end, price, kind)
        if self.size.fair:
            for day in self.told.days:
                if day.fair:
                    yield self._level(day.day, day.day + 1, day.fair, "fair")

    def _dots(self) -> Iterator[str]:
        dots = self.told.dots
        seen = [dot for dot in dots if not dot.hidden]
        if len(seen) > 1:
            # The average of each hour in the open, by kilograms: a line that can be followed with the eye.
            parts, hours = len(self.square.rules.waves) + 1, dict[float, list[tuple[int, int]]]()
            for dot in seen:
                hours.setdefault((int(dot.x * parts) + 0.5) / parts, []).append((dot.price, dot.amount))
            points = " ".join(
                f"{self.x(x):.1f},{self.y(sum(p * a for p, a in found) / sum(a for _, a in found)):.1f}"
                for x, found in sorted(hours.items())
            )
            yield f'<polyline points="{points}" class="course"/>'
        for dot in dots[-1500:]:
            size = min(6.0, 1.4 + dot.amount**0.5 / 2) * (1 if self.size.wide > 500 else 0.7)
            kind = "hid" if dot.hidden else "dot"
            yield f'<circle cx="{self.x(dot.x):.1f}" cy="{self.y(dot.price):.1f}" r="{size:.1f}" class="{kind}"/>'

    def _marks(self) -> Iterator[str]:
        for number, mark in enumerate(self.told.marks[-24:]):
            yield self._upright(mark.x, "mark")
            if self.size.marks:
                y = 8 + self.size.letters * (1 + number % 3)
                yield f'<text x="{self.x(mark.x) + 4:.1f}" y="{y}" class="said">{escape(mark.text)}</text>'


def chart(square: Square, size: Size) -> Markup:
    """Return a market's chart in a size."""
    return Chart(square, size).drawn()


def marks(square: Square) -> list[tuple[int, str]]:
    """Return what befell the market lately, by day, for a chart too small to have it written on."""
    return [(int(mark.x), mark.text) for mark in square.chronicle.marks[-4:]]
