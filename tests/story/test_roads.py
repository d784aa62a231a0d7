"""Roads, papers, posts, credit and dues: what is written is what the engine is given."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from engine import effects as fx
from engine.kinds import BOOL, DAYS, NUMBER, Kind
from engine.scenario import Scenario
from story import road_fields
from story.deeds import VERBS
from story.desk import Fields
from story.errands import ERRANDS
from story.head import SECTIONS
from story.library import Loaded, load
from story.moves import MOVES

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "story-format.md"
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


def test_one_arrives_at_the_hub_with_roads_where_a_shared_world_names_no_scene(tmp_path: Path) -> None:
    text = (ROAD / "scenario.yaml").read_text("utf-8").replace("scene: home, store: home}", "store: home}")
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenario.yaml").write_text(text, "utf-8")
    (tmp_path / "scenes" / "all.yaml").write_text((ROAD / "scenes" / "all.yaml").read_text("utf-8"), "utf-8")
    scenario = load(tmp_path).scenario
    assert scenario is not None
    assert scenario.places["valley"].scene == "home"


def laid(tmp_path: Path, **files: str) -> Loaded:
    """Load the road story with its worlds, where a file may be another."""
    folder = tmp_path / "scenarios" / "road"
    shutil.copytree(ROAD, folder)
    for name, text in files.items():
        target = (tmp_path if name.startswith("worlds/") else folder) / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, "utf-8")
    return load(folder)


WORLD = """places:
  far: {name: far away, scene: far_away}
routes:
  to_far: {from: valley, to: far, by: foot, days: 1 day, checkpoints: [far_post]}
checkpoints:
  far_post: {name: the far post, stops: 5 %, usual: 5 kg, scene: stopped_far_away}
