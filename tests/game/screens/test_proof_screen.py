"""The play beside the editor: what is saved there shows at once, at the same point."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from engine.actions import Choose
from game.proof import Proof
from game.proof_app import ProofApp
from story import beginnings
from tests.game.screens.conftest import Player


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(beginnings.TEMPLATE, tmp_path / "stories" / "lamp_oil"))


@asynccontextmanager
async def beside(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Player]:
    app = ProofApp(folder, 5, home=folder.parent)
    async with app.run_test(size=size) as pilot:
        player = Player(pilot)
        await player.settle()
        yield player


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "scenes" / "lane.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


async def look(player: Player) -> None:
    assert isinstance(player.app, ProofApp)
    player.app.look()
    await player.settle()
    await player.settle()


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_sentence_that_is_saved_shows_where_one_is(folder: Path, size: tuple[int, int]) -> None:
    async with beside(folder, size) as player:
        assert "nine litres" in player.words("#transcript")
        await player.press("2")
        before = player.app.proof.play.session.world  # type: ignore[attr-defined]
        edit(folder, "The lane behind the station", "The long lane")
        await look(player)
        assert "The long lane" in player.words("#transcript")
        after = player.app.proof.play.session.world  # type: ignore[attr-defined]
        assert (after.day, after.scene, after.balances) == (before.day, before.scene, before.balances)
        assert len(player.app.proof.play.session.journal) == 1  # type: ignore[attr-defined]


async def test_a_mistake_is_shown_above_the_play_which_goes_on(folder: Path) -> None:
    async with beside(folder) as player:
        edit(folder, "go: lane", "gow: lane")
        await look(player)
        assert "mistake in the files as" in player.words("#problems")
        assert "did you mean 'go'?" in player.words("#problems")
        await player.press("2")
        assert player.app.proof.play.session.journal == [Choose("rent_it")]  # type: ignore[attr-defined]
        edit(folder, "gow: lane", "go: lane")
        await look(player)
        assert not player.app.screen.query_one("#problems").display


async def test_a_story_that_cannot_be_read_waits_for_its_files(folder: Path) -> None:
    edit(folder, "go: lane", "gow: lane")
    async with beside(folder) as player:
        assert player.screen == "BrokenScreen"
        assert "scenes/lane.yaml" in player.words()
        edit(folder, "gow: lane", "go: lane")
        await look(player)
        assert player.screen == "ProofScreen"
        assert not player.app.screen.query_one("#problems").display


async def test_the_last_deed_can_be_taken_back_and_the_play_begun_again(folder: Path) -> None:
    async with beside(folder) as player:
        proof: Proof = player.app.proof  # type: ignore[attr-defined]
        await player.press("f6")
        assert player.told == ["There is nothing to take back."]
        await player.press("2", "f6")
        assert proof.play is not None
        assert proof.play.session.journal == []
        await player.press("2", "f7")
        assert (proof.play.session.journal, proof.play.session.world.seed) == ([], 6)


def test_where_the_scene_one_is_in_is_taken_out_the_play_goes_on_and_says_so(folder: Path) -> None:
    proof = Proof(folder, 5)
    read = proof.read()
    assert read.story is not None
    assert proof.go_on(read.story) == ()
    assert proof.play is not None
    proof.play.choose("rent_it")
    for path in folder.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("go: lane", "go: alley").replace("\nlane:", "\nalley:"), "utf-8")
    assert proof.has_changed()
    assert not proof.has_changed()
    found = proof.read()
    assert found.story is not None, found.problems
    proof.go_on(found.story)
    assert proof.play.session.world.scene == "alley"
