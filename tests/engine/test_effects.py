"""Effects: what each verb does to the books, the stores and the numbers."""

from collections.abc import Callable

import pytest

from engine import effects as fx
from engine.errors import Refused
from engine.events import CodexOpened, FlagSet, GoodsMoved, MoneyMoved, NumberChanged, Said
from engine.expressions import compile_expression
from engine.goods import Lot
from engine.kinds import BOOL, NUMBER, Expr, Kind, constant
from engine.names import worth
from engine.prose import Line, Passage
from engine.scene import Choice
from engine.session import Story
from engine.turn import Turn

WON, KG = Kind("money", "KPW"), Kind("goods", "kg")


def won(amount: int) -> Expr:
    return constant(amount, WON)


def kg(amount: int) -> Expr:
    return constant(amount, KG)


def test_what_is_paid_is_an_expense_and_needs_the_money(turn: Turn) -> None:
    fx.Pay(won(500), "KPW", "tea").apply(turn)
    assert turn.balances["expenses:tea:KPW"] == 500
    assert turn.events == [MoneyMoved(-500, "KPW", "tea")]
    with pytest.raises(Refused, match=r"This takes 195\.01 won; you have 195\."):
        fx.Pay(won(19_501), "KPW", "tea").apply(turn)
    fx.Pay(won(19_500), "KPW", "tea").apply(turn)
    assert turn.cash() == 0


def test_nothing_and_less_than_nothing_move_no_money(turn: Turn) -> None:
    for amount in (0, -500):
        fx.Pay(won(amount), "KPW", "tea").apply(turn)
        fx.Receive(won(amount), "KPW", "gift").apply(turn)
        fx.LoseMoney(won(amount), "KPW", "theft").apply(turn)
    assert turn.cash() == 20_000
    assert turn.events == []


def test_what_is_lost_is_as_much_as_there_is(turn: Turn) -> None:
    fx.LoseMoney(won(99_999), "KPW", "theft").apply(turn)
    assert (turn.cash(), turn.balances["expenses:theft:KPW"]) == (0, 20_000)
    fx.LoseGoods("pork", kg(500), "home", "theft").apply(turn)
    fx.LoseGoods("pork", kg(99_999), "home", "theft").apply(turn)
    assert turn.held("pork") == 0
    assert turn.balances["expenses:theft:KPW"] == 25_000
    fx.LoseGoods("rice", None, "hidden", "theft").apply(turn)
    assert turn.held("rice") == 20_000
    fx.LoseGoods("rice", None, "home", "theft").apply(turn)
    assert turn.held("rice") == 0


def test_what_is_gained_is_worth_what_is_said_or_nothing(turn: Turn) -> None:
    fx.Gain("smokes", constant(3), won(240), "gift", "hidden").apply(turn)
    fx.Gain("smokes", constant(1), None, "gift", "hidden").apply(turn)
    assert turn.stock["hidden/smokes"] == Lot(4, 240)
    assert turn.balances["income:gift:KPW"] == -240
    assert turn.events == [GoodsMoved("smokes", 3, "gift"), GoodsMoved("smokes", 1, "gift")]


@pytest.mark.parametrize(
    ("give", "sentence"),
    [
        (fx.Give("pork", kg(2001), "guests", "home"), "This takes 2.001 kg of pork; there is 2 kg."),
        (fx.Give("pork", kg(1), "guests", "stall"), "This takes 0.001 kg of pork; there is none."),
        (fx.Give("smokes", None, "guests", "home"), "There is no cigarettes."),
        (fx.SellFor("smokes", constant(2), won(5), "home"), "This takes 2 packs of cigarettes; there is none."),
    ],
)
def test_goods_that_are_not_there_cannot_be_given_or_sold(give: fx.Effect, sentence: str, turn: Turn) -> None:
    with pytest.raises(Refused) as refused:
        give.apply(turn)
    assert refused.value.sentence == sentence


def test_goods_given_are_an_expense_at_cost(turn: Turn) -> None:
    fx.Give("pork", kg(500), "guests", "home").apply(turn)
    fx.Give("pork", None, "guests", "home").apply(turn)
    assert turn.balances["expenses:guests:KPW"] == 5000
    assert turn.balances["assets:pork:KPW"] == 0


