"""Slips of those who begin: each is told in one sentence that leads to the mend, and nothing else is told."""

import re
import shutil
from pathlib import Path

import pytest

from game import cli
from story.beginnings import TEMPLATE

SLIPS: list[tuple[str, str, str, str, str]] = [
    (
        "a colon without a space",
        "scenes/lane.yaml",
        "say: Leave her the pot.",
        "say:Leave her the pot.",
        "scenes/lane.yaml:23:7: YML27 A space is missing after the colon of `say`. "
        "(write `say: …`, with a plain space)",
    ),
    (
        "a quote left open",
        "scenes/lane.yaml",
        "say: Leave her the pot.",
        'say: "Leave her the pot.',
        "scenes/lane.yaml:23:12: YML07 The quote that opens here is closed only in line 38, by the next one. "
        "(write the closing quote where the text ends)",
    ),
    (
        "quotes in quotes",
        "scenes/lane.yaml",
        "say: Leave her the pot.",
        'say: "He says "no" to you."',
        "scenes/lane.yaml:23:22: YML07 Text follows the closing quote. "
        "(put the whole text in quotes of the other kind)",
    ),
    (
        "an apostrophe in single quotes",
        "scenes/lane.yaml",
        "say: Leave her the pot.",
        "say: 'Leave the neighbour's pot.'",
        "scenes/lane.yaml:23:33: YML07 The quote before this ends the text. "
        "(write '' for an apostrophe, or use double quotes)",
    ),
    (
        "a title for an id",
        "scenes/lane.yaml",
        "go: pot_back",
        "go: Her pot",
        "scenes/lane.yaml:24:11: REF01 There is no scene 'Her pot'. (that is a title: write pot_back)",
    ),
    (
        "a capital letter in a target",
        "scenes/lane.yaml",
        "go: pot_back",
        "go: Pot_back",
        "scenes/lane.yaml:24:11: REF01 There is no scene 'Pot_back'. (did you mean 'pot_back'?)",
    ),
    (
        "a list for an id",
        "scenes/lane.yaml",
        "      go: pot_back",
        "      go: [pot_back]",
        "scenes/lane.yaml:24:11: FRM03 'go' of Choice 'leave_it' should be a text.",
    ),
    (
        "nothing but a note",
        "scenes/lane.yaml",
        "say: Leave her the pot.",
        "say: #3",
        "scenes/lane.yaml:23:11: FRM03 This should be a text. "
        "(nothing stands here; what begins with # is a note to yourself: put it in quotes)",
    ),
    (
        "the name of a currency for its unit",
        "scenes/lane.yaml",
        "amount: 6 KPW",
        "amount: 6 won",
        "scenes/lane.yaml:20:29: EXP04 I know no unit 'won'. (units here: kg, g, l, ml, day, days, KPW)",
    ),
    (
        "the unit before the amount",
        "scenario.yaml",
        "amount: 35 KPW",
        "amount: KPW 35",
        "scenario.yaml:22:23: EXP02 I know no value called 'KPW' here. (the unit comes after: 35 KPW)",
    ),
    (
        "a good before it is declared",
        "scenes/lane.yaml",
        "give: {goods: maize 500 g, to: the neighbour}",
        "give: rice 500 g",
        "scenes/lane.yaml:15:19: REF01 There are no goods 'rice'. (declare it below `goods` in scenario.yaml)",
    ),
    (
        "an amount before its good",
        "scenes/lane.yaml",
        "give: {goods: maize 500 g, to: the neighbour}",
        "give: 500 g maize",
        "scenes/lane.yaml:15:19: VRB02 Name the goods and how much, such as `rice 5 kg` or `pork all`. "
        "(write maize 500 g)",
    ),
    (
        "a creditor before it is declared",
        "scenes/lane.yaml",
        "do: [{pay: {amount: 6 KPW, for: the pot}}]",
        "do: [{borrow: {from: lender, money: 40 KPW, owe: 50 KPW, in: 10 days}}]",
        "scenes/lane.yaml:20:28: REF01 There is no creditor 'lender'. (declare it below `creditors` in scenario.yaml)",
    ),
    (
        "a number before it is declared",
        "scenes/lane.yaml",
        "- {when: cover,",
        "- {when: courage > 3, say: You dare.}\n    - {when: cover,",
        "scenes/lane.yaml:40:14: EXP02 I know no value called 'courage' here. "
        "(a number or flag is declared in scenario.yaml, below `numbers` or `flags`)",
    ),
    (
        "a weather that there is not",
        "scenes/lane.yaml",
        "when: weather == sleet",
        "when: weather == snow",
        "scenes/lane.yaml:38:29: EXP02 I know no value called 'snow' here. (weather is one of clear, wind, sleet)",
    ),
    (
        "a flag set without its value",
        "scenes/events.yaml",
        "set: {soldier_ate: yes}",
        "set: soldier_ate",
        "scenes/events.yaml:52:63: VRB02 `set` takes names and values, such as `set: {heat: 5}`. "
        "(write set: {soldier_ate: yes})",
    ),
    (
        "a day that there is not",
        "scenario.yaml",
        "starts: 1996-11-10",
        "starts: 1996-11-31",
        "scenario.yaml:10:9: FRM07 'starts' of a scenario should be a date such as 1995-01-23. (there is no such day)",
    ),
    (
        "a date in words",
        "scenario.yaml",
        "starts: 1996-11-10",
        "starts: 10 November 1996",
        "scenario.yaml:10:9: FRM07 'starts' of a scenario should be a date such as 1995-01-23. (write 1996-11-10)",
    ),
    (
        "a file of evidence without its list",
        "scenario.yaml",
        "money: KPW",
        "evidence: notes\nmoney: KPW",
        "scenario.yaml:14:11: FRM03 'evidence' of a scenario should be a list, such as [one, two]. (write [notes])",
    ),
    (
        "a choice by its words in a walk",
        "walks/frost.yaml",
        "- choose: rent_it",
        "- choose: Take it, and pay her now.",
        "walks/frost.yaml:10:13: REF01 There is no choice 'Take it, and pay her now.'. "
        "(a choice goes by its id: write rent_it)",
    ),
    (
        "a choice that never opens",
        "scenes/lane.yaml",
        "      say: Take the pot back.",
        "      say: Take the pot back.\n      when: notice > 200",
        "scenes/lane.yaml:68:5: STY14 warning: The choice 'give_up' is never open.",
    ),
]
"""What slipped, the file, what stood there, what stands there now, and what `check` says."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATE, tmp_path / "oil"))


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the first lines of what `check` says of a folder, one for each problem."""
    cli.main(["check", str(folder)])
    return [line for line in capsys.readouterr().out.splitlines() if re.match(r"\S+: [A-Z]{3}\d\d ", line)]


