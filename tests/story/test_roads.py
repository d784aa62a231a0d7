"""Roads, papers, posts, credit and dues: what is written is what the engine is given."""

from datetime import date
from pathlib import Path

import pytest

from engine import effects as fx
from engine.kinds import BOOL, DAYS, NUMBER, Kind
from engine.scenario import Scenario
from story.deeds import VERBS
from story.errands import ERRANDS
from story.library import load

ROAD = Path(__file__).resolve().parents[1] / "stories" / "road"


@pytest.fixture(scope="module")
def road() -> Scenario:
    loaded = load(ROAD)
    assert [problem.sentence for problem in loaded.problems] == []
    assert loaded.scenario is not None
    return loaded.scenario


def test_goods_say_what_they_weigh_and_how_they_are_hidden_found_frozen_and_boiled(road: Scenario) -> None:
    goods = road.goods
    assert goods["petrol"].grams(2000) == 1500
    assert goods["cigarettes"].grams(3) == 90
    assert (goods["pobedit"].metal, goods["pobedit"].hides, goods["pobedit"].bulk) == (True, 50, 100)
    assert (goods["rags"].covers, goods["squid"].smell, goods["rice"].grain) == (60, True, True)
    assert (goods["apples"].freezes_below, goods["apples"].freezes_share) == (-8, 100)
    assert (goods["greens"].toxic, goods["greens"].boil) == (3, ("firewood", 1500))
    assert (goods["maize"].mass, goods["maize"].bulk) == (None, None)


def test_places_markets_and_their_stores_are_as_written(road: Scenario) -> None:
    assert (road.places["coast"].scene, road.places["coast"].store) == ("port", "shed")
    assert (road.places["valley"].store, road.places["pass"].store) == ("home", "")
    valley, port = road.markets["valley_market"], road.markets["port_market"]
    assert (valley.store, port.store) == ("home", "load")
    assert (valley.quotes["gold"].mid, valley.quotes["gold"].currency) == (1050, "CNY")
    assert (valley.quotes["pobedit"].mid, valley.quotes["pobedit"].currency) == (4500, "")
    assert (valley.notes["USD"].mid, valley.notes["USD"].depth, valley.notes["USD"].fakes) == (0, 60_000, 1)
    assert (valley.notes["CNY"].mid, valley.notes["CNY"].depth, valley.notes["CNY"].fakes) == (2000, 40_000, 0)
    assert valley.coupons["petrol_coupon"].issuer
    assert not port.coupons["petrol_coupon"].issuer
    assert (port.caught.scene, len(port.caught.effects)) == ("caught_selling", 1)


def test_home_is_a_store_although_nobody_says_so(tmp_path: Path) -> None:
    text = (ROAD / "scenario.yaml").read_text("utf-8").replace("scene: home, store: home}", "scene: home}")
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenario.yaml").write_text(text, "utf-8")
    (tmp_path / "scenes" / "all.yaml").write_text((ROAD / "scenes" / "all.yaml").read_text("utf-8"), "utf-8")
    scenario = load(tmp_path).scenario
    assert scenario is not None
    assert scenario.places["valley"].store == "home"


def test_routes_modes_papers_and_posts_on_the_way_are_as_written(road: Scenario) -> None:
    route = road.road.routes["valley_coast"]
    assert (road.road.traveller, road.road.home, road.road.keep) == ("you", "valley", 600)
    assert (route.days, route.stalls, route.fare, route.freight) == (2, 25, 2000, 50)
    assert (route.papers, route.checkpoints) == (("travel_permit",), ("bridge_post", "train_guards"))
    assert route.when is not None
    assert route.otherwise is not None
    assert road.road.routes["valley_pass"].days == 0
    assert road.road.routes["pass_coast"].other_end("coast") == ""
    assert (road.road.modes["train"].load, road.road.modes["train"].smell) == (40_000, 5000)
    assert (road.road.modes["lorry"].open, road.road.modes["lorry"].smell) == (True, None)
    first, last = road.papers["travel_permit"].frozen[0]
    assert (date.fromordinal(first), date.fromordinal(last)) == (date(1996, 4, 1), date(1996, 4, 20))
    post = road.checkpoints["bridge_post"]
    assert (post.stops, post.usual, post.times, post.part) == (35, 20_000, ((10, 20, 200),), 50)
    assert (post.takes, post.finds, post.detector, post.asks) == (("pobedit", "gold"), 60, 80, 15_000)


