"""Texts: values put in, formats, braces, and passages that depend on the world."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.prose import settle, write
from engine.session import Session, Story
from engine.turn import Turn
from engine.world import Debt
from story.desk import Desk
from story.marks import Node, read
from story.texts import line, money, prose, weight
from story.tongue import ENGLISH


def node_of(yaml: str) -> Node:
    problems: list[object] = []
    node = read(f"text: {yaml}", "a.yaml", problems)  # type: ignore[arg-type]
    assert node is not None, problems
    inner: Node = node.value["text"]
    return inner


def told(text: str, turn: Turn) -> str:
    desk = Desk(scope=turn.scenario.scope)
    compiled = line(desk, "a.yaml", node_of(f"'{text}'"))
    assert desk.problems == []
    return compiled.write(turn)


def problems(yaml: str, story: Story) -> list[tuple[str, str]]:
    desk = Desk(scope=story.scenario.scope)
    prose(desk, "a.yaml", node_of(yaml), "a")
    return [(problem.code, problem.sentence) for problem in desk.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain.", "Plain."),
        ("You have {cash.KPW}.", "You have 200 won."),
        ("{cash.KPW / 8 + 1 | money}", "26 won"),
        ("{1 KPW} and {1.50 KPW} and {1 CNY} and {2 CNY}", "1 won and 1.50 won and 1 yuan and 2 yuan"),
        ("{cash.KPW | rice}", "20 kg"),
        ("{price.rice / 3 | rice}", "300 g"),
        ("{stock.rice}, {stock.pork / 16 | weight}, {stock.rice * 60 - 30 g}", "20 kg, 125 g, 1,199.97 kg"),
        ("{stock.smokes}, {1 pack}, {2 packs}, {0 kg}", "0 packs, 1 pack, 2 packs, 0 kg"),
        ("{due_in.friend - 9998 | days}, {day + 1 | days}", "1 day, 2 days"),
        ("{heat} {heat | number} {heat | days}", "10 10 10 days"),
        ("{day | date}, {day + 9 days | date}", "23 January, 1 February"),
        ("{month} {weather | name}", "january clear"),
        ("{stock.rice | number} {cash.KPW | number} {cash.KPW / 7 | number}", "20 200 28.57"),
        ("{{braces}} and {{{heat}}}", "{braces} and {10}"),
        ("{ heat|number }", "10"),
    ],
)
def test_values_are_put_into_texts(text: str, expected: str, turn: Turn) -> None:
    assert told(text, turn) == expected


@pytest.mark.parametrize(
    ("yaml", "code", "part"),
    [
        ("'One { brace.'", "TXT01", "'{' stands alone"),
        ("'One } brace.'", "TXT01", "'}' stands alone"),
        ("'Nothing {} here.'", "TXT01", "nothing between"),
        ("'Nothing { | money} here.'", "TXT01", "nothing between"),
        ("'{cash.KPW | gold}'", "TXT02", "no format 'gold'"),
        ("'{heat | money}'", "TXT02", "cannot be written as 'money'"),
        ("'{stock.rice | money}'", "TXT02", "cannot be written as 'money'"),
        ("'{heat | name}'", "TXT02", "cannot be written as 'name'"),
        ("'{lamp}'", "TXT02", "cannot be written"),
        ("'{haet}'", "EXP02", "In {haet}: I know no value"),
        ("'{1.5}'", "EXP04", "1.5 has no unit"),
        ("yes", "FRM03", "should be a text"),
        ("[{any: Nothing}]", "FRM03", "should be a list"),
        ("[{when: lamp}]", "FRM02", "needs `say` or `any`"),
        ("[{when: heat, say: Hot.}]", "EXP03", "should be yes or no"),
        ("[{when: 3, say: Hot.}]", "FRM03", "should be a condition"),
        ("[{wenn: lamp, say: Hot.}]", "FRM01", "no key 'wenn'"),
    ],
)
def test_a_text_that_cannot_be_said_is_a_problem(yaml: str, code: str, part: str, tiny: Story) -> None:
    found = problems(yaml, tiny)
    assert [each for each, _ in found] == [code]
    assert part in found[0][1]


def said(yaml: str, turn: Turn) -> list[str]:
    desk = Desk(scope=turn.scenario.scope)
    compiled = prose(desk, "a.yaml", node_of(yaml), "a")
    assert desk.problems == []
    settle(compiled, turn)
    return list(write(compiled, turn))


def test_passages_depend_on_the_world(turn: Turn) -> None:
    yaml = "[One., {when: lamp, say: Light.}, {when: lamp, say: Light., else: Dark.}, {when: yes, say: Always.}, 3]"
    assert said(yaml, turn) == ["One.", "Dark.", "Always.", "3"]
    turn.values["lamp"] = 1
    assert said(yaml, turn) == ["One.", "Light.", "Light.", "Always.", "3"]


def test_a_condition_before_wordings_holds_for_all_of_them(turn: Turn) -> None:
    yaml = "[{when: lamp, any: [A., {when: heat > 5, say: B.}]}]"
    assert said(yaml, turn) == []
    turn.values["lamp"] = 1
    assert {said(yaml, turn)[0] for _ in range(20)} == {"A.", "B."}
    turn.values["heat"] = 0
    assert {said(yaml, turn)[0] for _ in range(20)} == {"A."}


def test_no_text_says_nothing(turn: Turn) -> None:
    assert prose(Desk(), "a.yaml", None, "a") == ()
    assert said("null", turn) == []


def test_a_debt_is_told_in_the_money_of_the_chapter_only(turn: Turn) -> None:
    turn.debts["trader"] = Debt("CNY", 250, 250, 1, 5, 0)
    assert told("{owed.trader | money}", turn) == "0 won"


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (0, "kg", "0 kg"), (1, "kg", "1 g"), (999, "l", "999 ml"), (1000, "kg", "1 kg"), (1500, "kg", "1.5 kg"),
        (10_000, "kg", "10 kg"), (1_234_560, "kg", "1,234.56 kg"), (1, "dress", "1 dress"), (3, "dress", "3 dresses"),
        (2, "box", "2 boxes"),
    ],
)  # fmt: skip
def test_amounts_of_goods_are_written_as_people_say_them(amount: int, unit: str, text: str) -> None:
    assert weight(amount, unit) == text


@given(st.integers(0, 10**9))
def test_no_two_amounts_are_written_alike(amount: int) -> None:
    number, _, unit = weight(amount, "kg").partition(" ")
    parts = {"g": 1, "kg": 1000}[unit]
    assert round(float(number.replace(",", "")) * parts) == amount


def test_sums_have_one_or_many_of_their_currency(tiny: Story) -> None:
    assert [money(tiny.scenario, amount, "KPW") for amount in (0, 100, 150, 12_345_600)] == [
        "0 won", "1 won", "1.50 won", "123,456 won",
    ]  # fmt: skip


def test_dates_are_english_whatever_the_machine_speaks(turn: Turn, monkeypatch: pytest.MonkeyPatch) -> None:
    import locale

    monkeypatch.setattr(locale, "setlocale", lambda *_: None)
    assert [ENGLISH.date(turn.scenario.date_of(day)) for day in (1, 9, 10, 37, 38)] == [
        "23 January", "31 January", "1 February", "28 February", "1 March",
    ]  # fmt: skip
    source = Path(__file__).parents[2].joinpath("story", "tongue.py").read_text(encoding="utf-8")
    assert "strftime" not in source
    assert ":%" not in source, "%B is a word of the machine's language"


def test_the_texts_of_a_scene_say_what_is_now(session: Session) -> None:
    from engine.actions import Choose

    session.act(Choose("in"))
    assert session.prose()[-1] == "Nothing is owed."
    session.act(Choose("borrow"))
    assert session.prose()[-1] == "150 won are owed."


def test_every_text_of_the_chapter_can_be_written(story: Story) -> None:
    turn = Session(story, 1).view()
    for scene in story.scenario.scenes.values():
        for passage in scene.text:
            for _, text in passage.wordings:
                assert text.write(turn).strip()
        for choice in scene.choices.values():
            assert choice.say.write(turn).strip()
