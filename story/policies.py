"""Policies: plain ways to play a scenario, written in policies.yaml, used by `explore` and by walks."""

from dataclasses import dataclass
from pathlib import Path

from engine.actions import Action, Assign, Buy, Choose, Sell, SetDial
from engine.errors import Refused
from engine.kinds import Expr
from engine.luck import Luck, weighted
from engine.scenario import Scenario
from engine.session import Session
from story.desk import Desk, Fields, Form
from story.desk import Field as F
from story.moves import MOVES, Move, can, moves
from story.open_game import openly
from story.shown import of_policies
from story.tables import table_of, translate
from story.texts import condition

POLICY = Fields(
    {
        "about": F("text", True, "a sentence on how it plays"),
        "rules": F("list", True, "in each scene the first rule that fits decides"),
        "otherwise": F("text", False, "first, random or evenly"),
    }
)
RULE = Fields(
    {
        "in": F("scene", False, "the scene, or a list of scenes; any where it is left out"),
        "when": F("expression", False, "the condition under which it fits"),
        "choose": F("choice", False, "a choice"),
    }
    | MOVES
)
MOST_PLANS = 24
"""Plans and trades in a row after which a policy must choose: no rule may keep a play from moving on."""

MOST_OPEN = 8
"""Deals and loads in a row after which the random policy chooses."""

