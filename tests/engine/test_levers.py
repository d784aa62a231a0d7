"""Levers: what whoever leads a class lets happen is felt from the morning of its first day on, and replays."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import day, inspection, journal, levers, market, trips
from engine.actions import Choose, Pull, read, written
from engine.effects import Add
from engine.errors import Refused
from engine.kinds import NUMBER, constant
from engine.levers import Lever
from engine.session import Session, Story
from engine.turn import Turn
from tests.conftest import QUIET
from tests.engine import roads


def lever(of: str, **fields: object) -> Lever:
    return replace(Lever(of, of.replace("_", " "), 2), **fields)  # type: ignore[arg-type]


@pytest.fixture
def led(changed: Callable[..., Story]) -> Callable[..., Session]:
    def make(*rules: Lever) -> Session:
        return Session(changed(levers={rule.id: rule for rule in rules}), 7, QUIET)

    return make


def on(session: Session, number: int) -> Turn:
    turn = session.view()
    turn.day = number
    return turn


def test_a_lever_is_in_force_from_its_first_day_for_as_long_as_it_lasts(led: Callable[..., Session]) -> None:
    session = led(rule := lever("dear_grain"))
    session.act(Pull("dear_grain", 4))
    assert [number for number in range(1, 9) if levers.in_force(session.view(), rule, number)] == [4, 5]


def test_nothing_changes_on_the_day_it_is_pulled(led: Callable[..., Session]) -> None:
    session = led(lever("dear_grain", prices={"rice": 50}))
    before = session.world
    session.act(Pull("dear_grain", 2))
    assert replace(session.world, values=before.values) == before


def test_a_day_that_has_come_and_a_lever_that_is_not_there_are_refused(led: Callable[..., Session]) -> None:
    session = led(lever("dear_grain"))
    with pytest.raises(Refused, match="Day 1 has come already; it is day 1"):
        session.act(Pull("dear_grain", 1))
    with pytest.raises(Refused, match="There is no 'sweep'"):
        session.act(Pull("sweep", 3))
    assert session.journal == []


def test_what_it_does_is_done_once_on_its_first_morning(led: Callable[..., Session]) -> None:
    session = led(lever("search", effects=(Add((("heat", constant(9, NUMBER)),)),)))
    session.act(Pull("search", 3))
    turn, found = session.view(), []
    for turn.day in range(2, 6):
        before = turn.values["heat"]
        day._dawn(turn)
        found.append(turn.values["heat"] - before)
    assert found == [0, 9, 0, 0]


def test_prices_are_dearer_by_its_share_while_it_is_in_force(led: Callable[..., Session]) -> None:
    session = led(lever("dear_grain", prices={"rice": 50}))
    place = session.scenario.markets["square"]
    plain = [market.price(on(session, number), place, "rice").mid for number in (2, 3, 4, 5)]
    session.act(Pull("dear_grain", 3))
    dear = [market.price(on(session, number), place, "rice").mid for number in (2, 3, 4, 5)]
    assert dear == [plain[0], plain[1] * 150 // 100, plain[2] * 150 // 100, plain[3]]


def test_a_patrol_comes_by_the_chance_it_says(led: Callable[..., Session]) -> None:
    session = led()
    patrol = next(iter(session.scenario.patrols.values()))
    session = led(lever("sweep", lasts=1, watch={patrol.id: 100}))
    usual = inspection.chance(on(session, 3), patrol)
    session.act(Pull("sweep", 3))
    assert inspection.chance(on(session, 3), patrol) == 1.0 > usual
    assert inspection.chance(on(session, 4), patrol) == usual


def test_a_shut_route_is_refused_by_the_levers_name() -> None:
    shut = lever("border_closed", name="The border is closed", shut=frozenset({"valley_coast"}))
    session = Session(roads.changed(roads.road().scenario, levers={"border_closed": shut}), 5, roads.QUIET)
    session.act(Choose("permit"))
    way = session.scenario.road.routes["valley_coast"]
    session.act(Pull("border_closed", session.world.day + 1))
    assert trips.refusal(session.view(), way) == ""
    assert trips.refusal(on(session, session.world.day + 1), way) == "The way is shut: The border is closed."


def test_a_pull_is_an_action_of_the_journal_and_replays(led: Callable[..., Session]) -> None:
    session = led(lever("dear_grain", prices={"rice": 50}))
    session.act(Pull("dear_grain", 3))
    assert read(written(Pull("dear_grain", 3))) == Pull("dear_grain", 3)
    assert journal.replay(session.anew(), session.journal).digest() == session.digest()
