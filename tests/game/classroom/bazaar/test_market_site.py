import asyncio
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from engine.bazaar.actions import Ask, Pass
from game.classroom.bazaar.square import Square
from game.classroom.room import State

Stall = Any


async def order(
    pupil: Any, side: str = "sell", amount: str = "2", price: str = "4200", at: str = "0", **more: str
) -> Any:
    return await pupil.post("/market", what="order", side=side, amount=amount, price=price, at=at, **more)


async def test_a_pupil_joins_offers_is_bought_from_and_takes_the_rest_back_by_forms_alone(market: Stall) -> None:
    seller, cook = await market.pupil(), await market.pupil()
    status, text = await seller.get("/market")
    assert status == 200
    assert "a seller of rice" in text
    status, text = await order(seller, amount="5")
    assert "5 kg at 4,200" in text
    status, text = await order(cook, "buy", amount="3")
    assert "Bought 3 kg at 4,200 from somebody in the class: 12,600 won." in text
    assert market.square.market.state.has(2) == (80_000 - 12_600, 9)
    status, text = await seller.get("/market")
    found = re.search(r'name="order" value="(\d+)"', text)
    assert found is not None
    status, text = await seller.post("/market", what="cancel", order=found[1])
    assert "None in the book" in text
    assert market.square.market.state.asks == ()


async def test_the_effect_is_told_before_an_order_is_placed_and_nothing_is_done(market: Stall) -> None:
    seller, cook = await market.pupil(), await market.pupil()
    await order(seller, amount="2")
    before = market.square.market.state.digest()
    _, text = await cook.get("/market/effect?side=buy&amount=3&price=4200")
    told = json.loads(text)
    assert told["may"]
    assert told["said"].startswith(
        "Buys 2 kg at once for 8,400 won (4,200 a kilogram). 1 kg waits in the book at 4,200"
    )
    _status, text = await cook.post("/market", what="look", side="buy", amount="3", price="4200", at="0")
    assert "Buys 2 kg at once" in text
    assert market.square.market.state.digest() == before


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"amount": "-3"}, "whole number"), ({"amount": "NaN"}, "whole number"), ({"amount": "1e9"}, "whole number"),
        ({"amount": "999999999999"}, "whole number"), ({"amount": "99999999"}, "1 to 9,999"), ({"amount": "0"}, "1 to"),
        ({"amount": "61"}, "You have 60 kg"), ({"amount": "²"}, "whole number"), ({"amount": ""}, "whole number"),
        ({"price": "4210"}, "go by 50"), ({"price": "0"}, "A price lies"), ({"price": "inf"}, "whole number"),
        ({"price": "20050"}, "A price lies"), ({"side": "steal"}, "buy or sell"), ({"at": "7"}, "sent already"),
        ({"at": ""}, "whole number"), ({"side": "buy", "amount": "5"}, "enough for 4 kg"),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_gets_a_sentence_and_changes_nothing(
    market: Stall, form: dict[str, str], why: str
) -> None:
    pupil = await market.pupil()
    before = market.square.market.state.digest()
    status, text = await order(pupil, **form)
    assert status == 409
    assert why in text
    assert market.square.market.state.digest() == before


async def test_a_form_that_is_sent_twice_places_one_order(market: Stall) -> None:
    pupil = await market.pupil()
    assert (await order(pupil))[0] == 200
    assert (await order(pupil))[0] == 409
    assert len(market.square.market.state.asks) == 1


async def test_nobody_touches_anothers_order_nor_comes_in_without_a_seat(market: Stall) -> None:
    one, other, stranger = await market.pupil(), await market.pupil(), await market.stranger()
    await order(one)
    number = market.square.market.state.asks[0].number
    assert (await other.post("/market", what="cancel", order=str(number)))[0] == 409
    assert len(market.square.market.state.asks) == 1
    _status, text = await order(stranger)
    assert "Take a seat" in text
    assert len(market.square.market.state.asks) == 1
    async with one.http.post("/market", data={"what": "cancel"}, headers={"Origin": "http://elsewhere"}) as answer:
        assert answer.status == 403


async def test_nothing_is_done_before_the_class_begins_while_it_rests_and_after_it_is_over(
    square: Square, stall: Any
) -> None:
    async with stall(square) as market:
        pupil = await market.pupil()
        assert "not begun yet" in (await order(pupil))[1]
        square.set_state(State.RUNNING)
        square.set_state(State.PAUSED)
        assert "paused the class" in (await order(pupil))[1]
        square.set_state(State.RUNNING)
        assert (await order(pupil))[0] == 200
        square.set_state(State.STOPPED)
        status, text = await order(pupil, at="1")
        assert status == 409
        assert "The class is over." in text
        assert (await pupil.get("/market/debrief"))[0] == 200


