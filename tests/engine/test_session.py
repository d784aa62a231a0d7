"""A session: what everybody plays through."""

from dataclasses import FrozenInstanceError

import pytest

from engine.actions import Assign, Buy, Choose, SetDial
from engine.offers import Cost, Offer, Risk
from engine.session import Session, Story
from tests.conftest import QUIET


def offer(session: Session, name: str) -> Offer:
    return next(offer for offer in session.offered().choices if offer.id == name)


def shown(session: Session) -> list[str]:
    return [offer.id for offer in session.offered().choices]


@pytest.fixture
def morning(session: Session) -> Session:
    session.act(Choose("in"))
    return session


def test_what_is_offered_is_in_the_author_s_order_with_what_is_barred_and_without_what_is_hidden(
    morning: Session,
) -> None:
    assert shown(morning)[:4] == ["one_day", "go_on", "borrow", "borrow_yuan"]
    assert offer(morning, "repay_some").barred == "Nothing is owed."
    morning.act(Choose("borrow"))
    assert "borrow" not in shown(morning)
    assert offer(morning, "repay_some").barred == ""


def test_a_scene_says_where_goods_are_traded_and_plans_are_made(session: Session) -> None:
    assert (session.offered().market, session.offered().plan) == ("", False)
    session.act(Choose("in"))
    assert (session.offered().market, session.offered().plan) == ("square", True)


def test_costs_are_worked_out_before_the_choice_is_made(morning: Session) -> None:
    assert offer(morning, "lamp").costs == (Cost("KPW", 3000, True),)
    assert offer(morning, "buy_rice").costs == (Cost("KPW", morning.preview(Buy("rice", 5000)).sum, True),)
    assert offer(morning, "fee").costs == (), "the first time it costs nothing that is sure"
    assert offer(morning, "one_day").costs == ()
    morning.act(Choose("borrow"))
    assert offer(morning, "repay_some").costs == (Cost("KPW", 4000, True),)


def test_a_cost_that_is_shown_is_what_is_then_paid(morning: Session) -> None:
    cost = offer(morning, "buy_rice").costs[0].amount
    before = morning.view().cash()
    morning.act(Choose("buy_rice"))
    assert before - morning.view().cash() == cost


def test_risks_are_told_with_their_chances_among_what_may_happen(morning: Session) -> None:
    assert offer(morning, "gamble").risks == (Risk("it is lost", 2 / 3),)
    morning.act(Choose("lamp"))
    assert offer(morning, "gamble").risks == (Risk("it is lost", 3 / 4),)


def test_what_is_shown_open_is_open_and_what_is_shown_barred_is_not(morning: Session) -> None:
    is_open = [offer.id for offer in morning.offered().open]
    assert set(shown(morning)) - set(is_open) == {"repay_some", "dear", "fee", "sell_coat", "reach"}
    for name in is_open:
        Session.resume(morning.story, morning.world, [], QUIET).act(Choose(name))


def test_writing_on_a_view_changes_nothing(morning: Session) -> None:
    before = morning.digest()
    view = morning.view()
    view.pay(5000, "KPW", "expenses", "tea", "tea")
    view.take("rice", 5000)
    view.add("heat", 50)
    view.debts["friend"] = view.debts.get("friend")  # type: ignore[assignment]
    assert morning.digest() == before
    with pytest.raises(FrozenInstanceError):
        morning.world.day = 9  # type: ignore[misc]


def test_an_earlier_world_stays_as_it_was(morning: Session) -> None:
    earlier = morning.world
    kept = (dict(earlier.values), dict(earlier.stock), dict(earlier.balances), earlier.day)
    for action in (Buy("rice", 5000), SetDial("bowls", 2), Assign("you", "home"), Choose("one_day")):
        morning.act(action)
    assert kept == (dict(earlier.values), dict(earlier.stock), dict(earlier.balances), earlier.day)
    again = Session.resume(morning.story, earlier, [], QUIET)
    assert again.world.day == 1


def test_the_text_is_that_of_the_scene_as_it_stands(morning: Session) -> None:
    assert morning.prose()[1] == "Nothing is owed."
    morning.act(Choose("borrow"))
    assert morning.prose()[1] == "150 won are owed."
    morning.act(Choose("well"))
    assert morning.prose() == ("It is 23 January, {so}.",)


def test_a_session_goes_on_from_a_world_with_its_journal(morning: Session) -> None:
    again = Session.resume(morning.story, morning.world, morning.journal, QUIET)
    again.act(Choose("one_day"))
    assert again.journal == [Choose("in"), Choose("one_day")]
    assert morning.journal == [Choose("in")]


def test_two_plays_of_one_story_do_not_know_of_each_other(tiny: Story) -> None:
    one, other = Session(tiny, 1, QUIET), Session(tiny, 1, QUIET)
    one.act(Choose("in"))
    assert other.world.scene == "gate"
    other.act(Choose("in"))
    assert one.digest() == other.digest()


def test_an_action_that_is_taken_back_leaves_all_as_it_was_and_can_be_done_again(morning: Session) -> None:
    before, digest, done, offers = morning.world, morning.digest(), list(morning.journal), shown(morning)
    morning.act(Choose("one_day"))
    after = morning.digest()
    morning.take_back(before)
    assert (morning.digest(), morning.journal, shown(morning)) == (digest, done, offers)
    morning.act(Choose("one_day"))
    assert morning.digest() == after
