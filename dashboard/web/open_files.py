"""How many files the process may have open: each session keeps four, and many systems allow 1024 at first."""

from __future__ import annotations

import sys

WANTED = 65_536  # over 10,000 sessions, those who may still come back included


def allow_many() -> int:
    """Raise what is allowed as far as the system lets this process, and return it; 0 where there is no such limit."""
    if sys.platform == "win32":
        return 0
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return soft
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted
