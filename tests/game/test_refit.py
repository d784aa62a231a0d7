"""Refit: saved games of the story of roads in a story that was changed since."""

from dataclasses import replace

from engine.actions import Buy, Choose, Depart
from engine.session import Session, Story
from game import saves
from game.recording import Recording


def test_a_game_that_holds_coupons_the_story_no_longer_has_is_refused_with_their_name(
    road: Story, calm: dict[str, float]
) -> None:
    recording = Recording.fresh(Session(road, 5, calm))
    recording.act(Buy("USD", 500))
    recording.act(Buy("petrol_coupon", 1))
    scenario = road.scenario
    markets = {name: replace(market, coupons={}) for name, market in scenario.markets.items()}
    changed = Story.of(replace(scenario, digest="other", coupons={}, markets=markets))
    assert recording.path is not None
    loaded = saves.load(recording.path, changed)
    assert loaded.session is None
    assert loaded.warnings[-1] == "The story no longer has 'petrol_coupon', which this save holds."


def test_a_game_on_the_road_is_gone_on_with_in_a_changed_story(road: Story, calm: dict[str, float]) -> None:
    recording = Recording.fresh(Session(road, 5, {**calm, "stop": 0.0}))
    recording.act(Choose("permit"))
    recording.act(Depart("valley_coast"))
    assert recording.path is not None
    loaded = saves.load(recording.path, Story.of(replace(road.scenario, digest="other")))
    assert loaded.session is not None
    assert loaded.session.world.journey == recording.session.world.journey
    assert loaded.session.world.scene == "stopped"
