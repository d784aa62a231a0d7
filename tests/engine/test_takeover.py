"""Taking over: whatever was left, the books balance, nothing is below nothing, and the play can be told again."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import credit, legacy
from engine.effects import Borrow, If, Receive
from engine.expressions import compile_expression
from engine.journal import replay
from engine.kinds import constant
from engine.ledger import transactions
from engine.legacy import Carries, Kept, Legacy, Owed, Sum
from engine.session import Session, Story
from engine.snapshot import restored, taken
from engine.takeover import take_over
from engine.world import Debt
from tests.engine.roads import play, road
from tests.engine.test_always import books, played, ranges

TAKES = Carries(
    ("before",),
    ("KPW", "CNY"),
    {"rice": "rice", "cigarettes": "cigarettes"},
    {"trader": "lender", "owner": "friend"},
    {"heat": "heat", "health.you": "health.you", "partners": "partners"},
    endings=("sold", "lost"),
)
"""The road story's trader is owed yuan, its owner won; yuan stand at 20 won."""


def follow(what: Legacy, takes: Carries = TAKES, seed: int = 7) -> Session:
    return Session(Story.of(replace(road().scenario, carries=takes)), seed, {"price": 0.5}, what)


LENT = (
    Borrow("trader", "", constant(500), "CNY", constant(600), constant(30), 3, 10),
    Borrow("owner", "pobedit", constant(1000), "KPW", constant(900), constant(30)),
    Receive(constant(700), "USD", "a gift", "equity"),
)
"""What a chapter may begin with besides: debts of money and of goods, money that is not taken over."""


def in_debt(what: Legacy, seed: int = 7) -> Session:
    """Return a play of the chapter whose own beginning is in debt."""
    scenario = replace(road().scenario, carries=TAKES, begin=(*road().scenario.begin, *LENT))
    return Session(Story.of(scenario), seed, {"price": 0.5}, what)


def owing(creditor: str, *row: object) -> Legacy:
    return Legacy("before", debts={creditor: Owed(*row)})  # type: ignore[arg-type]


def test_a_debt_in_another_money_is_changed_at_the_day_s_rate_and_both_sides_are_booked() -> None:
    session = follow(owing("lender", "KPW", Sum(200_000, 100), 12))
    debt = session.world.debts["trader"]
    assert (debt.currency, debt.owed, debt.due) == ("CNY", 1000, 13), "2,000 won at 20 won a yuan, in tenths"
    balances = session.world.balances
    assert balances["liabilities:trader:CNY"] == -1000
    assert (balances["equity:exchange:CNY"], balances["equity:exchange:KPW"]) == (1000, -200_000)
    assert not balances.get("liabilities:trader:KPW")
    books(session)
    assert follow(owing("friend", "CNY", Sum(1000, 10), 12)).world.debts["owner"].owed == 200_000


def test_what_is_left_of_instalments_goes_on_in_as_many_parts() -> None:
    session = follow(owing("friend", "KPW", Sum(50_000, 100), 9, 20_000, 30))
    debt = session.world.debts["owner"]
    assert (debt.owed, debt.due, debt.part, debt.every) == (50_000, 10, 20_000, 30)
    changed = follow(owing("lender", "KPW", Sum(50_000, 100), 9, 20_000, 30)).world.debts["trader"]
    assert (changed.owed, changed.due, changed.part, changed.every) == (250, 10, 100, 30)


@pytest.mark.parametrize("late", [0, -1, -400])
def test_what_is_late_falls_due_tomorrow(late: int) -> None:
    session = follow(owing("friend", "KPW", Sum(50_000, 100), late, 20_000, 30))
    debt = session.world.debts["owner"]
    assert debt.due == 2
    assert [credit.called(debt, day) for day in (1, 2, 32, 62)] == [0, 20_000, 40_000, 50_000]
    assert credit.late(debt, 1) == 0


def test_a_debt_of_which_nobody_knows_the_rate_is_owed_as_it_was() -> None:
    scenario = road().scenario
    markets = {name: replace(market, notes={}) for name, market in scenario.markets.items()}
    story = Story.of(replace(scenario, carries=TAKES, markets=markets))
    session = Session(story, 7, legacy=owing("friend", "CNY", Sum(1000, 10), 12))
    assert session.world.debts["owner"].currency == "CNY"
    books(session)


