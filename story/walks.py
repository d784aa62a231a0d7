"""Walks: story tests in YAML. Each is played straight and again through a save after every action."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from engine.actions import Action, Choose, Depart, SetDial
from engine.errors import Refused
from engine.kinds import near
from engine.legacy import Legacy, left
from engine.luck import Luck, Pin
from engine.scenario import Scenario
from engine.session import Session, Story
from engine.snapshot import restored, taken
from story.after import After, read_after
from story.checks.evidence import SYSTEM
from story.desk import Desk, Fields, Form
from story.desk import Field as F
from story.marks import Node
from story.moves import MOVES, Move, moves
from story.neighbours import Neighbours
from story.pins import pins_of
from story.policies import Policy, policies_of
from story.problems import Problem
from story.texts import condition

WALK = Fields(
    {
        "name": F("text", True, "what it is called"),
        "about": F("text", False, "a sentence on it"),
        "seed": F("whole", False, "its seed"),
        "after": F("map", False, "what the chapter before left: the play begins with it"),
        "shows": F("list", False, "systems it proves, such as S16"),
        "pin": F("map", False, "luck by name"),
        "steps": F("list", True, "what is done and expected"),
        "ends": F("scene", False, "the ending it must come to"),
    }
)
STEP = Fields(
    {
        "choose": F("choice", False, "a choice, or scene.choice"),
        "play": F("map", False, "a policy, until a condition or a scene"),
        "at": F("scene", False, "the scene must be this one"),
        "expect": F("expression", False, "what must hold"),
        "barred": F("choice", False, "a choice that must be shown and barred"),
        "open": F("choice", False, "a choice that must be open"),
        "save_and_reload": F("yes_no", False, "go on from a save"),
    }
    | MOVES
)
PLAY = Fields(
    {
        "policy": F("text", True, "a policy of policies.yaml"),
        "until": F("expression", False, "until this holds"),
        "to": F("scene", False, "until this scene"),
    }
)
MOST_ACTIONS = 3000


@dataclass(frozen=True, slots=True)
class Result:
    """How one walk went; `trouble` names the step, what was expected and what was there."""

    scenario: str
    name: str
    passed: bool
    shows: tuple[str, ...]
    trouble: str = ""
    screen: str = ""


@dataclass(slots=True)
class Walk:
    """A walk as written."""

    file: str
    name: str
    seed: int
    shows: tuple[str, ...]
    pins: dict[str, Pin]
    steps: list[Form]
    ends: str
    after: After | None = None


class _Failed(Exception):
    """A step did not hold."""


@dataclass(slots=True)
class _Player:
    """Plays a walk; `saving` goes through a save after every action."""

    story: Story
    walk: Walk
    policies: dict[str, Policy]
    desk: Desk
    saving: bool
    legacy: Legacy | None = None
    session: Session = field(init=False)
    actions: int = 0
    planned: int = 0

    def play(self) -> None:
        self.session = Session(self.story, self.walk.seed, self.walk.pins, self.legacy)
        for number, step in enumerate(self.walk.steps, 1):
            try:
                self._step(step)
            except (_Failed, Refused) as error:
                raise _Failed(f"step {number} (line {step.node.line}): {error}") from error
        if self.walk.ends and self.session.world.scene != self.walk.ends:
            raise _Failed(f"it should end at {self.walk.ends}, and stands at {self.session.world.scene}")

    def act(self, action: Action) -> None:
        self.session.act(action)
        self.actions += 1
        self.planned = 0 if isinstance(action, Choose | Depart) else self.planned + 1
        if self.actions > MOST_ACTIONS:
            raise _Failed(f"more than {MOST_ACTIONS} actions: the walk does not come to an end")
        if self.saving:
            self._reload()

    def _reload(self) -> None:
        snapshot = json.loads(json.dumps(taken(self.session.world)))
        world = restored(snapshot, self.story.scenario)
        self.session = Session.resume(self.story, world, self.session.journal, self.walk.pins, self.legacy)

    def _step(self, step: Form) -> None:
        if "at" in step and self.session.world.scene != step.text("at"):
            raise _Failed(f"the scene should be {step.text('at')}, and is {self.session.world.scene}")
        known = len(self.desk.problems)
        todo = moves(self.story.scenario, step)
        self._readable(known)
        for move in todo:
            self.act(move.action(self.session) if isinstance(move, Move) else move)
        if "choose" in step:
            self._choose(step.text("choose"))
        if "play" in step:
            self._run(step)
        for key, wanted in (("barred", True), ("open", False)):
            if key in step:
                self._offer(step.text(key), wanted)
        if "expect" in step:
            self._expect(step)
        if step.truth("save_and_reload"):
            self._reload()

    def _choose(self, name: str) -> None:
        scene, _, choice = name.rpartition(".")
        if scene and self.session.world.scene != scene:
            raise _Failed(f"the scene should be {scene}, and is {self.session.world.scene}")
        here = self.session.world.scene
        known = self.story.scenario.scenes[here].choices
        if choice not in known:
            raise _Failed(f"there is no choice {choice!r} in the scene {here}; it has {', '.join(known) or 'none'}")
        self.act(Choose(choice))

    def _offer(self, name: str, barred: bool) -> None:
        for offer in self.session.offered().choices:
            if offer.id == name:
                if bool(offer.barred) != barred:
                    raise _Failed(
                        f"{name} should be {'barred' if barred else 'open'}"
                        + (f": {offer.barred}" if offer.barred else "")
                    )
                return
        raise _Failed(f"{name} is not shown; shown are {', '.join(o.id for o in self.session.offered().choices)}")

    def _readable(self, known: int) -> None:
        """Fail where a step that is being done turned out to hold a mistake."""
        if len(self.desk.problems) > known:
            raise _Failed(f"cannot be read: {self.desk.problems[known].sentence}")

    def _expect(self, step: Form) -> None:
        known_before = len(self.desk.problems)
        expr = condition(step, "expect")
        self._readable(known_before)
        view = self.session.view()
        if expr is not None and not expr.run(view):
            known = {
                name: self.desk.scope.symbols[name].run(view)
                for name in sorted(expr.names)
                if name in self.desk.scope.symbols
            }
            values = ", ".join(f"{name} = {value}" for name, value in known.items())
            raise _Failed(f"expected {expr.source}; there is {values or 'none of it'} (smallest parts)")

    def _run(self, step: Form) -> None:
        known = len(self.desk.problems)
        form = Form(self.desk, step.file, step.values["play"], "`play`", PLAY)
        policy = self.policies.get(form.text("policy"))
        if policy is None:
            raise _Failed(f"there is no policy {form.text('policy')!r}")
        until = condition(form, "until")
        target = form.ref("to", self.story.scenario.scenes, "scene")
        self._readable(known)
        luck = Luck(self.walk.seed)
        while not self.session.ended:
            if target and self.session.world.scene == target:
                return
            if until is not None and until.run(self.session.view()):
                return
            self.act(policy.next(self.session, luck, self.actions, self.planned))
        if target and self.session.world.scene != target:
            raise _Failed(f"the play ended at {self.session.world.scene} before it came to {target}")


def walks_of(scenario: Scenario, folder: Path, desk: Desk) -> list[Walk]:
    """Return the walks in a scenario's folder."""
    found, neighbours = [], Neighbours(scenario)
    for path in sorted((folder / "walks").glob("*.yaml")):
        file = f"walks/{path.name}"
        node = desk.document(path, file)
        if node is None:
            continue
        form = Form(desk, file, node, "A walk", WALK)
        shows = tuple(system for system, at in form.texts("shows") if _is_system(form, system, at))
        pins = pins_of(scenario, form)
        steps = list(form.forms("steps", "A step", STEP))
        found.append(
            Walk(
                file,
                form.text("name", path.stem),
                form.whole("seed", 1),
                shows,
                pins,
                steps,
                form.ref("ends", scenario.scenes, "scene"),
                read_after(neighbours, form),
            )
        )
    return found


