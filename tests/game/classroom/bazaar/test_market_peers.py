"""Several servers of one market: one book, one order of actions, which the records give; each can be killed."""

import asyncio
import json
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from typing import Any

import pytest

from engine.bazaar.actions import Ask, Bid, Cap, Pass
from engine.bazaar.rules import Rules
from engine.errors import Refused
from game.classroom import peers
from game.classroom.bazaar import sheets
from game.classroom.bazaar.journal import replayed
from game.classroom.bazaar.square import Square
from game.classroom.records import NotKept, Records
from game.classroom.room import State
from game.classroom.store import Run

Opened = Callable[[], Records]
SOON = 2.0
"""Seconds: one that is promised, and one for a busy machine."""


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def squares(opened: Opened, rules: Rules) -> tuple[Square, Square]:
    first = Square.opened(opened(), rules, 7, 40)
    first.set_state(State.RUNNING)
    return first, Square.taken_up(opened(), first.record)


async def until(holds: Callable[[], object], seconds: float = SOON) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


def acted(square: Square, seat: int, luck: random.Random) -> bool:
    """Have a bot do something that may or may not be allowed; return whether it was."""
    state = square.market.state
    price = state.last + luck.choice((-100, -50, 0, 50, 100))
    kind = Ask if square.rules.role_of(seat).sells else Bid
    try:
        square.do(kind(seat, price, luck.randint(1, 3), bool(state.ceiling)))
    except Refused:
        return False
    return True


def test_bots_at_two_servers_at_once_make_one_market_and_a_third_replays_it(
    squares: tuple[Square, Square], opened: Opened
) -> None:
    first, second = squares
    for number in range(8):
        squares[number % 2].take_seat("")
    for square in squares:
        square.look()
        square.catch_up()
    assert [seat.number for seat in second.seats.values()] == list(range(1, 9))

    def plays(square: Square, seat: int, day: int) -> int:
        luck = random.Random(10 * seat + day)
        return sum(acted(square, seat, luck) for _ in range(4))

    with ThreadPoolExecutor(8) as pool:
        for hour in range(3):
            both = [pool.submit(plays, squares[seat % 2], seat, hour) for seat in range(1, 9)]
            assert sum(one.result() for one in both) > 8, f"hour {hour}"
            squares[0].do(Pass())
    # The first is killed: nothing of it is left but the records.
    for seat in range(1, 9):
        acted(second, seat, random.Random(seat))
    second.do(Cap(5000))
    second.night()
    third = Square.taken_up(opened(), first.record)
    first.catch_up()
    digests = {square.market.state.digest() for square in (first, second, third)}
    assert len(digests) == 1
    assert len({sheets.journal(square) for square in (first, second, third)}) == 1
    assert len({sheets.orders(square) for square in (first, second, third)}) == 1
    assert list(first.chronicle.told) == list(second.chronicle.told) == list(third.chronicle.told)
    market, digest = replayed(json.loads(sheets.journal(third)))
    assert {market.state.digest(), digest} == digests
    numbers = [row[0] for row in third.records.rows("SELECT number FROM market WHERE class=? ORDER BY number", 1)]
    assert numbers == list(range(len(third.market.journal) + 1))


def test_an_order_meets_what_was_placed_at_the_other_server_a_moment_before(squares: tuple[Square, Square]) -> None:
    first, second = squares
    first.take_seat("")
    second.look()
    second.take_seat("")
    first.do(Ask(1, 4200, 3))
    # Nothing has told the second server of it.
    assert second.market.state.asks == ()
    second.do(Bid(2, 4300, 3))
    assert [(one.buyer, one.seller, one.price) for one in second.chronicle.trades] == [(2, 1, 4200)]
    with pytest.raises(Refused, match="sent already"):
        first.do(Ask(1, 4200, 3), at=0)


def test_a_pause_at_one_server_holds_at_the_other_before_it_was_told(squares: tuple[Square, Square]) -> None:
    first, second = squares
    first.take_seat("")
    second.look()
    first.set_state(State.PAUSED)
    with pytest.raises(Refused, match="paused the class"):
        second.do(Ask(1, 4200, 1))
    assert second.state is State.PAUSED


