"""Bad days of a district: a real PostgreSQL that stops in mid-lesson and comes back, and one whose disk is full."""

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Refused
from engine.session import Session, Story
from game.classroom.records import Records
from game.classroom.room import Room, State
from game.classroom.store import store_at

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow


class Cluster:
    """A PostgreSQL of the test's own, which it may stop."""

    def __init__(self, at: Path) -> None:
        self.at = at
        told = subprocess.run([ROOT / ".ci" / "postgres", "start", at], capture_output=True, text=True, check=True)
        self.address = told.stdout.strip()
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)

    def _ctl(self, *what: str) -> None:
        assert self.bin is not None
        owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        command = [*owner, self.bin / "pg_ctl", f"--pgdata={self.at / 'data'}", "--wait", "--timeout=60", *what]
        subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, check=True)

    def stop(self) -> None:
        self._ctl("--mode=immediate", "stop")

    def start(self) -> None:
        port = self.address.rpartition(":")[2].partition("/")[0]
        how = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories="
        self._ctl(f"--log={self.at / 'log'}", f"--options={how}", "start")

    def end(self) -> None:
        subprocess.run([ROOT / ".ci" / "postgres", "stop", self.at], check=True)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    if not os.environ.get("JANGMADANG_POSTGRES") or not Path("/usr/lib/postgresql").is_dir():
        pytest.skip("no PostgreSQL of our own can be started and stopped here")
    # Its owner, who is not root, must be able to come in.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        made = Cluster(Path(folder) / "it")
        try:
            yield made
        finally:
            made.end()


async def test_a_database_that_is_stopped_in_mid_lesson_stops_play_with_a_word_and_goes_on_when_it_is_back(
    cluster: Cluster, story: Story, serve: Any
) -> None:
    records = Records(store_at(cluster.address, Path()))
    room = Room.opened(records, story, 7, 40)
    room.set_state(State.RUNNING)
    try:
        async with serve(room) as served:
            pupils = [await served.pupil() for _ in range(2)]
            plain, terminal = pupils
            first = room.play_of(room.seats[1]).options()[0].id
            await plain.post("/plain", line=first, at="0")
            await terminal.open()
            await terminal.until(" 1 ")
            before = [seat.play.session.digest() if seat.play else "" for seat in room.seats.values()]

            await asyncio.to_thread(cluster.stop)
            for _ in range(2):
                status, text = await plain.post("/plain", line="1", at="1")
                assert status in (200, 503)
                assert re.search("does not answer|do not answer", text), text[-2000:]
            await terminal.press("1")
            await terminal.until("database", 30)
            stranger = await served.stranger()
            status, text = await stranger.post("/join", code=room.record.code, nickname="")
            assert status == 409
            assert "does not answer" in text
            assert [seat.play.session.digest() for seat in room.seats.values()] == before

            await asyncio.to_thread(cluster.start)

            async def acts(pupil: Any, at: str) -> bool:
                return f'name="at" value="{int(at) + 1}"' in (await pupil.post("/plain", line="1", at=at))[1]

            async with asyncio.timeout(30):
                while not await acts(plain, "1"):
                    await asyncio.sleep(0.2)
            async with asyncio.timeout(30):
                while not await acts(terminal, "0"):
                    await asyncio.sleep(0.2)
            # What the records have is what the pages show, no more and nothing twice.
            for seat in room.seats.values():
                again = Session(story, seat.record.seed)
                kept = records.actions(room.record.id, seat.number)
                for one in kept:
                    again.act(one.action)
                assert again.digest() == seat.play.session.digest()
            assert [len(records.actions(room.record.id, number)) for number in (1, 2)] == [2, 1]
    finally:
        records.close()


@pytest.fixture
def tiny_disk() -> Iterator[Path]:
    """A disk of a few megabytes, where the machine lets one be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=8m", "none", at], check=False, capture_output=True
        )
        if mounted.returncode:
            pytest.skip("no disk can be mounted here")
        at.chmod(0o755)
        shutil.chown(at, "postgres")
        try:
            yield at
        finally:
            subprocess.run(["umount", "--lazy", at], check=True)


def test_on_a_full_disk_of_the_database_nothing_is_half_kept_and_it_goes_on_once_there_is_room(
    cluster: Cluster, tiny_disk: Path, tiny: Story
) -> None:
    import psycopg

    room_for_it = tiny_disk / "space"
    room_for_it.mkdir(0o700)
    shutil.chown(room_for_it, "postgres")
    with psycopg.connect(cluster.address, autocommit=True) as made:
        made.execute(f"CREATE TABLESPACE small LOCATION '{room_for_it}'")
        made.execute("CREATE SCHEMA classes")
        made.execute("ALTER ROLE jangmadang SET default_tablespace = 'small'")
    records = Records(store_at(f"{cluster.address}?options=-csearch_path%3Dclasses", Path()))
    room = Room.opened(records, tiny, 7, 40)
    room.set_state(State.RUNNING)
    seat, _ = room.take_seat("")
    play = room.play_of(seat)
    play.choose("take")
    stuffing = tiny_disk / "stuffing"
    with stuffing.open("wb", buffering=0) as file:
        try:
            while file.write(b"\1" * 4096):
                pass
        except OSError:
            pass
    refused = None
    for number in range(2000):
        before = play.session.digest()
        try:
            # Something that can be done again and again, until the page of the table is full too.
            play.set_dial("price", 600 + 50 * (number % 2))
        except Refused as no:
            refused = no
            break
    assert refused is not None
    assert "the disk of the database is full" in str(refused)
    assert play.session.digest() == before
    kept = records.actions(room.record.id, seat.number)
    assert [one.action for one in kept] == play.session.journal
    stuffing.unlink()
    play.choose("one_day")
    assert [one.action for one in records.actions(room.record.id, seat.number)] == play.session.journal
    records.close()
