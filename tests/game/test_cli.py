"""The command line: each command by itself, exit codes, and sentences instead of tracebacks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.actions import Choose
from engine.session import Session, Story
from game import cli
from game.recording import Recording

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def only_tiny(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Let every name lead to the tiny scenario."""
    monkeypatch.setattr("game.shelf.from_library", lambda _: tiny)
    return tiny


def script(tmp_path: Path, *lines: str) -> str:
    path = tmp_path / "script.txt"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


@pytest.mark.parametrize(
    ("lines", "code"),
    [(("take", "stop"), cli.Exit.OK), (("take",), cli.Exit.RAN_OUT), (("take", "fly"), cli.Exit.REFUSED)],
)
def test_a_script_gives_its_exit_code(only_tiny: Story, tmp_path: Path, lines: tuple[str, ...], code: int) -> None:
    assert cli.main(["plain", "tiny", "--seed", "7", "--script", script(tmp_path, *lines)]) == code


def test_the_same_seed_tells_the_same_story(
    only_tiny: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for _ in range(2):
        cli.main(
            ["plain", "tiny", "--seed", "7", "--script", script(tmp_path, "take", "go_on", "1", "go_on", "status")]
        )
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_a_script_is_not_saved_unless_asked(only_tiny: Story, home: Path, tmp_path: Path) -> None:
    line = ["plain", "tiny", "--script", script(tmp_path, "take")]
    cli.main(line)
    assert not home.exists()
    cli.main([*line, "--save"])
    assert len(list((home / "saves").glob("*.json"))) == 1


def test_a_script_that_is_not_there_gets_a_sentence(only_tiny: Story, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plain", "tiny", "--script", "/nowhere/x.txt"]) == cli.Exit.REFUSED
    assert capsys.readouterr().err == "The script /nowhere/x.txt cannot be read: No such file or directory.\n"


def test_a_saved_game_replays_to_its_digest(only_tiny: Story, capsys: pytest.CaptureFixture[str]) -> None:
    recording = Recording.fresh(Session(only_tiny, 7))
    for choice in ("take", "one_day"):
        recording.act(Choose(choice))
    assert cli.main(["replay", str(recording.path)]) == cli.Exit.OK
    told = capsys.readouterr().out
    assert f"2 actions, digest {recording.session.digest()}" in told
    assert "The saved game has the same digest." in told


def test_a_saved_game_whose_snapshot_differs_from_its_journal_is_told(
    only_tiny: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    recording = Recording.fresh(Session(only_tiny, 7))
    recording.act(Choose("take"))
    recording.session.journal.append(Choose("one_day"))
    recording.save()
    assert cli.main(["replay", str(recording.path)]) == cli.Exit.FAILED
    assert f"The saved game has another digest: {recording.session.digest()}" in capsys.readouterr().out
    recording.session.journal[-1] = Choose("fly")
    recording.save()
    assert cli.main(["replay", str(recording.path)]) == cli.Exit.FAILED
    assert "There is no such choice here." in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["replay", "/nowhere.json"], ["replay", str(ROOT / "pyproject.toml")]])
def test_what_is_no_saved_game_gets_a_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == cli.Exit.REFUSED
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("command", ["play", "plain", "check", "walk", "explore"])
def test_an_unknown_scenario_gets_a_sentence_with_a_near_miss(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "pork_sop"]) == cli.Exit.REFUSED
    assert capsys.readouterr().err == "There is no scenario 'pork_sop'. Did you mean pork_soup?\n"


@pytest.mark.parametrize(
    "arguments", [["plain", "x", "--seed", "-4"], ["plain", "x", "--seed", "a"], ["fly"], ["explore"]]
)
def test_wrong_arguments_give_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == cli.Exit.REFUSED
    assert "error:" in capsys.readouterr().err


def test_plain_without_a_name_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plain"]) == cli.Exit.OK
    assert "  pork_soup\n" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "plain"])
def test_a_file_in_place_of_a_folder_gets_its_own_sentence(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "pyproject.toml"]) == cli.Exit.REFUSED
    assert capsys.readouterr().err == "pyproject.toml is a file; name the folder that holds the scenario.yaml.\n"