def test_a_debt_in_a_money_that_the_chapter_does_not_know_stays_behind() -> None:
    assert follow(owing("friend", "JPY", Sum(1000, 1), 12)).world.debts == {}


def test_the_creditor_s_trust_goes_on_with_the_debt_or_without_it() -> None:
    left = Legacy("before", values={"trust.lender": 13, "trust.friend": 300})
    values = follow(left).world.values
    assert (values["trust.trader"], values["trust.owner"]) == (13, 100), "and is kept in its range"
    stated = replace(TAKES, values={"trust.trader": "trust.friend"})
    assert follow(left, stated).world.values["trust.trader"] == 100, "what `numbers` says counts"


def test_a_play_that_follows_another_begins_in_its_own_scene() -> None:
    takes = replace(TAKES, first="port")
    assert follow(Legacy("before"), takes).world.scene == "port"
    assert follow(Legacy("other"), takes).world.scene == "home"
    assert Session(Story.of(replace(road().scenario, carries=takes)), 7).world.scene == "home"


def test_how_the_chapter_before_ended_can_be_asked_for() -> None:
    known = road().scenario.scope
    scope = replace(known, ids={**known.ids, "ending": frozenset(TAKES.endings)}, compiled={})
    sold, lost = (compile_expression(text, scope) for text in ("ended('sold')", "ended(lost)"))
    view = follow(Legacy("before", ending="sold")).view()
    assert (sold.run(view), lost.run(view)) == (True, False)
    for other in (Legacy("before"), Legacy("before", ending="left"), Legacy("other", ending="sold")):
        assert not sold.run(follow(other).view())
    assert not any(name.startswith("~") for name in legacy.left(road().scenario, follow(Legacy("before")).world).values)


def test_the_beginning_may_ask_whether_the_chapter_goes_on_from_another() -> None:
    continued = compile_expression("continued()", road().scenario.scope)
    gift = If(continued, (Receive(constant(700), "USD", "a gift", "equity"),), ())
    story = Story.of(replace(road().scenario, carries=TAKES, begin=(*road().scenario.begin, gift)))
    assert Session(story, 7, legacy=Legacy("before")).view().cash("USD") == 700
    assert Session(story, 7).view().cash("USD") == 0


def test_a_debt_that_the_chapter_begins_with_gives_way_to_what_was_left() -> None:
    lent = Borrow("owner", "", constant(5000), "KPW", constant(6000), constant(30), 3, 10)
    begin = (*road().scenario.begin, lent)
    story = Story.of(replace(road().scenario, carries=TAKES, begin=begin))
    assert Session(story, 7).world.debts["owner"].owed == 6000
    owed = Session(story, 7, legacy=owing("friend", "KPW", Sum(700, 100), 12))
    assert owed.world.debts["owner"] == Debt("KPW", 700, 700, 1, 13, 0)
    paid = Session(story, 7, legacy=Legacy("before"))
    assert paid.world.debts == {}
    for session in (owed, paid):
        books(session)


def test_the_first_page_of_the_books_tells_what_was_brought_and_not_what_others_begin_with() -> None:
    left = Legacy("before", {"KPW": Sum(12_300, 100)}, debts={"friend": Owed("KPW", Sum(700, 100), 12)})
    lent = Borrow("owner", "", constant(5000), "KPW", constant(6000), constant(30), 3, 10)
    mixed = Borrow("owner", "pobedit", constant(1000), "KPW", constant(900), constant(30))
    for begin, kept in ((lent, False), (mixed, True)):
        story = Story.of(replace(road().scenario, carries=TAKES, begin=(*road().scenario.begin, begin)))
        session = Session(story, 7, legacy=left)
        memos = [booked.memo for booked in transactions(session.world.book)]
        assert ("on credit from the owner" in memos) == kept, "goods that are not taken over keep what they cost"
        assert "lent by the owner" not in memos
        assert (session.view().cash("KPW"), session.world.debts["owner"].owed) == (12_300, 700)
        sums = [a for t in transactions(session.world.book) for n, a in t.postings if n == "assets:cash:KPW"]
        assert sums == [12_300]
        books(session)


def test_a_play_leaves_the_day_s_takings_and_what_is_late_as_late() -> None:
    session = play()
    world = replace(
        session.world,
        balances={**session.world.balances, "assets:takings:KPW": 900},
        debts={"owner": Debt("KPW", 500, 700, 1, 10, 0, 200, 30)},
        day=45,
    )
    kept = legacy.left(session.scenario, world)
    assert kept.cash["KPW"].amount == session.view().cash("KPW") + 900
    assert kept.debts["owner"] == Owed("KPW", Sum(500, 100), -5, 200, 30)
    assert kept.ending == ""


