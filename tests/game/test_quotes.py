"""The price list: its columns, its sentences, the same in every process, and quiet when nobody reads on."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import cli, quotes
from story import atlas, library

ROOT = Path(__file__).resolve().parents[2]
MARCH = ["--world", "reports", "--from", "2020-03-07", "--to", "2020-03-18"]


def listed(capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, str]]:
    assert cli.main(["prices", *more, "--csv"]) == cli.Exit.OK
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_the_list_has_its_columns_and_a_row_for_each_date_place_and_price(capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed(capsys, *MARCH, "--every", "11")
    assert tuple(rows[0]) == quotes.COLUMNS
    assert len(rows) == 2 * 3 * 8
    assert {row["date"] for row in rows} == {"2020-03-07", "2020-03-18"}
    assert {row["place"] for row in rows} == {"pyongyang", "sinuiju", "hyesan"}
    goods = {row["id"]: row["unit"] for row in rows if row["kind"] == "good"}
    assert goods == dict.fromkeys(["rice", "maize", "pork", "petrol", "diesel"], "kg")
    assert {row["id"] for row in rows if row["kind"] == "currency"} == {"USD", "CNY", "JPY"}
    assert all(0 < float(row["bid"]) < float(row["ask"]) for row in rows)


def test_a_longer_list_tells_the_same_of_a_day_as_a_shorter_one(capsys: pytest.CaptureFixture[str]) -> None:
    short = listed(capsys, *MARCH, "--seed", "8")
    long = listed(capsys, "--world", "reports", "--from", "2019-06-01", "--seed", "8")
    assert [row for row in long if "2020-03-07" <= row["date"] <= "2020-03-18"] == short
    assert listed(capsys, *MARCH, "--seed", "9") != short


def test_without_csv_it_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["prices", *MARCH]) == cli.Exit.OK
    head, first = capsys.readouterr().out.splitlines()[:2]
    assert head.split() == list(quotes.COLUMNS)
    assert first.split()[:5] == ["2020-03-07", "pyongyang", "good", "rice", "kg"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["--world", "report"], "There is no world 'report'. Did you mean reports?"),
        (["--world", "../x"], f"There is no world '../x'. There are: {', '.join(atlas.worlds())}."),
        (
            ["--world", "hyesan_1995"],
            "The world hyesan_1995 has no prices by date: its markets open with the chapters that include it.",
        ),
        (["--world", "reports", "--from", "2020-02-30"], "The calendar has no day 2020-02-30."),
        (
            ["--world", "reports", "--to", "20200101"],
            "A date is written year-month-day, such as 2020-03-07, not '20200101'.",
        ),
        (
            ["--world", "reports", "--from", "2011-12-31"],
            "The world reports has prices from 2012-01-01 to 2020-04-30; 2011-12-31 lies outside.",
        ),
        (
            ["--world", "reports", "--to", "2020-05-01"],
            "The world reports has prices from 2012-01-01 to 2020-04-30; 2020-05-01 lies outside.",
        ),
        (
            ["--world", "reports", "--from", "2020-02-02", "--to", "2020-02-01"],
            "The list would end before it begins: 2020-02-01 is earlier than 2020-02-02.",
        ),
        (["--world", "reports", "--every", "0"], "Every 0 days is no list: write --every 1 or more."),
        (["--world", "reports", "--every", "1.5"], "For days a whole number is wanted, such as 7, not '1.5'."),
        (["--world", "reports", "--seed", "x"], "For a seed a whole number is wanted, such as 7, not 'x'."),
    ],
)
def test_what_cannot_be_listed_gets_one_sentence(
    asked: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["prices", *asked, "--csv"]) == cli.Exit.REFUSED
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", sentence + "\n")


def command(*more: str) -> list[str]:
    return [sys.executable, str(ROOT / "main.py"), "prices", "--world", "reports", "--csv", *more]


def test_every_process_lists_the_same() -> None:
    said = []
    for hashing in ("0", "1"):
        kept = os.environ | {"PYTHONHASHSEED": hashing}
        done = subprocess.run(command("--from", "2019-12-01"), cwd=ROOT, env=kept, capture_output=True, check=True)
        said.append(done.stdout)
    assert said[0] == said[1]
    assert len(said[0].splitlines()) == 1 + 152 * 24


def test_a_reader_who_stops_hears_nothing_more() -> None:
    with subprocess.Popen(command(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"date,place,kind,id,unit,bid,ask\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == cli.Exit.PIPE


def test_a_world_of_ones_own_is_listed_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "worlds").mkdir()
    text = (library.HOME / "worlds" / "reports.yaml").read_text("utf-8")
    (tmp_path / "worlds" / "mine.yaml").write_text(text, encoding="utf-8")
    line = ["--from", "2017-01-01", "--to", "2017-01-02", "--csv"]
    assert cli.main(["prices", "--world", "mine", "--stories", str(tmp_path), *line]) == cli.Exit.OK
    mine = capsys.readouterr().out
    assert cli.main(["prices", "--world", "reports", *line]) == cli.Exit.OK
    assert capsys.readouterr().out == mine
    assert cli.main(["prices", "--world", "mine", *line]) == cli.Exit.REFUSED
