"""Policies: rules in order, what fits, and that no rule keeps a play from moving on."""

from collections import Counter
from collections.abc import Callable

import pytest

from engine.actions import Action, Assign, Buy, Choose, Sell, SetDial
from engine.errors import Refused
from engine.luck import Luck
from engine.session import Session, Story
from story.desk import Desk
from story.library import Loaded
from story.policies import MOST_PLANS, RANDOM, Policy, Rule, policies_of
from tests.conftest import QUIET, TINY

Retold = Callable[..., Loaded]


@pytest.fixture
def morning(session: Session) -> Session:
    session.act(Choose("in"))
    return session


def policies(story: Story) -> dict[str, Policy]:
    desk = Desk(scope=story.scenario.scope)
    found = policies_of(story.scenario, TINY, desk)
    assert desk.problems == []
    return found


def codes(retold: Retold, rule: str) -> list[str]:
    loaded = retold(**{"policies.yaml": f"odd:\n  about: Odd.\n  rules:\n    - {rule}\n"})
    assert loaded.scenario is not None
    desk = Desk(scope=loaded.scenario.scope)
    policies_of(loaded.scenario, loaded.folder, desk)
    return [problem.code for problem in desk.problems]


def rule(*actions: Action, scenes: tuple[str, ...] = (), when: str = "") -> Rule:
    assert not when
    return Rule(frozenset(scenes), None, actions)


def following(session: Session, *rules: Rule, planned: int = 0) -> Action:
    return Policy("p", "", rules).next(session, Luck(1), 0, planned)


def test_the_first_rule_that_fits_decides(morning: Session) -> None:
    well, day = rule(Choose("well")), rule(Choose("one_day"))
    assert following(morning, well, day) == Choose("well")
    assert following(morning, rule(Choose("dear")), rule(Choose("nowhere")), day, well) == Choose("one_day")
    assert following(morning, rule(Choose("well"), scenes=("gate",)), day) == Choose("one_day")
    assert following(morning, rule(Choose("well"), scenes=("gate", "morning")), day) == Choose("well")


def test_without_a_rule_the_first_open_choice_is_taken(morning: Session) -> None:
    assert following(morning) == Choose("one_day")


def test_conditions_are_asked_of_the_world(tiny: Story) -> None:
    steady = policies(tiny)["steady"]
    session = Session(tiny, 1, QUIET)
    actions = []
    for count in range(4):
        actions.append(steady.next(session, Luck(1), count, 0))
        session.act(actions[-1])
    assert actions == [Choose("in"), SetDial("bowls", 6), Choose("go_on"), Choose("go_on")]


def test_plans_fit_where_they_change_something_and_can_be_done(morning: Session) -> None:
    day = rule(Choose("one_day"))
    for action in (
        SetDial("bowls", 8),
        Assign("you", "stall"),
        Assign("husband", "lookout"),
        Buy("gold", 5),
        Sell("smokes", 1),
    ):
        assert following(morning, rule(action), day) == Choose("one_day"), action
    for action in (SetDial("bowls", 9), Assign("you", "home"), Buy("rice", 500), Sell("pork", 500)):
        assert following(morning, rule(action), day) == action


def test_nothing_is_planned_or_traded_where_that_cannot_be(session: Session) -> None:
    for action in (SetDial("bowls", 9), Assign("you", "home"), Buy("rice", 500)):
        assert following(session, rule(action)) == Choose("in")


def test_a_policy_that_plans_for_ever_still_moves(tiny: Story) -> None:
    shopper = policies(tiny)["shopper"]
    session, planned = Session(tiny, 1, QUIET), 0
    for count in range(200):
        if session.ended:
            break
        action = shopper.next(session, Luck(1), count, planned)
        session.act(action)
        planned = 0 if isinstance(action, Choose) else planned + 1
        assert planned <= MOST_PLANS
    assert session.world.day > 3


def test_two_rules_that_undo_each_other_still_move(morning: Session) -> None:
    rules = (rule(SetDial("bowls", 9)), rule(SetDial("bowls", 8)))
    planned = 0
    while not isinstance(action := following(morning, *rules, planned=planned), Choose):
        morning.act(action)
        planned += 1
    assert planned == MOST_PLANS


