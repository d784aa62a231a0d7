"""The campaign: a chapter may begin with what an ended game of the one before it left, and can be told again."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions import Choose
from engine.legacy import Carries
from engine.luck import Luck
from engine.session import Session, Story
from game import campaign, cli, saves
from game.recording import Recording
from story.policies import RANDOM


def followed(story: Story) -> Story:
    """Return the chapter as one that follows itself: it is the only one at hand."""
    carries = Carries((story.scenario.slug,), ("KPW",), {"maize": "maize"}, {}, {"health.boy": "health.boy"})
    return Story.of(replace(story.scenario, carries=carries))


def ended(story: Story, seed: int = 3) -> Path:
    """Play a game to its end and return where it is saved."""
    recording, luck, planned = Recording.fresh(Session(story, seed)), Luck(seed), 0
    for count in range(3000):
        if recording.session.ended:
            break
        action = RANDOM.next(recording.session, luck, count, planned)
        planned = 0 if isinstance(action, Choose) else planned + 1
        recording.act(action)
    assert recording.session.ended
    assert recording.path is not None
    return recording.path


def test_the_latest_ended_game_of_the_chapter_before_is_found_with_what_it_leaves(story: Story) -> None:
    assert campaign.before(followed(story).scenario) is None
    path = ended(story)
    found = campaign.before(followed(story).scenario)
    assert found is not None
    assert (found.path, found.title) == (path, "Pork soup")
    left = saves.load(path, story).session
    assert left is not None
    after = Session(followed(story), 1, legacy=found.legacy)
    assert after.view().cash() == left.view().cash()
    assert after.view().held("maize") == left.view().held("maize")


def test_a_game_still_under_way_leaves_nothing_yet(story: Story) -> None:
    recording = Recording.fresh(Session(story, 3))
    assert recording.path is not None
    assert campaign.before(followed(story).scenario) is None
    with pytest.raises(saves.Unreadable, match="has not come to its end yet"):
        campaign.left_by(recording.path, followed(story).scenario)


def test_a_chapter_takes_over_from_those_it_names_only(story: Story) -> None:
    path = ended(story)
    assert campaign.before(story.scenario) is None
    with pytest.raises(saves.Unreadable, match="Pork soup follows no chapter"):
        campaign.left_by(path, story.scenario)


def test_a_game_begun_after_another_is_saved_with_what_it_was_begun_with(story: Story) -> None:
    ended(story)
    after = followed(story)
    found = campaign.before(after.scenario)
    assert found is not None
    recording = Recording.fresh(Session(after, 9, legacy=found.legacy))
    assert recording.path is not None
    saved = saves.read(recording.path)
    assert saved.legacy == found.legacy
    again = saves.load(recording.path, after).session
    assert again is not None
    assert again.anew().digest() == recording.session.digest()


def test_plain_says_when_there_is_nothing_to_follow(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plain", "pork_soup", "--after"]) == cli.Exit.REFUSED
    assert "There is no ended game that Pork soup could follow." in capsys.readouterr().err
    assert cli.main(["plain", "pork_soup", "--after", "nowhere.json"]) == cli.Exit.REFUSED
    assert "There is no saved game at nowhere.json." in capsys.readouterr().err
