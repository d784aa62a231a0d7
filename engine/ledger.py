"""The ledger: double entry, each currency by itself; every sum of money in the game moves through `post`."""

from collections.abc import Iterator, MutableMapping
from typing import NamedTuple, Optional

Posting = tuple[str, int]
"""(account, amount in smallest parts); debits are positive, credits negative."""


class Transaction(NamedTuple):
    """One booked transaction, linked to the one before it so that worlds can share their past."""

    day: int
    memo: str
    postings: tuple[Posting, ...]
    before: Optional["Transaction"]


class Unbalanced(ValueError):
    """Postings do not sum to nothing in each currency: a bug in the rules, never a player's doing."""


def account(kind: str, name: str, currency: str) -> str:
    """Return an account's name, such as `assets:cash:KPW`; kinds: assets, liabilities, income, expenses, equity."""
    return f"{kind}:{name}:{currency}"


def currency_of(name: str) -> str:
    """Return the currency an account is kept in."""
    return name.rpartition(":")[2]


def post(
    balances: MutableMapping[str, int], book: Transaction | None, day: int, memo: str, *postings: Posting
) -> Transaction | None:
    """Book postings into balances and return the book with the transaction on top; raise `Unbalanced` if unequal."""
    if len(postings) == 2:
        # Most have two sides, and those are checked without sums.
        (one, amount), (other, against) = postings
        if amount and amount == -against and one.rpartition(":")[2] == other.rpartition(":")[2]:
            balances[one] = balances.get(one, 0) + amount
            balances[other] = balances.get(other, 0) + against
            return Transaction(day, memo, postings, book)
    kept = tuple(posting for posting in postings if posting[1])
    if not kept:
        return book
    sums: dict[str, int] = {}
    for name, amount in kept:
        currency = name.rpartition(":")[2]
        sums[currency] = sums.get(currency, 0) + amount
    if any(sums.values()):
        raise Unbalanced(f"{memo}: {kept}")
    for name, amount in kept:
        balances[name] = balances.get(name, 0) + amount
    return Transaction(day, memo, kept, book)


def transactions(book: Transaction | None) -> list[Transaction]:
    """Return the book's transactions, oldest first."""
    found = list(_backwards(book))
    found.reverse()
    return found


def _backwards(book: Transaction | None) -> Iterator[Transaction]:
    while book is not None:
        yield book
        book = book.before
