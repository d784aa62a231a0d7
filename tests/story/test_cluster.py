"""The cluster: the same blocks on Dask's workers, equal results; sentences where something is missing."""

import builtins
import json
import socket
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game import cli
from story.cluster import Cluster, NoCluster
from story.crew import Alone
from story.exhaust import Bound, exhaust
from story.explore import BLOCK
from story.reach import Wanted, reach
from tests.conftest import TINY, loaded

FERRY = TINY.parent / "ferry"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with two workers on this machine, each a process of its own."""
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with warnings.catch_warnings():
        # A worker that is told to go may say so while the test is over already.
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            host="127.0.0.1",
            scheduler_port=0,
        ) as cluster:
            yield str(cluster.scheduler_address)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_what_one_process_gives(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    story = loaded(FERRY)
    wanted = Wanted(plays=2 * BLOCK + 3, rounds=2)
    policies = ["random", "cautious"]
    alone = reach(Alone(FERRY), story, policies, wanted)
    with Cluster(FERRY, address) as crew:
        together = reach(crew, story, policies, wanted)
        assert exhaust(crew, story, 1, Bound()) == exhaust(Alone(FERRY), story, 1, Bound())
    assert {**together.as_json(story), "seconds": 0} == {**alone.as_json(story), "seconds": 0}
    assert together.cells == alone.cells
    line = ["explore", str(FERRY), "--plays", "60", "--alone", "--json"]
    assert cli.main([*line, "--dask", address]) == cli.Exit.OK
    there = json.loads(capsys.readouterr().out)
    assert cli.main([*line, "--processes", "1"]) == cli.Exit.OK
    here = json.loads(capsys.readouterr().out)
    assert {**there, "seconds": 0} == {**here, "seconds": 0}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_has_another_story_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("story.cluster._digest", lambda folder: "another")
    with pytest.raises(NoCluster, match=r"has another story there\. Share the folder"):
        Cluster(FERRY, address)


@pytest.mark.filterwarnings("ignore")
def test_where_no_scheduler_answers_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    monkeypatch.setattr("story.cluster.PATIENCE", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert cli.main(["explore", str(FERRY), "--plays", "1", "--dask", f"tcp://127.0.0.1:{port}"]) == cli.Exit.REFUSED
    assert f"No Dask scheduler answers at tcp://127.0.0.1:{port}." in capsys.readouterr().err


def test_an_address_that_is_none_gets_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    assert cli.main(["explore", str(FERRY), "--plays", "1", "--dask", "over there"]) == cli.Exit.REFUSED
    assert "'over there' is no address of a Dask scheduler" in capsys.readouterr().err


def test_without_the_extra_a_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.partition(".")[0] == "distributed":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.delitem(sys.modules, "distributed", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    assert cli.main(["explore", str(FERRY), "--plays", "1", "--dask", "tcp://127.0.0.1:1"]) == cli.Exit.REFUSED
    assert "python -m pip install 'jangmadang[cluster]'" in capsys.readouterr().err
    assert Path(FERRY).is_dir()
