"""The compiler: a folder's nodes become an engine Scenario, or problems; everything wrong is told in one run."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from engine.era import Era
from engine.evidence import Background, Sources
from engine.kinds import near
from engine.names import scope_of
from engine.scenario import FORMAT, Duty, Scenario
from engine.scene import Scene
from story.declarations import Declared, Declarer
from story.deeds import VERBS
from story.desk import ID, Desk, Fields, Form
from story.desk import Field as F
from story.lessons import Evidence, lesson_of
from story.marks import Node, decoded, read
from story.problems import Problem
from story.scenes import Scenes
from story.texts import condition
from story.verbs import Verbs

SECTIONS = (
    "currencies", "goods", "places", "era", "prices", "shocks", "ceilings", "cartels", "coupons", "wages", "markets",
    "weather", "people", "duties", "eating", "plan", "numbers", "flags", "dials", "stalls", "patrols", "creditors",
    "events", "codex",
)  # fmt: skip
"""What a world or scenario.yaml may declare."""

HEAD = Fields(
    {
        "format": F("whole", True, "the version of the story format, 1"),
        "title": F("text", True, "what the chapter is called"),
        "subtitle": F("text", False, "season and year"),
        "blurb": F("text", False, "a sentence or two for the list"),
        "chapter": F("whole", False, "its place on the timeline"),
        "starts": F("date", True, "the date of day 1"),
        "lasts": F("days", True, "how long it can last"),
        "minutes": F("whole", False, "how long it takes to play"),
        "ages": F("text", False, "for whom"),
        "money": F("currency", True, "the chapter's one money"),
        "yardstick": F("good", False, "the good every sum is also shown in"),
        "include": F("list", False, "worlds"),
        "evidence": F("list", False, "evidence files that may be cited"),
        "content_note": F("text", False, "shown before the chapter"),
        "first": F("scene", True, "the first scene"),
        "begin": F("verbs", False, "done once, before the first scene"),
    }
    | {name: F("section", False, "a section of declarations") for name in SECTIONS}
)
WORLD = Fields({name: F("section", False, "a section of declarations") for name in SECTIONS})
DUTY = Fields(
    {
        "name": F("text", True, "what it is called"),
        "who": F("list", True, "whose it may be"),
        "energy": F("whole", False, "strength it gives or takes a day"),
        "tends": F("id", False, "the stall it tends"),
        "when": F("expression", False, "the condition under which it can be done"),
        "do": F("verbs", False, "what is done each day"),
    }
)


@dataclass(slots=True)
class Compiled:
    """What came of a folder: a scenario where it can be played, and every problem found."""

    scenario: Scenario | None
    problems: list[Problem] = field(default_factory=list)


def compile_folder(folder: Path, home: Path) -> Compiled:
    """Compile the scenario in a folder; `home` holds the shared `worlds` and `evidence`."""
    return _Compilation(folder, home).run()


class _Compilation:
    """One compilation; files are read once and named as an author would name them."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.home = home
        self.desk = Desk()
        self.hash = blake2b(digest_size=16)

    def run(self) -> Compiled:
        desk = self.desk
        head = self._file(self.folder / "scenario.yaml")
        if head is None:
            return Compiled(None, desk.problems)
        file, node = head
        form = Form(desk, file, node, "A scenario", HEAD)
        if form.whole("format", FORMAT) != FORMAT:
            form.wrong("format", f"{FORMAT}: this program reads no other story format", "FIL02")
            return Compiled(None, desk.problems)
        parts = self._parts(form)
        starts = form.when("starts", date(1995, 1, 1))
        money = form.text("money")
        declarer = Declarer(desk, parts, starts, money)
        declared = declarer.read()
        if money not in declared.currencies:
            if "money" in form:
                form.known(money, declared.currencies, "currency", form.values["money"])
            return Compiled(None, desk.problems)
        if declared.era is not None:
            self._within(declared.era, form, starts)
        drafts = self._scene_nodes()
        verbs = self._scope(declared, declarer, drafts, money)
        duties = self._duties(declarer, declared, verbs)
        scenes = self._scenes(declared, drafts, verbs)
        self._late_references(declared, parts, scenes)
        verbs.source = "equity"
        begin = verbs.compile(file, form.get("begin"), "begin", chosen=False)
        verbs.source = "income"
        first = form.ref("first", scenes, "scene")
        scenario = Scenario(
            slug=self.folder.name,
            title=form.text("title"),
            subtitle=form.text("subtitle"),
            blurb=form.text("blurb"),
            chapter=form.whole("chapter"),
            starts=starts,
            lasts=max(1, form.days("lasts", 1)),
            minutes=form.whole("minutes"),
            ages=form.text("ages"),
            content_note=form.text("content_note"),
            money=money,
            yardstick=form.ref("yardstick", declared.goods, "good"),
            first=first,
            begin=begin,
            currencies=declared.currencies,
            goods=declared.goods,
            places=declared.places,
            markets=declared.markets,
            weather=declared.weather,
            people=declared.people,
            duties=duties,
            eating=declared.eating,
            plan=self._plan(declarer, declared, duties),
            numbers=declared.numbers,
            flags=declared.flags,
            dials=declared.dials,
            stalls=declared.stalls,
            patrols=declared.patrols,
            creditors=declared.creditors,
            calm=declared.calm,
            chance=declared.chance,
            scenes=scenes,
            codex=declared.codex,
            digest=self.hash.hexdigest(),
            scope=desk.scope,
            era=declared.era,
            coupons=declared.coupons,
            wages=declared.wages,
            background=Background(lambda: self._sources(form)),
        )
        if any(problem.level == "error" for problem in desk.problems):
            # Nothing will ask for its sources now, and all problems are told in one run.
            self._sources(form)
            return Compiled(None, desk.problems)
        return Compiled(scenario, desk.problems)

    def _sources(self, head: Form) -> Sources:
        """Read evidence and lesson; what is wrong in them keeps nobody from playing."""
        evidence = Evidence(self.desk)
        for name, at in head.texts("evidence"):
            if (found := self._file(self.home / "evidence" / f"{name}.yaml", (head.file, at))) is not None:
                evidence.read(*found)
        lesson = lesson_of(self.desk, self._file(self.folder / "lesson.yaml", optional=True))
        return Sources(evidence.claims, evidence.documents, lesson)

    def _within(self, era: Era, form: Form, starts: date) -> None:
        """Put down that the chapter goes on where its world has no prices."""
        first, days = starts.toordinal(), max(1, form.days("lasts", 1))
        if not era.first <= first <= first + days - 1 <= era.last:
            span = f"{date.fromordinal(era.first)} to {date.fromordinal(era.last)}"
            self.desk.note("STY19", f"The world has prices from {span} only.", form.file, form.get("starts"))

    def _file(
        self, path: Path, asked: tuple[str, Node] | None = None, optional: bool = False
    ) -> tuple[str, Node] | None:
        """Read one file into nodes; a missing one is a problem where it was asked for."""
        name = self._name(path)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            if not optional:
                file, node = asked if asked is not None else (name, None)
                self.desk.note("FIL01", f"There is no file {name}.", file, node)
            return None
        except OSError as error:
            self.desk.note("FIL01", f"{name} cannot be read: {error.strerror or error}.", name, None)
            return None
        self.hash.update(raw)
        text = decoded(raw, name, self.desk.problems)
        if text is None:
            return None
        node = read(text, name, self.desk.problems)
        return None if node is None else (name, node)

    def _name(self, path: Path) -> str:
        for base in (self.folder, self.home):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.as_posix()

    def _parts(self, form: Form) -> dict[str, list[tuple[str, Node]]]:
        """Return section -> the nodes that declare it, worlds first."""
        parts: dict[str, list[tuple[str, Node]]] = {}
        for name, at in form.texts("include"):
            if not ID.match(name):
                self.desk.note("FRM08", f"{name!r} is no id of a world.", form.file, at)
                continue
            found = self._file(self.home / "worlds" / f"{name}.yaml", (form.file, at))
            if found is None:
                continue
            world = Form(self.desk, found[0], found[1], "A world", WORLD)
            for section, node in world.values.items():
                parts.setdefault(section, []).append((world.file, node))
        for section in SECTIONS:
            if (own := form.get(section)) is not None:
                parts.setdefault(section, []).append((form.file, own))
        return parts

    def _scene_nodes(self) -> dict[str, tuple[str, Node]]:
        """Return scene id -> (file, node) over scenes/*.yaml, files in order of name."""
        drafts: dict[str, tuple[str, Node]] = {}
        folder = self.folder / "scenes"
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            found = self._file(path)
            if found is None:
                continue
            file, node = found
            if node.kind != "map":
                self.desk.note("FRM03", "A file of scenes is a list of `id: …` entries.", file, node)
                continue
            for name, scene in node.value.items():
                if not ID.match(name):
                    self.desk.note("FRM08", f"{name!r} is no id: use lower case letters, digits and _.", file, scene)
                elif name in drafts:
                    self.desk.note("DUP01", f"Scene {name!r} is written in {drafts[name][0]} too.", file, scene)
                else:
                    drafts[name] = (file, scene)
        if not drafts:
            self.desk.note("STY01", "There are no scenes: write them in scenes/*.yaml.", "scenario.yaml", None)
        return drafts

    def _scope(self, declared: Declared, declarer: Declarer, drafts: dict[str, tuple[str, Node]], money: str) -> Verbs:
        duties = tuple(
            name for _, node in declarer.parts.get("duties", ()) if node.kind == "map" for name in node.value
        )
        self.desk.scope = scope_of(
            money=money,
            currencies=declared.currencies,
            goods=declared.goods,
            markets=declared.markets,
            weather=declared.weather,
            people=declared.people,
            duties=duties,
            numbers=declared.numbers,
            flags=declared.flags,
            dials=declared.dials,
            stalls=declared.stalls,
            creditors=declared.creditors,
            scenes=drafts,
            choices=_choice_ids(drafts),
            codex=declared.codex,
            era=declared.era,
            number_kinds=declared.kinds,
        )
        return Verbs(
            desk=self.desk,
            table=VERBS,
            money=money,
            goods=declared.goods,
            creditors=declared.creditors,
            numbers=declared.numbers,
            kinds=declared.kinds,
            flags=declared.flags,
            dials=declared.dials,
            people=frozenset(declared.people),
            adults=frozenset(p.id for p in declared.people.values() if p.adult),
            duties=frozenset(duties),
            patrols=frozenset(declared.patrols),
            markets=frozenset(declared.markets),
            stalls=tuple(declared.stalls),
            codex=frozenset(declared.codex),
        )

    def _duties(self, declarer: Declarer, declared: Declared, verbs: Verbs) -> dict[str, Duty]:
        found = {}
        for name, form in declarer.entries("duties", "A duty", DUTY):
            who = [p for p, at in form.texts("who") if form.known(p, verbs.adults, "adult", at)]
            effects = verbs.compile(form.file, form.get("do"), f"duty.{name}", chosen=False)
            tends = form.ref("tends", declared.stalls, "stall")
            energy = form.whole("energy", 0, -100, 100)
            when = condition(form, "when")
            found[name] = Duty(name, form.text("name"), tuple(who), energy, tends, effects, when, form.spot)
        return found

    def _plan(self, declarer: Declarer, declared: Declared, duties: dict[str, Duty]) -> dict[str, str]:
        plan = {}
        for file, node in declarer.parts.get("plan", ()):
            form = Form(self.desk, file, node, "`plan`", Fields({p: F("id", False, "a duty") for p in declared.people}))
            for person in form.values:
                duty = form.ref(person, duties, "duty")
                if duty in duties and person not in duties[duty].who:
                    form.wrong(person, "a duty that is theirs", "FRM04")
                elif duty in duties:
                    plan[person] = duty
        return plan

    def _scenes(self, declared: Declared, drafts: dict[str, tuple[str, Node]], verbs: Verbs) -> dict[str, Scene]:
        known = frozenset(drafts)
        codex = frozenset(declared.codex)
        maker = Scenes(self.desk, verbs, known, declared.places, declared.markets, declared.stalls, codex)
        return {name: maker.scene(file, name, node) for name, (file, node) in drafts.items()}

    def _late_references(
        self, declared: Declared, parts: dict[str, list[tuple[str, Node]]], scenes: dict[str, Scene]
    ) -> None:
        """Check what declarations say of scenes, now that scenes are known."""
        for section in ("patrols", "creditors"):
            for file, node in parts.get(section, ()):
                for entry in node.value.values() if node.kind == "map" else ():
                    scene = entry.value.get("scene") if entry.kind == "map" else None
                    if scene is not None and str(scene.value) not in scenes:
                        hint = near(str(scene.value), scenes)
                        self.desk.note("REF01", f"There is no scene {scene.value!r}.", file, scene, hint)


def _choice_ids(drafts: dict[str, tuple[str, Node]]) -> list[str]:
    found = []
    for name, (_, node) in drafts.items():
        choices = node.value.get("choices") if node.kind == "map" else None
        if choices is not None and choices.kind == "map":
            found += [f"{name}.{choice}" for choice in choices.value]
    return found
