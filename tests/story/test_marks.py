"""Reading YAML: values, places, traps, and what the author is told when a file cannot be read."""

import gc
import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from story import marks
from story.codes import CODES
from story.marks import BIGGEST, DEEPEST, MOST, Node, decoded, read
from story.problems import Problem

needs_libyaml = pytest.mark.skipif(marks.Parser is yaml.SafeLoader, reason="PyYAML was built without libyaml")


def read_text(text: str) -> tuple[Node | None, list[Problem]]:
    problems: list[Problem] = []
    return read(text, "a.yaml", problems), problems


def told(text: str) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in read_text(text)[1]]


def plain(node: Node) -> object:
    if node.kind == "map":
        return {key: plain(value) for key, value in node.value.items()}
    if node.kind == "list":
        return [plain(item) for item in node.value]
    return node.value


@pytest.fixture(params=["libyaml", "pure Python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "pure Python":
        monkeypatch.setattr(marks, "Parser", yaml.SafeLoader)
    return str(request.param)


# ---- values ---------------------------------------------------------------------------------------------------------


def test_lists_and_maps_come_out_as_they_were_written(either_parser: str) -> None:
    node, problems = read_text("scene:\n  text: Hello\n  choices: [a, {b: 1}]\n  hub: yes\n  art:\n")
    assert node is not None
    assert plain(node) == {"scene": {"text": "Hello", "choices": ["a", {"b": 1}], "hub": True, "art": None}}
    assert problems == []


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("5", "int", 5), ("-12", "int", -12), ("0", "int", 0), ("yes", "bool", True), ("no", "bool", False),
        ("true", "bool", True), ("false", "bool", False), ("null", "null", None), ("~", "null", None),
        ("", "null", None), ("1995-01-23", "text", "1995-01-23"), ("12:30", "text", "12:30"),
        ("0x10", "text", "0x10"), ("1e3", "text", "1e3"), (".5", "text", ".5"), ("6.5", "text", "6.5"),
        ("on", "text", "on"), ("off", "text", "off"), ("Yes", "text", "Yes"), ("NO", "text", "NO"),
        ("+5", "text", "+5"), ("1_000", "text", "1_000"), (".inf", "text", ".inf"), ("=", "text", "="),
        ("50 KPW", "text", "50 KPW"), ("40 %", "text", "40 %"), ("'5'", "text", "5"), ('"no"', "text", "no"),
        ("٥", "text", "٥"), ("9" * 30, "text", "9" * 30), ("메뚜기장", "text", "메뚜기장"),
        ("'1995-01-23'", "text", "1995-01-23"),
    ],
)  # fmt: skip
def test_only_plain_numbers_and_yes_and_no_are_more_than_text(written: str, kind: str, value: object) -> None:
    node, problems = read_text(f"key: {written}\n")
    assert node is not None
    found = node.value["key"]
    assert (found.kind, found.value, type(found.value)) == (kind, value, type(value))
    assert problems == []


def test_a_plain_yes_or_no_keeps_its_spelling() -> None:
    node, _ = read_text("a: no\nb: 'no'\nc: yes\n")
    assert node is not None
    assert [(n.value, n.source, n.quoted) for n in node.value.values()] == [
        (False, "no", False), ("no", "no", True), (True, "yes", False),
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["'x'", '"x"', "|\n  x", ">\n  x"])
def test_texts_in_quotes_and_blocks_are_marked_as_quoted(written: str) -> None:
    node, _ = read_text(f"a: {written}\nb: x\n")
    assert node is not None
    assert (node.value["a"].quoted, node.value["b"].quoted) == (True, False)


# ---- places ---------------------------------------------------------------------------------------------------------


def test_every_node_and_key_knows_its_line_and_column(either_parser: str) -> None:
    node, _ = read_text("# first\nscene:\n  say: 안녕\n  do:\n    - pay: 5\n")
    assert node is not None
    scene = node.value["scene"]
    assert node.keys == {"scene": (2, 1)}
    assert scene.keys == {"say": (3, 3), "do": (4, 3)}
    assert (scene.line, scene.column) == (2, 1)
    assert (scene.value["say"].line, scene.value["say"].column) == (3, 8)
    pay = scene.value["do"].value[0]
    assert (pay.line, pay.column, pay.keys) == (5, 7, {"pay": (5, 7)})