def slip(folder: Path, file: str, stood: str, stands: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert stood in text
    (folder / file).write_text(text.replace(stood, stands, 1), encoding="utf-8")


@pytest.mark.parametrize(("file", "stood", "stands", "said"), [pytest.param(*case, id=name) for name, *case in SLIPS])
def test_a_slip_is_told_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, stood: str, stands: str, said: str
) -> None:
    slip(folder, file, stood, stands)
    assert told(folder, capsys) == [said]


COURAGE = "  courage: {start: 0, from: 0, to: 10}\n  notice: {"


@pytest.mark.parametrize(
    ("file", "stood", "stands"),
    [
        ("walks/frost.yaml", "  - expect: cover\n", "  - expect: courage == 0\n"),
        ("walks/frost.yaml", "{policy: trader, to: frost}", "{policy: trader, until: courage > 3, to: frost}"),
        ("policies.yaml", 'when: "stock.maize > 2500 g"', 'when: "stock.maize > 2500 g and courage < 5"'),
    ],
)
def test_what_a_walk_or_a_policy_asks_for_is_used(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, stood: str, stands: str
) -> None:
    slip(folder, "scenario.yaml", "  notice: {", COURAGE)
    assert told(folder, capsys) == ["scenario.yaml:62:12: STY12 note: Nothing asks for the number 'courage'."]
    slip(folder, file, stood, stands)
    assert told(folder, capsys) == []


