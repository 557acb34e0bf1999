"""How often one address may ask: a bucket that fills again, requests that must wait, and actions that come later."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect

from dashboard.web import limits
from dashboard.web.limits import Bucket, Buckets, Limits, Rate

STREAM = "/_stcore/stream"


async def _page(_: Any) -> PlainTextResponse:
    return PlainTextResponse("page")


async def _echo(stream: WebSocket) -> None:
    await stream.accept()
    try:
        while True:
            await stream.send_bytes(await stream.receive_bytes())
    except WebSocketDisconnect:
        pass


@contextmanager
def limited(heard: list[str] | None = None, **rates: Rate) -> Iterator[str]:
    """Run a server of three addresses behind the limits; give where it listens, as host and port."""
    routes = [Route("/static/a.js", _page), Route("/", _page), WebSocketRoute(STREAM, _echo)]
    said = heard if heard is not None else []
    app = Limits(Starlette(routes=routes), said.append, **rates)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def asked(at: str, path: str = "/", *, address: str = "10.0.0.1") -> requests.Response:
    """Ask as a visitor with this address, whom the proxy on this machine names."""
    return requests.get(f"http://{at}{path}", headers={"X-Forwarded-For": address}, timeout=10)


def test_a_bucket_fills_again_at_its_rate() -> None:
    bucket, rate = Bucket(2, 0), Rate(2, 0.5)
    assert [bucket.take(rate, 0) for _ in range(3)] == [0, 0, 2]
    assert bucket.take(rate, 1) == 1
    assert bucket.take(rate, 2) == 0
    assert [bucket.take(rate, 1000) for _ in range(3)] == [0, 0, 2], "and holds no more than it did"


def test_who_asks_too_much_waits_and_nobody_else() -> None:
    heard: list[str] = []
    with limited(heard, requests=Rate(3, 0.1)) as at:
        assert [asked(at).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
        refused = asked(at)
        assert 1 <= int(refused.headers["Retry-After"]) <= 11
        assert "Wacht een paar tellen" in refused.text
        assert asked(at, "/static/a.js").status_code == 200, "files are not counted"
        assert asked(at, address="10.0.0.2").status_code == 200
    assert heard == ["slowed down: too many requests from one address"] * 3, "and not who it was"


def test_a_full_meeting_room_behind_one_address_is_let_in() -> None:
    for rate, people in ((limits.REQUESTS, 60 * 8), (limits.SESSIONS, 120)):
        buckets = Buckets(rate, lambda: 0)
        assert {buckets.take("10.0.0.1") for _ in range(people)} == {0}


def test_actions_of_a_session_that_come_too_fast_are_taken_in_later_and_keep_nobody_else_waiting() -> None:
    with (
        limited(actions=Rate(3, 10)) as at,
        connect(f"ws://{at}{STREAM}") as fast,
        connect(f"ws://{at}{STREAM}") as calm,
    ):
        start = time.monotonic()
        for place in range(13):
            fast.send(b"%d" % place)
        calm.send(b"once")
        assert calm.recv() == b"once"
        assert time.monotonic() - start < 0.8
        assert [fast.recv() for _ in range(13)] == [b"%d" % place for place in range(13)], "none is lost"
        assert time.monotonic() - start >= 0.9


def test_a_message_of_over_a_megabyte_ends_the_session() -> None:
    heard: list[str] = []
    with limited(heard) as at, connect(f"ws://{at}{STREAM}", max_size=None) as stream:
        stream.send(b"x" * 1_000_000)
        assert len(stream.recv()) == 1_000_000
        stream.send(b"x" * 1_000_001)
        with pytest.raises(ConnectionClosedError) as closed:
            stream.recv()
    assert closed.value.rcvd
    assert closed.value.rcvd.code == limits.TOO_LARGE
    assert heard == ["refused: a message of over a megabyte"]


def test_sessions_from_one_address_are_counted() -> None:
    with limited(sessions=Rate(1, 0.01)) as at:
        with connect(f"ws://{at}{STREAM}"):
            pass
        with pytest.raises(InvalidStatus), connect(f"ws://{at}{STREAM}"):
            pass
        named = {"X-Forwarded-For": "10.0.0.9"}
        with connect(f"ws://{at}{STREAM}", additional_headers=named) as stream:
            stream.send(b"another")
            assert stream.recv() == b"another"


def test_addresses_are_forgotten_in_the_end() -> None:
    buckets = Buckets(Rate(1, 1), lambda: 0)
    for number in range(limits.ADDRESSES + 5):
        assert not buckets.take(str(number))
    assert buckets.take("5"), "of as many as are kept, the first still waits"
    assert not buckets.take("4"), "the one before is new again"