# ---- whatever was left ----------------------------------------------------------------------------------------------

sums = st.builds(Sum, st.integers(0, 10**10), st.sampled_from([1, 10, 100, 1000]))
debts = st.builds(
    Owed, st.sampled_from(["KPW", "CNY", "USD", "JPY"]), sums, st.integers(-400, 400), st.integers(0, 10**8),
    st.integers(0, 60),
)  # fmt: skip
legacies = st.builds(
    Legacy,
    st.sampled_from(["before", "before", "other"]),
    st.dictionaries(st.sampled_from(["KPW", "CNY", "JPY"]), sums, max_size=3),
    st.dictionaries(
        st.sampled_from(["rice", "cigarettes", "gold"]),
        st.builds(Kept, st.integers(0, 10**9), st.sampled_from([1, 1000]), sums),
        max_size=3,
    ),
    st.dictionaries(st.sampled_from(["lender", "friend", "other"]), debts, max_size=3),
    st.dictionaries(
        st.sampled_from(["heat", "health.you", "partners", "trust.lender", "trust.friend", "unknown"]),
        st.integers(-(10**6), 10**6),
        max_size=6,
    ),
    st.sampled_from(["", "sold", "lost", "elsewhere"]),
)


@given(legacies)
def test_whatever_was_left_the_books_balance_and_nothing_is_below_nothing(left: Legacy) -> None:
    session = in_debt(left)
    books(session)
    ranges(session)
    for debt in session.world.debts.values():
        assert debt.due >= 2
        assert debt.part >= 0
        assert (debt.every > 0) == (debt.part > 0)


@given(legacies)
def test_taking_over_twice_is_as_taking_over_once(left: Legacy) -> None:
    session = in_debt(left)
    turn = session.view()
    take_over(turn, left)
    again, once = turn.close(), session.world
    facts = ("day", "scene", "values", "stock", "debts")
    assert [getattr(again, name) for name in facts] == [getattr(once, name) for name in facts]
    assert {n: a for n, a in again.balances.items() if a} == {n: a for n, a in once.balances.items() if a}
    assert [t.postings for t in transactions(again.book)] == [t.postings for t in transactions(once.book)]


@given(legacies, st.integers(1, 20))
def test_saved_reloaded_and_played_again_it_is_the_same_world(left: Legacy, seed: int) -> None:
    kept = legacy.read(json.loads(json.dumps(legacy.written(left))))
    assert kept == left
    session = in_debt(left, seed)
    for _ in played(session, 6):
        pass
    world = restored(json.loads(json.dumps(taken(session.world))), session.scenario)
    assert Session.resume(session.story, world, session.journal, legacy=kept).digest() == session.digest()
    assert replay(in_debt(kept, seed), session.journal).digest() == session.digest()
    books(session)


def test_a_legacy_of_earlier_days_is_read_without_an_ending_and_without_instalments() -> None:
    old = {
        "chapter": "before", "cash": {"KPW": [5, 100]}, "goods": {}, "debts": {"friend": ["KPW", 700, 100, 3]},
        "values": {"heat": 4},
    }  # fmt: skip
    found = legacy.read(old)
    assert (found.ending, found.debts["friend"]) == ("", Owed("KPW", Sum(700, 100), 3, 0, 0))
    assert follow(found).world.debts["owner"].due == 4


@pytest.mark.parametrize(
    "damage",
    [
        {"cash": {"KPW": [-1, 100]}}, {"goods": {"rice": [1, 1, 1, 0]}}, {"goods": {"rice": [-1, 1, 1, 1]}},
        {"debts": {"friend": ["KPW", 1, 0, 3]}}, {"debts": {"friend": ["KPW", 1, 1, 3, -2, 1]}},
        {"debts": {"friend": ["KPW", 1, 1, 3, 2]}}, {"debts": {"friend": 3}}, {"ending": 3},
    ],
)  # fmt: skip
def test_what_cannot_have_been_left_is_refused(damage: dict[str, object]) -> None:
    whole = legacy.written(owing("friend", "KPW", Sum(700, 100), 3))
    with pytest.raises(legacy.BadSnapshot, match="What the chapter before left is damaged"):
        legacy.read(whole | damage)
