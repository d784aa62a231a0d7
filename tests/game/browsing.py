"""A real Chromium, driven over its debugging protocol."""

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

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = "--headless=new --no-sandbox --disable-gpu --enable-unsafe-swiftshader --remote-debugging-port=0"


class Tab:
    """A page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.number = 0
        self.patience = 20
        """Seconds that an answer may take."""
        self.wrong: list[str] = []
        self.asked: list[str] = []
        """Addresses that were asked for, where somebody had `Network.enable` done."""

    async def do(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        await self.socket.send_json({"id": self.number, "method": method, "params": parameters})
        async with asyncio.timeout(self.patience):
            while True:
                told = await self.socket.receive_json()
                if told.get("method") == "Runtime.exceptionThrown":
                    self.wrong.append(json.dumps(told["params"])[:500])
                if told.get("method") == "Network.requestWillBeSent":
                    self.asked.append(told["params"]["request"]["url"])
                if told.get("id") == self.number:
                    return told.get("result", {})

    async def run(self, script: str) -> Any:
        found = await self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found.get("result", {}).get("value")

    async def goto(self, address: str) -> None:
        await self.do("Page.navigate", url=address)
        await self.until("document.readyState === 'complete'")

    async def until(self, script: str, seconds: float = 30) -> None:
        async with asyncio.timeout(seconds):
            while not await self.run(script):
                await asyncio.sleep(0.1)

    async def enter(self) -> None:
        await self.do("Page.bringToFront")
        for kind in ("keyDown", "keyUp"):
            await self.do("Input.dispatchKeyEvent", type=kind, key="Enter", windowsVirtualKeyCode=13, text="\r")


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Any]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
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