@pytest.mark.parametrize(
    ("file", "called", "said"),
    [
        ("scenes/events.yaml", "scenes/events.yml", "scenes/events.yml: FIL03 This file is not read. (call it {})"),
        ("scenes/events.yaml", "scenes/events.txt", "scenes/events.txt: FIL03 This file is not read. (call it {})"),
        ("lesson.yaml", "lesson.yaml.txt", "lesson.yaml.txt: FIL03 warning: This file is not read. (call it {})"),
        ("walks/frost.yaml", "walks/frost.yml", "walks/frost.yml: FIL03 warning: This file is not read. (call it {})"),
    ],
)
def test_a_file_by_another_name_is_told_and_not_what_it_lacks(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, called: str, said: str
) -> None:
    (folder / file).rename(folder / called)
    assert [line for line in told(folder, capsys) if "LES03" not in line] == [said.format(file)]


def test_notes_and_pictures_beside_a_story_are_nobody_s_business(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("notes.txt", "map.png", "README.md", "drafts/old.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    assert told(folder, capsys) == []


def test_a_scenario_by_another_name_is_pointed_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "scenario.yaml").rename(folder / "scenario.yaml.txt")
    cli.main(["check", str(folder)])
    assert "There is a scenario.yaml.txt: call it scenario.yaml." in capsys.readouterr().err


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_no_mistake(folder: Path, capsys: pytest.CaptureFixture[str], ends: str) -> None:
    lane = folder / "scenes" / "lane.yaml"
    lane.write_bytes(lane.read_text("utf-8").replace("\n", ends).encode())
    assert told(folder, capsys) == []


def test_a_mistake_in_a_block_is_told_at_its_own_line_whatever_the_line_ends(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip(folder, "scenes/lane.yaml", "{cash.KPW | money} under the mat", "{cash.KPW | mony} under the mat")
    lane = folder / "scenes" / "lane.yaml"
    number = 1 + lane.read_text("utf-8")[: lane.read_text("utf-8").index("| mony")].count("\n")
    for text in (lane.read_text("utf-8"), lane.read_text("utf-8").replace("\n", "\r\n")):
        lane.write_bytes(text.encode())
        assert told(folder, capsys) == [
            f"scenes/lane.yaml:{number}:42: TXT02 I know no format 'mony'. (did you mean 'money'?)"
        ]


def test_the_second_of_two_like_mistakes_in_a_text_is_told_at_its_own_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip(
        folder,
        "scenes/lane.yaml",
        "    Four kilograms of maize in the sack.",
        "    {rain} and\n    {rain} in the sack.",
    )
    lines = [line.split(": ")[0] for line in told(folder, capsys)]
    first = int(lines[0].split(":")[1])
    assert lines == [f"scenes/lane.yaml:{first}:5", f"scenes/lane.yaml:{first + 1}:5"]


def test_a_creditor_s_evidence_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lender = "creditors:\n  lender: {name: NAME, scene: guard, presses: 3 days, evidence: CITED}\nevents:\n"
    slip(folder, "scenario.yaml", "events:\n", lender.replace("NAME", "Ri Chun Hee").replace("CITED", "[]"))
    assert [line.split()[1] for line in told(folder, capsys)] == ["EVD06"]
    slip(folder, "scenario.yaml", "evidence: []", "evidence: [{invented: the name}]")
    assert told(folder, capsys) == []
    slip(folder, "scenario.yaml", "[{invented: the name}]", "[no-such-claim]")
    assert [line.split()[1] for line in told(folder, capsys)] == ["EVD01"]


def test_a_title_and_one_name_are_no_full_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slip(folder, "scenario.yaml", "name: the girl", "name: Aunt Sun")
    assert told(folder, capsys) == []
