"""Runs of pages take turns: a few at the same moment in a process, the others in the order in which they came.

Threads of Python share one interpreter, so that a hundred runs at once are no sooner ready than two. They are later:
each that waits for the interpreter asks for it two hundred times a second, and all of them are half done for long.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2  # while one waits for the file or a library that needs no interpreter, the other goes on
PATIENCE_S = 20.0  # a run that hangs holds the others no longer than this


class Turns:
    """At most `at_once` hold a turn; who waits gets one in the order of coming, or after `patience` seconds anyhow."""

    def __init__(self, at_once: int = AT_ONCE, patience: float = PATIENCE_S) -> None:
        self._at_once, self._patience = at_once, patience
        self._held = 0
        self._waiting: deque[threading.Event] = deque()
        self._guard = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait for a turn now."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and pass it on at the end of the block."""
        self._take()
        try:
            yield
        finally:
            self._pass_on()

    def _take(self) -> None:
        with self._guard:
            if self._held < self._at_once:
                self._held += 1
                return
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(self._patience):
            return
        with self._guard:
            if mine in self._waiting:  # else it came just now
                self._waiting.remove(mine)
                self._held += 1

    def _pass_on(self) -> None:
        with self._guard:
            self._held -= 1
            if self._waiting and self._held < self._at_once:
                self._waiting.popleft().set()
                self._held += 1


TURNS = Turns()