def test_couriers_shares_creditors_posts_rations_and_dues_are_as_written(road: Scenario) -> None:
    conductor = road.couriers["conductor"]
    assert (conductor.days, conductor.honest, conductor.undeclared, conductor.pays) == (3, 70, 40, 50)
    assert (road.shares["crew"].of, road.shares["crew"].flag, road.shares["joint_fund"].kept) == (
        ("pobedit",),
        "partners",
        True,
    )
    trader = road.creditors["trader"]
    assert (trader.kept, trader.missed, trader.place) == (2, -6, "valley")
    mill, grain = road.posts["mill"], road.rations["grain"]
    assert (mill.rises, mill.falls, mill.wage, mill.every) == (2, 3, 6000, 30)
    assert mill.paid.at(date(1996, 2, 1).toordinal()) == 0.6
    assert (grain.adult, grain.child, grain.share.at(date(1996, 3, 1).toordinal())) == (300, 150, 0)
    assert road.duties["shift"].post == "mill"
    loyalty = road.dues["loyalty"]
    assert (loyalty.every, loyalty.on, loyalty.scene) == (0, (16,), "levy_comes")
    assert len(road.dues["market_tax"].unpaid) == 1
    assert (road.numbers["heat"].fades, road.eating.boiling) == (1, "boiling")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stops.bridge_post", NUMBER),
        ("finds.train_guards", NUMBER),
        ("asks.bridge_post", Kind("money", "KPW")),
        ("valid.travel_permit", DAYS),
        ("load_mass", Kind("goods", "kg")),
        ("trust.conductor", NUMBER),
        ("fund.joint_fund", Kind("money", "KPW")),
        ("owed.trader", Kind("money", "CNY")),
        ("called.trader", Kind("money", "CNY")),
        ("called.owner", Kind("money", "KPW")),
        ("kept.trader", NUMBER),
        ("missed.trader", NUMBER),
        ("late.trader", DAYS),
        ("due.loyalty", Kind("money", "KPW")),
        ("coupon.petrol_coupon", NUMBER),
        ("notes.USD", Kind("money", "USD")),
        ("price.gold", Kind("money", "CNY")),
        ("price.pobedit", Kind("money", "KPW")),
    ],
)
def test_names_of_the_road_are_of_their_kind(name: str, kind: Kind, road: Scenario) -> None:
    assert road.scope.symbols[name].kind == kind


@pytest.mark.parametrize("function", ["at", "on_road", "retained", "holds", "frozen"])
def test_functions_of_the_road_are_conditions(function: str, road: Scenario) -> None:
    assert road.scope.functions[function][1] == BOOL


def test_every_errand_is_a_verb_and_stands_in_the_road_story(road: Scenario) -> None:
    scenes = (ROAD / "scenes" / "all.yaml").read_text("utf-8")
    assert VERBS.items() >= ERRANDS.items()
    assert [verb for verb in ERRANDS if f"{verb}: " not in scenes] == []


def test_a_loan_says_its_instalments(road: Scenario) -> None:
    (loan,) = road.scenes["home"].choices["borrow"].effects
    assert isinstance(loan, fx.Borrow)
    assert (loan.instalments, loan.every, loan.currency) == (12, 30, "CNY")


def test_what_is_paid_of_a_debt_is_paid_in_the_money_it_is_owed_in(road: Scenario) -> None:
    (paid,) = road.scenes["trader_comes"].choices["pay"].effects
    assert isinstance(paid, fx.Repay)
    assert paid.currency == "CNY"
