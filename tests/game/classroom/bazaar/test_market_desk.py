import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from engine.bazaar.actions import Ask, Bid, Call, Cap, Pass, Pledge
from engine.errors import BadSnapshot, Refused
from game import cli
from game.classroom.bazaar import sheets
from game.classroom.bazaar.looking_back import LookingBack
from game.classroom.bazaar.square import Square
from game.classroom.bazaar.views import supply
from game.classroom.records import NotKept
from game.classroom.room import State

Stall = Any


async def test_the_teacher_does_all_of_it_on_the_page_and_nobody_else_can(square: Square, stall: Any) -> None:
    async with stall(square) as market:
        pupil, teacher = await market.pupil(), await market.teacher()
        assert (await pupil.post("/teacher/do", what="start"))[0] == 403
        for path in ("/teacher/stream", "/teacher/wall", "/teacher/together", "/teacher/sheets/journal.json"):
            assert (await pupil.get(path))[0] == 403
        await teacher.post("/teacher/do", what="start")
        assert square.state is State.RUNNING
        await teacher.post("/teacher/do", what="cap", price="5000")
        await teacher.post("/teacher/do", what="call", price="4800")
        await teacher.post("/teacher/do", what="strike", shock="frontier")
        await teacher.post("/teacher/do", what="pace", seconds="60")
        await teacher.post("/teacher/do", what="say", text="Look at the  book.")
        state = square.market.state
        assert (state.ceiling, state.agreement, dict(state.shocks), state.pace) == (5000, 4800, {"frontier": 0}, 60)
        assert "Look at the book." in (await pupil.get("/market"))[1]
        await teacher.post("/teacher/do", what="pass")
        assert square.market.state.wave == 1
        await teacher.post("/teacher/do", what="night")
        assert square.market.state.day == 2
        await teacher.post("/teacher/do", what="pace", seconds="0")
        for what, more, why in (
            ("cap", {"price": "5010"}, "goes by"), ("cap", {"price": "-1"}, "whole number"),
            ("strike", {"shock": "frontier"}, "so already"), ("strike", {"shock": "x" * 900}, "could befall"),
            ("pace", {"seconds": "3"}, "10 to 600"),
        ):  # fmt: skip
            status, text = await teacher.post("/teacher/do", what=what, **more)
            assert (status, why in text) == (409, True), (what, more)
        status, text = await teacher.get("/teacher/wall")
        assert square.seats[1].nickname not in text
        assert "at most 5,000" in text
        status, text = await teacher.get("/teacher/together")
        assert square.seats[1].nickname not in text
        assert (await teacher.get("/teacher/sheets/nothing.csv"))[0] == 404


