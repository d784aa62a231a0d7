"""A pupil and a teacher of a market in a real Chromium; left out where there is none."""

from typing import Any

import pytest

from engine.bazaar.actions import Ask

PASSWORD = "linen-mountain-onion-cabbage-ivory"
pytestmark = pytest.mark.slow


async def test_a_pupil_on_a_phone_sees_the_effect_sells_and_takes_back_without_a_reload(
    market: Any, browser: Any
) -> None:
    tab = await browser()
    await tab.do("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=True)
    await tab.goto(f"{market.address}/?code={market.square.record.code}")
    await tab.run("document.querySelector('form button').click()")
    await tab.until("location.pathname === '/market' && document.getElementById('effect').textContent !== ''")
    assert "5 kg wait in the book at 4,200" in await tab.run("document.getElementById('effect').textContent")
    assert await tab.run("document.documentElement.scrollWidth <= 390"), "nothing is wider than a phone"
    buttons = "[...document.querySelectorAll('#order button:not([hidden])')]"
    small = f"{buttons}.filter(one => one.getBoundingClientRect().height < 40).length"
    assert await tab.run(small) == 0, "what is to be touched is large enough for a finger"
    await tab.run("window.stays = true; document.querySelector('[data-step=price][data-by=\"50\"]').click()")
    await tab.until("document.getElementById('effect').textContent.includes('4,250')")
    await tab.run("document.getElementById('send').click()")
    await tab.until("document.getElementById('orders').innerText.includes('5 kg at 4,250')")
    assert len(market.square.market.state.asks) == 1
    market.square.take_seat("")
    seat, _ = market.square.take_seat("")
    market.square.do(Ask(seat.number, 4300, 3))
    await tab.until("document.getElementById('book').innerText.includes('4,300')")
    await tab.run("document.querySelector('.price[data-price=\"4300\"]').click()")
    assert (
        await tab.run("document.querySelector('[name=side]:checked').value + document.getElementById('price').value")
        == "buy4300"
    )
    await tab.until("document.getElementById('effect').textContent.includes('with yourself')")
    await tab.run("document.querySelector('#orders .deed button').click()")
    await tab.until("document.getElementById('orders').innerText.includes('None in the book')")
    assert await tab.run("window.stays") is True, "the page was loaded anew"
    assert [one.seat for one in market.square.market.state.asks] == [seat.number]
    assert tab.wrong == []


async def test_the_teachers_page_leads_the_market_and_the_wall_follows(market: Any, browser: Any) -> None:
    seat, _ = market.square.take_seat("")
    desk = await browser()
    await desk.goto(market.address + "/teacher")
    await desk.run(f"document.getElementById('password').value = '{PASSWORD}'")
    await desk.run("document.querySelector('form button').click()")
    await desk.until("document.querySelectorAll('#seats tbody tr').length === 1")
    wall = await browser()
    await wall.goto(market.address + "/teacher/wall")
    await desk.run("document.querySelector('button[value=cap]').click()")
    await wall.until("document.body.innerText.includes('ordered: at most 5,000')")
    await desk.run("document.querySelector('button[value=pass]').click()")
    await desk.until("document.getElementById('now').innerText.includes('morning')")
    await wall.until("document.body.innerText.includes('Morning:')")
    await desk.run("document.querySelector('#cap').value = '77'; document.querySelector('button[value=cap]').click()")
    await desk.until("document.getElementById('word').textContent.includes('goes by')")
    assert seat.nickname not in await wall.run("document.body.innerText")
    assert seat.nickname in await desk.run("document.getElementById('seats').innerText")
    assert (desk.wrong, wall.wrong) == ([], [])
