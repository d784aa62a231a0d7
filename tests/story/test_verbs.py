"""Verbs: each compiled to its effect, and each mistake told with a sentence."""

from collections.abc import Callable

import pytest

from engine import effects as fx
from engine.session import Session, Story
from engine.turn import Turn
from story.deeds import VERBS
from story.desk import Desk
from story.errands import ERRANDS
from story.library import Loaded
from story.marks import Node, read
from story.verbs import Verbs
from tests.conftest import QUIET


def verbs_of(story: Story) -> Verbs:
    s = story.scenario
    return Verbs(
        desk=Desk(scope=s.scope), table=VERBS, money=s.money, goods=s.goods, creditors=s.creditors, numbers=s.numbers,
        kinds={}, flags=s.flags, dials=s.dials, people=frozenset(s.people),
        adults=frozenset(p.id for p in s.people.values() if p.adult), duties=frozenset(s.duties),
        patrols=frozenset(s.patrols), markets=frozenset(s.markets), stalls=tuple(s.stalls), codex=frozenset(s.codex),
    )  # fmt: skip


def node_of(yaml: str) -> Node:
    node = read(f"do: {yaml}", "a.yaml", [])
    assert node is not None
    inner: Node = node.value["do"]
    return inner


def compiled(yaml: str, story: Story) -> tuple[fx.Effect, ...]:
    verbs = verbs_of(story)
    found = verbs.compile("a.yaml", node_of(yaml), "a")
    assert verbs.desk.problems == []
    return found


def problems(yaml: str, story: Story, chosen: bool = True) -> list[tuple[str, str]]:
    verbs = verbs_of(story)
    verbs.compile("a.yaml", node_of(yaml), "a", chosen)
    return [(problem.code, problem.sentence) for problem in verbs.desk.problems]


def done(yaml: str, story: Story) -> Turn:
    turn = Session(story, 1, QUIET).view()
    fx.run(compiled(yaml, story), turn)
    return turn


def test_every_verb_is_in_the_table_and_tried_here() -> None:
    tried = " ".join(DEEDS)
    assert [verb for verb in VERBS.keys() - ERRANDS.keys() if f"{verb}:" not in tried] == []


DEEDS = [
    "{pay: 50 KPW}",
    "{pay: {amount: 5 CNY, for: medicine}}",
    '{pay: "cash.KPW / 2"}',
    "{receive: 50 KPW}",
    "{receive: {amount: 1.5 CNY, from: gift}}",
    "{lose: 50 KPW}",
    "{lose: pork 2 kg}",
    "{lose: rice all}",
    "{lose: {goods: pork 2 kg, at: stall, to: theft}}",
    "{lose: {amount: 5 KPW, to: theft}}",
    "{gain: rice 5 kg}",
    "{gain: {goods: smokes 2 packs, worth: 16 KPW, from: gift, at: hidden}}",
    "{give: pork 80 g}",
    "{give: {goods: pork all, to: guests, at: home}}",
    "{buy: rice 5 kg}",
    "{buy: {goods: rice 500 g, market: square}}",
    "{sell: pork 1 kg}",
    "{sell: pork all}",
    "{sell: {goods: pork 1 kg, for: 60 KPW}}",
    "{sell: {goods: pork 1 kg, for: 60 KPW, at: home}}",
    "{borrow: {from: friend, goods: pork 6 kg, owe: 150 KPW, in: 30 days}}",
    "{borrow: {from: trader, money: 20 CNY, owe: 24 CNY, in: 5 days}}",
    "{owe: {to: friend, amount: 60 KPW, for: more time, in: 3 days}}",
    "{extend: {debt: friend, by: 15 days}}",
    "{forgive: {debt: friend}}",
    "{forgive: {debt: friend, amount: 5 KPW}}",
    "{add: {heat: 5, trust.friend: -10, meals: 10 %}}",
    "{add: {health.boy: -4, energy.you: 8, carry: 500 g}}",
    "{set: {lamp: yes, carry: 2 kg, heat: heat + 1, invited: not lamp}}",
    "{assign: {husband: lookout}}",
    "{move: {goods: pork 1 kg, from: home, to: hidden}}",
    "{confiscate: {by: police, at: home}}",
    "{confiscate: {by: police}}",
    "{lose_takings: yes}",
    "{lose_takings: 50 %}",
    "{sell_portions: 3}",
    "{open: [the_ration]}",
    "{open: the_ration}",
    "{say: Well.}",
    "{if: lamp, then: [{say: Yes.}], else: [{say: No.}]}",
    "{pass: 1 day}",
    "{carry_on: 14 days}",
    "{repay: {to: friend, amount: all}}",
    '{repay: {to: friend, amount: "min(owed.friend, 5 KPW)"}}',
]


