"""Settlement: goods handed back or seized for a debt, at what, how much of them, and how it is booked."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import credit, market
from engine.dealings import HandBack, Seize
from engine.errors import Refused
from engine.events import GoodsMoved, InstalmentKept, Repaid, Seized
from engine.goods import Lot
from engine.kinds import Kind, constant
from engine.ledger import currency_of
from engine.scenario import Quote
from engine.session import Session, Story
from engine.settlement import hand_back, seize
from engine.turn import Turn
from tests.conftest import QUIET


@pytest.fixture
def consigned(turn: Turn) -> Turn:
    """100 packs of cigarettes had for 700 won, due on the sixth day; thirty of them carried."""
    credit.supply(turn, "friend", "smokes", 100, 70_000, "KPW", 5)
    turn.put("smokes", turn.take("smokes", 30), "load")
    return turn


def balanced(turn: Turn) -> bool:
    sums: dict[str, int] = {}
    for name, amount in turn.balances.items():
        sums[currency_of(name)] = sums.get(currency_of(name), 0) + amount
    costs = dict.fromkeys(turn.scenario.goods, 0)
    for key, lot in turn.stock.items():
        costs[key.partition("/")[2]] += lot.cost
    owed = {credit.liability(c, d.currency): -d.owed for c, d in turn.debts.items()}
    return (
        not any(sums.values())
        and all(turn.balances.get(turn.stock_account(good), 0) == cost for good, cost in costs.items())
        and owed == {n: a for n, a in turn.balances.items() if n.startswith("liabilities:") and a}
    )


def test_goods_handed_back_come_from_home_and_then_from_the_load(consigned: Turn) -> None:
    hand_back(consigned, "friend", "smokes", 80, 56_000)
    assert (consigned.held("smokes", "home"), consigned.held("smokes", "load")) == (0, 20)
    assert consigned.debts["friend"].owed == 14_000
    assert consigned.events[-2:] == [
        GoodsMoved("smokes", -80, "handed back to the friend"),
        Repaid("friend", 56_000, 14_000, "KPW"),
    ]
    assert not consigned.balances.get("income:goods for debts:KPW")
    assert balanced(consigned)


def test_what_goods_handed_back_cost_more_than_the_sum_is_lost_and_less_is_gained(consigned: Turn) -> None:
    hand_back(consigned, "friend", "smokes", 10, 5000)
    assert consigned.balances["expenses:goods for debts:KPW"] == 2000
    hand_back(consigned, "friend", "smokes", 10, 8000)
    assert consigned.balances["income:goods for debts:KPW"] == -1000
    assert balanced(consigned)


def test_a_debt_falls_no_further_than_to_nothing(consigned: Turn) -> None:
    credit.repay(consigned, "friend", 20_000)
    HandBack("friend", "smokes", None, constant(70_000, Kind("money", "KPW"))).apply(consigned)
    assert consigned.debts == {}
    assert consigned.held("smokes") == 0
    assert consigned.events[-1] == Repaid("friend", 50_000, 0, "KPW")
    assert consigned.balances["expenses:goods for debts:KPW"] == 20_000
    assert balanced(consigned)


def test_goods_handed_back_for_a_debt_in_another_money_keep_both_currencies_balanced(turn: Turn) -> None:
    credit.supply(turn, "trader", "pork", 1000, 120, "CNY", 5)
    hand_back(turn, "trader", "pork", 1500, 50, "CNY")
    assert turn.debts["trader"].owed == 70
    assert turn.balances["income:goods for debts:CNY"] == -50
    assert turn.balances["expenses:goods for debts:KPW"] == 5000 * 1500 // 3000
    assert balanced(turn)


def test_the_last_instalment_may_be_paid_in_goods(turn: Turn) -> None:
    credit.lend(turn, "friend", 1000, 1000, "KPW", 2, 2, 2)
    turn.day = 5
    credit.repay(turn, "friend", 500)
    hand_back(turn, "friend", "rice", 1000, 500)
    assert turn.events[-1] == InstalmentKept("friend")


@pytest.mark.parametrize(
    ("creditor", "good", "amount", "currency", "sentence"),
    [
        ("trader", "smokes", 10, "", r"Nothing is owed to the trader\."),
        ("friend", "smokes", 101, "", r"This takes 101 packs of cigarettes; there is 100 packs\."),
        ("friend", "maize", 1000, "", r"This takes 1 kg of maize; there is none\."),
        ("friend", "maize", None, "", r"There is no maize\."),
        ("friend", "smokes", 0, "", r"There is no cigarettes\."),
        ("friend", "smokes", 10, "CNY", r"What is owed to the friend is owed in won\."),
    ],
)  # fmt: skip
def test_what_cannot_be_handed_back_is_refused_and_changes_nothing(
    creditor: str, good: str, amount: int | None, currency: str, sentence: str, consigned: Turn
) -> None:
    before = (dict(consigned.stock), dict(consigned.balances), dict(consigned.debts), list(consigned.events))
    with pytest.raises(Refused, match=sentence):
        hand_back(consigned, creditor, good, amount, 100, currency)
    assert (consigned.stock, consigned.balances, consigned.debts, consigned.events) == before


def test_goods_hidden_elsewhere_are_not_handed_back(consigned: Turn) -> None:
    consigned.put("smokes", consigned.take("smokes", 70), "hidden")
    with pytest.raises(Refused, match="This takes 31 packs"):
        hand_back(consigned, "friend", "smokes", 31, 100)


def bids(turn: Turn) -> Mapping[str, int]:
    place = turn.scenario.markets["square"]
    return {good: market.price(turn, place, good).bid for good in place.quotes}


def seizures(turn: Turn) -> list[tuple[str, int, int]]:
    return [(event.good, event.amount, event.sum) for event in turn.events if isinstance(event, Seized)]


def test_nothing_is_seized_before_the_day(turn: Turn) -> None:
    credit.lend(turn, "friend", 1000, 1000, "KPW", 2)
    Seize("friend", "home").apply(turn)
    Seize("trader", "home").apply(turn)
    assert seizures(turn) == []


def test_the_lot_that_fetches_most_is_seized_first_and_of_the_last_only_what_covers_the_call(turn: Turn) -> None:
    bid = bids(turn)
    rice, pork = bid["rice"] * 20, bid["pork"] * 2
    credit.lend(turn, "friend", rice + 1001, rice + 1001, "KPW", 0)
    seize(turn, "friend", "home")
    least = -(-1001 * 1000 // bid["pork"])
    assert rice > pork
    assert seizures(turn) == [("rice", 20_000, rice), ("pork", least, bid["pork"] * least // 1000)]
    assert 1001 <= seizures(turn)[1][2] <= 1001 + 3
    assert turn.debts == {}
    assert balanced(turn)


def test_no_more_than_what_is_called_is_seized_of_a_debt_in_instalments(turn: Turn) -> None:
    credit.lend(turn, "friend", 10_000, 10_000, "KPW", 0, 10, 5)
    seize(turn, "friend", "home")
    [(good, amount, fetched)] = seizures(turn)
    assert (good, fetched) == ("rice", 1000)
    assert bids(turn)["rice"] * (amount - 1) < 1000 * 1000, "a gram less would not have done"
    assert turn.debts["friend"].owed == 9000
    assert credit.called(turn.debts["friend"], 1) == 0
    assert balanced(turn)


def test_whoever_has_too_little_loses_all_of_it_and_owes_the_rest(turn: Turn) -> None:
    worth = sum(bids(turn)[good] * turn.held(good) // 1000 for good in ("rice", "pork", "wood"))
    credit.lend(turn, "friend", 90_000, 90_000, "KPW", 0)
    seize(turn, "friend", "home")
    assert turn.stock == {}
    assert [good for good, _, _ in seizures(turn)] == ["rice", "pork", "wood"]
    assert turn.debts["friend"].owed == 90_000 - worth
    assert balanced(turn)


def test_only_the_named_store_is_seized_and_what_no_market_quotes_goes_at_cost(turn: Turn) -> None:
    turn.gain("bowls_home", 7, 700, "income", "gift", "gift", "load")
    credit.lend(turn, "friend", 250, 250, "KPW", 0)
    seize(turn, "friend", "load")
    assert seizures(turn) == [("bowls_home", 3, 250)]
    assert turn.debts == {}, "nobody weighs out half a bowl, and nobody gives change"
    assert balanced(turn)


def test_what_is_worth_nothing_is_left(turn: Turn) -> None:
    turn.put("bowls_home", Lot(7, 0), "load")
    credit.lend(turn, "friend", 250, 250, "KPW", 0)
    seize(turn, "friend", "load")
    assert turn.held("bowls_home") == 7


def noted(changed: Callable[..., Story], tiny: Story, mid: int, currency: str = "") -> Turn:
    """The tiny story with a money changer on the square, and rice priced in a currency."""
    place = tiny.scenario.markets["square"]
    notes = {"CNY": Quote("CNY", mid, 4, 0, 10, 0, 1000)} if mid else {}
    quotes = {**place.quotes, "rice": replace(place.quotes["rice"], currency=currency)}
    turn = Session(changed(markets={"square": replace(place, notes=notes, quotes=quotes)}), 1, QUIET).view()
    credit.lend(turn, "trader", 50, 50, "CNY", 0)
    return turn


def test_goods_are_seized_for_a_debt_in_another_money_at_what_that_money_is_worth(
    changed: Callable[..., Story], tiny: Story
) -> None:
    turn = noted(changed, tiny, 2000)
    bid = bids(turn)["rice"]
    seize(turn, "trader", "home")
    assert seizures(turn) == [("rice", -(-5 * 2000 * 1000 // bid), 50)], "five yuan at 20 won"
    assert turn.debts == {}
    assert turn.balances["income:goods for debts:CNY"] == -50
    assert balanced(turn)


def test_goods_priced_in_the_money_of_the_debt_need_no_rate(changed: Callable[..., Story], tiny: Story) -> None:
    turn = noted(changed, tiny, 0, "CNY")
    bid = bids(turn)["rice"]
    seize(turn, "trader", "home")
    assert seizures(turn) == [("rice", -(-50 * 1000 // bid), 50)]


def test_goods_are_left_where_nothing_says_what_they_are_worth_in_the_money_of_the_debt(
    changed: Callable[..., Story], tiny: Story
) -> None:
    turn = noted(changed, tiny, 0)
    seize(turn, "trader", "home")
    assert seizures(turn) == []
    assert turn.debts["trader"].owed == 50


@given(owe=st.integers(1, 200_000), instalments=st.integers(1, 6), on=st.integers(1, 20), packs=st.integers(0, 9))
def test_a_seizure_covers_what_is_called_as_far_as_there_are_goods_and_takes_one_part_at_most_too_many(
    tiny: Story, owe: int, instalments: int, on: int, packs: int
) -> None:
    turn = Session(tiny, 1, QUIET).view()
    turn.put("smokes", Lot(packs, 0))
    credit.lend(turn, "friend", owe, owe, "KPW", 3, instalments, 2)
    turn.day = on
    called = credit.called(turn.debts["friend"], on)
    seize(turn, "friend", "home")
    fetched = sum(total for _, _, total in seizures(turn))
    left = turn.debts["friend"].owed if "friend" in turn.debts else 0
    assert left == owe - fetched
    assert fetched >= called or not turn.stock
    if fetched > called:
        good, amount, total = seizures(turn)[-1]
        worth = bids(turn)[good]
        assert worth * (amount - 1) // turn.scenario.goods[good].parts < called - (fetched - total)
    assert balanced(turn)
