"""The ledger: every transaction balances in each currency by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ledger import Transaction, Unbalanced, account, currency_of, post, transactions

names = st.builds(
    account,
    st.sampled_from(["assets", "liabilities", "income", "expenses"]),
    st.sampled_from(["cash", "rice", "a: b"]),
    st.sampled_from(["KPW", "CNY"]),
)
postings = st.lists(st.tuples(names, st.integers(-1000, 1000)), max_size=6)


def sums(entries: list[tuple[str, int]]) -> dict[str, int]:
    found = {"KPW": 0, "CNY": 0}
    for name, amount in entries:
        found[currency_of(name)] += amount
    return found


@given(st.lists(postings, max_size=8))
def test_balances_sum_to_nothing_in_each_currency_whatever_is_booked(entries: list[list[tuple[str, int]]]) -> None:
    balances: dict[str, int] = {}
    book = None
    for entry in entries:
        before = dict(balances)
        if any(sums(entry).values()):
            with pytest.raises(Unbalanced):
                post(balances, book, 1, "odd", *entry)
            assert balances == before
        else:
            book = post(balances, book, 1, "even", *entry)
    assert not any(sums(list(balances.items())).values())


def test_won_do_not_balance_yuan() -> None:
    with pytest.raises(Unbalanced, match="changed"):
        post({}, None, 1, "changed", ("assets:cash:KPW", 5), ("income:gift:CNY", -5))


def test_a_transaction_of_nothing_is_not_booked() -> None:
    assert post({}, None, 1, "nothing", ("assets:cash:KPW", 0), ("income:gift:KPW", 0)) is None


def test_the_book_is_told_oldest_first_and_shares_its_past() -> None:
    balances: dict[str, int] = {}
    first = post(balances, None, 1, "one", ("assets:cash:KPW", 5), ("income:gift:KPW", -5))
    second = post(balances, first, 2, "two", ("assets:cash:KPW", -2), ("expenses:tea:KPW", 2))
    assert [t.memo for t in transactions(second)] == ["one", "two"]
    assert second is not None
    assert second.before is first


def test_a_very_long_book_can_be_told_and_let_go() -> None:
    book: Transaction | None = None
    for day in range(200_000):
        book = Transaction(day, "", (), book)
    assert len(transactions(book)) == 200_000
    del book