@pytest.mark.parametrize("deed", DEEDS)
def test_each_form_of_a_verb_compiles_to_one_effect(deed: str, tiny: Story) -> None:
    assert len(compiled(f"[{deed}]", tiny)) == 1


@pytest.mark.parametrize(
    ("yaml", "code", "part"),
    [
        ("{pay: 5 KPW}", "VRB02", "Deeds are a list"),
        ("[pay]", "VRB02", "A deed is a verb"),
        ("[{}]", "VRB02", "A deed is a verb"),
        ("[{pay: 5 KPW, say: Done}]", "VRB02", "One deed a line"),
        ("[{buyy: rice 5 kg}]", "VRB01", "no verb 'buyy'"),
        ("[{pay: 50}]", "FRM06", "carries its unit"),
        ("[{pay: -5 KPW}]", "FRM05", "below nothing"),
        ("[{pay: [5 KPW]}]", "FRM03", "should be money in KPW"),
        ("[{pay: 5 kg}]", "EXP03", "should be money in KPW"),
        ("[{pay: 5 USD}]", "EXP04", "no unit 'USD'"),
        ("[{pay: {for: tea}}]", "FRM02", "needs a key 'amount'"),
        ("[{give: rice}]", "VRB02", "Name the goods"),
        ("[{give: 5 kg rice}]", "VRB02", "Name the goods"),
        ("[{give: rice 5}]", "FRM06", "carries its unit"),
        ("[{give: rice -5 kg}]", "FRM05", "below nothing"),
        ("[{give: gold 5 kg}]", "REF01", "no goods 'gold'"),
        ("[{gain: rice all}]", "VRB02", "`all` has no meaning"),
        ("[{buy: rice all}]", "VRB02", "`all` has no meaning"),
        ("[{sell: {goods: pork 1 kg, at: hidden}}]", "VRB02", "has no `at`"),
        ("[{buy: {goods: pork 1 kg, at: hidden}}]", "VRB02", "has no `at`"),
        ("[{buy: {goods: pork 1 kg, for: 5 KPW}}]", "FRM01", "no key 'for'"),
        ("[{buy: {goods: pork 1 kg, market: moon}}]", "REF01", "no market 'moon'"),
        ("[{lose: {to: theft}}]", "VRB02", "needs `amount` or `goods`"),
        ("[{lose: {goods: pork 1 kg, at: The Shed}}]", "FRM03", "a place to keep things"),
        ("[{borrow: {from: friend, owe: 5 KPW, in: 3 days}}]", "VRB02", "needs `goods` or `money`"),
        ("[{borrow: {from: foe, money: 5 KPW, owe: 5 KPW, in: 3 days}}]", "REF01", "no creditor 'foe'"),
        ("[{borrow: {from: friend, money: 5 CNY, owe: 5 KPW, in: 3 days}}]", "EXP03", "should be money in KPW"),
        ("[{borrow: {from: friend, money: 5 KPW, owe: 5 KPW, in: 3}}]", "FRM06", "carries its unit"),
        ("[{borrow: {from: friend, money: 5 KPW, owe: 6 KPW, in: 3 days, instalments: 3}}]", "VRB02", "need `every`"),
        ("[{borrow: {from: friend, money: 5 KPW, owe: 6 KPW, in: 3 days, every: 3 days}}]", "VRB02", "needs `instalm"),
        ("[{repay: {to: friend}}]", "FRM02", "needs a key 'amount'"),
        ("[{add: {haet: 5}}]", "REF01", "no number 'haet'"),
        ("[{add: {heat: 5 KPW}}]", "EXP03", "should be a number"),
        ("[{add: {heat: 1.5}}]", "EXP04", "1.5 has no unit"),
        ("[{add: {lamp: 1}}]", "REF01", "no number 'lamp'"),
        ("[{add: {energy.boy: 1}}]", "REF01", "no number 'energy.boy'"),
        ("[{add: [heat]}]", "VRB02", "takes names and values"),
        ("[{set: {lamp: 3}}]", "EXP03", "should be yes or no"),
        ("[{set: {lantern: yes}}]", "REF01", "no number, flag or dial 'lantern'"),
        ("[{assign: {boy: post}}]", "REF01", "no adult 'boy'"),
        ("[{assign: {you: fly}}]", "REF01", "no duty 'fly'"),
        ("[{confiscate: {by: army}}]", "REF01", "no patrol or checkpoint 'army'"),
        ("[{lose_takings: no}]", "FRM06", "yes, or a share"),
        ("[{lose_takings: 150 %}]", "FRM06", "yes, or a share"),
        ("[{open: [moon]}]", "REF01", "no codex entry 'moon'"),
        ("[{pass: 0 days}]", "FRM05", "Between 1 and 60 days"),
        ("[{pass: 61 days}]", "FRM05", "Between 1 and 60 days"),
        ("[{pass: 1}]", "FRM06", "carries its unit"),
        ("[{pass: 1 day}, {say: Morning.}]", "VRB03", "come last"),
        ("[{if: lamp, then: [{pass: 1 day}]}, {say: Morning.}]", "VRB03", "come last"),
        ("[{if: lamp}]", "FRM02", "needs a key 'then'"),
        ("[{if: heat, then: []}]", "EXP03", "should be yes or no"),
    ],
)
def test_a_mistake_is_a_problem_with_a_sentence(yaml: str, code: str, part: str, tiny: Story) -> None:
    found = problems(yaml, tiny)
    assert [each for each, _ in found] == [code], found
    assert part in found[0][1]


