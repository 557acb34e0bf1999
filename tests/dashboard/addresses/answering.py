"""The addresses on a real HTTP server of their own, without the pages: it is there at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
import uvicorn
from starlette.responses import HTMLResponse

from dashboard.addresses.asking import Address
from dashboard.addresses.server import Addresses
from dashboard.addresses.site import ADDRESSES, names
from dashboard.screen.serving import Serving


@contextmanager
def answering(folder: Path, *more: Address) -> Iterator[str]:
    """Run the addresses, and `more`, on the snapshots of a folder, around an app that gives its frame for all others."""
    opened = Serving(folder)
    app = Addresses(HTMLResponse("<title>the frame</title>"), (*ADDRESSES, *more), lambda: opened, names)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def get(address: str, *, accept: str = "*/*", method: str = "GET", **headers: str) -> requests.Response:
    """Ask an address as a program does, or as a browser that opens a page where it accepts HTML."""
    told = {"Accept": accept, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return requests.request(method, address, headers=told, timeout=60, allow_redirects=False)


def problem(address: str) -> dict[str, Any]:
    """Return the description of what an address refuses."""
    response = get(address)
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert found["status"] == response.status_code
    return found
