"""Saves: nothing that was shown is lost; what is damaged is said and never misread."""

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.actions import Action, Assign, Buy, Choose, Sell, SetDial
from engine.errors import Refused
from engine.scenario import Scenario
from engine.session import Session, Story
from game import saves
from game.recording import Recording

ACTIONS: tuple[Action, ...] = (
    Choose("take"), Choose("leave"), Choose("go_on"), Choose("one_day"), Choose("lamp"), Choose("pay"), Choose("run"),
    Choose("stay"), Choose("pay_all"), Choose("ask"), Choose("stop"), SetDial("price", 650), SetDial("bowls", 4),
    Assign("husband", "lookout"), Assign("you", "home"), Assign("you", "stall"), Buy("rice", 1500), Sell("pork", 500),
)  # fmt: skip


def played(tiny: Story, *choices: str, seed: int = 7) -> Recording:
    recording = Recording.fresh(Session(tiny, seed))
    for choice in choices:
        recording.act(Choose(choice))
    return recording


def path_of(recording: Recording) -> Path:
    assert recording.path is not None
    return recording.path


def sound(loaded: saves.Loaded) -> Session:
    assert loaded.session is not None, loaded.warnings
    return loaded.session


# ---- there and back -------------------------------------------------------------------------------------------------


def test_a_saved_play_goes_on_where_it_was(tiny: Story) -> None:
    recording = played(tiny, "take", "one_day")
    loaded = saves.load(path_of(recording), tiny)
    assert loaded.warnings == ()
    again = sound(loaded)
    assert again.digest() == recording.session.digest()
    assert again.journal == recording.session.journal
    again.act(Choose("go_on"))
    recording.session.act(Choose("go_on"))
    assert again.digest() == recording.session.digest()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ACTIONS), max_size=25), st.integers(0, 10**6))
def test_any_play_comes_back_from_its_file_as_it_was(tiny: Story, actions: list[Action], seed: int) -> None:
    session = Session(tiny, seed)
    for action in [Choose("take"), *actions]:
        try:
            session.act(action)
        except Refused:
            continue
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "play.json"
        saves.save(session, path)
        again = sound(saves.load(path, tiny))
    assert again.digest() == session.digest()
    assert again.journal == session.journal
    for action in ACTIONS:
        outcomes = []
        for play in (session, again):
            try:
                outcomes.append((play.act(action), play.digest()))
            except Refused as refused:
                outcomes.append(((), refused.sentence))
        assert outcomes[0] == outcomes[1]


def test_the_folder_is_made_when_something_is_saved_and_not_before(home: Path, tiny: Story) -> None:
    assert saves.slots() == []
    assert not home.exists()
    assert path_of(played(tiny)).parent == home / "saves"


def test_a_play_in_which_nothing_was_done_leaves_no_file(tiny: Story) -> None:
    nothing, something = played(tiny), played(tiny, "take")
    nothing.close()
    something.close()
    assert [slot.path for slot in saves.slots()] == [something.path]


def test_the_list_of_saved_games_says_where_each_stands(tiny: Story) -> None:
    recording = played(tiny, "take", "one_day")
    (slot,) = saves.slots()
    assert (slot.title, slot.day, slot.date, slot.ended) == ("Tiny soup", 2, "Tue 24 January 1995", False)
    assert saves.unfinished("tiny") == [slot]
    recording.act(Choose("stop"))
    assert saves.slots()[0].ended
    assert saves.unfinished("tiny") == []


def test_two_plays_begun_in_the_same_second_do_not_share_a_file(tiny: Story) -> None:
    assert len({played(tiny, "take").path for _ in range(3)}) == 3


# ---- damage ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_save_is_said_and_the_copy_before_it_offered(tiny: Story, keep: float) -> None:
    recording = played(tiny, "take", "one_day")
    path = path_of(recording)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    loaded = saves.load(path, tiny)
    assert loaded.session is None
    assert "damaged" in loaded.warnings[0]
    assert loaded.offered_copy == saves.copies(path)[0]
    before = sound(saves.load(loaded.offered_copy, tiny))
    assert before.journal == [Choose("take")]


def test_one_digit_changed_is_noticed(tiny: Story) -> None:
    path = path_of(played(tiny, "take", "one_day"))
    text = path.read_text()
    path.write_text(text.replace('"assets:cash:KPW":', '"assets:cash:KPW":9', 1))
    assert "does not agree with its checksum" in saves.load(path, tiny).warnings[0]


def test_where_the_first_copy_is_damaged_too_the_second_is_offered(tiny: Story) -> None:
    path = path_of(played(tiny, "take", "one_day", "one_day"))
    newer, older = saves.copies(path)
    path.write_bytes(b"\x00" * 100)
    newer.write_text("{}")
    assert saves.load(path, tiny).offered_copy == older
    older.unlink()
    assert saves.load(path, tiny).offered_copy is None


