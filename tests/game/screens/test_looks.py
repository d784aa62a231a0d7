"""How it looks: colours that may be turned off, widths of Korean letters, and a few pictures."""

import re

import pytest
from rich.cells import cell_len

from game.widgets.menu import Item, Menu
from game.widgets.palette import COLOURS
from game.widgets.typeset import Run, ends, fit, para, plain, set_blocks, sparkline, table, width_of, wrap


async def test_no_color_is_respected(open_app, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app() as player:
        assert player.app.no_color
        colours = set(
            re.findall(r"#([0-9a-f]{6})", player.app.export_screenshot().split("</style>")[0].split("-matrix")[-1])
        )
        assert all(c[0:2] == c[2:4] == c[4:6] for c in colours if c not in {"ff5f57", "febc2e", "28c840", "c5c8c6"}), (
            colours
        )


@pytest.mark.parametrize("theme", COLOURS)
def test_every_ink_can_be_read_on_every_ground(theme: str) -> None:
    colours = COLOURS[theme]
    for ground in (colours.night, colours.shade):
        for ink in (
            colours.ink,
            colours.ash,
            colours.ember,
            colours.flame,
            colours.cabbage,
            colours.frost,
            colours.blood,
        ):
            assert contrast(ink, ground) >= 4.5, f"{ink} on {ground}"


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_korean_letters_count_two_cells_wherever_lines_are_set() -> None:
    text = "장마당 (jangmadang) 메뚜기장 market ground 돈주 " * 5
    for width in (11, 24, 66):
        assert all(width_of(line) <= width for line in wrap(text, width))
    assert cell_len(fit("장마당 market", 6)) == 6
    assert width_of(ends("장마당", "12 won", 20)) == 20
    (row, other) = set_blocks([table([["장마당", "1"], ["rice", "10"]], "lr")], 40)
    assert width_of(row) == width_of(other)


def test_words_longer_than_the_line_are_broken_and_nothing_is_lost() -> None:
    lines = wrap([Run("a" * 50), Run(" b c", "strong")], 20, hang=2)
    assert all(width_of(line) <= 20 for line in lines)
    assert "".join(plain(line) for line in lines).replace(" ", "") == "a" * 50 + "bc"


def test_an_empty_paragraph_is_one_empty_line() -> None:
    assert [plain(line) for line in set_blocks([para("")], 20)] == [""]


def test_a_line_of_bars_is_flat_where_nothing_moves() -> None:
    assert sparkline([5, 5, 5], 8) == "▄▄▄"
    assert sparkline([1, 8], 8) == "▁█"
    assert sparkline([], 8) == ""


def test_notes_of_a_menu_stand_below_each_other_or_none_does() -> None:
    for note in range(30, 60):
        menu = Menu([Item("a", "Begin"), Item("b", "Begin", "short"), Item("c", "Watch it played", "x" * note)])
        lines = [plain(line) for line in menu.set_lines(66)]
        aligned = len(lines) == 3 and lines[1].index("short") == lines[2].index("x")
        assert aligned or lines[1].endswith("Begin   short"), lines
