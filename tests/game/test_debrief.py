"""The debrief: the books agree with the world, the course with the journal, and the export shows what is there."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine.actions import Assign, Buy, Carry, Choose, Depart, Redeem, Sell, SetDial
from engine.names import worth
from engine.session import Session, Story
from game import aloud, export, words
from game.books import cash_book, statements, worth_by_day
from game.debrief import Debrief, debrief, decisions, witness
from game.play import Play
from game.plot import plot
from game.recording import Recording
from game.status import status


@pytest.fixture
def month(tiny: Story) -> Session:
    """A month with a purchase, a sale, a lamp, some trade and a part payment."""
    play = Session(tiny, 3, {"sweep.police": 0.99})
    play.act(Choose("take"))
    for action in (Sell("pork", 2000), Buy("rice", 1000), SetDial("price", 650), Assign("husband", "lookout")):
        play.act(action)
    for choice in ("lamp", "go_on", "go_on", "pay"):
        play.act(Choose(choice))
    return play


def test_the_statement_agrees_with_the_world_to_the_last_part(month: Session) -> None:
    (found,) = statements(month)
    assert found.worth.amount == worth(month.view())
    assert found.opening.amount + found.result.amount == found.worth.amount
    came, went = (sum(line.amount for line in lines) for lines in (found.income, found.expenses))
    assert came - went == found.result.amount
    owned, owed = (sum(line.amount for line in lines) for lines in (found.owned, found.owed))
    assert owned - owed == found.worth.amount


def test_what_the_household_began_with_is_no_income(month: Session) -> None:
    (found,) = statements(month)
    assert (found.opening.text, found.opening.amount) == ("197 won", 19_700)
    assert {line.name for line in found.income} == {"The soup stall", "Sale of pork"}


def test_lines_are_named_in_words(month: Session) -> None:
    (found,) = statements(month)
    assert {"Pork, at cost", "Money in the box", "Firewood, at cost"} <= {line.name for line in found.owned}
    assert [line.name for line in found.owed] == ["The friend with the cold store"]
    assert "What went into the soup stall" in {line.name for line in found.expenses}


def test_the_cash_book_ends_with_what_is_in_the_box(month: Session) -> None:
    book = cash_book(month)
    cash = month.view().cash()
    assert book[0].what == "The December wage"
    assert book[0].income == "46 won"
    assert book[-1].what == "Paid the friend with the cold store"
    assert book[-1].outgo == "40 won"
    assert book[-1].balance == debrief(month).cash_book[-1].balance
    assert book[-1].balance.split()[0].replace(",", "") in (f"{cash / 100:.2f}", str(cash // 100))


def test_worth_by_day_ends_at_todays_worth_and_has_every_day(month: Session) -> None:
    days = worth_by_day(month)
    assert [day.day for day in days] == list(range(1, month.world.day + 1))
    assert days[-1].money == worth(month.view())
    price = month.paths.mid("valley", "rice", month.world.day)
    rice = days[-1].rice
    assert rice is not None
    assert abs(rice) == abs(days[-1].money) * 1000 // price


def test_decisions_come_from_the_journal_in_the_words_of_the_scene(month: Session) -> None:
    told = [(found.day, found.say, found.times) for found in decisions(month)]
    assert told[:4] == [
        (1, "Take the pig.", 1),
        (1, "Price of a bowl: 6.50 won", 1),
        (1, "Your husband: his post and then the lamp", 1),
        (1, "Buy a lamp.", 1),
    ]
    assert told[4][1:] == ("Carry on until something happens.", 2)


def test_a_risk_that_came_true_is_told_with_the_decision(tiny: Story) -> None:
    play = Session(tiny, 3, {"sweep.police": 0.0, "choice.sweep.run": 0.99})
    for choice in ("take", "one_day", "run"):
        play.act(Choose(choice))
    assert decisions(play)[-1].say == "Run. (it came to this: caught with the load)"


def test_the_witness_stands_beside_with_grades(tiny: Story) -> None:
    (lived,) = witness(tiny.scenario)
    assert lived.sources[0].grade == "documented"
    assert lived.sources[0].document == "A memoir from Hyesan, eyewitness"


def test_a_play_of_one_moment_has_a_debrief_too(play: Session) -> None:
    found = debrief(play)
    assert found.decisions == ()
    assert found.ended == ""
    assert "It was left before its end." in export.markdown(found)
    assert "<svg" not in export.html(found)


# ---- the picture ----------------------------------------------------------------------------------------------------


def test_a_plot_has_the_size_asked_for_and_its_range_at_the_left() -> None:
    drawn = plot([20, 10, 0, -10, -53], 40, 6).split("\n")
    assert len(drawn) == 6
    assert max(map(len, drawn)) <= 40
    assert drawn[0].startswith(" 20 ")
    assert drawn[-1].startswith("-53 ")


@pytest.mark.parametrize("values", [[], [5], [0, 0, 0], [-3, -3], [1e9, -1e9]])
def test_odd_series_are_drawn_without_complaint(values: list[float]) -> None:
    assert plot(values, 30, 4).count("\n") == (3 if values else 0)


# ---- export ---------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """Collects the tags of a page and whether they close as they opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)
        if any(name in ("src", "href", "onclick") for name, _ in attrs):
            self.wrong.append(str(attrs))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_the_page_is_whole_and_fetches_and_runs_nothing(month: Session) -> None:
    page = Tags()
    page.feed(export.html(debrief(month), "What I thought."))
    assert page.wrong == []
    assert page.open == []
    assert "script" not in page.seen
    assert page.seen.count("svg") == 1


