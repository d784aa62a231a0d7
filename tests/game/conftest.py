"""A tiny scenario built by hand: a stall, a patrol, a creditor, a market and three endings' worth of choices."""

from datetime import date
from pathlib import Path

import pytest

from engine import effects as fx
from engine.evidence import Background, Cited, Claim, CodexEntry, Document, Lesson, Sources, WitnessLine
from engine.expressions import compile_expression
from engine.goods import Good
from engine.kinds import BOOL, DAYS, NUMBER, Expr, Kind, Scope, constant
from engine.money import Currency
from engine.names import scope_of
from engine.prose import Line, Passage, Prose
from engine.scenario import (
    Creditor,
    Dial,
    DialKind,
    Duty,
    Eating,
    Flag,
    Market,
    Number,
    Patrol,
    Person,
    Place,
    Quote,
    Scenario,
    Stall,
    Weather,
)
from engine.scene import Choice, Ending, Outcome, Scene, Target
from engine.session import Session, Story
from story.library import load

ROAD = Path(__file__).parents[1] / "stories" / "road"
WON = Kind("money", "KPW")
KG = Kind("goods", "kg")

SCENES = ("counter", "hub", "sweep", "friend_comes", "enough", "caught")
CHOICES = (
    "counter.take", "counter.leave", "hub.go_on", "hub.one_day", "hub.lamp", "hub.pay", "hub.stop", "sweep.run",
    "sweep.stay", "friend_comes.pay_all", "friend_comes.ask",
)  # fmt: skip


def line(text: str) -> Line:
    return Line((text,))


def prose(name: str, *texts: str) -> Prose:
    return tuple(Passage(f"{name}#{i}", ((None, line(text)),)) for i, text in enumerate(texts))


def choice(
    name: str,
    say: str,
    *do: fx.Effect,
    go: Target | None = None,
    then: str = "",
    note: str = "",
    when: Expr | None = None,
    otherwise: str = "",
    once: bool = False,
    outcomes: tuple[Outcome, ...] = (),
) -> Choice:
    all_effects = do + tuple(e for o in outcomes for e in o.effects)
    return Choice(
        name.split(".")[1], line(say), line(note) if note else None, when, line(otherwise) if otherwise else None, once,
        do, prose(name, then) if then else (), outcomes, go or Target(), fx.costs(all_effects), fx.passes(all_effects),
    )  # fmt: skip


SOURCES = Sources(
    claims={"pds": Claim("pds", "memoir", "documented", "eyewitness", "Rations had ended by early 1995.")},
    documents={"memoir": Document("memoir", "A memoir from Hyesan", "first-hand")},
    lesson=Lesson(witness=(WitnessLine("The rations had ended.", ("pds",)),), questions=("Who carried the risk?",)),
)