def _is_system(form: Form, system: str, at: Node) -> bool:
    if not SYSTEM.fullmatch(system):
        form.desk.note("LES01", f"The walk shows {system!r}; systems are S01 to S97.", form.file, at)
    return True


def run(story: Story, folder: Path, only: str = "") -> tuple[list[Result], list[Problem]]:
    """Run a scenario's walks and return how each went, with the problems in their files."""
    desk = Desk(scope=story.scenario.scope)
    policies = policies_of(story.scenario, folder, desk)
    walks = walks_of(story.scenario, folder, desk)
    problems = list(desk.problems)
    results = [_result(story, walk, policies, desk) for walk in walks if only in ("", walk.name)]
    return results, problems


def mistakes(scenario: Scenario, folder: Path) -> list[Problem]:
    """Return what is wrong in a scenario's policies and walks as they are written, without playing them."""
    desk = Desk(scope=scenario.scope)
    policies = policies_of(scenario, folder, desk)
    choices = {choice for scene in scenario.scenes.values() for choice in scene.choices}
    for walk in walks_of(scenario, folder, desk):
        _must_be_there(walk, desk)
        for step in walk.steps:
            moves(scenario, step)
            step.ref("at", scenario.scenes, "scene")
            condition(step, "expect")
            for key in ("choose", "barred", "open"):
                if key in step:
                    said = step.text(key)
                    if said not in choices and (meant := _said(scenario, said)):
                        step.known(said, choices, "choice", step.values[key], f"a choice goes by its id: write {meant}")
                        continue
                    scene, _, choice = said.rpartition(".")
                    if not scene or step.known(scene, scenario.scenes, "scene", step.values[key]):
                        known = scenario.scenes[scene].choices if scene else choices
                        step.known(choice, known, "choice", step.values[key])
            if "play" in step:
                form = Form(desk, step.file, step.values["play"], "`play`", PLAY)
                form.ref("policy", policies, "policy")
                form.ref("to", scenario.scenes, "scene")
                condition(form, "until")
    return desk.problems


