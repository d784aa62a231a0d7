"""The guide for authors: every step of it works as it is written, and its reference is what the tables say."""

import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import cli
from game.cli import parser
from game.reference import BEGINS, HOLDS, renewed, subcommands
from story import checks, library, walks
from story.codes import CODES
from story.deeds import VERBS
from story.head import SECTIONS
from story.name_words import FUNCTIONS, NAMES
from story.schema.forms import FORMS
from story.texts import FORMATS
from story.verb_forms import VERB_FORMS
from tests.conftest import TINY

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "authors.md").read_text("utf-8")
TUTORIAL, _, REFERENCE = GUIDE.partition(f"\n{BEGINS}\n")

BLOCK = re.compile(r"(?P<before>[^`\n]*(?:`[^`\n]+`[^`\n]*)*)\n\n```(?P<sort>\w+)\n(?P<text>.*?)```\n", re.DOTALL)


def sections() -> list[tuple[str, str]]:
    """Return (head, text) of each section of the tutorial."""
    parts = re.split(r"^## (.*)$", TUTORIAL, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def steps(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (what is to be done, the file, the text) of each block, with `find` and `replace` after each other."""
    file = ""
    for match in BLOCK.finditer(text):
        before, sort = match["before"], match["sort"]
        if named := re.findall(r"`([\w./]+\.yaml)`", before):
            file = named[-1]
        if sort != "yaml":
            yield sort, "", match["text"]
        elif before.endswith("find"):
            yield "find", file, match["text"]
        elif before.endswith("in its place"):
            yield "replace", file, match["text"]
        elif before.endswith(", add"):
            yield "add", file, match["text"]
        else:
            assert before.endswith(":"), before
            yield "new", file, match["text"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
    return tmp_path / "home"


def test_every_step_of_the_tutorial_works_and_leaves_a_sound_story(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = home / "stories" / "lamp_oil"
    sought, told = "", ""
    for head, text in sections():
        for what, file, block in steps(text):
            path = folder / file
            if what == "sh":
                for line in block.splitlines():
                    code = cli.main(shlex.split(line.removeprefix("python main.py ")))
                    told = "".join(capsys.readouterr())
                    assert code == (cli.Exit.FAILED if "bakc" in told else cli.Exit.OK), f"{head}: {line}\n{told}"
            elif what == "text":
                assert block.strip() in told, head
            elif what == "find":
                assert path.read_text("utf-8").count(block) == 1, f"{head}: {block}"
                sought = block
            elif what == "replace":
                path.write_text(path.read_text("utf-8").replace(sought, block), encoding="utf-8")
            elif what == "add":
                path.write_text(path.read_text("utf-8") + block, encoding="utf-8")
            else:
                assert not path.exists()
                path.parent.mkdir(exist_ok=True)
                path.write_text(block, encoding="utf-8")
        loaded = library.load(folder)
        assert loaded.story is not None, head
        problems = [*loaded.problems, *checks.run(loaded.story.scenario)]
        problems += walks.mistakes(loaded.story.scenario, folder)
        assert problems == [], head
        results, _ = walks.run(loaded.story, folder)
        assert [f"{head}: {result.trouble}" for result in results if not result.passed] == []
    assert {"take", "thanks"} <= loaded.story.scenario.scenes["the_lender"].choices.keys()
    assert library.load(home / "stories" / "my_winter").story is not None


def test_the_tutorial_uses_every_kind_of_step() -> None:
    assert {what for _, text in sections() for what, _, _ in steps(text)} == {
        "sh", "text", "find", "replace", "add", "new"
    }  # fmt: skip


# ---- the reference --------------------------------------------------------------------------------------------------


def test_the_reference_is_what_the_tables_say() -> None:
    assert renewed(GUIDE) == GUIDE, "run `make docs`"


@pytest.mark.parametrize("code", CODES)
def test_the_reference_has_every_code(code: str) -> None:
    assert f"| {code} | " in REFERENCE


def test_the_reference_has_every_verb_section_format_and_command() -> None:
    missing = [verb for verb in VERBS if not re.search(rf"^\| `{verb}: ", REFERENCE, re.MULTILINE)]
    missing += [section for section in SECTIONS if f"| `{section}` | section |" not in REFERENCE]
    missing += [style for style in FORMATS if f"`{style}`" not in REFERENCE]
    missing += [name for name, _, _ in subcommands(parser()) if f"\n### {name}\n" not in REFERENCE]
    assert missing == []


def test_the_reference_says_how_everything_that_a_key_holds_is_written() -> None:
    held = {field.holds for fields in (*FORMS.values(), *VERB_FORMS.values()) for field in fields.values()}
    assert held == HOLDS.keys()


def test_every_name_and_function_that_conditions_know_has_its_words() -> None:
    names = {name.split(".")[0] for text in NAMES for name in re.findall(r"[\w.]+", text.split(" (")[0])}
    functions = {name for text in FUNCTIONS for name in re.findall(r"(\w+)\(", text)}
    for folder in (library.find("pork_soup"), *(TINY.parent / story for story in ("tiny", "road", "border"))):
        scenario = library.load(folder).scenario
        assert scenario is not None
        own = {*scenario.numbers, *scenario.flags, *scenario.dials}
        known = {name.split(".")[0] for name in scenario.scope.symbols if name not in own}
        assert known - names == set(), folder.name
        assert set(scenario.scope.functions) - functions == set(), folder.name