def test_time_that_two_servers_let_pass_at_once_passes_once(squares: tuple[Square, Square]) -> None:
    first, second = squares
    first.do(Pass(), stood=(1, 0))
    with pytest.raises(Refused, match="Time has passed"):
        second.do(Pass(), stood=(1, 0))
    assert second.stood == first.stood == (1, 1)


def test_an_order_that_was_kept_though_nobody_could_say_so_is_not_placed_twice(
    squares: tuple[Square, Square], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = squares
    first.take_seat("")
    whole = first.records.store.whole

    @contextmanager
    def cut_off(of: int = 0) -> Iterator[Run]:
        with whole(of) as run:
            yield run
        raise NotKept("The database does not answer.")

    monkeypatch.setattr(first.records.store, "whole", cut_off)
    with pytest.raises(Refused, match="does not answer"):
        first.do(Ask(1, 4200, 2), at=0)
    assert first.market.state.asks == ()
    monkeypatch.undo()
    with pytest.raises(Refused, match="sent already"):
        first.do(Ask(1, 4200, 2), at=0)
    assert [one.amount for one in first.market.state.asks] == [2]


def test_a_server_that_cannot_follow_says_so_and_does_nothing_more(squares: tuple[Square, Square]) -> None:
    first, second = squares
    first.take_seat("")
    number = len(first.market.journal) + 1
    first.records.write("INSERT INTO market VALUES (1,?,?,0)", number, '["ask",9,4200,1,false]')
    with pytest.raises(Refused, match="cannot be taken up by this version"):
        second.do(Pass())
    assert "9" in second.trouble or "market" in second.trouble
    with pytest.raises(Refused, match="cannot be taken up"):
        first.do(Pass())
    assert first.stood == (1, 0)


def test_a_market_that_was_erased_by_another_server_is_over(squares: tuple[Square, Square]) -> None:
    first, second = squares
    first.take_seat("")
    second.records.erase(1)
    with pytest.raises(Refused, match="was erased"):
        first.do(Ask(1, 4200, 1))
    assert first.look()
    assert first.state is State.STOPPED


async def test_pupils_of_two_servers_see_one_book_and_the_teacher_of_either_sees_who_is_there(
    squares: tuple[Square, Square], stall: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "HEARD", 1.0)
    async with AsyncExitStack() as stack:
        first, second = [await stack.enter_async_context(stall(square)) for square in squares]
        seller, cook = await first.pupil(), await second.pupil()
        await until(lambda: len(second.square.market.state.traders) == 2 == len(first.square.market.state.traders))
        async with cook.http.get("/market/stream") as stream:

            async def told() -> dict[str, str]:
                async with asyncio.timeout(SOON + 1):
                    line = await stream.content.readline()
                    await stream.content.readline()
                parts: dict[str, str] = json.loads(line.decode().removeprefix("data: "))["parts"]
                return parts

            assert "nobody offers" in (await told())["book"]
            await seller.post("/market", what="order", side="sell", amount="4", price="4300", at="0")
            while "4,300" not in (await told()).get("book", ""):
                pass
            await until(lambda: first.square.seats[2].there, 6)
            teacher = await first.teacher()
            _, text = await teacher.get("/teacher")
            assert text.count('class="here"') == 1
            await teacher.post("/teacher/do", what="pause")
            await until(lambda: second.square.state is State.PAUSED)
        await until(lambda: not first.square.seats[2].there, 6)


async def test_time_goes_on_by_itself_at_the_server_that_is_left(
    squares: tuple[Square, Square], stall: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.bazaar import market as engine_market
    from engine.bazaar.actions import Pace

    monkeypatch.setattr(engine_market, "FASTEST", 1)
    squares[0].do(Pace(1))
    async with stall(squares[1]) as left:
        async with stall(squares[0]) as other:
            await until(lambda: other.square.stood >= (1, 2), 8)
            passed = [one for one in other.square.market.journal if isinstance(one, Pass)]
            assert len(passed) == other.square.stood[1], "each hour came once"
        stood = left.square.stood
        await until(lambda: left.square.stood > stood, 6)
    kept = squares[0].records.rows("SELECT line FROM market WHERE line=?", '["pass"]')
    days, hours = left.square.stood
    assert len(kept) == (days - 1) * 4 + hours
