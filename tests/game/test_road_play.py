"""The story of roads line by line: notes, coupons, hidden deals, loads and journeys; honest about far places."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from engine.actions import Action, Buy, BuyHidden, Carry, Choose, Depart, LayDown, Redeem, Sell, SellHidden
from engine.errors import Refused
from engine.offers import Cost, Offer
from engine.session import Session, Story
from game import board, hearsay, orders, trips, typed
from game.plain import Plain
from game.play import Play
from game.watching import Watched
from story.policies import Policy


class Heard(Plain):
    """A plain player whose words are kept."""

    def __init__(self, session: Session) -> None:
        self.lines: list[str] = []
        super().__init__(Play.fresh(session, keep=False), self.lines.append)

    def after(self, *typed_lines: str) -> str:
        """Return what is said to some lines."""
        del self.lines[:]
        for line in typed_lines:
            self.hear(line)
        return "\n".join(self.lines)


@pytest.fixture
def heard(road: Story, calm: dict[str, float]) -> Heard:
    return Heard(Session(road, 5, calm))


@pytest.fixture
def at_coast(heard: Heard) -> Heard:
    heard.after("permit", "buy USD 2", "carry rice 20 kg", "carry pobedit 10 kg", "depart 1")
    return heard


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("buy 5 dollars", Buy("USD", 500)),
        ("buy USD 2.50", Buy("USD", 250)),
        ("sell 100 yuan", Sell("CNY", 1000)),
        ("sell yuan all", Sell("CNY", 20_000)),
        ("buy petrol 2 l", Buy("petrol", 2000)),
    ],
)
def test_money_is_dealt_in_with_the_words_for_goods(heard: Heard, line: str, action: object) -> None:
    heard.after(line)
    assert heard.session.journal[-1] == action


@pytest.mark.parametrize(
    ("lines", "action"),
    [
        (["buy USD 5", "buy coupon 2"], Buy("petrol_coupon", 2)),
        (["buy USD 5", "buy 2 petrol coupons", "redeem coupon 1"], Redeem("petrol_coupon", 1)),
        (["buy USD 5", "buy 2 petrol coupons", "redeem all"], Redeem("petrol_coupon", 2)),
        (["carry 20 kg of rice"], Carry("rice", 20_000)),
        (["load rice 20 kg"], Carry("rice", 20_000)),
        (["carry rice all", "lay rice 5 kg"], LayDown("rice", 5000)),
        (["permit", "depart 1"], Depart("valley_coast")),
        (["permit", "depart coast train"], Depart("valley_coast")),
    ],
)
def test_coupons_loads_and_journeys_are_said_in_words(heard: Heard, lines: list[str], action: object) -> None:
    heard.after(*lines)
    assert heard.session.journal[-1] == action


@pytest.mark.parametrize(
    ("line", "action"),
    [("buy rice 5 kg hidden", BuyHidden("rice", 5000)), ("sell rice 1 kg behind the stalls", SellHidden("rice", 1000))],
)
def test_hidden_deals_are_said_in_words(at_coast: Heard, line: str, action: object) -> None:
    at_coast.after(line)
    assert at_coast.session.journal[-1] == action


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("buy rice 5 kg hidden", "Nobody deals in rice behind the stalls here."),
        ("redeem coupon 1", "You have 0 petrol coupons to hand in."),
        ("depart pass train", "There is no way 'pass train' here."),
        ("lay rice 2 kg", "Nothing is loaded."),
        ("buy USD 0.001", "Write a whole number of dollars."),
        ("carry rice 2 packs", "There is no good"),
        ("depart 7", "There is no way '7' here."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_gets_a_sentence_and_changes_nothing(heard: Heard, line: str, sentence: str) -> None:
    before = heard.session.digest()
    with pytest.raises(Refused, match=sentence.replace("(", r"\(").replace("?", r"\?")):
        heard.hear(line)
    assert heard.session.digest() == before


def test_a_question_mark_says_what_a_deal_would_do_and_does_nothing(heard: Heard) -> None:
    told = heard.after("buy 5 dollars?", "sell pobedit 2 kg?")
    assert "5 dollars would cost 1," in told
    assert "In about 1 of 100 cases there are bad notes in such a purchase." in told
    assert "The conductors would take " in told
    assert heard.session.journal == []


def test_a_preview_of_each_deal_is_what_comes_of_it(heard: Heard) -> None:
    for of, how, amount in (
        ("USD", "buy", 500),
        ("petrol_coupon", "buy", 2),
        ("pobedit", "sell", 2000),
        ("gold", "buy", 50),
    ):
        session = heard.session
        ticket = orders.ticket(session, of, amount, how)
        currency = session.preview(orders.ACTIONS[how](of, amount)).currency
        session.act(orders.ACTIONS[how](of, amount))
        turn = session.view()
        cash = turn.cash(currency)
        shown = ticket.cash.partition(" (")[0]
        money = session.scenario.currencies[currency]
        assert shown.split()[0].replace(",", "") in (
            f"{cash / money.minor:.2f}",
            str(cash // money.minor),
            f"{cash / 10:.1f}",
        )


def test_the_ways_are_told_with_papers_posts_and_what_they_cost(heard: Heard) -> None:
    told = heard.after("roads", "road 1")
    assert (
        "1. To the coast (valley_coast), on the train: 2 days, at most 4 as a rule, 32 won. Not possible now: " in told
    )
    assert "Papers: travel permit: missing; issued by the second department." in told
    assert "You have not seen the prices there." in told


def test_on_the_way_the_day_says_where_to(road: Story, calm: dict[str, float]) -> None:
    heard = Heard(Session(road, 5, {**calm, "event": 0.0}))
    told = heard.after("permit", "depart 1", "status")
    assert "on the way to the coast, day 1 of 2" in told


def test_arriving_is_told_with_the_days_it_took(heard: Heard) -> None:
    told = heard.after("permit", "depart 1")
    assert "You set out from the valley for the coast, on the train; " in told
    assert "on the road" in told
    assert "You arrive at the coast after two days." in told


def test_nothing_is_known_of_a_market_that_was_never_seen(heard: Heard) -> None:
    session = heard.session
    assert all(word.sort != "elsewhere" for name in ("rice", "pobedit") for word in hearsay.heard(session, name))
    assert all(not way.prices and not way.seen for way in trips.ways(session))


def test_of_a_market_that_was_seen_the_prices_of_that_day_are_known(at_coast: Heard) -> None:
    session = at_coast.session
    (word,) = [word for word in hearsay.heard(session, "pobedit") if word.sort == "elsewhere"]
    then = session.paths.mid("valley_market", "pobedit", 1) / 100
    assert word.text.startswith(f"The valley, two days ago: {then:.2f}".rstrip("0").rstrip("."))
    way = trips.ways(session)[0]
    assert (way.seen, way.place) == ("two days ago", "the valley")


def test_prices_go_back_to_the_days_before_the_play_and_never_beyond_today(heard: Heard) -> None:
    turn = heard.session.view()
    place = heard.session.scenario.markets["valley_market"]
    past = board.history(turn, place, "rice")
    assert len(past) == 32
    assert past[-1] == turn.paths.mid("valley_market", "rice", turn.day)
    assert len(board.history(turn, place, "pobedit")) == 1


def everything(session: Session) -> Iterable[tuple[str, str]]:
    place = session.scenario.markets[session.scene.market]
    for name in board.names(place):
        for how in orders.ACTIONS:
            yield name, how


def test_the_most_of_every_deal_can_be_done_and_one_more_cannot(
    at_coast: Heard, road: Story, calm: dict[str, float]
) -> None:
    for session in (at_coast.session, Session(road, 5, calm)):
        for name, how in everything(session):
            most = orders.most(session, name, how)
            step = 100 if how in orders.BUYING else 1
            if most:
                assert not orders.ticket(session, name, most, how).refused
            assert orders.ticket(session, name, most + step, how).refused


def test_typed_amounts_of_notes_go_to_their_smallest_part() -> None:
    assert orders.parsed("2.5", 100) == 250
    with pytest.raises(Refused):
        orders.parsed("2.5", 1)


def test_a_market_of_which_nothing_is_dealt_in_is_no_market(heard: Heard) -> None:
    heard.after("stop")
    with pytest.raises(typed.Unclear, match="There is no market here"):
        heard.hear("buy 2 dollars")


def test_what_a_market_only_sells_is_said_to_be_so(road: Story, calm: dict[str, float]) -> None:
    place = road.scenario.markets["valley_market"]
    quotes = dict(place.quotes) | {"petrol": replace(place.quotes["petrol"], buys=False)}
    markets = dict(road.scenario.markets) | {place.id: replace(place, quotes=quotes)}
    heard = Heard(Session(Story.of(replace(road.scenario, markets=markets)), 5, calm))
    told = heard.after("buy petrol 2 l", "price petrol")
    assert "not bought back; you have 2 l at home" in told
    assert "Nobody here takes it off people." in told
    assert orders.most(heard.session, "petrol", orders.SELL) == 0


def test_the_course_of_a_price_is_told_in_words_where_it_is_known(heard: Heard) -> None:
    told = heard.after("price rice")
    assert "Over 32 days the middle price stood between " in told
    assert "Over " not in heard.after("price pobedit")


def test_a_price_that_rose_in_a_week_is_said_to_be_up(road: Story) -> None:
    heard = Heard(Session(road, 3))
    row = next(row for row in board.rows(heard.session) if row.of == "rice")
    assert row.change > 0
    assert f"; up {row.change} % in a week" in heard.after("market")


def test_sums_of_one_money_that_a_choice_takes_are_told_as_one(heard: Heard) -> None:
    costs = (Cost("KPW", 18_240, True), Cost("KPW", 1800, True), Cost("CNY", 100, True), Cost("rice", 1000, False))
    note, others = board.noted(heard.session, Offer("go", "Go.", "", costs, (), "", False))
    assert note == ""
    assert [one.partition(" (")[0] for one in others] == ["200.40 won", "10 yuan", "1 kg of rice"]
    note, others = board.noted(heard.session, Offer("go", "Go.", "18 won for the train", costs, (), "", False))
    assert note.startswith("18 won (")
    assert others[0].startswith("182.40 won (")


def test_a_sum_is_not_taken_for_the_end_of_a_greater_one(heard: Heard) -> None:
    offer = Offer("go", "Go.", "3,018 won in all", (Cost("KPW", 1800, True),), (), "", False)
    note, others = board.noted(heard.session, offer)
    assert note == "3,018 won in all"
    assert others[0].startswith("18 won (")


class Leaver(Policy):
    """A policy that asks for a permit and sets out."""

    def next(self, session: Session, *_: object, **__: object) -> Action:
        return Choose("permit") if not session.journal else Depart("valley_coast")


def test_whoever_watches_sees_a_journey_as_a_step_of_its_own(road: Story, calm: dict[str, float]) -> None:
    watched = Watched(Session(road, 5, calm), Leaver("leaver", "leaves"))
    watched.step()
    beat = watched.step()
    assert beat.deed == "Set out for the coast, on the train."
    assert [told.text for told in beat.told if told.kind == "heading"] == ["The port"]
