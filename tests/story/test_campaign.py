"""The campaign as authors write it: what a chapter takes over, what it may ask, and walks from what was left."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from story import checks, walks
from story.files import content
from story.library import Loaded, load
from story.marks import decoded, read
from story.problems import Problem, shown
from story.walks import Result
from tests.conftest import TINY
from tests.story.test_schema import plain, validator

CARRIES = """
carries:
  from: [tiny]
  first: after_all
  money: [KPW]
  goods: {rice: rice, maize: maize}
  debts: {friend: friend}
  numbers: {heat: heat, health.you: health.you, lamp: lamp}
  endings: [ahead, empty]
"""
SCENE = """
after_all:
  title: Spring
  place: lane
  text:
    - {when: ended('ahead'), say: It went well., else: It did not.}
    - {when: continued() and owes(friend), say: The friend waits.}
  choices:
    on: {say: Go on., go: morning}
"""
WALK = "name: A walk\nseed: 7\npin: {sweep: 99 %, event: 99 %, price: 50 %, weather: 0 %}\n"

Later = Callable[..., Loaded]


@pytest.fixture
def later(tmp_path: Path) -> Later:
    """Return what loads a chapter that follows the tiny one, which stands beside it."""
    shutil.copytree(TINY, tmp_path / "tiny")
    folder = shutil.copytree(TINY, tmp_path / "later")
    shutil.rmtree(folder / "walks")
    (folder / "walks").mkdir()

    def make(carries: str = CARRIES, scene: str = SCENE, walk: str = "") -> Loaded:
        with (folder / "scenario.yaml").open("a", encoding="utf-8") as file:
            file.write(carries)
        (folder / "scenes" / "after.yaml").write_text(scene, encoding="utf-8")
        if walk:
            (folder / "walks" / "walk.yaml").write_text(WALK + walk, encoding="utf-8")
        return load(folder)

    return make


def told(loaded: Loaded) -> list[str]:
    """Return what is said of a chapter but for what the tiny story lacks: evidence."""
    found: list[Problem] = list(loaded.problems)
    if loaded.scenario is not None:
        found += [*checks.run(loaded.scenario), *walks.mistakes(loaded.scenario, loaded.folder)]
    return [shown(problem, None) for problem in found if not problem.code.startswith("EVD")]


def already(loaded: Loaded) -> set[str]:
    return {sentence.partition(" ")[2] for sentence in told(load(loaded.folder.parent / "tiny"))}


def new(loaded: Loaded) -> list[str]:
    """Return what is said of a chapter that is not said of the one it was made from."""
    known = already(loaded)
    return [sentence for sentence in told(loaded) if sentence.partition(" ")[2] not in known]


def walked(loaded: Loaded) -> Result:
    assert loaded.story is not None, loaded.problems
    results, problems = walks.run(loaded.story, loaded.folder)
    assert problems == []
    return results[0]


def test_what_is_written_well_is_no_problem_and_the_first_scene_of_a_continued_game_is_in_reach(later: Later) -> None:
    loaded = later()
    assert new(loaded) == []
    assert loaded.scenario is not None
    carries = loaded.scenario.carries
    assert (carries.first, carries.endings, carries.debts) == ("after_all", ("ahead", "empty"), {"friend": "friend"})


def test_without_first_nothing_leads_to_that_scene(later: Later) -> None:
    loaded = later(CARRIES.replace("  first: after_all\n", ""))
    assert any("STY03" in sentence and "'after_all'" in sentence for sentence in new(loaded))


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("first: after_all", "first: after_al", "REF01 There is no scene 'after_al'. (did you mean 'after_all'?)"),
        ("from: [tiny]", "from: [tinny]", "REF01 There is no chapter 'tinny' that can be played. (did you mean"),
        ("money: [KPW]", "money: [USD]", "REF01 There is no currency 'USD'."),
        ("maize: maize", "maize: mayze", "REF01 There is no good 'mayze' in tiny. (did you mean 'maize'?)"),
        ("friend: friend", "friend: fiend", "REF01 There is no creditor 'fiend' in tiny. (did you mean 'friend'?)"),
        ("friend: friend", "fiend: friend", "REF01 There is no creditor 'fiend'. (did you mean 'friend'?)"),
        ("heat: heat", "heat: haet", "REF01 There is no number or flag 'haet' in tiny. (did you mean 'heat'?)"),
        ("[ahead, empty]", "[ahead, ahaed]", "REF01 There is no ending 'ahaed' in tiny. (did you mean 'ahead'?)"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_told_with_its_place(was: str, now: str, sentence: str, later: Later) -> None:
    found = [line for line in new(later(CARRIES.replace(was, now))) if sentence in line]
    assert len(found) == 1, new(later(""))
    assert found[0].startswith("scenario.yaml:")


def test_an_ending_that_is_not_declared_cannot_be_asked_for(later: Later) -> None:
    loaded = later(CARRIES.replace("[ahead, empty]", "[empty]"))
    assert [line for line in told(loaded) if "EXP02" in line] == [
        "scenes/after.yaml:6:20: EXP02 I know no ending 'ahead'. "
        "(name it in `endings` of `carries`, as the chapter before calls it)"
    ]
    assert loaded.story is None


@pytest.mark.parametrize("written", ["ended", "ended()", "ended(3)"])
def test_ended_wants_an_ending(written: str, later: Later) -> None:
    loaded = later(scene=SCENE.replace("ended('ahead')", written))
    assert [line for line in told(loaded) if "EXP06" in line]


# ---- walks ----------------------------------------------------------------------------------------------------------

AFTER = """after:
  ending: ahead
  cash: {KPW: 400 KPW}
  goods: {rice: 3 kg}
  debts: {friend: {owe: 90 KPW, in: 12 days, instalments: 3, every: 10 days}}
  numbers: {heat: 44, health.you: 31, lamp: yes, trust.friend: 12}
