"""What judges a scenario: its length, its graph in three forms, its script."""

import json
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from engine.luck import Luck
from engine.session import Session, Story
from game import cli, narration
from game.extent import Played, extent, played, words
from story import beginnings, graph, library
from story.cards import card_of
from story.explore import explore
from story.policies import RANDOM, Policy
from story.script import script
from tests.conftest import TINY

TEMPLATE = str(beginnings.TEMPLATE)
FIRST = Policy("first", "takes the first choice that is open")


@pytest.fixture(scope="module")
def template() -> Story:
    story = library.load(TEMPLATE).story
    assert story is not None
    return story


# ---- stats ----------------------------------------------------------------------------------------------------------


def test_words_are_counted_in_every_wording_and_values_are_not(template: Story) -> None:
    alone = replace(template.scenario, scenes={"pot_back": template.scenario.scenes["pot_back"]})
    told = "Her pot She runs a thumb around the rim and finds the place where it was scraped. There are in the sack."
    assert words(alone) == len(told.split())


def test_the_figures_are_those_of_the_files(template: Story) -> None:
    found = extent(template, 20)
    assert (found.scenes, found.events, found.endings, found.choices, found.outcomes) == (10, 5, 3, 16, 4)
    assert found.plays == 20
    assert 100 < found.words_a_play < 5000
    assert found.reading == max(1, round(found.words_a_play / 200))
    assert found.minutes >= found.reading


def test_a_line_that_comes_again_in_a_play_is_read_once(template: Story) -> None:
    session, luck, lines, choices = Session(template, 1), Luck(1), [], 0
    lines += [line.text for line in narration.opening(session)]
    while not session.ended:
        lines += [offer.say for offer in session.offered().choices]
        lines += [line.text for line in narration.narrate(session.act(FIRST.next(session, luck, choices, 0)), session)]
        choices += 1
    assert len(set(lines)) < len(lines)
    assert played(template, 1, 1, FIRST) == [Played(sum(len(line.split()) for line in set(lines)), choices)]


def test_the_command_tells_them_and_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["stats", TEMPLATE, "--plays", "5"]) == cli.Exit.OK
    assert "16 choices, and 4 outcomes that hang on luck." in capsys.readouterr().out
    assert cli.main(["stats", TEMPLATE, "--plays", "5", "--json"]) == cli.Exit.OK
    figures = json.loads(capsys.readouterr().out)
    assert (figures["scenes"], figures["plays"]) == (10, 5)
    assert figures["minutes"] >= 1


# ---- card ----------------------------------------------------------------------------------------------------------


def test_a_card_says_length_content_and_what_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["card", TEMPLATE, "--plays", "3"]) == cli.Exit.OK
    said = capsys.readouterr().out
    assert "16 choices" not in said
    assert "in 10 scenes, 3 endings" in said
    assert "Not measured." in said
    assert "## Open problems" in said


def test_a_card_is_measured_and_then_tells_each_policys_shares(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "measured"
    shutil.copytree(beginnings.TEMPLATE, folder)
    assert cli.main(["card", str(folder), "--plays", "2", "--measure", "20"]) == cli.Exit.OK
    said = capsys.readouterr().out
    assert "Percent of 20 plays a policy" in said
    card = card_of(folder)
    assert card is not None
    assert card.endings.keys() >= {"random"}
    assert all(99 < sum(shares.values()) < 101 for shares in card.endings.values())
    assert card.minutes.keys() == card.endings.keys()
    assert all(1 <= low <= middle <= high < 60 for low, middle, high in card.minutes.values())
    low, middle, high = (round(figure) for figure in card.minutes["random"])
    assert f"| random | {middle} ({low}-{high}) |" in said


# ---- graph ----------------------------------------------------------------------------------------------------------


def test_every_scene_and_every_choice_is_in_the_graph(template: Story) -> None:
    drawn = graph.graph_of(template.scenario)
    assert {stop.id for stop in drawn.stops} >= template.scenario.scenes.keys()
    led = {(way.source, choice) for way in drawn.ways for choice in way.choices}
    assert led == {(scene.id, choice) for scene in template.scenario.scenes.values() for choice in scene.choices}


def test_what_days_may_bring_is_drawn_once(template: Story) -> None:
    drawn = graph.graph_of(template.scenario)
    brought = {way.dest for way in drawn.ways if way.source == graph.DAYS}
    assert brought == {"guard", "soldier", "brother", "empty_sack", "frost"}
    assert [way.source for way in drawn.ways if way.dest == graph.DAYS] == ["lane"]


def test_a_graph_of_plays_says_where_they_came(template: Story) -> None:
    drawn = graph.graph_of(template.scenario, explore(template, RANDOM, 10, 1))
    plays = {stop.id: stop.plays for stop in drawn.stops}
    assert plays["the_pot"] == 100
    assert all(way.taken is not None for way in drawn.ways)


def test_mermaid_names_no_node_by_a_word_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["graph", str(TINY), "--mermaid"]) == cli.Exit.OK
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "flowchart TD"
    shape = r's_\w+(\["|\{\{"|>"|\(\["|\(\(").*("\]|"\}\}|"\)|"\]\)|"\)\))(:::unseen)?'
    arrow = r's_\w+ (-->|-\.->)(\|"[^"]*"\|)? s_\w+'
    assert [line for line in lines[:-1] if not re.fullmatch(rf"  ({shape}|{arrow})", line)] == []


