"""A child process in a pseudo-terminal: what the figures about screens are measured on."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

READY = b"\x1b]0;ready\x07"
"""What a probed program writes once its first frame stands and it takes keys."""
PROBE = """
import sys
sys.path[:0] = {paths!r}
{imports}
class Probe({base}):
    def on_ready(self):
        self.call_after_refresh(self._driver.write, "\\x1b]0;ready\\x07")
{run}
"""


class Child:
    """A Python program in a terminal of a given size."""

    def __init__(self, source: str, columns: int, rows: int, environment: dict[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(environment, TERM="xterm-256color", COLORTERM="truecolor")
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execv(sys.executable, [sys.executable, "-c", source])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = b""

    def read(self, until: float) -> bytes:
        """Return what is written before a moment; empty when nothing is."""
        wait = until - time.perf_counter()
        if wait <= 0 or not select.select([self.terminal], [], [], wait)[0]:
            return b""
        with contextlib.suppress(OSError):
            return os.read(self.terminal, 65536)
        return b""

    def wait_for(self, sign: bytes, seconds: float = 30) -> float:
        """Return the seconds since the start until something is written."""
        until = time.perf_counter() + seconds
        while sign not in self.seen:
            part = self.read(until)
            if not part and time.perf_counter() >= until:
                raise TimeoutError(f"{sign!r} was not seen; the last that was: {self.seen[-2000:]!r}")
            self.seen += part
        return time.perf_counter() - self.started

    def quiet(self, seconds: float) -> tuple[float, int]:
        """Wait until nothing is written for a while; return when the last was (clock time), and how many bytes came."""
        last, size = 0.0, 0
        while part := self.read(time.perf_counter() + seconds):
            last = time.perf_counter()
            size += len(part)
            self.seen = (self.seen + part)[-200_000:]
        return last, size

    def type(self, text: str) -> None:
        """Type."""
        os.write(self.terminal, text.encode())

    def end(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def probe(base: str, imports: str, run: str) -> str:
    """Return the source of a program that says when it is ready."""
    root = str(Path(__file__).resolve().parent.parent)
    return PROBE.format(paths=[root], imports=imports, base=base, run=run)
