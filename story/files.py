"""Files: what stands in one, where it is a file at all."""

import errno
import stat
from pathlib import Path


def content(path: Path) -> bytes:
    """Return a file's bytes; raise `OSError` where it cannot be read or is none: a pipe would be waited for."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is not a file")
    return path.read_bytes()