@pytest.mark.parametrize(("name", "sentence"), [("PORK_SOUP", "Did you mean pork_soup?"), ("", ", pork_soup,")])
def test_odd_names_get_a_sentence(name: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", name]) == cli.Exit.REFUSED
    assert sentence in capsys.readouterr().err


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.cli.authoring.check_stories", stopped)
    assert cli.main(["check"]) == cli.Exit.STOPPED
    assert capsys.readouterr().err == "\n"


# ---- as the program is started --------------------------------------------------------------------------------------


def run(*arguments: str, typed: str = "", env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "main.py", *arguments], cwd=ROOT, input=typed, env=env, capture_output=True, text=True,
        encoding="utf-8", timeout=60,
    )  # fmt: skip


VERSION = """
import sys
try:
    from game.cli import main
    main(["--version"])
except SystemExit:
    print(*sys.modules)
"""


def test_the_version_is_told_without_loading_the_game() -> None:
    done = subprocess.run([sys.executable, "-c", VERSION], cwd=ROOT, capture_output=True, text=True)
    first, modules = done.stdout.splitlines()
    assert first.startswith("jangmadang ")
    loaded = set(modules.split())
    assert not loaded & {"textual", "rich", "yaml", "transitions", "engine.session", "story", "game.app"}


def test_playing_line_by_line_loads_no_screen() -> None:
    code = "import sys, game.plain, game.export, game.authoring; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not set(done.stdout.split()) & {"textual", "rich", "game.app", "game.screens"}


def test_a_pipe_that_closes_is_no_traceback() -> None:
    if sys.platform == "win32":
        pytest.skip("a shell pipe of another kind")
    line = f"{sys.executable} main.py plain pork_soup --seed 1 --no-save </dev/null | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] in ("0", str(int(cli.Exit.PIPE)))


@pytest.mark.parametrize("redirected", ["<&-", ">&-", "</dev/null >&- 2>&-"])
@pytest.mark.parametrize("command", ["plain pork_soup --no-save", "plain pork_soup --script -", "check"])
def test_a_stream_that_is_closed_is_no_traceback(command: str, redirected: str) -> None:
    if sys.platform == "win32":
        pytest.skip("a shell of another kind")
    line = f"{sys.executable} main.py {command} {redirected}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.stderr == ""
    assert done.returncode in (cli.Exit.OK, cli.Exit.RAN_OUT)


def test_output_that_cannot_be_written_is_said() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} main.py check --json >/dev/full"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stderr == "This could not be done: No space left on device.\n"
    assert done.returncode == cli.Exit.FAILED


@pytest.mark.parametrize("command", [[], ["play"], ["play", "pork_soup"]])
def test_where_nothing_can_be_drawn_a_sentence_says_what_can_be_done(command: list[str]) -> None:
    done = run(*command)
    assert (done.stdout, done.returncode) == ("", cli.Exit.REFUSED)
    assert done.stderr.endswith("Line by line it is played with: plain pork_soup\n")


def test_a_script_from_standard_input_plays_the_chapter_that_comes_with_the_program(home: Path) -> None:
    done = run("plain", "pork_soup", "--seed", "7", "--script", "-", typed="# first\n\nstatus\n1\n")
    assert done.returncode == cli.Exit.RAN_OUT, done.stderr
    assert "> status" in done.stdout
    assert "Chapter 3: Pork soup, winter 1995." in done.stdout
    assert done.stderr == ""


def test_letters_the_console_does_not_know_do_not_stop_the_game() -> None:
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = run("plain", "pork_soup", "--seed", "7", "--script", "-", typed="codex\n1\n", env=ascii_only)
    assert done.returncode == cli.Exit.RAN_OUT, done.stderr


def test_check_walk_and_explore_speak_json(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "--json"])
    assert isinstance(json.loads(capsys.readouterr().out), list)
    cli.main(["explore", "pork_soup", "--plays", "2", "--alone", "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert {"plays", "choices", "seconds", "endings", "unreached_scenes", "unreached_choices", "final"} <= set(figures)
    assert figures["plays"] == 2


def test_walks_are_listed_and_a_failure_is_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from story.walks import Result

    results = [Result("pork_soup", "one", True, ("S15",)), Result("pork_soup", "two", False, (), "step 3: no")]
    monkeypatch.setattr("story.walks.run", lambda *_: (results, []))
    assert cli.main(["walk", "pork_soup", "--json"]) == cli.Exit.FAILED
    told = json.loads(capsys.readouterr().out)
    assert told["failed"] == 1
    assert [walk["passed"] for walk in told["walks"]] == [True, False]
    assert cli.main(["walk", "--all"]) == cli.Exit.FAILED
    assert "FAILED  pork_soup: two" in capsys.readouterr().out
