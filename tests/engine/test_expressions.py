"""Expressions: every operator, literal and kind; every mistake with its column; and nothing of Python behind them."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.errors import ExpressionError
from engine.expressions import DEEPEST, LONGEST, compile_expression
from engine.kinds import BOOL, DAYS, NUMBER, Kind, Scope
from engine.session import Session, Story
from engine.turn import Turn

WON, YUAN, KG = Kind("money", "KPW"), Kind("money", "CNY"), Kind("goods", "kg")


@pytest.fixture(scope="module")
def scope(tiny: Story) -> Scope:
    return tiny.scenario.scope


@pytest.fixture(scope="module")
def first_morning(tiny: Story) -> Turn:
    return Session(tiny, 1).view()


def value(text: str, turn: Turn, wanted: Kind | None = None) -> Any:
    return compile_expression(text, turn.scenario.scope, wanted).run(turn)


def mistake(text: str, scope: Scope, wanted: Kind | None = None) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, scope, wanted)
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("7 - 2 - 1", 4), ("7 / 2", 3), ("-7 / 2", -4), ("7 / (2 - 2)", 0),
        ("- -3", 3), ("2 * -3", -6), ("100 / 7 / 2", 7), ("min(3, 2)", 2), ("max(3, min(9, 5))", 5),
        ("1 < 2", True), ("2 <= 2", True), ("3 > 4", False), ("3 >= 4", False), ("1 == 1", True), ("1 != 1", False),
        ("yes", True), ("no", False), ("true and not false", True), ("not not yes", True),
        ("yes or no and no", True), ("not yes or yes", True), ("not 1 > 2", True), ("no or no", False),
        ("heat == 10", True), ("heat + 1 > 10", True), ("lamp", 0), ("lamp == no", True), ("not lamp", True),
        ("2 + 4 * (heat == 10)", 6), ("month == january", True), ("january == month", True), ("weather != snow", True),
        ("degrees", -12), ("day", 1), ("days_left", 29), ("day + 2 days", 3), ("1 + day", 2),
        ("cash.KPW", 20_000), ("cash.CNY", 300), ("cash.KPW == 200", True), ("cash.KPW / 3", 6666), ("2 * 3 KPW", 600),
        ("12.50 KPW", 1250), ("1.5 CNY", 15), ("stock.rice == 20 kg", True), ("stock.rice - 500 g", 19_500),
        ("stock.rice / 500 g", 40), ("stock.home.pork", 2000),
        ("stock.hidden.pork", 0), ("stock.smokes > 2 packs", False),
        ("1_000", 1000), ("price.rice == 10 KPW", True), ("worth", 45_900), ("food_days", 14), ("health.you", 78),
        ("doing(you, stall)", True), ("doing(husband, lookout)", False), ("visited(gate)", True), ("times(gate)", 1),
        ("visited(well)", False), ("days_since(gate)", 0), ("days_since(well)", 9999), ("chose(gate.in)", False),
        ("owes(friend)", False), ("overdue(friend)", False), ("due_in.friend", 9999), ("knows(the_ration)", False),
        ("trust.friend", 60), ("carry", 1000), ("price == 6 KPW", True), ("meals", 100),
        ("sold.soup", 0), ("has(lamp)", False),
    ],
)  # fmt: skip
def test_an_expression_gives_what_it_says(text: str, expected: object, turn: Turn) -> None:
    assert value(text, turn) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1", NUMBER), ("1 KPW", WON), ("2 * 1 CNY", YUAN), ("1 KPW / 2", WON), ("3 KPW / 1 KPW", NUMBER), ("5 kg", KG),
        ("day", DAYS), ("2 days", DAYS), ("heat > 1", BOOL), ("cash.KPW + 1", WON), ("min(1 kg, 500 g)", KG),
        ("lamp * 2", NUMBER), ("month", Kind("enum", "month")),
    ],
)  # fmt: skip
def test_an_expression_knows_its_kind(text: str, kind: Kind, scope: Scope) -> None:
    assert compile_expression(text, scope).kind == kind


def test_a_bare_number_takes_the_kind_that_is_wanted_where_that_is_beyond_doubt(turn: Turn) -> None:
    assert value("3", turn, WON) == 300
    assert value("3.50", turn, WON) == 350
    assert value("-3", turn, WON) == -300
    assert value("3", turn, DAYS) == 3
    assert value("0", turn, KG) == 0


def test_amounts_that_need_no_world_are_known_beforehand(scope: Scope) -> None:
    assert compile_expression("2 packs", scope).const == 2
    assert compile_expression("12.50 KPW", scope, WON).const == 1250
    assert compile_expression("heat", scope).const is None


def test_an_expression_names_what_it_asks(scope: Scope) -> None:
    names = compile_expression("heat > 3 and stock.rice > 2 kg or doing(you, home)", scope).names
    assert names == {"heat", "stock.rice", "doing(you, home)"}


@pytest.mark.parametrize(
    ("text", "column", "code", "part"),
    [
        ("", 0, "EXP01", "too early"),
        ("heat >", 6, "EXP01", "too early"),
        ("heat = 5", 5, "EXP01", "did not expect '='"),
        ("heat ! 5", 5, "EXP01", "did not expect '!'"),
        ("lamp & lamp", 5, "EXP01", "did not expect '&'"),
        ("heat > 5 %", 9, "EXP01", "did not expect '%'"),
        ("heat > 5)", 8, "EXP01", "did not expect ')'"),
        ("(heat > 5", 9, "EXP01", "expected ')'"),
        ("min(1 2)", 6, "EXP01", "expected ','"),
        ("heat ; 5", 5, "EXP01", "cannot read ';'"),
        ("  $", 2, "EXP01", "cannot read '$'"),
        ("'a' * 3", 0, "EXP01", "cannot read"),
        ("1 < 2 < 3", 6, "EXP01", "two things at a time"),
        ("haet > 5", 0, "EXP02", "no value called 'haet'"),
        ("5 + haet", 4, "EXP02", "no value called 'haet'"),
        ("snow", 0, "EXP02", "no value called 'snow'"),
        ("heat == snow", 5, "EXP03", "should be a number"),
        ("snow == snow", 5, "EXP02", "no value called 'snow'"),
        ("visited(nowhere)", 8, "EXP02", "no scene 'nowhere'"),
        ("doing(you, nothing)", 11, "EXP02", "no duty 'nothing'"),
        ("heat > 5 KPW", 5, "EXP03", "should be a number"),
        ("cash.KPW > cash.CNY", 9, "EXP03", "should be money in KPW"),
        ("cash.KPW + 5 kg", 9, "EXP03", "should be money in KPW"),
        ("2 kg * 2 kg", 5, "EXP03", "cannot be joined by *"),
        ("1 / 2 kg", 2, "EXP03", "cannot be joined by /"),
        ("month == snow", 6, "EXP03", "'snow' is no month"),
        ("month < may", 6, "EXP03", "only be compared with =="),
        ("month == 0", 6, "EXP03", "should be a month"),
        ("0 == weather", 2, "EXP03", "should be a weather"),
        ("lamp == 0", 5, "EXP03", "should be yes or no"),
        ("heat and lamp", 5, "EXP03", "join conditions"),
        ("not heat", 0, "EXP03", "join conditions"),
        ("-lamp", 0, "EXP03", "cannot reckon"),
        ("month + month", 6, "EXP03", "cannot reckon"),
        ("5 furlongs", 2, "EXP04", "no unit 'furlongs'"),
        ("stock.rice > 5", 11, "EXP04", "Say the unit"),
        ("0.001 KPW", 0, "EXP04", "finer than this unit"),
        ("heat > 1.5", 5, "EXP04", "1.5 has no unit"),
        ("1.5 < 2", 4, "EXP04", "1.5 has no unit"),
        ("1.5 == 1.5", 4, "EXP04", "1.5 has no unit"),
        ("1.5", 0, "EXP04", "1.5 has no unit"),
        ("visited", 0, "EXP06", "needs something in brackets"),
        ("visit(gate)", 0, "EXP06", "no function 'visit'"),
        ("visited(3)", 8, "EXP06", "wants the id of a scene"),
        ("visited(", 8, "EXP06", "wants the id of a scene"),
    ],
)
def test_a_mistake_is_told_with_its_column(text: str, column: int, code: str, part: str, scope: Scope) -> None:
    error = mistake(text, scope)
    assert (error.column, error.code) == (column, code), error.sentence
    assert part in error.sentence


def test_a_near_miss_has_a_hint(scope: Scope) -> None:
    assert mistake("haet > 5", scope).hint == "did you mean 'heat'?"
    assert mistake("heat = 5", scope).hint == "write == to compare"
    assert mistake("5 days + 3 dayz", scope).hint == "did you mean 'day'?"


def test_another_kind_than_wanted_is_a_mistake(scope: Scope) -> None:
    assert "should be yes or no, but it is a number" in mistake("heat", scope, BOOL).sentence
    assert "should be money in KPW" in mistake("5 CNY", scope, WON).sentence
    assert mistake("5", scope, KG).hint == "for example 5 kg"


def test_an_expression_has_an_end(scope: Scope) -> None:
    for text in (
        "(" * (DEEPEST + 1),
        "-" * (DEEPEST + 1) + "1",
        "min(" * 40,
        "1 + " * 100 + "1",
        "not " * 100 + "lamp",
    ):
        assert mistake(text + " " * LONGEST, scope).code == "EXP05"
    assert mistake("(" * (DEEPEST + 1), scope).code == "EXP05"
    assert mistake("-" * (DEEPEST + 1) + "1", scope).code == "EXP05"


def test_the_longest_expressions_run(turn: Turn) -> None:
    assert value("1" + "+1" * 199, turn) == 200
    assert value("9" + "*9" * 199, turn) == 9**200
    assert value("not " * (DEEPEST - 2) + "lamp", turn) == 0
    assert value("(" * (DEEPEST - 1) + "1" + ")" * (DEEPEST - 1), turn) == 1


@pytest.mark.parametrize(
    "name",
    [
        "__class__", "heat.__class__", "stock.__class__.rice", "stock..rice", "stock.Home.rice",
        "stock.rice.amount", "t",
        "self", "turn", "scenario", "__import__", "lambda", "cash", "cash.USD", "stock.gold", "open", "None", "True",
    ],
)  # fmt: skip
def test_no_name_of_python_leaks(name: str, scope: Scope) -> None:
    assert mistake(name, scope).code == "EXP02"
    assert mistake(f"{name}(1)", scope).code in ("EXP01", "EXP06")


WORDS = [
    "heat", "lamp", "cash.KPW", "stock.rice", "day", "month", "weather", "january", "snow",
    "yes", "no", "and", "or", "not", "min(",
    "max(", "visited(", "gate", ")", "(", ",", "+", "-", "*", "/", "<", ">=", "==", "!=", "=", "5", "1.5", "2_0",
    "KPW", "kg", "days", "__class__", ".", "'", "٣", "²", "\u200b", "\x1c", "é",
]  # fmt: skip
texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
kinds = st.sampled_from([None, NUMBER, BOOL, DAYS, WON, YUAN, KG, Kind("enum", "month")])


@settings(max_examples=700)
@given(text=texts, wanted=kinds)
@example(text="٣ kg", wanted=None)
@example(text="visited(", wanted=None)
@example(text="0 == snow", wanted=None)
@example(text="1.5 > 0.5", wanted=None)
def test_any_text_gives_an_expression_or_an_expression_error(
    text: str, wanted: Kind | None, first_morning: Turn
) -> None:
    told: ExpressionError | None
    try:
        expr = compile_expression(text, first_morning.scenario.scope, wanted)
    except ExpressionError as error:
        told = error
    else:
        told = None
    if told is not None:
        assert 0 <= told.column <= len(text)
        assert told.sentence.endswith(".")
        return
    assert wanted is None or expr.kind in (wanted, Kind("word", str(expr.const)))
    result = expr.run(first_morning)
    assert isinstance(result, (int, bool, str))
    assert expr.const is None or result == expr.const
