"""What always holds of debts, whatever is borrowed, paid, put off, let go, handed back or seized, day after day.

Beside the engine a second account is kept in the plainest way: a list of sums with their days.
"""

from dataclasses import dataclass, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from engine import credit, day, settlement
from engine.errors import Refused
from engine.events import Seized
from engine.ledger import currency_of
from engine.session import Session, Story
from engine.turn import Turn
from engine.world import EVENING, Debt
from tests.conftest import QUIET

CREDITORS = st.sampled_from(["friend", "trader"])
SUMS = st.integers(0, 3000)
LOANS = st.integers(0, 12) | st.integers(2000, 20_000)
SELDOM = st.integers(0, 9).map(lambda number: number == 9)


@dataclass
class Sum:
    """One sum of a debt: its day, how great it is, and what of it is unpaid."""

    day: int
    whole: int
    unpaid: int


class Account:
    """What is owed to one creditor, as somebody would keep it on paper."""

    def __init__(self, sums: list[Sum], part: int, every: int) -> None:
        self.sums, self.part, self.every = sums, part, every

    def pay(self, amount: int) -> None:
        for one in self.sums:
            paid = min(amount, one.unpaid)
            one.unpaid -= paid
            amount -= paid

    def grow(self, amount: int) -> None:
        while amount:
            last = self.sums[-1]
            room = last.whole if not self.part else self.part
            more = amount if not self.part else min(amount, room - last.whole)
            if more:
                last.whole += more
                last.unpaid += more
                amount -= more
            else:
                self.sums.append(Sum(last.day + self.every, 0, 0))

    def put_off(self, today: int, days: int) -> None:
        oldest = next(one for one in self.sums if one.unpaid)
        later = max(oldest.day, today) + days - oldest.day
        for one in self.sums:
            if one.unpaid or one.day >= today:
                one.day += later

    def owed(self) -> int:
        return sum(one.unpaid for one in self.sums)

    def called(self, today: int) -> int:
        return sum(one.unpaid for one in self.sums if one.day <= today)

    def late(self, today: int) -> int:
        return max(0, today - next(one.day for one in self.sums if one.unpaid))

    def next_due(self, today: int) -> int:
        return next((one.day for one in self.sums if one.unpaid and one.day >= today), self.sums[-1].day)

    def has_its_day(self, today: int) -> bool:
        return bool(self.part) and any(one.day == today for one in self.sums)

    def ends_in_time(self, today: int) -> bool:
        """Whether paying all of it today keeps an instalment: today's, or the last."""
        return bool(self.part) and (self.has_its_day(today) or sum(one.day >= today for one in self.sums) == 1)


