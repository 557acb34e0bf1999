"""Runs of pages take turns: one after the other in a process, in the order in which they came.

Threads of Python share one interpreter, so that a hundred runs at once are no sooner ready than one after the other.
They are later: each that waits for the interpreter asks for it two hundred times a second, and all of them are half
done for long. With two at once a choice of 250 visitors cost a tenth more of the processor than with one.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 1
STUCK_S = 1.0  # after so long without anybody getting on, who waits goes on beside the one that is busy


class Turns:
    """At most `at_once` hold a turn; who waits gets one in the order of coming.

    Where none ended for `stuck` seconds, who waits first takes over the turn of who holds one for longest.
    """

    def __init__(self, at_once: int = AT_ONCE, stuck: float = STUCK_S) -> None:
        self._at_once, self._stuck = at_once, stuck
        self._ended = 0
        self._holding: list[threading.Event] = []
        self._waiting: deque[threading.Event] = deque()
        self._guard = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait for a turn now."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and pass it on at the end of the block."""
        mine = threading.Event()
        self._take(mine)
        try:
            yield
        finally:
            self._pass_on(mine)

    def _take(self, mine: threading.Event) -> None:
        with self._guard:
            if len(self._holding) < self._at_once:
                self._holding.append(mine)
                return
            self._waiting.append(mine)
            ended = self._ended
        while not mine.wait(self._stuck):
            with self._guard:
                if mine in self._holding:  # it came just now
                    return
                if self._ended == ended and self._waiting[0] is mine:
                    self._holding = [*self._holding[1:], self._waiting.popleft()]
                    return
                ended = self._ended

    def _pass_on(self, mine: threading.Event) -> None:
        with self._guard:
            if mine not in self._holding:  # another took its turn over
                return
            self._holding.remove(mine)
            self._ended += 1
            if self._waiting:
                self._holding.append(self._waiting.popleft())
                self._holding[-1].set()


TURNS = Turns()
