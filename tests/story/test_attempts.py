"""Attempts: endings and dead ends behind a dial, a duty or an amount are seen, and can be played again."""

import shutil
from pathlib import Path

import pytest

from engine.actions import Buy, SetDial, read
from engine.luck import Luck
from engine.session import Session, Story
from game import cli
from game.conversation import RAN_OUT
from story.attempts import AMOUNTS, Attempts
from story.crew import Alone
from story.exhaust import Bound, Exhausted, Search, exhaust
from story.levels import Levels
from story.pins import told_pins, written
from story.states import States
from tests.conftest import TINY, loaded

QUAY = TINY.parent / "quay"


@pytest.fixture(scope="module")
def quay() -> Story:
    return loaded(QUAY)


@pytest.fixture(scope="module")
def found(quay: Story) -> Exhausted:
    return exhaust(Alone(QUAY), quay, 1, Bound())


@pytest.mark.parametrize(("ending", "behind"), [("night", "duties"), ("boat", "deals"), ("purse", "deals")])
def test_an_ending_behind_a_duty_or_an_amount_is_come_to(ending: str, behind: str, found: Exhausted) -> None:
    assert found.scenes[ending]
    assert behind in found.tried


def test_choices_alone_come_to_none_of_them(quay: Story) -> None:
    found = exhaust(Alone(QUAY), quay, 1, Bound(choices_only=True))
    assert set(found.scenes) == {"quay", "home"}
    assert found.tried == found.sampled == ()


def test_a_dead_end_behind_a_dial_and_rare_luck_is_come_to_and_its_luck_can_be_pinned(
    found: Exhausted, quay: Story
) -> None:
    way = found.dead_ends[0]
    assert [step.action for step in way] == [("set", "wick", 37), ("choose", "look")]
    session = Session(quay, 1, told_pins(told for step in way for told in step.told))
    for step in way:
        session.act(read(list(step.action)))
    assert session.world.scene == "hole"
    assert session.open_now() == []


def test_what_was_tried_in_part_is_proven_of_nothing_else(
    found: Exhausted, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found.complete
    assert not found.proven
    assert set(found.sampled) == {"dials", "deals"}
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    assert cli.main(["explore", str(QUAY), "--exhaustive", "--processes", "1"]) == cli.Exit.FAILED
    told = capsys.readouterr().out
    assert "all states seen that what was tried leads to" in told
    assert "Tried too: each duty that can be given." in told
    assert "Tried in part, and so a sample: deals, in each thing once a day, of one unit" in told
    assert "Proven" not in told


def test_few_settings_are_all_tried_and_then_it_is_proven(tmp_path: Path) -> None:
    folder = tmp_path / "quay"
    shutil.copytree(QUAY, folder)
    scenario, scenes = folder / "scenario.yaml", folder / "scenes" / "scenes.yaml"
    scenario.write_text(scenario.read_text("utf-8").replace("step: 1 %", "step: 10 %"), encoding="utf-8")
    text = scenes.read_text("utf-8").replace("  market: quay\n", "").replace("wick == 37", "wick == 30")
    scenes.write_text(text, encoding="utf-8")
    found = exhaust(Alone(folder), loaded(folder), 1, Bound())
    assert found.proven
    assert found.tried == ("dials", "duties")
    assert found.scenes["hole"] > 0
    assert not found.scenes["boat"]


def test_the_dead_end_is_written_as_a_script_that_the_plain_player_follows_into_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    cli.main(["explore", str(QUAY), "--exhaustive", "--processes", "1"])
    told = capsys.readouterr().out
    line = next(line for line in told.splitlines() if "To play it again, with the same luck: " in line)
    words = line.partition("main.py ")[2].split()
    assert cli.main(words) == RAN_OUT
    played = capsys.readouterr().out
    assert "> set wick 37" in played
    assert "In the hole." in played
    # Another seed has other luck; what is pinned stays.
    words[words.index("--seed") + 1] = "77"
    assert cli.main(words) == RAN_OUT
    assert "In the hole." in capsys.readouterr().out


def test_a_script_s_pin_that_names_no_luck_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "played.txt"
    script.write_text("# a play\npin choice.quay.lok: 100 %\nleave\n", encoding="utf-8")
    assert cli.main(["plain", str(QUAY), "--script", str(script)]) == cli.Exit.REFUSED
    told = capsys.readouterr().err
    assert f"{script}:2:" in told
    assert "choice.quay.look" in told


def test_no_deal_is_tried_that_would_be_refused_and_few_of_each_are(quay: Story) -> None:
    session = Session(quay, 1)
    tried = list(Attempts(quay.scenario).of(session.world, session.paths))
    amounts = [action.amount for action in tried if isinstance(action, Buy)]
    assert 3 < len(amounts) <= AMOUNTS
    assert 3000 in amounts
    for action in tried:
        session.anew().act(action)
    assert {action.value for action in tried if isinstance(action, SetDial)} >= {36, 37, 38, 50, 100}


@pytest.mark.parametrize(
    ("name", "changes"),
    # 50 won are there; 10 - cash > 0 turns at 10 and cash > 7 above 7: in smallest parts.
    [("stock.oil", {2999, 3000, 3001}), ("cash.KPW", {-4001, -4000, -4300, -4299}), ("day", {0, 1})],
)
def test_levels_are_where_a_comparison_turns(name: str, changes: set[int], quay: Story) -> None:
    assert set(Levels(quay.scenario).of(Session(quay, 1).view(), name)) == changes


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("ferry", Bound()),
        ("quay", Bound()),
        ("tiny", Bound(states=100)),
        pytest.param("road", Bound(states=100), marks=pytest.mark.slow),
    ],
)
def test_every_state_can_be_played_to_with_the_luck_of_its_way_pinned(name: str, bound: Bound) -> None:
    folder = TINY.parent / name
    story = loaded(folder)
    search = Search(Alone(folder), story, 1, bound, None)
    keys = list(search.run().seen)
    states = States(story.scenario)
    for number in range(0, len(keys), 1 + len(keys) // 60):
        way = search.way(number)
        session = Session(story, 1, told_pins(told for step in way for told in step.told))
        for step in way:
            session.act(read(list(step.action)))
        assert states.key(session.world) == keys[number], [step.action for step in way]


def test_pins_are_written_as_walks_have_them() -> None:
    pins = told_pins([(("choice.a.b", 1), 0.0), (("sweep.p", 2), 0.625)])
    assert written(pins["choice.a.b"]) == "[100 %, 0 %, 100 %]"
    assert written(pins["sweep.p"]) == "[100 %, 100 %, 62.5 %, 100 %]"
    assert Luck(1, pins).share("choice.a.b", 1) == 0.0
    assert Luck(1, pins).share("event.trade", 9) == 1 - 2.0**-53
