"""Tongues: every word of the interface can be read in every language there is, by each reader in their own."""

import ast
import contextvars
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.actions import Choose, Depart
from engine.errors import Refused
from engine.goods import Good, said
from engine.ledger import transactions
from engine.luck import Luck
from engine.said import Sentence
from engine.session import Session, Story
from game import extract, memos, tongue
from game.catalogue import read
from game.settings import Settings, language
from game.tongue import told, tr
from story import library
from story.korean import NONE, ending
from story.policies import RANDOM
from story.tables import Entry
from story.tongue import SOURCE
from story.translating import load, sources, written

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = [code for code in tongue.NAMES if code != SOURCE]
SLOT = re.compile(r"\{(\w+)\}")

UNMARKED = {
    "game/authoring.py", "game/carding.py", "game/catalogue.py", "game/exhausting.py", "game/exploring.py",
    "game/extract.py", "game/mended.py", "game/pack.py", "game/proof.py", "game/proof_app.py", "game/quotes.py",
    "game/reference.py",
    "game/refit.py", "game/screens/proof.py", "game/scripts.py", "game/translation.py",
    "game/page/cargo.py", "game/page/runtime.py",
    "game/version.py", "game/extent.py", "game/styles.py", "game/tongue.py",
}  # fmt: skip
"""What authors and teachers read, and files: they are English."""
OTHERWISE = {
    "query", "query_one", "startswith", "endswith", "removeprefix", "removesuffix", "replace", "split", "partition",
    "get", "getattr", "set_class", "join", "compile", "fullmatch", "match", "sub", "search", "style", "add_argument",
    "strip", "rstrip", "tr", "later", "Command", "Sentence", "Refused", "command", "TypeVar", "ContextVar",
    "run_worker", "with_name", "strftime", "format", "joinpath",
}  # fmt: skip
"""Calls whose texts are no sentences for a reader, or are marked."""
NO_SENTENCE = {
    "game/aloud.py": (
        "price rice", "buy rice", "buy 20", "redeem coupon", "roads;", "carry rice", "depart 2", "set price",
        "assign husband", "codex;", "saves;", "2, b",
    ),
    "game/typed.py": (r"\b",),
    "game/export.py": ("<", "\nbody{"),
    "game/page/composer.py": (
        "buy  …", "sell  …", "price  …", "redeem  …", "set  …", "assign  ", "road ", "depart ", "  …",
    ),
    "game/page/writing.py": ("<script",),
    "game/saves.py": ('{"format"',),
}  # fmt: skip
"""File -> the beginnings of texts that are no sentences: what is typed, the same in every language, and HTML."""


def marked_modules() -> list[Path]:
    return [
        path
        for path in sorted((ROOT / "game").rglob("*.py"))
        if (name := path.relative_to(ROOT).as_posix()) not in UNMARKED
        and not name.startswith(("game/classroom/", "game/cli/"))
    ]


def unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Yield texts that look like something to be read and are not marked."""
    tree = ast.parse(source)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            words = re.findall(r"[A-Za-z]{2,}", text)
            is_text = len(words) > 1 or (len(words) == 1 and " " in text.strip())
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and not isinstance(above[node], ast.JoinedStr)
        ):
            text = node.value
            is_text = bool(re.search(r"[A-Za-z]{2,} ?.* ?[A-Za-z]{2,}", text)) and " " in text.strip()
        else:
            continue
        if is_text and not _excused(node, above):
            yield node.lineno, text


def _excused(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    inner, outer = node, above.get(node)
    while outer is not None:
        if isinstance(outer, ast.Call) and inner is not outer.func:
            called = outer.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in OTHERWISE:
                return True
        if isinstance(outer, ast.keyword) and outer.arg in (
            "id",
            "classes",
            "severity",
            "encoding",
            "newline",
            "group",
        ):
            return True
        if isinstance(outer, (ast.Subscript, ast.Compare, ast.arg)) or (isinstance(outer, ast.Expr) and inner is node):
            return True
        if isinstance(outer, ast.AnnAssign) and outer.annotation is inner:
            return True
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return outer.returns is inner
        inner, outer = outer, above.get(outer)
    return False


def test_whoever_adds_a_sentence_marks_it() -> None:
    found = []
    for path in marked_modules():
        name = path.relative_to(ROOT).as_posix()
        typed = NO_SENTENCE.get(name, ())
        found += [
            f"{name}:{line}: {text!r}" for line, text in unmarked(path.read_text("utf-8")) if not text.startswith(typed)
        ]
    assert found == [], "Wrap them with tr(...), or later(...) at the head of a module."


def test_an_unmarked_sentence_is_found() -> None:
    assert list(unmarked('def f(x): say(f"You have {x} left.")')) == [(1, "You have  left.")]
    assert list(unmarked('def f(): say("You have nothing.")')) == [(1, "You have nothing.")]
    assert list(unmarked('def f(x): say(tr("You have {x}.", x=x))')) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_translated_with_all_its_values(code: str) -> None:
    words = read((ROOT / "assets" / "tongues" / f"{code}.po").read_text("utf-8"))
    wanted = extract.messages()
    assert [message for message in wanted if message not in words] == [], "python -m game.extract lists them"
    unlike = {
        message: words[message]
        for message in wanted
        # A language without articles leaves the article out.
        if set(SLOT.findall(message)) - {"article"} != set(SLOT.findall(words[message]))
    }
    assert unlike == {}


def test_no_word_of_the_korean_texts_has_the_particle_of_another() -> None:
    told = list(read((ROOT / "assets" / "tongues" / "ko.po").read_text("utf-8")).values())
    for path in (ROOT / "story").rglob("*ko.yaml"):
        told += [entry.text for entry in load(path).entries.values()]
    assert len(told) > 2000
    # 를 and 와 stand after a vowel only; other particles are ends of verbs too.
    closed = [
        word for text in told for word in re.findall(r"[가-힣]+[를와](?![가-힣])", text) if ending(word[:-1]) != NONE
    ]
    assert closed == []


def test_a_catalogue_leaves_out_what_is_empty_fuzzy_or_struck_out() -> None:
    text = (
        'msgid ""\nmsgstr "Language: ko"\n\nmsgid "one"\nmsgstr "하나"\n\nmsgid "two"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "three"\nmsgstr "셋"\n\n#~ msgid "four"\n#~ msgstr "넷"\n\n'
        'msgid ""\n"five "\n"six"\nmsgstr ""\n"다섯 "\n"여섯"\n'
    )
    assert read(text) == {"one": "하나", "five six": "다섯 여섯"}


def test_what_the_engine_refuses_is_read_in_korean() -> None:
    rice = Good("rice", "쌀", "kg")
    no = Refused("This takes {wanted}; there is {there}.", wanted=said(2500, rice), there=Sentence("none"))
    assert told(no.sentence) == "This takes 2.5 kg of 쌀; there is none."
    tongue.begin("ko")
    assert told(no.sentence) == "쌀 2.5kg이 든다. 있는 것: 없음."
    assert told("an author's own words") == "an author's own words"


def test_two_readers_in_one_process_each_read_their_own_language() -> None:
    contexts = {code: contextvars.copy_context() for code in ("ko", "en")}
    readers = {code: context.run(tongue.begin, code) for code, context in contexts.items()}
    assert contexts["ko"].run(tr, "Quit") == "끝내기"
    assert contexts["en"].run(tr, "Quit") == "Quit"
    readers["ko"].read("en")
    assert contexts["ko"].run(tr, "Quit") == "Quit"


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"), ({"LANG": "en_GB.UTF-8"}, "en"), ({"LANG": "C"}, "en"), ({}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"), ({"LC_MESSAGES": "ko", "LANG": "de_DE"}, "ko"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)  # fmt: skip
def test_the_environment_s_language_is_read_where_the_game_has_it(environment: dict[str, str], code: str) -> None:
    assert tongue.preferred(environment) == code


def test_a_language_that_was_chosen_goes_before_the_environment_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert language(Settings()) == "ko"
    assert language(Settings(language="en")) == "en"


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["pork_soup", "cargo_nine", "gold_town", "trader_2019"])
def test_nothing_in_the_books_stays_english_for_whoever_reads_korean(slug: str, tmp_path: Path) -> None:
    story = in_nonsense(slug, tmp_path)
    tongue.begin("ko")
    session = Session(story, 5)
    luck, planned = Luck(5), 0
    for count in range(300):
        if session.ended:
            break
        action = RANDOM.next(session, luck, count, planned)
        planned = 0 if isinstance(action, Choose | Depart) else planned + 1
        session.act(action)
    read_as = {entry.memo: memos.booked_as(story.scenario, entry.memo) for entry in transactions(session.world.book)}
    assert len(read_as) > 5
    assert {memo: text for memo, text in read_as.items() if re.search("[A-Za-z]{3,}", text)} == {}


def in_nonsense(slug: str, home: Path) -> Story:
    """Return a chapter whose every text is `말`, with the values that the author puts in."""
    shutil.copytree(library.HOME / "scenarios" / slug, home / "scenarios" / slug)
    for kind in ("worlds", "evidence"):
        shutil.copytree(library.HOME / kind, home / kind)
    folder = home / "scenarios" / slug
    for source in sources(folder, "ko"):
        values = {one.id: " ".join(re.findall(r"\{(?!\{)[^{}]*\}", one.text)) for one in source.texts}
        entries = {one.id: Entry(one.text, f"말 {values[one.id]}".strip()) for one in source.texts}
        source.path.parent.mkdir(parents=True, exist_ok=True)
        source.path.write_text(written(entries, "ko"), "utf-8")
    story = library.load(folder, language="ko").story
    assert story is not None
    return story
