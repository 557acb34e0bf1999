"""Get at the content of files that people drop: whatever lies there, one file never keeps the others away."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Sequence
from pathlib import Path

from loaders.files.sheets.read import LARGEST_FILE
from loaders.services.errors import SourceError

_UNSAFE = r"[\x00-\x1f\x7f\ud800-\udfff]"  # in a name: no snapshot and no terminal can hold these


def contents(paths: Sequence[Path]) -> tuple[list[tuple[str, bytes]], list[tuple[str, SourceError]]]:
    """Return name and content of each file, and of the others name and why it cannot be opened."""
    opened: list[tuple[str, bytes]] = []
    failed: list[tuple[str, SourceError]] = []
    for path in paths:
        name = re.sub(_UNSAFE, "?", path.name)
        try:
            opened.append((name, _content(path)))
        except OSError as error:
            failed.append((name, _refusal(error)))
    return opened, failed


def _content(path: Path) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for ever
        raise OSError(errno.EINVAL, "it is a folder or a pipe")
    if found.st_size > LARGEST_FILE:
        raise OSError(errno.EFBIG, f"{found.st_size:,} bytes, and at most {LARGEST_FILE:,}")
    return path.read_bytes()


def _refusal(error: OSError) -> SourceError:
    is_large = error.errno == errno.EFBIG
    return SourceError(
        "the file is too large" if is_large else "the file cannot be read",
        cause="unreadable_file",
        evidence=str(error.strerror),
        advice="add a part of it" if is_large else "check its path",
    )
