"""Eras: what a world declares of prices, its mistakes, and a chapter that plays by it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import market
from engine.actions import Buy, Choose
from engine.errors import Refused
from engine.luck import Luck
from engine.prices import Prices
from engine.session import Session, Story
from story import atlas, library
from story.checks import run

STORIES = Path(__file__).resolve().parents[1] / "stories"
WORLD = library.HOME / "worlds" / "reports.yaml"
Edited = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def border() -> Story:
    story = library.load(STORIES / "border").story
    assert story is not None
    return story


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Return what makes the sentences about the world `reports` with one thing in it written otherwise."""
    (tmp_path / "worlds").mkdir()

    def make(before: str, after: str) -> list[str]:
        text = WORLD.read_text("utf-8")
        assert before in text
        (tmp_path / "worlds" / "reports.yaml").write_text(text.replace(before, after, 1), "utf-8")
        return [problem.sentence for problem in atlas.world("reports", tmp_path).problems]

    return make


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("rice: {2012-01-01: 100 %", "barley: {2012-01-01: 100 %", "There is no price 'barley'."),
        ("fuel: diesel, part: 40 %", "fuel: coal, part: 40 %", "There is no price 'coal'."),
        ("hyesan: 7 %}", "hamheung: 7 %}", "There is no place 'hamheung'."),
        ("january: -6 %", "janury: -6 %", "There is no month 'janury'."),
        ("2014-04-10: 41", "2014-02-30: 41", "'level' of a price 'rice' should be a date such as 1995-01-23."),
        ("price: 5000 KPW", "price: 5000 USD", "This should be money in KPW, but it is money in USD."),
        ("to: 2020-04-30, money", "to: 2011-04-30, money", "'to' of `era` should be no earlier than `from`."),
        ("for: petrol 15 kg", "for: petroleum 15 kg", "There is no good 'petroleum'."),
        ("issue: 30 USD", "issue: 30 EUR", "There is no currency 'EUR'."),
        ("moves: {petrol: 47 %}", "moves: {kerosene: 47 %}", "There is no price 'kerosene'."),
        ("{hyesan: 3.8 %}", "{musan: 3.8 %}", "There is no price of rice at 'musan'."),
        ("members: 14", "members: 0", "'members' of a cartel 'pork_sellers' should be between 1 and 1000."),
        ("onset: 25 days", "onset: 25", "'onset' of a shock 'state_imports' should be days, such as 30 days."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_world_s_prices_gets_its_sentence(
    edited: Edited, before: str, after: str, sentence: str
) -> None:
    assert sentence in edited(before, after)


def test_whatever_line_of_a_world_is_lost_there_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    lines = WORLD.read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "worlds").mkdir()
    for number in range(0, len(lines), 2):
        (tmp_path / "worlds" / "reports.yaml").write_text("".join(lines[:number] + lines[number + 1 :]), "utf-8")
        for problem in atlas.world("reports", tmp_path).problems:
            assert problem.sentence.endswith(".")


def test_a_market_leans_on_the_era_and_its_story_has_nothing_to_mend(border: Story) -> None:
    loaded = library.load(STORIES / "border")
    problems = [*loaded.problems, *(run(loaded.scenario) if loaded.scenario is not None else ())]
    assert [problem.sentence for problem in problems if problem.level == "error"] == []
    assert {problem.code for problem in problems} <= {"EVD03", "LES03", "STY12"}, (
        "no lesson, claims and a number nobody asks for"
    )


def test_a_chapter_meets_the_prices_that_its_world_lists(border: Story) -> None:
    session = Session(border, 12)
    era = border.scenario.era
    assert era is not None
    prices = Prices(era, Luck(12))
    for number in range(20):
        now = market.price(session.view(), border.scenario.markets["market"], "rice")
        day = date(2020, 2, 25).toordinal() + number
        assert (now.bid, now.ask) == next(prices.posted("rice", "hyesan", day, day))
        session.act(Choose("wait"))


def test_where_supply_is_withheld_no_more_can_be_bought_but_all_can_be_sold(border: Story) -> None:
    session = Session(border, 12)
    era = border.scenario.era
    assert era is not None
    for _ in range(11):
        session.act(Choose("wait"))
    now = market.price(session.view(), border.scenario.markets["market"], "rice")
    assert now.offered < now.available == 800_000
    with pytest.raises(Refused, match=r"is to be had today\."):
        session.act(Buy("rice", now.offered + 1000))


@given(
    seed=st.integers(0, 10**6),
    bought=st.lists(st.integers(1, 90_000), min_size=1, max_size=5),
    cuts=st.lists(st.integers(1, 9), min_size=1, max_size=5),
)
def test_nobody_gains_by_buying_and_selling_within_a_day(
    seed: int, bought: list[int], cuts: list[int], border: Story
) -> None:
    turn = Session(border, seed).view()
    square, start = border.scenario.markets["market"], turn.cash()
    turn.receive(10**12, "KPW", "equity", "test", "test")
    try:
        for amount in bought:
            market.trade(turn, square, "rice", amount)
    except Refused:
        assume(turn.held("rice", "home") > 0)
    for cut in [*cuts, 1]:
        if held := turn.held("rice", "home"):
            market.trade(turn, square, "rice", -max(1, held // cut))
    assert turn.held("rice", "home") == 0
    assert turn.cash() - 10**12 < start


def test_texts_and_conditions_may_ask_for_rates_supply_and_hidden_prices(border: Story) -> None:
    session = Session(border, 12, {"price": 0.5})
    assert session.prose()[0].startswith("Rice 6,0")
    for _ in range(11):
        session.act(Choose("wait"))
    told = session.prose()[0]
    assert told.startswith("Rice 5,0")
    assert "a dollar 8,032 won" in told


def test_the_same_seed_plays_the_same_through_a_new_session(border: Story) -> None:
    digests = []
    for _ in range(2):
        session = Session(border, 5)
        for action in (Buy("rice", 20_000), Choose("wait"), Buy("petrol", 1000), Choose("wait")):
            session.act(action)
        digests.append(session.digest())
    assert digests[0] == digests[1]


def test_a_world_whose_checkpoints_lean_on_a_chapter_is_read_alone() -> None:
    # its posts are drawn by a number that each chapter declares for itself
    charted = atlas.world("north_1996")
    assert not charted.problems
    assert charted.declared.era is not None