async def test_time_passes_by_itself_where_the_teacher_wishes_it(
    square: Square, stall: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    from engine.bazaar import market as engine_market

    monkeypatch.setattr(engine_market, "FASTEST", 1)
    async with stall(square) as market:
        teacher = await market.teacher()
        await teacher.post("/teacher/do", what="pace", seconds="1")
        await asyncio.sleep(1.5)
        assert square.market.state.wave == 0
        await teacher.post("/teacher/do", what="start")
        async with asyncio.timeout(15):
            while square.market.state.day == 1:
                await asyncio.sleep(0.1)
        await teacher.post("/teacher/do", what="pause")
        stood = square.market.state
        await asyncio.sleep(2)
        assert square.market.state is stood


def test_what_cannot_be_kept_is_not_done(market_on: Square, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.classroom.bazaar import lines

    market_on.take_seat("")
    before = market_on.market.state

    def full(*_: object) -> int:
        raise NotKept("This could not be kept, so it was not done: the disk is full.")

    monkeypatch.setattr(lines.Turn, "keep", full)
    with pytest.raises(Refused, match="disk is full"):
        market_on.do(Ask(1, 4200, 1))
    assert market_on.market.state is before


def test_a_market_that_this_program_cannot_take_up_gets_a_sentence_and_new_begins_another(
    market_on: Square, records: Any, rules: Any
) -> None:
    market_on.take_seat("")
    records.write("UPDATE market SET line=? WHERE number=1", '["ask",9,4200,1,false]')
    with pytest.raises(BadSnapshot, match="not at the market"):
        Square.opened(records, rules, 7, 40)
    assert Square.opened(records, rules, 7, 40, anew=True).market.journal == []


def test_what_is_erased_is_gone_with_every_line(market_on: Square, records: Any) -> None:
    market_on.take_seat("")
    assert len(records.rows("SELECT * FROM market")) == 2
    records.erase(market_on.record.id)
    assert records.rows("SELECT * FROM market") == []


def played(square: Square) -> Square:
    """Play a day with an agreement that one of two keeps and the other breaks, then a day with a ceiling."""
    for _ in range(6):
        square.take_seat("")
    square.do(Call(5500))
    for seat in (1, 3):
        square.do(Pledge(seat))
    square.do(Ask(1, 5500, 20))
    square.do(Pass())
    square.do(Ask(3, 5000, 20))
    square.do(Pass())
    square.night()
    square.do(Call(0))
    square.do(Cap(5000))
    square.do(Ask(1, 6500, 9, True))
    square.do(Bid(2, 4000, 1))
    square.night()
    return square


def test_looking_back_says_who_gained_by_breaking_the_agreement_and_what_the_ceiling_hid(market_on: Square) -> None:
    found = LookingBack(played(market_on))
    (pact,) = found.pacts
    groups = dict(pact.groups)
    assert {name: group.seats for name, group in groups.items()} == {
        "kept it": 1, "joined and broke it": 1, "never joined": 2,
    }  # fmt: skip
    assert pact.first == "day 1, morning"
    assert groups["joined and broke it"].sold > 0
    assert [day.ceiling for day in found.days] == [0, 5000]
    assert found.days[1].closed.hidden + found.days[1].found > 0
    assert found.days[0].closed.fair < found.days[0].price
    assert (
        found.days[0].bought
        == sum(one.amount for one in market_on.chronicle.trades if one.buyer == -1 and one.worth) - found.days[1].bought
    )


def test_what_stood_out_is_picked_from_what_happened_in_this_market(market_on: Square) -> None:
    found = LookingBack(played(market_on)).moments
    told = [(one.when, one.what) for one in found.told()]
    assert sorted(one.at for one in found.told()) == [one.at for one in found.told()]
    dearest = max(market_on.chronicle.trades, key=lambda one: one.price)
    assert any(f"The dearest kilogram: {dearest.price:,} won" in what for _, what in told)
    least = min(market_on.chronicle.days, key=lambda one: one.brought / one.stock)
    assert any(what.startswith(f"Sellers brought least: {least.brought} of") for _, what in told)
    hidden = [one for one in market_on.chronicle.trades if one.hidden]
    assert any("first sale behind the stalls" in what for _, what in told) == bool(hidden)
    assert not [seat.nickname for seat in market_on.seats.values() if seat.nickname in str(told)]


def test_of_a_market_in_which_nothing_happened_nothing_stands_out(market_on: Square) -> None:
    assert LookingBack(market_on).moments.told() == []


def test_supply_tells_how_many_hold_back_without_saying_who(market_on: Square) -> None:
    for _ in range(3):
        market_on.take_seat("")
    before = supply(market_on)
    assert (before.brought, before.holding, before.sellers) == (0, 2, 2)
    market_on.do(Ask(1, 4200, 20))
    after = supply(market_on)
    assert (after.brought, after.holding, after.percent) == (20, 1, round(100 * 20 / 120))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_sheets_agree_with_the_market_and_the_journal_is_replayed_to_the_same_digest(
    market_on: Square, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    square = played(market_on)
    traded = [one for one in rows(sheets.trades(square)) if one["found"] == "0"]
    assert sum(int(one["kg"]) for one in traded) == sum(one.amount for one in square.chronicle.trades)
    assert [one["side"] for one in rows(sheets.orders(square))] == ["sell", "sell", "sell", "buy"]
    assert [int(one["grain"]) for one in rows(sheets.seats(square))] == [
        square.market.state.has(seat).grain for seat in range(1, 7)
    ]
    assert [one["day"] for one in rows(sheets.days(square))] == ["1", "2"]
    path = tmp_path / "journal.json"
    path.write_text(sheets.journal(square), "utf-8")
    assert cli.main(["replay", str(path)]) == 0
    told = capsys.readouterr().out
    assert square.market.state.digest() in told
    assert "the same digest" in told
    held = json.loads(path.read_text("utf-8"))
    for change, why in (
        ({"actions": [*held["actions"], ["ask", 1, 4210, 1, False]]}, "refused now"),
        ({"actions": [["steal", 1]]}, "no action"), ({"actions": [["ask", 1, "x", 1, False]]}, "no action"),
        ({"rules": {}}, "not the rules"), ({"format": 9}, "format 9"), ({"seed": None}, "no seed"),
        ({"digest": "0"}, "another digest"),
    ):  # fmt: skip
        path.write_text(json.dumps({**held, **change}), "utf-8")
        assert cli.main(["replay", str(path)]) == 1
        assert why in capsys.readouterr().out
