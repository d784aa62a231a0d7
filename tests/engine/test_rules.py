"""The rules: what an action leads to, what it is refused for, and that what is refused changes nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import rules
from engine.actions import Action, Assign, Buy, Choose, Sell, SetDial
from engine.couriers import Courier
from engine.errors import Refused
from engine.events import Assigned, ChoiceMade, CodexOpened, DialSet, Ended, FlagSet, MoneyMoved, Said, SceneEntered
from engine.luck import Luck
from engine.paths import Paths
from engine.scene import Target
from engine.session import Session, Story
from tests.conftest import QUIET


@pytest.fixture
def morning(session: Session) -> Session:
    session.act(Choose("in"))
    return session


def refused(session: Session, action: Action) -> str:
    """Return the sentence an action is refused with; nothing may have changed by it."""
    before, offered, length = session.digest(), session.offered(), len(session.journal)
    with pytest.raises(Refused) as caught:
        session.act(action)
    assert session.digest() == before
    assert session.offered() == offered
    assert len(session.journal) == length
    assert session.state == session.world.scene
    return caught.value.sentence


def test_a_play_begins_with_what_the_story_gives(tiny: Story) -> None:
    session = Session(tiny, 1)
    view = session.view()
    assert (view.cash(), view.cash("CNY"), view.held("rice")) == (20_000, 300, 20_000)
    assert view.balances["equity:savings:KPW"] == -20_000
    assert (session.world.scene, session.world.day, session.world.seen) == ("gate", 1, {"gate": 1})
    assert session.opening == (SceneEntered("gate"),)


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (Choose("dear"), "This takes 100,000 won; you have 200."),
        (Choose("repay_some"), "Nothing is owed."),
        (Choose("reach"), "It is early."),
        (Choose("sell_coat"), "This takes 1 pack of cigarettes; there is none."),
        (Choose("fly"), "There is no such choice here."),
        (Choose("home"), "There is no such choice here."),
        (SetDial("bowls", 17), "Bowls to cook cannot be set to that."),
        (SetDial("bowls", -1), "Bowls to cook cannot be set to that."),
        (SetDial("portion", 85), "Meat a bowl cannot be set to that."),
        (SetDial("heat", 5), "There is no 'heat' to set."),
        (Assign("husband", "stall"), "That is not theirs to do."),
        (Assign("boy", "stall"), "That is not theirs to do."),
        (Assign("you", "sleep"), "That is not theirs to do."),
        (Assign("husband", "lookout"), "The lamp: not now."),
        (Buy("pork", 100_000), "No more than 6 kg of pork is to be had today."),
        (Sell("smokes", 1), "You have 0 packs of cigarettes to sell."),
    ],
)
def test_what_is_not_possible_is_refused_with_a_sentence_and_changes_nothing(
    action: Action, sentence: str, morning: Session
) -> None:
    assert refused(morning, action) == sentence


def test_plans_are_made_only_where_the_story_lets_them(session: Session) -> None:
    for action in (SetDial("bowls", 4), Assign("you", "home")):
        assert refused(session, action) == "Plans are made at the hearth, before the day begins."


def test_a_dial_stands_at_its_ends_and_its_steps(morning: Session) -> None:
    assert morning.act(SetDial("price", 1200)) == (DialSet("price", 1200),)
    assert morning.act(SetDial("price", 350)) == (DialSet("price", 350),)
    assert morning.world.values["price"] == 350


def test_a_duty_is_given_where_it_can_be_done(morning: Session) -> None:
    morning.act(Choose("lamp"))
    assert morning.act(Assign("husband", "lookout")) == (Assigned("husband", "lookout"),)


def test_what_may_be_done_once_is_gone_afterwards(morning: Session) -> None:
    events = morning.act(Choose("lamp"))
    assert [e for e in events if not isinstance(e, SceneEntered)] == [
        ChoiceMade("morning", "lamp"), MoneyMoved(-3000, "KPW", "a lamp"), FlagSet("lamp", True), Said("It hangs."),
    ]  # fmt: skip
    assert "lamp" not in [offer.id for offer in morning.offered().choices]
    assert refused(morning, Choose("lamp")) == "That cannot be done now."


def test_what_is_met_for_the_first_time_is_opened_once(session: Session) -> None:
    assert CodexOpened("the_ration") in session.act(Choose("in"))
    assert CodexOpened("the_ration") not in session.act(Choose("one_day"))


def drawn(tiny: Story, share: float) -> tuple[str, int]:
    session = Session(tiny, 1, {**QUIET, "choice.morning.gamble": share})
    session.act(Choose("in"))
    made = session.act(Choose("gamble"))[0]
    assert isinstance(made, ChoiceMade)
    return made.outcome, session.view().cash()


def test_an_outcome_is_drawn_by_weight_among_those_that_may_be(tiny: Story) -> None:
    assert [drawn(tiny, share) for share in (0.0, 0.33, 0.34, 0.99)] == [
        ("wins", 21_000), ("wins", 21_000), ("loses", 19_000), ("loses", 19_000),
    ]  # fmt: skip


def test_a_choice_draws_its_own_luck_in_order(tiny: Story) -> None:
    session = Session(tiny, 1, {**QUIET, "choice.morning.gamble": [0.0, 0.9, 0.0]})
    session.act(Choose("in"))
    outcomes = []
    for _ in range(3):
        event = session.act(Choose("gamble"))[0]
        assert isinstance(event, ChoiceMade)
        outcomes.append(event.outcome)
    assert outcomes == ["wins", "loses", "wins"]


def test_an_outcome_that_could_not_be_paid_bars_the_choice_whatever_would_be_drawn(tiny: Story) -> None:
    session = Session(tiny, 1, {**QUIET, "choice.morning.gamble": 0.0})
    session.act(Choose("in"))
    poor = session.view()
    poor.pay(19_500, "KPW", "expenses", "tea", "tea")
    session = Session.resume(tiny, poor.close(), [], {**QUIET, "choice.morning.gamble": 0.0})
    sentence = "This takes 10 won; you have 5."
    assert next(o.barred for o in session.offered().choices if o.id == "gamble") == sentence
    assert refused(session, Choose("gamble")) == sentence
    with pytest.raises(Refused, match="This takes 10 won"):
        rules.decide(tiny.scenario, session.world, Choose("gamble"), session.paths)


def test_a_cost_that_depends_on_the_choice_having_been_made_is_known_before_it_is_offered(morning: Session) -> None:
    """`chose(morning.fee)` holds by the time its verbs run, so the choice must be barred already."""
    assert next(o.barred for o in morning.offered().choices if o.id == "fee") == "This takes 100,000 won; you have 200."
    assert refused(morning, Choose("fee")) == "This takes 100,000 won; you have 200."


def test_a_debt_in_another_money_bars_the_choice_that_would_mix_them(morning: Session) -> None:
    morning.act(Choose("borrow_yuan"))
    assert next(o.barred for o in morning.offered().choices if o.id == "borrow_won") != ""
    assert refused(morning, Choose("borrow_won")) == "That creditor is owed in another money already."


def test_what_is_owed_in_yuan_cannot_be_paid_in_won(tiny: Story) -> None:
    session = Session(tiny, 1, QUIET)
    for choice in ("in", "borrow_yuan"):
        session.act(Choose(choice))
    session.act(Assign("you", "home"))
    session.act(Choose("go_on"))
    assert session.world.scene == "trader_comes"
    assert refused(session, Choose("won")) == "What is owed to the trader is owed in yuan."
    assert session.scenario.scope.symbols["owed.trader"].run(session.view()) == 0, "won are owed to nobody"
    session.act(Choose("all"))
    assert session.view().cash("CNY") == 300 + 200 - 250


def test_back_in_the_first_scene_leads_to_the_hub(session: Session) -> None:
    session.act(Choose("back"))
    assert session.world.scene == "morning"


def test_back_with_nothing_to_come_back_to_is_not_open(changed: Callable[..., Story], tiny: Story) -> None:
    scenes = {**tiny.scenario.scenes, "morning": replace(tiny.scenario.scenes["morning"], hub=False)}
    session = Session(changed(scenes=scenes), 1)
    assert [offer.id for offer in session.offered().choices] == ["in", "state"]
    assert refused(session, Choose("back")) == "That cannot be done now."
    session.act(Choose("in"))
    session.act(Choose("well"))
    assert "home" in [offer.id for offer in session.offered().open]
    session.act(Choose("home"))
    assert session.world.scene == "morning"


def test_a_scene_gone_on_to_from_a_visit_comes_back_to_where_the_visit_came_from(morning: Session) -> None:
    for choice, scene in (("well", "well"), ("on", "bottom"), ("sleep", "bottom"), ("up", "morning")):
        morning.act(Choose(choice))
        assert morning.world.scene == scene
    for choice, scene in (("well", "well"), ("deeper", "bottom"), ("up", "well"), ("home", "morning")):
        morning.act(Choose(choice))
        assert morning.world.scene == scene
    assert morning.world.back == ()


def test_nothing_can_be_done_after_the_end(morning: Session) -> None:
    assert morning.act(Choose("stop"))[-1] == Ended("empty")
    assert morning.ended
    assert morning.offered().choices == ()
    for action in (Choose("in"), SetDial("bowls", 3), Assign("you", "home"), Buy("rice", 1000)):
        assert refused(morning, action) == "The story has ended."


def test_days_can_end_the_play(tiny: Story) -> None:
    session = Session(tiny, 1, QUIET)
    session.act(Choose("in"))
    session.act(Assign("you", "home"))
    while session.world.scene == "morning":
        session.act(Choose("go_on"))
    assert (session.world.scene, session.world.day) == ("late", 30)
    session.act(Choose("end"))
    assert session.ended


def test_deciding_is_pure(morning: Session) -> None:
    paths = Paths(morning.scenario, Luck(7, QUIET))
    one = rules.decide(morning.scenario, morning.world, Choose("one_day"), paths)
    other = rules.decide(morning.scenario, morning.world, Choose("one_day"), morning.paths)
    assert (one.events, one.choice) == (other.events, "one_day")
    assert one.world.values == other.world.values
    assert morning.world.day == 1


def test_a_target_says_where_a_choice_leads(tiny: Story) -> None:
    choices = tiny.scenario.scenes["morning"].choices
    assert [choices[name].go for name in ("one_day", "well", "stop")] == [
        Target("here"), Target("visit", "well"), Target("scene", "empty"),
    ]  # fmt: skip


def test_trust_in_couriers_begins_as_the_story_says(changed: Callable[..., Story]) -> None:
    conductor = Courier("conductor", "the conductor", 3, 70, 40, 50, 35)
    assert Session(changed(couriers={"conductor": conductor}), 1).world.values["trust.conductor"] == 35
