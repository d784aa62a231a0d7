"""The cluster: a crew on other machines, through Dask; the same jobs in the same order, and so the same results."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from story import library
from story.crew import Hand

J = TypeVar("J")
R = TypeVar("R")

ADDRESS = re.compile(r"([a-z]+://)?[^\s/:]+:[0-9]{1,5}")
PATIENCE = 20
"""Seconds in which a scheduler must answer."""
AHEAD = 4
"""Jobs that are handed out for each of its threads before the first is done."""


class NoCluster(Exception):
    """The extra is not installed, no cluster answers, or its workers have another story; carries the sentence."""


class Cluster:
    """Whoever works for a Dask scheduler; each worker loads the story from the same folder."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder, self._digest = folder, _digest(folder)
        self._client = _client(address)
        threads = self._client.nthreads()
        if not threads:
            self._client.close()
            raise NoCluster(f"The cluster at {address} has no workers. Start one: dask worker {address}")
        self._hands = sum(threads.values())
        try:
            told = self._client.run(_digest_there, str(folder))
        except Exception as error:
            self._client.close()
            raise NoCluster(_unlike(folder, f"{type(error).__name__}: {error}")) from error
        for worker, digest in told.items():
            if digest != self._digest:
                self._client.close()
                raise NoCluster(_unlike(folder, f"{worker} has {'another story' if digest else 'no story'} there"))

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the workers go; what was handed out and is not done is not begun."""
        self._client.close()

    def map(self, work: Callable[[Hand, J], R], jobs: Sequence[J]) -> Iterator[R]:
        """Yield what came of each job, in order."""
        waiting: deque[Any] = deque()
        for job in jobs:
            # `pure` would take two equal jobs for one; a worker that dies has its jobs done by another.
            waiting.append(self._client.submit(_do, work, str(self._folder), self._digest, job, pure=False))
            if len(waiting) > AHEAD * self._hands:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as missing:
        raise NoCluster(
            "To work on a cluster this needs Dask: python -m pip install 'jangmadang[cluster]', on each machine."
        ) from missing
    if not ADDRESS.fullmatch(address):
        raise NoCluster(f"{address!r} is no address of a Dask scheduler; one is tcp://10.0.0.5:8786.")
    try:
        client: Any = Client  # what makes it has no types
        return client(address, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise NoCluster(
            f"No Dask scheduler answers at {address}. Start one with `dask scheduler`; it says its address, "
            "such as tcp://10.0.0.5:8786."
        ) from error


def _result(future: Any) -> Any:
    from distributed import CancelledError, KilledWorker

    try:
        return future.result()
    except (KilledWorker, CancelledError, OSError) as error:
        raise NoCluster(f"The cluster's workers were lost before the work was done ({error}).") from error


_HANDS: dict[tuple[str, str], Hand] = {}
"""Folder and digest -> the hand that plays with that story in this process."""


def _do(work: Callable[[Hand, J], R], folder: str, digest: str, job: J) -> R:
    if (folder, digest) not in _HANDS:
        _HANDS.clear()
        _HANDS[folder, digest] = Hand(Path(folder))
    return work(_HANDS[folder, digest], job)


def _digest_there(folder: str) -> str:
    """Return the digest of the story in a folder, empty where there is none that loads."""
    try:
        return _digest(Path(folder))
    except library.NoSuchScenario:
        return ""


def _digest(folder: Path) -> str:
    scenario = library.load(folder).scenario
    return scenario.digest if scenario is not None else ""


def _unlike(folder: Path, why: str) -> str:
    return (
        f"The workers of the cluster must have the same program, and the same story in {folder}: {why}. "
        "Share the folder, or copy it to each machine."
    )
