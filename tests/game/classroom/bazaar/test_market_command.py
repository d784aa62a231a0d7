import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from game import cli

ROOT = Path(__file__).resolve().parents[4]


def started(home: Path, *more: str) -> tuple[subprocess.Popen[str], str, str, str]:
    """Return a market in a process of its own, with its address, code and password as it printed them."""
    command = [sys.executable, "main.py", "classroom", "--market", "--bind", "127.0.0.1", "--port", "0", *more]
    child = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "JANGMADANG_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    told = ""
    assert child.stdout is not None
    while "Ctrl-C stops" not in told:
        line = child.stdout.readline()
        assert line, told
        told += line
    found = re.search(r"On the board: +(\S+) +code: (\w+)", told)
    password = re.search(r"password: (\S+)", told)
    assert found is not None
    assert password is not None
    return child, found[1], found[2], password[1]


def ended(child: subprocess.Popen[str], how: signal.Signals) -> None:
    child.send_signal(how)
    child.wait(20)
    assert child.stdout is not None
    child.stdout.close()


def browser() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def asked(who: urllib.request.OpenerDirector, address: str, path: str, **form: str) -> str:
    request = urllib.request.Request(address + path, urlencode(form).encode() if form else None)
    if form:
        request.add_header("Origin", address)
    return str(who.open(request, timeout=20).read().decode("utf-8-sig"))


@pytest.mark.slow
def test_after_kill_nine_the_same_command_has_the_same_market_which_is_then_exported_replayed_and_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pupil, teacher = browser(), browser()
    child, address, code, password = started(tmp_path, "--seed", "11")
    try:
        asked(pupil, address, "/join", code=code, nickname="")
        asked(teacher, address, "/teacher/in", password=password)
        asked(teacher, address, "/teacher/do", what="start")
        page = asked(pupil, address, "/market", what="order", side="sell", amount="7", price="4200", at="0")
        assert "7 kg at 4,200" in page
        asked(teacher, address, "/teacher/do", what="cap", price="5000")
        before = json.loads(asked(teacher, address, "/teacher/sheets/journal.json"))
    finally:
        ended(child, signal.SIGKILL)
    child, address, again, _ = started(tmp_path, "--port", address.rpartition(":")[2])
    try:
        assert again == code
        page = asked(pupil, address, "/market")
        assert "7 kg at 4,200" in page
        assert "ordered: at most 5,000" in page
        # The password is new, the teacher's cookie is not.
        assert json.loads(asked(teacher, address, "/teacher/sheets/journal.json")) == before
        asked(teacher, address, "/teacher/do", what="night")
    finally:
        ended(child, signal.SIGTERM)

    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    assert cli.main(["classroom", "export", "--market", "--to", str(tmp_path / "out")]) == 0
    names = sorted(path.name.removeprefix("hyesan_rice-1-") for path in (tmp_path / "out").iterdir())
    assert names == ["days.csv", "debrief.html", "journal.json", "orders.csv", "seats.csv", "trades.csv"]
    assert cli.main(["replay", str(tmp_path / "out" / "hyesan_rice-1-journal.json")]) == 0
    assert "the same digest" in capsys.readouterr().out
    assert cli.main(["classroom", "erase", "--market"]) == 0
    assert "Erased: 1." in capsys.readouterr().out
    assert cli.main(["classroom", "export", "--to", str(tmp_path / "none")]) == 0
    assert list((tmp_path / "none").iterdir()) == []
