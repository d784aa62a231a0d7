"""Tables: whatever is translated, a story stays the same play; and tables follow their author."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.actions import Choose, Depart
from engine.errors import Refused
from engine.journal import digest
from engine.luck import Luck
from engine.session import Session, Story
from story import library, shown
from story.checks.tables import translations_should_be_whole
from story.desk import Desk
from story.policies import RANDOM, policies_of
from story.tables import GONE, STALE, Entry, Table, languages, place_of, same_slots
from story.translating import as_csv, bring_up, from_csv, load, merged, sources, taken_in, written

PLAYED = ("pork_soup", "cargo_nine", "trader_2019")
"""Chapters with a stall and debts, with couriers and shares, and with roads, coupons and ceilings."""


def copied(slug: str, home: Path) -> Path:
    """Return a copy of a chapter with all that it shares, which may be written in."""
    shutil.copytree(library.HOME / "scenarios" / slug, home / "scenarios" / slug)
    for kind in ("worlds", "evidence"):
        shutil.copytree(library.HOME / kind, home / kind)
    return home / "scenarios" / slug


def nonsense(text: str) -> str:
    """Return a translation of a text that nobody can take for the text: its values, among other words."""
    values = " ".join(re.findall(r"\{(?!\{)[^{}]*\}", text))
    return f"번역 {shown.mark_of(text)} {values}".strip()


def play(session: Session) -> None:
    """Play to an ending, or for a while, by whatever is open, with plans and trades."""
    luck, planned = Luck(session.world.seed), 0
    for count in range(400):
        if session.ended:
            return
        action = RANDOM.next(session, luck, count, planned)
        planned = 0 if isinstance(action, Choose | Depart) else planned + 1
        session.act(action)


def put_into_nonsense(folder: Path, language: str) -> Story:
    for source in sources(folder, language):
        entries = {one.id: Entry(one.text, nonsense(one.text)) for one in source.texts}
        source.path.parent.mkdir(parents=True, exist_ok=True)
        source.path.write_text(written(entries, language), "utf-8")
    story = library.load(folder, language=language).story
    assert story is not None
    return story


@pytest.mark.slow
@pytest.mark.parametrize("slug", PLAYED)
def test_a_journal_of_one_language_leads_to_the_same_worlds_in_another(slug: str, tmp_path: Path) -> None:
    folder = copied(slug, tmp_path)
    english = library.load(folder).story
    assert english is not None
    other = put_into_nonsense(folder, "ko")
    assert other.scenario.digest == english.scenario.digest
    assert other.scenario.title != english.scenario.title
    for seed in (3, 11):
        first, second = Session(english, seed), Session(other, seed)
        play(first)
        for action in first.journal:
            second.act(action)
        assert digest(second.world) == digest(first.world)


@pytest.mark.slow
@pytest.mark.parametrize("slug", PLAYED)
def test_every_text_that_a_play_shows_can_be_translated(slug: str, tmp_path: Path) -> None:
    other = put_into_nonsense(copied(slug, tmp_path), "ko").scenario
    texts = [other.title, other.subtitle, other.blurb, other.content_note]
    for scene in other.scenes.values():
        texts.append(scene.title)
        texts += [scene.ending.name] if scene.ending is not None else []
        for passage in (*scene.text, *(p for c in scene.choices.values() for p in c.then)):
            texts += ["".join(piece for piece in line.pieces if isinstance(piece, str)) for _, line in passage.wordings]
    for table in ("goods", "places", "people", "duties", "creditors", "patrols", "couriers", "shares", "papers"):
        texts += [one.name for one in getattr(other, table).values()]
    texts += [number.means for number in other.numbers.values() if number.means]
    texts += [concept.means for concept in other.lesson.concepts] + list(other.lesson.questions)
    untranslated = [text for text in texts if text and re.search("[A-Za-z]{3,}", text.replace("번역", ""))]
    assert [text for text in untranslated if not re.fullmatch(r"번역 [0-9a-f]{5}.*", text.strip(), re.S)] == []


def test_a_play_goes_on_in_another_language(retold: Callable[..., library.Loaded]) -> None:
    loaded = retold()
    assert loaded.story is not None
    other = put_into_nonsense(loaded.folder, "ko")
    session = Session(loaded.story, 5)
    before, told = session.digest(), session.prose()
    session.read_in(other)
    assert session.digest() == before
    assert session.prose() != told
    first = session.offered().open[0]
    assert first.say.startswith("번역")


def test_a_play_does_not_go_on_in_another_story(story: Story, tiny: Story) -> None:
    with pytest.raises(ValueError, match="is not the story that is played"):
        Session(tiny, 1).read_in(story)


def test_what_is_refused_names_things_as_the_translator_does(retold: Callable[..., library.Loaded]) -> None:
    loaded = retold()
    other = put_into_nonsense(loaded.folder, "ko")
    session = Session(other, 1)
    with pytest.raises(Refused) as no:
        session.view().need(10**9, other.scenario.money)
    assert no.value.sentence.values["money"] == other.scenario.currencies[other.scenario.money].plural
    assert "번역" in no.value.sentence


def texts_of(**texts: str) -> list[shown.Shown]:
    """Return texts as a file would have them."""
    from story.marks import read

    node = read("".join(f"{key}: '{text}'\n" for key, text in texts.items()), "x.yaml", [])
    assert node is not None
    return [
        shown.Shown(f"a.{key}.{shown.mark_of(text)}", shown.LINE, node.value[key], node.value, key)
        for key, text in texts.items()
    ]


def test_what_is_translated_is_kept_and_what_is_new_stands_empty() -> None:
    (old, new) = texts_of(one="It is cold.", two="The stove is out.")
    found = merged([old, new], Table("", {old.id: Entry("It is cold.", "춥다.")}))
    assert found == {old.id: Entry("It is cold.", "춥다."), new.id: Entry("The stove is out.")}


def test_a_wording_that_was_changed_keeps_its_translation_and_is_marked() -> None:
    (before,) = texts_of(one="It is very cold in the kitchen today.")
    (after,) = texts_of(one="It is rather cold in the kitchen today.")
    found = merged([after], Table("", {before.id: Entry(before.text, "부엌이 춥다.")}))
    assert found == {after.id: Entry(after.text, "부엌이 춥다.", STALE)}


def test_what_the_story_has_no_more_is_marked_and_kept() -> None:
    found = merged([], Table("", {"a.one.12345": Entry("Quite another thing.", "딴 것.")}))
    assert found == {"a.one.12345": Entry("Quite another thing.", "딴 것.", GONE)}


def test_the_same_sentence_elsewhere_is_translated_already() -> None:
    (one,) = texts_of(one="Leave it.")
    found = merged([one], Table("", {"b.say": Entry("Leave it.", "둔다.")}))
    assert found[one.id] == Entry("Leave it.", "둔다.")


def test_a_table_can_be_filled_in_in_a_spreadsheet(retold: Callable[..., library.Loaded]) -> None:
    folder = retold().folder
    source = sources(folder, "ko")[0]
    bring_up(source, "ko")
    empty = load(source.path).entries
    sheet = as_csv(
        [("text/ko.yaml", {name: one._replace(text='말, "따옴표"\n둘째 줄') for name, one in empty.items()})]
    )
    back = taken_in(empty, from_csv(sheet)["text/ko.yaml"])
    source.path.write_text(written(back, "ko"), "utf-8")
    assert {one.text for one in load(source.path).entries.values()} == {'말, "따옴표"\n둘째 줄'}
    assert list(load(source.path).entries) == list(empty)


def test_a_sheet_without_its_columns_gets_a_sentence() -> None:
    with pytest.raises(ValueError, match="names no column id, source, text"):
        from_csv("table,what\n")


@pytest.mark.parametrize(
    ("source", "text", "same"),
    [
        ("You have {cash.KPW | money}.", "{cash.KPW | money}이(가) 있다.", True),
        ("You have {cash.KPW | money}.", "{cash.KPW|money}이(가) 있다.", False),
        ("{a} and {b}", "{b}, {a}, {b}", True),
        ("{a} and {b}", "{b}", False),
        ("nothing", "{a}", False),
        ("nothing", "{", False),
        ("{{", "{{", True),
    ],
)
def test_a_translation_puts_in_what_the_text_does(source: str, text: str, same: bool) -> None:
    assert same_slots(source, text) is same


def test_a_translation_that_puts_in_something_else_leaves_the_author_s_text(
    retold: Callable[..., library.Loaded],
) -> None:
    folder = retold().folder
    source = sources(folder, "ko")[0]
    chosen = next(one for one in source.texts if one.sort == shown.LINE and "{" in one.text)
    source.path.parent.mkdir(exist_ok=True)
    source.path.write_text(written({chosen.id: Entry(chosen.text, "아무 값도 없다.")}, "ko"), "utf-8")
    loaded = library.load(folder, language="ko")
    assert loaded.story is not None
    assert "TRN04" in {problem.code for problem in translations_should_be_whole(folder)}
    told = repr(loaded.story.scenario.scenes)
    assert "아무 값도 없다." not in told


def test_without_a_table_a_story_is_its_author_s(retold: Callable[..., library.Loaded]) -> None:
    loaded = library.load(retold().folder, language="ko")
    assert loaded.scenario is not None
    assert loaded.scenario.language == ""
    assert languages(loaded.folder) == []


def test_a_table_is_read_only_when_its_language_is_asked_for(retold: Callable[..., library.Loaded]) -> None:
    folder = retold().folder
    place = place_of(folder / "scenario.yaml", "ko")
    place.parent.mkdir()
    place.write_text("no table: [", "utf-8")
    assert library.load(folder).problems == ()
    assert library.load(folder, language="ko").story is not None
    assert {problem.code[:3] for problem in translations_should_be_whole(folder)} & {"YML", "FRM"}


def test_what_is_said_of_a_policy_is_translated_too(tmp_path: Path) -> None:
    folder = copied("pork_soup", tmp_path)
    other = put_into_nonsense(folder, "ko").scenario
    known = policies_of(other, folder, Desk(scope=other.scope))
    own = {one.id.split(".")[1] for one in sources(folder, "ko")[0].texts if one.id.startswith("policies.")}
    assert len(own) > 2
    assert {known[name].about[:2] for name in own} == {"번역"}


@pytest.mark.parametrize("folder", [one for one in library.shelves() if languages(one)], ids=lambda one: one.name)
def test_what_is_translated_of_a_chapter_is_whole_and_fits_the_screen(folder: Path) -> None:
    assert list(translations_should_be_whole(folder)) == []
