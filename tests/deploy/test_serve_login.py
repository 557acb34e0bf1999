"""Logging in through https and nginx, with two processes behind it: whichever of them answers knows who it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import requests

from benchmarks.serving import deployed, free_port, free_ports
from tests.dashboard.web.logging_in import Behind, Visitor, secrets_file
from tests.helpers import missing, nginx
from tests.services.oidc import providing

pytestmark = [pytest.mark.slow]
OPENSSL = shutil.which("openssl")


@dataclass(frozen=True)
class Secure(Behind):
    """The site of two processes behind nginx, over https."""

    certificate: str = ""
    ports: tuple[int, ...] = ()

    def visitor(self) -> Visitor:
        """Return a visitor who trusts the certificate of this site."""
        found = Visitor(self)
        found.session.verify = self.certificate
        found.session.trust_env = False  # certificates that the environment names would come first
        return found

    def process(self, port: int) -> psutil.Process:
        """Return the process that listens on a port."""
        found = next(c for c in psutil.net_connections("tcp") if c.status == "LISTEN" and c.laddr.port == port)
        return psutil.Process(found.pid)


@pytest.fixture(scope="module")
def secure(snapshot_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    nginx()
    if OPENSSL is None:
        missing("no openssl on this machine; apt-get install openssl")
    folder = tmp_path_factory.mktemp("secure")
    snapshots = folder / "snapshots"
    shutil.copytree(snapshot_folder, snapshots)
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    first, port = free_ports(2), free_port()
    address = f"https://localhost:{port}"
    with providing() as provider, (folder / "log").open("wb") as log:
        settings = {
            **os.environ,
            "STREAMLIT_SECRETS_FILES": str(secrets_file(folder, address, provider)),
            "DASHBOARD_SNAPSHOTS": str(snapshots),
            "TLS_CERTIFICATE": str(certificate),
            "TLS_KEY": str(key),
        }
        site = Secure(address, provider, folder / "log", str(certificate), tuple(range(first, first + 2)))
        with deployed(port, first, 2, settings, log):
            _both_ready(site)
            yield site


def _both_ready(site: Secure) -> None:
    end = time.monotonic() + 120
    for port in site.ports:
        while True:
            try:
                if requests.get(f"http://127.0.0.1:{port}/ready", timeout=5).status_code == 200:
                    break
            except requests.RequestException:
                pass
            assert time.monotonic() < end, site.log.read_text(encoding="utf-8")
            time.sleep(0.3)


def test_a_login_counts_in_every_process_and_its_cookies_only_go_over_https(secure: Secure) -> None:
    visitor = secure.visitor()
    address = "/data/benefits.csv?gemeente=Rheden"
    assert visitor.get(address, headers={}).status_code == 401
    assert visitor.log_in("lezer").status_code == 302
    assert all(cookie.secure for cookie in visitor.session.cookies)
    assert {"_streamlit_user", "mg_place"} <= visitor.cookies.keys()
    for port in secure.ports:  # the one that logged in, and the other: each is ended in turn
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert "Rheden" in answer.text
        secure.process(port).kill()
        _both_ready(secure)
    stranger = secure.visitor()
    assert stranger.get(address, headers={}).status_code == 401
    assert stranger.get("/").headers["Strict-Transport-Security"].startswith("max-age=")


def test_each_of_twenty_visitors_logs_in_whichever_process_it_gets(secure: Secure) -> None:
    places = set()
    for person in ("lezer", "netwerkteam") * 10:
        visitor = secure.visitor()
        assert visitor.log_in(person).status_code == 302
        assert visitor.get("/data/").status_code == 200
        places.add(visitor.cookies["mg_place"])
    assert len(places) == 20


def test_a_login_as_an_attacker_makes_it_is_refused_here_too(secure: Secure) -> None:
    for fault in ("expired", "audience", "none", "wrong-key"):
        visitor = secure.visitor()
        visitor.log_in("lezer", fault)
        assert visitor.get("/data/", headers={}).status_code == 401, fault
