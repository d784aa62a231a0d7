"""The plain player: the same game line by line, for a pipe, a plain terminal or a screen reader."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

from engine.actions import Depart, Pull
from engine.errors import Refused
from engine.session import Session
from game import aloud, saves, trips, typed, words
from game.hearsay import heard
from game.narration import Told, standing
from game.play import Beat, Play
from game.status import lines as status_lines
from game.tongue import told, tr

LOG, BOOK = 10, 10
"""How much of the log and of the cash book is read unless all is asked for."""
LONGEST = 400
"""Characters of a typed line."""
WITH_MORE = ("buy", "sell", "redeem", "set", "assign", "carry", "lay", "depart", "load")
"""Commands that mean nothing by themselves."""


class Plain:
    """A play that is told to a function, a line at a time, and listens to typed lines."""

    def __init__(self, play: Play, say: Callable[[str], None]) -> None:
        self.play = play
        self.say = say
        self.left = False
        """Whether the player asked to leave."""
        self._trouble = ""
        self._commands: dict[str, Callable[[str], None]] = {
            "again": lambda _: self.again(),
            "status": lambda _: self._all(status_lines(self.play.status)),
            "market": lambda _: self._all(aloud.prices(self.session)),
            "price": self._price,
            "buy": lambda rest: self._trade("buy", rest),
            "sell": lambda rest: self._trade("sell", rest),
            "redeem": lambda rest: self._trade("redeem", rest),
            "roads": lambda _: self._roads(),
            "road": self._road,
            "carry": lambda rest: self._freight("carry", rest),
            "lay": lambda rest: self._freight("lay", rest),
            "depart": self._depart,
            "pull": self._pull,
            "plan": lambda _: self._all(aloud.plan(self.session)),
            "set": self._set,
            "assign": self._assign,
            "book": self._book,
            "statement": self._statement,
            "codex": self._codex,
            "evidence": lambda _: self._all(aloud.evidence(self.session)),
            "log": self._log,
            "debrief": lambda _: self._debrief(),
            "export": self._export,
            "saves": lambda _: self._saves(),
            "load": self._load,
            "help": lambda _: self._all(aloud.help_lines()),
            "quit": lambda _: self._quit(),
        }

    @property
    def session(self) -> Session:
        """The session that is played."""
        return self.play.session

    # ---- telling

    def begin(self) -> None:
        """Tell the title, the content note and the first scene, or the scene a loaded game stands in."""
        self._all(aloud.greeting(self.session))
        self.tell(self.play.beats[-1])

    def again(self) -> None:
        """Tell the scene and its choices again."""
        self._told(standing(self.session))
        self._choices()

    def _choices(self) -> None:
        self.say("")
        self._all(aloud.choices(self.session))

    def _all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.say(line)

    def tell(self, beat: Beat) -> None:
        """Tell what a deed led to; then, where a scene was entered, its choices or the debrief."""
        if beat.trouble and beat.trouble != self._trouble:
            self.say(tr("Warning: {trouble}", trouble=beat.trouble))
        self._trouble = beat.trouble
        self._told(beat.told)
        if self.session.ended:
            self._debrief()
        elif any(told.kind == "heading" for told in beat.told):
            self._choices()

    def _told(self, told: Iterable[Told]) -> None:
        for one in told:
            if one.kind == "heading":
                self.say("")
                self.say(words.sentence(one.text))
                self.say(aloud.heading(self.play.status))
            else:
                self.say(one.text if one.kind != "codex" else words.sentence(one.text))

    def _debrief(self) -> None:
        from game.debrief import debrief

        self._all(aloud.debrief(debrief(self.session)))

    # ---- listening

    def hear(self, line: str) -> None:
        """Do what a line asks; raise `Refused` with one sentence where it cannot be done or read."""
        line = " ".join(line.split())
        if len(line) > LONGEST:
            raise typed.Unclear(tr("That line is too long."))
        verb, _, rest = line.partition(" ")
        verb = {"q": "quit", "exit": "quit", "?": "help", **self._own_words()}.get(verb.lower(), verb.lower())
        if verb in self._commands and (rest or verb not in WITH_MORE):
            # A choice whose id is also a command is taken by its number, or as scene.choice.
            self._commands[verb](rest)
        elif not rest and (offer := typed.choice(self.session, line)) is not None:
            if offer.barred:
                raise Refused(offer.barred)
            self.tell(self.play.choose(offer.id))
        elif verb in self._commands:
            self._commands[verb](rest)
        else:
            raise typed.Unclear(self._what(line, verb))

    def _own_words(self) -> dict[str, str]:
        """Return the commands as the reader's language has them -> as they are typed in every language."""
        return {tr(name): name for name in self._commands}

    def _what(self, line: str, verb: str) -> str:
        if self.session.ended and not self.session.offered().choices:
            return tr(
                "The story has ended; {line} is nothing that can still be done. Write help for what you can write.",
                line=f"{line!r}",
            )
        known = [*self._commands, *(offer.id for offer in self.session.offered().choices)]
        close = get_close_matches(verb, known, 1, 0.6)
        hint = (
            tr(" Did you mean {close}?", close=f"{close[0]!r}")
            if close
            else tr(" Write the number of a choice, or help.")
        )
        return tr("I do not understand {line}.{hint}", line=f"{line[:60]!r}", hint=hint)

    def _trade(self, verb: str, rest: str) -> None:
        action = typed.trade(self.session, verb, rest.removesuffix("?"))
        if rest.endswith("?"):
            self.say(aloud.order(self.session, action))
        else:
            self.tell(self.play.do(action))

    def _price(self, rest: str) -> None:
        if not rest:
            self._all(aloud.prices(self.session))
        elif any(letter.isdigit() for letter in rest):
            self._trade("buy", rest.removesuffix("?") + "?")
        else:
            of = typed.good(self.session, rest)
            self._all(line for line in aloud.prices(self.session) if f" ({of}): " in line)
            self._all(word.text for word in heard(self.session, of))
            self._all(aloud.course(self.session, of))

    def _roads(self) -> None:
        self._all(aloud.roads(self.session))
        if self.play.roads:
            self._all(aloud.freight(self.session))

    def _road(self, rest: str) -> None:
        if not rest:
            self._all(aloud.roads(self.session))
        else:
            self._all(trips.sentences(trips.way(self.session, typed.route(self.session, rest))))

    def _pull(self, rest: str) -> None:
        """Try what whoever leads a class may let happen; not told of in the help, since no player can."""
        lever, _, day = rest.partition(" ")
        if lever not in self.session.scenario.levers or not day.isdecimal() or len(day) > 5:
            levers = ", ".join(self.session.scenario.levers) or "none"
            raise typed.Unclear(
                tr("Write pull, a lever and the day from which on, such as 5. Levers here: {levers}.", levers=levers)
            )
        self.play.do(Pull(lever, int(day)))
        self.say(tr("{lever}: from day {int}.", lever=self.session.scenario.levers[lever].name, int=int(day)))

    def _depart(self, rest: str) -> None:
        route = typed.route(self.session, rest.removesuffix("?"))
        if rest.endswith("?"):
            self._all(trips.sentences(trips.way(self.session, route)))
        else:
            self.tell(self.play.do(Depart(route)))

    def _freight(self, verb: str, rest: str) -> None:
        if not self.session.scene.roads:
            raise Refused(tr("Goods are loaded and laid down where journeys begin."))
        self.tell(self.play.do(typed.freight(self.session, verb, rest)))

    def _set(self, rest: str) -> None:
        setting = typed.dial(self.session, rest)
        try:
            self.tell(self.play.set_dial(setting.dial, setting.value))
        except Refused as refused:
            if not self.play.plan:
                raise
            allowed = words.dial_range(self.session.scenario, self.session.scenario.dials[setting.dial])
            raise Refused(
                tr("{refused}: it goes {allowed}.", refused=told(refused.sentence).rstrip("."), allowed=allowed)
            ) from refused

    def _assign(self, rest: str) -> None:
        order = typed.duty(self.session, rest)
        told = self.play.assign(order.person, order.duty)
        self.tell(told)
        if not told.told:
            self.say(tr("That is how it is already."))

    # ---- books, codex, log

    def _book(self, rest: str) -> None:
        from game.debrief import debrief

        self._all(aloud.book(debrief(self.session), None if rest == "all" else BOOK))

    def _statement(self, _: str) -> None:
        from game.books import statements

        found = statements(self.session)
        for one in found:
            self._all([tr("In {money}:", money=one.money)] if len(found) > 1 else [])
            self._all(aloud.statement(one))

    def _codex(self, rest: str) -> None:
        known = {
            n: self.session.scenario.codex[n].title
            for n in self.session.world.known
            if n in self.session.scenario.codex
        }
        if not rest:
            self._all(aloud.codex(self.session))
        elif rest.isdecimal() and 1 <= int(rest) <= len(known):
            self._all(aloud.entry(self.session, list(known)[int(rest) - 1]))
        elif not known:
            raise Refused(tr("No entry of the codex is open yet."))
        else:
            self._all(aloud.entry(self.session, typed.pick(rest, known, tr("open entry"))))

    def _log(self, rest: str) -> None:
        beats = list(self.play.history())
        for beat in beats if rest == "all" else beats[-LOG:]:
            if beat.deed:
                self.say(f"> {beat.deed}")
            self._told(told for told in beat.told if told.kind != "heading")

    def _export(self, rest: str) -> None:
        from game import export
        from game.debrief import debrief

        try:
            written = export.write(debrief(self.session), Path(rest) if rest else saves.home() / "exports")
        except OSError as error:
            raise Refused(tr("The debrief could not be written: {error}.", error=error.strerror or error)) from error
        self.say(tr("Written: {written}.", written=words.listed(str(path) for path in written)))

    # ---- saved games

    def _saves(self) -> None:
        found = saves.slots()
        if not found:
            self.say(tr("There are no saved games."))
        self._all(aloud.slot(number, slot) for number, slot in enumerate(found, 1))

    def _load(self, rest: str) -> None:
        if self.play.roads and rest and not rest.isdecimal():
            self._freight("carry", rest)
            return
        found = saves.slots()
        if not rest.isdecimal() or not 1 <= int(rest) <= len(found):
            raise typed.Unclear(tr("Write load with the number of a saved game, as saves lists them."))
        play, warnings = resume(found[int(rest) - 1].path)
        self._all(warnings)
        self.play.recording.close()
        self.play = play
        self.begin()

    def _quit(self) -> None:
        self.left = True


def resume(path: Path) -> tuple[Play, tuple[str, ...]]:
    """Return the play of a saved game with what is to be said about it; a damaged one is put back from its copy."""
    from game.recording import Recording
    from game.shelf import NotPlayable, from_library

    try:
        story = from_library(_scenario_of(path))
        loaded = saves.load(path, story)
        warnings = loaded.warnings
        if loaded.session is None and loaded.offered_copy is not None:
            saves.restore(loaded.offered_copy, path)
            loaded = saves.load(path, story)
            warnings += (tr("The game goes on from that copy."), *loaded.warnings)
    except (saves.Unreadable, NotPlayable) as no:
        raise Refused(no.sentence) from no
    except OSError as error:
        raise Refused(tr("The copy could not be put in place: {error}.", error=error.strerror or error)) from error
    if loaded.session is None:
        raise Refused(" ".join(warnings))
    return Play.resumed(Recording(loaded.session, path)), warnings


def _scenario_of(path: Path) -> str:
    try:
        return saves.read(path).story
    except saves.Unreadable:
        found = saves.sound_copy(path)
        if found is None:
            raise
        return found[1].story
