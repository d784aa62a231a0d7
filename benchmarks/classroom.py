"""A class of thirty on this machine: first frames, memory and keys, ours against textual-serve's process a seat.

All serve the same chapter to the same simulated pupils, one after the other: ours in one process, ours in two, and
textual-serve. Each pupil opens a socket, waits for the first scene, then presses keys that change the screen, at a
pupil's pace. Too much: a third of textual-serve's time to all first frames, a fifth of its memory, four times its
median from a key to its frame (one process; two share the cores as theirs do), one and a half of what it takes for 95
of 100 keys. `classroom.py 100` does it with a hundred, for which ours has two processes.
"""

import asyncio
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

ROOT = Path(__file__).resolve().parent.parent
PUPILS = int(sys.argv[1]) if len(sys.argv) > 1 else 30
KEYS = ("l", "\x1b", "x", "\x1b", "s", "\x1b", "\x1b[B", "\x1b[A", "\r", "\x1b[B", "\r", "\x1b[B")
PACE = 2.0
"""Seconds from a pupil's key to the next."""
QUIET = 0.12
LONGEST = 5.0
"""Seconds after which a key counts as one that changed nothing; a machine that takes longer measures nothing."""
ONE_PROCESS = 40
"""Pupils that one process is meant for."""
MOST_FIRST, MOST_MEMORY, MOST_MEDIAN, MOST_KEY = 1 / 3, 1 / 5, 4.0, 1.5
"""The median may be more: thirty apps in one process share a core, thirty processes share all of them."""

PEER = """
import sys
from textual_serve.server import Server
Server(sys.argv[2], host="127.0.0.1", port=int(sys.argv[1])).serve()
"""


GAME = """
from engine.session import Session
from game.app import JangmadangApp
from game.shelf import from_library
class Game(JangmadangApp):
    def on_mount(self):
        self.fresh(Session(from_library('pork_soup'), 11))
Game(keep=False).run()
"""


def free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def memory(pid: int) -> float:
    """Return the megabytes of a process and its children, what they share counted once."""
    total = 0.0
    wanted, seen = [pid], set()
    while wanted:
        one = wanted.pop()
        if one in seen:
            continue
        seen.add(one)
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss: +(\d+)", rollup, re.MULTILINE)[1]) / 1024
            for task in Path(f"/proc/{one}/task").iterdir():
                wanted += [int(child) for child in (task / "children").read_text().split()]
        except (OSError, TypeError):
            continue
    return total


Figures = tuple[float, float, float, float, int]


class Lost(Exception):
    """The server, or the way to it, has given a pupil's socket up."""


class Pupil:
    """A browser without a screen: what comes is always read, as a browser does, or the server takes it for gone."""

    def __init__(self, number: int, http: aiohttp.ClientSession, address: str) -> None:
        self.number, self.http, self.address = number, http, address
        self.times: list[float] = []
        self.unanswered = 0
        self.first = 0.0
        self.lost = False
        self._came: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue()

    async def _read(self) -> None:
        async for message in self.socket:
            self._came.put_nowait((time.perf_counter(), message.data if isinstance(message.data, bytes) else b""))
        self._came.put_nowait(None)

    async def _next(self, longest: float) -> tuple[float, bytes]:
        """Return when the next message came and what it said; TimeoutError where none does."""
        came = await asyncio.wait_for(self._came.get(), longest)
        if came is None:
            raise Lost
        return came

    async def join(self, code: str) -> None:
        async with self.http.post(
            f"{self.address}/join", data={"code": code, "nickname": ""}, headers={"Origin": self.address}
        ) as answer:
            assert answer.status == 200, await answer.text()

    async def open(self, began: float, sign: bytes) -> None:
        self.socket = await self.http.ws_connect(
            f"{self.address}/ws?width=120&height=36", headers={"Origin": self.address}, max_msg_size=0
        )
        await self.socket.send_str('["focus"]')
        self.reading = asyncio.create_task(self._read())
        drawn = b""
        while sign not in drawn:
            came, more = await self._next(180)
            drawn += more
        self.first = came - began

    async def frame(self, longest: float) -> float:
        """Return when the last byte of a frame came, 0 where none did."""
        last = 0.0
        while True:
            try:
                last, _ = await self._next(QUIET if last else longest)
            except TimeoutError:
                return last

    async def play(self, keys: tuple[str, ...]) -> None:
        try:
            await self._play(keys)
        except Lost:
            self.lost = True

    async def _play(self, keys: tuple[str, ...]) -> None:
        await asyncio.sleep(PACE * self.number / PUPILS)
        for key in keys:
            # What comes late for the key before is not taken for an answer to this one.
            await self.frame(QUIET)
            began = time.perf_counter()
            try:
                await self.socket.send_str(json.dumps(["stdin", key]))
            except (ConnectionError, aiohttp.ClientError) as gone:
                raise Lost from gone
            last = await self.frame(LONGEST)
            if last:
                self.times.append((last - began) * 1000)
            else:
                self.unanswered += 1
            await asyncio.sleep(max(0.0, PACE - (time.perf_counter() - began)))


