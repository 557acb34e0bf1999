"""Logging in at a real provider: who comes in, what is refused, and that nothing is to be had in front of the door."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from benchmarks.serving import free_port
from dashboard.addresses.site import ADDRESSES, paths
from dashboard.composition.site import PAGES, page
from dashboard.screen import login
from dashboard.screen.login import read_login
from dashboard.screen.login_settings import LoginSettings, read_settings
from snapshot.errors import SettingUnreadable
from snapshot.read import Snapshot
from tests.apps import run, through_the_router
from tests.browsing import serving
from tests.dashboard.web.logging_in import (
    PAGE,
    USER,
    Behind,
    Visitor,
    behind_a_login,
    cookie,
    secrets_file,
    told,
    written,
)
from tests.helpers import ROOT, finished

pytestmark = [pytest.mark.slow]
DEEP = "/uitkeringen?gemeente=Arnhem&gemeente=Rheden&vergelijk=Nederland"
FAULTS = (
    "expired", "audience", "audience-azp", "audience-list", "issuer", "none", "none-kid", "public-key", "wrong-key",
    "changed", "nonce", "no-nonce", "no-expiry", "no-audience", "no-issuer", "early", "no-token",
)  # fmt: skip


@pytest.fixture(scope="module")
def behind(snapshot_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    with behind_a_login(snapshot_folder, tmp_path_factory.mktemp("login"), LOGIN_HOURS="2") as running:
        yield running


@pytest.fixture
def visitor(behind: Behind) -> Visitor:
    return Visitor(behind)


def test_a_reader_lands_where_it_wanted_to_be(visitor: Visitor) -> None:
    asked = visitor.get(DEEP)
    assert asked.status_code == 401
    assert "Log in met het account van je organisatie" in asked.text
    assert "static/js" not in asked.text  # not even the program of the pages
    landed = visitor.log_in("lezer", path=DEEP)
    assert (landed.status_code, landed.headers["location"]) == (302, DEEP)
    assert visitor.get(DEEP).status_code == 200
    assert "dashboard_return" not in visitor.cookies
    assert not [name for name in visitor.cookies if "token" in name]


def test_a_login_that_takes_more_than_one_cookie_counts(visitor: Visitor) -> None:
    visitor.log_in("veel")
    assert f"{USER}_1" in visitor.cookies
    assert visitor.get("/data/index.json").status_code == 200
    halved = {name: value for name, value in visitor.cookies.items() if name != f"{USER}_2"}
    assert requests.get(f"{visitor.behind.address}/data/index.json", cookies=halved, timeout=30).status_code == 401


@pytest.mark.parametrize("fault", FAULTS)
def test_a_token_that_does_not_count_is_refused(visitor: Visitor, fault: str) -> None:
    refused = visitor.log_in("netwerkteam", fault, path=DEEP)
    assert refused.status_code == 302
    page = visitor.get(refused.headers["location"])
    assert page.status_code == 401
    assert "Inloggen is niet gelukt" in page.text
    assert "klopt niet, is verlopen of is al een keer gebruikt" in page.text
    assert not [name for name in visitor.cookies if name.startswith(USER)]
    assert visitor.get(DEEP).status_code == 401
    again = visitor.log_in("lezer", path=refused.headers["location"])
    assert again.headers["location"] == DEEP  # what was asked for is not lost


def test_a_token_of_another_login_is_refused(visitor: Visitor, behind: Behind) -> None:
    Visitor(behind).log_in("netwerkteam")
    assert visitor.log_in("netwerkteam", "replayed").headers["location"] == "/inloggen?fout=ongeldig"
    assert visitor.get("/").status_code == 401


def test_an_answer_of_the_provider_counts_once_and_for_one_browser(visitor: Visitor, behind: Behind) -> None:
    answer = visitor.answers(visitor.asks(), "lezer")
    stolen = Visitor(behind).get(answer)
    assert stolen.headers["location"] == "/inloggen?fout=ongeldig"
    before = visitor.cookies
    assert visitor.get(answer).headers["location"] == "/"
    again = Visitor(behind)
    again.session.cookies.update(before)  # of the moment before the code was used
    assert again.get(answer).headers["location"] == "/inloggen?fout=ongeldig"
    assert again.get("/").status_code == 401


def test_who_is_refused_by_the_provider_hears_so(visitor: Visitor) -> None:
    refused = visitor.log_in("lezer", "denied")
    assert "liet je niet toe" in visitor.get(refused.headers["location"]).text


def test_a_provider_that_does_not_answer_is_told_in_dutch(snapshot_folder: Path, tmp_path: Path) -> None:
    port, nobody = free_port(), f"http://localhost:{free_port()}"
    address = f"http://localhost:{port}"
    secrets = secrets_file(tmp_path, address, nobody)
    with serving(snapshot_folder, port=port, STREAMLIT_SECRETS_FILES=str(secrets)):
        visitor = Visitor(Behind(address, nobody, tmp_path))
        begun = visitor.get("/inloggen").headers["location"]
        told_where = visitor.get(begun).headers["location"]
        assert "De inlogdienst antwoordt niet" in visitor.get(told_where).text


def test_where_logging_in_cannot_work_the_server_does_not_start(snapshot_folder: Path, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("[auth]\nredirect_uri = http://without.quotes", encoding="utf-8")
    with (
        (tmp_path / "log").open("wb") as output,
        pytest.raises(RuntimeError, match="no server answers"),
        serving(snapshot_folder, output=output, STREAMLIT_SECRETS_FILES=str(secrets)),
    ):
        pass
    assert f"{secrets} cannot be read" in (tmp_path / "log").read_text(encoding="utf-8")


def test_every_fault_of_the_settings_is_named_at_once() -> None:
    section = {"redirect_uri": "http://example.org/oauth2callback", "cookie_secret": "short", "client_id": "x"}
    with pytest.raises(SettingUnreadable) as told:
        read_settings(section, {"LOGIN_HOURS": "0"})
    for fault in ("client_secret is missing", "server_metadata_url is missing", "cookie_secret is shorter",
                  "redirect_uri is no https address", "LOGIN_HOURS='0'"):  # fmt: skip
        assert fault in str(told.value)
    with pytest.raises(SettingUnreadable, match="client_id is missing"):
        read_settings({}, {})


def test_the_example_is_complete_but_for_what_only_an_organisation_knows() -> None:
    section = tomllib.loads((ROOT / "deploy" / "secrets.example.toml").read_text(encoding="utf-8"))["auth"]
    with pytest.raises(
        SettingUnreadable, match="cookie_secret is missing; client_id is missing; client_secret is missing"
    ):
        read_settings(section, {})
    filled = section | {"cookie_secret": "0" * 32, "client_id": "x", "client_secret": "y"}
    settings = read_settings(filled, {"LOGIN_HOURS": "8", "LOGIN_ROLES_CLAIM": "groups"})
    assert settings.issuer == "https://login.microsoftonline.com/MAP-ID/v2.0"
    assert settings.seconds == 8 * 3600
    cookies = cookie({"origin": settings.origin, "is_logged_in": True, "aud": "x", "iss": settings.issuer,
                      "roles": ["lezer"], "groups": "netwerkteam"}, secret="0" * 32)  # fmt: skip
    found = read_login(cookies, settings)
    assert found is not None
    assert found.roles == {"netwerkteam"}
    assert read_login(cookies, settings, found.until) is None


def test_a_page_shows_nothing_to_who_is_not_logged_in_also_without_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = LoginSettings("x", "https://example.org", "https://example.nl", "0" * 32, 3600, "roles")
    monkeypatch.setattr(login, "login_settings", lambda: settings)
    through_the_router(monkeypatch)
    app = run(page("uitkeringen"), {})
    assert not app.exception
    drawn = " ".join(element.proto.body for element in app.get("html"))
    assert "Je bent uitgelogd" in drawn
    assert not app.get("vega_lite_chart")
    assert "mg-kpis" not in drawn


@pytest.mark.parametrize("person", ["geen", "ander"])
def test_who_has_no_role_sees_whom_to_ask(visitor: Visitor, behind: Behind, person: str) -> None:
    visitor.log_in(person)
    page = visitor.get(DEEP)
    assert page.status_code == 403
    assert "vragen@example.org" in page.text
    assert visitor.get("/data/index.json", headers={}).json()["status"] == 403
    assert finished(told(behind, "uitkeringen", visitor.cookies)) == 403


def everything(snapshot: Snapshot) -> list[str]:
    own = [paths(address, snapshot)[0] for address in ADDRESSES]
    others = (
        "/media/0.xlsx",
        "/_stcore/stream",
        "/nergens",
        "/eerste-beeld/uitkeringen",
        "/static",
        "//data/benefits.csv",
        "/%2e/data/benefits.csv",
    )
    return [*own, *(f"/{info.path}" for info in PAGES), *others]


def test_nothing_is_to_be_had_in_front_of_the_door(behind: Behind, snapshot: Snapshot) -> None:
    for path in everything(snapshot):
        for method in ("GET", "HEAD", "OPTIONS", "POST"):
            asked = requests.request(method, behind.address + path, timeout=30)
            assert asked.status_code == 401, (method, path)
            assert asked.headers["cache-control"] == "no-store"
            assert method != "GET" or asked.json()["title"] == "Log eerst in"
    for path in (
        "/static/../data/benefits.csv",
        "/static/%2e%2e/data/benefits.csv",
        "/favicon.png/../data/benefits.csv",
    ):
        raw = requests.Request("GET", behind.address).prepare()
        raw.url = behind.address + path
        assert "Arnhem" not in requests.Session().send(raw, timeout=30).text
    for path in ("/_stcore/health", "/ready", "/_stcore/host-config", "/favicon.png"):
        assert requests.get(behind.address + path, timeout=30).status_code == 200


def test_a_program_reads_data_with_the_cookie_and_no_proxy_keeps_them(behind: Behind, snapshot: Snapshot) -> None:
    for path in ("/data/benefits.csv", f"/data/benefits.csv?momentopname={snapshot.id}", "/"):
        asked = requests.get(behind.address + path, cookies=cookie(behind.claims()), timeout=60)
        assert asked.status_code == 200
        assert asked.headers["cache-control"] == "private, no-cache"
    known = {
        "if-none-match": requests.get(
            f"{behind.address}/data/benefits.csv", cookies=cookie(behind.claims()), timeout=60
        ).headers["etag"]
    }
    address = f"{behind.address}/data/benefits.csv"
    assert requests.get(address, cookies=cookie(behind.claims()), headers=known, timeout=60).status_code == 304
    assert requests.get(address, headers=known, timeout=60).status_code == 401


WRONG = {
    "too old": ({}, {"age": 2 * 3600 + 5}),
    "of tomorrow": ({}, {"age": -86400}),
    "another secret": ({}, {"secret": "f" * 32}),
    "another client": ({"aud": "another"}, {}),
    "another provider": ({"iss": "http://localhost:1"}, {}),
    "another dashboard": ({"origin": "https://example.org"}, {}),
    "not logged in": ({"is_logged_in": False}, {}),
    "no token": ({"aud": None, "iss": None}, {}),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_cookie_that_does_not_count_opens_no_page_no_address_and_no_session(behind: Behind, what: str) -> None:
    claims, how = WRONG[what]
    cookies = cookie(behind.claims(**claims), **how)
    assert requests.get(behind.address, headers=PAGE, cookies=cookies, timeout=30).status_code == 401
    assert requests.get(f"{behind.address}/data/benefits.csv", cookies=cookies, timeout=30).status_code == 401
    assert finished(told(behind, "uitkeringen", cookies)) == 403


def test_a_session_shows_figures_to_a_reader_and_none_to_anybody_else(behind: Behind) -> None:
    shown = finished(told(behind, "uitkeringen", cookie(behind.claims())))
    assert isinstance(shown, str)
    assert "vega_lite" in shown
    assert "/auth/logout" in shown
    for cookies in ({}, {USER: "x"}, {USER: ""}):
        assert finished(told(behind, "uitkeringen", cookies)) == 403


def test_only_the_network_team_gets_the_form(behind: Behind) -> None:
    reader = finished(told(behind, "uitvoeringsagenda", cookie(behind.claims())))
    team = finished(told(behind, "uitvoeringsagenda", cookie(behind.claims(roles=["netwerkteam"]))))
    assert "Leeg formulier" not in str(reader)
    assert "Er is nog niets gemeld" in str(reader)
    assert "Leeg formulier" in str(team)


async def closes(behind: Behind, cookies: dict[str, str], leave: bool) -> float:
    """Open a session, log out meanwhile where asked, and return the seconds until it is closed."""
    begun = time.monotonic()
    headers = {"Cookie": written(cookies), "Origin": behind.address}
    stream_address = f"{behind.address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(stream_address, subprotocols=["streamlit"], additional_headers=headers) as stream:  # type: ignore[list-item]
        if leave:
            await asyncio.to_thread(
                requests.get, f"{behind.address}/auth/logout", cookies=cookies, allow_redirects=False, timeout=30
            )
        async with asyncio.timeout(60):
            with suppress(ConnectionClosed):
                while True:
                    await stream.recv()
        assert stream.close_code == 1008
    return time.monotonic() - begun


def test_an_open_session_ends_with_its_login(behind: Behind) -> None:
    soon = cookie(behind.claims(nonce="soon"), age=2 * 3600 - 6)
    assert 1 < finished(closes(behind, soon, leave=False)) < 30


def test_logging_out_ends_pages_addresses_and_sessions_also_for_who_kept_the_cookie(
    behind: Behind, visitor: Visitor
) -> None:
    visitor.log_in("lezer")
    kept = visitor.cookies
    finished(closes(behind, kept, leave=True))
    assert requests.get(f"{behind.address}/data/benefits.csv", cookies=kept, timeout=30).status_code == 401
    assert finished(told(behind, "", kept)) == 403
    left = visitor.get("/auth/logout")
    assert left.headers["location"].startswith(visitor.behind.provider)
    back = visitor.get(left.headers["location"]).headers["location"]
    assert visitor.get(back).headers["location"] == "/"
    assert not [name for name in visitor.cookies if name.startswith(USER)]
    assert "Inloggen is niet gelukt" not in visitor.get("/").text


def test_a_frame_of_another_site_says_that_one_cannot_log_in_there(behind: Behind) -> None:
    asked = requests.get(
        f"{behind.address}/figuur/benefits-rate", headers={**PAGE, "sec-fetch-dest": "iframe"}, timeout=30
    )
    assert asked.status_code == 401
    assert "In een pagina van een andere website kun je niet inloggen" in asked.text
    assert 'target="_blank"' in asked.text


@pytest.mark.parametrize(
    "wanted", ["//example.org", "/\\example.org", "https://example.org", "/\t/example.org", "javascript:1"]
)
def test_no_link_sends_a_visitor_elsewhere(visitor: Visitor, wanted: str) -> None:
    begun = visitor.get(f"/inloggen?{urlencode({'naar': wanted})}")
    assert "dashboard_return" not in visitor.cookies
    visitor.session.cookies.set("dashboard_return", wanted.replace("\t", "%09"))
    asked = visitor.get(begun.headers["location"]).headers["location"]
    assert parse_qs(urlsplit(asked).query)["code_challenge_method"] == ["S256"]
    landed = visitor.get(visitor.answers(asked, "lezer")).headers["location"]
    assert urlsplit(landed).netloc == ""
    assert landed.startswith("/")
    assert not landed.startswith("//")
    assert visitor.get(f"/inloggen?{urlencode({'naar': wanted})}").headers["location"] == "/"


def test_the_log_says_nothing_of_who_logged_in(behind: Behind, visitor: Visitor) -> None:
    visitor.log_in("lezer")
    Visitor(behind).log_in("netwerkteam", "expired")
    said = behind.log.read_text(encoding="utf-8")
    assert "logging in failed" in said
    for secret in ("Lies Lezer", "Nel Netwerk", visitor.cookies.get(USER, "nobody"), "eyJ"):
        assert secret not in said


def test_without_it_nothing_is_loaded_and_nothing_shows(dashboard_server: str) -> None:
    loaded = "import server, sys; print(sorted({'authlib', 'joserfc', 'httpx', 'cryptography'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"
    assert requests.get(f"{dashboard_server}/inloggen", headers=PAGE, timeout=30).status_code == 404
    assert requests.get(f"{dashboard_server}/data/index.json", timeout=30).status_code == 200