def test_after_all_plans_a_rule_s_choice_is_still_kept(morning: Session) -> None:
    rules = (rule(SetDial("bowls", 9)), rule(SetDial("bowls", 8)), rule(Choose("well"), scenes=("morning",)))
    assert following(morning, *rules, planned=MOST_PLANS) == Choose("well")


def test_where_nothing_can_be_chosen_the_play_is_stuck_and_says_so(changed: Callable[..., Story], tiny: Story) -> None:
    from dataclasses import replace

    gate = tiny.scenario.scenes["gate"]
    session = Session(changed(scenes={**tiny.scenario.scenes, "gate": replace(gate, choices={})}), 1)
    for policy in (RANDOM, policies(tiny)["steady"]):
        with pytest.raises(Refused, match="Nothing can be chosen in 'gate'"):
            policy.next(session, Luck(1), 0, 0)


def test_the_random_policy_takes_every_kind_of_action_and_only_what_is_possible(tiny: Story) -> None:
    kinds: set[type] = set()
    for seed in range(1, 40):
        session, luck, planned = Session(tiny, seed), Luck(seed), 0
        for count in range(60):
            if session.ended:
                break
            action = RANDOM.next(session, luck, count, planned)
            kinds.add(type(action))
            session.act(action)
            planned = 0 if isinstance(action, Choose) else planned + 1
    assert kinds == {Choose, SetDial, Assign, Buy, Sell}


def test_a_random_play_is_the_same_for_the_same_luck(morning: Session) -> None:
    assert [RANDOM.next(morning, Luck(3), count, 0) for count in range(9)] == [
        RANDOM.next(morning, Luck(3), count, 0) for count in range(9)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{in: mornin, choose: one_day}", "REF01"),
        ("{in: [gate, mornin], choose: in}", "REF01"),
        ("{in: gate, choose: one_day}", "REF01"),
        ("{choose: fly}", "REF01"),
        ("{set: {bowls: 17}}", "FRM05"),
        ("{set: {portion: 85 g}}", "FRM05"),
        ("{set: {meals: 80}}", "FRM06"),
        ("{set: {portion: 3 KPW}}", "EXP03"),
        ("{assign: {husband: stall}}", "FRM04"),
        ("{assign: {boy: post}}", "FRM04"),
        ("{assign: {you: fly}}", "REF01"),
        ("{buy: gold 3 kg}", "REF01"),
        ("{buy: rice 3 packs}", "EXP03"),
        ("{choose: in, when: haet > 3}", "EXP02"),
        ("{choose: in, wenn: heat > 3}", "FRM01"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_a_problem(text: str, code: str, retold: Retold) -> None:
    assert codes(retold, text) == [code]


def test_a_scenario_without_policies_has_the_random_one_and_the_plain_ones(tiny: Story, retold: Retold) -> None:
    loaded = retold()
    (loaded.folder / "policies.yaml").unlink()
    found = policies_of(tiny.scenario, loaded.folder, Desk(scope=tiny.scenario.scope))
    assert list(found) == ["random", "cautious", "greedy", "borrower", "stay_at_home"]
    assert found["random"] is RANDOM


def test_a_policy_may_choose_evenly_among_what_is_open(retold: Callable[..., Loaded]) -> None:
    policies = """
fair:
  about: Any open choice, each as likely as the others.
  rules: []
  otherwise: evenly
"""
    made = retold(**{"policies.yaml": policies})
    assert made.story is not None
    fair = policies_of(made.story.scenario, made.folder, Desk(scope=made.story.scenario.scope))["fair"]
    chosen: Counter[str] = Counter()
    session = Session(made.story, 1)
    session.act(Choose("in"))
    for count in range(1500):
        action = fair.next(session, Luck(1), count, 0)
        assert isinstance(action, Choose)
        chosen[action.choice] += 1
    open_now = session.open_now()
    assert set(chosen) == {name for name, _ in open_now}
    assert len(open_now) > 8
    assert 0.7 < min(chosen.values()) * len(open_now) / 1500 < max(chosen.values()) * len(open_now) / 1500 < 1.3
