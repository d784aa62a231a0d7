"""Narration: what happened, in sentences; days summed; nothing told that the author keeps hidden."""

from collections.abc import Sequence

from engine import events as ev
from engine.actions import Assign, Buy, Choose, SetDial
from engine.session import Session, Story
from game.narration import HEARS, Told, narrate, opening, standing


def texts(told: Sequence[Told], kind: str = "") -> list[str]:
    return [one.text for one in told if kind in ("", one.kind)]


def act(play: Session, action: Choose | Buy | SetDial | Assign) -> tuple[Told, ...]:
    return narrate(play.act(action), play)


def test_a_play_opens_with_its_first_scene(play: Session) -> None:
    assert [(one.kind, one.text) for one in opening(play)] == [
        ("heading", "The counter"),
        ("prose", "The counter is shut."),
        ("prose", "A friend has a pig."),
        ("codex", "New in the codex: The ration"),
    ]


def test_a_deed_is_told_by_its_consequence_its_changes_and_the_scene_it_leads_to(play: Session) -> None:
    told = act(play, Choose("take"))
    assert [one.kind for one in told] == ["consequence", "change", "change", "heading", "prose"]
    assert texts(told)[0] == "It takes two to carry it."
    debt = next(text for text in texts(told, "change") if text.startswith("Owed"))
    assert debt.startswith("Owed to the friend with the cold store: 1,500 won (")
    assert debt.endswith("more, due on Wed 22 February 1995.")
    assert "In: 60 kg of pork, on credit from the friend with the cold store." in texts(told, "change")


def test_numbers_the_author_keeps_to_himself_are_not_told(play: Session) -> None:
    told = " ".join(texts(act(play, Choose("take"))))
    assert play.world.values["secret"] == 5
    assert "secret" not in told
    assert "author" not in told


def test_public_numbers_flags_and_money_with_its_rice_are_told(play: Session) -> None:
    act(play, Choose("take"))
    changes = texts(act(play, Choose("lamp")), "change")
    assert "A lamp hangs at the stall." in changes
    assert any(text.startswith("Out: 30 won (") and "kg of rice), a lamp." in text for text in changes)
    assert any("How many come because they have come before: 48 (was 40)" in text for text in changes)
    assert any("how closely the police watch this stall: 18 (was 10)" in text for text in changes)


def test_a_purchase_tells_the_sum_and_not_the_scene_again(play: Session) -> None:
    act(play, Choose("take"))
    told = act(play, Buy("rice", 2000))
    assert [one.kind for one in told] == ["change"]
    assert told[0].text.startswith("Bought: 2 kg of rice for ")


def test_plans_are_told_in_their_own_words(play: Session) -> None:
    act(play, Choose("take"))
    assert texts(act(play, SetDial("price", 650))) == ["Price of a bowl: 6.50 won."]
    assert texts(act(play, Assign("husband", "lookout"))) == ["Your husband: his post and then the lamp."]
    assert texts(act(play, Assign("husband", "lookout"))) == []


def closed(day: int, fed: int = 80, net: int = 1000) -> ev.DayClosed:
    return ev.DayClosed(day, "snow", fed, 45, net)


def test_days_that_went_by_are_one_sentence(play: Session) -> None:
    events: list[ev.Event] = [ev.ChoiceMade("hub", "go_on")]
    for day, sold, asked in ((2, 5, 8), (3, 6, 9), (4, 6, 8), (5, 5, 6)):
        events += [ev.StallTraded("soup", day, 8, asked, sold, sold * 600), closed(day)]
    (told,) = texts(narrate(events, play), "day")
    assert told.startswith("Four days, 24 to 27 January: 22 bowls of soup sold of 31 asked for, 132 won (13")
    assert told.endswith("taken; 40 won more in the box; food for 4.5 days at home.")


def test_what_was_cooked_and_not_sold_is_told(play: Session) -> None:
    events = [ev.ChoiceMade("hub", "one_day"), ev.StallTraded("soup", 1, 8, 3, 3, 1800), closed(1)]
    (told,) = texts(narrate(events, play), "day")
    assert "3 bowls of soup sold of 8 cooked, 18 won" in told


