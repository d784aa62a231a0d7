"""A sitting: one reader before one page. All that the page asks goes through here, as lines of text and JSON.

It runs inside the page, under Pyodide; outside of it only tests drive it.
"""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.errors import Refused
from engine.luck import fresh_seed
from engine.session import Session
from game import aloud, export, saves, tongue, words
from game.debrief import debrief
from game.page import composer
from game.page.player import PagePlain
from game.play import Play
from game.published import odds
from game.recording import Recording
from game.shelf import from_library
from game.status import owed
from game.tongue import later, told, tr

ASKED = (
    later("status"), later("market"), later("plan"), later("roads"), later("again"), later("book"), later("statement"),
    later("codex"), later("evidence"), later("log"), later("debrief"), later("help"),
)  # fmt: skip
"""Commands that the page has as buttons."""


class Kept(Recording):
    """A recording whose file is the browser's: every action is handed to it before anything of it is shown."""

    def __init__(self, session: Session, keep: Callable[[str], str]) -> None:
        super().__init__(session, None)
        self._keep = keep

    def save(self) -> bool:
        """Hand the play over; what the browser says of it, if it cannot keep it, is told once."""
        self.trouble = self._keep(saves.content(self.session).decode())
        return not self.trouble


class Sitting:
    """One reader, one chapter, and the play of it that the page shows."""

    def __init__(self, name: str, language: str, keep: Callable[[str], str]) -> None:
        """Open a chapter by slug or folder; `keep` takes a saved game and returns why it is not kept, or nothing.

        Raises `NotPlayable`, which whoever made the page has looked for before.
        """
        tongue.begin(language)
        self._keep = keep
        self._player: PagePlain | None = None
        self.story = from_library(name)

    # ---- beginning

    def cover(self) -> str:
        """Return what stands before the beginning: title, note, and where plays of plain policies end."""
        scenario = self.story.scenario
        note = [*words.paragraphs(scenario.content_note), *odds(scenario)]
        return json.dumps({"title": next(aloud.greeting(Session(self.story, 1))), "note": note})

    def held(self, text: str) -> str:
        """Return how far a saved game is, or why it cannot be gone on with."""
        session, warnings = self._loaded(text)
        if session is None:
            return json.dumps({"sound": False, "says": warnings})
        world = session.world
        where = later("day {day}, {date}, at {scene}; seed {seed}") if not world.ended else later(
            "ended on day {day}, {date}, at {scene}; seed {seed}")  # fmt: skip
        told = tr(
            where, day=world.day, date=words.date(session, world.day), scene=repr(session.scene.title), seed=world.seed
        )
        return json.dumps({"sound": True, "says": [words.sentence(words.capital(told)), *warnings]})

    def begin(self, seed: str = "") -> str:
        """Begin anew, in the world of a seed or in one of its own."""
        if seed and not (seed.isdecimal() and len(seed) <= 18):
            return _refused(tr("A seed is a whole number such as 4711, not {seed}.", seed=repr(seed[:40])))
        recording = Kept(Session(self.story, int(seed) if seed else fresh_seed()), self._keep)
        recording.save()
        self._player = PagePlain(Play.begun(recording))
        self._player.tell(self._player.play.beats[-1])
        return self._shown()

    def go_on(self, text: str) -> str:
        """Go on with a saved game, or say why that cannot be."""
        session, warnings = self._loaded(text)
        if session is None:
            return _refused(" ".join(warnings))
        recording = Kept(session, self._keep)
        recording.save()
        self._player = PagePlain(Play.resumed(recording))
        for warning in warnings:
            self._player.say(warning)
        self._player.tell(self._player.play.beats[-1])
        return self._shown()

    def _loaded(self, text: str) -> tuple[Session | None, list[str]]:
        """Load a saved game from its text, as from the file it would be."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"{self.story.scenario.slug}.json"
            path.write_text(text, "utf-8", newline="")
            loaded = saves.load(path, self.story)
        return loaded.session, list(loaded.warnings)

    # ---- playing

    @property
    def player(self) -> PagePlain:
        """The plain player behind the page."""
        assert self._player is not None  # the page begins before it asks
        return self._player

    def hear(self, line: str) -> str:
        """Do what a button or a typed line asks; what is refused gets its sentence, and nothing is done."""
        player = self.player
        option = next((option for option in player.play.options() if option.id == line), None)
        player.asked(option.say if option is not None else line[:120])
        try:
            player.hear(line)
        except Refused as refused:
            player.say(told(refused.sentence))
        return self._shown()

    def journal(self) -> str:
        """Return the play as a saved game, which `replay` plays again."""
        return saves.content(self.player.session).decode()

    def digest(self) -> str:
        """Return the digest of the world as it stands."""
        return self.player.session.digest()

    def debrief(self) -> str:
        """Return the debrief as an HTML page of its own."""
        return export.html(debrief(self.player.session))

    def _shown(self) -> str:
        """Return what the page is to show now."""
        player = self.player
        play, now = player.play, player.play.status
        options = [
            {"id": one.id, "say": one.say, "barred": one.barred,
             "aside": " · ".join(filter(None, (one.note, one.cost, one.risk)))}
            for one in (() if play.ended else play.options())
        ]  # fmt: skip
        here = {"market": play.market, "plan": play.plan, "roads": play.roads, "debrief": play.ended}
        shown: dict[str, Any] = {
            "said": player.said(),
            "heading": aloud.heading(now),
            "debts": " ".join(owed(debt) for debt in now.debts),
            "options": options,
            "commands": [[name, words.capital(tr(name))] for name in ASKED if here.get(name, True)],
            "lines": [] if play.ended else composer.lines(play),
            "ended": play.ended,
            "trouble": play.recording.trouble,
            "file": f"{play.session.scenario.slug}-{play.session.world.seed}.json",
        }
        return json.dumps(shown)


def _refused(sentence: str) -> str:
    return json.dumps({"refused": sentence})