@pytest.mark.parametrize(
    "deed",
    [
        "{pay: 5 KPW}",
        "{give: pork 80 g}",
        "{buy: rice 5 kg}",
        "{sell: pork 1 kg}",
        "{sell: {goods: pork 1 kg, for: 6 KPW}}",
        "{repay: {to: friend, amount: all}}",
        "{pass: 1 day}",
        "{carry_on: 2 days}",
        "{if: lamp, then: [{pay: 5 KPW}]}",
        "{if: lamp, then: [], else: [{if: lamp, then: [{pass: 1 day}]}]}",
    ],
)
def test_what_nobody_chooses_can_need_nothing_and_lets_no_days_pass(deed: str, tiny: Story) -> None:
    assert [code for code, _ in problems(f"[{deed}]", tiny, chosen=False)] == ["VRB04"]
    assert problems(f"[{deed}]", tiny) == []


def test_what_takes_as_much_as_there_is_may_stand_anywhere(tiny: Story) -> None:
    deeds = "[{lose: 5 KPW}, {lose: pork all}, {gain: rice 1 kg}, {receive: 3 KPW}, {add: {heat: 1}}, {say: Well.}]"
    assert problems(deeds, tiny, chosen=False) == []


@pytest.mark.parametrize("section", ["enter", "duty", "begin"])
def test_arrivals_duties_and_beginnings_are_nobody_s_choice(section: str, retold: Callable[..., Loaded]) -> None:
    scenario = (retold().folder / "scenario.yaml").read_text(encoding="utf-8")
    scenes = (
        "yard:\n  title: The yard\n  text: Snow.\n  enter: [{pay: 5 KPW}]\n  choices: {out: {say: Out., go: back}}\n"
    )
    files = {
        "enter": {"scenes/yard.yaml": scenes},
        "duty": {"scenario.yaml": scenario.replace("energy: 3}", "energy: 3, do: [{pay: 1 KPW}]}")},
        "begin": {"scenario.yaml": scenario.replace("begin:\n", "begin:\n  - pay: 1 KPW\n")},
    }[section]
    loaded = retold(**files)
    assert [problem.code for problem in loaded.problems] == ["VRB04"]
    assert loaded.story is None


def test_amounts_may_be_worked_out_when_the_deed_is_done(tiny: Story) -> None:
    turn = done('[{pay: "cash.KPW / 2"}, {receive: "cash.KPW / 2"}, {gain: "rice stock.rice / 4"}]', tiny)
    assert turn.cash() == 15_000
    assert turn.held("rice") == 25_000


def test_the_opening_is_nobody_s_income(tiny: Story) -> None:
    names = [name for name in Session(tiny, 1).world.balances if name.startswith(("income:", "equity:"))]
    assert set(names) == {"equity:savings:KPW", "equity:savings:CNY", "equity:household:KPW"}


def test_a_currency_is_told_by_its_unit(tiny: Story) -> None:
    turn = done("[{pay: {amount: 5 CNY, for: tea}}, {lose: 30 CNY}, {receive: 1.5 CNY}]", tiny)
    assert turn.cash("CNY") == 15
    assert turn.cash() == 20_000


def test_a_debt_is_repaid_in_its_own_currency_only(tiny: Story) -> None:
    turn = done(
        "[{borrow: {from: trader, money: 20 CNY, owe: 24 CNY, in: 5 days}}, {forgive: {debt: trader, amount: 5 KPW}}]",
        tiny,
    )
    assert turn.debts["trader"].owed == 240
    fx.run(compiled("[{repay: {to: trader, amount: 4 CNY}}, {forgive: {debt: trader, amount: 5 CNY}}]", tiny), turn)
    assert turn.debts["trader"].owed == 150


def test_a_share_is_added_to_a_dial_in_percent_and_kept_in_its_range(tiny: Story) -> None:
    assert done("[{add: {meals: -30 %}}]", tiny).values["meals"] == 70
    assert done("[{set: {meals: 10 %}}]", tiny).values["meals"] == 40
