"""Checks of a story that can be read, each on a story of a few scenes built by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.effects import Add, If, Pay, Set
from engine.evidence import Background, Cited, Claim, Concept, Lesson, Sources, WitnessLine
from engine.expressions import compile_expression
from engine.kinds import BOOL, NUMBER, Expr, Kind, Scope, Symbol, constant
from engine.prose import Line, Passage, Prose
from engine.scenario import Dial, DialKind, Eating, Flag, Number, Scenario, Weather
from engine.scene import Choice, Ending, EventRule, Outcome, Scene, Spot, Target
from story import library
from story.checks import CHECKS, run
from story.codes import CODES
from tests.conftest import TINY

SCOPE = Scope(
    symbols={"lamp": Symbol(BOOL, lambda _: False), "heat": Symbol(NUMBER, lambda _: 0)},
)
PAY = Pay(constant(100, Kind("money", "KPW")), "KPW", "bread")
INVENTED = Cited((), ("a trial",))


def when(source: str) -> Expr:
    return compile_expression(source, SCOPE, BOOL)


def text(*said: str) -> Prose:
    return tuple(Passage(f"t{n}", ((None, Line((each,))),)) for n, each in enumerate(said))


def choice(name: str, go: Target | str = "end", line: int = 9, **more: Any) -> Choice:
    target = go if isinstance(go, Target) else Target("scene", go)
    fields: dict[str, Any] = {
        "note": None, "when": None, "otherwise": None, "once": False, "effects": (), "then": (), "outcomes": (),
        "spot": Spot("scenes/a.yaml", line, 5),
    }  # fmt: skip
    return Choice(id=name, say=Line((name,)), go=target, **(fields | more))


def outcome(name: str, go: str, guard: str = "", weight: int = 1) -> Outcome:
    spot = Spot("scenes/a.yaml", 20, 7)
    return Outcome(name, constant(weight), when(guard) if guard else None, "", (), (), Target("scene", go), spot)


def scene(name: str, *choices: Choice, line: int = 1, **more: Any) -> Scene:
    fields: dict[str, Any] = {"cited": INVENTED, "text": text("Here."), "spot": Spot("scenes/a.yaml", line, 3)}
    return Scene(id=name, title=name, place="", choices={c.id: c for c in choices}, **(fields | more))


END = scene("end", ending=Ending("End", "nothing"))


def story(*scenes: Scene, **more: Any) -> Scenario:
    fields: dict[str, Any] = {
        "slug": "s", "title": "S", "subtitle": "", "blurb": "", "chapter": 1, "starts": date(1995, 1, 1), "lasts": 9,
        "minutes": 1, "ages": "", "content_note": "", "money": "KPW", "yardstick": "", "first": scenes[0].id,
        "begin": (), "weather": Weather(), "eating": Eating(), "calm": 0, "chance": 0, "digest": "",
        "scope": SCOPE, "scenes": {each.id: each for each in scenes},
    }  # fmt: skip
    for empty in (
        "currencies", "goods", "places", "markets", "people", "duties", "plan", "numbers", "flags", "dials", "stalls",
        "patrols", "creditors", "codex",
    ):  # fmt: skip
        fields[empty] = {}
    sources = Sources(**{key: more.pop(key) for key in ("claims", "documents", "lesson") if key in more})
    return Scenario(**(fields | more), background=Background(lambda: sources))


def found(scenario: Scenario) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in run(scenario)]


# ---- ways -----------------------------------------------------------------------------------------------------------


def test_a_story_of_two_scenes_has_no_problems() -> None:
    assert found(story(scene("home", choice("go")), END)) == []


def test_a_scene_that_nothing_leads_to_is_found() -> None:
    assert found(story(scene("home", choice("go")), scene("attic", choice("go"), line=7), END)) == [("STY03", 7)]


def test_a_scene_behind_a_choice_that_is_never_open_counts_as_out_of_reach() -> None:
    shut = choice("up", "attic", when=when("heat > 5 and heat < 3"))
    lane = scene("home", shut, choice("go"))
    assert found(story(lane, scene("attic", choice("go"), line=7), END)) == [("STY03", 7), ("STY14", 9)]


def test_a_scene_without_a_way_out_is_a_dead_end_and_blames_only_itself() -> None:
    home = scene("home", choice("go", "pit"), choice("end", "end"))
    assert found(story(home, scene("pit", line=7), END)) == [("STY04", 7)]
    assert found(story(scene("home", choice("go", "pit")), scene("pit", line=7), END)) == [("STY03", 1), ("STY04", 7)]


def test_a_scene_whose_choices_all_stay_is_a_dead_end() -> None:
    pit = scene("pit", choice("wait", Target("here")), line=7)
    assert found(story(scene("home", choice("fall", "pit"), choice("go")), pit, END)) == [("STY04", 7)]


def test_scenes_that_go_round_for_ever_have_no_ending_in_reach() -> None:
    home = scene("home", choice("go"), choice("off", "left"))
    ring = [scene("left", choice("a", "right"), line=5), scene("right", choice("b", "left"), line=7)]
    assert found(story(home, *ring, END)) == [("STY05", 5), ("STY05", 7)]


def test_a_story_without_an_ending_is_told_so_once() -> None:
    assert found(story(scene("home", choice("a", "lane")), scene("lane", choice("b", "home")))) == [("STY11", 1)]


def test_an_ending_offers_nothing_and_is_no_beginning() -> None:
    shut = scene("end", choice("again", "home"), ending=Ending("End", "nothing"), line=7)
    assert found(story(scene("home", choice("go")), shut)) == [("STY09", 7)]
    assert found(story(replace(END, spot=Spot("a", 3, 1)))) == [("STY10", 3)]


def test_back_in_a_scene_nothing_comes_back_from_is_found() -> None:
    lane = scene("lane", choice("return", Target("back"), line=12), choice("go"))
    assert found(story(scene("home", choice("out", "lane")), lane, END)) == [("STY07", 12)]
    assert found(story(scene("home", choice("out", Target("visit", "lane")), choice("go")), lane, END)) == []
    assert found(story(scene("home", choice("out", "lane"), hub=True), lane, END)) == []


def test_back_among_outcomes_is_found_too() -> None:
    mixed = choice("try", outcomes=(outcome("on", "end"), replace(outcome("off", ""), go=Target("back"))), line=12)
    assert found(story(scene("home", choice("out", "lane")), scene("lane", mixed), END)) == [("STY07", 12)]


def test_a_visit_that_never_comes_back_is_found() -> None:
    home = scene("home", choice("out", Target("visit", "lane"), line=8))
    assert found(story(home, scene("lane", choice("go")), END)) == [("STY15", 8)]


def test_days_that_pass_without_a_hub_are_found() -> None:
    assert found(story(scene("home", choice("sleep", passes=True, line=8), choice("go")), END)) == [("STY18", 8)]


def event(guard: str = "yes", weight: int = 1, at: str = "morning", priority: int = 0) -> EventRule:
    return EventRule(when(guard), constant(weight), at, None, priority)


@pytest.mark.parametrize(
    ("rule", "problems"),
    [
        (event(), []),
        (event("no"), [("STY08", 7)]),
        (event("heat < 3 and heat > 5"), [("STY08", 7)]),
        (event(weight=0), [("STY08", 7)]),
        (event(weight=0, priority=2), []),
        (event(at="trade"), [("STY08", 7)]),
    ],
)
def test_an_event_that_can_never_come_is_found(rule: EventRule, problems: list[tuple[str, int]]) -> None:
    home = scene("home", choice("sleep", Target("here"), passes=True), choice("go"), hub=True)
    visitor = scene("visitor", choice("bye", Target("back")), event=rule, line=7)
    assert found(story(home, visitor, END)) == problems


def test_an_event_cannot_come_where_no_day_passes() -> None:
    visitor = scene("visitor", choice("bye", Target("back")), event=event(), line=7)
    assert found(story(scene("home", choice("go"), hub=True), visitor, END)) == [("STY03", 7)]


# ---- choices that may all be barred ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("guards", "stops"),
    [
        (("heat > 5",), True),
        (("heat > 5", "heat > 9"), True),
        (("heat > 5", "heat <= 5"), False),
        (("lamp", "not lamp"), False),
        (("yes",), False),
        (("heat >= 0",), False),
    ],
)
def test_a_scene_may_stop_when_no_choice_is_sure_to_be_open(guards: tuple[str, ...], stops: bool) -> None:
    choices = [choice(f"c{n}", when=when(guard)) for n, guard in enumerate(guards)]
    scenario = story(scene("home", *choices), END, numbers={"heat": Number("heat", 0, 0, 100)})
    assert (("STY06", 1) in found(scenario)) == stops


def test_a_choice_that_costs_something_is_not_sure_to_be_open() -> None:
    assert found(story(scene("home", choice("pay", effects=(PAY,))), END)) == [("STY06", 1)]
    assert found(story(scene("home", choice("pay", effects=(PAY,)), choice("go")), END)) == []


def test_a_choice_taken_once_is_not_sure_to_be_open_where_one_stays() -> None:
    stays = choice("look", Target("here"), once=True)
    assert found(story(scene("home", stays, choice("go", when=when("lamp"))), END)) == [("STY06", 1)]
    assert found(story(scene("home", choice("go", once=True)), END)) == []


def test_a_choice_whose_outcomes_may_all_be_impossible_is_not_sure_to_be_open() -> None:
    def told(*guards: str) -> bool:
        outcomes = tuple(outcome(f"o{n}", "end", guard) for n, guard in enumerate(guards))
        return ("STY06", 1) in found(story(scene("home", choice("try", outcomes=outcomes)), END))

    assert told("lamp")
    assert not told("lamp", "")
    assert not told("lamp", "not lamp")


# ---- uses -----------------------------------------------------------------------------------------------------------


def test_a_flag_asked_for_and_never_set_is_found_where_it_is_asked_for() -> None:
    home = scene("home", choice("dark", when=when("not lamp"), line=12), choice("go"))
    flags = {"lamp": Flag("lamp")}
    assert found(story(home, END, flags=flags)) == [("STY13", 12)]
    lit = scene("home", *home.choices.values(), enter=(Set((("lamp", when("yes")),)),))
    assert found(story(lit, END, flags=flags)) == []


def test_a_number_asked_for_that_never_changes_is_found() -> None:
    home = scene("home", choice("hot", when=when("heat > 5"), line=12), choice("go"))
    numbers = {"heat": Number("heat", 0, 0, 100)}
    assert found(story(home, END, numbers=numbers)) == [("STY17", 12)]
    assert found(story(home, END, numbers=numbers, begin=(Add((("heat", constant(1)),)),))) == []


@pytest.mark.parametrize(
    ("sort", "thing"),
    [
        ("numbers", Number("odd", 0, 0, 9)),
        ("flags", Flag("odd")),
        ("dials", Dial("odd", "odd", DialKind("number"), 0, 0, 9, 1)),
    ],
)
def test_what_nothing_asks_for_is_noted(sort: str, thing: Number | Flag | Dial) -> None:
    scenario = story(scene("home", choice("go"), plan=True), END, **{sort: {"odd": thing}})
    assert [(problem.code, problem.level) for problem in run(scenario)] == [("STY12", "note")]


def test_nothing_is_called_unused_where_a_text_may_show_it() -> None:
    says = scene("home", choice("go"), text=(Passage("t", ((None, Line(("Heat: ", lambda _: "5"))),)),))
    assert found(story(says, END, numbers={"odd": Number("odd", 0, 0, 9)})) == []


def test_a_dial_that_nobody_can_turn_is_found() -> None:
    meals = {"meals": Dial("meals", "meals", DialKind("share"), 80, 40, 100, 10)}
    eating = Eating((), "meals")
    assert [c for c, _ in found(story(scene("home", choice("go")), END, dials=meals, eating=eating))] == ["STY16"]
    assert found(story(scene("home", choice("go"), plan=True), END, dials=meals, eating=eating)) == []


def test_outcomes_deeds_and_texts_that_can_never_come_are_found() -> None:
    tries = choice("try", outcomes=(outcome("on", "end"), outcome("off", "end", "no"), outcome("nil", "end", "", 0)))
    assert found(story(scene("home", tries), END)) == [("STY14", 20), ("STY14", 20)]
    deed = If(when("heat > 5 and heat < 3"), (), ())
    assert found(story(scene("home", choice("go"), enter=(deed,)), END)) == [("STY14", 1)]
    said = (Passage("t", ((when("no"), Line(("never",))), (None, Line(("always",))))),)
    assert found(story(scene("home", choice("go"), text=said), END)) == [("STY14", 1)]


# ---- the screen -----------------------------------------------------------------------------------------------------


def test_a_text_too_long_for_the_screen_is_measured_at_its_longest_wording() -> None:
    def told(*wordings: int) -> list[tuple[str, int]]:
        passage = Passage("t", tuple((None, Line(("x" * size,))) for size in wordings), rotates=True)
        return found(story(scene("home", choice("go"), text=(passage,)), END))

    assert told(100, 1300) == [("TXT03", 1)]
    assert told(700, 700) == []


def test_korean_letters_count_twice_in_a_choice() -> None:
    def told(label: str) -> list[tuple[str, int]]:
        return found(story(scene("home", replace(choice("go"), say=Line((label,)))), END))

    assert told("x" * 72) == []
    assert told("x" * 73) == [("TXT04", 9)]
    assert told("쌀" * 37) == [("TXT04", 9)]


# ---- evidence -------------------------------------------------------------------------------------------------------

CLAIM = {"rice-price": Claim("rice-price", "book", "documented", "", "Rice cost ten won.")}


def test_a_scene_says_what_it_stands_on() -> None:
    assert found(story(scene("home", choice("go"), cited=Cited()), END)) == [("EVD02", 1)]
    assert found(story(scene("home", choice("go"), cited=Cited(("rice-price",))), END, claims=CLAIM)) == []


def test_a_claim_that_is_not_there_comes_with_the_nearest_one() -> None:
    home = scene("home", choice("go"), cited=Cited(("rice-prise", "rice-price")))
    (problem,) = run(story(home, END, claims=CLAIM))
    assert (problem.code, problem.hint) == ("EVD01", "did you mean 'rice-price'?")


def test_a_claim_nobody_cites_is_noted() -> None:
    (problem,) = run(story(scene("home", choice("go")), END, claims=CLAIM))
    assert (problem.code, problem.level) == ("EVD03", "note")


def test_the_lesson_cites_and_names_systems_that_are_there() -> None:
    lesson = Lesson((Concept("price", "", ("S16", "S99")),), (WitnessLine("It was cold.", ()),), (), ())
    assert [c for c, _ in found(story(scene("home", choice("go"), shows=("S97", "S00")), END, lesson=lesson))] == [
        "LES01", "LES02", "LES03", "LES01",
    ]  # fmt: skip


# ---- all together ---------------------------------------------------------------------------------------------------


def test_problems_come_in_the_order_of_the_files() -> None:
    found_there = run(
        story(scene("home", choice("go"), cited=Cited(), line=9), scene("attic", choice("a"), line=3), END)
    )
    assert [problem.line for problem in found_there] == [3, 9]


def test_each_check_says_in_its_docstring_which_codes_it_gives() -> None:
    for check in CHECKS:
        first = (check.__doc__ or "").partition(":")[0]
        assert all(code in CODES for code in first.split(" and ")), check
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("slug", library.slugs())
def test_the_stories_that_come_with_the_program_have_no_errors_and_no_warnings(slug: str) -> None:
    loaded = library.load(slug)
    assert loaded.problems == ()
    assert loaded.scenario is not None
    assert [problem for problem in run(loaded.scenario) if problem.level != "note"] == []


# ---- goods that nothing uses ----------------------------------------------------------------------------------------


def test_a_good_of_the_scenarios_own_file_that_nothing_uses_is_noted(retold: Callable[..., library.Loaded]) -> None:
    head = (TINY / "scenario.yaml").read_text("utf-8")
    more = head.replace("goods:\n", "goods:\n  glue: {name: glue, unit: pot}\n", 1)
    scenario = retold(**{"scenario.yaml": more}).scenario
    assert scenario is not None
    (problem,) = [problem for problem in run(scenario) if "good" in problem.sentence]
    assert (problem.code, problem.level, problem.file) == ("STY12", "note", "scenario.yaml")
    assert problem.sentence == "Nothing uses the good 'glue'."


def test_a_value_that_a_text_shows_counts_as_asked_for(retold: Callable[..., library.Loaded]) -> None:
    head = (
        (TINY / "scenario.yaml")
        .read_text("utf-8")
        .replace("numbers:\n", "numbers:\n  luck: {start: 1, from: 0, to: 9}\n", 1)
    )
    quiet = retold(**{"scenario.yaml": head}).scenario
    assert quiet is not None
    assert "Nothing asks for the number 'luck'." in [problem.sentence for problem in run(quiet)]
    shown = retold(
        **{"scenes/x.yaml": "x: {title: X, text: 'Luck: {luck}.', choices: {on: {say: On., go: gate}}}\n"}
    ).scenario
    assert shown is not None
    assert "Nothing asks for the number 'luck'." not in [problem.sentence for problem in run(shown)]
