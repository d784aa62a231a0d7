"""Dues: on which days they fall due, how they are paid, and how those with a scene wait for their morning."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from engine import credit, day, dues
from engine.actions import Assign, Choose
from engine.couriers import Parcel
from engine.dues import Due
from engine.effects import Add
from engine.events import DuePaid, SceneEntered
from engine.kinds import BOOL, NUMBER, Expr, Kind, constant
from engine.routes import Journey
from engine.session import Session, Story
from engine.turn import Turn
from tests.conftest import QUIET

WON = Kind("money", "KPW")


def due(name: str, **fields: object) -> Due:
    """A tax of 5 won on every morning, but for what a test changes."""
    tax = Due(name, name.replace("_", " "), constant(500, WON), 1, (), None, (), "")
    return replace(tax, **fields)  # type: ignore[arg-type]


@pytest.fixture
def owing(changed: Callable[..., Story]) -> Callable[..., Turn]:
    def make(*rules: Due) -> Turn:
        return Session(changed(dues={rule.id: rule for rule in rules}), 7, QUIET).view()

    return make


def mornings(turn: Turn, first: int, last: int) -> Iterator[tuple[int, str | None]]:
    """Let mornings come, one a day, and yield the scene each brings."""
    for turn.day in range(first, last + 1):
        yield turn.day, day._dawn(turn)


def paid(turn: Turn) -> list[tuple[str, bool]]:
    return [(event.due, event.paid) for event in turn.events if isinstance(event, DuePaid)]


def test_a_due_of_every_day_is_paid_on_every_morning_after_the_first(owing: Callable[..., Turn]) -> None:
    turn = owing(due("market_tax"))
    assert set(mornings(turn, 1, 4)) == {(1, None), (2, None), (3, None), (4, None)}
    assert turn.events == [DuePaid("market_tax", 500, "KPW", True)] * 3
    assert turn.cash() == 20_000 - 1500
    assert turn.balances["expenses:market tax:KPW"] == 1500


def test_a_due_comes_each_so_many_days_and_on_named_days_and_once_where_they_meet(owing: Callable[..., Turn]) -> None:
    turn = owing(due("rent", every=4, on=(3, 5)))
    before, found = turn.cash(), []
    for on, _ in mornings(turn, 1, 10):
        if turn.cash() < before:
            found.append(on)
        before = turn.cash()
    assert found == [3, 5, 9]


def test_a_due_falls_only_while_its_condition_holds_and_comes_to_what_it_is_then(owing: Callable[..., Turn]) -> None:
    amount = Expr("", WON, lambda t: t.day * 100)
    turn = owing(due("gift", when=Expr("", BOOL, lambda t: t.day > 2), amount=amount))
    list(mornings(turn, 1, 4))
    assert [event.amount for event in turn.events if isinstance(event, DuePaid)] == [300, 400]


def test_a_due_of_nothing_is_none(owing: Callable[..., Turn]) -> None:
    turn = owing(due("gift", amount=Expr("", WON, lambda t: -5)))
    list(mornings(turn, 1, 4))
    assert turn.events == []


def test_where_there_is_too_little_nothing_is_paid_and_what_follows_is_done(owing: Callable[..., Turn]) -> None:
    heat = (Add((("heat", constant(3, NUMBER)),)),)
    turn = owing(due("loyalty", amount=constant(20_001, WON), unpaid=heat), due("market_tax", unpaid=heat))
    list(mornings(turn, 2, 2))
    assert paid(turn) == [("loyalty", False), ("market_tax", True)]
    assert turn.cash() == 19_500
    assert turn.values["heat"] == 13


def test_of_several_scenes_one_comes_a_morning_in_the_order_declared(owing: Callable[..., Turn]) -> None:
    turn = owing(
        due("levy", every=0, on=(3,), scene="well"),
        due("market_tax"),
        due("rent", every=0, on=(3, 4), scene="letter"),
    )
    assert [scene for _, scene in mornings(turn, 2, 7)] == [None, "well", "letter", "letter", None, None]
    assert paid(turn) == [("market_tax", True)] * 6, "what needs no scene is paid as ever"
    assert not [name for name in turn.values if name.startswith(dues.WAITS)]


def test_what_has_waited_longest_comes_first_so_that_none_waits_for_ever(owing: Callable[..., Turn]) -> None:
    turn = owing(due("daily", scene="well"), due("levy", every=0, on=(3,), scene="letter"))
    assert [scene for _, scene in mornings(turn, 2, 6)] == ["well", "well", "letter", "well", "well"]


def test_the_scene_of_a_due_waits_until_the_traveller_is_off_the_road(owing: Callable[..., Turn]) -> None:
    turn = owing(due("levy", every=0, on=(3,), scene="well"), due("market_tax"))
    turn.day, turn.journey = 3, Journey("road", "a", "b", 2, 3)
    dues.collect(turn)
    assert dues.who_comes(turn) is None
    turn.day, turn.journey = 6, None
    dues.collect(turn)
    assert dues.who_comes(turn) == "well"
    assert paid(turn) == [("market_tax", True)] * 2


def test_a_creditor_and_a_daily_collector_take_turns(owing: Callable[..., Turn]) -> None:
    turn = owing(due("daily", scene="well"))
    credit.lend(turn, "friend", 100, 100, "KPW", 2)
    came = [scene for _, scene in mornings(turn, 2, 9)]
    assert came == ["well", "friend_comes", "well", "well", "well", "friend_comes", "well", "well"]


def test_of_two_creditors_who_press_daily_none_keeps_the_other_away(changed: Callable[..., Story], tiny: Story) -> None:
    creditors = {name: replace(rule, presses=1) for name, rule in tiny.scenario.creditors.items()}
    turn = Session(changed(creditors=creditors), 7, QUIET).view()
    for creditor in creditors:
        credit.lend(turn, creditor, 100, 100, "KPW", 2)
    came = [scene for _, scene in mornings(turn, 2, 7)]
    assert came == [None, "friend_comes", "trader_comes", "friend_comes", "trader_comes", "friend_comes"]


def test_a_due_is_not_charged_again_when_its_day_is_taken_up_after_an_interrupt(
    changed: Callable[..., Story], tiny: Story
) -> None:
    rules = {"levy": due("levy", every=0, on=(3,), scene="trader_comes"), "market_tax": due("market_tax")}
    session = Session(changed(dues=rules), 7, QUIET)
    session.act(Choose("in"))
    session.act(Assign("you", "home"))
    events = session.act(Choose("go_on"))
    assert events[-1] == SceneEntered("trader_comes"), "the machine permits what a due brings"
    assert (session.world.day, session.world.balances["expenses:market tax:KPW"]) == (3, 1000)
    session.act(Choose("later"))
    session.act(Choose("one_day"))
    assert (session.world.day, session.world.balances["expenses:market tax:KPW"]) == (4, 1500)
    assert session.world.scene == "morning"


def test_a_parcel_that_waits_is_not_forgotten(owing: Callable[..., Turn]) -> None:
    """A parcel comes before a collector, who comes on the next morning."""
    turn = owing(due("levy", every=0, on=(3,), scene="well"))
    arrived: list[int] = []

    def who_arrives(turn: Turn) -> str | None:
        if turn.parcels and turn.parcels[0].due <= turn.day:
            arrived.append(turn.day)
            turn.parcels = ()
            return "letter"
        return None

    turn.parcels = (Parcel("conductor", "KPW", 100, 100, "KPW", 3, "letter", "letter"),)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(day.couriers, "who_arrives", who_arrives)
        assert [scene for _, scene in mornings(turn, 3, 5)] == ["letter", "well", None]
    assert arrived == [3]