async def measured(address: str, pid: int, code: str, before: float) -> Figures:
    """Return seconds to all first frames, megabytes a seat, and the median and 95th milliseconds from key to frame."""
    jars = [aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) for _ in range(PUPILS)]
    pupils = [Pupil(number, http, address) for number, http in enumerate(jars)]
    if code:
        for pupil in pupils:
            await pupil.join(code)
    began = time.perf_counter()
    await asyncio.gather(*(pupil.open(began, SIGN) for pupil in pupils))
    all_first = max(pupil.first for pupil in pupils)
    await asyncio.sleep(11)
    each = (memory(pid) - before) / PUPILS
    await asyncio.gather(*(pupil.play(KEYS) for pupil in pupils))
    times = sorted(one for pupil in pupils for one in pupil.times)
    for http in jars:
        await http.close()
    print(f"{sum(pupil.unanswered for pupil in pupils)} of {PUPILS * len(KEYS)} keys changed nothing", file=sys.stderr)
    lost = sum(pupil.lost for pupil in pupils)
    silent = sum(not pupil.times and not pupil.lost for pupil in pupils)
    assert not silent, f"{silent} of {PUPILS} pupils got no frame for any key"
    return all_first, each, statistics.median(times), times[int(len(times) * 0.95)], lost


SIGN = b"Stand until the light"
"""Of the first scene's first choice."""


def ours(home: str, processes: int) -> Figures:
    asked = f"main.py classroom --scenario pork_soup --bind 127.0.0.1 --port 0 --seed 11 --seats {PUPILS + 2}"
    asked += f" --processes {processes}"
    child = subprocess.Popen(
        [sys.executable, *asked.split()],
        cwd=ROOT, env={**os.environ, "JANGMADANG_HOME": home, "PYTHONIOENCODING": "utf-8"}, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
    )  # fmt: skip
    told = ""
    while "Ctrl-C stops" not in told:
        told += child.stdout.readline()
    address, code = re.search(r"On the board: +(\S+) +code: (\w+)", told).groups()
    password = re.search(r"password: (\S+)", told)[1]
    # The other processes say nothing; both stand idle before anybody is let in.
    time.sleep(8 if processes > 1 else 1)

    async def run() -> Figures:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as teacher:
            origin = {"Origin": address}
            await teacher.post(f"{address}/teacher/in", data={"password": password}, headers=origin)
            await teacher.post(f"{address}/teacher/do", data={"what": "start"}, headers=origin)
        return await measured(address, child.pid, code, memory(child.pid))

    try:
        return asyncio.run(run())
    finally:
        child.terminate()
        child.wait(20)


def theirs(home: str) -> Figures:
    port = free_port()
    game = f'{sys.executable} -c "{GAME}"'
    child = subprocess.Popen(
        [sys.executable, "-c", PEER, str(port), game],
        cwd=ROOT, env={**os.environ, "JANGMADANG_HOME": home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    time.sleep(2)
    try:
        return asyncio.run(measured(f"http://127.0.0.1:{port}", child.pid, "", memory(child.pid)))
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait(20)


def main() -> int:
    measured: dict[str, Figures] = {}
    for processes in (1, 2) if PUPILS <= ONE_PROCESS else (2,):
        with tempfile.TemporaryDirectory() as home:
            measured["1 process" if processes == 1 else f"{processes} processes"] = ours(home, processes)
    with tempfile.TemporaryDirectory() as home:
        them = theirs(home)
    bad = 0
    print(f"pupils whose socket was lost before their last key: textual-serve {them[4]} of {PUPILS}")
    for how, us in measured.items():
        bad += us[4] > 0
        print(f"pupils whose socket was lost before their last key: ours, {how}, {us[4]} of {PUPILS}")
        for name, unit, at, most in (
            (f"all {PUPILS} first frames", "s", 0, MOST_FIRST),
            ("memory a seat", "MB", 1, MOST_MEMORY),
            ("key to frame, median", "ms", 2, MOST_MEDIAN),
            ("key to frame, 95 of 100", "ms", 3, MOST_KEY),
        ):
            ratio = us[at] / them[at]
            bad += ratio > most
            peer = f"textual-serve {them[at]:.2f} {unit}"
            verdict = "does not hold" if ratio > most else "holds"
            print(
                f"{name}, {how}: ours {us[at]:.2f} {unit}, {peer}, ratio {ratio:.2f} (too much: {most:.2f}): {verdict}"
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
