"""A pupil and a teacher in a real Chromium, driven over its debugging protocol; left out where there is none."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from game.classroom.room import State

PASSWORD = "linen-mountain-onion-cabbage-ivory"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = "--headless=new --no-sandbox --disable-gpu --enable-unsafe-swiftshader --remote-debugging-port=0"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")]


class Tab:
    """A page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.number = 0
        self.wrong: list[str] = []

    async def do(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        await self.socket.send_json({"id": self.number, "method": method, "params": parameters})
        async with asyncio.timeout(20):
            while True:
                told = await self.socket.receive_json()
                if told.get("method") == "Runtime.exceptionThrown":
                    self.wrong.append(json.dumps(told["params"])[:500])
                if told.get("id") == self.number:
                    return told.get("result", {})

    async def run(self, script: str) -> Any:
        found = await self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found.get("result", {}).get("value")

    async def goto(self, address: str) -> None:
        await self.do("Page.navigate", url=address)
        await self.until("document.readyState === 'complete'")

    async def until(self, script: str) -> None:
        async with asyncio.timeout(30):
            while not await self.run(script):
                await asyncio.sleep(0.1)

    async def enter(self) -> None:
        await self.do("Page.bringToFront")
        for kind in ("keyDown", "keyUp"):
            await self.do("Input.dispatchKeyEvent", type=kind, key="Enter", windowsVirtualKeyCode=13, text="\r")


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Any]:
    assert CHROMIUM is not None
    child = subprocess.Popen(
        [CHROMIUM, *FLAGS.split(), f"--user-data-dir={tmp_path / 'chromium'}", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    told = tmp_path / "chromium" / "DevToolsActivePort"
    async with aiohttp.ClientSession() as http:
        async with asyncio.timeout(40):
            while not (told.exists() and "\n" in told.read_text()):
                await asyncio.sleep(0.1)
        port = told.read_text().split()[0]

        async def tab() -> Tab:
            async with http.put(f"http://127.0.0.1:{port}/json/new?about:blank") as answer:
                found = await answer.json(content_type=None)
            made = Tab(await http.ws_connect(found["webSocketDebuggerUrl"], max_msg_size=0))
            for what in ("Page.enable", "Runtime.enable"):
                await made.do(what)
            return made

        yield tab
    os.killpg(child.pid, signal.SIGKILL)
    child.wait(20)


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
