"""A class that reads in Korean: no English is left on what pupils see; each server's class has its own language."""

import json
import re
from collections.abc import AsyncIterator
from html import unescape
from typing import Any

import pytest

from engine.said import Sentence
from engine.session import Story
from game import tongue
from game.classroom import codes
from game.classroom.reading import shown
from game.classroom.records import Records
from game.classroom.room import Room, State
from game.shelf import from_library

Served = Any  # of conftest.py
TYPED = {"kg", "km", "quit", "esc"}
"""What is written in Latin letters in Korean too: units, and what is typed or pressed."""


@pytest.fixture
def korean(records: Records) -> Room:
    tongue.begin("ko")
    room = Room.opened(records, from_library("pork_soup"), 7, 40)
    tongue.begin("en")
    return room


@pytest.fixture
async def on(korean: Room, serve: Any) -> AsyncIterator[Served]:
    async with serve(korean) as found:
        yield found


def english(text: str, *more: str) -> list[str]:
    """Return the words in Latin letters that a page shows or reads aloud, but those that belong there."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    aside = [unescape(one) for one in re.findall(r'(?:placeholder|aria-label|alt|title|content)="([^"]*)"', text)]
    for said in re.findall(r'data-said="([^"]*)"', text):
        aside += [re.sub(r"\{\w+\}", "", one) for one in json.loads(unescape(said)).values()]
    seen = [one for one in aside if not one.startswith(("width=", "noindex", "default-src"))]
    seen.append(unescape(re.sub(r"<[^>]+>", " ", text)))
    return [word for word in re.findall(r"[A-Za-z]{2,}", "\n".join(seen)) if word not in TYPED.union(more)]


def test_english_that_was_left_is_found() -> None:
    page = '<p title="Look">쌀 5kg <b>Take</b></p><a data-said="{&#34;on&#34;: &#34;works&#34;}"></a><style>b{}</style>'
    assert sorted(english(page)) == ["Look", "Take", "works"]


async def test_no_english_is_left_on_what_pupils_see_before_they_have_a_seat(on: Served) -> None:
    stranger, code = await on.stranger(), on.room.record.code
    for path in ("/check", "/", f"/?code={code}"):
        status, text = await stranger.get(path)
        assert status == 200
        assert '<html lang="ko">' in text
        assert english(text.replace(f'value="{code}"', "").replace(f"code={code}", "")) == [], path
    for path, form in (
        ("/join", {"code": "wrong"}),
        ("/back", {"code": "wrong"}),
        ("/back", {"code": code, "word": "no-such-seat"}),
    ):
        status, text = await stranger.post(path, **form)
        assert status == 403
        assert english(text, "wrong", code) == [], (path, form)
    on.room.set_state(State.STOPPED)
    status, text = await stranger.post("/join", code=code, nickname="")
    assert status == 409
    assert english(text, code) == []


async def test_no_english_is_left_on_the_plain_page_whatever_the_class_does(on: Served) -> None:
    pupil = await on.pupil()
    seat = on.room.seats[1]
    for path in ("/", "/seat", "/plain"):
        _, text = await pupil.get(path)
        assert english(text) == [], path
    assert f"나는 {seat.nickname}" in (await pupil.get("/"))[1]
    on.room.set_state(State.RUNNING)
    for at in range(12):
        _, text = await pupil.get("/plain")
        assert english(text) == []
        may = re.findall(r'<button name="line" value="(\w+)">', text)
        if not may:
            break
        await pupil.post("/plain", line=may[at % len(may)], at=str(at))
    assert len(seat.play.session.journal) > 3
    await pupil.post("/plain", line="첫째", at="0")
    _, text = await pupil.get("/plain")
    assert english(text) == []
    for state in (State.PAUSED, State.RUNNING, State.STOPPED):
        on.room.set_state(state)
        _, text = await pupil.get("/plain")
        assert english(text) == [], state
    _, text = await pupil.get("/debrief")
    assert english(text) == []


async def test_the_words_on_the_page_are_what_can_be_typed_there(on: Served) -> None:
    pupil = await on.pupil()
    on.room.set_state(State.RUNNING)
    _, text = await pupil.get("/plain")
    label = re.search(r'<label for="line">[^(]*\(([^…]*)', text)
    assert label is not None
    typed = [one.strip() for one in label[1].split(",") if one.strip()]
    assert len(typed) > 3
    player = on.site.by_hand.player(on.room.seats[1])
    for line in [*typed, "도움말"]:
        await pupil.post("/plain", line=line, at="0")
    told = "\n".join(player.lines)
    assert all(f"> {line}" in told for line in typed)
    await pupil.post("/plain", line="뚱딴지", at="0")
    unclear = player.lines[-1]
    assert "뚱딴지" in unclear
    assert not any(unclear.replace("뚱딴지", line) in told for line in typed)


async def test_the_game_behind_the_door_is_read_in_korean_too(on: Served) -> None:
    pupil = await on.pupil()
    await pupil.open()
    drawn = await pupil.until("수업이 아직 시작되지 않았습니다")
    assert on.room.seats[1].nickname in drawn
    assert "The class" not in drawn
    on.room.set_state(State.RUNNING)
    await pupil.until("돼지고깃국", 20)


async def test_no_english_is_left_on_the_page_of_ones_own_words(on: Served) -> None:
    pupil = await on.pupil()
    for status, text in (await pupil.get("/words"), await pupil.post("/words", text="쌀"), await pupil.post("/words")):
        assert status == 200
        assert english(text) == []
    assert english((await pupil.post("/words", text="쌀" * 1501))[1]) == []


async def test_no_english_is_left_on_the_teachers_pages_nor_on_what_the_class_looks_back_on(on: Served) -> None:
    teacher, pupil = await on.stranger(), await on.pupil()
    _, text = await teacher.get("/teacher")
    assert english(text) == []
    status, text = await teacher.post("/teacher/in", password="wrong")
    assert status == 403
    assert english(text) == []
    await teacher.post("/teacher/in", password="linen-mountain-onion-cabbage-ivory")
    await teacher.post("/teacher/do", what="start")
    for at in range(8):
        _, page = await pupil.get("/plain")
        may = re.findall(r'<button name="line" value="(\w+)">', page)
        await pupil.post("/plain", line=may[at % len(may)], at=str(at))
    there = {on.room.record.code, "http", "laptop"}
    for path in ("/teacher", "/teacher/wall", "/teacher/together", "/teacher/words"):
        status, text = await teacher.get(path)
        assert status == 200
        assert '<html lang="ko">' in text
        assert english(text, "CSV", "JSON", "HTML", *there) == [], path
    status, text = await teacher.post("/teacher/do", what="pull", lever="none_such", day="9")
    assert status == 409
    assert english(text, "CSV", "JSON", "HTML", "none", "such", *there) == []
    async with teacher.http.get("/teacher/stream") as stream:
        news = json.loads((await stream.content.readline()).decode().removeprefix("data: "))
    row = news["rows"][0]
    told = [row[name] for name in ("nickname", "word", "scene", "worth", "debts", "health", "deed")]
    told += [text for one in news["decisions"] for text in (one["title"], *(say for say, _ in one["chosen"]))]
    assert len(told) > 7
    assert english(" ".join(told)) == []


def test_nicknames_and_words_of_a_korean_class_are_korean_and_read_in_whatever_way_they_are_typed() -> None:
    import unicodedata

    nickname, word = codes.nickname((), "ko"), codes.seat_word((), "ko")
    assert codes.nicknames(nickname)
    assert not codes.nicknames("용감한 김정")
    assert not re.search(r"[A-Za-z]", nickname + word)
    for typed in (word.replace("-", " "), unicodedata.normalize("NFD", word), f" {word} "):
        assert codes.typed(typed) == word
    assert len(codes.SAID["ko"][0]) ** 3 > 1_000_000


def test_of_two_classes_in_one_process_each_keeps_its_own_language(korean: Room, records: Records, tiny: Story) -> None:
    other = Room.opened(records, tiny, 7, 40)
    assert (korean.language, other.language) == ("ko", "en")
    assert re.fullmatch(r"[A-Za-z]+ [A-Za-z]+", other.nickname())
    assert not re.search(r"[A-Za-z]", korean.nickname())


def test_what_was_said_where_nobody_read_is_translated_when_it_is_shown() -> None:
    kept = Sentence("This could not be kept, so it was not done: {why}. Try again.", why=Sentence("none"))
    tongue.begin("ko")
    assert shown(kept) == "기록할 수 없어서 하지 않았습니다(없음). 다시 해 보세요."
    assert shown("The class is over.") == tongue.tr("The class is over.") != "The class is over."
    assert shown("선생님이 쓴 말") == "선생님이 쓴 말"
