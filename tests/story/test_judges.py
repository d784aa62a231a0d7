"""Judges: what is told of a choice is weighed, each plain policy takes what it is after, and every play ends."""

from collections.abc import Callable

import pytest

from engine.actions import Choose, Depart, Sell
from engine.luck import Luck
from engine.session import Session, Story
from game import cli
from story.cards import published
from story.desk import Desk
from story.explore import explore
from story.judges import PLAIN, Judge, Weighed, weigh
from story.library import Loaded
from story.policies import policies_of
from tests.conftest import QUIET, TINY, loaded

JUDGES = {judge.name: judge for judge in PLAIN}
ROAD, FERRY = TINY.parent / "road", TINY.parent / "ferry"


@pytest.fixture
def morning(session: Session) -> Session:
    session.act(Choose("in"))
    return session


def told(session: Session, choice: str) -> Weighed:
    return weigh(session, next(offer for offer in session.offered().open if offer.id == choice))


def chosen(name: str, session: Session) -> str:
    action = JUDGES[name].next(session, Luck(1), 0, 0)
    assert isinstance(action, Choose)
    return action.choice


def test_a_choice_is_weighed_by_what_it_and_its_outcomes_do(morning: Session) -> None:
    gamble = told(morning, "gamble")
    # Two in three lose ten won, one in three wins them.
    assert (gamble.gain, gamble.owed, gamble.risk) == (-333, 0, pytest.approx(2 / 3))
    assert gamble.spent == 667
    lamp = told(morning, "lamp")
    assert (lamp.gain, lamp.spent, lamp.passes) == (-3000, 3000, False)
    won = told(morning, "borrow_won")
    assert (won.gain, won.owed, won.spent) == (-500, 2500, 0)
    assert told(morning, "one_day").passes


def test_weighing_changes_nothing(morning: Session) -> None:
    before = morning.digest()
    for offer in morning.offered().open:
        weigh(morning, offer)
    assert morning.digest() == before


def test_each_takes_what_it_is_after(morning: Session) -> None:
    assert chosen("borrower", morning) == "borrow"
    assert chosen("cautious", morning) == "one_day"
    assert chosen("stay_at_home", morning) == "one_day"


def test_greed_sells_what_fetches_more_than_it_cost_and_keeps_what_is_eaten(morning: Session) -> None:
    greedy = JUDGES["greedy"]
    assert morning.preview(Sell("pork", 2000)).sum > morning.world.stock["home/pork"].cost
    assert greedy.next(morning, Luck(1), 0, 0) == Sell("pork", 2000)
    morning.act(Sell("pork", 2000))
    assert morning.preview(Sell("rice", 500)).sum > 0
    # Nothing gains at once, so it lets the day pass.
    assert greedy.next(morning, Luck(1), 0, 0) == Choose("one_day")


@pytest.mark.parametrize("name", JUDGES)
@pytest.mark.parametrize("folder", [TINY, ROAD, FERRY], ids=lambda folder: folder.name)
def test_every_play_comes_to_an_end(name: str, folder: object) -> None:
    found = explore(loaded(str(folder)), JUDGES[name], 2, 1)
    assert found.failures == []
    assert sum(found.endings.values()) == 2


def test_who_stays_at_home_sets_out_on_nothing_and_who_borrows_ends_in_debt() -> None:
    ferry = loaded(FERRY)
    session = Session(ferry, 1)
    for count in range(60):
        if session.ended:
            break
        session.act(JUDGES["borrower"].next(session, Luck(1), count, 0))
    assert "lender" in session.world.debts
    road = Session(loaded(ROAD), 1)
    for count in range(60):
        if road.ended:
            break
        road.act(JUDGES["stay_at_home"].next(road, Luck(1), count, 0))
    assert not any(isinstance(action, Depart) for action in road.journal)


def test_a_scenario_s_own_policy_of_the_same_name_wins(tiny: Story, retold: Callable[..., Loaded]) -> None:
    text = "greedy:\n  about: Mine.\n  rules: [{choose: in}]\n"
    folder = retold(**{"policies.yaml": text}).folder
    known = policies_of(tiny.scenario, folder, Desk(scope=tiny.scenario.scope))
    assert known["greedy"].about == "Mine."
    assert isinstance(known["cautious"], Judge)
    assert [policy.name for policy in published(known)] == ["random", "greedy"]


def test_a_card_tells_of_the_plain_policies_where_a_story_has_none_of_its_own() -> None:
    ferry = loaded(FERRY)
    known = policies_of(ferry.scenario, FERRY, Desk(scope=ferry.scenario.scope))
    assert {policy.name for policy in published(known)} == {"random", *JUDGES}


def test_the_policies_are_listed_with_what_each_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explore", str(TINY), "--policies"]) == cli.Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "random", "steady", "shopper", "stuck", "cautious", "greedy", "borrower", "stay_at_home",
    ]  # fmt: skip


def test_the_same_luck_is_played_in_the_same_way(tiny: Story) -> None:
    assert QUIET
    for judge in PLAIN:
        one, other = (explore(tiny, judge, 2, 3).as_json(tiny) for _ in range(2))
        assert {**one, "seconds": 0} == {**other, "seconds": 0}


@pytest.mark.slow
@pytest.mark.parametrize("name", JUDGES)
def test_nobody_goes_in_a_circle_for_ever_in_a_chapter(name: str) -> None:
    found = explore(loaded("two_hundred_thousand_yen"), JUDGES[name], 2, 1)
    assert found.failures == []
