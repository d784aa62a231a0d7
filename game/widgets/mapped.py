"""The map of roads: places where the chapter says they lie, the roads between them, and the one under the cursor."""

from rich.cells import cell_len

from game.trips import Chart, Spot
from game.widgets.typeset import Block, Line, Run

EDGE = 2
"""Cells kept free at the left and the right."""


def road_map(chart: Chart, target: str, height: int) -> Block:
    """Return the map in so many lines, the road to a target marked."""
    return lambda width: _drawn(chart, target, width, height)


NEAR = 4
"""Cells from a place within which a click means it."""


def spot_at(chart: Chart, x: int, y: int, width: int, height: int) -> str:
    """Return the place that a click on the map means: the nearest to it; empty where none is near."""
    far = {}
    for spot in chart.spots:
        column, row = _cell(spot, chart, width, height)
        far[spot.id] = abs(x - column) + 2 * abs(y - row)
    nearest = min(far, key=lambda name: far[name], default="")
    return nearest if nearest and far[nearest] <= NEAR else ""


def _drawn(chart: Chart, target: str, width: int, height: int) -> list[Line]:
    if not chart.spots or height < 3 or width < 12:
        return []
    cells = {spot.id: _cell(spot, chart, width, height) for spot in chart.spots}
    here = next((spot.id for spot in chart.spots if spot.here), "")
    ink: dict[tuple[int, int], tuple[str, str]] = {}
    for a, b in sorted(chart.roads, key=lambda pair: {here, target} == set(pair)):
        chosen = {here, target} == {a, b}
        for at in _between(cells[a], cells[b]):
            ink[at] = ("•", "ember") if chosen else ("·", "quiet")
    taken = {cells[spot.id] for spot in chart.spots}
    for spot in chart.spots:
        mark = ("●", "ember") if spot.here else ("○", "title" if spot.id == target else "frost")
        ink[cells[spot.id]] = mark
    for spot in sorted(chart.spots, key=lambda one: (not one.here, one.id != target)):
        role = "strong" if spot.here else "title" if spot.id == target else ""
        for column, row in _places(cells[spot.id], cell_len(spot.name), width, height):
            wanted = {(column + n, row) for n in range(-1, cell_len(spot.name) + 1)}
            if not (wanted - {cells[spot.id]}) & taken:
                ink.update(dict.fromkeys(wanted - {cells[spot.id]}, (" ", "")))
                taken |= wanted
                for n, letter in enumerate(spot.name):
                    ink[column + n, row] = (letter, role)
                break
    return [_line(ink, row, width) for row in range(height)]


def _cell(spot: Spot, chart: Chart, width: int, height: int) -> tuple[int, int]:
    """Return the cell of a place: the map is stretched over the room there is."""
    xs, ys = [one.x for one in chart.spots], [one.y for one in chart.spots]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    x = EDGE + (spot.x - min(xs)) * (width - 1 - 2 * EDGE) // wide if wide else width // 2
    y = (spot.y - min(ys)) * (height - 1) // high if high else height // 2
    return x, y


def _between(a: tuple[int, int], b: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the cells of a line, every second one of those that lie flat."""
    steps = max(abs(b[0] - a[0]) // 2, abs(b[1] - a[1]), 1)
    return [(a[0] + (b[0] - a[0]) * n // steps, a[1] + (b[1] - a[1]) * n // steps) for n in range(1, steps)]


def _places(at: tuple[int, int], size: int, width: int, height: int) -> list[tuple[int, int]]:
    """Return where a name may begin: right of its place, left of it, below, above."""
    x, y = at
    middle = max(0, min(x - size // 2, width - size))
    tried = [(x + 2, y), (x - 1 - size, y), (middle, y + 1), (middle, y - 1)]
    return [(column, row) for column, row in tried if column >= 0 and column + size <= width and 0 <= row < height]


def _line(ink: dict[tuple[int, int], tuple[str, str]], row: int, width: int) -> Line:
    runs: list[Run] = []
    for column in range(width):
        letter, role = ink.get((column, row), (" ", ""))
        if runs and (runs[-1].role == role or letter == " "):
            runs[-1] = Run(runs[-1].text + letter, runs[-1].role)
        else:
            runs.append(Run(letter, role))
    return tuple(runs)
