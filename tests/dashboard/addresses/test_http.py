"""How the addresses behave as parts of the web: marks, packing, methods, bounds, and what is not there."""

from __future__ import annotations

import gzip
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

import pytest
import requests

from dashboard.addresses import server
from dashboard.composition.site import PAGES
from tests.dashboard.addresses.answering import get, problem

FILE = "/data/benefits.csv"


def raw(address: str, **headers: str) -> requests.Response:
    """Ask without the packing that the client asks for and undoes by itself."""
    return requests.get(address, headers={"Accept-Encoding": "identity", **headers}, timeout=60, stream=True)


def test_what_a_reader_has_is_not_sent_again(addresses: str) -> None:
    first = raw(addresses + FILE)
    mark = first.headers["etag"]
    assert not mark.startswith("W/")
    for told in (mark, f'"other", {mark}', f"W/{mark}", "*"):
        again = raw(addresses + FILE, **{"If-None-Match": told})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == mark
    assert raw(addresses + FILE, **{"If-None-Match": '"other"'}).status_code == 200
    assert raw(f"{addresses}{FILE}?gemeente=Arnhem", **{"If-None-Match": mark}).status_code == 200


def test_packed_content_is_the_same_and_has_a_mark_of_its_own(addresses: str) -> None:
    plain = raw(addresses + FILE)
    packed = raw(addresses + FILE, **{"Accept-Encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    body = packed.raw.read(decode_content=False)
    assert gzip.decompress(body) == plain.content
    assert len(body) < len(plain.content) / 3
    assert packed.headers["etag"] != plain.headers["etag"]
    refused = raw(addresses + FILE, **{"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers
    assert (
        raw(addresses + FILE, **{"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}).status_code == 304
    )


def test_a_frozen_address_may_be_kept_and_a_live_one_is_asked_again(addresses: str) -> None:
    live = get(addresses + FILE)
    snapshot_id = get(f"{addresses}/data/index.json").json()["momentopname"]["id"]
    frozen = get(f"{addresses}{FILE}?momentopname={snapshot_id}&datum=2026-01-01")
    assert live.content == frozen.content
    assert live.headers["cache-control"] == "public, max-age=60, must-revalidate"
    assert frozen.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_cleared_figures_say_so_and_a_wrong_name_of_a_snapshot_is_refused(addresses: str) -> None:
    gone = problem(f"{addresses}{FILE}?momentopname=0123456789ab&datum=2025-05-01")
    assert gone["status"] == 410
    assert "Momentopname 0123456789ab van 1 mei 2025 is opgeruimd." in gone["detail"]
    snapshot_id = get(f"{addresses}/data/index.json").json()["momentopname"]["id"]
    assert snapshot_id in gone["detail"]
    assert problem(f"{addresses}{FILE}?momentopname=gisteren")["status"] == 400


def test_head_tells_the_same_without_content(addresses: str) -> None:
    asked, told = get(addresses + FILE), get(addresses + FILE, method="HEAD")
    assert told.content == b""
    for name in ("etag", "content-type", "content-length", "cache-control", "content-disposition"):
        assert told.headers[name] == asked.headers[name]


def test_other_sites_may_read_and_nobody_may_write(addresses: str) -> None:
    assert get(addresses + FILE, Origin="https://www.example.org").headers["access-control-allow-origin"] == "*"
    before = get(addresses + FILE, method="OPTIONS", Access_Control_Request_Method="GET")
    assert before.status_code == 204
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = get(addresses + FILE, method=method)
        assert refused.status_code == 405
        assert refused.headers["allow"] == "GET, HEAD, OPTIONS"
        assert "alleen lezen" in refused.json()["title"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("gemeente=" + "a" * 2100, 414),
        ("&".join(f"gemeente={place}" for place in range(80)), 400),
        ("gemeente=Arnhem&gemeente=Arnhem", 400),
        ("momentopname=0123456789ab&momentopname=0123456789ac", 400),
        ("gemeente=%ff%fe", 400),
        ("gemeente=%00", 400),
        (quote("gemeente=<script>alert(1)</script>", safe="="), 400),
    ],
)
def test_an_address_out_of_bounds_is_refused_before_any_work(addresses: str, query: str, status: int) -> None:
    assert problem(f"{addresses}{FILE}?{query}")["status"] == status
    page = get(f"{addresses}{FILE}?{query}", accept="text/html").text
    assert "<script>" not in page


def test_who_draws_much_waits_or_is_told_to_come_back_and_others_go_on(
    addresses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert get(f"{addresses}/figuur/uitkering-per-gemeente.png").status_code == 200  # what the first one makes ready
    monkeypatch.setattr(server, "MOST_WAITING", 2)
    places = ["Arnhem", "Doesburg", "Duiven", "Lingewaard", "Overbetuwe", "Rheden", "Westervoort", "Zevenaar"]
    drawn = [f"{addresses}/figuur/uitkering-per-gemeente.png?gemeente={place}" for place in places]
    with ThreadPoolExecutor(len(drawn)) as askers:
        waiting = [askers.submit(get, address) for address in drawn]
        tries = (get(addresses + FILE).status_code for _ in range(50))  # all pictures pass its line, for a moment
        assert 200 in tries
        found = [one.result() for one in waiting]
    refused = [one for one in found if one.status_code == 503]
    assert {one.status_code for one in found} == {200, 503}
    assert all(one.headers["retry-after"] and "te druk" in one.json()["title"] for one in refused)
    assert get(drawn[found.index(refused[0])]).status_code == 200


def test_what_is_nobodys_is_not_there_and_pages_are(addresses: str) -> None:
    for info in PAGES:
        assert "the frame" in get(f"{addresses}/{info.path}", accept="text/html").text
    page = get(f"{addresses}/uitkeringn", accept="text/html")
    assert page.status_code == 404
    assert "Deze pagina bestaat niet" in page.text
    assert '<html lang="nl">' in page.text
    assert '<a href="/uitkeringen">' in page.text
    assert problem(f"{addresses}/wp-login.php")["status"] == 404
    assert problem(f"{addresses}/uitkeringen/iets")["status"] == 404


def test_a_path_that_no_client_would_send_breaks_nothing(addresses: str) -> None:
    host, port = urlsplit(addresses).netloc.split(":")
    for path in (
        b"/data/%2e%2e%2fbenefits.csv",
        b"/data/..%5c..csv",
        b"/data/%00.csv",
        b"/data/" + b"a" * 4000 + b".csv",
    ):
        with socket.create_connection((host, int(port)), timeout=30) as line:
            line.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert b" 404 " in line.makefile("rb").readline()
