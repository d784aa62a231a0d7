"""A class market of thirty on this machine: from an order to its answer, against the least that keeping it can take.

Thirty pupils have the market's page open and kept fresh; each sends orders over HTTP, quicker than pupils do, and time
passes. The floor is a server of the same library that does nothing but write the same line to the same kind of file.
Too much: a tenth of a second for 95 of 100 orders, or a median of five times the floor's.
"""

import asyncio
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from engine.bazaar.actions import Ask, Pass
from engine.luck import Luck
from game.classroom.bazaar import lines
from game.classroom.bazaar.command import application
from game.classroom.bazaar.square import Square
from game.classroom.records import Records
from game.classroom.room import State
from story import bazaar

PUPILS = int(sys.argv[1]) if len(sys.argv) > 1 else 30
ROUNDS, PACE = 16, 1.5
MOST_P95, MOST_TIMES = 0.1, 5.0


def p95(times: list[float]) -> float:
    """Return what 95 of 100 stay under."""
    return sorted(times)[int(len(times) * 0.95)]


async def timed(session: aiohttp.ClientSession, path: str, form: dict[str, str], origin: str) -> float:
    """Return the seconds from a form that is sent to the whole of its answer."""
    start = time.perf_counter()
    async with session.post(path, data=form, headers={"Origin": origin}) as answer:
        await answer.read()
    return time.perf_counter() - start


async def floor(folder: Path) -> list[float]:
    """Return the times of a server that writes a line and says so."""
    records = Records(folder / "floor.sqlite")
    lines.prepare(records)
    made = records.open_class("floor", "", 1, "floor", PUPILS)
    number = 0

    async def write(request: web.Request) -> web.Response:
        nonlocal number
        await request.post()
        number += 1
        await asyncio.to_thread(lines.keep, records, made.id, number, Ask(1, 4200, 1))
        return web.Response(text="kept")

    app = web.Application()
    app.add_routes([web.post("/", write)])
    times: list[float] = []
    async with TestServer(app) as server:
        address = str(server.make_url("")).rstrip("/")

        async def pupil(number: int) -> None:
            async with aiohttp.ClientSession(address) as session:
                for one in range(ROUNDS):
                    await asyncio.sleep(PACE * Luck(1).share("pace", number * ROUNDS + one))
                    times.append(await timed(session, "/", {"what": "order"}, address))

        await asyncio.gather(*(pupil(number) for number in range(PUPILS)))
    records.close()
    return times


async def market(folder: Path) -> list[float]:
    """Return the times of orders in a market."""
    rules = bazaar.load(bazaar.find("hyesan_rice")).rules
    assert rules is not None
    square = Square.opened(Records(folder / "market.sqlite"), rules, 5, PUPILS)
    times: list[float] = []
    async with TestServer(application(square, 30, "none", "")) as server:
        address = str(server.make_url("")).rstrip("/")
        square.set_state(State.RUNNING)

        async def follow(session: aiohttp.ClientSession) -> None:
            async with session.get("/market/stream") as stream:
                async for _ in stream.content:
                    pass

        async def pupil(number: int) -> None:
            jar = aiohttp.CookieJar(unsafe=True)
            async with aiohttp.ClientSession(address, cookie_jar=jar) as session:
                await timed(session, "/join", {"code": square.record.code, "nickname": ""}, address)
                following = asyncio.create_task(follow(session))
                for one in range(ROUNDS):
                    await asyncio.sleep(PACE * Luck(1).share("pace", number * ROUNDS + one))
                    async with session.get("/market") as answer:
                        page = await answer.text()
                    at, last = re.search(r'id="at" value="(\d+)"', page), square.market.state.last
                    assert at is not None
                    step = int(Luck(1).share("step", number * ROUNDS + one) * 7 - 3) * 50
                    side = "sell" if "a seller" in page else "buy"
                    form = {"what": "order", "side": side, "amount": "3", "price": str(last + step), "at": at[1]}
                    times.append(await timed(session, "/market", {**form, "by_script": "yes"}, address))
                    if number == 0 and one % 2:
                        await asyncio.to_thread(square.do, Pass())
                following.cancel()

        await asyncio.gather(*(pupil(number) for number in range(PUPILS)))
    square.records.close()
    return times


def main() -> int:
    """Print the figures; 1 where they are too much."""
    with tempfile.TemporaryDirectory() as folder:
        least = asyncio.run(floor(Path(folder)))
        ours = asyncio.run(market(Path(folder)))
    times = statistics.median(ours) / statistics.median(least)
    print(f"{PUPILS} pupils, {len(ours)} orders")
    for name, found in (("a line written and no more", least), ("an order in the market", ours)):
        print(f"  {name:28} median {1000 * statistics.median(found):6.1f} ms, 95 of 100 {1000 * p95(found):6.1f} ms")
    print(f"  median {times:.1f} times the floor (at most {MOST_TIMES:.0f})")
    return int(p95(ours) > MOST_P95 or times > MOST_TIMES)


if __name__ == "__main__":
    sys.exit(main())