def test_a_copy_can_be_put_in_the_place_of_the_damaged_file(tiny: Story) -> None:
    path = path_of(played(tiny, "take", "one_day"))
    path.write_text("no")
    copy = saves.load(path, tiny).offered_copy
    assert copy is not None
    saves.restore(copy, path)
    assert sound(saves.load(path, tiny)).journal == [Choose("take")]
    assert path.with_name(path.name + ".damaged").read_text() == "no"


def test_a_save_of_a_newer_format_is_refused_with_a_sentence(tiny: Story) -> None:
    path = path_of(played(tiny))
    path.write_text(path.read_text().replace('{"format": 1', '{"format": 9', 1))
    assert "has format 9; this program reads format 1" in saves.load(path, tiny).warnings[0]


@pytest.mark.parametrize(
    "junk", ["", "[]", "null", '{"format":1}', "[" * 100_000, "\ud800".encode("utf-8", "replace").decode()]
)
def test_a_file_that_is_no_save_gets_a_sentence_and_no_traceback(tiny: Story, tmp_path: Path, junk: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(junk)
    loaded = saves.load(path, tiny)
    assert loaded.session is None
    assert loaded.warnings[0].endswith(".")
    assert saves.load(tmp_path / "missing.json", tiny).warnings[0].startswith("There is no saved game at")


def test_a_damaged_head_still_stands_in_the_list_and_its_copy_can_be_gone_on_with(tiny: Story) -> None:
    path = path_of(played(tiny, "take"))
    path.write_bytes(b"\xff\xfe nothing")
    (slot,) = saves.slots()
    assert "damaged" in slot.damaged
    assert (slot.path, slot.title, slot.playable) == (path, "Tiny soup", True)
    assert saves.unfinished("tiny") == [slot]
    for copy in saves.copies(path):
        copy.unlink(missing_ok=True)
    (slot,) = saves.slots()
    assert (slot.title, slot.playable) == (path.stem, False)


def test_two_programs_on_one_game_do_not_overwrite_each_other(tiny: Story) -> None:
    first = played(tiny, "take")
    path = path_of(first)
    second = Recording(sound(saves.load(path, tiny)), path)
    second.act(Choose("one_day"))
    assert (second.path, second.trouble) == (path, "")
    first.act(Choose("lamp"))
    assert first.path != path
    assert first.trouble.startswith(f"Another program plays {path.name} too; this play is kept as ")
    first.act(Choose("one_day"))
    assert first.trouble == ""
    assert sound(saves.load(path, tiny)).digest() == second.session.digest()
    assert sound(saves.load(path_of(first), tiny)).digest() == first.session.digest()


def test_a_save_written_with_other_spaces_is_still_sound(tiny: Story) -> None:
    recording = played(tiny, "take")
    path = path_of(recording)
    path.write_text(json.dumps(json.loads(path.read_text()), indent=2))
    assert sound(saves.load(path, tiny)).digest() == recording.session.digest()


# ---- a story that was changed ---------------------------------------------------------------------------------------


def changed(tiny: Story, **fields: object) -> Story:
    import dataclasses

    values = {f.name: getattr(tiny.scenario, f.name) for f in dataclasses.fields(Scenario) if f.init}
    return Story.of(Scenario(**{**values, "digest": "tiny-2", **fields}))


def test_in_a_changed_story_the_actions_are_played_again_and_that_is_said(tiny: Story) -> None:
    recording = played(tiny, "take", "one_day")
    loaded = saves.load(path_of(recording), changed(tiny))
    assert sound(loaded).digest() == recording.session.digest()
    assert "your actions were played again" in loaded.warnings[0]


def test_where_the_actions_no_longer_fit_the_snapshot_is_used(tiny: Story) -> None:
    import dataclasses

    recording = played(tiny, "take", "lamp", "one_day")
    hub = tiny.scenario.scenes["hub"]
    fewer = dataclasses.replace(hub, choices={k: c for k, c in hub.choices.items() if k != "lamp"})
    loaded = saves.load(path_of(recording), changed(tiny, scenes={**tiny.scenario.scenes, "hub": fewer}))
    session = sound(loaded)
    assert session.digest() == recording.session.digest()
    assert "goes on from where you stood" in loaded.warnings[0]
    session.act(Choose("one_day"))


def test_a_number_that_is_new_in_the_story_starts_as_it_starts(tiny: Story) -> None:
    import dataclasses

    from engine.scenario import Number

    recording = played(tiny, "take", "lamp")
    hub = tiny.scenario.scenes["hub"]
    fewer = dataclasses.replace(hub, choices={k: c for k, c in hub.choices.items() if k != "lamp"})
    story = changed(
        tiny,
        scenes={**tiny.scenario.scenes, "hub": fewer},
        numbers={**tiny.scenario.numbers, "new": Number("new", 7, 0, 10)},
    )
    assert sound(saves.load(path_of(recording), story)).world.values["new"] == 7


def test_where_the_ending_a_game_came_to_is_gone_that_is_said(tiny: Story) -> None:
    recording = played(tiny, "take", "stop")
    scenes = {name: scene for name, scene in tiny.scenario.scenes.items() if name != "enough"}
    import dataclasses

    for name in ("counter", "hub"):
        left = {k: c for k, c in scenes[name].choices.items() if c.go.scene != "enough"}
        scenes[name] = dataclasses.replace(scenes[name], choices=left)
    loaded = saves.load(path_of(recording), changed(tiny, scenes=scenes))
    assert loaded.session is None
    assert "no longer has the ending 'enough'" in loaded.warnings[1]


def test_a_game_of_another_chapter_is_refused(tiny: Story) -> None:
    path = path_of(played(tiny, "take"))
    assert "is of the chapter 'tiny'" in saves.load(path, changed(tiny, slug="other")).warnings[0]


# ---- disks and crashes ----------------------------------------------------------------------------------------------


def fail(code: int) -> object:
    def failing(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return failing


@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "no permission"), (errno.EIO, "could not be saved")],
)
def test_a_save_that_fails_is_said_and_play_goes_on_with_the_old_file_sound(
    tiny: Story, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    recording = played(tiny, "take")
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail(code))
        assert recording.act(Choose("one_day"))
        assert said in recording.trouble
    assert sound(saves.load(path_of(recording), tiny)).journal == [Choose("take")]
    assert not list(saves.folder().glob(".*"))
    recording.act(Choose("one_day"))
    assert recording.trouble == ""
    assert sound(saves.load(path_of(recording), tiny)).digest() == recording.session.digest()


