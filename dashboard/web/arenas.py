"""How the memory of a process is divided: its threads share a few arenas, so that what one frees serves the others.

The C library of Linux gives every thread an arena of its own, up to eight for each core. Every visit runs in threads of
its own; what stays of it lies scattered over all arenas, and none of them can be given back. One lock more is no loss:
threads of Python take turns anyhow.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from contextlib import suppress

SETTING = "MALLOC_ARENA_MAX"  # of the C library itself
M_ARENA_MAX, ARENAS = -8, 2


def give_back() -> None:
    """Give memory that is free back to the system, also between what is in use; nothing where that cannot be done."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)


def share_arenas(environment: Mapping[str, str] = os.environ) -> bool:
    """Let all threads that come share two arenas; return whether this system does, and no setting says otherwise."""
    if sys.platform != "linux" or environment.get(SETTING):
        return False
    try:
        return bool(ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, ARENAS))
    except (OSError, AttributeError):  # another C library, which divides memory its own way
        return False
