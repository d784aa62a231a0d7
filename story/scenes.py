"""Scenes: what stands in scenes/*.yaml, compiled with its choices, outcomes and events."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from engine import effects as fx
from engine.kinds import NUMBER, Expr, constant, near
from engine.scenario import Market, Place, Stall
from engine.scene import Choice, Ending, EventRule, Outcome, Scene, Target
from story.desk import Desk, Fields, Form
from story.desk import Field as F
from story.marks import Node
from story.respelt import unfit
from story.texts import condition, line, prose
from story.verbs import Verbs

SCENE = Fields(
    {
        "title": F("text", True, "its head"),
        "place": F("id", False, "where it is"),
        "text": F("prose", True, "what is read"),
        "choices": F("map", False, "id -> choice, in the order shown"),
        "enter": F("verbs", False, "done on arrival"),
        "hub": F("yes_no", False, "a place to come back to"),
        "market": F("id", False, "the market at which goods may be traded here"),
        "plan": F("yes_no", False, "dials and duties may be changed here"),
        "roads": F("yes_no", False, "goods may be loaded and journeys begun here"),
        "stall": F("id", False, "the stall that stands here"),
        "codex": F("list", False, "entries opened on arrival"),
        "art": F("text", False, "a picture in assets/art"),
        "event": F("map", False, "when a day may bring it"),
        "ending": F("map", False, "its name and tone"),
        "evidence": F("evidence", False, "claims it stands on, or {invented: why}"),
        "shows": F("list", False, "systems it shows, such as S16"),
    }
)
CHOICE = Fields(
    {
        "say": F("text", True, "the deed"),
        "note": F("text", False, "cost or risk in words"),
        "when": F("expression", False, "the condition under which it is open"),
        "otherwise": F("text", False, "why it is barred; without it, it is hidden"),
        "once": F("yes_no", False, "gone after it was taken"),
        "do": F("verbs", False, "what it does"),
        "then": F("prose", False, "what follows, in words"),
        "go": F("scene", False, "where it leads: a scene, back, or here"),
        "visit": F("scene", False, "a scene that comes back"),
        "outcomes": F("map", False, "how it may turn out"),
    }
)
OUTCOME = Fields(
    {
        "weight": F("expression", True, "how often, beside the others"),
        "when": F("expression", False, "the condition under which it may happen"),
        "risk": F("text", False, "what the player is told may happen"),
        "text": F("prose", False, "what is read"),
        "do": F("verbs", False, "what it does"),
        "go": F("scene", False, "where it leads"),
        "visit": F("scene", False, "a scene that comes back"),
    }
)
EVENT = Fields(
    {
        "when": F("expression", False, "the condition under which it may come"),
        "weight": F("expression", False, "how often, beside the others"),
        "at": F("text", True, "trade, morning or road"),
        "cooldown": F("days", False, "days before it may come again"),
        "priority": F("whole", False, "above 0: comes the day it may"),
    }
)
ENDING = Fields(
    {
        "name": F("text", True, "what it is called"),
        "tone": F("text", True, "nothing, loss, ahead or stopped"),
    }
)
TONES = ("nothing", "loss", "ahead", "stopped")


class Scenes:
    """Compiles scenes against what the scenario declares."""

    def __init__(
        self,
        desk: Desk,
        verbs: Verbs,
        known: frozenset[str],
        places: Mapping[str, Place],
        markets: Mapping[str, Market],
        stalls: Mapping[str, Stall],
        codex: frozenset[str],
        titles: Mapping[str, str] | None = None,
    ) -> None:
        self.desk = desk
        self.verbs = verbs
        self.known = known
        self.places = places
        self.markets = markets
        self.stalls = stalls
        self.codex = codex
        self.titles = titles or {}
        """Title -> scene, for whoever writes the one in the other's place."""

    def scene(self, file: str, name: str, node: Node) -> Scene:
        """Compile one scene."""
        form = Form(self.desk, file, node, f"Scene {name!r}", SCENE)
        hub = form.truth("hub") or ("hub" in form and form.values["hub"].kind != "bool")
        choices: dict[str, Choice] = {}
        for key, choice in form.items("choices"):
            if key in CHOICE and choice.kind != "map":
                sentence = f"`{key}` stands where the id of a choice should."
                self.desk.note("FRM03", sentence, file, choice, "indent it further, below the choice it belongs to")
                continue
            choices[key] = self._choice(file, name, key, choice, hub)
        entries = [e for e, at in form.texts("codex") if form.known(e, self.codex, "codex entry", at)]
        return Scene(
            id=name,
            title=form.text("title"),
            place=form.ref("place", self.places, "place"),
            text=prose(self.desk, file, form.get("text"), name),
            choices=choices,
            enter=self.verbs.compile(file, form.get("enter"), f"{name}.enter", chosen=False),
            hub=hub,
            market=form.ref("market", self.markets, "market"),
            plan=form.truth("plan"),
            roads=form.truth("roads"),
            stall=form.ref("stall", self.stalls, "stall"),
            art=self._art(form),
            codex=tuple(entries),
            event=self._event(form),
            ending=self._ending(form),
            cited=form.cited(),
            shows=tuple(text for text, _ in form.texts("shows")),
            spot=form.spot,
        )

    def _art(self, form: Form) -> str:
        art = form.text("art")
        if "art" in form and art not in (known := pictures()):
            hint = near(art, known) or f"there are {', '.join(sorted(known))}"
            self.desk.note("FIL04", f"There is no picture {art!r}.", form.file, form.values["art"], hint)
        return art

    def _event(self, scene: Form) -> EventRule | None:
        node = scene.get("event")
        if node is None:
            return None
        form = Form(self.desk, scene.file, node, f"`event` of {scene.what}", EVENT)
        return EventRule(
            condition(form, "when"),
            self._weight(form),
            form.word("at", ("trade", "morning", "road"), "trade"),
            form.days("cooldown") if "cooldown" in form else None,
            form.whole("priority", 0, 0, 1000),
        )

    def _ending(self, scene: Form) -> Ending | None:
        node = scene.get("ending")
        if node is None:
            return None
        form = Form(self.desk, scene.file, node, f"`ending` of {scene.what}", ENDING)
        return Ending(form.text("name"), form.word("tone", TONES, "nothing"))

    def _weight(self, form: Form) -> Expr:
        node = form.get("weight")
        if node is None:
            return constant(1)
        if node.kind == "int" and node.value >= 0:
            return constant(node.value)
        if node.kind == "text":
            return self.desk.expression(node.value.strip(), form.file, node, NUMBER) or constant(1)
        form.wrong("weight", "a whole number, 0 or more, or an expression", "FRM05" if node.kind == "int" else "FRM03")
        return constant(1)

    def _choice(self, file: str, scene: str, key: str, node: Node, hub: bool) -> Choice:
        owner = f"{scene}.{key}"
        form = Form(self.desk, file, node, f"Choice {key!r}", CHOICE)
        if "." in key or not key.isidentifier():
            sentence, hint = unfit(key)
            self.desk.note("FRM08", sentence, file, node, hint)
        effects = self.verbs.compile(file, form.get("do"), owner)
        go = self._target(form, Target("here") if hub or _departs(effects) else None)
        outcomes = tuple(
            self._outcome(file, f"{owner}.{name}", name, inner, go) for name, inner in form.items("outcomes")
        )
        if go is None and not outcomes and node.kind == "map" and not form.mistaken("go", "visit", "outcomes"):
            self.desk.note("STY02", f"Choice {key!r} leads nowhere: it needs `go`, `visit` or `outcomes`.", file, node)
        at_once = fx.passes(effects)
        passing = at_once or any(fx.passes(outcome.effects) for outcome in outcomes)
        if at_once and outcomes:
            self.desk.note("VRB03", "With outcomes, let days pass in the outcomes, not before them.", file, node)
        return Choice(
            id=key,
            say=line(self.desk, file, form.get("say")),
            note=line(self.desk, file, form.get("note")) if "note" in form else None,
            when=condition(form, "when"),
            otherwise=line(self.desk, file, form.get("otherwise")) if "otherwise" in form else None,
            once=form.truth("once"),
            effects=effects,
            then=prose(self.desk, file, form.get("then"), f"{owner}.then"),
            outcomes=outcomes,
            go=go or Target("here"),
            costs=fx.costs(effects) or any(fx.costs(outcome.effects) for outcome in outcomes),
            passes=passing,
            spot=form.spot,
        )

    def _outcome(self, file: str, owner: str, name: str, node: Node, go: Target | None) -> Outcome:
        form = Form(self.desk, file, node, f"Outcome {name!r}", OUTCOME)
        effects = self.verbs.compile(file, form.get("do"), owner)
        target = self._target(form, Target("here") if go is None and _departs(effects) else go)
        if target is None and node.kind == "map" and not form.mistaken("go", "visit"):
            self.desk.note("STY02", f"Outcome {name!r} leads nowhere: it needs `go` or `visit`.", file, node)
        return Outcome(
            id=name,
            weight=self._weight(form),
            when=condition(form, "when"),
            risk=form.text("risk"),
            text=prose(self.desk, file, form.get("text"), f"{owner}.text"),
            effects=effects,
            go=target or Target("here"),
            spot=form.spot,
        )

    def _target(self, form: Form, default: Target | None) -> Target | None:
        if "go" in form and "visit" in form:
            sentence = f"{form.what} has both `go` and `visit`, and can lead to one place only."
            self.desk.note("FRM09", sentence, form.file, form.values["visit"], "remove one of them")
        for key, how in (("go", "scene"), ("visit", "visit")):
            if key not in form:
                continue
            name = form.text(key)
            if key == "go" and name in ("back", "here"):
                return Target(name)
            if name not in self.known and form.values[key].kind in ("text", "int"):
                words = ("back", "here") if key == "go" else ()
                hint = f"that is a title: write {self.titles[name]}" if name in self.titles else ""
                form.known(name, {*self.known, *words}, "scene", form.values[key], hint)
            return Target(how, name) if name in self.known else Target("here")
        return default


@cache
def pictures() -> frozenset[str]:
    """Return the names of the pictures that the game has."""
    folder = files("assets") / "art" / "places"
    return frozenset(file.name.removesuffix(".txt") for file in folder.iterdir() if file.name.endswith(".txt"))


def _departs(effects: tuple[fx.Effect, ...]) -> bool:
    """Return whether a list ends on the road, which leads on by itself."""
    return bool(effects) and isinstance(effects[-1], fx.Depart | fx.TurnBack)
