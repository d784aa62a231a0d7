"""The compiler: a folder's nodes become an engine Scenario, or problems; everything wrong is told in one run."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from engine.era import Era
from engine.evidence import Background, Sources
from engine.goods import Good
from engine.names import scope_of
from engine.road_names import Roadside
from engine.scenario import FORMAT, Scenario
from engine.scene import Scene
from story.campaign import read_carries
from story.declarations import Declarer
from story.declared import Declared
from story.deeds import VERBS
from story.desk import Desk, Form
from story.duties import read_duties, read_plan
from story.folder import Folder
from story.followers import without_followers
from story.head import HEAD
from story.lessons import Evidence, lesson_of
from story.markets import read_caught
from story.marks import Node
from story.offices import read_dues, read_levers, read_posts, read_rations
from story.problems import Problem
from story.roads import arrive, read_routes, shut_routes
from story.scenes import Scenes
from story.ties import scenes_named_must_exist
from story.tongue import tongue_of
from story.verbs import Verbs


@dataclass(slots=True)
class Compiled:
    """What came of a folder: a scenario where it can be played, and every problem found."""

    scenario: Scenario | None
    problems: list[Problem] = field(default_factory=list)


def compile_folder(folder: Path, *homes: Path, language: str = "") -> Compiled:
    """Compile the scenario in a folder; `homes` hold the shared `worlds` and `evidence`, the first that has a file.

    In a language it was translated into, its texts are the translator's; where there is none, the author's.
    """
    compilation = _Compilation(folder, *homes, language=language)
    compiled = compilation.run()
    return Compiled(compiled.scenario, without_followers(compiled.problems, compilation.folder.unread))


class _Compilation:
    """One compilation."""

    def __init__(self, folder: Path, *homes: Path, language: str = "") -> None:
        self.desk = Desk()
        self.folder = Folder(self.desk, folder, *homes, language=language)
        self.desk.tongue = tongue_of(self.folder.language)

    def run(self) -> Compiled:
        desk = self.desk
        head = self.folder.file(self.folder.folder / "scenario.yaml")
        if head is None:
            return Compiled(None, desk.problems)
        file, node = head
        form = Form(desk, file, node, "A scenario", HEAD)
        if form.whole("format", FORMAT) != FORMAT:
            form.wrong("format", f"{FORMAT}: this program reads no other story format", "FIL02")
            return Compiled(None, desk.problems)
        parts = self.folder.parts(form)
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
        drafts = self.folder.scene_nodes()
        arrive(declared.places, drafts)
        shut = shut_routes(declarer, drafts)
        verbs = self._scope(declared, declarer, drafts, money)
        carries = read_carries(form, declared, verbs.changeable, drafts)
        desk.scope.ids["ending"] = frozenset(carries.endings)
        verbs.routes = frozenset(declarer.ids("routes")) - shut
        posts, routes = read_posts(declarer), read_routes(declarer, shut)
        duties = read_duties(declarer, verbs, posts)
        rations, dues = read_rations(declarer), read_dues(declarer, verbs)
        caught = read_caught(declarer, verbs)
        scenes = self._scenes(declared, drafts, verbs)
        scenes_named_must_exist(declarer, scenes, routes)
        verbs.source = "equity"
        begin = verbs.compile(file, form.get("begin"), "begin", chosen=False)
        verbs.source = "income"
        first = form.ref("first", scenes, "scene")
        scenario = Scenario(
            slug=self.folder.folder.name,
            folder=str(self.folder.folder),
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
            goods=self._goods(declared),
            places=declared.places,
            markets={n: replace(m, caught=caught.get(n, m.caught)) for n, m in declared.markets.items()},
            weather=declared.weather,
            people=declared.people,
            duties=duties,
            eating=declared.eating,
            plan=read_plan(declarer, duties),
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
            digest=self.folder.hash.hexdigest(),
            scope=desk.scope,
            era=declared.era,
            coupons=declared.coupons,
            wages=declared.wages,
            road=replace(declared.road, routes=routes),
            papers=declared.papers,
            checkpoints=declared.checkpoints,
            couriers=declared.couriers,
            shares=declared.shares,
            posts=posts,
            rations=rations,
            dues=dues,
            language=self.folder.language,
            words=self.folder.words,
            levers=read_levers(declarer, verbs, routes),
            carries=carries,
            moved=self._moved(form, scenes),
            background=Background(lambda: self._sources(form)),
        )
        if any(problem.level == "error" for problem in desk.problems):
            # Nothing will ask for its sources now, and all problems are told in one run.
            self._sources(form)
            return Compiled(None, desk.problems)
        return Compiled(scenario, desk.problems)

    def _moved(self, head: Form, scenes: Collection[str]) -> Mapping[str, str]:
        """Return where saved games go on whose scene is gone."""
        found = {}
        for name, node in head.items("moved"):
            if name in scenes:
                head.desk.note("STY26", f"`moved` names the scene {name!r}, which is still there.", head.file, node)
            elif head.known(str(node.value), scenes, "scene", node):
                found[name] = str(node.value)
        return found

    def _sources(self, head: Form) -> Sources:
        """Read evidence and lesson; what is wrong in them keeps nobody from playing."""
        evidence, shared = Evidence(self.desk), set[str]()
        for name, at in head.texts("evidence"):
            if (found := self.folder.file(self.folder.shared("evidence", name), (head.file, at))) is not None:
                known = set(evidence.claims)
                evidence.read(*found)
                if self.folder.others_use(name):
                    shared |= evidence.claims.keys() - known
        lesson = lesson_of(self.desk, self.folder.file(self.folder.folder / "lesson.yaml", optional=True))
        return Sources(evidence.claims, evidence.documents, lesson, frozenset(shared))

    def _goods(self, declared: Declared) -> dict[str, Good]:
        """Return the goods, with what one of each is called in the language."""
        words = self.folder.words
        if not words:
            return declared.goods
        return {name: replace(good, counter=words.get(good.unit, "")) for name, good in declared.goods.items()}

    def _within(self, era: Era, form: Form, starts: date) -> None:
        """Put down that the chapter goes on where its world has no prices."""
        first, days = starts.toordinal(), max(1, form.days("lasts", 1))
        if not era.first <= first <= first + days - 1 <= era.last:
            span = f"{date.fromordinal(era.first)} to {date.fromordinal(era.last)}"
            self.desk.note("STY19", f"The world has prices from {span} only.", form.file, form.get("starts"))

    def _scope(self, declared: Declared, declarer: Declarer, drafts: dict[str, tuple[str, Node]], money: str) -> Verbs:
        duties = declarer.ids("duties")
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
            side=Roadside(
                places=declared.places,
                papers=declared.papers,
                checkpoints=declared.checkpoints,
                patrols=declared.patrols,
                couriers=declared.couriers,
                boxes=[share.id for share in declared.shares.values() if share.kept],
                dues=declarer.ids("dues"),
                coupons=declared.coupons,
                notes=dict.fromkeys(name for market in declared.markets.values() for name in market.notes),
                owed_in=declared.owed_in,
            ),
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
            scenes=frozenset(drafts),
            papers=frozenset(declared.papers),
            checkpoints=frozenset(declared.checkpoints),
            couriers=frozenset(declared.couriers),
            coupons=frozenset(declared.coupons),
            boxes=frozenset(share.id for share in declared.shares.values() if share.kept),
        )

    def _scenes(self, declared: Declared, drafts: dict[str, tuple[str, Node]], verbs: Verbs) -> dict[str, Scene]:
        known = frozenset(drafts)
        codex = frozenset(declared.codex)
        maker = Scenes(
            self.desk, verbs, known, declared.places, declared.markets, declared.stalls, codex, _titles(drafts)
        )
        return {name: maker.scene(file, name, node) for name, (file, node) in drafts.items()}


def _titles(drafts: dict[str, tuple[str, Node]]) -> dict[str, str]:
    forms = ((name, node.value.get("title")) for name, (_, node) in drafts.items() if node.kind == "map")
    return {str(title.value).strip(): name for name, title in forms if title is not None}


def _choice_ids(drafts: dict[str, tuple[str, Node]]) -> list[str]:
    found = []
    for name, (_, node) in drafts.items():
        choices = node.value.get("choices") if node.kind == "map" else None
        if choices is not None and choices.kind == "map":
            found += [f"{name}.{choice}" for choice in choices.value]
    return found