def test_dot_quotes_what_authors_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["graph", TEMPLATE, "--dot"]) == cli.Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("{")
    assert lines[-1] == "}"
    assert '  "lane" -> "~days" [label="platform, stay"];' in lines
    assert graph._quoted('a "b" \\') == '"a \\"b\\" \\\\"'


def test_the_page_opens_without_a_network_and_its_drawing_is_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("graphlay")
    file = tmp_path / "graph.html"
    assert cli.main(["graph", TEMPLATE, "--html", str(file), "--plays", "10"]) == cli.Exit.OK
    assert capsys.readouterr().out == f"Written: {file}\n"
    page = file.read_text("utf-8")
    assert "http" not in page
    drawing = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])
    boxes = drawing.findall(".//rect")
    assert len(boxes) == 11
    assert any("many" in box.get("class", "") for box in boxes)
    again = tmp_path / "again.html"
    assert cli.main(["graph", TEMPLATE, "--html", str(again), "--plays", "10"]) == cli.Exit.OK
    assert again.read_text("utf-8") == page


def test_without_what_lays_it_out_the_page_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "graphlay", None)
    assert cli.main(["graph", TEMPLATE, "--html", str(tmp_path / "x.html")]) == cli.Exit.REFUSED
    assert "pip install graphlay" in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


def test_a_page_that_cannot_be_written_gets_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("graphlay")
    assert cli.main(["graph", TEMPLATE, "--html", "/nowhere/x.html"]) == cli.Exit.FAILED
    assert "No such file or directory" in capsys.readouterr().err


# ---- script ---------------------------------------------------------------------------------------------------------


def test_the_script_holds_every_scene_and_choice_and_begins_with_the_first(template: Story) -> None:
    lines = list(script(Path(TEMPLATE)))
    text = "\n".join(lines)
    assert lines[0] == "FIRST FROST"
    heads = re.findall(r"\[(\w+)\]$", text, re.MULTILINE)
    assert heads[0] == "the_pot"
    assert sorted(heads) == sorted(template.scenario.scenes)
    flat = " ".join(text.split())
    for scene in template.scenario.scenes.values():
        for choice in scene.choices.values():
            assert " ".join(str(choice.say.pieces[0]).split()) in flat
    assert max(map(len, lines)) <= 78


def test_the_script_of_a_story_that_cannot_be_played_is_as_much_as_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenario.yaml").write_text("title: Half\nfirst: [b]\n", encoding="utf-8")
    (tmp_path / "scenes" / "a.yaml").write_text(
        "a: {title: A, choices: {x: no, y: {do: pay}}}\nb: 3\n", encoding="utf-8"
    )
    (tmp_path / "scenes" / "b.yaml").write_text("c: [\n", encoding="utf-8")
    lines = list(script(tmp_path))
    assert lines[0] == "HALF"
    assert "A  [a]" in lines


def test_the_script_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["script", TEMPLATE]) == cli.Exit.OK
    told = capsys.readouterr().out
    assert "2. Take it, and pay her now." in told
    assert "     * pay: {amount: 6 KPW, for: the pot}" in told
    assert "     - late (weight 3 - cover, risk: no train, and a cold pot)" in told
