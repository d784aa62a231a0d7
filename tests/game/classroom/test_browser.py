"""A pupil and a teacher in a real Chromium, driven over its debugging protocol; left out where there is none."""

import asyncio
from typing import Any

import pytest

from game.classroom.room import Room, State

PASSWORD = "linen-mountain-onion-cabbage-ivory"
pytestmark = pytest.mark.slow


async def test_a_pupil_joins_plays_reloads_and_is_where_they_were(served: Any, browser: Any) -> None:
    tab = await browser()
    await tab.goto(served.address + "/check")
    await tab.until("document.getElementById('verdict').textContent === 'It will work here.'")
    await tab.goto(served.address + "/")
    await tab.run(f"document.getElementById('code').value = '{served.room.record.code}'")
    await tab.run("document.querySelector('form button').click()")
    await tab.until("location.pathname === '/seat' && document.body.classList.contains('-first-byte')")
    await tab.until("document.activeElement.classList.contains('xterm-helper-textarea')")
    await asyncio.sleep(1)
    await tab.enter()
    seat = served.room.seats[1]
    async with asyncio.timeout(20):
        while not seat.play.session.journal:
            await asyncio.sleep(0.1)
    assert seat.play.session.world.scene == "hub"
    await tab.do("Page.reload")
    await tab.until("document.body.classList.contains('-first-byte')")
    assert seat.here
    await tab.goto(served.address + "/plain")
    assert "The stove stands by the kiln wall." in await tab.run("document.body.innerText")
    assert tab.wrong == []


async def test_the_teachers_page_follows_the_class(served: Any, browser: Any) -> None:
    seat, _ = served.room.take_seat("")
    tab = await browser()
    await tab.goto(served.address + "/teacher")
    await tab.run(f"document.getElementById('password').value = '{PASSWORD}'")
    await tab.run("document.querySelector('form button').click()")
    await tab.until("document.querySelectorAll('#seats tbody tr').length === 1")
    served.room.play_of(seat).choose("take")
    await tab.until("document.body.innerText.includes('Take the pig.')")
    assert seat.nickname in await tab.run("document.querySelector('#seats tbody').innerText")
    await tab.run("document.getElementById('hide').click()")
    assert seat.nickname not in await tab.run("document.querySelector('#seats tbody').innerText")
    await tab.run("document.querySelector('button[value=pause]').click()")
    await tab.until("document.getElementById('state')?.textContent === 'paused'")
    assert served.room.state is State.PAUSED
    await tab.goto(served.address + "/teacher/wall")
    await tab.until("document.querySelectorAll('progress').length === 2")
    assert seat.nickname not in await tab.run("document.body.innerText")
    assert tab.wrong == []


NO_SOCKET = """
const Native = window.WebSocket;
window.WebSocket = class extends Native {
  constructor(to, ...more) { super(to.replace("/ws", "/no-such-socket"), ...more); }
};
"""


async def test_where_no_websocket_comes_through_the_plain_page_takes_over_by_itself(served: Any, browser: Any) -> None:
    tab = await browser()
    await tab.do("Page.addScriptToEvaluateOnNewDocument", source=NO_SOCKET)
    await tab.goto(served.address + "/?code=" + served.room.record.code)
    await tab.run("document.querySelector('form button').click()")
    await tab.until("location.pathname === '/plain'", 40)
    assert "does not come through in this network" in await tab.run("document.body.innerText")


async def test_the_plain_page_goes_on_with_the_class(served: Any, browser: Any) -> None:
    tab = await browser()
    await tab.goto(served.address + "/?code=" + served.room.record.code)
    await tab.run("document.querySelector('form button').click()")
    await tab.until("location.pathname === '/seat'")
    served.room.set_state(State.PAUSED)
    await tab.goto(served.address + "/plain")
    assert not await tab.run("!!document.querySelector('.choices button')")
    served.room.set_state(State.RUNNING)
    await tab.run("document.querySelector('.word a[href]').click()")
    await tab.until("!!document.querySelector('.choices button')", 5)
    served.room.set_state(State.PAUSED)
    await tab.do("Page.reload")
    await tab.until("!document.querySelector('.choices button')")
    served.room.set_state(State.RUNNING)
    await tab.until("!!document.querySelector('.choices button')", 20)
    served.room.set_state(State.STOPPED)
    await tab.do("Page.reload")
    await tab.until("!!document.querySelector('a[href=\"/debrief\"]')")


async def test_until_the_class_begins_the_wall_shows_a_code_for_the_last_row(
    serve: Any, room: Room, browser: Any
) -> None:
    wide = "document.querySelector('.qr svg').getBoundingClientRect().width"
    async with serve(room) as served:
        tab = await browser()
        await tab.do("Emulation.setDeviceMetricsOverride", width=1920, height=1080, deviceScaleFactor=1, mobile=False)
        await tab.goto(served.address + "/teacher")
        await tab.run(f"document.getElementById('password').value = '{PASSWORD}'")
        await tab.run("document.querySelector('form button').click()")
        await tab.until("!!document.querySelector('#state.waiting')")
        await tab.goto(served.address + "/teacher/wall")
        await tab.until(f"{wide} >= 700")
        assert await tab.run("document.documentElement.scrollHeight <= innerHeight")
        room.set_state(State.RUNNING)
        await tab.until(f"{wide} <= 300")


async def test_w_in_the_debrief_opens_the_page_to_write_on_which_leads_back(served: Any, browser: Any) -> None:
    tab = await browser()
    await tab.goto(served.address + "/?code=" + served.room.record.code)
    await tab.run("document.querySelector('form button').click()")
    await tab.until("location.pathname === '/seat' && document.body.classList.contains('-first-byte')")
    served.room.play_of(served.room.seats[1]).choose("leave")
    served.room.set_state(State.STOPPED)
    app = served.site.serving.links[1].app
    app.look_back(app.play)
    await tab.do("Input.dispatchKeyEvent", type="char", text="w")
    await tab.until("location.pathname === '/words' && !!document.getElementById('text')")
    await tab.run("document.querySelector('main > p:last-of-type a[href=\"/seat\"]').click()")
    await tab.until("location.pathname === '/seat'")
