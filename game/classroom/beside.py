"""Beside: more processes on one laptop that serve the same class at the same address, one for each of its cores."""

import argparse
import multiprocessing
import socket
import sys
from collections.abc import Callable
from multiprocessing.process import BaseProcess

Served = Callable[[argparse.Namespace], None]


def possible() -> bool:
    """Return whether the system shares one port out between processes; others would give all pupils to one."""
    return sys.platform == "linux" and hasattr(socket, "SO_REUSEPORT")


class Beside:
    """The other processes of a class, begun again where one has died."""

    def __init__(self, served: Served, wanted: argparse.Namespace, many: int) -> None:
        """Have so many processes run a function with what the command wanted."""
        self._served = served
        self._wanted = wanted
        # Forked ones would share an open database, which neither SQLite nor PostgreSQL bears.
        self._made = multiprocessing.get_context("spawn")
        self._processes: list[BaseProcess] = [self._begun() for _ in range(many)]

    def _begun(self) -> BaseProcess:
        process = self._made.Process(target=self._served, args=(self._wanted,), daemon=True)
        process.start()
        return process

    def look(self) -> int:
        """Begin those that have died again; return how many they were. Their pupils come back by themselves."""
        dead = [at for at, process in enumerate(self._processes) if not process.is_alive()]
        for at in dead:
            self._processes[at] = self._begun()
        return len(dead)

    def end(self) -> None:
        """End them, and wait until everybody's place is kept."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(8)