PATIENCE = 4
"""How much likelier the random policy lets days pass than it takes another choice, so that it sees a whole season."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where and when it fits, and the actions it would take."""

    scenes: frozenset[str]
    when: Expr | None
    actions: tuple[Action | Move, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to play: the first rule that fits, else the first open choice or a random one."""

    name: str
    about: str
    rules: tuple[Rule, ...] = ()
    random: bool = False
    plans: bool = False
    """Whether it also sets dials, gives duties and trades at random."""
    even: bool = False
    """Of a random one: whether each open choice is as likely as the others, days or none."""

    def next(self, session: Session, luck: Luck, count: int, planned: int) -> Action:
        """Return the next action; `count` keys the policy's own luck, `planned` counts plans since the last choice."""
        if planned < MOST_PLANS and (action := self._by_rule(session)) is not None:
            return action
        if self.plans and planned < MOST_OPEN and (action := openly(session, luck, count)) is not None:
            return action
        scene = session.scene
        if self.plans and planned < 3 and (scene.plan or scene.market):
            action = at_random(session, luck, count)
            if action is not None:
                return action
        open_now = session.open_now()
        names = [name for name, _ in open_now]
        if not names:
            raise Refused(f"Nothing can be chosen in {scene.id!r}.")
        chosen = self._chosen(session, names) if self.rules else None
        if chosen is None and self.random:
            weights = [1 if self.even or not passes else PATIENCE for _, passes in open_now]
            chosen = names[weighted(luck.share("policy", count), weights)]
        return Choose(chosen or names[0])

    def _by_rule(self, session: Session) -> Action | None:
        view = None
        for rule in self.rules:
            if rule.scenes and session.state not in rule.scenes:
                continue
            if rule.when is not None:
                view = view or session.view()
                if not rule.when.run(view):
                    continue
            for each in rule.actions:
                action = each.action(session) if isinstance(each, Move) else each
                if _fits(session, action):
                    return action
        return None

    def _chosen(self, session: Session, names: list[str]) -> str | None:
        view = session.view()
        for rule in self.rules:
            if rule.scenes and session.state not in rule.scenes:
                continue
            if rule.when is not None and not rule.when.run(view):
                continue
            for action in rule.actions:
                if isinstance(action, Choose) and action.choice in names:
                    return action.choice
        return None


RANDOM = Policy(
    "random",
    "Any open choice, now and then a plan or a trade.",
    random=True,
    plans=True,
)


def _fits(session: Session, action: Action) -> bool:
    """Return whether an action is possible now and would change something."""
    offered = session.offered()
    if isinstance(action, Choose):
        return any(offer.id == action.choice for offer in offered.open)
    if isinstance(action, SetDial):
        return offered.plan and session.world.values.get(action.dial) != action.value
    if isinstance(action, Assign):
        if not offered.plan or session.world.plan.get(action.person) == action.duty:
            return False
        when = session.scenario.duties[action.duty].when
        return when is None or bool(when.run(session.view()))
    return can(session, action)


def at_random(session: Session, luck: Luck, count: int) -> Action | None:
    """Return now and then a random plan or trade; None more often than not."""
    share = luck.share("policy.plan", count)
    if share >= 0.2:
        return None
    scenario, offered = session.scenario, session.scene
    pick = luck.share("policy.pick", count)
    if share < 0.08 and offered.plan and scenario.dials:
        dial = list(scenario.dials.values())[int(pick * len(scenario.dials))]
        steps = (dial.high - dial.low) // dial.step
        return SetDial(dial.id, dial.low + int(luck.share("policy.value", count) * (steps + 1)) * dial.step)
    if share < 0.12 and offered.plan:
        pairs = [(p, d.id) for d in scenario.duties.values() for p in d.who]
        if pairs:
            action = Assign(*pairs[int(pick * len(pairs))])
            return action if _fits(session, action) else None
    if share < 0.2 and offered.market and (quotes := scenario.markets[offered.market].quotes):
        good = list(quotes)[int(pick * len(quotes))]
        amount = max(1, int(luck.share("policy.value", count) * quotes[good].depth / 4))
        trade: Action = Buy(good, amount) if share < 0.17 else Sell(good, amount)
        return trade if _fits(session, trade) else None
    return None


def policies_of(scenario: Scenario, folder: Path, desk: Desk) -> dict[str, Policy]:
    """Return the policies of a scenario: `random`, `merchant` where journeys are free, its own, and the plain ones.

    Its own wins over another of the same name.
    """
    # These are policies, and so know this file.
    from story.judges import PLAIN
    from story.merchant import MERCHANT

    found: dict[str, Policy] = {"random": RANDOM}
    if any(scene.roads for scene in scenario.scenes.values()):
        found["merchant"] = MERCHANT
    found |= _own(scenario, folder, desk)
    return found | {plain.name: plain for plain in PLAIN if plain.name not in found}


def _own(scenario: Scenario, folder: Path, desk: Desk) -> dict[str, Policy]:
    """Return the policies of policies.yaml."""
    found: dict[str, Policy] = {}
    path = folder / "policies.yaml"
    if not path.exists():
        return found
    node = desk.document(path, path.name)
    if node is None:
        return found
    if scenario.language:
        translate(of_policies(node), table_of(folder, scenario.language), {})
    if node.kind != "map":
        desk.note(
            "FRM03", "The policies should be written as `name:` lines, each with its policy below.", path.name, node
        )
        return found
    for name, inner in node.value.items():
        form = Form(desk, path.name, inner, f"Policy {name!r}", POLICY)
        rules = tuple(rule_of(scenario, rule) for rule in form.forms("rules", "A rule", RULE))
        otherwise = form.word("otherwise", ("first", "random", "evenly"), "first")
        found[name] = Policy(name, form.text("about"), rules, otherwise != "first", even=otherwise == "evenly")
    return found


def rule_of(scenario: Scenario, form: Form) -> Rule:
    """Compile one rule."""
    scenes = frozenset(_names(form, "in"))
    for name in scenes:
        form.known(name, scenario.scenes, "scene", form.values["in"])
    actions: list[Action | Move] = []
    if "choose" in form:
        choice = form.text("choose")
        places = scenes & scenario.scenes.keys() or scenario.scenes.keys()
        known = {c for name in places for c in scenario.scenes[name].choices}
        form.known(choice, known, "choice", form.values["choose"])
        actions.append(Choose(choice))
    actions += moves(scenario, form)
    return Rule(scenes, condition(form, "when"), tuple(actions))


def _names(form: Form, key: str) -> list[str]:
    node = form.get(key)
    if node is not None and node.kind == "list":
        return [text for text, _ in form.texts(key)]
    return [form.text(key)] if node is not None else []