def test_hunger_want_and_spoilage_are_told_in_plain_words_once(play: Session) -> None:
    events: list[ev.Event] = [ev.ChoiceMade("hub", "go_on")]
    for day in (1, 2, 3):
        events += [
            ev.StallTraded("soup", day, 0, 4, 0, 0), ev.Noticed("missing", "wood"), ev.Spoiled("pork", 1200),
            ev.Noticed("hungry", ""), closed(day, 48, 0),
        ]  # fmt: skip
    told = narrate(events, play)
    assert texts(told, "warning") == [
        "There was not enough firewood to cook all that was planned on three days.",
        "The household ate about half of what it needs on all three days.",
    ]
    assert texts(told, "change") == ["Spoiled: 3.6 kg of pork."]
    assert "nothing cooked, 12 asked for" in texts(told, "day")[0]


def test_a_patrol_and_what_it_took_are_told_soberly(play: Session) -> None:
    events: list[ev.Event] = [
        ev.ChoiceMade("hub", "one_day"),
        ev.StallTraded("soup", 1, 8, 5, 5, 3000),
        ev.PatrolCame("police"),
    ]
    told = narrate(events, play)
    assert [one.kind for one in told] == ["day", "warning"]
    assert texts(told, "warning") == ["The market police come to the stall."]
    taken = narrate(
        [ev.ChoiceMade("sweep", "run", "caught"), ev.Said("He opens the box."), ev.Confiscated("police", "pork", 2360),
         ev.TakingsLost(3000, "KPW")], play,
    )  # fmt: skip
    assert texts(taken)[:2] == ["He opens the box.", "Taken by the market police: 2.36 kg of pork."]
    assert texts(taken)[2].startswith("Lost of the day's takings: 30 won (3 kg of rice")


def test_health_is_told_when_its_word_changes_and_not_before(play: Session) -> None:
    drop = ev.NumberChanged("health.boy", 77, 76), ev.NumberChanged("health.boy", 76, 74)
    assert texts(narrate(drop, play), "warning") == ["The boy is thin now."]
    assert narrate(drop[:1], play) == ()
    assert texts(narrate([ev.NumberChanged("health.you", 61, 59)], play)) == ["You are weak now."]


def test_a_creditor_who_comes_is_told_before_the_scene(tiny: Story) -> None:
    play = Session(tiny, 3, {"sweep.police": 0.99})
    play.act(Choose("take"))
    for _ in range(10):
        told = act(play, Choose("go_on"))
        if play.world.scene == "friend_comes":
            break
    warnings = texts(told, "warning")
    assert any(text.startswith("The friend with the cold store comes for 1,500 won (") for text in warnings)
    assert [one.kind for one in told][-2:] == ["heading", "prose"]


def test_only_the_scene_that_stands_open_is_told(play: Session) -> None:
    act(play, Choose("take"))
    told = act(play, Choose("stop"))
    assert texts(told, "heading") == ["Enough"]
    assert texts(told, "ending") == ["The end: Empty hands."]
    assert tuple(told[-3:]) == standing(play)


def test_every_event_of_the_engine_has_its_sentence() -> None:
    kinds = {kind for kind in vars(ev).values() if isinstance(kind, type) and issubclass(kind, ev.Event)}
    assert kinds - {ev.Event} == set(HEARS)


def test_nothing_is_told_with_an_exclamation_mark(tiny: Story) -> None:
    for seed in range(5):
        play = Session(tiny, seed)
        play.act(Choose("take"))
        for _ in range(30):
            first = play.offered().open[0]
            assert not any("!" in text for text in texts(act(play, Choose(first.id))))


def test_a_day_that_is_not_over_is_not_in_what_the_box_gained(play: Session) -> None:
    events: list[ev.Event] = [ev.ChoiceMade("hub", "go_on")]
    events += [ev.StallTraded("soup", 2, 8, 8, 5, 3000), closed(2), ev.StallTraded("soup", 3, 8, 8, 5, 3000)]
    (told,) = texts(narrate(events, play), "day")
    assert told.endswith("taken; by the evening before, 10 won more in the box; food for 4.5 days at home.")
