"""The logic of conditions: which can never hold, and which of several always does."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions import compile_expression
from engine.kinds import BOOL, NUMBER, Kind, Scope, Symbol
from story.checks.logic import Logic


def reads(name: str) -> Any:
    return lambda turn: turn[name]


WON, KILOGRAMS = Kind("money", "KPW"), Kind("goods", "kg")
SCOPE = Scope(
    symbols={
        "lamp": Symbol(BOOL, reads("lamp")),
        "stove": Symbol(BOOL, reads("stove")),
        "heat": Symbol(NUMBER, reads("heat")),
        "luck": Symbol(NUMBER, reads("luck")),
        "day": Symbol(Kind("days"), reads("day")),
        "cash.KPW": Symbol(WON, reads("cash")),
        "owed.friend": Symbol(WON, reads("owed")),
        "stock.pork": Symbol(KILOGRAMS, reads("pork")),
        "weather": Symbol(Kind("enum", "weather"), reads("weather")),
    },
    enums={"weather": ("clear", "snow", "wind")},
    units={"KPW": (WON, 100), "kg": (KILOGRAMS, 1000), "g": (KILOGRAMS, 1), "days": (Kind("days"), 1)},
    minors={"KPW": 100},
    ids={"scene": frozenset({"home", "lane"})},
    functions={"visited": (("scene",), BOOL, lambda _: lambda _: False)},
)
LOGIC = Logic(SCOPE, {"heat": (0, 100)})


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("heat > 5 and heat < 3", False),
        ("heat > 100", False),
        ("heat >= 100", True),
        ("heat < 0", False),
        ("luck < 0", True),
        ("5 < heat and heat < 3", False),
        ("lamp and not lamp", False),
        ("lamp == yes and lamp == no", False),
        ("lamp == no", True),
        ("lamp != yes and lamp", False),
        ("weather == snow and weather == wind", False),
        ("weather != snow and weather != wind", True),
        ("weather != snow and weather != wind and weather != clear", False),
        ("cash.KPW > 5 KPW and cash.KPW < 4.50 KPW", False),
        ("stock.pork > 1 kg and stock.pork < 1200 g", True),
        ("stock.pork > 1 kg and stock.pork < 900 g", False),
        ("(lamp or stove) and not lamp and not stove", False),
        ("(heat + luck) * 2 > 5 and heat < 1", True),
        ("min(heat, luck) > 5 and min(heat, luck) < 4", False),
        ("cash.KPW > owed.friend and cash.KPW < owed.friend", False),
        ("visited(home) and not visited(lane)", True),
        ("not not lamp", True),
        ("no or lamp", True),
        ("no", False),
    ],
)
def test_a_condition_that_can_never_hold_is_told_from_one_that_can(source: str, holds: bool) -> None:
    compile_expression(source, SCOPE, BOOL)
    assert LOGIC.can_hold(source) == holds


@pytest.mark.parametrize(
    ("sources", "always"),
    [
        (("heat > 5", "heat <= 5"), True),
        (("heat > 5", "not heat > 5"), True),
        (("heat > 5", "heat < 5"), False),
        (("lamp", "not (lamp)"), True),
        (("lamp and stove", "not lamp", "not stove"), True),
        (("lamp and stove", "not lamp and not stove"), False),
        (("weather == snow", "weather == wind"), False),
        (("weather == snow", "weather == wind", "weather == clear"), True),
        (("heat < 3", "heat >= 3 and heat < 8", "heat >= 8"), True),
        (("cash.KPW < owed.friend", "cash.KPW >= owed.friend"), True),
        (("stock.pork >= 1 kg", "stock.pork < 1000 g"), True),
        (("day < 5", "day >= 5 days"), True),
        (("heat >= 0",), True),
        ((), False),
    ],
)
def test_conditions_that_leave_no_case_out_are_told_from_those_that_do(sources: tuple[str, ...], always: bool) -> None:
    assert LOGIC.one_always_holds(sources) == always


def test_where_there_are_too_many_cases_nothing_is_claimed() -> None:
    many = " and ".join(f"f{n}" for n in range(40))
    assert LOGIC.can_hold(f"{many} and not f1")
    assert not LOGIC.one_always_holds([many, f"not ({many})"])


TURNS = [
    {"lamp": lamp, "stove": stove, "heat": heat, "luck": luck, "weather": weather}
    for lamp, stove, heat, luck, weather in product(
        (False, True), (False, True), (0, 1, 40, 41, 99, 100), (-1, 0, 1), ("clear", "snow", "wind")
    )
]


def conditions() -> st.SearchStrategy[str]:
    facts = st.sampled_from(["lamp", "stove", "yes", "no", "lamp == no", "weather == snow", "weather != wind"])
    signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    names = st.sampled_from(["heat", "luck", "heat + luck", "heat - 1"])
    compared = st.builds(
        lambda a, sign, b: f"{a} {sign} {b}", names, signs, st.sampled_from(["0", "1", "40", "100", "luck"])
    )
    turned = st.builds(lambda a, sign, b: f"{b} {sign} {a}", names, signs, st.sampled_from(["1", "40"]))
    return st.recursive(
        facts | compared | turned,
        lambda inner: st.one_of(
            inner.map(lambda c: f"not ({c})"),
            st.builds(lambda a, b: f"({a}) and ({b})", inner, inner),
            st.builds(lambda a, b: f"{a} or {b}", inner, inner),
        ),
        max_leaves=6,
    )


@given(source=conditions())
@settings(max_examples=300, deadline=None)
def test_what_holds_in_some_world_is_never_said_to_be_impossible(source: str) -> None:
    expr = compile_expression(source, SCOPE, BOOL)
    if any(expr.run(turn) for turn in TURNS):  # type: ignore[arg-type]
        assert LOGIC.can_hold(source)


@given(sources=st.lists(conditions(), max_size=4))
@settings(max_examples=300, deadline=None)
def test_where_no_condition_holds_in_some_world_none_is_said_to_hold_always(sources: list[str]) -> None:
    exprs = [compile_expression(source, SCOPE, BOOL) for source in sources]
    if any(not any(expr.run(turn) for expr in exprs) for turn in TURNS):  # type: ignore[arg-type]
        assert not LOGIC.one_always_holds(sources)
