"""The parts of a page are sent together, once it is made.

Each part that is sent by itself wakes the thread that sends, and both threads then ask for the interpreter: some sixty
times for a page that takes fifteen milliseconds to make.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import ScriptRunner, get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent

HELD_S = 0.1  # who waits for a page that takes longer sees what there is of it

log = logging.getLogger("dashboard")
Send = Callable[[ForwardMsg], None]


class Parcel:
    """Parts for `send`, kept until `release`; from then on each goes at once.

    `yields` is asked at each part: it raises where the page has to stop.
    """

    def __init__(self, send: Send, yields: Callable[[], None] = lambda: None) -> None:
        self._send, self._yields = send, yields
        self._held: list[ForwardMsg] | None = []
        self._guard = threading.Lock()

    def put(self, part: ForwardMsg) -> None:
        """Keep `part`, or send it where the parcel was released; raise what `yields` raises."""
        self._yields()
        with self._guard:
            if self._held is None:
                self._send(part)
            else:
                self._held.append(part)

    def release(self) -> None:
        """Send what is kept, in the order in which it came."""
        with self._guard:
            held, self._held = self._held or (), None
            for part in held:
                self._send(part)


class Watch:
    """Releases a parcel that is kept for longer than `held` seconds, while its page goes on."""

    def __init__(self, held: float = HELD_S) -> None:
        self._held = held
        self._open: dict[Parcel, float] = {}
        self._some = threading.Event()
        threading.Thread(target=self._look, name="send-late", daemon=True).start()

    def begin(self, parcel: Parcel) -> None:
        """Look after `parcel` from now on."""
        self._open[parcel] = time.monotonic() + self._held
        self._some.set()

    def end(self, parcel: Parcel) -> None:
        """Look after it no longer."""
        self._open.pop(parcel, None)

    def _look(self) -> None:
        while self._some.wait():
            time.sleep(self._held / 2)
            self._some.clear()
            if self._open:
                self._some.set()
            for parcel, until in self._open.copy().items():
                if time.monotonic() > until:
                    self.end(parcel)
                    try:
                        parcel.release()
                    except Exception:  # of one page; others go on
                        log.exception("parts of a page were not sent")


@cache
def _watch() -> Watch:
    return Watch()


@contextmanager
def together() -> Iterator[None]:
    """Send the parts that the page makes in this block at its end, also where it ends in an error."""
    run = get_script_run_ctx()
    if run is None:
        yield
        return
    at_once = run._enqueue
    runner: ScriptRunner = at_once.__self__  # type: ignore[attr-defined]

    def send(part: ForwardMsg) -> None:
        runner.on_event.send(runner, event=ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, forward_msg=part)

    parcel = Parcel(send, runner._maybe_handle_execution_control_request)
    run._enqueue = parcel.put
    _watch().begin(parcel)
    try:
        yield
    finally:
        run._enqueue = at_once
        _watch().end(parcel)
        parcel.release()
