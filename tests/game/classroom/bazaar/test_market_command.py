import json
import random
import signal
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from game import cli

ROOT = Path(__file__).resolve().parents[4]


def browser() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def asked(who: urllib.request.OpenerDirector, address: str, path: str, **form: str) -> str:
    request = urllib.request.Request(address + path, urlencode(form).encode() if form else None)
    if form:
        request.add_header("Origin", address)
    return str(who.open(request, timeout=20).read().decode("utf-8-sig"))


@pytest.mark.slow
def test_after_kill_nine_the_same_command_has_the_same_market_which_is_then_exported_replayed_and_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], started: Any, ended: Any
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


class Bot:
    """A pupil by forms alone, who moves to another server with the same cookies when its own has gone."""

    def __init__(self, servers: list[str], at: int, code: str, luck: int) -> None:
        self.servers, self.at, self.who, self.luck = servers, at, browser(), random.Random(luck)
        asked(self.who, self.servers[at], "/join", code=code, nickname="")
        self.placed = 0

    def order(self, side: str, amount: int, price: int) -> bool:
        """Place an order; return whether the market took it."""
        form = {"side": side, "amount": str(amount), "price": str(price), "at": str(self.placed)}
        try:
            asked(self.who, self.servers[self.at], "/market", what="order", by_script="yes", **form)
        except urllib.error.HTTPError as refused:
            # Anything but a refusal in the market's words has no "placed".
            told = json.loads(refused.read())
            self.placed = told["placed"]
            return False
        except OSError:
            # Its server was killed; whether the order was kept is not known here.
            self.at = 1 - self.at
            return False
        self.placed += 1
        return True

    def plays(self, orders: int) -> int:
        side = self.luck.choice(("buy", "sell"))
        prices = (4100, 4200, 4300)
        return sum(self.order(side, self.luck.randint(1, 3), self.luck.choice(prices)) for _ in range(orders))


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["sqlite", "postgres"])
def test_bots_at_two_servers_of_which_one_is_killed_leave_one_market_that_every_server_replays(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str], started: Any, ended: Any
) -> None:
    first, at, code, password = started(tmp_path, "--database", address, "--seed", "11")
    second, other, same, known = started(tmp_path, "--database", address, "--join", code)
    third = None
    try:
        assert (same, known) == (code, "as")
        teacher = browser()
        asked(teacher, other, "/teacher/in", password=password)
        asked(teacher, other, "/teacher/do", what="start")
        bots = [Bot([at, other], number % 2, code, number) for number in range(6)]
        with ThreadPoolExecutor(6) as pool:
            assert sum(pool.map(lambda bot: bot.plays(4), bots)) > 6
            asked(teacher, other, "/teacher/do", what="pass")
            playing = [pool.submit(bot.plays, 60) for bot in bots]
            time.sleep(0.1)
            ended(first, signal.SIGKILL)
            assert sum(one.result() for one in playing) > 6
        assert {bot.at for bot in bots} == {1}
        for bot in bots:
            assert "Take a seat" not in asked(bot.who, other, "/market"), "the seat is there at the other server"
        asked(teacher, other, "/teacher/do", what="night")
        third, again, same, _ = started(tmp_path, "--database", address, "--join", code)
        assert same == code
        kept = [asked(teacher, one, "/teacher/sheets/journal.json") for one in (other, again)]
        assert kept[0] == kept[1]
        assert json.loads(kept[0])["actions"].count(["pass"]) == 4
        path = tmp_path / "journal.json"
        path.write_text(kept[0], "utf-8")
        assert cli.main(["replay", str(path)]) == 0
        assert "the same digest" in capsys.readouterr().out
    finally:
        for child in (first, second, third):
            if child is not None and child.poll() is None:
                ended(child, signal.SIGTERM)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares a port out between processes")
def test_two_processes_of_one_laptop_serve_one_market(tmp_path: Path, started: Any, ended: Any) -> None:
    child, at, code, password = started(tmp_path, "--processes", "2", "--seed", "11")
    try:
        teacher = browser()
        asked(teacher, at, "/teacher/in", password=password)
        asked(teacher, at, "/teacher/do", what="start")
        bots = [Bot([at, at], 0, code, number) for number in range(4)]
        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(lambda bot: bot.plays(4), bots)) > 4
        kept = {asked(teacher, at, "/teacher/sheets/orders.csv") for _ in range(6)}
        orders = max(len(one.splitlines()) for one in kept)
        assert orders == 1 + sum(bot.placed for bot in bots)
    finally:
        ended(child, signal.SIGTERM)


@pytest.mark.parametrize("backend", ["sqlite", "postgres"])
def test_what_cannot_be_joined_or_begun_gets_a_sentence(
    backend: str, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.classroom.records import Records
    from game.classroom.store import store_at

    where = ["--database", address]
    records = Records(store_at(address, Path(address)))
    chapter = records.open_class("pork_soup", "", 7, "meduva", 40)
    market = records.open_class("market:hyesan_rice", "", 7, "bukano", 40)
    records.close()
    assert cli.main(["classroom", "--market", "--join", chapter.code, *where]) == 2
    assert "leave out --market" in capsys.readouterr().err
    assert cli.main(["classroom", "--join", "nosuch", *where]) == 2
    assert "has the code 'nosuch'" in capsys.readouterr().err
    assert cli.main(["classroom", "--join", market.code, *where]) == 2
    assert "has no market" in capsys.readouterr().err
    if backend == "postgres":
        assert cli.main(["classroom", "--market", *where]) == 2
        told = capsys.readouterr().err
        assert "bukano" in told
        assert "--join CODE" in told