async def test_a_flood_of_one_seat_is_held_back_and_the_others_are_not(market: Stall) -> None:
    one, other = await market.pupil(), await market.pupil()
    answers = await asyncio.gather(*(order(one, amount="0") for _ in range(60)))
    assert sum("very many at once" in text for _, text in answers) >= 10
    assert (await order(other, "buy", "1"))[0] == 200


async def test_no_more_pages_are_kept_fresh_than_a_class_can_need(market: Stall) -> None:
    pupil = await market.pupil()
    market.square.record = replace(market.square.record, seats=-9)
    streams = [await pupil.http.get("/market/stream") for _ in range(3)]
    assert [one.status for one in streams] == [200, 200, 503]
    for one in streams:
        one.close()


async def test_what_is_new_is_sent_to_every_open_page(market: Stall) -> None:
    one, other = await market.pupil(), await market.pupil()
    async with other.http.get("/market/stream") as stream:

        async def told() -> dict[str, str]:
            async with asyncio.timeout(10):
                line = await stream.content.readline()
                await stream.content.readline()
            parts: dict[str, str] = json.loads(line.decode().removeprefix("data: "))["parts"]
            return parts

        assert "nobody offers" in (await told())["book"]
        await order(one, price="4300")
        new = await told()
        assert "4,300" in new["book"]
        assert "mine" not in new


async def test_another_device_comes_back_to_the_seat_by_its_words(market: Stall) -> None:
    one = await market.pupil()
    await order(one)
    other = await market.stranger()
    word = market.square.seats[1].record.word
    _, text = await other.post("/back", code=market.square.record.code, word=word)
    assert "2 kg at 4,200" in text
    _status, text = await one.get("/market")
    assert "Take a seat" in text


async def test_a_whole_market_of_bots_ends_and_leaves_its_looking_back(market: Stall) -> None:
    pupils = [await market.pupil() for _ in range(9)]
    square: Square = market.square
    placed = [0] * 9
    while not square.market.state.over:
        for number, pupil in enumerate(pupils):
            seat, state = number + 1, square.market.state
            sells = square.rules.role_of(seat).sells
            # The least, something in between, and all there is.
            free = state.free(seat)
            most = free.grain if sells else free.cash // state.last
            amount = (1, max(1, most // 2), max(1, most))[number % 3]
            step = (50, 0, -50)[state.wave % 3] if sells else (0, 50, -50)[state.wave % 3]
            status, _ = await order(
                pupil, "sell" if sells else "buy", str(amount), str(state.last + step), str(placed[number])
            )
            placed[number] += status == 200
        square.do(Pass())
    state = square.market.state
    assert sum(one.cash for one in state.holdings.values()) == 0
    assert sum(one.grain for one in state.holdings.values()) == 0
    assert len(square.chronicle.days) == 8
    assert "day" in square.chronicle.told[-1][0]
    status, text = await pupils[0].get("/market/debrief")
    assert "Your own" in text
    assert square.seats[2].nickname not in text
    status, text = await order(pupils[0], at=str(placed[0]))
    assert "The market is over." in text


async def test_what_is_written_by_an_author_is_shown_and_never_run(market: Stall) -> None:
    market.square.tell("<script>alert(1)</script>")
    pupil = await market.pupil()
    market.square.tell("<script>alert(1)</script>")
    _status, text = await pupil.get("/market")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_a_seat_that_joined_when_the_server_died_comes_to_the_market_at_the_next_start(
    square: Square, records: Any
) -> None:
    from game.classroom.room import Hall

    Hall.take_seat(square, "")
    again = Square.taken_up(records, square.record)
    assert 1 in again.market.state.traders


def test_a_market_is_the_same_after_the_server_died_and_its_file_was_edited(
    market_on: Square, records: Any, rules: Any
) -> None:
    for _ in range(3):
        market_on.take_seat("")
    market_on.do(Ask(1, 4200, 9))
    market_on.do(Pass())
    edited = replace(rules, spoils=40.0, opening=9000)
    again = Square.opened(records, edited, 99, 40)
    assert again.market.state.digest() == market_on.market.state.digest()
    assert again.state is State.RUNNING
    again.night()
    market_on_days = again.market.state.day
    assert market_on_days == 2