"""


def test_of_a_world_only_what_the_story_comes_by_must_be_there(tmp_path: Path) -> None:
    head = (ROAD / "scenario.yaml").read_text("utf-8").replace("first: home", "first: home\ninclude: [far]")
    loaded = laid(tmp_path, **{"worlds/far.yaml": WORLD, "scenario.yaml": head})
    assert [problem.sentence for problem in loaded.problems] == []
    assert loaded.scenario is not None
    assert "to_far" not in loaded.scenario.road.routes


def test_a_route_of_the_story_itself_must_lead_somewhere(tmp_path: Path) -> None:
    head = (ROAD / "scenario.yaml").read_text("utf-8").replace("scene: pass_top}", "store: hut}")
    scenes = (ROAD / "scenes" / "all.yaml").read_text("utf-8").replace("  place: pass\n", "")
    found = laid(tmp_path, **{"scenario.yaml": head, "scenes/all.yaml": scenes}).problems
    assert {(problem.code, problem.sentence) for problem in found} == {
        ("REF01", f"Route {route!r} leads to 'pass', which has no scene to arrive at.") for route in ("valley_pass",)
    }


@pytest.mark.parametrize(
    ("old", "new", "code", "part"),
    [
        ("traveller: you", "traveller: boy", "REF01", "no adult 'boy'"),
        ("by: lorry", "by: lory", "REF01", "no mode 'lory'"),
        ("notes:\n      USD", "notes:\n      UDS", "REF01", "no currency 'UDS'"),
        (
            "      petrol: {depth: 60 l}\n      pobedit: {mid: 60",
            "      pobedit: {mid: 60",
            "REF01",
            "no price at this market",
        ),
        ("scene: levy_comes", "scene: levy_cames", "REF01", "no scene 'levy_cames'"),
        ("scene: caught_selling", "scene: caught", "REF01", "no scene 'caught'"),
        ("on: [1996-02-16]", "unpaid: []", "FRM02", "needs `every` or `on`"),
        ("    stops: 35 %", "    stops: 135 %", "FRM05", "between 0 % and 100 %"),
        ("attendance: attendance", "attendance: attendence", "REF01", "no number 'attendence'"),
        ("{from: 1996-04-01, to: 1996-04-20}", "{from: 1996-04-20, to: 1996-04-01}", "FRM05", "no earlier than `from`"),
        ("post: mill", "post: mil", "REF01", "no post 'mil'"),
        ("to: coast\n    by: train", "to: valley\n    by: train", "FRM04", "another place"),
        ("unit: pack, mass: 30 g", "unit: g", "FRM04", "cannot be counted in 'g'"),
        ("of: [pobedit]", "of: [pobedite]", "REF01", "no good 'pobedite'"),
        ("excused: holds(work_letter)", "excused: holds(letter)", "EXP02", "no paper 'letter'"),
        ("excused: holds(work_letter)", "excused: on_road", "EXP06", "needs its brackets: on_road()"),
    ],
)
def test_a_mistake_in_what_is_declared_is_told(old: str, new: str, code: str, part: str, tmp_path: Path) -> None:
    head = (ROAD / "scenario.yaml").read_text("utf-8")
    assert old in head
    found = laid(tmp_path, **{"scenario.yaml": head.replace(old, new)}).problems
    assert any(problem.code == code and part in problem.sentence for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "code", "part"),
    [
        ("depart: valley_coast", "depart: valley_cost", "REF01", "no route 'valley_cost'"),
        ("turn_back: yes", "turn_back: no", "FRM03", "nothing but yes"),
        ("arrives: it_came", "arrives: it_cam", "REF01", "no scene 'it_cam'"),
        ("money: 500 CNY, declared: 500 CNY", "declared: 500 CNY", "VRB02", "`money` or `goods`"),
        (
            "goods: cigarettes 20 packs, declared: 100 KPW",
            "goods: cigarettes 20 packs",
            "VRB02",
            "declared to be worth",
        ),
        ("from: joint_fund", "from: crew", "REF01", "no share that is kept 'crew'"),
        ("who: bridge_post", "who: bridge", "REF01", "no patrol or checkpoint 'bridge'"),
        ("{paper: travel_permit, for: 30 days}", "{paper: travel_permit, for: one month}", "FRM06", "in figures"),
        ("withdraw: work_letter", "withdraw: [work_letter]", "FRM03", "the id of a paper"),
        ("weight: 100 - finds.bridge_post", "weight: -1", "FRM05", "0 or more"),
        ("roads: yes\n  market: port", "roads: Yes\n  market: port", "FRM03", "should be yes or no"),
    ],
)
def test_a_mistake_in_a_scene_is_told(old: str, new: str, code: str, part: str, tmp_path: Path) -> None:
    scenes = (ROAD / "scenes" / "all.yaml").read_text("utf-8")
    assert old in scenes
    found = laid(tmp_path, **{"scenes/all.yaml": scenes.replace(old, new)}).problems
    assert any(problem.code == code and part in problem.sentence for problem in found), found


@pytest.mark.parametrize(
    ("verb", "name", "amount"),
    [
        ("buy: 10 USD", "USD", 1000),
        ("buy: {goods: USD 10 USD, market: valley_market}", "USD", 1000),
        ("buy: {goods: CNY called.trader, market: valley_market}", "CNY", None),
        ("sell: petrol_coupon 2", "petrol_coupon", 2),
        ("buy: rice 1 kg", "rice", 1000),
    ],
)
def test_notes_and_coupons_are_dealt_in_by_verbs_too(verb: str, name: str, amount: int | None, tmp_path: Path) -> None:
    scenes = (ROAD / "scenes" / "all.yaml").read_text("utf-8")
    loaded = laid(tmp_path, **{"scenes/all.yaml": scenes.replace("withdraw: work_letter", verb)})
    assert [problem.sentence for problem in loaded.problems] == []
    assert loaded.scenario is not None
    (trade,) = loaded.scenario.scenes["home"].choices["spoil_letter"].effects
    assert isinstance(trade, fx.Trade)
    assert trade.amount is not None
    assert (trade.good, trade.amount.const) == (name, amount)


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


@pytest.mark.parametrize("section", sorted({*SECTIONS, *VERBS, *MOVES}))
def test_the_guide_for_authors_names_every_section_verb_and_move(section: str) -> None:
    assert re.search(rf"[`{{ -]{section}[:`,]|^{section}:", GUIDE.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("fields", [value for value in vars(road_fields).values() if isinstance(value, Fields)])
def test_the_guide_for_authors_names_every_key(fields: Fields) -> None:
    guide = GUIDE.read_text("utf-8")
    assert [key for key in fields if f"{key}:" not in guide] == []


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
