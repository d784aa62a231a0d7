"""Shares: what partners and a joint fund take of sales, and what a box gives back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import shares
from engine.actions import Buy, Choose, Sell, SellHidden
from engine.errors import Refused
from engine.events import MoneyMoved, ShareTaken, Traded
from engine.names import worth
from engine.session import Session, Story
from engine.shares import Share
from engine.turn import Turn
from tests.engine.fair import CREW, FUND, fair, play
from tests.engine.test_always import books

TWO = {"crew": CREW, "fund": FUND}


@pytest.fixture
def shop(tiny: Story) -> Session:
    """A play at the fair in which the crew has its part while the lamp hangs, and the fund of everything."""
    session = play(fair(tiny, shares=TWO), hidden=0.9)
    session.act(Choose("lamp"))
    return session


def test_each_share_takes_its_percent_of_a_sale_rounded_down_as_it_was_shown(shop: Session) -> None:
    order, before = shop.preview(Sell("rice", 1113)), shop.view().cash()
    assert order.shares == (("crew", order.sum * 40 // 100), ("fund", order.sum // 10))
    assert order.sum % 10
    events = shop.act(Sell("rice", 1113))
    assert events == (
        Traded("rice", -1113, order.sum, "KPW"), *(ShareTaken(name, taken, "KPW") for name, taken in order.shares),
    )  # fmt: skip
    assert shop.view().cash() == before + order.sum - sum(taken for _, taken in order.shares)
    assert shop.world.balances["expenses:the crew:KPW"] == order.shares[0][1]
    books(shop)


def test_hidden_sales_and_sales_for_an_agreed_sum_are_shared_and_purchases_are_not(shop: Session) -> None:
    assert [e.share for e in shop.act(SellHidden("rice", 1000)) if isinstance(e, ShareTaken)] == ["crew", "fund"]
    assert shop.preview(SellHidden("rice", 1000)).shares
    assert shop.preview(Buy("smokes", 1)).shares == ()
    assert len(shop.act(Buy("smokes", 1))) == 1
    assert ShareTaken("fund", 90, "KPW") in shop.act(Choose("sell_coat")), "a tenth of 9 won"


def test_a_share_of_some_goods_leaves_others_alone_and_holds_while_its_flag_does(tiny: Story) -> None:
    session = play(fair(tiny, shares=TWO))
    assert [name for name, _ in session.preview(Sell("rice", 1000)).shares] == ["fund"], "no lamp hangs"
    session.act(Choose("lamp"))
    assert [name for name, _ in session.preview(Sell("rice", 1000)).shares] == ["crew", "fund"]
    session.act(Buy("smokes", 1))
    assert [name for name, _ in session.preview(Sell("smokes", 1)).shares] == ["fund"]


def test_a_sale_in_another_money_is_shared_in_it(shop: Session) -> None:
    shop.act(Buy("gold", 1000))
    order, before = shop.preview(Sell("gold", 1000)), shop.view().cash("CNY")
    assert ShareTaken("fund", order.sum // 10, "CNY") in shop.act(Sell("gold", 1000))
    assert shop.view().cash("CNY") == before + order.sum - order.sum // 10
    assert shares.box(shop.view(), "fund") == 0, "what is counted in the box is the chapter's money"


def test_the_box_is_not_the_player_s_own_until_it_is_drawn_on(shop: Session) -> None:
    turn = shop.view()
    before = worth(turn)
    shares.take(turn, "smokes", 5000, "KPW")
    assert (shares.box(turn, "fund"), worth(turn)) == (500, before - 500)
    shares.draw(turn, "fund", 300)
    assert (shares.box(turn, "fund"), worth(turn)) == (200, before - 200)
    assert turn.events[-1] == MoneyMoved(300, "KPW", "out of the joint fund")
    assert not [name for name in turn.balances if name.startswith("assets:fund")]


def test_no_more_is_drawn_than_is_in_the_box(shop: Session) -> None:
    turn = shop.view()
    shares.take(turn, "smokes", 5000, "KPW")
    kept = dict(turn.balances)
    with pytest.raises(Refused, match=r"There is no more than 5 won in the joint fund\."):
        shares.draw(turn, "fund", 501)
    assert turn.balances == kept


@given(parts=st.lists(st.integers(0, 100), max_size=5), takings=st.integers(0, 10**7))
def test_together_they_never_take_more_than_a_sale_brings(parts: list[int], takings: int, tiny: Story) -> None:
    rules = {str(n): Share(str(n), "someone", part) for n, part in enumerate(parts)}
    turn: Turn = play(Story.of(replace(tiny.scenario, shares=rules))).view()
    taken = shares.parts(turn, "rice", takings)
    assert sum(amount for _, amount in taken) <= takings
    assert all(0 < amount <= takings * parts[int(name)] // 100 for name, amount in taken)
