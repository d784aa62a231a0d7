"""The command `classroom`: start a class, write out what classes left, erase them."""

import argparse
import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from engine.luck import fresh_seed
from engine.session import Story
from game import saves, words
from game.classroom import codes, sheets
from game.classroom.desk import Desk
from game.classroom.pages import qr_letters
from game.classroom.records import NotKept, Records
from game.classroom.room import Hall, Room
from game.classroom.roster import NoRoster, take_seats
from game.classroom.site import Site

HOUR = 3600.0


def records_at(wanted: argparse.Namespace) -> Records:
    """Open the records a command means: those it names, or those of this computer."""
    named = str(wanted.database or "")
    return Records(Path(named.removeprefix("sqlite:///")) if named else saves.home() / "classroom" / "classes.sqlite")


def here() -> str:
    """Return the address of this computer in its network, as far as it knows one."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        # Nothing is sent: the system only says which of its addresses it would send from.
        asked.connect(("192.0.2.1", 9))
        return str(asked.getsockname()[0])
    return "127.0.0.1"


def start(wanted: argparse.Namespace, story: Story) -> None:
    """Serve a class until Ctrl-C; raises `NotKept` where its records cannot be used, `OSError` for its port."""
    records = records_at(wanted)
    records.erase_older(wanted.keep * 24 * 3600)
    room = Room.opened(
        records, story, wanted.seed if wanted.seed is not None else fresh_seed(), wanted.seats, wanted.new
    )
    try:
        if wanted.roster is not None:
            print(f"Who has which words: {take_seats(room, wanted.roster)}")

        def make(password: str, address: str) -> web.Application:
            site = Site(room, wanted.keep)
            app = site.make()
            Desk(room, site.serving, password, address).add_to(app)
            return app

        serving(wanted, room, room.story.scenario.title, make)
    finally:
        records.close()


def serving(wanted: argparse.Namespace, hall: Hall, title: str, make: Callable[[str, str], web.Application]) -> None:
    """Serve a class until Ctrl-C: whatever pages `make` makes of a teacher's password and the address."""
    asyncio.run(_serve(wanted, hall, title, make))


async def _serve(
    wanted: argparse.Namespace, hall: Hall, title: str, make: Callable[[str, str], web.Application]
) -> None:
    # What the teacher wants of a terminal is nothing to the pupils' browsers.
    os.environ.pop("NO_COLOR", None)
    password = codes.password()
    host = here() if wanted.bind in ("0.0.0.0", "::") else wanted.bind
    sock = socket.create_server((wanted.bind, wanted.port), family=_family(wanted.bind), backlog=256)
    port = sock.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}" + ("" if port == 80 else f":{port}")
    runner = web.AppRunner(make(password, address), access_log=None, shutdown_timeout=3)
    await runner.setup()
    await web.SockSite(runner, sock).start()
    print(_told(hall, title, address, password, wanted.keep), flush=True)
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signals in its loop; there Ctrl-C ends the program as it ends any other.
        with suppress(NotImplementedError):
            loop.add_signal_handler(sign, over.set)
    erasing = asyncio.create_task(_erase_old(hall, wanted.keep))
    try:
        await over.wait()
    finally:
        erasing.cancel()
        print("The class stops; everybody's place is kept. The same command goes on with it.", file=sys.stderr)
        await runner.cleanup()


async def _erase_old(room: Hall, keep: int) -> None:
    """Erase what is older than it may be, each hour, but not the class that is on."""
    while True:
        await asyncio.sleep(HOUR)
        await asyncio.to_thread(room.records.erase_older, keep * 24 * 3600, room.record.id)


def _family(bind: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in bind else socket.AF_INET


def _told(room: Hall, title: str, address: str, password: str, keep: int) -> str:
    code = room.record.code
    back = len(room.seats)
    again = f"This class goes on: {words.count(back, 'seat')} taken before." if back else ""
    return "\n".join(
        [
            "",
            qr_letters(f"{address}/?code={code}"),
            f"  {title}",
            f"  On the board:    {address}    code: {code}",
            "",
            f"  For you alone:   {address}/teacher    password: {password}",
            "",
            f"  {again}" if again else f"  {words.count(room.record.seats, 'seat')}. Begin on the teacher's page.",
            f"  Kept for {words.days(keep)}: nicknames and actions. Ctrl-C stops; the same command goes on.",
            "",
        ]
    )


def write_out(wanted: argparse.Namespace, story_of: Callable[[str], Story]) -> list[Path]:
    """Write the sheets of all classes, or of one chapter's, into a folder, and return the files."""
    records, written = records_at(wanted), []
    folder = Path(wanted.to)
    folder.mkdir(parents=True, exist_ok=True)
    for one in records.classes():
        if (wanted.scenario and one.scenario != wanted.scenario) or one.scenario.startswith("market:"):
            continue
        room = Room(records, one, story_of(one.scenario))
        made = {"seats.csv": sheets.wide(room), "actions.csv": sheets.long(room)}
        made["debrief.html"] = sheets.looking_back(room)
        for name, text in made.items():
            written.append(folder / f"{one.scenario}-{one.id}-{name}")
            written[-1].write_text(text, "utf-8-sig", newline="")
        written.append(folder / f"{one.scenario}-{one.id}-journals.zip")
        written[-1].write_bytes(sheets.journals(room))
    return written


def erase(wanted: argparse.Namespace) -> int:
    """Erase all classes, or those of one chapter, at once; return how many they were."""
    records, erased = records_at(wanted), 0
    for one in records.classes():
        name = f"market:{wanted.market}" if wanted.market else wanted.scenario
        if not name or one.scenario == name:
            records.erase(one.id)
            erased += 1
    return erased


__all__ = ["NoRoster", "NotKept", "erase", "start", "write_out"]
