"""The command `classroom`: start a class, write out what classes left, erase them."""

import argparse
import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process
from pathlib import Path

from aiohttp import web

from engine.luck import fresh_seed
from engine.session import Story
from game import saves, words
from game.classroom import codes, sheets
from game.classroom.beside import Beside, possible
from game.classroom.desk import Desk
from game.classroom.pages import qr_letters
from game.classroom.records import ClassRecord, NotKept, Records
from game.classroom.room import Hall, Room, State
from game.classroom.roster import NoRoster, take_seats
from game.classroom.site import Site
from game.classroom.store import store_at

HOUR = 3600.0
DAY = 24 * 3600
Make = Callable[[str, str], web.Application]


def records_at(wanted: argparse.Namespace) -> Records:
    """Open the records a command means: those it names, or those of this computer."""
    return Records(store_at(str(wanted.database or ""), saves.home() / "classroom" / "classes.sqlite"))


def here() -> str:
    """Return the address of this computer in its network, as far as it knows one."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        # Nothing is sent: the system only says which of its addresses it would send from.
        asked.connect(("192.0.2.1", 9))
        return str(asked.getsockname()[0])
    return "127.0.0.1"


def start(wanted: argparse.Namespace, story_of: Callable[[str], Story]) -> None:
    """Serve a class until Ctrl-C; raises `NotKept` where its records cannot be used, `OSError` for its port."""
    records = records_at(wanted)
    records.erase_older(wanted.keep * DAY)
    room = joined(records, wanted, story_of) if wanted.join else begun(records, wanted, story_of(wanted.scenario))
    try:
        if wanted.roster is not None:
            print(f"Who has which words: {take_seats(room, wanted.roster)}")

        serving(wanted, room, room.story.scenario.title, _pages(room, wanted.keep), _help)
    finally:
        records.close()


def of_code(records: Records, code: str) -> ClassRecord:
    """Return the class of a code that is not over, or else the latest that is; raise `NotKept` where there is none."""
    found = [one for one in records.classes() if one.code == codes.typed(code)]
    if not found:
        raise NotKept(f"No class in {records.store.where} has the code {code!r}.")
    return next((one for one in found if one.state != State.STOPPED), found[0])


def joined(records: Records, wanted: argparse.Namespace, story_of: Callable[[str], Story]) -> Room:
    """Return the class of a code, which other servers may serve too."""
    found = of_code(records, wanted.join)
    story = story_of(wanted.scenario or found.scenario)
    if (story.scenario.slug, story.scenario.digest) != (found.scenario, found.digest):
        raise NotKept(
            f"The class {found.code} plays another version of {found.scenario!r} than the one here. "
            "All its servers need the same files of the chapter."
        )
    return Room(records, found, story)


def begun(records: Records, wanted: argparse.Namespace, story: Story) -> Room:
    """Return the class of a chapter that is not over, or a new one; never another school's."""
    slug = story.scenario.slug
    on = [one.code for one in records.classes() if one.scenario == slug and one.state != State.STOPPED]
    if records.store.far and on and not wanted.new:
        raise NotKept(
            f"Classes of {slug!r} are on in {records.store.where}: {', '.join(on)}. "
            "Say which is yours with --join CODE, or begin one with --new."
        )
    seed = wanted.seed if wanted.seed is not None else fresh_seed()
    return Room.opened(records, story, seed, wanted.seats, wanted.new, wanted.keep if records.store.far else 0)


def serving(
    wanted: argparse.Namespace,
    hall: Hall,
    title: str,
    make: Make,
    helper: Callable[[argparse.Namespace], None] | None = None,
    helps: bool = False,
) -> None:
    """Serve a class until Ctrl-C: whatever pages `make` makes of a teacher's password and the address.

    With a helper, as many more processes as are wanted run it; without one the class is served by this one,
    which with `helps` is such a process itself.
    """
    asyncio.run(_serve(wanted, hall, title, make, helper, helps))