def _said(scenario: Scenario, text: str) -> str:
    """Return the choice that says a text, empty where none does."""
    every = (choice for scene in scenario.scenes.values() for choice in scene.choices.values())
    return next((choice.id for choice in every if choice.say.pieces == (text,)), "")


def names_asked(scenario: Scenario, folder: Path) -> set[str]:
    """Return the names that a scenario's policies and walks ask for or set."""
    desk = Desk(scope=scenario.scope)
    names: set[str] = set()
    rules = [rule for policy in policies_of(scenario, folder, desk).values() for rule in policy.rules]
    exprs = [rule.when for rule in rules]
    done = [action for rule in rules for action in rule.actions]
    for walk in walks_of(scenario, folder, desk):
        for step in walk.steps:
            exprs.append(condition(step, "expect"))
            done += moves(scenario, step)
            if "play" in step:
                exprs.append(condition(Form(desk, step.file, step.values["play"], "`play`", PLAY), "until"))
    exprs += [each.amount for each in done if isinstance(each, Move)]
    names |= {each.dial for each in done if isinstance(each, SetDial)}
    return names.union(*(expr.names for expr in exprs if expr is not None))


def _must_be_there(walk: Walk, desk: Desk) -> None:
    """Put down a walk of the chapter before that is to be played and is not there."""
    after = walk.after
    if after is not None and after.walk:
        there = walks_of(after.story.scenario, after.folder, Desk(scope=after.story.scenario.scope))
        if named(there, after.walk) is None:
            sentence = f"There is no walk {after.walk!r} in {after.said.chapter}."
            names = [name for each in there for name in (each.name, Path(each.file).stem)]
            desk.note("REF01", sentence, walk.file, after.at, near(after.walk, names))


def _result(story: Story, walk: Walk, policies: dict[str, Policy], desk: Desk) -> Result:
    digests = []
    try:
        legacy = _legacy(walk, (story.scenario.slug,))
    except _Failed as failed:
        return Result(story.scenario.slug, walk.name, False, walk.shows, str(failed))
    for saving in (False, True):
        player = _Player(story, walk, policies, desk, saving, legacy)
        try:
            player.play()
        except _Failed as failed:
            how = " when saved and reloaded after every action" if saving else ""
            return Result(story.scenario.slug, walk.name, False, walk.shows, f"{failed}{how}", screen(player.session))
        digests.append(player.session.digest())
    if digests[0] != digests[1]:
        trouble = "played through saves it ends in another world than played straight"
        return Result(story.scenario.slug, walk.name, False, walk.shows, trouble)
    return Result(story.scenario.slug, walk.name, True, walk.shows)


def legacy_of(walk: Walk, scenario: Scenario) -> Legacy | None:
    """Return what a walk of a chapter begins from; None where it begins alone, or the walk that leaves it fails."""
    try:
        return _legacy(walk, (scenario.slug,))
    except _Failed:
        return None


def _legacy(walk: Walk, chapters: tuple[str, ...]) -> Legacy | None:
    """Return what a walk begins from, playing the walk of the chapter before that it names; `chapters` so far."""
    after = walk.after
    if after is None or not after.walk:
        return after.said if after is not None else None
    scenario, desk = after.story.scenario, Desk(scope=after.story.scenario.scope)
    name = f"the walk {after.walk!r} of {scenario.slug}"
    if scenario.slug in chapters:
        raise _Failed(f"{name}, after which it begins, comes round to itself")
    policies, walks = policies_of(scenario, after.folder, desk), walks_of(scenario, after.folder, desk)
    found = named(walks, after.walk)
    if found is None or desk.problems:
        raise _Failed(f"{name}, after which it begins, " + ("cannot be read" if desk.problems else "is not there"))
    player = _Player(after.story, found, policies, desk, False, _legacy(found, (*chapters, scenario.slug)))
    try:
        player.play()
    except _Failed as failed:
        raise _Failed(f"{name}, after which it begins, does not hold: {failed}") from failed
    if not player.session.ended:
        raise _Failed(f"{name}, after which it begins, does not come to an ending")
    return after.over(left(scenario, player.session.world))


def named(walks: list[Walk], name: str) -> Walk | None:
    """Return the walk of a name, or of a file so called."""
    return next((walk for walk in walks if name in (walk.name, Path(walk.file).stem)), None)


def screen(session: Session) -> str:
    """Return the screen as plain lines: title, text, choices."""
    lines = [session.scene.title, *session.prose()]
    for number, offer in enumerate(session.offered().choices, 1):
        lines.append(f"{number}. {offer.say}" + (f" (barred: {offer.barred})" if offer.barred else ""))
    return "\n".join(lines)
