"""Looking back together: what the class's own plays show, without names, in one page that needs nothing else."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from engine.actions import Buy, Choose, Depart
from engine.luck import Luck
from engine.session import Story
from game.classroom import sheets
from game.classroom.records import Records
from game.classroom.room import Room, State
from game.classroom.together import _apart, together
from story import library
from story.desk import Desk
from story.policies import policies_of

PASSWORD = "linen-mountain-onion-cabbage-ivory"
Serve = Callable[[Room], AbstractAsyncContextManager[Any]]  # of conftest.py


@pytest.fixture
def soup(records: Records) -> Room:
    """Six seats of Pork soup, each played to its end by one of two policies."""
    loaded = library.load("pork_soup")
    story = loaded.story
    assert story is not None
    policies = policies_of(story.scenario, loaded.folder, Desk(scope=story.scenario.scope))
    room = Room.opened(records, story, 11, 40)
    room.set_state(State.RUNNING)
    for number in range(6):
        seat, _ = room.take_seat("")
        play, policy = room.play_of(seat), policies["open_handed" if number % 2 else "hard_dealer"]
        luck, planned = Luck(number), 0
        while not play.ended:
            action = policy.next(play.session, luck, len(play.session.journal), planned)
            play.do(action)
            planned = 0 if isinstance(action, Choose | Depart) else planned + 1
    return room


def test_a_class_sees_how_it_ended_where_it_parted_and_what_it_paid(soup: Room) -> None:
    found = together(soup)
    assert (found.seats, found.ended) == (6, 6)
    assert sum(count for _, count in found.endings) == 6
    assert found.partings
    for parting in found.partings:
        assert len(parting.branches) > 1
        assert sum(branch.seats for branch in parting.branches) <= 6
    assert {one.good for one in found.dealt} >= {"rice"}
    assert all(one.low <= one.middle <= one.high for one in found.dealt)
    last = [course.days[-1][1] for course in found.courses]
    best = found.partings[0]
    assert {branch.worth for branch in best.branches} <= set(last)
    assert [luck.policy for luck in found.luck] == ["a plain, sensible policy", "choices made at random"]
    assert all(luck.low <= luck.middle <= luck.high for luck in found.luck)


def test_the_page_names_nobody_and_asks_for_nothing_from_elsewhere(soup: Room) -> None:
    text = sheets.looking_back(soup)
    assert [seat.nickname for seat in soup.seats.values() if seat.nickname in text] == []
    assert re.findall(r"<script|src=|href=|url\(|@import", text) == []
    assert text.count('class="course"') == 6
    for words in ("Where lives parted", "What the witness lived", "To talk about", "What things cost this class"):
        assert words in text


def test_what_stands_in_a_story_is_never_taken_for_html(on: Room) -> None:
    evil = "<script>alert(1)</script>"
    story = Story.of(replace(on.story.scenario, title=evil, subtitle=evil))
    room = Room(on.records, on.record, story)
    seat, _ = room.take_seat("")
    room.play_of(seat).choose("take")
    assert evil not in sheets.looking_back(room)


def test_a_class_in_which_nobody_played_has_a_page_too(on: Room) -> None:
    on.take_seat("")
    assert together(on).seats == 0
    assert "Seats that played: 0" in sheets.looking_back(on)


def test_groups_that_stand_apart_count_for_more_than_groups_that_do_not() -> None:
    worths = [0, 1, 2, 100, 101, 102]
    assert _apart([[0, 1, 2], [3, 4, 5]], worths) > 0.7
    assert _apart([[0, 3], [1, 4], [2, 5]], worths) < 0.01
    assert _apart([[0], [3]], worths) < _apart([[0, 1, 2], [3, 4, 5]], worths)
    assert _apart([[0], [1]], [5, 5]) == 0


def test_prices_are_of_a_unit_as_it_was_dealt_in(on: Room) -> None:
    seat, _ = on.take_seat("")
    play = on.play_of(seat)
    play.choose("take")
    if not play.market:
        pytest.fail("the tiny story's hub has a market")
    before = play.session.world.balances["assets:cash:KPW"]
    play.do(Buy("rice", 2000))
    paid = before - play.session.world.balances["assets:cash:KPW"]
    (dealt,) = together(on).dealt
    assert (dealt.good, dealt.bought, dealt.deals, dealt.middle) == ("rice", True, 1, paid * 1000 // 2000)


async def test_the_debrief_is_the_teachers(serve: Serve, on: Room) -> None:
    async with serve(on) as served:
        pupil = await served.pupil()
        for path in ("/teacher/together", "/teacher/sheets/debrief.html", "/teacher/pack"):
            assert (await pupil.get(path))[0] == 403
        teacher = await served.stranger()
        await teacher.post("/teacher/in", password=PASSWORD)
        for path in ("/teacher/together", "/teacher/sheets/debrief.html", "/teacher/pack"):
            assert (await teacher.get(path))[0] == 200
