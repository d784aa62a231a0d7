"""One lesson of a chapter in a real Chromium, pupil and teacher side by side; left out where there is none."""

import asyncio
from typing import Any

import pytest

from engine.actions import Choose, Pull
from engine.luck import Luck
from engine.session import Session
from game.classroom.records import Records
from game.classroom.room import Room, State
from game.shelf import from_library
from game.watching import policy_of
from tests.game.classroom.bots import reads

PASSWORD = "linen-mountain-onion-cabbage-ivory"
SHOWN = "document.body.classList.contains('-first-byte')"
pytestmark = pytest.mark.slow


async def sized(tab: Any, width: int, height: int, phone: bool = False) -> None:
    await tab.do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
    if phone:
        await tab.do("Emulation.setTouchEmulationEnabled", enabled=True)


async def click(tab: Any, what: str) -> None:
    await tab.until(f"!!document.querySelector({what!r})")
    await tab.run(f"document.querySelector({what!r}).click()")


async def key(tab: Any, text: str) -> None:
    await tab.do("Page.bringToFront")
    await tab.do("Input.dispatchKeyEvent", type="keyDown", key=text, text=text)
    await tab.do("Input.dispatchKeyEvent", type="keyUp", key=text)


async def holds(what: Any, seconds: float = 40) -> None:
    async with asyncio.timeout(seconds):
        while not what():
            await asyncio.sleep(0.05)


async def sent(tab: Any, selector: str) -> None:
    """Send a form, and wait until the page it leads to stands in place of this one."""
    await tab.run("window.old = true")
    await click(tab, selector)
    await tab.until("!window.old && document.readyState === 'complete'")


class Player:
    """Whoever sits before a tab and chooses what a policy would, by keys."""

    def __init__(self, tab: Any, served: Any, number: int) -> None:
        self.tab = tab
        self.served = served
        self.number = number
        self.mirror = Session(served.room.story, served.room.record.seed)
        self.policy = policy_of(self.mirror, "sensible")

    async def choose(self, times: int) -> None:
        for _ in range(times):
            if self.mirror.ended:
                return
            action = self.policy.next(self.mirror, Luck(7), len(self.mirror.journal), 9)
            assert isinstance(action, Choose)
            ids = [one.id for one in self.mirror.offered().choices]
            await holds(lambda ids=ids: reads(self.served, self.number, ids))
            journal = self.served.room.seats[self.number].play.session.journal
            before = len(journal)
            await key(self.tab, "1234567890"[ids.index(action.choice)])
            await holds(lambda before=before: len(self.served.room.seats[self.number].play.session.journal) > before)
            self.mirror.act(action)


async def test_a_lesson_from_the_check_page_to_the_end_of_a_chapter(records: Records, serve: Any, browser: Any) -> None:
    room = Room.opened(records, from_library("gold_town"), 7, 40)
    async with serve(room) as served:
        teacher, pupil = await browser(), await browser()
        await sized(teacher, 1920, 1080)
        await sized(pupil, 844, 390, phone=True)
        await teacher.goto(served.address + "/teacher")
        await teacher.run(f"document.getElementById('password').value = '{PASSWORD}'")
        await click(teacher, "form button")
        await teacher.until("!!document.querySelector('#state.waiting')")

        await pupil.goto(served.address + "/check")
        await pupil.until("document.getElementById('verdict').textContent.startsWith('It will work')")
        await pupil.goto(served.address + "/?code=" + room.record.code)
        await click(pupil, "form button")
        await pupil.until(f"location.pathname === '/seat' && {SHOWN}")
        await teacher.until("document.querySelectorAll('#seats tbody tr').length === 1")
        await click(teacher, "button[value=start]")
        await teacher.until("!!document.querySelector('#state.running')")

        player = Player(pupil, served, 1)
        await player.choose(3)
        await teacher.until("document.querySelector('#seats tbody').innerText.includes('3')")
        await teacher.run("document.getElementById('text').value = 'Look up <b>for a moment</b>.'")
        await click(teacher, "#say button")
        await holds(lambda: room.seats[1].notes)
        await sent(teacher, "button[value=pause]")
        await teacher.until("!!document.querySelector('#state.paused')")
        await sent(teacher, "button[value=resume]")
        assert room.state is State.RUNNING

        day = room.seats[1].play.session.world.day + 2
        await teacher.run(f"document.querySelector('.lever .day').value = '{day}'")
        await sent(teacher, ".lever button")
        assert room.pulled
        pulled = room.pulled[0]
        await holds(lambda: any(isinstance(one, Pull) for one in room.seats[1].play.session.journal))
        player.mirror.act(Pull(pulled.lever, pulled.day))
        await teacher.until("document.getElementById('pulled').innerText.length > 3")

        # Reloaded in the middle, and taken up on another device (another name of this machine has other cookies).
        await pupil.do("Page.reload")
        await pupil.until(SHOWN)
        await player.choose(3)
        other = await browser()
        await sized(other, 1366, 768)
        await other.goto(served.address.replace("127.0.0.1", "localhost") + "/?code=" + room.record.code)
        await other.run("document.querySelector('details').open = true")
        await other.run(f"document.getElementById('word').value = '{room.seats[1].record.word}'")
        await click(other, "form[action='/back'] button")
        await other.until(f"location.pathname === '/seat' && {SHOWN}")
        await pupil.until("!document.getElementById('cut') || !document.getElementById('cut').hidden")
        player.tab = other
        await player.choose(3)

        # On without a terminal, by its buttons, and back.
        await other.goto(served.address.replace("127.0.0.1", "localhost") + "/plain#end")
        before = len(room.seats[1].play.session.journal)
        action = player.policy.next(player.mirror, Luck(7), len(player.mirror.journal), 9)
        ids = [one.id for one in player.mirror.offered().choices]
        await click(other, f".choices button[value='{ids.index(action.choice) + 1}']")
        await holds(lambda: len(room.seats[1].play.session.journal) > before)
        player.mirror.act(action)
        await other.until("location.pathname === '/plain' && document.readyState === 'complete'")
        await sized(other, 844, 390, phone=True)
        await other.goto(served.address.replace("127.0.0.1", "localhost") + "/seat")
        await player.choose(60)
        assert player.mirror.ended
        assert room.seats[1].play.session.digest() == player.mirror.digest()

        await other.goto(served.address.replace("127.0.0.1", "localhost") + "/debrief")
        assert room.story.scenario.title in await other.run("document.body.innerText")
        await other.goto(served.address.replace("127.0.0.1", "localhost") + "/words")
        await other.run("document.getElementById('text').value = 'The cart was <i>too</i> dear.'")
        await click(other, "form.own button")
        await other.until("!!document.querySelector('p.word')")
        await teacher.goto(served.address + "/teacher/words")
        assert "The cart was <i>too</i> dear." in await teacher.run("document.body.innerText")
        await teacher.goto(served.address + "/teacher/wall")
        await teacher.until("document.querySelectorAll('progress').length > 0")
        await teacher.goto(served.address + "/teacher/together")
        assert room.seats[1].nickname not in await teacher.run("document.body.innerText")
        for tab in (teacher, pupil, other):
            assert tab.wrong == []
