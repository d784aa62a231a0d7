"""The terminal: a game whose terminal has gone does not go on by itself."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind.")
def test_the_game_ends_when_its_terminal_is_gone(tmp_path: Path) -> None:
    import pty

    master, slave = pty.openpty()
    env = {**os.environ, "JANGMADANG_HOME": str(tmp_path), "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    child = subprocess.Popen([sys.executable, "main.py"], cwd=ROOT, stdin=slave, stdout=slave, stderr=slave, env=env)
    os.close(slave)
    try:
        deadline = time.monotonic() + 20
        seen = b""
        while b"Chapters" not in seen and time.monotonic() < deadline:
            seen += os.read(master, 4096)
        assert b"Chapters" in seen
        time.sleep(0.5)
        os.close(master)
        child.wait(timeout=15)
    finally:
        child.kill()
        child.wait()
