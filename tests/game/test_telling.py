"""Telling: every event of roads, papers, risk, money, dues and posts has its plain sentence, in the story of roads."""

import pytest

from engine import events as ev
from engine.session import Session, Story
from game.narration import HEARS, narrate

SENTENCES: list[tuple[ev.Event, str]] = [
    (ev.Exchanged("USD", 500, 109_300, "KPW"), "Bought: 5 dollars for 1,093 won ("),
    (ev.Exchanged("CNY", -1000, 195_000, "KPW"), "Sold: 100 yuan for 1,950 won ("),
    (ev.FakesFound("USD", 200), "Bad notes among them: 2 dollars. Nobody takes them."),
    (ev.CouponsTraded("petrol_coupon", 2, 200, "USD"), "Bought: 2 petrol coupons for 2 dollars ("),
    (ev.CouponsRedeemed("petrol_coupon", 1, "petrol", 15_000), "Handed in: 1 petrol coupon, for 15 l of petrol."),
    (ev.CaughtSelling("rice", 5000, 9600, "KPW"), "Caught behind the stalls. Lost: 5 kg of rice and 96 won ("),
    (ev.Loaded("rice", 5000), "Loaded: 5 kg of rice."),
    (ev.Loaded("rice", -5000), "Laid down: 5 kg of rice."),
    (
        ev.Departed("valley_coast", "valley", "coast", 3750),
        "You set out from the valley for the coast, on the train; 37.50 won (",
    ),
    (ev.Stopped("bridge_post"), "Stopped by the post at the bridge."),
    (ev.Frozen("apples", 2000, -14), "Lost to the cold: 2 kg of apples."),
    (ev.TurnedBack("valley_coast"), "You turn back."),
    (ev.Arrived("coast", 3), "You arrive at the coast after three days."),
    (ev.PaperIssued("travel_permit", 30), "Issued: travel permit, good until Fri 1 March 1996."),
    (ev.PaperWithdrawn("travel_permit"), "Taken away: travel permit."),
    (ev.Retained("bridge_post", 30), "Paid to look away until Fri 1 March 1996: the post at the bridge."),
    (ev.Confiscated("bridge_post", "pobedit", 5000), "Taken by the post at the bridge: 5 kg of pobedit."),
    (ev.ParcelSent("conductor", "CNY", 5000), "Given to the conductor: 500 yuan."),
    (ev.ParcelArrived("conductor", "cigarettes", 20), "Arrived with the conductor: 20 packs of cigarettes."),
    (ev.ParcelLost("conductor", "CNY", 5000, 2500, "CNY"), "Lost with the conductor: 500 yuan; 250 yuan ("),
    (ev.ParcelLost("conductor", "CNY", 5000, 0, "CNY"), "Lost with the conductor: 500 yuan; nothing of it made good."),
    (ev.ShareTaken("crew", 3488, "KPW"), "Share of the conductors: 34.88 won ("),
    (ev.ShareTaken("joint_fund", 872, "KPW"), "Into the joint fund: 8.72 won ("),
    (ev.InstalmentKept("trader"), "Paid by its day: what the trader had called."),
    (ev.InstalmentMissed("trader", 2000, "CNY"), "Not paid in time: 200 yuan ("),
    (ev.Seized("trader", "rice", 20_000, 1400, "CNY"), "Taken by the trader: 20 kg of rice, for 140 yuan of the debt."),
    (ev.WagePaid("mill", 3600, "KPW"), "Wage of the rolling mill: 36 won ("),
    (ev.WagePaid("mill", 0, "KPW"), "No wage comes from the rolling mill."),
    (ev.RationCame("grain", "maize", 3000), "The ration: 3 kg of maize."),
    (ev.RationCame("grain", "maize", 0), "The ration: nothing comes."),
    (ev.DuePaid("market_tax", 500, "KPW", True), "Paid: the market tax, 5 won ("),
    (ev.DuePaid("market_tax", 500, "KPW", False), "Not paid for want of money: the market tax, 5 won ("),
    (ev.Noticed("poisoned", "greens"), "The wild greens had not been boiled hard, and those who ate them are ill."),
    (ev.Noticed("grainless", ""), "There has been no grain in the pot for many days; faces swell."),
    (ev.Noticed("hungry", "you"), "You go hungry on the road for want of money."),
]


@pytest.fixture
def play(road: Story, calm: dict[str, float]) -> Session:
    return Session(road, 5, calm)


@pytest.mark.parametrize(("event", "sentence"), SENTENCES)
def test_an_event_is_told_in_its_sentence(play: Session, event: ev.Event, sentence: str) -> None:
    (told,) = narrate([event], play)
    assert told.text.startswith(sentence)
    assert told.text.endswith(".")


def test_every_event_of_these_is_tried_here_and_no_event_at_all_is_without_words() -> None:
    kinds = [kind for kind in vars(ev).values() if isinstance(kind, type) and issubclass(kind, ev.Event)]
    assert set(kinds) - {ev.Event} == set(HEARS)
    later = set(kinds[kinds.index(ev.Exchanged) :])
    assert later - {ev.StoodStill} <= {type(event) for event, _ in SENTENCES}


def test_what_comes_each_day_is_summed_over_the_days(play: Session) -> None:
    events: list[ev.Event] = [ev.ChoiceMade("home", "wait")]
    for day in (1, 2, 3):
        events += [ev.DuePaid("market_tax", 500, "KPW", True), ev.DayClosed(day, "clear", 100, 200, -500)]
    told = [one.text for one in narrate(events, play)]
    assert told[0].startswith("Three days, 1 to 3 February: nothing of note; 15 won less in the box")
    assert told[1].startswith("Paid three times: the market tax, 15 won (")


def test_days_on_which_nothing_moved_are_counted(play: Session) -> None:
    events: list[ev.Event] = [ev.Departed("valley_coast", "valley", "coast", 2000)]
    for day in (1, 2, 3, 4):
        events += [ev.StoodStill("valley_coast", day)] * (day in (2, 3)) + [ev.DayClosed(day, "snow", 100, 200, -600)]
    told = [one.text for one in narrate([*events, ev.Arrived("coast", 4)], play)]
    assert told[1].startswith("Four days, 1 to 4 February: nothing moves on two of four days; 24 won less in the box")
    assert told[-1] == "You arrive at the coast after four days."


def test_a_day_on_the_road_is_called_that(play: Session) -> None:
    events = [
        ev.Departed("valley_coast", "valley", "coast", 2000), ev.DayClosed(1, "snow", 100, 200, -600),
        ev.Arrived("coast", 1),
    ]  # fmt: skip
    told = [one.text for one in narrate(events, play)]
    assert ": on the road;" in told[1]
