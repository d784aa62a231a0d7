"""Refit: saved games of the story of roads in a story that was changed since."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions import Action, Buy, Choose, Depart
from engine.couriers import Parcel
from engine.errors import BadSnapshot
from engine.ledger import currency_of
from engine.scenario import Scenario
from engine.scene import Scene
from engine.session import Session, Story
from engine.world import Debt
from game import saves
from game.mended import mended
from game.recording import Recording


def balanced(session: Session) -> bool:
    sums: dict[str, int] = {}
    for account, amount in session.world.balances.items():
        sums[currency_of(account)] = sums.get(currency_of(account), 0) + amount
    return not any(sums.values())


def kept(session: Session, *done: Action) -> Path:
    recording = Recording.fresh(session)
    for action in done:
        recording.act(action)
    assert recording.path is not None
    return recording.path


def other(scenario: Scenario, **changes: object) -> Story:
    return Story.of(replace(scenario, digest="other", **changes))  # type: ignore[arg-type]


def test_coupons_that_the_story_no_longer_has_are_taken_out_of_the_books_and_said(
    road: Story, calm: dict[str, float]
) -> None:
    path = kept(Session(road, 5, calm), Buy("USD", 500), Buy("petrol_coupon", 1))
    markets = {name: replace(market, coupons={}) for name, market in road.scenario.markets.items()}
    loaded = saves.load(path, other(road.scenario, coupons={}, markets=markets))
    assert loaded.session is not None
    assert balanced(loaded.session)
    assert loaded.warnings[1:] == ("There is no petrol coupon in it any more: what you had is gone.",)
    assert not [name for name, sum_ in loaded.session.world.balances.items() if "coupon" in name and sum_]


def test_goods_that_the_story_no_longer_has_are_taken_out_of_the_books_and_said(tiny: Story) -> None:
    path = kept(Session(tiny, 5), Choose("take"))
    session = Session(tiny, 5)
    session.act(Choose("take"))
    good = next(key.rpartition("/")[2] for key in session.world.stock)
    world, gone = mended(session.world, replace(tiny.scenario, goods={}))
    assert gone[0].startswith(f"There is no {good}")
    assert not world.stock
    assert world.balances.get(f"assets:{good}:KPW", 0) == 0
    assert path.exists()


def test_a_debt_to_somebody_who_is_gone_is_owed_no_more(road: Story, calm: dict[str, float]) -> None:
    session = Session(road, 5, calm)
    debt = Debt("KPW", 700, 700, 1, 9, 0, 0, 0)
    balances = {**session.world.balances, "liabilities:old_friend:KPW": -700, "equity:before:KPW": 700}
    world, gone = mended(replace(session.world, debts={"old_friend": debt}, balances=balances), road.scenario)
    assert gone == ("Old friend, to whom you owed something, is no longer in it.",)
    assert world.debts == {}
    assert world.balances["liabilities:old_friend:KPW"] == 0


def test_what_is_on_its_way_with_somebody_who_is_gone_is_booked_off(road: Story, calm: dict[str, float]) -> None:
    session = Session(road, 5, calm)
    parcel = Parcel("nobody", "KPW", 300, 300, "KPW", 9, "home", "home", 300, True)
    balances = {**session.world.balances, "assets:on the way:KPW": 300}
    world, gone = mended(replace(session.world, parcels=(parcel,), balances=balances), road.scenario)
    assert "on its way with somebody is gone" in gone[0]
    assert world.parcels == ()
    assert world.balances["assets:on the way:KPW"] == 0


def without(scenario: Scenario, gone: str) -> dict[str, Scene]:
    """Return the scenes but one, and no choice that leads to it."""
    return {
        name: replace(scene, choices={k: c for k, c in scene.choices.items() if c.go.scene != gone})
        for name, scene in scenario.scenes.items()
        if name != gone
    }


def test_where_a_scene_is_gone_the_game_goes_on_in_the_one_the_story_names(tiny: Story) -> None:
    path = kept(Session(tiny, 5), Choose("take"))
    stood = Session(tiny, 5)
    stood.act(Choose("take"))
    gone = stood.world.scene
    left = without(tiny.scenario, gone)
    named = next(name for name, scene in left.items() if scene.ending is None and not scene.hub)
    loaded = saves.load(path, other(tiny.scenario, scenes=left, moved={gone: named}, first=named))
    assert loaded.session is not None
    assert loaded.session.world.scene == named
    assert f"The scene {gone!r} is no longer in it" in loaded.warnings[1]


def test_where_a_scene_is_gone_and_none_is_named_the_game_goes_on_in_a_hub_or_the_first_scene(
    road: Story, calm: dict[str, float]
) -> None:
    session = Session(road, 5, calm)
    world, gone = mended(replace(session.world, scene="gone", back=()), road.scenario)
    scene = road.scenario.scenes[world.scene]
    assert scene.hub or scene.id == road.scenario.first
    assert gone == (f"The scene 'gone' is no longer in it: you go on in {(scene.title or scene.id)!r}.",)


def test_a_scene_of_a_road_that_is_gone_leads_back_to_where_one_set_out(road: Story, calm: dict[str, float]) -> None:
    session = Session(road, 5, {**calm, "stop": 0.0})
    session.act(Choose("permit"))
    session.act(Depart("valley_coast"))
    journey = session.world.journey
    assert journey is not None
    world, gone = mended(replace(session.world, scene="gone"), road.scenario)
    assert world.journey is None
    assert world.where == journey.source
    assert gone[-1] == "You are back where you set out."


def test_a_route_or_a_place_that_is_gone_leads_home(road: Story, calm: dict[str, float]) -> None:
    session = Session(road, 5, calm)
    world, gone = mended(replace(session.world, where="the_moon"), road.scenario)
    assert world.where == road.scenario.road.home
    assert gone == ("The moon is no longer in it: you are at home.",)


def test_a_game_that_holds_money_the_story_no_longer_has_is_refused_with_its_name(
    road: Story, calm: dict[str, float]
) -> None:
    session = Session(road, 5, calm)
    balances = {**session.world.balances, "assets:cash:XXX": 5, "equity:before:XXX": -5}
    with pytest.raises(BadSnapshot, match="no longer has the money XXX"):
        mended(replace(session.world, balances=balances), road.scenario)


def test_a_game_on_the_road_is_gone_on_with_in_a_changed_story(road: Story, calm: dict[str, float]) -> None:
    recording = Recording.fresh(Session(road, 5, {**calm, "stop": 0.0}))
    recording.act(Choose("permit"))
    recording.act(Depart("valley_coast"))
    assert recording.path is not None
    loaded = saves.load(recording.path, Story.of(replace(road.scenario, digest="other")))
    assert loaded.session is not None
    assert loaded.session.world.journey == recording.session.world.journey
    assert loaded.session.world.scene == "stopped"
