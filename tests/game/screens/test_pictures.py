"""Pictures of a few screens, kept as text so that a change of looks is seen in review.

After a wanted change: JANGMADANG_PICTURES=new pytest tests/game/screens/test_pictures.py
"""

import os
from pathlib import Path

import pytest

TO_THE_COAST = ["permit", "carry rice 20 kg", "carry pobedit 10 kg", "depart 1", "show", "show"]
PICTURES = Path(__file__).parent / "pictures"


def seen(app) -> str:
    """Return the screen as characters, as a terminal shows it."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips[:height]]
    assert all(len(line) <= width for line in lines)
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("title-80x24", (80, 24), None),
        ("play-80x24", (80, 24), ["1"]),
        ("play-120x40", (120, 40), ["1", "2"]),
        ("play-160x45", (160, 45), ["1", "2"]),
        ("market-80x24", (80, 24), ["1", "2", "m"]),
        ("order-80x24", (80, 24), ["1", "2", "m", "enter", "2"]),
        ("plan-80x24", (80, 24), ["1", "p"]),
        ("evidence-80x24", (80, 24), ["e"]),
    ],
)
async def test_it_looks_as_it_did(open_app, name, size, keys) -> None:
    async with open_app(size, begun=keys is not None) as player:
        await player.press(*(keys or []))
        await player.settle()
        picture = seen(player.app)
    compare(picture, name)


@pytest.mark.parametrize(
    ("name", "size", "lines", "keys"),
    [
        ("market-notes-80x24", (80, 24), [], ["m"]),
        ("market-notes-160x45", (160, 45), ["buy USD 5"], ["m"]),
        ("market-ceiling-80x24", (80, 24), TO_THE_COAST, ["m"]),
        ("order-hidden-80x24", (80, 24), TO_THE_COAST, ["m", "h", "2", "tab"]),
        ("road-80x24", (80, 24), ["permit", "carry pobedit 10 kg"], ["t"]),
        ("road-160x45", (160, 45), ["permit", "carry pobedit 10 kg"], ["t"]),
        ("load-80x24", (80, 24), ["carry pobedit 10 kg"], ["t", "l", "pageup", "pageup"]),
        ("setting-out-120x40", (120, 40), ["permit", "carry pobedit 10 kg"], ["t", "enter"]),
        ("play-on-the-way-80x24", (80, 24), ["permit"], ["t", "enter", "enter"]),
        (
            "status-of-a-trader-80x24",
            (80, 24),
            ["permit", "borrow", "send_money", "carry rice 5 kg"],
            ["s", "pagedown"],
        ),
    ],
)
async def test_the_road_looks_as_it_did(open_road, name, size, lines, keys) -> None:
    async with open_road(size, *lines, stop=0.0) as player:
        await player.press(*keys)
        await player.settle()
        picture = seen(player.app)
    compare(picture, name)


def compare(picture: str, name: str) -> None:
    kept = PICTURES / f"{name}.txt"
    if os.environ.get("JANGMADANG_PICTURES") == "new":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(picture, "utf-8")
    assert picture == kept.read_text("utf-8")
