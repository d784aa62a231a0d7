"""The campaign: a chapter may begin with what an ended game of the one before it left, and can be told again."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from engine import legacy
from engine.actions import Choose
from engine.legacy import ENDED, Carries, Legacy
from engine.luck import Luck
from engine.scenario import Scenario
from engine.session import Session, Story
from engine.takeover import first_scene
from game import campaign, cli, saves
from game.handover import REST, handover, told
from game.recording import Recording
from story.desk import Desk
from story.library import load
from story.policies import RANDOM, Policy, policies_of
from tests.conftest import loaded
from tests.engine.test_always import books, ranges

CHAPTERS = ("pork_soup", "ducklings", "gold_town", "cargo_nine", "two_hundred_thousand_yen")
"""In a row, each taking over from the one before."""
MOST_ACTIONS = 3000


def followed(story: Story) -> Story:
    """Return the chapter as one that follows itself: it is the only one at hand."""
    carries = Carries((story.scenario.slug,), ("KPW",), {"maize": "maize"}, {}, {"health.boy": "health.boy"})
    return Story.of(replace(story.scenario, carries=carries))


def to_the_end(session: Session, policy: Policy = RANDOM) -> Iterator[Session]:
    """Play a session to its end by a policy, and yield it after each action."""
    luck, planned = Luck(session.world.seed), 0
    for count in range(MOST_ACTIONS):
        if session.ended:
            return
        action = policy.next(session, luck, count, planned)
        planned = 0 if isinstance(action, Choose) else planned + 1
        session.act(action)
        yield session
    raise AssertionError(f"{session.scenario.slug} under {session.world.seed} stands at {session.world.scene}")


def ended(story: Story, seed: int = 3) -> Path:
    """Play a game to its end and return where it is saved."""
    recording = Recording.fresh(Session(story, seed))
    for _ in to_the_end(recording.session):
        pass
    recording.save()
    assert recording.path is not None
    return recording.path


def before(scenario: Scenario) -> campaign.Before:
    found = campaign.all_before(scenario)
    assert found
    return found[0]


def test_the_latest_ended_game_of_the_chapter_before_is_found_with_what_it_leaves(story: Story) -> None:
    assert campaign.all_before(followed(story).scenario) == []
    path = ended(story)
    found = before(followed(story).scenario)
    assert (found.path, found.title) == (path, "Pork soup")
    left = saves.load(path, story).session
    assert left is not None
    assert left.scene.ending is not None
    assert (found.ended, found.legacy.ending) == (left.scene.ending.name, left.scene.id)
    after = Session(followed(story), 1, legacy=found.legacy)
    assert after.view().cash() == left.view().cash()
    assert after.view().held("maize") == left.view().held("maize")


def test_of_several_ended_games_each_can_be_chosen(story: Story) -> None:
    paths = {ended(story, seed) for seed in (3, 4)}
    assert {one.path for one in campaign.all_before(followed(story).scenario)} == paths


def test_a_game_still_under_way_leaves_nothing_yet(story: Story) -> None:
    recording = Recording.fresh(Session(story, 3))
    assert recording.path is not None
    assert campaign.all_before(followed(story).scenario) == []
    with pytest.raises(saves.Unreadable, match="has not come to its end yet"):
        campaign.left_by(recording.path, followed(story).scenario)


def test_a_damaged_game_is_left_out(story: Story) -> None:
    path = ended(story)
    path.write_bytes(path.read_bytes()[:-40])
    assert campaign.all_before(followed(story).scenario) == []


def test_a_chapter_takes_over_from_those_it_names_only(story: Story) -> None:
    path = ended(story)
    assert campaign.all_before(story.scenario) == []
    with pytest.raises(saves.Unreadable, match="Pork soup follows no chapter"):
        campaign.left_by(path, story.scenario)
    with pytest.raises(saves.Unreadable, match=r"Cargo No\. 9 takes over from The gold town\. The game .* is of Pork"):
        campaign.left_by(path, loaded("cargo_nine").scenario)


def test_a_game_begun_after_another_is_saved_with_what_it_was_begun_with(story: Story) -> None:
    ended(story)
    after = followed(story)
    found = before(after.scenario)
    recording = Recording.fresh(Session(after, 9, legacy=found.legacy))
    assert recording.path is not None
    saved = saves.read(recording.path)
    assert saved.legacy == found.legacy
    again = saves.load(recording.path, after).session
    assert again is not None
    assert again.anew().digest() == recording.session.digest()


def test_the_chapters_of_the_memoir_are_found_one_after_the_other_by_their_heads() -> None:
    for chapter, following in pairwise(CHAPTERS):
        assert [each.name for each in campaign.next_after(chapter)] == [following]
    assert campaign.next_after(CHAPTERS[-1]) == []


# ---- what is said ---------------------------------------------------------------------------------------------------


def test_what_is_brought_and_what_stays_behind_is_said_in_words(story: Story) -> None:
    scenario = story.scenario
    carries = Carries(("pork_soup",), ("KPW",), {"maize": "maize"}, {"friend": "friend"}, {"heat": "heat"})
    after = Story.of(replace(scenario, carries=carries))
    left = legacy.Legacy(
        "pork_soup", {"KPW": legacy.Sum(12_350, 100)},
        {"maize": legacy.Kept(4000, 1000, legacy.Sum(2000, 100)), "pork": legacy.Kept(500, 1000, legacy.Sum(1, 100))},
        {"friend": legacy.Owed("KPW", legacy.Sum(80_000, 100), -3)}, {"heat": 77, "trust.friend": 20},
    )  # fmt: skip
    found = handover(after, 3, scenario, left)
    lines = list(told(found, "Pork soup", "Still in debt"))
    assert lines[0] == "You go on from Pork soup, which ended with: Still in debt."
    assert found.brings[0].startswith("Money: 123.50 won (")
    assert "Goods: 4 kg of maize." in found.brings
    assert any(line.startswith("Owed to the friend with the cold store: 800 won") for line in found.brings)
    assert any("due in 1 day." in line for line in found.brings), "what was late is due tomorrow"
    assert any(": 77 instead of " in line for line in found.brings)
    assert any("no trust left (20 of 100 instead of 60)" in line for line in found.brings)
    assert found.behind == ("Goods: 500 g of pork.",)
    assert lines[-1] == REST


def test_a_debt_in_another_money_is_said_with_what_it_was(story: Story) -> None:
    left = Legacy("gold_town", debts={"book": legacy.Owed("CNY", legacy.Sum(4000, 10), 9)})
    nine, gold = loaded("cargo_nine").scenario, loaded("gold_town").scenario
    after = Story.of(replace(nine, carries=replace(nine.carries, debts={"lender": "book"})))
    found = handover(after, 3, gold, left)
    line = next(line for line in found.brings if line.startswith("Owed to "))
    assert line.endswith(f" It was 400 {gold.currencies['CNY'].plural}, at the day's rate.")


def test_where_nothing_is_carried_over_that_is_said(story: Story) -> None:
    after = Story.of(replace(story.scenario, carries=Carries(("pork_soup",))))
    found = handover(after, 3, story.scenario, Legacy("pork_soup", {"KPW": legacy.Sum(500, 100)}))
    assert (found.brings, found.behind) == (("Nothing of it is carried over.",), ("Money: 5 won.",))


def test_plain_says_what_is_carried_over_before_it_begins(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = ended(loaded("pork_soup"))
    script = tmp_path / "script.txt"
    script.write_text("quit\n")
    assert cli.main(["plain", "ducklings", "--seed", "3", "--after", "--script", str(script)]) == 3
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("You go on from Pork soup, which ended with: ")
    assert out[1] == "You bring:"
    assert out[2].startswith("Money: ")
    assert REST in out
    assert cli.main(["plain", "ducklings", "--seed", "3", "--after", str(path), "--script", str(script)]) == 3
    assert capsys.readouterr().out.splitlines() == out


def test_plain_says_when_there_is_nothing_to_follow(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plain", "pork_soup", "--after"]) == cli.Exit.REFUSED
    assert "There is no ended game that Pork soup could follow." in capsys.readouterr().err
    assert cli.main(["plain", "pork_soup", "--after", "nowhere.json"]) == cli.Exit.REFUSED
    assert "There is no saved game at nowhere.json." in capsys.readouterr().err


# ---- the whole of it ------------------------------------------------------------------------------------------------


def taken_over(session: Session, left: Legacy) -> None:
    """Assert that what a play begins with is what was left, as far as its chapter takes it over."""
    scenario, carries = session.scenario, session.scenario.carries
    first = scenario.scenes[first_scene(scenario, left)]
    # What happens on arriving in the first scene comes after what is carried over.
    still = replace(scenario, scenes={**scenario.scenes, first.id: replace(first, enter=())})
    turn = Session(Story.of(still), session.world.seed, legacy=left).view()
    assert left.chapter in carries.chapters
    for currency in carries.cash:
        was = left.cash[currency]
        assert turn.cash(currency) == was.amount * scenario.currencies[currency].minor // was.minor
    for here, there in carries.goods.items():
        kept = left.goods.get(there)
        assert turn.held(here) == (kept.amount * scenario.goods[here].parts // kept.parts if kept is not None else 0)
    for here, there in carries.debts.items():
        owed, debt = left.debts.get(there), turn.debts.get(here)
        assert (owed is None) == (debt is None)
        if owed is not None and debt is not None and owed.currency == debt.currency:
            assert debt.owed == owed.owed.of(scenario.currencies[debt.currency].minor)
    for here, there in carries.values.items():
        if there not in left.values:
            continue
        low, high = turn.bounds(here) if here not in scenario.flags else (0, 1)
        assert turn.values[here] == min(max(left.values[there], low), high), here
    assert turn.values.get(ENDED + left.ending, 0) == (left.ending in carries.endings)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["random", "sensible", "cautious", "reckless"])
@pytest.mark.parametrize("seed", [1, 2])
def test_all_chapters_can_be_played_in_a_row_each_taking_over_from_the_one_before(seed: int, style: str) -> None:
    left = None
    for slug in CHAPTERS:
        chapter = load(slug)
        assert chapter.story is not None
        policies = policies_of(chapter.story.scenario, chapter.folder, Desk(scope=chapter.story.scenario.scope))
        session = Session(chapter.story, seed, legacy=left)
        if left is not None:
            taken_over(session, left)
        books(session)
        for _ in to_the_end(session, policies.get(style, RANDOM)):
            pass
        books(session)
        ranges(session)
        left = legacy.left(session.scenario, session.world)
        assert left.ending == session.world.scene
