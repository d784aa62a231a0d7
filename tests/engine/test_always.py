"""What always holds: whatever is done or refused, the books balance and the play can be told again."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine.actions import Action, Assign, Buy, Choose, Sell, SetDial
from engine.errors import Refused
from engine.events import Event
from engine.journal import replay
from engine.ledger import currency_of, transactions
from engine.luck import Luck
from engine.scene import Target
from engine.session import Session, Story
from engine.snapshot import restored, taken
from story.policies import RANDOM

picks = st.integers(0, 2**16)


def books(session: Session) -> None:
    """Assert that the ledger agrees with the stores and the debts."""
    world = session.world
    sums: dict[str, int] = {}
    for name, amount in world.balances.items():
        sums[currency_of(name)] = sums.get(currency_of(name), 0) + amount
        assert amount >= 0 or not name.startswith("assets:"), name
    assert not any(sums.values())
    costs: dict[str, int] = {}
    for key, lot in world.stock.items():
        assert lot.amount > 0
        assert lot.cost >= 0
        good = key.partition("/")[2]
        costs[good] = costs.get(good, 0) + lot.cost
    money = session.scenario.money
    for good in session.scenario.goods:
        assert world.balances.get(f"assets:{good}:{money}", 0) == costs.get(good, 0), good
    owed = {f"liabilities:{name}:{debt.currency}": -debt.owed for name, debt in world.debts.items()}
    assert owed == {n: amount for n, amount in world.balances.items() if n.startswith("liabilities:") and amount}
    assert all(debt.owed > 0 for debt in world.debts.values())


def ranges(session: Session) -> None:
    """Assert that every number is in its range."""
    turn = session.view()
    for name, value in session.world.values.items():
        if name.startswith(("trust.", "health.", "energy.")) or name in turn.scenario.numbers:
            low, high = turn.bounds(name)
            assert low <= value <= high, name
    for dial in turn.scenario.dials.values():
        assert dial.low <= session.world.values[dial.id] <= dial.high
    for person, duty in session.world.plan.items():
        assert person in turn.scenario.people
        assert duty in turn.scenario.duties


def played(session: Session, actions: int) -> Iterator[Session]:
    """Play on at random and yield the session after each action, as long as no ending is chosen."""
    luck, planned = Luck(session.world.seed), 0
    for count in range(actions):
        action = RANDOM.next(session, luck, count, planned)
        planned = 0 if isinstance(action, Choose) else planned + 1
        if isinstance(action, Choose) and any(_ends(session, go) for go in _ways(session, action.choice)):
            return
        session.act(action)
        yield session


def _ways(session: Session, choice: str) -> list[Target]:
    rule = session.scene.choices[choice]
    return [outcome.go for outcome in rule.outcomes] or [rule.go]


def _ends(session: Session, go: Target) -> bool:
    return bool(go.scene) and session.scenario.scenes[go.scene].ending is not None


class Play(RuleBasedStateMachine):
    """A play by whatever Hypothesis thinks of."""

    story: Story

    @initialize(seed=st.integers(0, 10**6), actions=st.integers(1, 90))
    def begin(self, seed: int, actions: int) -> None:
        """Begin somewhere in a random play: the first scenes leave little to do."""
        self.seed = seed
        self.session = Session(self.story, seed)
        for _ in played(self.session, actions):
            pass

    def act(self, action: Action) -> tuple[Event, ...] | None:
        """Do an action if it is possible; where it is refused nothing may have changed."""
        before, length, stands = self.session.world, len(self.session.journal), self.session.state
        frozen = self.session.digest()
        try:
            return self.session.act(action)
        except Refused as refused:
            sentence = refused.sentence
        assert sentence.endswith(".")
        assert self.session.world is before
        assert self.session.digest() == frozen
        assert (len(self.session.journal), self.session.state) == (length, stands)
        return None

    @precondition(lambda self: not self.session.ended)
    @rule(pick=picks)
    def choose(self, pick: int) -> None:
        offered = self.session.offered().open
        assert offered, f"nothing can be chosen in {self.session.world.scene}"
        assert self.act(Choose(offered[pick % len(offered)].id)) is not None, "what is offered open never fails"

    @precondition(lambda self: not self.session.ended and any(o.passes for o in self.session.offered().open))
    @rule(pick=picks)
    def let_days_pass(self, pick: int) -> None:
        offered = [offer for offer in self.session.offered().open if offer.passes]
        assert self.act(Choose(offered[pick % len(offered)].id)) is not None

    @rule(pick=picks)
    def choose_what_is_barred_or_elsewhere(self, pick: int) -> None:
        scene = self.session.scene
        shut = set(scene.choices) - {offer.id for offer in self.session.offered().open}
        names = [*sorted(shut), "no_such_choice"]
        assert self.act(Choose(names[pick % len(names)])) is None

    @precondition(lambda self: self.session.offered().plan)
    @rule(pick=picks, step=picks)
    def set_a_dial(self, pick: int, step: int) -> None:
        dials = list(self.session.scenario.dials.values())
        dial = dials[pick % len(dials)]
        value = dial.low + step % ((dial.high - dial.low) // dial.step + 1) * dial.step
        assert self.act(SetDial(dial.id, value)) is not None

    @rule(pick=picks, value=st.integers(-1000, 10**6))
    def set_a_dial_anywhere(self, pick: int, value: int) -> None:
        names = [*self.session.scenario.dials, *self.session.scenario.numbers, "nothing"]
        self.act(SetDial(names[pick % len(names)], value))

    @rule(person=picks, duty=picks)
    def give_a_duty(self, person: int, duty: int) -> None:
        people, duties = [*self.session.scenario.people, "nobody"], [*self.session.scenario.duties, "nothing"]
        self.act(Assign(people[person % len(people)], duties[duty % len(duties)]))

    @rule(
        pick=picks,
        amount=st.one_of(st.integers(-5, 200), st.integers(0, 200).map(lambda n: n * 100)),
        buys=st.booleans(),
    )
    def trade(self, pick: int, amount: int, buys: bool) -> None:
        goods = [*self.session.scenario.goods, "nothing"]
        good = goods[pick % len(goods)]
        action = Buy(good, amount) if buys else Sell(good, amount)
        cash = self.session.view().cash()
        if self.act(action) is not None:
            assert (self.session.view().cash() < cash) == buys or self.session.view().cash() == cash

    @rule()
    def go_on_from_a_save(self) -> None:
        world = restored(json.loads(json.dumps(taken(self.session.world))), self.session.scenario)
        again = Session.resume(self.story, world, self.session.journal)
        assert again.digest() == self.session.digest()
        assert again.offered() == self.session.offered()
        assert again.prose() == self.session.prose()
        self.session = again

    @invariant()
    def books_balance(self) -> None:
        books(self.session)

    @invariant()
    def numbers_are_in_range(self) -> None:
        ranges(self.session)

    @invariant()
    def what_waits_is_a_scene_and_the_machine_stands_where_the_world_does(self) -> None:
        world = self.session.world
        assert self.session.state == world.scene
        assert world.ended == (self.session.scene.ending is not None)
        assert len(world.back) <= 6
        assert "" not in world.back

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        told_again = replay(Session(self.story, self.seed), self.session.journal)
        assert told_again.digest() == self.session.digest()
        assert told_again.offered() == self.session.offered()
        days = [transaction.day for transaction in transactions(self.session.world.book)]
        assert days == sorted(days)


def machine_of(story: Story) -> Any:
    return type("Play", (Play,), {"story": story})


@pytest.mark.slow
@pytest.mark.parametrize(("name", "plays"), [("tiny", 40), ("story", 25)])
def test_whatever_is_done_the_books_balance_and_the_play_can_be_told_again(
    name: str, plays: int, request: pytest.FixtureRequest
) -> None:
    story = request.getfixturevalue(name)
    run_state_machine_as_test(
        machine_of(story),
        settings=settings(
            max_examples=plays, stateful_step_count=50, deadline=None, derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["tiny", "story"])
def test_a_long_random_play_keeps_its_books(name: str, request: pytest.FixtureRequest) -> None:
    story = request.getfixturevalue(name)
    for seed in range(1, 13):
        session = Session(story, seed)
        for _ in played(session, 200):
            books(session)
            ranges(session)
        assert replay(Session(story, seed), session.journal).digest() == session.digest()