def test_a_folder_that_cannot_be_made_is_said(tiny: Story, home: Path) -> None:
    home.write_text("a file stands where the folder should be")
    recording = Recording.fresh(Session(tiny, 7))
    assert "could not be saved" in recording.trouble
    assert recording.act(Choose("take"))


def test_file_systems_without_links_keep_their_copies_too(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", fail(errno.EPERM))
    path = path_of(played(tiny, "take", "one_day"))
    assert sound(saves.load(saves.copies(path)[0], tiny)).journal == [Choose("take")]


@pytest.mark.parametrize("step", ["write", "roll", "replace"])
def test_a_stop_between_any_two_steps_leaves_a_sound_file(
    tiny: Story, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    recording = played(tiny, "take", "one_day")
    path = path_of(recording)
    before = recording.session.digest()

    class Killed(BaseException):
        """Nothing catches it, as nothing catches kill -9."""

    def killed(*_: object) -> None:
        raise Killed

    target, name = {"write": (os, "fsync"), "roll": (saves, "_roll"), "replace": (Path, "replace")}[step]
    with monkeypatch.context() as now:
        now.setattr(target, name, killed)
        with pytest.raises(Killed):
            recording.act(Choose("one_day"))
    assert sound(saves.load(path, tiny)).digest() == before


VICTIM = """
import runpy, sys
sys.path.insert(0, sys.argv[1])
from engine.actions import Choose
from engine.session import Session, Story
from game.recording import Recording
story = Story.of(runpy.run_path(sys.argv[2])["tiny_scenario"]())
recording = Recording.fresh(Session(story, 7))
recording.act(Choose("take"))
while True:
    recording.act(Choose(recording.session.offered().open[0].id))
    print(len(recording.session.journal), flush=True)
"""


def test_kill_9_loses_nothing_that_was_on_the_screen(tiny: Story, home: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    for shown in (1, 3, 20):
        with subprocess.Popen(
            [sys.executable, "-c", VICTIM, str(root), str(Path(__file__).with_name("conftest.py"))],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "JANGMADANG_HOME": str(home / str(shown))},
        ) as victim:  # fmt: skip
            assert victim.stdout is not None
            lines = [victim.stdout.readline() for _ in range(shown)]
            victim.kill()
            lines += victim.stdout.read().splitlines()
        seen = [int(line) for line in lines if line.strip()]
        (path,) = (home / str(shown) / "saves").glob("*.json")
        session = sound(saves.load(path, tiny))
        assert len(session.journal) >= seen[-1]
        again = Session(tiny, 7)
        for action in session.journal:
            again.act(action)
        assert again.digest() == session.digest()


def test_saving_is_quick_apart_from_the_disk(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    recording = played(tiny, "take")
    for _ in range(25):
        recording.session.act(Choose(recording.session.offered().open[0].id))
    times = []
    for _ in range(15):
        start = perf_counter()
        recording.save()
        times.append(perf_counter() - start)
    assert median(times) < 0.05  # a tenth of this on a quiet machine; the limit is for a busy one
