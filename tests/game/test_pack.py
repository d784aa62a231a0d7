"""The printable pack: everything of a lesson is in it, nothing of it runs, and it needs nothing else."""

import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import pytest

from engine.evidence import Background, Lesson, Sources
from game import cli, pack
from story import library

SHIPPED = (
    "pork_soup",
    "ducklings",
    "gold_town",
    "cargo_nine",
    "two_hundred_thousand_yen",
    "trader_1996",
    "trader_2019",
)


def test_every_part_of_a_lesson_is_in_the_pack(tmp_path: Path) -> None:
    assert cli.main(["pack", "pork_soup", str(tmp_path / "lesson.html")]) == cli.Exit.OK
    text = (tmp_path / "lesson.html").read_text("utf-8")
    story = library.load("pork_soup").story
    assert story is not None
    lesson = story.scenario.lesson
    said = [*lesson.aims, *lesson.before, *lesson.questions, *(task.ask for task in lesson.worksheet)]
    said += [task.answer for task in lesson.worksheet] + [do for _, do in (*lesson.plan, *lesson.double)]
    said += [concept.means for concept in lesson.concepts] + [line.text for line in lesson.witness]
    assert [one for one in said if escape(one) not in text] == []
    assert [
        name for name in ("teacher", "worksheet", "answers", "parents") if f'<section id="{name}">' not in text
    ] == []


def test_a_pack_asks_for_nothing_from_elsewhere_and_runs_nothing() -> None:
    story = library.load("pork_soup").story
    assert story is not None
    text = pack.html(story.scenario)
    assert re.findall(r"<script|src=|href=\"[^#]|url\(|@import", text) == []


def test_what_an_author_wrote_is_never_taken_for_html() -> None:
    story = library.load("pork_soup").story
    assert story is not None
    evil = "<img src=x onerror=alert(1)>"
    lesson = replace(story.scenario.lesson, aims=(evil,), questions=(evil,), parents=evil)
    background = Background(lambda: replace(story.scenario.background.sources, lesson=lesson))
    text = pack.html(replace(story.scenario, title=evil, background=background))
    assert evil not in text
    assert escape(evil) in text


def test_parts_that_a_lesson_lacks_are_left_out() -> None:
    story = library.load("pork_soup").story
    assert story is not None
    bare = replace(story.scenario, background=Background(lambda: Sources(lesson=Lesson())))
    text = pack.html(bare)
    assert 'id="worksheet"' not in text
    assert "Aims" not in text


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_chapter_has_a_whole_lesson(slug: str) -> None:
    story = library.load(slug).story
    assert story is not None
    lesson = story.scenario.lesson
    assert [part for part in ("aims", "before", "worksheet", "double", "parents") if not getattr(lesson, part)] == []
    assert sum(minutes for minutes, _ in lesson.plan) == 45
    assert sum(minutes for minutes, _ in lesson.double) == 90


def test_a_pack_in_korean_leaves_no_english_to_teacher_pupil_or_parent(tmp_path: Path) -> None:
    assert cli.main(["pack", "pork_soup", str(tmp_path / "lesson.html"), "--lang", "ko"]) == cli.Exit.OK
    text = (tmp_path / "lesson.html").read_text("utf-8")
    assert '<html lang="ko">' in text
    read = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", text, flags=re.S)))
    assert set(re.findall(r"[A-Za-z]{2,}", read)) - {"kg", "quit"} == set()
    for part in ("활동지", "학부모께", "45분 수업", "목표"):
        assert part in read