def tiny_scenario(digest: str = "tiny-1", extra: str = "") -> Scenario:
    """Return the scenario; another digest stands for a story that was edited, `extra` for a scene that was added."""
    currencies = {"KPW": Currency("KPW", "won", "won"), "CNY": Currency("CNY", "yuan", "yuan")}
    goods = {
        g.id: g
        for g in (
            Good("rice", "rice", "kg", 3500),
            Good("pork", "pork", "kg", 0, True, 4, 3),
            Good("wood", "firewood", "kg"),
            Good("smokes", "Chinese cigarettes", "pack", 0, True),
            Good("bowls_home", "soup taken home", "bowl", 450),
        )
    }
    places = {"town": Place("town", "the town"), "valley": Place("valley", "the valley market")}
    quotes = {
        "rice": Quote("rice", 1000, 8, 0.03, 12, 60, 60_000),
        "pork": Quote("pork", 3000, 20, 0.04, 10, 40, 3_000),
        "wood": Quote("wood", 30, 20, 0.04, 6, 10, 120_000),
        "smokes": Quote("smokes", 800, 12, 0.03, 10, 20, 12),
    }
    markets = {"valley": Market("valley", "valley", quotes)}
    weather = Weather(
        45, {1: (("snow", 1), ("clear", 2)), 2: (("clear", 1), ("thaw", 1))}, {"snow": -8, "clear": -12, "thaw": 6}
    )
    people = {
        "you": Person("you", "you", True, 2000, 78, 70),
        "husband": Person("husband", "your husband", True, 2200, 80, 70),
        "boy": Person("boy", "the boy", False, 900, 80, 0),
    }
    duties = {
        "stall": Duty("stall", "the soup stall", ("you",), -2, "soup"),
        "home": Duty("home", "stay at home and rest", ("you",), 14, ""),
        "post": Duty("post", "his post and then rest", ("husband",), 4, ""),
        "lookout": Duty("lookout", "his post and then the lamp", ("husband",), -5, ""),
    }
    numbers = {
        "heat": Number("heat", 10, 0, 100, "how closely the police watch this stall"),
        "regulars": Number("regulars", 40, 0, 100, "how many come because they have come before"),
        "secret": Number("secret", 0, 0, 100, "what only the author knows", False),
    }
    flags = {"lamp": Flag("lamp", "a lamp hangs at the stall")}
    dials = {
        d.id: d
        for d in (
            Dial("bowls", "bowls to cook", DialKind("number"), 8, 0, 16, 1),
            Dial("portion", "meat a bowl", DialKind("goods", "kg"), 80, 30, 150, 10),
            Dial("price", "price of a bowl", DialKind("money", "KPW"), 600, 300, 1200, 50),
            Dial("carry", "meat carried up", DialKind("goods", "kg"), 3000, 1000, 10_000, 1000),
            Dial("meals", "how full the family eats", DialKind("share"), 80, 40, 100, 10),
            Dial("keep_rice", "rice to keep", DialKind("goods", "kg"), 4000, 0, 30_000, 1000),
            Dial("keep_wood", "firewood to keep", DialKind("goods", "kg"), 12_000, 0, 60_000, 3000),
        )
    }
    stalls = {
        "soup": Stall(
            "soup", "the soup stall", "valley", "bowl of soup", "bowls", "price", "pork", "portion", 80,
            (("rice", 120),), (("wood", 3000),), "carry", "bowls_home", 600, 6.5, 45, 150, 80, 16, {"snow": 65},
            "regulars", (("rice", "keep_rice"), ("wood", "keep_wood")),
        )
    }  # fmt: skip
    patrols = {"police": Patrol("police", "the market police", 9, "heat", "soup", (), "sweep", 50)}
    creditors = {"friend": Creditor("friend", "the friend with the cold store", 60, "friend_comes", 6)}
    codex = {
        "the_ration": CodexEntry("the_ration", "The ration", "A card, twice a month.", Cited(("pds",), ("the days",)))
    }
    scope: Scope = scope_of(
        money="KPW", currencies=currencies, goods=goods, markets=markets, weather=weather, people=people, duties=duties,
        numbers=numbers, flags=flags, dials=dials, stalls=stalls, creditors=creditors, scenes=SCENES, choices=CHOICES,
        codex=codex,
    )  # fmt: skip

    def sum_of(text: str) -> Expr:
        return compile_expression(text, scope, WON)

    def amount(text: str) -> Expr:
        return compile_expression(text, scope, KG)

    def packs(text: str) -> Expr:
        return compile_expression(text, scope, Kind("goods", "pack"))

    def guard(text: str) -> Expr:
        return compile_expression(text, scope, BOOL)

    def whole(text: str) -> Expr:
        return compile_expression(text, scope, NUMBER)

    def days(text: str) -> Expr:
        return compile_expression(text, scope, DAYS)

    def outcome(
        name: str, weight: str, *do: fx.Effect, risk: str = "", text: str = "", go: Target | None = None
    ) -> Outcome:
        return Outcome(name, whole(weight), None, risk, prose(name, text) if text else (), do, go or Target("back"))

    def chosen(*choices: Choice) -> dict[str, Choice]:
        return {c.id: c for c in choices}

    counter = Scene(
        "counter", "The counter", "town", prose("counter", "The counter is shut.\n\nA friend has a pig."),
        chosen(
            choice(
                "counter.take", "Take the pig.",
                fx.Borrow("friend", "pork", amount("60 kg"), "KPW", sum_of("1500 KPW"), days("30 days")),
                fx.Add((("secret", constant(5)),)),
                go=Target("scene", "hub"), then="It takes two to carry it.",
            ),
            choice("counter.leave", "Leave it.", go=Target("scene", "enough")),
        ),
        codex=("the_ration",), cited=Cited(("pds",), ("the friend",)),
    )  # fmt: skip
    hub = Scene(
        "hub", "The stall", "valley", prose("hub", "The stove stands by the kiln wall."),
        chosen(
            choice("hub.go_on", "Carry on until something happens.", fx.Pass(days("14 days"), True), note="14 days"),
            choice("hub.one_day", "One day.", fx.Pass(days("1 day"), False)),
            choice(
                "hub.lamp", "Buy a lamp.", fx.Pay(sum_of("30 KPW"), "KPW", "a lamp"), fx.Set((("lamp", guard("yes")),)),
                fx.Add((("regulars", constant(8)), ("heat", constant(8)))),
                when=guard("not lamp"), otherwise="There is a lamp.", then="It lights three paces of snow.",
            ),
            choice("hub.pay", "Pay the friend.", fx.Repay("friend", sum_of("40 KPW")), when=guard("owes(friend)")),
            choice("hub.stop", "Give up the stall.", go=Target("scene", "enough")),
        ),
        hub=True, market="valley", plan=True, stall="soup",
    )  # fmt: skip
    sweep = Scene(
        "sweep", "From the top of the path", "valley", prose("sweep", "The lids go on."),
        chosen(
            choice(
                "sweep.run", "Run.", go=Target("back"),
                outcomes=(
                    outcome("away", "7", text="All is here."),
                    outcome(
                        "caught", "3", fx.Confiscate("police", "stall"), fx.Add((("heat", constant(4)),)),
                        risk="caught with the load", text="He opens the box.",
                    ),
                ),
            ),
            choice("sweep.stay", "Stay.", fx.LoseTakings(50), go=Target("back")),
        ),
    )  # fmt: skip
    friend = Scene(
        "friend_comes", "The friend", "town", prose("friend", "He looks at the stove first."),
        chosen(
            choice("friend_comes.pay_all", "Pay it all.", fx.Repay("friend", None), go=Target("back")),
            choice(
                "friend_comes.ask", "Ask for time.", fx.Extend("friend", days("15 days")),
                fx.Add((("trust.friend", constant(-10)),)), go=Target("back"), then="He nods at the wall.",
            ),
        ),
    )  # fmt: skip
    enough = Scene(
        "enough", "Enough", "town", prose("enough", "The stove is cold."), {}, ending=Ending("Empty hands", "nothing")
    )
    caught = Scene(
        "caught", "Stopped", "town", prose("caught", "A form is filled in."), {}, ending=Ending("Stopped", "stopped")
    )
    scenes = {s.id: s for s in (counter, hub, sweep, friend, enough, caught)}
    if extra:
        scenes[extra] = Scene(extra, "New", "town", prose(extra, "New."), {}, ending=Ending("New", "nothing"))
    return Scenario(
        slug="tiny", title="Tiny soup", subtitle="winter 1995", blurb="A pig on credit.", chapter=3,
        starts=date(1995, 1, 23), lasts=60, minutes=5, ages="12+", content_note="People are hungry in this chapter.",
        money="KPW", yardstick="rice", first="counter",
        begin=(
            fx.Receive(sum_of("46 KPW"), "KPW", "the December wage"),
            fx.Gain("rice", amount("12 kg"), sum_of("120 KPW"), "household", "home"),
            fx.Gain("wood", amount("24 kg"), sum_of("7 KPW"), "household", "home"),
            fx.Gain("smokes", packs("3 packs"), sum_of("24 KPW"), "household", "home"),
        ),
        currencies=currencies, goods=goods, places=places,
        markets=markets, weather=weather, people=people, duties=duties, eating=Eating(("bowls_home", "rice"), "meals"),
        plan={"you": "stall", "husband": "post"}, numbers=numbers, flags=flags, dials=dials, stalls=stalls,
        patrols=patrols, creditors=creditors, calm=1, chance=40, scenes=scenes, codex=codex,
        background=Background(lambda: SOURCES),
        digest=digest, scope=scope,
    )  # fmt: skip


@pytest.fixture(scope="session")
def tiny() -> Story:
    return Story.of(tiny_scenario())


@pytest.fixture(scope="session")
def road() -> Story:
    """The story of roads: notes, coupons, a ceiling, papers, checkpoints, debts in instalments, posts and dues."""
    told = load(ROAD).story
    assert told is not None
    return told


@pytest.fixture
def calm() -> dict[str, float]:
    """Pins under which nothing happens on the road, no note is bad, and prices stand at their middles."""
    return {"event": 0.99, "stop": 0.99, "stalls": 0.99, "price": 0.5, "weather": 0.0, "fakes": 0.99, "hidden": 0.99}


@pytest.fixture
def play(tiny: Story) -> Session:
    """Seed 7: the first patrol and what the weather does are the same in every run."""
    return Session(tiny, 7)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test's files in a folder of its own."""
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