def test_nothing_that_is_written_becomes_markup(month: Session) -> None:
    import dataclasses

    evil = "<script>alert(1)</script> & *not bold* | [x](y)"
    found: Debrief = dataclasses.replace(debrief(month), title=evil, questions=(evil,))
    page, text = export.html(found, evil), export.markdown(found, evil)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp;") >= 3
    assert r"\<script\>alert(1)\</script\> & \*not bold\* \| \[x\](y)" in text
    assert "<script>" not in text.replace(r"\<script\>", "")


def test_both_files_are_written_with_plain_names(month: Session, tmp_path: Path) -> None:
    paths = export.write(debrief(month), tmp_path / "new" / "folder", "What I thought.")
    assert [path.name for path in paths] == [f"tiny-soup-3-day-{month.world.day}.{end}" for end in ("md", "html")]
    assert "## In your own words\n\n> What I thought." in paths[0].read_text("utf-8")
    assert paths[1].read_text("utf-8").startswith("<!doctype html>")


# ---- several moneys -------------------------------------------------------------------------------------------------


@pytest.fixture
def changed_money(road: Story, calm: dict[str, float]) -> Session:
    """Two days with dollars, a coupon, gold for yuan, and a loan in yuan."""
    play = Session(road, 5, calm)
    for action in (Buy("USD", 500), Buy("petrol_coupon", 2), Redeem("petrol_coupon", 1), Buy("gold", 100)):
        play.act(action)
    for action in (Sell("CNY", 1000), Sell("pobedit", 2000), Choose("borrow"), Choose("wait")):
        play.act(action)
    return play


def test_each_money_balances_by_itself_and_what_was_exchanged_has_its_name(changed_money: Session) -> None:
    found = {one.money: one for one in statements(changed_money)}
    assert set(found) == {"won", "yuan", "dollars"}
    for one in found.values():
        came, went = (sum(line.amount for line in lines) for lines in (one.income, one.expenses))
        owned, owed = (sum(line.amount for line in lines) for lines in (one.owned, one.owed))
        assert came - went == one.result.amount
        assert owned - owed == one.worth.amount == one.opening.amount + one.result.amount
        assert all(line.amount > 0 for line in (*one.income, *one.expenses))
    assert "Exchange for other money" in {line.name for line in found["dollars"].income}
    assert "Exchange for other money" in {line.name for line in found["yuan"].expenses}
    assert "Petrol coupons, at cost" in {line.name for line in found["dollars"].owned}
    assert "Into the joint fund" in {line.name for line in found["won"].expenses}


def test_worth_counts_foreign_money_at_the_days_rate(changed_money: Session) -> None:
    turn = changed_money.view()
    own, *foreign = statements(changed_money)
    by_name = {currency.plural: currency.id for currency in changed_money.scenario.currencies.values()}
    whole = own.worth.amount + sum(words.worth(turn, one.worth.amount, by_name[one.money]) for one in foreign)
    assert worth_by_day(changed_money)[-1].money == whole
    assert abs(status(changed_money).worth.amount - whole) <= 2
    assert words.worth(turn, 100, "USD") == changed_money.paths.mid("valley_market", "USD", turn.day)


def test_the_export_has_a_cash_book_for_each_money(changed_money: Session) -> None:
    found = debrief(changed_money)
    told, page = export.markdown(found), export.html(found)
    for money in ("won", "yuan", "dollars"):
        assert f"## Cash book, {money}\n" in told
        assert f"<h2>Cash book, {money}</h2>" in page
    assert "other money at each day's rate" in told


def test_only_where_a_dial_was_left_is_a_decision(tiny: Story) -> None:
    play = Session(tiny, 3, {"sweep.police": 0.99})
    play.act(Choose("take"))
    for price in (650, 700, 750):
        play.act(SetDial("price", price))
    play.act(SetDial("bowls", 9))
    assert [found.say for found in decisions(play)][1:] == ["Price of a bowl: 7.50 won", "Bowls to cook: 9"]
    assert [beat.told[0].text for beat in Play.resumed(Recording(play, None)).history() if beat.dial] == [
        "Price of a bowl: 7.50 won.",
        "Bowls to cook: 9.",
    ]


def test_setting_out_is_a_decision_and_loading_is_none(road: Story, calm: dict[str, float]) -> None:
    play = Session(road, 5, calm)
    for action in (Choose("permit"), Carry("rice", 1000), Depart("valley_coast")):
        play.act(action)
    assert [found.say for found in decisions(play)] == [
        "Ask for a travel permit.",
        "Set out for the coast, on the train.",
    ]


def test_worth_is_told_with_all_its_places(month: Session) -> None:
    found = debrief(month)
    poor = replace(found, worth=(replace(found.worth[0], money=-43050), *found.worth[1:]))
    assert any("-430.50 won" in line for line in aloud.worth(poor))
