"""A page in a real Chromium, opened from the disk with the network cut, with the real Pyodide inside."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from engine.session import Session
from game import cli, saves
from game.page import runtime
from game.page.sitting import Sitting
from story import library
from tests.game.browsing import browser as browser

pytestmark = pytest.mark.slow
STARTS = 150
"""Seconds within which a page has started, on a machine that does much else."""
NAMED = "JANGMADANG_PYODIDE"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    named = os.environ.get(NAMED)
    try:
        found = runtime.find(Path(named) if named else None)
    except runtime.NoRuntime:
        if os.environ.get("CI"):
            raise  # .ci/run is to bring one
        pytest.skip(f"no Pyodide: {runtime.HOW}, or {NAMED}=FOLDER with an unpacked one")
    file = tmp_path / "it.html"
    wanted = ["export", "pork_soup", "--lang", "en", "--html", str(file), "--seed", "7"]
    assert cli.main([*wanted, "--runtime", str(found.folder.absolute())]) == cli.Exit.OK
    return file


async def opened(browser: Any, file: Path) -> Any:
    tab = await browser()
    tab.patience = STARTS  # Python starts in the page's one thread, which answers nobody meanwhile
    await tab.do("Network.enable")
    await tab.do("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
    await tab.goto(file.as_uri())
    await started(tab)
    return tab


async def started(tab: Any) -> None:
    await tab.until("!(document.getElementById('cover')?.hidden ?? true) || !trouble.hidden", STARTS)
    assert await tab.run("at('trouble').textContent") == ""


async def heard(tab: Any) -> list[str]:
    """Return what is told in the page, but for what was asked."""
    found: list[str] = json.loads(
        await tab.run("JSON.stringify([...document.querySelectorAll('#told > :not(.deed)')].map((e) => e.textContent))")
    )
    return found


async def test_it_plays_from_the_disk_as_the_plain_player_does_and_goes_on_after_a_reload(
    browser: Any, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tab = await opened(browser, made)
    assert "a winter of hunger" in await tab.run("at('note').innerText")
    await tab.run("at('begin').click()")
    here = Sitting("pork_soup", "en", lambda text: "")
    shown = json.loads(here.begin("7"))
    said = [text for _, text in shown["said"]]
    assert await heard(tab) == said
    bought = 0
    for _ in range(16):
        able = [number for number, one in enumerate(shown["options"], 1) if not one["barred"]]
        if bought < 2 and any(typed == "buy rice …" for _, typed, *_ in shown["lines"]):
            bought += 1
            line = "buy rice 1 kg"
            await tab.run("at('what').value = 'buy rice …'; at('what').dispatchEvent(new Event('change'))")
            await tab.run("at('amount').value = '1 kg'; at('compose').requestSubmit()")
        else:  # by the keyboard
            line = shown["options"][able[0] - 1]["id"]
            pressed = f"new KeyboardEvent('keydown', {{key: '{able[0]}', bubbles: true}})"
            await tab.run(f"document.body.dispatchEvent({pressed})")
        shown = json.loads(here.hear(line))
        said += [text for sort, text in shown["said"] if sort != "deed"]
    assert await heard(tab) == said
    assert any(text.startswith("Bought: 1 kg of rice") for text in said)
    digest = await tab.run("sitting.digest()")
    assert digest == here.digest()

    # The file that the page hands out is one that this program replays.
    handed = tmp_path / "handed.json"
    handed.write_text(await tab.run("sitting.journal()"), "utf-8")
    assert cli.main(["replay", str(handed)]) == cli.Exit.OK
    assert "The saved game has the same digest." in capsys.readouterr().out
    story = library.load("pork_soup").story
    assert story is not None
    again = Session(story, 7)
    for action in saves.read(handed).journal:
        again.act(action)
    assert again.digest() == digest

    # Opened anew, the browser still has it; and a game that a file holds is taken up too.
    await tab.do("Page.reload")
    await tab.until("document.readyState === 'complete'")
    await started(tab)
    assert "There is a saved game here: Day" in await tab.run("at('held').textContent")
    await tab.run("at('go_on').click()")
    assert await tab.run("sitting.digest()") == digest
    assert await tab.run("at('heading').textContent") == shown["heading"]
    await tab.run("document.querySelector('#choices button:not([disabled])').click()")
    here.hear(next(one["id"] for one in shown["options"] if not one["barred"]))
    assert await tab.run("sitting.digest()") == here.digest()

    # What a browser keeps may be damaged by anything: that is a sentence, and the chapter begins anew.
    await tab.run("localStorage.setItem(about.key, '{\"format\": 1}'); cover()")
    assert "cannot be gone on with" in await tab.run("at('held').textContent")
    assert await tab.run("at('go_on').hidden")
    # An error of the program's own is a sentence too, and no traceback.
    await tab.run("begin(() => sitting.begin('8')); sitting.hear = () => { throw new Error('Traceback') }; ask('1')")
    assert "Something in the program went wrong" in await tab.run("document.body.innerText")
    assert "Traceback" not in await tab.run("document.body.innerText")
    assert tab.wrong == []
    assert [address for address in tab.asked if not address.startswith(("file:", "blob:", "data:"))] == []
