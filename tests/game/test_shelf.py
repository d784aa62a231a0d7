"""The shelf: what can be played stands on the timeline."""

from game.shelf import TIMELINE, there


def test_every_chapter_that_is_there_stands_on_the_timeline() -> None:
    assert set(there()) <= {chapter.slug for chapter in TIMELINE}
