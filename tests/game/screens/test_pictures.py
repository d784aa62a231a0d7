"""Pictures of a few screens, kept as text so that a change of looks is seen in review.

After a wanted change: JANGMADANG_PICTURES=new pytest tests/game/screens/test_pictures.py
"""

import os
from pathlib import Path

import pytest

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
    kept = PICTURES / f"{name}.txt"
    if os.environ.get("JANGMADANG_PICTURES") == "new":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(picture, "utf-8")
    assert picture == kept.read_text("utf-8")