def test_columns_count_letters_and_not_bytes(either_parser: str) -> None:
    assert told("{메뚜기장: 1, 메뚜기장: 2}") == [("YML09", 1, 11)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    assert told(end.join(["a: 1", "b: c: d", ""])) == [("YML02", 2, 5)]


def test_a_byte_order_mark_is_skipped_with_a_warning_and_moves_no_column() -> None:
    node, problems = read_text("\ufeffa: 1\nb: 2\n")
    assert node is not None
    assert node.keys == {"a": (1, 1), "b": (2, 1)}
    assert [(p.code, p.level) for p in problems] == [("YML19", "warning")]


# ---- traps ----------------------------------------------------------------------------------------------------------


def test_a_duplicate_key_is_named_with_both_lines() -> None:
    node, (problem,) = read_text("a:\n  say: one\n  note: x\n  say: two\n")
    assert (problem.code, problem.line, problem.column, problem.length) == ("YML09", 4, 3, 3)
    assert "`say`" in problem.sentence
    assert "line 2" in problem.sentence
    assert node is not None
    assert plain(node) == {"a": {"say": "one", "note": "x"}}


TRAPS = {
    "no: x": ("YML10", 1, 1),
    "a:\n  yes: x": ("YML10", 2, 3),
    "5: x": ("YML11", 1, 1),
    "null: x": ("YML11", 1, 1),
    '"": x': ("YML11", 1, 1),
    "[a]: x": ("YML11", 1, 1),
    "{a: b}: x": ("YML11", 1, 1),
    "say: {{cash}}": ("YML11", 1, 7),
    "a: 010": ("YML18", 1, 4),
    "a: 007": ("YML18", 1, 4),
    "a: &x 1": ("YML13", 1, 4),
    "a: &x [1]": ("YML13", 1, 4),
    "&x a: 1": ("YML13", 1, 1),
    "a: *x": ("YML13", 1, 4),
    "<<: {a: 1}": ("YML14", 1, 1),
    "a: !!int 5": ("YML15", 1, 4),
    "a: !!python/object/apply:os.system [ls]": ("YML15", 1, 4),
    "a: !stop it": ("YML15", 1, 4),
    "a: 1\n---\nb: 2": ("YML16", 2, 1),
    "%YAML 1.1\n---\na: 1": ("YML17", 1, 1),
    "{weight:3}": ("YML27", 1, 2),
    'a: "C:\\files"': ("YML24", 1, 4),
    'a: "\\e[2J"': ("YML24", 1, 4),
    '"\\0": 1': ("YML24", 1, 1),
    "": ("YML23", 1, 1),
    "# only a remark\n": ("YML23", 1, 1),
    "---\n": ("YML23", 1, 1),
}


@pytest.mark.parametrize("text", TRAPS)
def test_each_trap_of_yaml_is_a_problem_at_its_place(text: str, either_parser: str) -> None:
    assert told(text)[0] == TRAPS[text]


UNREADABLE = {
    "say: Look: a bowl": ("YML02", 1, 10),
    "say: She says\n  Look here: a bowl": ("YML02", 2, 12),
    "a: yes, b: no": ("YML02", 1, 10),
    "a: 1\n  b: 2": ("YML04", 2, 4),
    "a:\n\tb: 1": ("YML03", 2, 1),
    "\ta: 1": ("YML03", 1, 1),
    "a: 1\n\tb: 2": ("YML03", 2, 1),
    "a: |\n\tx": ("YML03", 2, 1),
    "a:\n  b: 1\n c: 2": ("YML04", 3, 2),
    "  a: 1\n b: 2": ("YML04", 2, 2),
    "a: |\n    x\n   y": ("YML04", 3, 4),
    "- a\nb: 1": ("YML04", 2, 1),
    "a: 1\n- b": ("YML04", 2, 1),
    'a: "x\nb: 2\n': ("YML05", 1, 4),
    "a: 'x\nb: 2\n": ("YML05", 1, 4),
    "a: [1, 2\nb: 3\n": ("YML06", 1, 4),
    "a: {b: 1\nc: 2\n": ("YML06", 1, 4),
    "a: {b: [1}": ("YML06", 1, 10),
    "a: [1,,2]": ("YML06", 1, 7),
    "a: [": ("YML06", 1, 5),
    'a: "Come in," he says.': ("YML07", 1, 15),
    "a: 'It's late'": ("YML07", 1, 8),
    "a: 'x\n\nb: 1\n\nc: 'd'\n": ("YML07", 1, 4),
    "a: @x": ("YML08", 1, 4),
    "a: `x": ("YML08", 1, 4),
    "a: %x": ("YML08", 1, 4),
    "a: ]": ("YML08", 1, 4),
    "a: , b": ("YML08", 1, 4),
    "a: ? b": ("YML08", 1, 4),
    "a: *she laughs*": ("YML08", 1, 9),
    "a: [sighs] come in": ("YML08", 1, 12),
    "a: {cash.KPW | money} is left": ("YML08", 1, 23),
    "a: |x\n  y": ("YML08", 1, 4),
    "a: & b": ("YML08", 1, 4),
    ": x": ("YML11", 1, 1),
    "a: !<x": ("YML15", 1, 4),
    'a: "C:\\data"': ("YML24", 1, 7),
    "a: 1\nb\nc: 2": ("YML25", 2, 1),
    "a: 1\nb:2\nc: 3": ("YML27", 2, 1),
    "a: - b": ("YML26", 1, 4),
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_the_parser_cannot_read_is_told_at_its_place(text: str, either_parser: str) -> None:
    node, problems = read_text(text)
    assert node is None
    code, line, column = UNREADABLE[text]
    (problem,) = problems
    assert (problem.code, problem.line) == (code, line)
    slack = 3 if either_parser != "libyaml" else 0  # PyYAML's own parser stops a little earlier or later on the line
    assert abs(problem.column - column) <= slack


def test_a_colon_in_a_text_comes_with_the_advice_to_use_quotes_or_a_block() -> None:
    _, (problem,) = read_text("say: Look: a bowl\n")
    assert "quotes" in problem.hint
    assert "block" in problem.hint


def test_a_quote_left_open_further_up_is_named_where_it_begins() -> None:
    _, (problem,) = read_text("a: 'x\n\nb: 1\n\nc: 'd'\n")
    assert problem.line == 1
    assert "line 5" in problem.sentence


@pytest.mark.parametrize(
    "letter",
    ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u200b", "\u202e", "\ud800", "\ufffe", "\u00ad"],
)
def test_letters_that_cannot_be_seen_are_told_with_their_number(letter: str) -> None:
    node, (problem,) = read_text(f"a: 1\nb: x{letter}y\n")
    assert node is None
    assert (problem.code, problem.line, problem.column) == ("YML20", 2, 5)
    assert f"U+{ord(letter):04X}" in problem.sentence


def test_a_space_that_does_not_break_is_wrong_in_the_indentation_only() -> None:
    assert told("a:\n  \u00a0b: 1\n") == [("YML20", 2, 3)]
    assert told("a: ten\u00a0won\n") == []


def test_letters_of_all_scripts_and_pictures_are_welcome() -> None:
    assert told('a: "쌀 × 10 – “rice” 👩\u200d🌾 क्\u200dष"\n') == []


@pytest.mark.parametrize(("text", "column"), [("[" * 60 + "]" * 60, DEEPEST + 1), ("- " * 60 + "a", 2 * DEEPEST + 1)])
def test_nesting_beyond_the_deepest_is_refused(text: str, column: int) -> None:
    assert told(text) == [("YML22", 1, column)]


def test_nesting_as_deep_as_allowed_is_read() -> None:
    assert told("[" * DEEPEST + "]" * DEEPEST) == []


def test_a_file_too_big_is_refused_before_it_is_read() -> None:
    assert told("a: " + "x" * BIGGEST) == [("YML21", 1, 1)]
    problems: list[Problem] = []
    assert decoded(b"\xff" * (BIGGEST + 1), "a.yaml", problems) is None
    assert [p.code for p in problems] == ["YML21"]


@pytest.mark.parametrize(
    ("data", "line", "column", "word"),
    [
        (b"a: 1\nb: caf\xe9\n", 2, 7, "UTF-8"),
        ("a: 1".encode("utf-16"), 1, 1, "UTF-16"),
        (b"\xed\xa0\x80", 1, 1, "UTF-8"),
    ],
)
def test_a_file_that_is_not_utf_8_is_told_at_the_first_byte_that_is_not(
    data: bytes, line: int, column: int, word: str
) -> None:
    problems: list[Problem] = []
    assert decoded(data, "a.yaml", problems) is None
    assert [(p.code, p.line, p.column) for p in problems] == [("YML12", line, column)]
    assert word in problems[0].sentence


def test_a_file_with_very_many_mistakes_is_told_a_few_of_them() -> None:
    _, problems = read_text("a: 010\n" * 500)
    assert len(problems) == MOST


def test_what_an_author_wrote_is_quoted_in_short() -> None:
    _, problems = read_text(f"{'k' * 900}: 1\n{'k' * 900}: 2\na: &{'n' * 5000} 1\n")
    assert [p.code for p in problems] == ["YML09", "YML13"]
    assert max(len(p.sentence) for p in problems) < 200


# ---- always ---------------------------------------------------------------------------------------------------------


def pieces() -> st.SearchStrategy[str]:
    signs = st.sampled_from(
        [*"abz01:-#[]{},&*!|>'\"%@`?~\n\n\n \t\\\ufeff\u2028\0é쌀", ": ", "- ", "  ", "\n  ", "---\n", "<<", "yes"]
    )
    return st.lists(signs, max_size=40).map("".join)


@given(text=pieces() | st.text(max_size=60))
@example(text="a: !<x")
@example(text="%")
@example(text='"\\')
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_tree_or_problems_and_never_an_exception(text: str) -> None:
    node, problems = read_text(text)
    assert node is not None or problems
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert problem.code in CODES
        assert problem.sentence.endswith(".")
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1


@given(text=pieces())
@settings(max_examples=300, deadline=None)
def test_both_parsers_agree_on_what_they_both_read(text: str) -> None:
    fast, _ = read_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "Parser", yaml.SafeLoader)
        slow, _ = read_text(text)
    if fast is not None and slow is not None:
        assert plain(fast) == plain(slow)


@given(data=st.binary(max_size=60))
def test_any_bytes_give_a_text_or_a_problem(data: bytes) -> None:
    problems: list[Problem] = []
    assert (decoded(data, "a.yaml", problems) is None) == bool(problems)


@pytest.mark.parametrize("collects", [True, False])
@pytest.mark.parametrize("text", ["a: 1", "a: b: c", ""])
def test_the_garbage_collector_is_left_as_it_was(text: str, collects: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        read_text(text)
        assert gc.isenabled() == collects
    finally:
        (gc.enable if before else gc.disable)()


# ---- speed ----------------------------------------------------------------------------------------------------------


def best_of(times: int, what: object) -> Iterator[float]:
    assert callable(what)
    for _ in range(times):
        begun = time.perf_counter()
        what()
        yield time.perf_counter() - begun


@needs_libyaml
@pytest.mark.slow
def test_reading_takes_at_most_half_the_time_of_the_c_loader_which_keeps_no_places() -> None:
    scene = (
        "scene_{n}:\n  title: How much pork?\n  place: valley_market\n"
        "  text: |\n    By ten a woman in a railway coat asks.\n    What is in it?\n"
        "  choices:\n    big_piece:\n      say: A piece she can see.\n      when: stock.pork >= 1 kg\n"
        "      do:\n        - give: pork 80 g\n        - add: {regulars: 4}\n      go: back\n"
    )
    text = "".join(scene.replace("{n}", str(n)) for n in range(2500))
    ours = min(best_of(3, lambda: read_text(text)))
    theirs = min(best_of(3, lambda: yaml.load(text, Loader=yaml.CSafeLoader)))
    assert ours <= theirs / 2