steps:
  - at: after_all
  - expect: "cash.KPW == 400 KPW and stock.rice == 3 kg and stock.maize == 0 kg and stock.wood == 30 kg"
  - expect: "owed.friend == 90 KPW and due_in.friend == 12 days and trust.friend == 12"
  - expect: "heat == 44 and health.you == 31 and lamp and skill == 0"
  - expect: "continued() and ended(ahead) and not ended(empty)"
  - choose: on
"""


def test_a_walk_may_begin_from_what_is_said_to_have_been_left(later: Later) -> None:
    loaded = later(walk=AFTER)
    assert new(loaded) == []
    result = walked(loaded)
    assert result.passed, result.trouble


def test_the_schema_lets_a_walk_say_what_was_left(later: Later) -> None:
    loaded = later(walk=AFTER)
    for name, sort in (("walks/walk.yaml", "walk"), ("scenario.yaml", "scenario")):
        node = read(decoded(content(loaded.folder / name), name, []) or "", name, [])
        assert not list(validator(sort).iter_errors(plain(node))), name
    wrong = {"name": "A walk", "steps": [], "after": {"debts": {"friend": {"in": "3 days"}}}}
    assert [error.validator for error in validator("walk").iter_errors(wrong)] == ["required"]


def test_a_walk_may_begin_from_what_another_chapter_s_walk_leaves(later: Later) -> None:
    loaded = later(
        walk="""after: {chapter: tiny, walk: A month, numbers: {heat: 3}}
steps:
  - at: after_all
  - expect: "ended(ahead) and heat == 3 and not owes(friend) and cash.KPW != 200 KPW"
"""
    )
    assert new(loaded) == []
    result = walked(loaded)
    assert result.passed, result.trouble


def test_what_is_said_of_the_ending_is_what_the_story_tells(later: Later) -> None:
    loaded = later(walk=AFTER.replace("ending: ahead", "ending: empty"))
    result = walked(loaded)
    assert "step 5 " in result.trouble
    assert "It did not.\nThe friend waits." in result.screen


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("ending: ahead", "ending: morning", "REF01 There is no ending of tiny 'morning'."),
        ("ending: ahead", "chapter: tinny", "REF01 `after` needs the chapter before, one of tiny. (did you mean"),
        ("{KPW: 400 KPW}", "{USD: 400 USD}", "REF01 There is no currency 'USD' in tiny."),
        ("{KPW: 400 KPW}", "{KPW: 400}", "FRM06 This should be money in KPW, with its unit."),
        ("{KPW: 400 KPW}", "{KPW: -4 KPW}", "FRM05 Nothing is left of which there is less than nothing."),
        ("rice: 3 kg", "rize: 3 kg", "REF01 There is no good 'rize' in tiny. (did you mean 'rice'?)"),
        ("owe: 90 KPW", "owe: 90 CNY", "EXP03 This should be money in KPW, but it is money in CNY."),
        ("friend: {owe", "fiend: {owe", "REF01 There is no creditor 'fiend' in tiny. (did you mean 'friend'?)"),
        ("owe: 90 KPW, ", "", "FRM02 The debt to 'friend' needs a key 'owe': what was owed."),
        ("heat: 44", "heat: 440", "FRM05 'heat' should lie between 0 and 100."),
        ("lamp: yes", "lamp: 3", "FRM03 'lamp' is a flag: yes or no."),
        ("lamp: yes", "lanp: yes", "REF01 There is no number or flag 'lanp' in tiny. (did you mean 'lamp'?)"),
        ("ending: ahead", "walk: A year", "REF01 There is no walk 'A year' in tiny."),
        ("ending: ahead", "wolk: A month", "FRM01 `after` has no key 'wolk'. (did you mean 'walk'?)"),
    ],
)  # fmt: skip
def test_a_mistake_in_what_was_left_is_told_with_its_place(was: str, now: str, sentence: str, later: Later) -> None:
    found = new(later(walk=AFTER.replace(was, now)))
    assert any(line.startswith("walks/walk.yaml:") and sentence in line for line in found), found


def test_a_chapter_that_follows_none_has_walks_that_begin_alone(later: Later) -> None:
    scene = SCENE.replace("ended('ahead')", "lamp")
    found = new(later(carries="", scene=scene, walk="after: {cash: {KPW: 5 KPW}}\nsteps: []\n"))
    assert any("REF01 This chapter follows no other: its `carries` names none." in line for line in found), found


def test_a_walk_after_one_that_does_not_hold_says_so(later: Later) -> None:
    loaded = later(walk="after: {walk: half}\nsteps: []\n")
    half = loaded.folder.parent / "tiny" / "walks" / "half.yaml"
    half.write_text("name: Half of it\nseed: 7\nsteps:\n  - at: morning\n", "utf-8")
    assert walked(loaded).trouble == (
        "the walk 'half' of tiny, after which it begins, does not hold: "
        "step 1 (line 4): the scene should be morning, and is gate"
    )
    half.write_text("name: Half of it\nseed: 7\nsteps:\n  - choose: in\n", "utf-8")
    assert walked(loaded).trouble == "the walk 'half' of tiny, after which it begins, does not come to an ending"


def test_walks_that_begin_after_each_other_are_refused(later: Later) -> None:
    loaded = later(CARRIES.replace("from: [tiny]", "from: [later]"), walk="after: {walk: A walk}\nsteps: []\n")
    assert walked(loaded).trouble == "the walk 'A walk' of later, after which it begins, comes round to itself"
