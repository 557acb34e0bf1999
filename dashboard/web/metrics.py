"""What an administrator watches, for Prometheus, on an address of its own that no visitor reaches.

METRICS_PORT opens it, on this machine only unless METRICS_HOST names another address. Nothing in it is about a person.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from google.protobuf.message import DecodeError
from prometheus_client import REGISTRY, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.asking.freshness import states
from dashboard.asking.memory import MEMORY
from dashboard.screen.serving import Serving
from dashboard.screen.turns import TURNS
from snapshot.errors import SettingUnreadable
from snapshot.mirroring import away_since
from snapshot.read import Snapshot, on_question

HOST, PORT = "METRICS_HOST", "METRICS_PORT"
SMALL = 200  # bytes: the end of an action is a small message, and a large one is not read a second time
EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
log = logging.getLogger("dashboard")

SESSIONS = Gauge("dashboard_sessions", "Sessions that are open now")
ACTIONS = Histogram(
    "dashboard_action_seconds",
    "Seconds from a choice of a visitor until everything on the page is updated",
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)
FAULTS = Counter("dashboard_faults", "Pages that could not be shown")
QUESTIONS = Histogram(
    "dashboard_question_seconds",
    "Seconds of a question to the snapshot",
    buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3),
)


def listening(environment: Mapping[str, str] = os.environ) -> tuple[str, int] | None:
    """Return host and port where the measurements are to be had, None where nowhere; raise SettingUnreadable."""
    wanted = environment.get(PORT, "").strip()
    if not wanted:
        return None
    if not (wanted.isascii() and wanted.isdecimal() and 0 < int(wanted) < 65536):
        raise SettingUnreadable(f"{PORT}={wanted!r} is no port; write a number such as 9464, or leave it out")
    return environment.get(HOST, "").strip() or "127.0.0.1", int(wanted)


def publish_metrics(serving: Callable[[], Serving]) -> None:
    """Open the address of the measurements where a setting asks for it; `serving` gives the open snapshots.

    Raises:
        SettingUnreadable: METRICS_PORT is no port.
        OSError: Another program listens there.
    """
    where = listening()
    if where is None:
        return
    on_question(QUESTIONS.observe)
    REGISTRY.register(State(serving))
    start_http_server(where[1], where[0])
    log.info("measurements on port %d", where[1])


class State(Collector):
    """What is read at the moment of asking: the age of the snapshot, its sources, and what was made of it."""

    def __init__(self, serving: Callable[[], Serving]) -> None:
        self._serving = serving

    def collect(self) -> Iterator[Metric]:
        """Give the measurements of this moment; of a snapshot that cannot be read only that."""
        yield GaugeMetricFamily("dashboard_memory_bytes", "Made figures that are remembered", value=MEMORY.used)
        yield GaugeMetricFamily("dashboard_memory_limit_bytes", "How much may be remembered", value=MEMORY.limit)
        yield GaugeMetricFamily("dashboard_waiting", "Runs of pages that wait for their turn", value=TURNS.waiting)
        yield CounterMetricFamily("dashboard_memory_hits", "What was remembered when asked for", value=MEMORY.hits)
        yield CounterMetricFamily("dashboard_memory_misses", "What had to be made when asked for", value=MEMORY.misses)
        try:
            snapshot = self._serving().current()
            away = away_since(snapshot.path.parent)
        except Exception:  # said in the log where it happens; here it is a number to raise an alarm on
            yield GaugeMetricFamily("dashboard_snapshot_readable", "Whether a snapshot serves", value=0)
            return
        yield GaugeMetricFamily("dashboard_snapshot_readable", "Whether a snapshot serves", value=1)
        yield GaugeMetricFamily(
            "dashboard_snapshot_built_seconds",
            "When the snapshot was built, in Unix time",
            value=_unix(snapshot.built_at),
        )
        yield GaugeMetricFamily(
            "dashboard_store_unreachable_seconds",
            "For how long the snapshot store is away, 0 where it is not",
            value=time.time() - _unix(away) if away else 0,
        )
        yield from _sources(snapshot)


def _sources(snapshot: Snapshot) -> Iterator[Metric]:
    retrieved = GaugeMetricFamily(
        "dashboard_source_retrieved_seconds",
        "When what is used of a source was fetched, in Unix time",
        labels=["source"],
    )
    fine = GaugeMetricFamily("dashboard_source_ok", "Whether the last refresh of a source succeeded", labels=["source"])
    for state in states(snapshot):
        fine.add_metric([state.dataset], float(state.is_ok))
        if state.retrieved:
            retrieved.add_metric([state.dataset], _unix(state.retrieved))
    yield retrieved
    yield fine


def _unix(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


class Measured:
    """ASGI middleware that counts sessions and measures every action as its visitor meets it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; follow the messages of a session."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        begun: float | None = None

        async def asked() -> Message:
            nonlocal begun
            message = await receive()
            if begun is None and _is_action(message):
                begun = time.perf_counter()
            return message

        async def answered(message: Message) -> None:
            nonlocal begun
            await send(message)
            outcome = _outcome(message)
            if outcome is not None and outcome != EARLY and begun is not None:
                ACTIONS.observe(time.perf_counter() - begun)
                begun = None

        with SESSIONS.track_inprogress():
            await self.app(scope, asked, answered)


def _is_action(message: Message) -> bool:
    if message["type"] != "websocket.receive":
        return False
    try:
        return bool(BackMsg.FromString(message.get("bytes") or b"").WhichOneof("type") == "rerun_script")
    except DecodeError:  # the platform refuses it
        return False


def _outcome(message: Message) -> int | None:
    """Return how a run ended, where this message says so."""
    content = message.get("bytes") or b""
    if message["type"] != "websocket.send" or not 0 < len(content) <= SMALL:
        return None
    read = ForwardMsg.FromString(content)
    return read.script_finished if read.WhichOneof("type") == "script_finished" else None