class Debts(RuleBasedStateMachine):
    story: Story

    @initialize(cash=st.integers(0, 90_000), owe=st.integers(1, 20_000), n=st.integers(2, 6), every=st.integers(1, 6))
    def begin(self, cash: int, owe: int, n: int, every: int) -> None:
        self.turn: Turn = Session(self.story, 3, QUIET).view()
        self.turn.receive(cash, "KPW", "income", "luck", "luck")
        self.turn.receive(cash, "CNY", "income", "luck", "luck")
        self.turn.gain("smokes", 40, 30_000, "income", "luck", "luck")
        self.turn.gain("smokes", 10, 100, "income", "luck", "luck", "load")
        self.turn.plan.clear()
        self.accounts: dict[str, Account] = {}
        self.judged = {"friend": 0, "trader": 0}
        self.borrow("friend", False, owe, 5, n, every, False)

    def _settle(self, creditor: str, paid: int, counts: bool) -> None:
        account = self.accounts[creditor]
        ends = account.ends_in_time(self.turn.day)
        account.pay(paid)
        if not account.owed():
            del self.accounts[creditor]
            self.judged[creditor] += counts and ends

    @rule(creditor=CREDITORS, yuan=st.booleans(), owe=LOANS, days=st.integers(0, 12), n=st.integers(1, 6),
          every=st.integers(0, 6), good=st.booleans())  # fmt: skip
    def borrow(self, creditor: str, yuan: bool, owe: int, days: int, n: int, every: int, good: bool) -> None:
        turn, currency = self.turn, "CNY" if yuan else "KPW"
        before = (dict(turn.debts), dict(turn.balances), dict(turn.stock), len(turn.events))
        debt = turn.debts.get(creditor)
        try:
            if good:
                credit.supply(turn, creditor, "pork", 500, owe, currency, days, n, every)
            else:
                credit.lend(turn, creditor, max(1, owe // 2), owe, currency, days, n, every)
        except Refused:
            assert (dict(turn.debts), dict(turn.balances), dict(turn.stock), len(turn.events)) == before
            assert debt is not None
            assert debt.currency != currency or debt.part or n > 1
            return
        if not owe:
            return
        first = turn.day + days
        if debt is not None:
            [one] = self.accounts[creditor].sums
            one.day = max(one.day, first)
            self.accounts[creditor].grow(owe)
        elif n == 1:
            self.accounts[creditor] = Account([Sum(first, owe, owe)], 0, 0)
        else:
            part, every = -(-owe // n), max(1, every)
            self.accounts[creditor] = Account([Sum(first, 0, 0)], part, every)
            self.accounts[creditor].grow(owe)

    @rule(creditor=CREDITORS, amount=SUMS, everything=SELDOM)
    def repay(self, creditor: str, amount: int, everything: bool) -> None:
        owed = self.accounts[creditor].owed() if creditor in self.accounts else 0
        try:
            credit.repay(self.turn, creditor, amount, everything=everything)
        except Refused:
            return
        self._settle(creditor, owed if everything else min(amount, owed), True)

    @rule(creditor=CREDITORS, ahead=st.integers(0, 8))
    def keep_up(self, creditor: str, ahead: int) -> None:
        if creditor in self.accounts and (called := self.accounts[creditor].called(self.turn.day + ahead)):
            self.repay(creditor, called, False)

    @rule(creditor=CREDITORS, some=SUMS, everything=SELDOM)
    def forgive(self, creditor: str, some: int, everything: bool) -> None:
        amount = None if everything else some
        credit.forgive(self.turn, creditor, amount)
        if creditor in self.accounts:
            owed = self.accounts[creditor].owed()
            self._settle(creditor, owed if amount is None else min(amount, owed), False)

    @rule(creditor=CREDITORS, amount=st.integers(0, 400))
    def charge(self, creditor: str, amount: int) -> None:
        debt = self.turn.debts.get(creditor)
        credit.charge(self.turn, creditor, amount, debt.currency if debt is not None else "KPW", 4, "interest")
        if not amount:
            return
        if creditor in self.accounts:
            self.accounts[creditor].grow(amount)
        else:
            self.accounts[creditor] = Account([Sum(self.turn.day + 4, amount, amount)], 0, 0)

    @rule(creditor=CREDITORS, days=st.integers(0, 9))
    def extend(self, creditor: str, days: int) -> None:
        credit.extend(self.turn, creditor, days)
        if creditor in self.accounts:
            self.accounts[creditor].put_off(self.turn.day, days)

    @rule(creditor=CREDITORS, packs=st.integers(0, 12), total=SUMS)
    def hand_back(self, creditor: str, packs: int, total: int) -> None:
        owed = self.accounts[creditor].owed() if creditor in self.accounts else 0
        try:
            settlement.hand_back(self.turn, creditor, "smokes", packs, total)
        except Refused:
            assert not owed or not packs or self.turn.held("smokes") < packs
            return
        self._settle(creditor, min(total, owed), True)

    @rule(creditor=CREDITORS, store=st.sampled_from(["home", "load"]))
    def seize(self, creditor: str, store: str) -> None:
        before = len(self.turn.events)
        called = self.accounts[creditor].called(self.turn.day) if creditor in self.accounts else 0
        settlement.seize(self.turn, creditor, store)
        taken = [event for event in self.turn.events[before:] if isinstance(event, Seized)]
        fetched = sum(event.sum for event in taken)
        assert bool(fetched) <= bool(called)
        if taken:
            assert fetched - taken[-1].sum < called, "nothing is taken once the call is covered"
            self._settle(creditor, fetched, False)

    @rule(days=st.integers(1, 6))
    def days_pass(self, days: int) -> None:
        for _ in range(days):
            for creditor, account in self.accounts.items():
                self.judged[creditor] += account.has_its_day(self.turn.day)
            self.turn.phase = EVENING
            day.close(self.turn)
            credit.who_comes(self.turn)

    @invariant()
    def what_is_owed_is_what_was_written_down(self) -> None:
        assert set(self.turn.debts) == set(self.accounts)
        for creditor, debt in self.turn.debts.items():
            account, today = self.accounts[creditor], self.turn.day
            assert debt.owed == account.owed() > 0
            for on in (today, today + 3, today + 40):
                assert credit.called(debt, on) == account.called(on) <= debt.owed
                assert credit.late(debt, on) == account.late(on)
                assert credit.next_due(debt, on) == account.next_due(on)

    @invariant()
    def each_instalment_s_day_was_either_kept_or_missed(self) -> None:
        for creditor, judged in self.judged.items():
            values = self.turn.values
            assert values.get(f"kept.{creditor}", 0) + values.get(f"missed.{creditor}", 0) == judged
            assert 0 <= values[f"trust.{creditor}"] <= 100

    @invariant()
    def the_books_balance(self) -> None:
        sums: dict[str, int] = {}
        for name, amount in self.turn.balances.items():
            sums[currency_of(name)] = sums.get(currency_of(name), 0) + amount
            assert amount >= 0 or not name.startswith("assets:"), name
        assert not any(sums.values())
        for good in self.turn.scenario.goods:
            cost = sum(lot.cost for key, lot in self.turn.stock.items() if key.endswith("/" + good))
            assert self.turn.balances.get(self.turn.stock_account(good), 0) == cost
        owed = {credit.liability(name, debt.currency): -debt.owed for name, debt in self.turn.debts.items()}
        assert owed == {n: a for n, a in self.turn.balances.items() if n.startswith("liabilities:") and a}


@pytest.mark.slow
def test_whatever_is_borrowed_and_paid_the_debts_are_those_somebody_would_have_written_down(tiny: Story) -> None:
    creditors = {name: replace(rule, kept=2, missed=-6) for name, rule in tiny.scenario.creditors.items()}
    story = Story.of(replace(tiny.scenario, creditors=creditors))
    run_state_machine_as_test(
        type("Debts", (Debts,), {"story": story}),
        settings=settings(max_examples=120, stateful_step_count=40, deadline=None, derandomize=True),
    )


def test_the_account_on_paper_knows_what_it_should(tiny: Story) -> None:
    """The second account is checked by hand once, or it could err as the engine does."""
    turn = Session(tiny, 3, QUIET).view()
    credit.lend(turn, "friend", 100, 100, "KPW", 5, 3, 10)
    account = Account([Sum(6, 0, 0)], 34, 10)
    account.grow(100)
    assert [(one.day, one.whole) for one in account.sums] == [(6, 34), (16, 34), (26, 32)]
    account.pay(40)
    assert (account.called(16), account.late(20), account.next_due(7)) == (28, 4, 16)
    assert turn.debts["friend"] == Debt("KPW", 100, 100, 1, 6, 0, 34, 10)
