import asyncio
import gc
from collections.abc import Callable
from typing import Any

import pytest
from textual._styles_cache import StylesCache

from engine.session import Story
from game.classroom.records import Records
from game.classroom.room import Room, State
from game.classroom.seat_app import SeatApp
from game.classroom.serving import AGAIN, TAKEN_OVER
from game.screens.play import PlayScreen

Served = Any  # of conftest.py, which --import-mode=importlib lets nobody import


async def test_a_pupil_plays_in_the_browser_and_comes_back_to_the_same_scene(served: Served) -> None:
    pupil = await served.pupil()
    await pupil.open()
    await pupil.until("Take the pig.")
    await pupil.press("\r")
    await pupil.until("The stove stands by the kiln wall.")
    assert [str(one.action) for one in served.room.records.actions(1, 1)] == ["Choose(choice='take')"]
    await pupil.socket.close()
    await pupil.open(90, 30)
    await pupil.until("The stove stands by the kiln wall.")


@pytest.mark.slow
async def test_eight_games_in_one_process_all_answer_all_their_keys(records: Records, tiny: Story, serve: Any) -> None:
    room = Room.opened(records, tiny, 7, 40)
    async with serve(room) as served:
        pupils = [await served.pupil() for _ in range(8)]
        for pupil in pupils:
            await pupil.open()
        await asyncio.gather(*(pupil.until("not begun yet") for pupil in pupils))
        room.set_state(State.RUNNING)
        await asyncio.gather(*(pupil.until("Take the pig.") for pupil in pupils))

        def shown(pupil: Any) -> type:
            link = served.site.serving.links[pupils.index(pupil) + 1]
            return type(link.app.screen)

        async def until(holds: Callable[[], bool]) -> None:
            # However slow the machine is: what is asserted is that every key is answered.
            async with asyncio.timeout(60):
                while not holds():
                    await asyncio.sleep(0.02)

        async def plays(pupil: Any) -> None:
            await pupil.press("\r")
            await pupil.until("The stove stands by the kiln wall.")
            for _ in range(3):
                for key, text in (("m", "rice"), ("l", "Cash")):
                    await pupil.press(key)
                    await until(lambda: shown(pupil) is not PlayScreen)
                    await pupil.until(text)
                    await pupil.press("\x1b")
                    await until(lambda: shown(pupil) is PlayScreen)

        await asyncio.gather(*(plays(pupil) for pupil in pupils))
        assert [len(seat.play.session.journal) for seat in room.seats.values()] == [1] * 8
        assert len(served.site.serving.links) == 8


async def test_an_error_in_one_seat_ends_that_app_alone_and_it_comes_back_by_replay(served: Served) -> None:
    pupil, other = await served.pupil(), await served.pupil()
    for one in (pupil, other):
        await one.open()
        await one.until("Take the pig.")
    await pupil.press("\r")
    await pupil.until("The stove stands by the kiln wall.")
    broken = served.site.serving.links[1].app

    def fails() -> None:
        raise RuntimeError("a mistake of ours")

    broken.call_later(fails)
    assert await pupil.closed() == AGAIN
    assert served.room.seats[1].play is None
    await other.press("\r")
    await other.until("The stove stands by the kiln wall.")
    await pupil.open()
    await pupil.until("The stove stands by the kiln wall.")


async def test_a_seat_that_is_opened_again_leaves_the_page_before(served: Served) -> None:
    pupil = await served.pupil()
    await pupil.open()
    await pupil.until("Take the pig.")
    before = pupil.socket
    await pupil.open()
    await pupil.until("Take the pig.")
    pupil.socket, after = before, pupil.socket
    assert await pupil.closed() == TAKEN_OVER
    pupil.socket = after
    assert served.room.seats[1].here
    assert len(served.site.serving.links) == 1


async def test_the_teachers_pause_and_words_reach_every_seat(served: Served) -> None:
    pupil = await served.pupil()
    await pupil.open()
    await pupil.until("Take the pig.")
    served.room.tell("Talk with your neighbour [b]first[/b].")
    await pupil.until("[b]first[/b].")
    served.room.set_state(State.PAUSED)
    await pupil.until("paused the class")
    await pupil.press("\r")
    served.room.set_state(State.RUNNING)
    await pupil.until("Take the pig.")
    assert served.room.seats[1].play.session.journal == []
    served.room.set_state(State.STOPPED)
    await pupil.until("The class is over.")


@pytest.mark.slow
async def test_a_page_that_floods_or_sends_nonsense_harms_nobody(served: Served) -> None:
    pupil, other = await served.pupil(), await served.pupil()
    await pupil.open()
    await pupil.until("Take the pig.")
    for text in (
        "[]",
        "7",
        '["stdin"]',
        '["resize", {"width": "x"}]',
        '["resize", {"width": 9999999, "height": -1}]',
        "{",
    ):
        await pupil.socket.send_str(text)
    for _ in range(300):
        await pupil.press("\x1b[A")
    await other.open()
    await other.until("Take the pig.")
    await pupil.socket.send_str('["stdin", "' + "x" * 100_000 + '"]')
    await pupil.closed()
    await other.press("\r")
    await other.until("The stove stands by the kiln wall.")


@pytest.mark.slow
async def test_no_app_stays_alive_when_pupils_have_left(served: Served) -> None:
    pupils = [await served.pupil() for _ in range(3)]
    for pupil in pupils:
        await pupil.open()
        await pupil.until("Take the pig.")
        await pupil.press("\x1b[B\x1b[A")
    for pupil in pupils:
        await pupil.socket.close()
    for _ in range(100):
        await asyncio.sleep(0.05)
        if not served.site.serving.links:
            break
    gc.unfreeze()
    for _ in range(20):
        gc.collect()
        # What a widget drew is told apart from the widget: caches of Textual once kept it for ever.
        alive = sum(isinstance(one, SeatApp | StylesCache) for one in gc.get_objects())
        if not alive:
            break
        await asyncio.sleep(0.1)
    assert alive == 0
    assert served.room.seats[1].here is False


async def test_nothing_at_a_seat_writes_files_of_the_computer_it_runs_on(served: Served, home: Any) -> None:
    pupil = await served.pupil()
    await pupil.open()
    await pupil.until("Take the pig.")
    await pupil.press("2")
    await pupil.until("Look back on it")
    await pupil.press("\r")
    await pupil.until("What happened")
    for part in ("What you decided", "What the witness lived", "Press w to answer in your own words"):
        await pupil.press("n")
        await pupil.until(part)
    await pupil.press("w")
    assert "/words" in await pupil.until("open_url")
    status, text = await pupil.get("/debrief")
    assert status == 200
    assert "Tiny soup" in text
    assert not home.exists()
