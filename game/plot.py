"""A plot: values as a line of braille dots."""

from collections.abc import Sequence

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell: four rows of two dots."""


def plot(values: Sequence[float], width: int, height: int, from_zero: bool = True) -> str:
    """Return values as a line of braille dots, with the highest and lowest value at the left.

    With `from_zero` nothing is in sight too, as a dotted line.

    Our own 30 lines: plotext takes a quarter of a second to import, more than the screens themselves.
    """
    if not values:
        return ""
    top, bottom = max(values), min(values)
    if from_zero:
        top, bottom = max(top, 0), min(bottom, 0)
    places = 0 if from_zero or max(abs(top), abs(bottom)) >= 1000 else 2
    labels = {height - 1: f"{bottom:,.{places}f}", 0: f"{top:,.{places}f}"}
    margin = max(map(len, labels.values())) + 1
    columns, rows = max(2, 2 * (width - margin)), 4 * height
    cells = [[0] * (columns // 2) for _ in range(height)]

    def row_of(value: float) -> int:
        return round((top - value) / ((top - bottom) or 1) * (rows - 1))

    def dot(column: int, row: int) -> None:
        cells[row // 4][column // 2] |= DOTS[row % 4][column % 2]

    points = [row_of(values[round(c * (len(values) - 1) / (columns - 1))]) for c in range(columns)]
    for column, row in enumerate(points):
        # Steps are drawn through, so that a fall in one day stays one line.
        before = points[column - 1] if column else row
        for between in range(min(before, row), max(before, row) + 1):
            dot(column, between)
        if from_zero and column % 4 == 0:
            dot(column, row_of(0))
    return "\n".join(
        f"{labels.get(number, ''):>{margin - 1}} " + "".join(chr(0x2800 + cell) for cell in line).rstrip("\u2800")
        for number, line in enumerate(cells)
    )
