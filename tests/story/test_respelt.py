"""Respelt: what is written otherwise is told as it is written here, and nothing is made up of what is not."""

import pytest

from story.marks import read
from story.respelt import as_date, as_days, as_share, counted, uncut
from story.spots import inside


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("40", "write 40 %"),
        ("0.4", "write 40 %"),
        ("0,25", "write 25 %"),
        ("7,5 %", "write 7.5 %"),
        ("40 percent", "write 40 %"),
        ("1.5", "write 1.5 %"),
        ("half", ""),
        ("-4 %", ""),
    ],
)
def test_a_share_is_told_as_percent(text: str, hint: str) -> None:
    assert as_share(text) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("30", "write 30 days"),
        ("one day", "write 1 day"),
        ("a week", "write 7 days"),
        ("4 weeks", "write 28 days"),
        ("a month", ""),
        ("some days", ""),
    ],
)
def test_a_time_is_told_in_days(text: str, hint: str) -> None:
    assert as_days(text) == hint


def test_a_date_by_points_is_told_as_it_is_written_here() -> None:
    assert as_date("10.11.1996") == "write 1996-11-10"
    assert as_date("10/11/1996") == ""


@pytest.mark.parametrize(
    ("head", "rest", "whole"),
    [
        ("1", "800 KPW", "1800 KPW"),
        ("maize 1", "5 kg", "maize 1.5 kg"),
        ("2", "000", "2000"),
        ("a ring", "000", ""),
        ("1", "for", ""),
    ],
)
def test_an_amount_that_a_comma_cut_is_put_together(head: str, rest: str, whole: str) -> None:
    assert uncut(head, rest) == whole


def test_an_amount_is_counted_in_the_plural_of_its_unit() -> None:
    assert [counted("6", "tin"), counted("1", "tin"), counted("6", "kg"), counted("6", "KPW"), counted("2", "day")] == [
        "6 tins",
        "1 tin",
        "6 kg",
        "6 KPW",
        "2 days",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: |\n  one\n\n  two {x} and {x}\n", (4, 15)),
        ("a: >\n  one\n  two {x}\n  and {x}\n", (4, 7)),
        ("a: 'it''s {x}, {x}'\n", (1, 16)),
        ("a: one {x}\n  two {x}\n", (2, 7)),
    ],
)
def test_the_second_of_two_like_parts_is_found_in_blocks_quotes_and_folded_texts(
    text: str, place: tuple[int, int]
) -> None:
    document = read(text, "", [])
    assert document is not None
    node = document.value["a"]
    start = node.value.rindex("{x}")
    assert inside(text, node, start, start + 3) == place
    assert inside("", node, start, start + 3) == (node.line, node.column)
