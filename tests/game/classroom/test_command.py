import os
import re
import signal
import sys
import time
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from game import cli

ROOT = Path(__file__).resolve().parents[3]


def asked(browser: urllib.request.OpenerDirector, address: str, path: str, **form: str) -> str:
    request = urllib.request.Request(address + path, urlencode(form).encode() if form else None)
    if form:
        request.add_header("Origin", address)
    return str(browser.open(request, timeout=20).read().decode())


@pytest.mark.slow
def test_after_kill_nine_the_same_command_has_everybody_back_where_they_were(
    tmp_path: Path, started: Any, ended: Any
) -> None:
    jar = CookieJar()
    pupil = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    teacher = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    child, address, code, password = started(tmp_path)
    try:
        asked(pupil, address, "/join", code=code, nickname="")
        asked(teacher, address, "/teacher/in", password=password)
        asked(teacher, address, "/teacher/do", what="start")
        page = asked(pupil, address, "/plain")
        choice = re.search(r'name="line" value="(\w+)"', page)
        assert choice is not None
        done = asked(pupil, address, "/plain", line=choice[1], at="0")
        assert 'name="at" value="1"' in done
        port = address.rpartition(":")[2]
    finally:
        ended(child, signal.SIGKILL)
    child, address, again, _ = started(tmp_path, "--port", port)
    try:
        assert again == code
        page = asked(pupil, address, "/plain")
        assert 'name="at" value="1"' in page
    finally:
        ended(child, signal.SIGTERM)


@pytest.mark.slow
def test_what_a_class_left_is_written_out_and_then_erased(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.classroom.records import Records
    from game.classroom.room import Room, State
    from game.shelf import from_library

    records = Records(home / "classroom" / "classes.sqlite")
    room = Room.opened(records, from_library("pork_soup"), 11, 30)
    room.set_state(State.RUNNING)
    play = room.play_of(room.take_seat("")[0])
    play.choose(next(option.id for option in play.options() if not option.barred))
    records.close()

    assert cli.main(["classroom", "export", "--to", str(tmp_path / "out")]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [name.removeprefix("pork_soup-1-") for name in names] == [
        "actions.csv", "debrief.html", "journals.zip", "seats.csv",
    ]  # fmt: skip

    import zipfile

    with zipfile.ZipFile(tmp_path / "out" / "pork_soup-1-journals.zip") as pack:
        pack.extractall(tmp_path)
    assert cli.main(["replay", str(tmp_path / "seat-01.json")]) == 0
    assert "the same digest" in capsys.readouterr().out
    assert cli.main(["classroom", "erase"]) == 0
    assert "Erased: 1." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["classroom"], "Name a chapter"),
        (["classroom", "--scenario", "no_such_chapter"], "no_such_chapter"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    assert word in capsys.readouterr().err


def test_how_long_a_class_is_kept_is_written_in_days() -> None:
    assert cli.parser().parse_args(["classroom", "--keep", "7d"]).keep == 7
    with pytest.raises(SystemExit):
        cli.parser().parse_args(["classroom", "--keep", "soon"])


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["sqlite", "postgres"])
def test_when_one_of_two_servers_is_killed_its_pupils_go_on_at_the_other(
    tmp_path: Path, address: str, started: Any, ended: Any
) -> None:
    pupil = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    teacher = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    first, at, code, password = started(tmp_path, "--database", address)
    second, other, same, known = started(tmp_path, "--database", address, "--join", code)
    try:
        assert (same, known) == (code, "as")
        asked(pupil, at, "/join", code=code, nickname="")
        asked(teacher, other, "/teacher/in", password=password)
        asked(teacher, other, "/teacher/do", what="start")
        choice = None
        for _ in range(20):
            if choice := re.search(r'name="line" value="(\w+)"', asked(pupil, at, "/plain")):
                break
            time.sleep(0.1)
        assert choice is not None
        asked(pupil, at, "/plain", line=choice[1], at="0")
        ended(first, signal.SIGKILL)
        assert 'name="at" value="1"' in asked(pupil, other, "/plain")
        choice = re.search(r'name="line" value="(\w+)"', asked(pupil, other, "/plain"))
        assert choice is not None
        page = asked(pupil, other, "/plain", line=choice[1], at="1")
        assert 'name="at" value="2"' in page
        # Where the servers have different addresses, no cookie goes along: the three words do.
        word = re.search(r"your three words: ([a-z-]+)", page)
        assert word is not None
        device = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        asked(device, other, "/back", code=code, word=word[1])
        assert 'name="at" value="2"' in asked(device, other, "/plain")
        assert "Take a seat" in asked(pupil, other, "/plain")
    finally:
        ended(second, signal.SIGTERM)
        if first.poll() is None:
            ended(first, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares a port out between processes")
def test_two_processes_serve_one_class_at_one_address_and_one_that_is_killed_is_begun_again(
    tmp_path: Path, started: Any, ended: Any
) -> None:
    child, at, code, password = started(tmp_path, "--processes", "2", "--seed", "11")

    def helpers() -> list[int]:
        tasks = Path(f"/proc/{child.pid}/task").glob("*/children")
        named = [int(pid) for task in tasks for pid in task.read_text().split()]
        return [pid for pid in named if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def wait(holds: Callable[[], object]) -> None:
        until = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < until
            time.sleep(0.1)

    def listening(pid: int) -> bool:
        return any("socket" in str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink())

    try:
        wait(lambda: helpers() and listening(helpers()[0]))
        teacher = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        asked(teacher, at, "/teacher/in", password=password)
        asked(teacher, at, "/teacher/do", what="start")
        # Each request is a connection of its own, so that both processes have their part.
        for _ in range(6):
            pupil = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            asked(pupil, at, "/join", code=code, nickname="")
            for _ in range(4):
                assert "Take your seat" not in asked(pupil, at, "/plain")
        (before,) = helpers()
        os.kill(before, signal.SIGKILL)
        wait(lambda: helpers() and helpers() != [before])
        assert code not in asked(pupil, at, "/")
    finally:
        helper = (helpers() or [0])[0]
        ended(child, signal.SIGKILL)
    # Whoever helped one that was killed does not stay behind.
    wait(lambda: not Path(f"/proc/{helper}").exists() or "Z" in Path(f"/proc/{helper}/stat").read_text().split()[2])
