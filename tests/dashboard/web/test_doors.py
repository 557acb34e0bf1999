"""The doors of a real server: what the pages need is open, the rest is closed, also to the page of another site."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.web.doors import is_closed
from tests.browsing import serving

pytestmark = [pytest.mark.slow]
CLOSED = (
    "_stcore/metrics", "_stcore/agent/openapi.json", "_stcore/agent/interact", "_stcore/agent/mcp",
    "_stcore/script-health-check", "_stcore/upload_file/a/b", "_stcore/bidi-components/a/b.js", "component/a/index.html",
    "_stcore/message", "uitkeringen/_stcore/metrics", "_stcore/%6Detrics",
)  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_what_no_page_uses_is_closed(path: str, dashboard_server: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        assert requests.request(method, f"{dashboard_server}/{path}", timeout=10).status_code == 404


def test_what_the_pages_use_is_open(dashboard_server: str) -> None:
    assert requests.get(f"{dashboard_server}/_stcore/health", timeout=10).text == "ok"
    told = requests.get(f"{dashboard_server}/_stcore/host-config", timeout=10).json()
    assert told["allowedOrigins"] == []
    assert not is_closed("/media/0123.csv")
    assert not is_closed("/data/figuren.json")


def speaks(address: str, **headers: str) -> int:
    """Return the status with which a websocket is answered; 101 is yes."""

    try:
        with connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers=headers,
        ):
            return 101
    except InvalidStatus as error:
        return error.response.status_code


def test_a_session_is_only_for_the_dashboards_own_page(dashboard_server: str) -> None:
    port = dashboard_server.rsplit(":", 1)[1]
    assert speaks(dashboard_server) == 101
    assert speaks(dashboard_server, Origin=f"http://localhost:{port}") == 101
    for origin in ("https://example.org", "http://localhost:1", "null", f"http://localhost:{port}.example.org"):
        assert speaks(dashboard_server, Origin=origin) == 403, origin


@pytest.mark.parametrize("path", ["", "_stcore/health", "uitkeringen"])
def test_a_name_that_is_not_of_this_dashboard_gets_no_answer(path: str, dashboard_server: str) -> None:
    refused = requests.get(f"{dashboard_server}/{path}", headers={"Host": "rebound.example.org"}, timeout=10)
    assert refused.status_code == 421
    assert "STREAMLIT_SERVER_ALLOWED_HOSTS" in refused.text
    assert speaks(dashboard_server.replace("localhost", "127.0.0.1")) == 101


def test_a_setting_gives_the_dashboard_another_name(snapshot_folder: Path) -> None:
    with serving(snapshot_folder, STREAMLIT_SERVER_ALLOWED_HOSTS="localhost arbeidsmarkt.example.nl") as (address, _):
        named = {"Host": "arbeidsmarkt.example.nl"}
        assert requests.get(address, headers=named, timeout=10).status_code == 200
        assert requests.get(address, headers={"Host": "example.nl"}, timeout=10).status_code == 421