async def _serve(
    wanted: argparse.Namespace, hall: Hall, title: str, make: Make,
    helper: Callable[[argparse.Namespace], None] | None = None, helps: bool = False,
) -> None:  # fmt: skip
    # What the teacher wants of a terminal is nothing to the pupils' browsers.
    os.environ.pop("NO_COLOR", None)
    # Who joins a class leaves its password as it is; who begins or goes on with one is told a new one.
    password = wanted.password or ("" if wanted.join else codes.password())
    host = here() if wanted.bind in ("0.0.0.0", "::") else wanted.bind
    shared = wanted.processes > 1 and possible() and (helps or helper is not None)
    bound = (wanted.bind, wanted.port)
    sock = socket.create_server(bound, family=_family(wanted.bind), backlog=256, reuse_port=shared)
    port = sock.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}" + ("" if port == 80 else f":{port}")
    runner = web.AppRunner(make(password, address), access_log=None, shutdown_timeout=3)
    await runner.setup()
    await web.SockSite(runner, sock).start()
    if not helps:
        print(_told(hall, title, address, password, wanted.keep), flush=True)
    if wanted.processes > 1 and not shared:
        print("One process serves this class: the system, or the mode, has no use for more.", file=sys.stderr)
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signals in its loop; there Ctrl-C ends the program as it ends any other.
        with suppress(NotImplementedError):
            loop.add_signal_handler(sign, over.set)
    if helps and (first := parent_process()) is not None:
        # Killed, it tells nobody; its port and its class must not stay taken.
        loop.add_reader(first.sentinel, over.set)
    others = None
    if shared and helper is not None:
        also = argparse.Namespace(**{**vars(wanted), "join": hall.record.code, "port": port, "password": None})
        others = Beside(helper, also, wanted.processes - 1)
    tasks = [asyncio.create_task(_erase_old(hall, wanted.keep)), asyncio.create_task(_watch(others))]
    try:
        await over.wait()
    finally:
        for task in tasks:
            task.cancel()
        if not helps:
            print("The class stops; everybody's place is kept. The same command goes on with it.", file=sys.stderr)
        if others is not None:
            await asyncio.to_thread(others.end)
        await runner.cleanup()


def _help(wanted: argparse.Namespace) -> None:
    """Serve the class of another process, beside it."""
    from game.cli.common import story_of
    from game.cli.playing import reads

    reads(wanted.lang)
    records = records_at(wanted)
    try:
        room = joined(records, wanted, story_of)
        serving(wanted, room, room.story.scenario.title, _pages(room, wanted.keep), helps=True)
    finally:
        records.close()


def _pages(room: Room, keep: int) -> Make:
    """Return what makes all pages of a class, pupils' and teacher's."""

    def make(password: str, address: str) -> web.Application:
        site = Site(room, keep)
        app = site.make()
        Desk(room, site.serving, password, address).add_to(app)
        return app

    return make


async def _watch(others: Beside | None) -> None:
    while others is not None:
        await asyncio.sleep(1)
        if dead := await asyncio.to_thread(others.look):
            print(f"{words.count(dead, 'process')} had died; begun again.", file=sys.stderr, flush=True)


async def _erase_old(room: Hall, keep: int) -> None:
    """Erase what is older than it may be, each hour, but not the class that is on."""
    while True:
        await asyncio.sleep(HOUR)
        with suppress(NotKept):
            await asyncio.to_thread(room.records.erase_older, keep * DAY, room.record.id)


def _family(bind: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in bind else socket.AF_INET


def _told(room: Hall, title: str, address: str, password: str, keep: int) -> str:
    code = room.record.code
    back = len(room.seats)
    goes_on = f"--join {code} goes on" if room.records.store.far else "the same command goes on"
    again = f"This class goes on: {words.count(back, 'seat')} taken before." if back else ""
    return "\n".join(
        [
            "",
            qr_letters(f"{address}/?code={code}"),
            f"  {title}",
            f"  On the board:    {address}    code: {code}",
            "",
            f"  For you alone:   {address}/teacher    password: {password or 'as before'}",
            "",
            f"  {again}" if again else f"  {words.count(room.record.seats, 'seat')}. Begin on the teacher's page.",
            f"  Kept for {words.days(keep)}: nicknames and actions. Ctrl-C stops; {goes_on}.",
            "",
        ]
    )


def write_out(wanted: argparse.Namespace, story_of: Callable[[str], Story]) -> list[Path]:
    """Write the sheets of all classes, or of one chapter's, into a folder, and return the files."""
    records, written = records_at(wanted), []
    folder = Path(wanted.to)
    folder.mkdir(parents=True, exist_ok=True)
    for one in _meant(records, wanted):
        if one.scenario.startswith("market:"):
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
    """Erase all classes, those of one chapter or market or the one of a code, at once; return how many they were."""
    records = records_at(wanted)
    if records.store.far and not wanted.join:
        raise NotKept(f"{records.store.where} may have other schools' classes. Say which to erase: --join CODE.")
    meant = _meant(records, wanted)
    for one in meant:
        records.erase(one.id)
    return len(meant)


def _meant(records: Records, wanted: argparse.Namespace) -> list[ClassRecord]:
    if wanted.join:
        return [of_code(records, wanted.join)]
    name = f"market:{wanted.market}" if wanted.market else wanted.scenario
    return [one for one in records.classes() if not name or one.scenario == name]


__all__ = ["NoRoster", "NotKept", "erase", "start", "write_out"]