def test_a_sale_at_an_agreed_price_books_the_gain(turn: Turn) -> None:
    fx.SellFor("pork", kg(1000), won(9000), "home").apply(turn)
    assert turn.cash() == 29_000
    assert turn.balances["income:sale of pork:KPW"] == -9000
    assert turn.balances["expenses:cost of pork sold:KPW"] == 2500


def test_trade_without_an_amount_sells_all_there_is_at_home(turn: Turn) -> None:
    turn.put("pork", Lot(10, 0), "hidden")
    fx.Trade("pork", None, -1, "square").apply(turn)
    assert (turn.held("pork", "home"), turn.held("pork", "hidden")) == (0, 10)


def test_numbers_stay_in_their_ranges(turn: Turn) -> None:
    fx.Add((("heat", constant(500)), ("trust.friend", constant(-500)), ("energy.you", constant(-500)))).apply(turn)
    assert [turn.values[name] for name in ("heat", "trust.friend", "energy.you")] == [100, 0, 0]
    fx.Add((("trust.friend", constant(101)), ("health.boy", constant(500)), ("heat", constant(-500)))).apply(turn)
    assert [turn.values[name] for name in ("trust.friend", "health.boy", "heat")] == [100, 100, 0]
    fx.Set((("portion", kg(9000)), ("heat", constant(-4)))).apply(turn)
    assert [turn.values[name] for name in ("portion", "heat")] == [150, 0]


def test_a_number_that_stays_is_no_news(turn: Turn) -> None:
    fx.Add((("heat", constant(0)), ("heat", constant(3)))).apply(turn)
    fx.Set((("heat", constant(13)), ("lamp", constant(0, BOOL)), ("lamp", constant(1, BOOL)))).apply(turn)
    assert turn.events == [NumberChanged("heat", 10, 13), FlagSet("lamp", True)]


@pytest.mark.parametrize("store", ["hidden", "stall", "under_the_floor", "home"])
def test_goods_moved_to_any_store_keep_their_cost_and_the_household_its_worth(store: str, turn: Turn) -> None:
    before = worth(turn)
    fx.Move("rice", kg(7777), "home", store).apply(turn)
    fx.Move("rice", kg(99_999), "nowhere", store).apply(turn)
    assert turn.held("rice") == 20_000
    assert worth(turn) == before
    fx.Move("rice", None, store, "home").apply(turn)
    assert turn.stock["home/rice"] == Lot(20_000, 20_000)


def test_entries_open_once(turn: Turn) -> None:
    for _ in range(2):
        fx.Open(("the_ration",)).apply(turn)
    assert turn.events == [CodexOpened("the_ration")]


def test_a_condition_is_asked_when_its_turn_comes(turn: Turn) -> None:
    when = compile_expression("heat > 10", turn.scenario.scope)
    say = fx.Say((Passage("p", ((None, Line(("Hot.",))),)),))
    fx.run((fx.If(when, (say,), ()), fx.Add((("heat", constant(1)),)), fx.If(when, (say,), ())), turn)
    assert [event for event in turn.events if isinstance(event, Said)] == [Said("Hot.")]


def test_costs_and_days_are_found_inside_conditions() -> None:
    yes = Expr("yes", BOOL, lambda _: True, 1)
    pay, wait, owe = fx.Pay(won(1), "KPW", "tea"), fx.Pass(constant(1, NUMBER), False), fx.Forgive("friend", None)
    nested = (fx.If(yes, (), (fx.If(yes, (pay,), (wait,)),)),)
    assert (fx.costs(nested), fx.needs(nested), fx.passes(nested)) == (True, True, True)
    assert (fx.costs((owe,)), fx.needs((owe,)), fx.passes((owe,))) == (False, False, False)
    charge = (fx.Owe("friend", "KPW", won(1), constant(0), "interest"),)
    assert (fx.costs(charge), fx.needs(charge)) == (True, False)


def test_a_choice_knows_that_it_costs_and_that_days_pass(tiny: Story) -> None:
    def those(wanted: Callable[[Choice], bool]) -> set[str]:
        return {choice.id for choice in tiny.scenario.scenes["morning"].choices.values() if wanted(choice)}

    assert those(lambda choice: choice.passes) == {"one_day", "go_on"}
    assert those(lambda choice: choice.costs) == {
        "borrow", "borrow_yuan", "borrow_won", "repay_some", "lamp", "dear", "fee", "sell_coat", "buy_rice", "gamble",
    }  # fmt: skip
